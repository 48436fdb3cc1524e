"""What the playbooks say after a long import: of everybody whom it changed, and of nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError

from relationships.domain.import_states import ImportStatus
from relationships.models import CreatorImport, Relationship
from relationships.services import advice
from relationships.services.advice import count_stale
from relationships.services.clock import organisation_today
from relationships.services.imports import advising, running
from tests.factories import make_account, make_brand, make_creator, make_relationship
from tests.services.lists import staged

pytestmark = pytest.mark.django_db

ROWS = [["Username", "Followers"], *[[f"h{n}", "150K"] for n in range(5)]]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(advice, "AT_ONCE", 2)
    monkeypatch.setattr(advising, "CHUNK", 2)


@pytest.fixture
def record() -> CreatorImport:
    """A list that makes five of six creators on file macro; the sixth has been waiting for the daily command."""
    brand = make_brand()
    for name in ("h0", "h1", "h2", "h3", "h4", "elsewhere"):
        creator = make_creator(name)
        make_account(creator, name, followers=9_000)
        make_relationship(creator, brand)
    Relationship.objects.filter(creator__name="elsewhere").update(drift_changes_on=organisation_today())
    return staged(ROWS, brand=brand)


def waiting() -> set[str]:
    stale = Relationship.objects.advice_is_stale(organisation_today())
    return set(stale.values_list("creator__name", flat=True))


def test_all_of_them_are_asked_about_and_nobody_else(record: CreatorImport, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []

    def refreshed(rows: Any) -> int:
        row = CreatorImport.objects.get(pk=record.pk)
        told.append((row.status, row.progress_done, row.progress_total, advising.count_left(row)))
        return advice.refresh_advice(rows)

    monkeypatch.setattr(advising, "refresh_advice", refreshed)
    done = running.apply(record.pk)
    assert told == [("done", 0, 5, 5), ("done", 2, 5, 3), ("done", 4, 5, 1)]
    assert (done.progress_done, advising.count_left(done)) == (5, 0)
    assert waiting() == {"elsewhere"}
    assert count_stale(Relationship.objects.exclude(creator__name="elsewhere")) == 0
    running.undo(record.pk, None)
    assert waiting() == {"elsewhere"}
    assert count_stale(Relationship.objects.exclude(creator__name="elsewhere")) == 0


def test_what_is_stopped_is_left_to_the_daily_command(record: CreatorImport, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(rows: Any) -> int:
        if len(waiting()) < 5:
            raise OperationalError("gone away")
        return advice.refresh_advice(rows)

    with monkeypatch.context() as broken:
        broken.setattr(advising, "refresh_advice", stopped)
        assert running.apply(record.pk).status == ImportStatus.DONE
    kept = CreatorImport.objects.get(pk=record.pk)
    assert (advising.count_left(kept), len(waiting())) == (3, 4)
    call_command("daily")
    kept.refresh_from_db()
    assert (advising.count_left(kept), waiting()) == (0, set())
    assert count_stale(Relationship.objects.all()) == 0


def test_whoever_takes_the_list_back_meanwhile_ends_it(record: CreatorImport, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def refreshed(rows: Any) -> int:
        asked.append(rows)
        if len(asked) == 1:
            running.undo(record.pk, None)
        return advice.refresh_advice(rows)

    monkeypatch.setattr(advising, "refresh_advice", refreshed)
    running.apply(record.pk)
    kept = CreatorImport.objects.get(pk=record.pk)
    assert (kept.status, advising.count_left(kept)) == ("undone", 0)
    assert count_stale(Relationship.objects.exclude(creator__name="elsewhere")) == 0
