"""How a page of a list is found: the order over its borders, the walk along an index, the look through the latest."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from relationships.admin import lists
from relationships.admin.site import site
from relationships.models import Relationship, Touchpoint
from tests import factories
from tests.admin.conftest import House, page
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db

FOLLOWERS = list(site.get_model_admin(Relationship).list_display).index("followers_shown") + 1


def _changelist(house: House, model: Any, query: str = "", role: str = "root") -> Any:
    request = RequestFactory().get(f"/?{query}")
    request.user = house.people[role]
    found: Any = site.get_model_admin(model).get_changelist_instance(request)
    return found


def _all_pages(house: House, model: Any, query: str, role: str = "root") -> list[int]:
    number = _changelist(house, model, query, role).paginator.num_pages
    pages = (_changelist(house, model, f"{query}&p={n}", role) for n in range(1, number + 1))
    return [row.pk for one in pages for row in one.result_list]


# --- Known, then unknown ----------------------------------------------------------------------------------------------


@kept_rows
def mixed(house: House) -> House:
    """Relationships with and without followers, by turns."""
    for number in range(7):
        creator = factories.make_creator(followers=None if number % 2 else 10_000 * number + 1)
        factories.make_relationship(creator, house.own)
    return house


@pytest.mark.parametrize("sparse", [0, 5_000], ids=["walked", "sorted"])
@pytest.mark.parametrize("size", [1, 2, 3, 50])
@pytest.mark.parametrize("sign", ["", "-"])
def test_every_row_stands_on_one_page_whatever_is_known_of_it(
    mixed: House, monkeypatch: pytest.MonkeyPatch, sparse: int, size: int, sign: str
) -> None:
    monkeypatch.setattr(lists, "SPARSE", sparse)
    monkeypatch.setattr(site.get_model_admin(Relationship), "list_per_page", size)
    known, unknown = (
        list(Relationship.objects.filter(followers__isnull=no).order_by(f"{sign}followers", f"{sign}pk"))
        for no in (False, True)
    )
    assert unknown
    assert _all_pages(mixed, Relationship, f"o={sign}{FOLLOWERS}") == [row.pk for row in (*known, *unknown)]


def test_a_walk_goes_along_the_index_of_the_order(mixed: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's planner is left alone."""
    for sparse, is_walked in ((0, connection.vendor == "sqlite"), (5_000, False)):
        monkeypatch.setattr(lists, "SPARSE", sparse)
        with CaptureQueriesContext(connection) as asked:
            _changelist(mixed, Relationship, f"o={FOLLOWERS}&brand={mixed.own.pk}")
        assert any('INDEXED BY "rel_followers"' in one["sql"] for one in asked) == is_walked


@pytest.mark.parametrize("number", ["0", "-1", "2", "99999999999999999999"])
def test_a_page_that_is_none_is_told(mixed: House, number: str) -> None:
    answer = mixed.client("manager").get(f"{page('relationship')}?p={number}", follow=True)
    assert "This page of the list does not exist" in answer.content.decode()


# --- The latest -------------------------------------------------------------------------------------------------------


@kept_rows
def busy(house: House) -> House:
    """Twenty contacts of a foreign brand and, between them, every fourth one of the own."""
    rows = [house.relationship if number % 4 == 0 else house.foreign_relationship for number in range(20)]
    Touchpoint.objects.bulk_create(Touchpoint(relationship=row, happened_at=timezone.now()) for row in rows)
    return house


def _own(house: House) -> list[int]:
    return [touch.pk for touch in Touchpoint.objects.filter(relationship=house.relationship).order_by("-pk")]


def _looked_through(house: House, role: str, query: str = "") -> tuple[Any, bool]:
    with CaptureQueriesContext(connection) as asked:
        found = _changelist(house, Touchpoint, query, role)
    return found, any("EXISTS" in one["sql"] and "LIMIT 10000" in one["sql"] for one in asked)


@pytest.mark.parametrize(("latest", "size"), [(7, 1), (8, 1), (7, 2), (8, 2), (12, 2), (12, 3), (10**9, 2)])
def test_who_sees_some_is_shown_the_latest_of_them(
    busy: House, monkeypatch: pytest.MonkeyPatch, latest: int, size: int
) -> None:
    """Among the latest ``latest`` rows every fourth is theirs; where these do not go beyond a page, or are all there
    are, every row is asked for, and the count is exact."""
    monkeypatch.setattr(lists, "LATEST", latest)
    monkeypatch.setattr(site.get_model_admin(Touchpoint), "list_per_page", size)
    found, looked = _looked_through(busy, "manager")
    newest = Touchpoint.objects.latest("pk").pk
    among = [pk for pk in _own(busy) if pk > newest - latest] if newest > latest else []
    assert looked == (newest > latest)
    fills = len(among) > size
    assert [row.pk for row in found.result_list] == _own(busy)[:size]
    assert str(found.result_count) == (f"{len(among)}+" if fills else "5")


def test_further_pages_look_further_back(busy: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "LATEST", 8)
    monkeypatch.setattr(site.get_model_admin(Touchpoint), "list_per_page", 1)
    for number, pk in enumerate(_own(busy)[:3], start=1):
        found, _ = _looked_through(busy, "manager", f"p={number}")
        assert [row.pk for row in found.result_list] == [pk]


def test_who_sees_all_is_not_asked_about_brands(busy: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "LATEST", 8)
    found, looked = _looked_through(busy, "root")
    assert (len(found.result_list), looked) == (20, False)
    found, looked = _looked_through(busy, "root", f"brand={busy.own.pk}")
    assert (found.result_count, looked) == (5, True), "one brand of all is looked for as a member's is"


def test_what_is_acted_on_is_what_is_shown(busy: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows that an action is given never come from the look through the latest alone."""
    monkeypatch.setattr(lists, "LATEST", 8)
    monkeypatch.setattr(site.get_model_admin(Touchpoint), "list_per_page", 2)
    found = _changelist(busy, Touchpoint, "", "manager")
    assert sorted(found.queryset.values_list("pk", flat=True)) == sorted(_own(busy))
    assert not found.queryset.filter(relationship=busy.foreign_relationship).exists()
