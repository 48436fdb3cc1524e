"""What a form asks for at once: the facts that the tier's own playbook needs."""

from __future__ import annotations

import pytest

from relationships.domain.compensation import Compensation
from relationships.domain.playbooks.entry import (
    of_collaboration,
    of_touchpoint,
    usual_compensation,
    usual_through,
)
from relationships.domain.playbooks.norms import Playbook, Term
from relationships.domain.playbooks.specs import build
from relationships.domain.playbooks.starting import starting_norms
from relationships.domain.relationships import Through
from relationships.domain.tiers import Tier

PRODUCTS = {"products", "product_value", "is_gift", "delivered_on", "deadline_on", "live_on", "disclosure_proof"}
BOOKED = {
    "fee", "objective", "contract_signed_on", "deliverables", "usage_rights", "usage_rights_until", "exclusivity_from",
    "exclusivity_until", "payment_terms_days", "approval_rounds", "deadline_on", "live_on", "accepted_on", "paid_on",
}  # fmt: skip


def starting(tier: Tier) -> Playbook:
    return build(tier, {norm.key: norm.value for norm in starting_norms() if norm.tier is tier}, {})


@pytest.mark.parametrize("tier", [Tier.NANO, Tier.MICRO])
def test_small_creators_are_asked_about_their_parcel(tier: Tier) -> None:
    asked = of_collaboration(starting(tier), 12_000)
    assert asked >= PRODUCTS | {"disclosure_words"}
    assert not asked & (BOOKED - {"fee", "deadline_on", "live_on"})


@pytest.mark.parametrize("tier", [Tier.MACRO, Tier.MEGA])
def test_bookings_are_asked_about_their_terms(tier: Tier) -> None:
    asked = of_collaboration(starting(tier), 900_000)
    assert asked >= BOOKED
    assert "disclosure_words" not in asked


def test_a_term_that_a_lead_adds_is_asked_for() -> None:
    playbook = Playbook(tier=Tier.MICRO, usual_compensation=Compensation.PRODUCTS)
    assert "contract_signed_on" not in of_collaboration(playbook, 1)
    with_it = Playbook(
        tier=Tier.MICRO, usual_compensation=Compensation.PRODUCTS, needed_before_start=(Term.CONTRACT,)
    )  # fmt: skip
    assert "contract_signed_on" in of_collaboration(with_it, 1)


@pytest.mark.parametrize(
    ("followers", "usual"),
    [
        (49_999, Compensation.PRODUCTS),
        (50_000, Compensation.MIXED),
        (50_001, Compensation.MIXED),
        (None, None),
    ],
)
def test_usual_compensation_at_its_edge(followers: int | None, usual: Compensation | None) -> None:
    assert usual_compensation(starting(Tier.MICRO), followers) == usual


def test_usual_compensation_without_an_edge_asks_for_no_number() -> None:
    assert usual_compensation(starting(Tier.MACRO), None) == Compensation.PAID
    assert usual_compensation(starting(Tier.UNKNOWN), 5) is None


@pytest.mark.parametrize(
    ("tier", "has_agent", "notice", "asked"),
    [
        (Tier.NANO, True, True, {"from_template", "has_local_line"}),
        (Tier.NANO, False, False, {"from_template", "has_local_line", "carries_notice"}),
        (Tier.MICRO, True, True, set()),
        (Tier.MACRO, True, True, {"through"}),
        (Tier.MACRO, False, False, {"carries_notice"}),
    ],
)
def test_a_touchpoint(tier: Tier, *, has_agent: bool, notice: bool, asked: set[str]) -> None:
    found = of_touchpoint(starting(tier), has_agent=has_agent, notice_given=notice)
    assert found - {"purpose", "channel", "direction", "happened_at", "by", "summary"} == asked
    expected = Through.AGENT if "through" in asked else None
    assert usual_through(starting(tier), has_agent=has_agent) == expected
