"""The history page: who, when, from what to what, of the object and of what hangs on it."""

from __future__ import annotations

import re

import pytest

from relationships.models import AdviceDecision
from tests import factories
from tests.admin.conftest import House, page
from tests.admin.forms import submit

pytestmark = pytest.mark.django_db


def _history(house: House, role: str = "manager", query: str = "") -> str:
    url = page("relationship", "history", house.relationship.pk)
    return str(house.client(role).get(url + query).content.decode())


def test_who_changed_what_from_what_to_what(house: House) -> None:
    submit(house.client("manager"), house.workplace, stage="active")
    text = _history(house)
    assert "Mia Manager" in text
    assert "<strong>Stage</strong> <del>Prospect</del> → <ins>Active</ins>" in text


def test_what_hangs_on_it_is_told_too(house: House) -> None:
    rating = factories.make_rating(house.relationship, "values", 0, reviewer=house.people["manager"])
    rating.value = 3
    rating.save()
    factories.make_tag("spring", house.relationship)
    factories.make_touchpoint(house.relationship, summary="x" * 1_000)
    text = _history(house)
    assert "<del>0 contradicts</del> → <ins>3 adequate</ins>" in text
    assert "<ins>0 contradicts</ins>" in text
    assert "Tag of a relationship: added" in text
    assert "x" * 300 not in text


def test_what_was_removed_is_told(house: House) -> None:
    factories.make_touchpoint(house.relationship).delete()
    assert "Touchpoint: removed" in _history(house)


def test_what_an_advice_rested_on_is_no_riddle_to_be_solved(house: House) -> None:
    row = house.relationship
    manager = house.people["manager"]
    decision = AdviceDecision.objects.create(
        relationship=row, code="touch-overdue", kind="dismissed", facts="f4c7" * 16, reason="On holiday.",
        until="2099-01-01", decided_by=manager, decided_on="2026-01-01",
    )  # fmt: skip
    text = _history(house)
    assert "On holiday." in text
    assert decision.facts not in text


def test_names_are_escaped(house: House) -> None:
    house.relationship.next_action = "<script>alert(1)</script>"
    house.relationship.save()
    text = _history(house)
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


def test_a_long_history_is_paged(house: House) -> None:
    for number in range(60):
        house.relationship.notes = f"note {number}."
        house.relationship.save()
    first = _history(house)
    older = re.search(r'href="(\?after=[\d.]+)"', first)
    assert older
    second = _history(house, query=older[1])
    assert "note 59." in first
    assert "note 5." not in first
    assert "<ins>note 5.</ins>" in second
    assert 'rel="next"' in first
    assert 'rel="next"' not in second
    for odd in ("?after=", "?after=x", "?after=99999999.1.1.1", f"?after=20260101.{'9' * 17}.999.{'9' * 18}"):
        assert "History" in _history(house, query=odd)


def test_tiers_and_accounts_stand_in_a_creators_history(house: House) -> None:
    creator = house.relationship.creator
    account = creator.accounts.get()
    account.followers = 150_000
    account.save()
    text = house.client("viewer").get(page("creator", "history", creator.pk)).content.decode()
    assert "<strong>Tier</strong> <del>Micro</del> → <ins>Macro</ins>" in text
    assert "<strong>Followers</strong> <del>12,400</del> → <ins>150,000</ins>" in text


def test_a_bulk_change_is_told_with_its_day_and_reason(house: House) -> None:
    """Written by SQL, past `save()`."""
    from relationships.models import Creator
    from relationships.services.audit import record_history

    record_history(Creator.objects.filter(pk=house.relationship.creator_id), reason="list of May")
    text = house.client("viewer").get(page("creator", "history", house.relationship.creator_id)).content.decode()
    assert "list of May" in text
    assert "None" not in text
