"""Which contact answers an advice, and what is proposed to follow it: by the playbook's own days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from relationships.domain.collaborations import HistoryKind, Status
from relationships.domain.compensation import Compensation
from relationships.domain.next_steps import ANSWER_DAYS, PURPOSE_FOR, answer_to, propose, purpose_of
from relationships.domain.playbooks.advice import Code, Severity
from relationships.domain.playbooks.case import HOUSE, Case, advice
from relationships.domain.playbooks.facts import CollaborationFacts, Facts, TouchFacts
from relationships.domain.playbooks.norms import Playbook
from relationships.domain.relationships import Direction, NextActionKind, Purpose, Stage
from relationships.domain.tiers import Tier

ON = date(2026, 3, 10)
PLAYBOOK = Playbook(
    tier=Tier.MICRO, touch_days_ambassador=30, touch_days_active=90, touch_days_others=180, nudge_days=(7, 10, 14),
    review_days=14,
)  # fmt: skip
GIFT = CollaborationFacts(
    id=1, status=Status.AGREED, compensation=Compensation.PRODUCTS, is_gift=True, delivered_on=ON - timedelta(days=7)
)


def days(facts: Facts, purpose: Purpose | None, playbook: Playbook = PLAYBOOK) -> tuple[str, int] | None:
    """The kind that is proposed and in how many days."""
    found = propose(Case(facts, playbook, ON), purpose)
    return (found.kind.value, (found.on - ON).days) if found else None


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (Facts(), 180),
        (Facts(stage=Stage.ACTIVE), 90),
        (Facts(stage=Stage.ACTIVE, history=HistoryKind.AMBASSADOR), 30),
    ],
)
def test_the_cadence_decides_where_nothing_else_does(facts: Facts, expected: int) -> None:
    for purpose in (None, Purpose.CHECK_IN, Purpose.OTHER, Purpose.PAYMENT):
        assert days(facts, purpose) == ("check_in", expected)


@pytest.mark.parametrize("facts", [Facts(do_not_contact=True), Facts(stage=Stage.ENDED)])
def test_nothing_is_proposed_where_nobody_is_to_be_contacted(facts: Facts) -> None:
    assert days(facts, Purpose.OUTREACH) is None


def test_without_a_norm_nothing_is_proposed() -> None:
    assert days(Facts(), None, Playbook(tier=Tier.UNKNOWN)) is None


@pytest.mark.parametrize("purpose", [Purpose.OUTREACH, Purpose.AMBASSADOR_OFFER, Purpose.NEGOTIATION, Purpose.BRIEF])
def test_a_question_is_asked_again_within_a_week(purpose: Purpose) -> None:
    assert days(Facts(), purpose) == ("check_in", ANSWER_DAYS)


@pytest.mark.parametrize(("cadence", "expected"), [(6, 6), (7, 7), (8, 7)])
def test_no_proposal_lies_beyond_the_cadence(cadence: int, expected: int) -> None:
    assert days(Facts(), Purpose.OUTREACH, replace(PLAYBOOK, touch_days_others=cadence)) == ("check_in", expected)


@pytest.mark.parametrize(("live_days_ago", "expected"), [(2, 12), (13, 1), (14, 1), (40, 1)])
def test_after_the_thanks_a_review_is_asked_for_in_good_time(live_days_ago: int, expected: int) -> None:
    live = CollaborationFacts(id=1, status=Status.LIVE, live_on=ON - timedelta(days=live_days_ago))
    assert days(Facts(collaborations=(live,)), Purpose.THANK_YOU) == ("review_request", expected)


def test_without_anything_live_the_thanks_lead_to_a_check_in() -> None:
    assert days(Facts(), Purpose.THANK_YOU) == ("check_in", 180)


@pytest.mark.parametrize(
    ("sent", "expected"),
    [(0, ("nudge", 3)), (1, ("nudge", 7)), (2, ("internal", 7)), (3, ("internal", 7))],
)
def test_reminders_follow_the_playbook_and_then_the_gift_is_closed(sent: int, expected: tuple[str, int]) -> None:
    nudge = TouchFacts(on=ON - timedelta(days=1), direction=Direction.OUTBOUND, purpose=Purpose.NUDGE)
    facts = Facts(collaborations=(GIFT,), touches=(nudge,) * sent)
    assert days(facts, Purpose.NUDGE) == expected


def test_every_code_that_a_contact_answers_has_a_purpose() -> None:
    unanswered = set(Code) - set(PURPOSE_FOR)
    assert unanswered == {Code.DO_NOT_CONTACT, Code.LOW_FIT, Code.GATE_FAILED}


def test_a_planned_step_is_noted_as_what_it_was() -> None:
    for kind in NextActionKind:
        same = kind not in (NextActionKind.SHIPMENT, NextActionKind.INTERNAL)
        assert purpose_of(kind) == (kind.value if same else Purpose.OTHER)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (Code.TOUCH_OVERDUE, NextActionKind.CHECK_IN),
        (Code.THANK_YOU, NextActionKind.THANK_YOU),
        (Code.CONTRACT_NEEDED, NextActionKind.NEGOTIATION),
        (Code.REBOOK_UNMEASURED, NextActionKind.CHECK_IN),  # feedback is no kind of its own
        (Code.PAYMENT_OVERDUE, NextActionKind.INTERNAL),  # no contact pays
        (Code.LOW_FIT, NextActionKind.INTERNAL),  # no contact answers it
    ],
)
def test_an_advice_becomes_a_next_action(code: Code, kind: NextActionKind) -> None:
    found = answer_to(advice(code, Severity.WARN, "Do this.", "Since that.", HOUSE, ()), ON)
    assert (found.kind, found.text, found.on, found.why) == (kind, "Do this", ON, "Since that.")
