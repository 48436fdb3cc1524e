"""From an empty folder to a product that can be tried; people's own rows are never joined by invented ones."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from relationships.management.commands import prepare_demo
from tests.factories import make_relationship

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
