"""Counting rows by some columns, exactly or no further than a limit, so that a page never waits for a large count."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

from relationships.querysets.walks import along

Statement = tuple[str, tuple[Any, ...]]


def grouped(rows: QuerySet[Any, Any], columns: Sequence[str], limit: int | None, index: str | None = None) -> Statement:
    """SQL for ``(value of each column …, count)`` of ``rows``; of some ``limit`` of them where there are more.

    ``index`` is the one to read along on SQLite, None where its planner may choose.

    With no columns it is one row: the count. Raises EmptyResultSet when it is plain that there are no rows.
    """
    counted = rows.order_by().values(*columns or ["pk"])
    if limit is not None:
        counted = counted[:limit]
    sql, params = along(counted, index).query.get_compiler(rows.db).as_sql()
    places = ", ".join(str(place + 1) for place in range(len(columns)))
    quote = connections[rows.db].ops.quote_name
    names = "".join(f"{quote(name)}, " for name in columns)
    group = f" GROUP BY {places}" if columns else ""
    return f"SELECT {names}COUNT(*) FROM ({sql}) AS counted{group}", params  # noqa: S608 - the ORM's own SQL


def counts(rows: QuerySet[Any, Any], columns: Sequence[str], limit: int | None) -> list[tuple[Any, ...]]:
    """What `grouped` says, read."""
    try:
        statement = grouped(rows, columns, limit)
    except EmptyResultSet:
        return []
    with connections[rows.db].cursor() as cursor:
        cursor.execute(*statement)
        return list(cursor.fetchall())
