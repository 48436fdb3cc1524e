"""An ambassadorship: how long it lasts, what is proposed to be promised, and what of that came so far."""

import calendar
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from relationships.domain.ladder import ContributionKind

#: Proposed where nobody said otherwise, each a house default: a co-creation for every so many months, and so on.
MONTHS_PER: Mapping[ContributionKind, int] = {
    ContributionKind.COCREATION: 3,
    ContributionKind.REVIEW: 2,
    ContributionKind.INSIGHT: 1,
}


def months_later(day: date, months: int) -> date:
    """The same day of the month, or its last one where the month is shorter. Raises ValueError past the year 9999."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        raise ValueError("the calendar ends with the year 9999")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_day(starts_on: date, months: int) -> date:
    """The last day of an agreement of ``months`` that begins on ``starts_on``. Raises ValueError under one month."""
    if months < 1:
        raise ValueError("an ambassadorship lasts at least a month")
    return months_later(starts_on, months) - timedelta(days=1)


def proposed_promises(months: int) -> Mapping[ContributionKind, int]:
    """What is proposed for an agreement of ``months``: at least one of each (house default)."""
    return {kind: max(1, months // MONTHS_PER[kind]) for kind in ContributionKind}


def delivered(
    contributions: Iterable[tuple[ContributionKind, date]], starts_on: date | None, ends_on: date | None, on: date
) -> Mapping[ContributionKind, int]:
    """How many of each kind came within an agreement until the day ``on``. An end that is not known bounds nothing."""
    counts = dict.fromkeys(ContributionKind, 0)
    for kind, day in contributions:
        if (starts_on is None or starts_on <= day) and (ends_on is None or day <= ends_on) and day <= on:
            counts[kind] += 1
    return counts
