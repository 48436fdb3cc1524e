"""What about a collaboration asks for somebody today: one line a rule, on both sides of its day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from relationships.domain.collaboration_marks import Mark, marks_of
from relationships.domain.collaborations import Status
from relationships.domain.compensation import Compensation
from relationships.domain.playbooks.facts import CollaborationFacts

ON = date(2026, 6, 15)
BEFORE, AFTER = ON - timedelta(days=1), ON + timedelta(days=1)
SIGNED = {"contract_signed_on": BEFORE}
PAID: dict[str, Any] = {"status": Status.COMPLETED, "compensation": Compensation.PAID, "fee": Decimal(90)}
SHOWN = {"disclosure_proof": True}
KIT: dict[str, Any] = {"compensation": Compensation.PRODUCTS, "product_value": Decimal(40)}

CASES: list[tuple[str, dict[str, Any], set[Mark]]] = [
    ("nothing known of a proposal", {}, set()),
    ("owed, no day", {**PAID, **SHOWN}, {Mark.UNPAID}),
    ("owed, due today", {**PAID, **SHOWN, "payment_due_on": ON}, {Mark.UNPAID}),
    ("owed, due yesterday", {**PAID, **SHOWN, "payment_due_on": BEFORE}, {Mark.UNPAID, Mark.OVERDUE}),
    ("by its terms, due today", {**PAID, **SHOWN, "accepted_on": BEFORE, "payment_terms_days": 1}, {Mark.UNPAID}),
    (
        "by its terms, due yesterday",
        {**PAID, **SHOWN, "accepted_on": BEFORE, "payment_terms_days": 0},
        {Mark.UNPAID, Mark.OVERDUE},
    ),
    ("paid late", {**PAID, **SHOWN, "payment_due_on": BEFORE, "paid_on": ON}, set()),
    ("a fee of nothing", {**PAID, **SHOWN, "fee": Decimal(0), "payment_due_on": BEFORE}, set()),
    ("a proposal owes nothing", {**PAID, "status": Status.PROPOSED, "payment_due_on": BEFORE}, set()),
    ("deadline today", {"status": Status.AGREED, **SIGNED, "deadline_on": ON}, set()),
    ("deadline yesterday", {"status": Status.AGREED, **SIGNED, "deadline_on": BEFORE}, {Mark.LATE}),
    ("live in time", {"status": Status.AGREED, **SIGNED, **SHOWN, "deadline_on": BEFORE, "live_on": ON}, set()),
    ("to be live", {"status": Status.AGREED, **SIGNED, "deadline_on": BEFORE, "live_on": AFTER}, {Mark.LATE}),
    ("a proposal is not late", {"deadline_on": BEFORE}, set()),
    ("live without a label", {"status": Status.LIVE, **SIGNED, **KIT}, {Mark.UNLABELLED}),
    ("live with its label", {"status": Status.LIVE, **SIGNED, **KIT, **SHOWN}, set()),
    ("nothing was given", {"status": Status.LIVE, **SIGNED, **KIT, "product_value": Decimal(0)}, set()),
    ("nobody knows what", {"status": Status.LIVE, **SIGNED, **KIT, "product_value": None}, {Mark.UNLABELLED}),
    ("agreed, unsigned", {"status": Status.AGREED}, {Mark.UNSIGNED}),
    ("to be signed", {"status": Status.AGREED, "contract_signed_on": AFTER}, {Mark.UNSIGNED}),
    ("signed today", {"status": Status.AGREED, "contract_signed_on": ON}, set()),
    ("over without a contract", {"status": Status.COMPLETED, **KIT, **SHOWN}, set()),
    ("cancelled", {**PAID, "status": Status.CANCELLED, "payment_due_on": BEFORE, "deadline_on": BEFORE}, set()),
]


@pytest.mark.parametrize(("facts", "marks"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_marks(facts: dict[str, Any], marks: set[Mark]) -> None:
    assert marks_of(CollaborationFacts(**facts), ON) == marks
