"""What is due, day by day: one's own, or a colleague's. An action is moved to another day by drag, key or dialog."""

from typing import Any

from django.utils import timezone

from relationships.filters.lists import ListFilterSet
from relationships.filters.parts import DueFilters
from relationships.models import Relationship
from relationships.reports.due_days import count_days, heading, strip, windows
from relationships.views.lists.columns import Column
from relationships.views.lists.listing import Counted
from relationships.views.lists.paging import Total
from relationships.views.relationship_columns import BRAND, CREATOR, DRIFT, STAGE, TIER, TOUCH, unsorted
from relationships.views.relationship_lists import opened, relationship_listing


def _rows(user: Any) -> Any:
    return Relationship.objects.visible_to(user).with_something_due()


def _count(filters: ListFilterSet, limit: int | None) -> Counted:
    today, days = timezone.localdate(), ("due", "day")
    listed = filters.rows() if filters.cleaned.keys() & set(days) else None
    found = count_days(filters.rows(without=days), listed, limit=limit, way=filters.way())
    total, by_day = Total(found.total, found.capped), found.by_day
    if by_day is None:
        return Counted(total, None, strip(None, today))
    return Counted(total, windows(by_day, today), strip(by_day, today), by_day.total())


DUE = relationship_listing(
    key="due",
    title="Due",
    things=("thing due", "things due"),
    says="Your next actions and payments by day. An action moves to another day by dragging it, or with its button.",
    url_name="staff:due",
    templates="staff/due",
    columns=(
        *unsorted(CREATOR, BRAND, TIER),
        Column("due", "Due", "next_due_on", filters=("due", "day", "owner")),
        *unsorted(STAGE, TOUCH, DRIFT),
        Column("act", "Steps", no_filter="steps, not values"),
    ),
    default_sort="due",
    filters=DueFilters,
    rows=_rows,
    count=_count,
    tabs="due",
    styles=("rapport/css/due.css",),
    scripts=("rapport/js/due.js",),
    heading=lambda row: heading(row.next_due_on, timezone.localdate()),
)

due = opened(DUE)
