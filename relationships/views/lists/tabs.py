"""Counting a list by its tabs: whatever the tabs' own filter asks, the counts beside the others stay in place."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Q

from relationships.filters.lists import ListFilterSet
from relationships.reports.tab_counts import TabCounts, count_tabs, count_values
from relationships.views.lists.listing import Counted
from relationships.views.lists.paging import Total


def counted_by(tabs: str) -> Callable[[ListFilterSet, int | None], Counted]:
    """The count of a list whose tabs are the choices of its filter ``tabs``, a `filters.conditions.AnyOf`."""

    def count(filters: ListFilterSet, limit: int | None) -> Counted:
        entry: Any = filters.filters[tabs]
        conditions: Mapping[str, Q] = {value: entry.condition(value) for value in entry.offered()}
        listed = filters.rows() if tabs in filters.cleaned else None
        way = filters.way(everything=limit is None)
        return counted(count_tabs(filters.rows(without=(tabs,)), listed, conditions, limit=limit, way=way))

    return count


def counted_by_column(tabs: str) -> Callable[[ListFilterSet, int | None], Counted]:
    """The same where the tabs' filter asks for values of the column that it is named after."""

    def count(filters: ListFilterSet, limit: int | None) -> Counted:
        listed = filters.rows() if tabs in filters.cleaned else None
        way = filters.way(everything=limit is None)
        return counted(count_values(filters.rows(without=(tabs,)), listed, tabs, limit=limit, way=way))

    return count


def counted(found: TabCounts, summary: Any = None) -> Counted:
    return Counted(Total(found.total, found.capped), found.by_tab, summary, found.everywhere)
