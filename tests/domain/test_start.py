"""What a new collaboration starts with: by the playbook's own norms, and nothing where there is none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from relationships.domain.collaborations import Kind
from relationships.domain.compensation import Compensation
from relationships.domain.playbooks.case import Case
from relationships.domain.playbooks.facts import Facts
from relationships.domain.playbooks.norms import Playbook, Span, Term
from relationships.domain.playbooks.start import Start, propose_start
from relationships.domain.tiers import Tier

ON = date(2026, 3, 10)
EMPTY = Playbook(tier=Tier.UNKNOWN)
MICRO = Playbook(
    tier=Tier.MICRO, usual_compensation=Compensation.PRODUCTS, products_first_below=50_000,
    usual_compensation_above=Compensation.MIXED, lead_weeks=4, campaign_weeks=Span(12, 26), approval_rounds=1,
    needed_before_start=(Term.PRODUCT_CHOICE, Term.ADDRESS),
)  # fmt: skip


def start(playbook: Playbook = MICRO, compensation: str = "", followers: int | None = 12_400) -> Start:
    return propose_start(Case(Facts(), playbook, ON), compensation=compensation, followers=followers)


@pytest.mark.parametrize(
    ("compensation", "followers", "expected"),
    [
        ("", 49_999, Compensation.PRODUCTS),
        ("", 50_000, Compensation.MIXED),
        ("", None, None),
        ("paid", 49_999, Compensation.PAID),
    ],
)
def test_compensation_is_the_relationships_own_else_the_tiers(
    compensation: str, followers: int | None, expected: Compensation | None
) -> None:
    assert start(compensation=compensation, followers=followers).compensation == expected


def test_it_begins_after_the_lead_time_and_runs_the_shortest_campaign() -> None:
    found = start()
    assert (found.starts_on, found.ends_on) == (ON + timedelta(weeks=4), ON + timedelta(weeks=16, days=-1))
    assert (found.kind, found.promises) == (Kind.ONE_OFF, {})


def test_approval_rounds_only_where_approval_is_needed() -> None:
    assert start().approval_rounds is None
    needs = Playbook(tier=Tier.MACRO, approval_rounds=2, needed_before_start=(Term.APPROVAL,))
    assert start(needs).approval_rounds == 2


def test_every_ground_names_its_source() -> None:
    said = [one.says for one in start().grounds]
    assert said == [
        "Products is usual with such a micro creator.",
        "It begins after 4 weeks of lead time.",
        "It runs 12 weeks, the shortest of 12–26.",
        "Needed before work starts: product choice, address.",
    ]
    assert all(str(one.origin) for one in start().grounds)
    assert start(compensation="paid").grounds[0].says == "Paid, as this relationship has it."


def test_without_norms_nothing_is_proposed() -> None:
    assert start(EMPTY) == Start(kind=Kind.ONE_OFF)
    assert start(Playbook(tier=Tier.MACRO, campaign_weeks=Span(2, 6))).ends_on is None
