"""Fit and gates before money or goods leave the house: each rule fires, does not fire, and at its edges."""

from dataclasses import replace
from typing import Any

import pytest

from relationships.domain.fit import Confidence
from relationships.domain.playbooks.advice import Code, Transition
from relationships.domain.playbooks.facts import FitFacts
from relationships.domain.tiers import Tier
from tests.domain.playbooks.cases import TODAY, advice, day, facts, fit, playbook, severity, work

PRODUCTS: dict[str, Any] = {"compensation": "products"}
PAID: dict[str, Any] = {"compensation": "paid"}


@pytest.mark.parametrize(
    ("tier", "rated", "expected"),
    [
        (Tier.MICRO, fit(64.9), "warn"),
        (Tier.MICRO, fit(65), None),
        (Tier.MICRO, fit(64.99999999999999, 0.5999999999999999), None),
        (Tier.MICRO, fit(65.1), None),
        (Tier.NANO, fit(59.9), "warn"),
        (Tier.NANO, fit(60), None),
        (Tier.MICRO, fit(80, 0.59), "warn"),
        (Tier.MICRO, fit(80, 0.6), None),
        (Tier.MICRO, fit(None, 0.59), "warn"),
        # Nothing rated at all: that is known.
        (Tier.MICRO, FitFacts(), "warn"),
        # The brand's rubric cannot give a score: nobody could rate.
        (Tier.MICRO, None, None),
        (Tier.MICRO, fit(80, level=Confidence.LOW), None),
        (Tier.MACRO, fit(10), None),
        (Tier.UNKNOWN, fit(10), None),
    ],
)
def test_low_fit(tier: Tier, rated: FitFacts | None, expected: str | None) -> None:
    assert severity(Code.LOW_FIT, facts(tier, work(**PRODUCTS), fit=rated)) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (PRODUCTS, "warn"),
        ({**PRODUCTS, "delivered_on": 0}, None),
        ({**PRODUCTS, "delivered_on": 1}, "warn"),
        ({"is_gift": True}, "warn"),
        (PAID, "warn"),
        ({**PAID, "paid_on": 0}, None),
        ({**PAID, "paid_on": 1}, "warn"),
        ({"compensation": "mixed", "paid_on": -1}, "warn"),
        ({"compensation": "mixed", "paid_on": -1, "delivered_on": -1}, None),
        ({"fee": "1"}, "warn"),
        ({"fee": "0"}, None),
        ({}, None),
        ({**PAID, "status": "agreed"}, "warn"),
        ({**PAID, "status": "agreed", "live_on": 0}, None),
        ({**PAID, "status": "live"}, None),
        ({**PAID, "status": "cancelled"}, None),
    ],
)
def test_low_fit_matters_only_while_something_is_spent_or_sent(said: dict[str, Any], expected: str | None) -> None:
    assert severity(Code.LOW_FIT, facts(Tier.MICRO, work(**said), fit=fit(20))) == expected
    blocked = facts(Tier.MICRO, work(**said), fit=fit(80, blocked=("Brand safety",)))
    assert severity(Code.GATE_FAILED, blocked) == ("block" if expected else None)


def test_confidence_counts_where_the_playbook_says_so() -> None:
    norms = playbook(Tier.MICRO, min_confidence=Confidence.MEDIUM)
    falling = facts(Tier.MICRO, work(**PRODUCTS), fit=replace(fit(), medium_from=day(-9), low_from=day(1)))
    assert severity(Code.LOW_FIT, falling, norms=norms) is None
    assert severity(Code.LOW_FIT, falling, on=day(1), norms=norms) == "warn"
    never = playbook(Tier.MICRO, min_confidence=None, min_fit=None, min_coverage=None)
    assert severity(Code.LOW_FIT, facts(Tier.MICRO, work(**PRODUCTS), fit=FitFacts()), norms=never) is None


@pytest.mark.parametrize(
    ("tier", "said", "rated", "expected"),
    [
        (Tier.NANO, PRODUCTS, fit(blocked=("Brand safety",)), "block"),
        (Tier.UNKNOWN, PRODUCTS, fit(blocked=("Brand safety",)), "block"),
        # Not cleared: for cash, and for a large audience whatever is given.
        (Tier.NANO, PRODUCTS, fit(uncleared=("Brand safety",)), None),
        (Tier.NANO, PAID, fit(uncleared=("Brand safety",)), "block"),
        (Tier.NANO, {**PAID, "paid_on": -1, "product_value": "9"}, fit(uncleared=("Brand safety",)), None),
        (Tier.MACRO, PRODUCTS, fit(uncleared=("Brand safety",)), "block"),
        (Tier.UNKNOWN, PAID, fit(uncleared=("Brand safety",)), "block"),
        # One pair of eyes for small creators, two for large ones.
        (Tier.MICRO, PAID, fit(gate_reviewers=0), "block"),
        (Tier.MICRO, PAID, fit(gate_reviewers=1), None),
        (Tier.MICRO, PRODUCTS, fit(gate_reviewers=0), None),
        (Tier.MACRO, PRODUCTS, fit(gate_reviewers=1), "block"),
        (Tier.MACRO, PRODUCTS, fit(gate_reviewers=2), None),
        (Tier.MEGA, PAID, fit(gate_reviewers=3), None),
        # A rubric without a gate.
        (Tier.MACRO, PAID, fit(gate_reviewers=None), None),
        (Tier.MACRO, PAID, None, None),
        (Tier.MACRO, {}, fit(blocked=("Brand safety",)), None),
    ],
)
def test_gates(tier: Tier, said: dict[str, Any], rated: FitFacts | None, expected: str | None) -> None:
    assert severity(Code.GATE_FAILED, facts(tier, work(**said), fit=rated)) == expected


def test_a_gate_says_what_is_to_be_done() -> None:
    def told(tier: Tier, rated: FitFacts) -> str:
        found = advice(Code.GATE_FAILED, facts(tier, work(**PAID), fit=rated))
        assert found is not None
        assert found.stops == {Transition.SHIP, Transition.PAY}
        return found.what

    assert told(Tier.MACRO, fit(blocked=("Brand safety",), uncleared=("Conflict",))).startswith("Stop")
    assert "Conflict" in told(Tier.MACRO, fit(uncleared=("Conflict",)))
    assert "2 reviewers" in told(Tier.MACRO, fit(gate_reviewers=1))


def test_without_its_norm_nobody_counts_reviewers() -> None:
    seen_once = facts(Tier.MACRO, work(**PAID), fit=fit(gate_reviewers=1))
    assert severity(Code.GATE_FAILED, seen_once, TODAY, playbook(Tier.MACRO, gate_reviewers=None)) is None
