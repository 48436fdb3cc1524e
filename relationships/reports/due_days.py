"""What is due, by day: how many on each of the coming days, and under which heading a row stands."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format

from relationships.querysets.counts import By, Way, count_groups
from relationships.querysets.relationships import DUE_SOON, DueWindow

Rows = QuerySet[Any, Any]

#: Days that the strip shows, today included.
DAYS = 14


@dataclass(frozen=True, slots=True)
class Day:
    """``count`` is None where nobody counted."""

    on: date
    count: int | None
    is_today: bool

    @property
    def is_weekend(self) -> bool:
        return self.on.weekday() > 4  # Saturday and Sunday


def coming(today: date) -> Sequence[date]:
    return [today + timedelta(days=days) for days in range(DAYS)]


@dataclass(frozen=True, slots=True)
class DayCounts:
    """``by_day`` is None where there were too many to count; ``total`` is then that of the list itself, up to there."""

    total: int
    capped: bool
    by_day: Counter[date] | None


def count_days(
    rows: Rows,
    listed: Rows | None,
    *,
    limit: int | None,
    way: Way = Way(),  # noqa: B008 - frozen
) -> DayCounts:
    """How many of ``rows`` are due on each day, in one query. ``listed``: those of the days chosen, None for all."""
    found = count_groups(rows, listed, By(("next_due_on",), {}), limit=limit, way=way)
    total = found.number if found.in_list is None else found.in_list
    if limit is not None and found.number > limit:
        return DayCounts(min(total, limit), total > limit, None)
    return DayCounts(total, False, Counter({_day(on): count for on, count in found.groups}))


def windows(by_day: Counter[date], today: date) -> dict[str, int]:
    """As `due_q` divides the days; the week has today in it."""
    week = today + DUE_SOON
    return {
        DueWindow.OVERDUE.value: sum(count for on, count in by_day.items() if on < today),
        DueWindow.TODAY.value: by_day[today],
        DueWindow.WEEK.value: sum(count for on, count in by_day.items() if today <= on < week),
        DueWindow.LATER.value: sum(count for on, count in by_day.items() if on >= week),
    }


def strip(by_day: Counter[date] | None, today: date) -> Sequence[Day]:
    return [Day(on, None if by_day is None else by_day[on], on == today) for on in coming(today)]


def heading(on: date, today: date) -> str:
    """ "Overdue", "Today, Sunday 22 November", "Tuesday 24 November"."""
    if on < today:
        return "Overdue"
    named = date_format(on, "l j F" if on.year == today.year else "l j F Y")
    near = {today: "Today", today + timedelta(days=1): "Tomorrow"}.get(on)
    return f"{near}, {named}" if near else named


def _day(value: Any) -> date:
    """SQLite gives the text that it stores."""
    return value if isinstance(value, date) else date.fromisoformat(value)
