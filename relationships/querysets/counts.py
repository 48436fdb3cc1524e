"""Counting rows by some columns, exactly or no further than a limit, so that a page never waits for a large count."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

from relationships.querysets.walks import along

Statement = tuple[str, tuple[Any, ...]]


def grouped(
    rows: QuerySet[Any, Any],
    columns: Sequence[str],
    limit: int | None,
    *,
    index: str | None = None,
    tally: tuple[str, int] = ("", 0),
) -> Statement:
    """SQL for ``(value of each column …, count)`` of ``rows``; of some ``limit`` of them where there are more.

    With no columns it is one row: the count. ``tally`` names a further column and how many values it has: before the
    count stands how often each of 0, 1, 2 … occurs in it. ``index`` is the one to read along on SQLite, None where its
    planner may choose; groups in the index's own order need no sorting.
    Raises EmptyResultSet when it is plain that there are no rows.
    """
    tallied, values = tally
    counted = rows.order_by().values(*[*columns, tallied] if tallied else columns or ["pk"])
    if limit is not None:
        counted = counted[:limit]
    sql, params = along(counted, index).query.get_compiler(rows.db).as_sql()
    quote = connections[rows.db].ops.quote_name
    sums = [f"SUM(CASE {quote(tallied)} WHEN {value} THEN 1 ELSE 0 END)" for value in range(values)]
    shown = ", ".join([*(quote(name) for name in columns), *sums, "COUNT(*)"])
    places = ", ".join(str(place + 1) for place in range(len(columns)))
    group = f" GROUP BY {places}" if columns else ""
    return f"SELECT {shown} FROM ({sql}) AS counted{group}", params  # noqa: S608 - the ORM's own SQL


def counts(rows: QuerySet[Any, Any], columns: Sequence[str], limit: int | None) -> list[tuple[Any, ...]]:
    """What `grouped` says, read."""
    try:
        statement = grouped(rows, columns, limit)
    except EmptyResultSet:
        return []
    with connections[rows.db].cursor() as cursor:
        cursor.execute(*statement)
        return list(cursor.fetchall())
