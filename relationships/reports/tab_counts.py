"""How many rows stand in each of a list's tabs, counted in one pass that stops at a limit. Tabs may overlap."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from relationships.querysets.counts import By, Way, count_groups

Rows = QuerySet[Any, Any]


@dataclass(frozen=True, slots=True)
class TabCounts:
    """``by_tab`` and ``everywhere`` follow every filter but the tabs' own; None where there were too many to count.

    ``total`` counts the rows of the list itself and is exact unless ``capped``.
    """

    total: int
    capped: bool
    by_tab: Mapping[str, int] | None
    everywhere: int | None


def count_tabs(
    everywhere: Rows,
    listed: Rows | None,
    tabs: Mapping[str, Q],
    *,
    limit: int | None = None,
    way: Way = Way(),  # noqa: B008 - frozen
) -> TabCounts:
    """One query. ``everywhere``: the rows in all tabs; ``listed``: those of the tabs chosen, None when none is.
    ``tabs``: the condition of each."""
    marks = {f"tab_{place}": _mark(condition) for place, condition in enumerate(tabs.values())}
    found = count_groups(everywhere, listed, By((), marks, marks=[*marks]), limit=limit, way=way)
    total = found.number if found.in_list is None else found.in_list
    if limit is not None and found.number > limit:
        return TabCounts(min(total, limit), total > limit, None, None)
    *counts, _ = found.groups[0] if found.groups else [0] * (len(tabs) + 1)
    by_tab = dict(zip(tabs, counts, strict=True))
    return TabCounts(total, False, by_tab, found.number)


def count_values(
    everywhere: Rows,
    listed: Rows | None,
    column: str,
    *,
    limit: int | None = None,
    way: Way = Way(),  # noqa: B008 - frozen
) -> TabCounts:
    """The same where each tab is a value of ``column``, and every row stands in one."""
    # By brand first: that is the order of the index, so that nothing has to be sorted.
    found = count_groups(everywhere, listed, By(("brand_id", column), {}), limit=limit, way=way)
    total = found.number if found.in_list is None else found.in_list
    if limit is not None and found.number > limit:
        return TabCounts(min(total, limit), total > limit, None, None)
    by_tab: Counter[str] = Counter()
    for _, value, count in found.groups:
        by_tab[value] += count
    return TabCounts(total, False, by_tab, found.number)


def _mark(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())
