"""Histories that turn by themselves are seen to by the day's first reader, and cost nobody else anything."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from relationships.models import Relationship
from relationships.services import freshness
from relationships.services.clock import organisation_today
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _new_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freshness, "_seen_to", [None])


def test_an_ambassadorship_that_ran_out_is_rewritten_once_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    today = organisation_today()
    row = factories.make_relationship()
    ends_on = today + timedelta(days=1)
    factories.make_collaboration(row, kind="ambassador", status="live", starts_on=today, ends_on=ends_on)

    def kind() -> str:
        return Relationship.objects.get(pk=row.pk).history_kind

    freshness.freshen_histories()
    assert kind() == "ambassador"
    with CaptureQueriesContext(connection) as queries:
        freshness.freshen_histories()
    assert len(queries) == 0
    monkeypatch.setattr(freshness, "organisation_today", lambda: today + timedelta(days=2))
    freshness.freshen_histories()
    assert kind() == "former_ambassador"


def test_a_busy_database_does_not_stop_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def busy(on: object) -> int:
        asked.append(on)
        raise OperationalError("database is locked")

    monkeypatch.setattr(freshness, "refresh_turned_histories", busy)
    freshness.freshen_histories()
    freshness.freshen_histories()
    assert len(asked) == 2
