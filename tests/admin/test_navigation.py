"""The left navigation: complete, never twice the same, and only what the user may see."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.test import RequestFactory
from django.urls import resolve, reverse

from relationships.admin import site
from relationships.views.navigation import NAVIGATION, Link, Navigation, navigation_for
from tests import factories

ENTRIES = [entry for _, entries in NAVIGATION for entry in entries]
SPRITE = Path(__file__).parents[2] / "relationships" / "static" / "rapport" / "img" / "icons.svg"


def _navigation(user: Any, url: str = "/admin/password_change/") -> Navigation | None:
    request = RequestFactory().get(url)
    request.user = user
    request.resolver_match = resolve(url)
    return navigation_for(request)


def _links(navigation: Navigation | None) -> list[Link]:
    assert navigation is not None
    return [link for _, links in navigation.groups for link in links]


def test_every_model_of_the_admin_is_reached_once() -> None:
    lists = {f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist" for model in site._registry}
    named = {entry.url_name for entry in ENTRIES}
    assert {name for name in named if not name.startswith("staff:")} == lists
    assert {"staff:today", "staff:relationships", "staff:side-by-side"} <= named
    assert {"staff:due", "staff:collaborations", "staff:ambassadors", "staff:fit_review"} <= named
    assert ENTRIES[0].url_name == "staff:today"


def test_no_page_and_no_label_twice() -> None:
    for names in ([entry.url_name for entry in ENTRIES], [entry.label for entry in ENTRIES]):
        assert [name for name, times in Counter(names).items() if times > 1] == []


def test_every_icon_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text()))
    assert {entry.icon for entry in ENTRIES} <= drawn


@pytest.mark.django_db
def test_nobody_but_staff_has_a_navigation() -> None:
    assert _navigation(AnonymousUser()) is None
    assert _navigation(factories.make_user(is_staff=False)) is None


@pytest.mark.django_db
def test_only_what_the_user_may_see_is_shown() -> None:
    user = factories.make_user()
    user.user_permissions.add(Permission.objects.get(codename="view_creator"))
    navigation = _navigation(user)
    assert navigation is not None
    assert [title for title, _ in navigation.groups] == ["Work"]
    assert [link.label for link in _links(navigation)] == ["Creators"]
    assert navigation.search_url == reverse("staff:palette")


@pytest.mark.django_db
def test_without_any_permission_it_is_empty_yet_there() -> None:
    navigation = _navigation(factories.make_user())
    assert navigation == Navigation((), reverse("staff:palette"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("url_name", "arguments", "label", "current"),
    [
        ("staff:today", [], "Today", "page"),
        ("staff:today_team", [], "Today", "true"),
        ("staff:relationships", [], "Relationships", "page"),
        ("admin:relationships_relationship_change", [1], "Relationships", "true"),
        ("admin:relationships_relationship_changelist", [], "Relationship records", "page"),
        ("staff:collaborations", [], "Collaborations", "page"),
        ("admin:relationships_collaboration_change", [1], "Collaborations", "true"),
        ("admin:relationships_collaboration_changelist", [], "Collaboration records", "page"),
        ("admin:relationships_creator_changelist", [], "Creators", "page"),
        ("admin:relationships_creator_history", [1], "Creators", "true"),
        ("admin:password_change", [], "", ""),
    ],
)
def test_the_present_page_is_marked_once(url_name: str, arguments: list[int], label: str, current: str) -> None:
    links = _links(_navigation(factories.make_user(is_superuser=True), reverse(url_name, args=arguments)))
    assert [(link.label, link.current) for link in links if link.current] == ([(label, current)] if label else [])
