"""Collaboration history: none yet, one-off (n times), ongoing ambassador, former ambassador; derived, never typed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

_DAY = timedelta(days=1)


class Kind(StrEnum):
    ONE_OFF = "one_off"
    AMBASSADOR = "ambassador"


class Status(StrEnum):
    PROPOSED = "proposed"
    AGREED = "agreed"
    LIVE = "live"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


#: A proposal is not yet, and a cancelled agreement no longer, a piece of work between the two.
COUNTED: frozenset[Status] = frozenset({Status.AGREED, Status.LIVE, Status.COMPLETED})


class HistoryKind(StrEnum):
    NONE = "none"
    ONE_OFF = "one_off"
    AMBASSADOR = "ambassador"
    FORMER_AMBASSADOR = "former_ambassador"


@dataclass(frozen=True, slots=True)
class Collaboration:
    """One agreed piece of work. ``ends_on`` is its last day, or None while it is open."""

    kind: Kind | str
    status: Status | str
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class History:
    """What the collaborations amount to on one day.

    ``count``: collaborations begun by then, of either kind. ``since``: the day from which ``kind`` has held (the start
    of an unbroken run of ambassador agreements; the day after the last one ended), None when not known.
    ``changes_on``: the next day on which this answer differs if nothing is edited, None when there is none.
    """

    kind: HistoryKind
    count: int = 0
    since: date | None = None
    changes_on: date | None = None


def history_of(collaborations: Iterable[Collaboration], on: date) -> History:
    """The history on the day ``on``. Order of the input does not matter.

    A collaboration counts from its start (one without a start date has begun); an ambassadorship is ongoing through
    its last day, and over as soon as it is marked completed. Raises ValueError on an unknown kind or status.
    """
    counted = [c for c in collaborations if Kind(c.kind) and Status(c.status) in COUNTED]
    today = _state(counted, on)
    turning_days = sorted(day for c in counted for day in _turning_days(c) if day > on)
    changes_on = next((day for day in turning_days if _state(counted, day) != today), None)
    return History(*today, changes_on=changes_on)


def _state(counted: Sequence[Collaboration], on: date) -> tuple[HistoryKind, int, date | None]:
    begun = [c for c in counted if c.starts_on is None or c.starts_on <= on]
    if not begun:
        return HistoryKind.NONE, 0, None
    ambassadorships = [c for c in begun if c.kind == Kind.AMBASSADOR]
    if not ambassadorships:
        return HistoryKind.ONE_OFF, len(begun), _earliest(c.starts_on for c in begun)
    ongoing = [c for c in ambassadorships if _is_open(c, on)]
    if ongoing:
        return HistoryKind.AMBASSADOR, len(begun), _run_start(ambassadorships, ongoing)
    return HistoryKind.FORMER_AMBASSADOR, len(begun), _day_after_last(ambassadorships, on)


def _turning_days(c: Collaboration) -> Iterator[date]:
    if c.starts_on:
        yield c.starts_on
    if c.ends_on and c.ends_on < date.max:
        yield c.ends_on + _DAY


def _is_open(c: Collaboration, on: date) -> bool:
    return c.status != Status.COMPLETED and (c.ends_on is None or on <= c.ends_on)


def _earliest(days: Iterable[date | None]) -> date | None:
    """None as soon as one of them is not known: it may have been the earliest."""
    known = list(days)
    return None if None in known else min(day for day in known if day)


def _run_start(ambassadorships: Sequence[Collaboration], ongoing: Sequence[Collaboration]) -> date | None:
    """Walk back from the ongoing agreements over every earlier one that they follow without a day between."""
    start = _earliest(c.starts_on for c in ongoing)
    if start is None:
        return None
    dated = [(c.ends_on, c.starts_on) for c in ambassadorships if c.ends_on and c.starts_on]
    for ends_on, starts_on in sorted(dated, reverse=True):
        if (start - ends_on).days <= 1:  # no date is made here: 9999-12-31 has no day after
            start = min(start, starts_on)
    return start


def _day_after_last(ambassadorships: Sequence[Collaboration], on: date) -> date | None:
    """None when an agreement was completed before its written end, or without one: the true day is not on file."""
    ends = [c.ends_on for c in ambassadorships if c.ends_on]
    if len(ends) < len(ambassadorships) or max(ends) >= on:
        return None
    return max(ends) + _DAY


def is_owed(status: Status | str, fee: Decimal | None, paid_on: date | None) -> bool:
    """Whether a fee is agreed and not yet paid."""
    return Status(status) in COUNTED and bool(fee) and paid_on is None
