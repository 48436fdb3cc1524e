"""Who may decide about an advice, how long it holds, and what brings the advice back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from relationships.domain.playbooks.advice import Code
from relationships.models import AdviceDecision, Brand, Collaboration, Relationship, StandingAdvice, User
from relationships.services.advice import advice_of, refresh_turned_advice
from relationships.services.clock import organisation_today
from relationships.services.derived import count_wrong
from relationships.services.dismissals import RuleCount, decided_per_rule, dismiss, override, undo
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = organisation_today()
NEXT_WEEK = TODAY + timedelta(days=7)
REASON = "Talked about it."


@pytest.fixture
def row() -> Relationship:
    """A gift with strings that nobody rated: one block, one warning."""
    row = factories.make_relationship(brand=factories.make_brand(market_country="GB"))
    Collaboration.objects.create(relationship=row, compensation="products", is_gift=True, deadline_on=NEXT_WEEK)
    return fresh(row)


def fresh(row: Relationship) -> Relationship:
    return Relationship.objects.get(pk=row.pk)


def lead() -> User:
    return factories.make_lead()


def test_a_dismissed_advice_is_no_drift_until_its_day_has_passed(row: Relationship) -> None:
    assert (row.drift, row.drift_blocks) == (2, 1)
    decision = dismiss(row, Code.LOW_FIT, "  On holiday. ", NEXT_WEEK, lead())
    assert (decision.reason, decision.decided_on) == ("On holiday.", TODAY)
    row = fresh(row)
    assert (row.drift, row.drift_blocks) == (1, 1)
    assert row.drift_changes_on is not None
    assert row.drift_changes_on <= NEXT_WEEK + timedelta(days=1)
    given = {one.advice.code: one.decision for one in advice_of(row, TODAY)}
    assert given == {Code.GIFT_WITH_STRINGS: None, Code.LOW_FIT: decision}
    refresh_turned_advice(NEXT_WEEK)
    assert fresh(row).drift == 1
    refresh_turned_advice(NEXT_WEEK + timedelta(days=1))
    assert fresh(row).drift == 2
    assert decision.history.count() == 1


def test_a_gate_of_another_name_is_another_advice_at_once(row: Relationship) -> None:
    factories.make_collaboration(row, status="proposed", fee=100, compensation="paid", currency="GBP")
    dismiss(row, Code.GATE_FAILED, REASON, NEXT_WEEK, lead())
    assert StandingAdvice.objects.get(relationship=row, code=Code.GATE_FAILED).dismissed
    gate = factories.criterion_of(row.brand, "safety")
    gate.name = "Safety of the brand"
    gate.save()
    assert not StandingAdvice.objects.get(relationship=row, code=Code.GATE_FAILED).dismissed
    assert not any(count_wrong().values())


def test_it_comes_back_when_the_facts_change(row: Relationship) -> None:
    dismiss(row, Code.GIFT_WITH_STRINGS, REASON, NEXT_WEEK, lead())
    work = row.collaborations.get()
    work.title = "A name changes nothing about strings"
    work.save()
    assert fresh(row).drift_blocks == 0
    work.deliverables = "Three stories"
    work.save()
    assert fresh(row).drift_blocks == 1
    assert not any(count_wrong().values())


def test_undone_it_counts_again_and_the_history_keeps_it(row: Relationship) -> None:
    decision = dismiss(row, Code.LOW_FIT, REASON, NEXT_WEEK, lead())
    undo(decision, lead())
    assert fresh(row).drift == 2
    assert not AdviceDecision.objects.exists()
    assert list(AdviceDecision.history.values_list("history_type", flat=True)) == ["-", "+"]


def test_sent_twice_it_is_one_decision(row: Relationship) -> None:
    person = lead()
    first, again = (dismiss(row, Code.LOW_FIT, REASON, NEXT_WEEK, person) for _ in range(2))
    assert first == again
    undo(again, person)
    assert fresh(row).drift == 2


def test_the_end_of_the_calendar(row: Relationship) -> None:
    dismiss(row, Code.LOW_FIT, REASON, date.max, lead())
    assert fresh(row).drift == 1


#: Who, and whether they may dismiss, override, and undo an override.
WHO = [
    ("lead", True, True),
    ("superuser", True, True),
    ("manager of the team", True, False),
    ("manager of another team", False, False),
    ("viewer of the team", False, False),
]


def person(who: str, brand: Brand) -> User:
    people: dict[str, Callable[[], User]] = {
        "lead": factories.make_lead,
        "superuser": factories.make_superuser,
        "manager of the team": lambda: factories.make_manager(brand),
        "manager of another team": lambda: factories.make_manager(factories.make_brand()),
        "viewer of the team": lambda: factories.make_viewer(brand),
    }
    return people[who]()


@pytest.mark.parametrize(("who", "dismisses", "overrides"), WHO)
def test_who_may(row: Relationship, who: str, dismisses: bool, overrides: bool) -> None:
    by = person(who, row.brand)
    for decide, may in ((dismiss, dismisses), (override, overrides)):
        if may:
            undo(decide(row, Code.GIFT_WITH_STRINGS, REASON, TODAY, by), by)
        else:
            with pytest.raises(PermissionDenied):
                decide(row, Code.GIFT_WITH_STRINGS, REASON, TODAY, by)
    decision = override(row, Code.GIFT_WITH_STRINGS, REASON, TODAY, lead())
    if not overrides:
        with pytest.raises(PermissionDenied):
            undo(decision, by)


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("reason", {"reason": " "}),
        ("reason", {"reason": "x" * 501}),
        ("until", {"until": TODAY - timedelta(days=1)}),
        ("code", {"code": "thank-you"}),
        ("code", {"code": "no-such-rule"}),
    ],
)
def test_what_cannot_be_decided(row: Relationship, field: str, values: dict[str, Any]) -> None:
    for decide in (dismiss, override):
        with pytest.raises(ValidationError) as refused:
            decide(row, **{"code": Code.GIFT_WITH_STRINGS, "reason": REASON, "until": TODAY, "by": lead(), **values})
        assert set(refused.value.message_dict) == {field}
    assert not AdviceDecision.objects.exists()


def test_only_a_block_can_be_overridden(row: Relationship) -> None:
    with pytest.raises(ValidationError, match="no step of this relationship is stopped"):
        override(row, Code.LOW_FIT, REASON, TODAY, lead())


def test_counted_per_rule(row: Relationship) -> None:
    other = factories.make_relationship()
    Collaboration.objects.create(relationship=other, compensation="products")
    boss = lead()
    dismiss(row, Code.LOW_FIT, REASON, TODAY, boss)
    dismiss(other, Code.LOW_FIT, REASON, TODAY, boss)
    override(row, Code.GIFT_WITH_STRINGS, REASON, TODAY, boss)
    assert decided_per_rule(Brand.objects.all()) == [
        RuleCount(Code.LOW_FIT, dismissed=2, overridden=0, people=1),
        RuleCount(Code.GIFT_WITH_STRINGS, dismissed=0, overridden=1, people=1),
    ]
    dismiss(row, Code.LOW_FIT, REASON, TODAY, lead())
    assert decided_per_rule(Brand.objects.all())[0] == RuleCount(Code.LOW_FIT, 3, 0, 2)
    ours = Brand.objects.filter(pk=other.brand_id)
    assert decided_per_rule(ours) == [RuleCount(Code.LOW_FIT, 1, 0, 1)]
    undo(AdviceDecision.objects.get(relationship=other), boss)
    assert decided_per_rule(ours) == []
