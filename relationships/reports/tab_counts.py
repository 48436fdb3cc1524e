"""How many rows stand in each of a list's tabs, counted in one pass that stops at a limit. Tabs may overlap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from relationships.querysets.counts import Statement, grouped

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
    everywhere: Rows, listed: Rows | None, tabs: Mapping[str, Q], *, limit: int | None = None, index: str | None = None
) -> TabCounts:
    """One query. ``everywhere``: the rows in all tabs; ``listed``: those of the tabs chosen, None when none is.

    ``tabs``: the condition of each. ``index``: the one to read along on SQLite, None where its planner may choose.
    """
    rows = everywhere.annotate(marks=_marks(tabs))
    groups, in_list = groups_beside(rows, "marks", listed, limit=limit, index=index)
    in_all = sum(count for _, count in groups)
    total = in_all if in_list is None else in_list
    if limit is not None and in_all > limit:
        return TabCounts(min(total, limit), total > limit, None, None)
    by_tab = {tab: sum(count for marks, count in groups if marks & 1 << place) for place, tab in enumerate(tabs)}
    return TabCounts(total, False, by_tab, in_all)


def count_values(
    everywhere: Rows, listed: Rows | None, column: str, *, limit: int | None = None, index: str | None = None
) -> TabCounts:
    """The same where each tab is a value of ``column``, and every row stands in one."""
    groups, in_list = groups_beside(everywhere, column, listed, limit=limit, index=index)
    in_all = sum(count for _, count in groups)
    total = in_all if in_list is None else in_list
    if limit is not None and in_all > limit:
        return TabCounts(min(total, limit), total > limit, None, None)
    return TabCounts(total, False, dict(groups), in_all)


def _marks(tabs: Mapping[str, Q]) -> Any:
    """One number a row: a bit for each tab that it stands in."""
    bits = (
        Case(When(condition, then=Value(1 << place)), default=Value(0), output_field=IntegerField())
        for place, condition in enumerate(tabs.values())
    )
    return sum(bits, Value(0, IntegerField()))


def groups_beside(
    rows: Rows, column: str, listed: Rows | None, *, limit: int | None, index: str | None = None
) -> tuple[Sequence[tuple[Any, int]], int | None]:
    """``(value of column, count)`` of ``rows``, and the count of ``listed`` (None without it), in one query.

    Of more than ``limit`` rows some ``limit`` + 1 are counted.
    """
    most = None if limit is None else limit + 1
    statements: list[Statement] = []
    try:
        sql, params = grouped(rows, (column,), most, index=index)
        statements.append((f"SELECT 0 AS is_listed, part.* FROM ({sql}) AS part", params))  # noqa: S608 - the ORM's own SQL
        if listed is not None:
            sql, params = grouped(listed, (), most, index=index)
            statements.append((f"SELECT 1, NULL, ({sql})", params))
    except EmptyResultSet:
        if not statements:
            return [], None
    with connections[rows.db].cursor() as cursor:
        union = " UNION ALL ".join(sql for sql, _ in statements)
        cursor.execute(union, [param for _, params in statements for param in params])
        found = list(cursor.fetchall())
    groups = [(value, count) for is_listed, value, count in found if not is_listed]
    in_list = sum(count for is_listed, _, count in found if is_listed)
    return groups, None if listed is None else in_list
