"""History and next due on the row: as the domain says on the day, rewritten when that day turns."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from relationships.models import Relationship
from relationships.services.clock import organisation_today
from relationships.services.work import WORK, refresh_turned_histories
from tests.factories import make_collaboration, make_relationship

pytestmark = pytest.mark.django_db


def kind_of(relationship: Relationship) -> str:
    relationship.refresh_from_db()
    return relationship.history_kind


@pytest.mark.parametrize(("days", "kind"), [(-1, "ambassador"), (0, "ambassador"), (1, "former_ambassador")])
def test_an_ambassadorship_runs_out_by_itself(days: int, kind: str) -> None:
    relationship, last = make_relationship(), organisation_today() + timedelta(days=10)
    make_collaboration(relationship, kind="ambassador", status="live", ends_on=last)
    turned = refresh_turned_histories(last + timedelta(days=days))
    assert turned == (1 if kind == "former_ambassador" else 0)
    assert kind_of(relationship) == kind


def test_an_agreement_begins_by_itself() -> None:
    relationship, first = make_relationship(), organisation_today() + timedelta(days=10)
    make_collaboration(relationship, status="agreed", starts_on=first)
    assert kind_of(relationship) == "none"
    assert relationship.history_changes_on == first
    assert refresh_turned_histories(first) == 1
    relationship = Relationship.objects.get()
    assert (relationship.history_kind, relationship.history_count) == ("one_off", 1)
    assert relationship.history_changes_on is None
    assert refresh_turned_histories(first) == 0


@pytest.mark.parametrize(
    ("action", "payments", "due"),
    [
        (None, [], (None, "")),
        (date(2026, 5, 2), [], (date(2026, 5, 2), "action")),
        (date(2026, 5, 2), [date(2026, 5, 3)], (date(2026, 5, 2), "action")),
        (date(2026, 5, 2), [date(2026, 5, 2)], (date(2026, 5, 2), "payment")),
        (date(2026, 5, 2), [date(2026, 5, 9), date(2026, 5, 1)], (date(2026, 5, 1), "payment")),
        (None, [date(2026, 5, 1)], (date(2026, 5, 1), "payment")),
    ],
)
def test_what_is_due_first(action: date | None, payments: list[date], due: tuple[date | None, str]) -> None:
    relationship = make_relationship(next_action="Call" if action else "", next_action_on=action)
    for day in payments:
        make_collaboration(relationship, compensation="paid", fee=100, payment_due_on=day)
    relationship.refresh_from_db()
    assert (relationship.next_due_on, relationship.next_due_kind) == due


@pytest.mark.parametrize(
    "values",
    [{"paid_on": date(2026, 5, 2)}, {"fee": 0}, {"fee": None}, {"status": "proposed"}, {"status": "cancelled"}],
)
def test_what_is_not_owed_is_not_due(values: dict[str, object]) -> None:
    fee: dict[str, Any] = {"compensation": "paid", "fee": 100, "payment_due_on": date(2026, 5, 1)}
    relationship = make_collaboration(**fee | values).relationship
    relationship.refresh_from_db()
    assert relationship.next_due_on is None


@pytest.mark.parametrize("chunk", [1, 2, 3])
def test_chunks_leave_nobody_out(monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    monkeypatch.setattr("relationships.services.derivations.CHUNK", chunk)
    for _ in range(4):
        make_collaboration()
    Relationship.objects.update(history_kind="none")
    assert WORK.count_stale(Relationship.objects.all()) == 4
    assert WORK.refresh(Relationship.objects.all()) == 4
    assert WORK.count_stale(Relationship.objects.all()) == 0


def test_the_tier_agreed_stays_when_the_tier_moves() -> None:
    relationship = make_relationship(followers=20_000)
    proposed = make_collaboration(relationship, status="proposed")
    assert proposed.tier_agreed == ""
    proposed.status = "agreed"
    proposed.save()
    account = relationship.creator.accounts.get()
    account.followers = 200_000
    account.save()
    proposed.title = "Renamed"
    proposed.save()
    proposed.refresh_from_db()
    assert proposed.tier_agreed == "micro"
    assert make_collaboration(relationship).tier_agreed == "macro"


def test_the_last_touch_is_the_latest_not_the_last_entered() -> None:
    from tests.factories import make_touchpoint

    relationship, now = make_relationship(), timezone.now()
    make_touchpoint(relationship, now)
    make_touchpoint(relationship, now - timedelta(days=9))
    relationship.refresh_from_db()
    assert relationship.last_touch_at == now
