"""From an empty folder to a product that can be tried; people's own rows are never joined by invented ones."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from relationships.management.commands import prepare_demo
from relationships.models import Relationship
from relationships.services.demo.desk import hand_over
from tests.factories import make_relationship, make_user

Called = list[str]


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> Called:
    """The names of the commands, in order; none of them runs."""
    names: Called = []
    monkeypatch.setattr(prepare_demo, "call_command", lambda name, **options: names.append(name))
    return names


@pytest.mark.django_db
def test_an_empty_database_is_filled_and_opened(called: Called) -> None:
    call_command("prepare_demo")
    assert called == ["migrate", "demo_data", "demo_login"]


@pytest.mark.django_db
def test_what_is_there_is_kept_as_it_is(called: Called) -> None:
    make_relationship()
    call_command("prepare_demo")
    assert called == ["migrate", "demo_login"]


@pytest.mark.django_db
def test_the_demo_log_in_opens_on_a_day_with_something_to_do() -> None:
    jules, demo = make_user("jules"), make_user("demo")
    handed, other = make_relationship(owner=jules), make_relationship()
    assert hand_over("demo") == 1
    assert Relationship.objects.filter(owner=demo).get() == handed
    assert Relationship.objects.get(pk=other.pk).owner is None
    assert handed.history.latest().owner_id == demo.pk
    assert hand_over("nobody of that name") == 0
