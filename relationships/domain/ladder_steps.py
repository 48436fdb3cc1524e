"""The ladder as it is drawn: which steps a relationship has behind it, where it stands, and what shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from relationships.domain.collaborations import COUNTED, Kind, Status
from relationships.domain.compensation import Compensation
from relationships.domain.ladder import Rung
from relationships.domain.playbooks.facts import CollaborationFacts


class StepState(StrEnum):
    """PASSED has nothing to show for itself: a later step was taken without it."""

    DONE = "done"
    PASSED = "passed"
    HERE = "here"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Step:
    """``since`` and ``until``: when it was taken and until when it lasts, None where that is not known.

    ``count``: collaborations that speak for it.
    """

    rung: Rung
    state: StepState
    since: date | None = None
    until: date | None = None
    count: int = 0
    in_products: bool = False


_CLIMB = (Rung.FIRST, Rung.REPEAT, Rung.OFFERED, Rung.AMBASSADOR, Rung.RENEWED)
#: Where a rung stands on the climb; a former ambassador has it all behind them.
_HEIGHT = {Rung.NONE: -1, Rung.FORMER: 4, **{rung: height for height, rung in enumerate(_CLIMB)}}


def steps(collaborations: Sequence[CollaborationFacts], rung: Rung, on: date) -> tuple[Step, ...]:
    """The five steps, lowest first; the last one is FORMER for who was an ambassador, else RENEWED.

    ``collaborations`` in order of time, the oldest first; ``rung``: where the relationship stands on the day ``on``.
    """
    worked = [c for c in collaborations if c.status in COUNTED and (c.starts_on is None or c.starts_on <= on)]
    offered = [c for c in collaborations if c.kind == Kind.AMBASSADOR and c.status != Status.CANCELLED]
    agreements = [c for c in worked if c.kind == Kind.AMBASSADOR]
    # Of a renewed one the earlier steps are about the agreement with which it began.
    began = slice(1) if rung == Rung.RENEWED else slice(-1, None)
    shown = {
        Rung.FIRST: worked[:1],
        Rung.REPEAT: worked if len(worked) > 1 else [],
        Rung.OFFERED: (agreements if rung == Rung.RENEWED else offered)[began],
        Rung.AMBASSADOR: agreements[began],
        Rung.RENEWED: agreements if len(agreements) > 1 else [],
        Rung.FORMER: agreements[-1:],
    }
    last = Rung.FORMER if rung == Rung.FORMER else Rung.RENEWED
    return tuple(_step(one, shown[one], rung) for one in (*_CLIMB[:-1], last))


def _step(one: Rung, shown: Sequence[CollaborationFacts], rung: Rung) -> Step:
    state = _state(one, bool(shown), rung)
    if not shown or state == StepState.AHEAD:
        return Step(one, state)
    first, latest = shown[0], shown[-1]
    lasts = one in (Rung.AMBASSADOR, Rung.RENEWED)
    since = _day_after(latest.ends_on) if one == Rung.FORMER else latest.starts_on or latest.agreed_on
    return Step(
        one,
        state,
        since=None if one == Rung.OFFERED and latest.status == Status.PROPOSED else since,
        until=latest.ends_on if lasts else None,
        count=len(shown),
        in_products=one == Rung.FIRST and (first.is_gift or first.compensation == Compensation.PRODUCTS),
    )


def _state(one: Rung, is_shown: bool, rung: Rung) -> StepState:
    if one == rung:
        return StepState.HERE
    if _HEIGHT[one] > _HEIGHT[rung]:
        return StepState.AHEAD
    return StepState.DONE if is_shown else StepState.PASSED


def _day_after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day and day < date.max else None
