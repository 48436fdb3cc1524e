"""What a page turns on follows from the norms, and which collaboration it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from relationships.domain.collaborations import Status
from relationships.domain.fit import Confidence
from relationships.domain.playbooks.facts import CollaborationFacts
from relationships.domain.playbooks.focus import Focus, at_hand, climbs, focus_of
from relationships.domain.playbooks.norms import Measure, Playbook, UsualHistory
from relationships.domain.playbooks.specs import build
from relationships.domain.playbooks.starting import starting_norms
from relationships.domain.relationships import Through
from relationships.domain.tiers import Tier

ON = date(2026, 6, 15)
BOOKED = {
    "usual_history": UsualHistory.ONE_OFF,
    "contact_through": Through.AGENT,
    "measures": (Measure.REACH, Measure.COST_PER_THOUSAND),
}
KEPT = {
    "usual_history": UsualHistory.ONGOING,
    "contact_through": Through.CREATOR,
    "measures": (Measure.ENGAGEMENT, Measure.REVIEWS),
}


def _starting(tier: Tier) -> Playbook:
    return build(tier, {norm.key: norm.value for norm in starting_norms() if norm.tier == tier}, {})


@pytest.mark.parametrize(
    ("tier", "focus"),
    [
        (Tier.NANO, Focus.BOND),
        (Tier.MICRO, Focus.BOND),
        (Tier.MACRO, Focus.BOOKING),
        (Tier.MEGA, Focus.BOOKING),
        (Tier.UNKNOWN, Focus.BOND),
    ],
)
def test_the_starting_playbooks(tier: Tier, focus: Focus) -> None:
    assert focus_of(_starting(tier)) is focus


@pytest.mark.parametrize("tier", Tier)
def test_the_norms_decide_and_not_the_name_of_the_tier(tier: Tier) -> None:
    booked: Any = BOOKED
    kept: Any = KEPT
    assert focus_of(Playbook(tier=tier, **booked)) is Focus.BOOKING
    assert focus_of(Playbook(tier=tier, **kept)) is Focus.BOND


@pytest.mark.parametrize(
    ("norms", "focus"),
    [
        ({}, Focus.BOND),
        ({"contact_through": Through.AGENT}, Focus.BOOKING),
        ({"measures": (Measure.REACH, Measure.REVIEWS)}, Focus.BOOKING),
        ({"contact_through": Through.AGENT, "usual_history": UsualHistory.ONGOING}, Focus.BOND),
        ({**BOOKED, "contact_through": Through.CREATOR}, Focus.BOOKING),
        ({**KEPT, "contact_through": Through.AGENT}, Focus.BOND),
    ],
)
def test_most_signs_win_and_a_norm_that_is_not_set_is_none(norms: dict[str, Any], focus: Focus) -> None:
    assert focus_of(Playbook(tier=Tier.MICRO, **norms)) is focus


def test_a_playbook_climbs_where_it_names_any_condition() -> None:
    assert not climbs(Playbook(tier=Tier.MACRO))
    assert climbs(Playbook(tier=Tier.MACRO, ladder_collaborations=2))
    assert climbs(Playbook(tier=Tier.MACRO, ladder_fit=70))
    assert climbs(Playbook(tier=Tier.MACRO, ladder_confidence=Confidence.MEDIUM))
    assert climbs(_starting(Tier.MICRO))
    assert not climbs(_starting(Tier.MEGA))


PROPOSED, AGREED = CollaborationFacts(id=1, status=Status.PROPOSED), CollaborationFacts(id=2, status=Status.AGREED)
LIVE, COMPLETED = CollaborationFacts(id=3, status=Status.LIVE), CollaborationFacts(id=4, status=Status.COMPLETED)
CANCELLED = CollaborationFacts(id=5, status=Status.CANCELLED)
WENT_LIVE = replace(AGREED, id=6, live_on=ON)
GOES_LIVE = replace(AGREED, id=7, live_on=ON + timedelta(1))


@pytest.mark.parametrize(
    ("collaborations", "found"),
    [
        ((), None),
        ((CANCELLED,), None),
        ((COMPLETED, CANCELLED), 4),
        ((LIVE, COMPLETED), 3),
        ((AGREED, LIVE, COMPLETED), 2),
        ((PROPOSED, AGREED), 2),
        ((AGREED, PROPOSED), 1),
        ((AGREED, WENT_LIVE), 2),
        ((WENT_LIVE, COMPLETED), 6),
        ((LIVE, WENT_LIVE), 6),
        ((GOES_LIVE, LIVE), 7),
    ],
)
def test_what_is_not_live_yet_goes_first_and_the_latest_of_equals(
    collaborations: tuple[CollaborationFacts, ...], found: int | None
) -> None:
    about = at_hand(collaborations, ON)
    assert (about.id if about else None) == found
