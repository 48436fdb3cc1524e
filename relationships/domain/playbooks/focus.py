"""What a relationship's page turns on: the booking, or the bond. The playbook's norms decide, not the tier's name."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from relationships.domain.collaborations import Status
from relationships.domain.playbooks.facts import CollaborationFacts
from relationships.domain.playbooks.norms import Measure, Playbook, UsualHistory
from relationships.domain.relationships import Through


class Focus(StrEnum):
    """BOOKING: terms, rights, schedule, payment, what it reached and cost. BOND: values, products, the ladder."""

    BOOKING = "booking"
    BOND = "bond"


#: Measures of somebody who is booked for an audience rather than kept for what they say to it.
_OF_A_BOOKING = frozenset({Measure.REACH, Measure.COST_PER_THOUSAND})


def focus_of(playbook: Playbook) -> Focus:
    """By what most of three norms speak for: the usual history, who is contacted, the measures that count.

    A norm that is not set speaks for neither; where they balance it is the bond, as a new creator is met.
    """
    signs = (
        _sign(playbook.usual_history, UsualHistory.ONE_OFF),
        _sign(playbook.contact_through, Through.AGENT),
        _sign_of_measures(playbook.measures),
    )
    return Focus.BOOKING if sum(signs) > 0 else Focus.BOND


def _sign(norm: StrEnum | None, of_a_booking: StrEnum) -> int:
    if norm is None:
        return 0
    return 1 if norm == of_a_booking else -1


def _sign_of_measures(measures: Sequence[Measure]) -> int:
    if not measures:
        return 0
    return 1 if _OF_A_BOOKING & set(measures) else -1


def climbs(playbook: Playbook) -> bool:
    """Whether the playbook says anything about what an ambassadorship takes."""
    norms = (playbook.ladder_collaborations, playbook.ladder_fit, playbook.ladder_confidence)
    return any(norm is not None for norm in norms)


def at_hand(collaborations: Iterable[CollaborationFacts], on: date) -> CollaborationFacts | None:
    """The one that work is about: the latest that is not live yet, else the latest live, else the latest completed.

    ``collaborations`` in order of time, the oldest first. Cancelled ones are no work; None where there is none.
    """
    ranked = [(_nearness(c, on), c) for c in collaborations if c.status != Status.CANCELLED]
    nearest = max((nearness for nearness, _ in ranked), default=0)
    return next((c for nearness, c in reversed(ranked) if nearness == nearest), None)


def _nearness(collaboration: CollaborationFacts, on: date) -> int:
    if collaboration.status == Status.COMPLETED:
        return 1
    return 2 if collaboration.is_live(on) else 3
