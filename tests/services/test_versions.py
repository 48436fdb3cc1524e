"""The version of a row is checked in the write itself: of two who started from the same one, one alone passes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from relationships.models import Relationship, Touchpoint
from relationships.services.audit import record_history
from relationships.services.versions import Outdated, claim, seen_in, token
from tests import factories
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db


@kept_rows
def row() -> Relationship:
    return factories.make_relationship(next_action="Write", notes="Met at the fair.")


def save_elsewhere(row: Any, **values: Any) -> Any:
    other = type(row).objects.get(pk=row.pk)
    for name, value in values.items():
        setattr(other, name, value)
    other.save()
    return other


def test_a_token_comes_back_as_the_version(row: Relationship) -> None:
    assert seen_in(token(row)) == row.updated_at
    assert token(Touchpoint()) == ""


@pytest.mark.parametrize(
    "posted", ["", "x", None, "2026-01-01", "2026-01-01T10:00:00", "9999-12-31T23:59:59-23:00", "2026\0", 7]
)
def test_anything_else_names_no_version(posted: object) -> None:
    assert seen_in(posted) is None


def test_who_is_first_has_it_and_the_second_is_told(row: Relationship) -> None:
    seen = row.updated_at
    claim(row, seen)
    assert row.updated_at > seen
    row.save()
    second = Relationship.objects.get(pk=row.pk)
    save_elsewhere(row, notes="Wants a call.")
    with pytest.raises(Outdated) as told:
        claim(second, second.updated_at)
    assert isinstance(told.value, ValidationError)
    assert told.value.columns == {"notes"}
    assert "Notes" in told.value.messages[0]
    assert told.value.row.notes == "Wants a call."


def test_a_claim_moves_the_version_even_where_the_clock_stands_still(
    row: Relationship, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = row.updated_at
    monkeypatch.setattr("relationships.services.versions.timezone.now", lambda: seen - timedelta(seconds=1))
    claim(row, seen)
    assert row.updated_at == seen + timedelta(microseconds=1)


@pytest.mark.parametrize(("columns", "passes"), [(("next_action",), True), (("next_action", "notes"), False)])
def test_a_change_elsewhere_on_the_row_is_no_reason_to_stop(
    row: Relationship, columns: tuple[str, ...], passes: bool
) -> None:
    second = Relationship.objects.get(pk=row.pk)
    save_elsewhere(row, notes="Wants a call.")
    if passes:
        claim(second, second.updated_at, columns)
    else:
        with pytest.raises(Outdated):
            claim(second, second.updated_at, columns)


@pytest.mark.parametrize("seen", [None, datetime(2020, 1, 1, tzinfo=UTC)])
def test_a_version_that_nobody_knows_is_outdated(row: Relationship, seen: datetime | None) -> None:
    with pytest.raises(Outdated):
        claim(row, seen, ("next_action",))


def test_what_is_deleted_is_told(row: Relationship) -> None:
    touch = factories.make_touchpoint(row)
    stale = Touchpoint.objects.get(pk=touch.pk)
    touch.delete()
    with pytest.raises(Outdated, match="deleted") as told:
        claim(stale, stale.updated_at)
    assert told.value.row is None


def test_a_bulk_write_moves_the_version_too(row: Relationship) -> None:
    lead = factories.make_lead(first_name="Lea", last_name="Lead")
    rows = Relationship.objects.filter(pk=row.pk)
    rows.update(stage="active", updated_at=row.updated_at + timedelta(seconds=1))
    record_history(rows, user=lead)
    with pytest.raises(Outdated, match=r"Lea Lead changed this at .*: Stage"):
        claim(row, row.updated_at)


@pytest.mark.django_db(transaction=True)
def test_a_claim_without_a_transaction_would_hold_nothing() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        claim(factories.make_relationship(), None)
