"""Counting rows by some columns, exactly or no further than a limit, so that a page never waits for a large count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from relationships.querysets.prepared import Statement
from relationships.querysets.walks import along

Rows = QuerySet[Any, Any]


@dataclass(frozen=True, slots=True)
class Way:
    """How rows are found. ``index``: the one to read along on SQLite, None where its planner may choose.

    ``again``: they lie together, with all that is asked of them, so that reading them once more to divide them into
    groups costs less than keeping their ids and looking these up.
    """

    index: str | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Groups:
    """``number`` of rows, and of those in the list (None where that was not asked); each stops one beyond the limit.

    ``groups``: ``(value of each column …, tallies …, count)``; none where there are more rows than the limit.
    """

    number: int
    in_list: int | None
    groups: Sequence[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class By:
    """What rows are divided by: ``columns``, of which those in ``worked_out`` are expressions and not the table's own.

    ``tally`` names a further column and how many values it has: before the count of a group stands how often each of
    0, 1, 2 … occurs in it.
    """

    columns: Sequence[str]
    worked_out: Mapping[str, Any]
    tally: tuple[str, int] = ("", 0)

    @property
    def names(self) -> list[str]:
        return [*self.columns, self.tally[0]] if self.tally[0] else [*self.columns]


def number_of(rows: Rows, limit: int | None) -> Statement:
    """SQL for how many there are, one more than ``limit`` where there are more. Raises EmptyResultSet where it is plain
    that there are none."""
    sql, params = _ids(rows, None if limit is None else limit + 1, None)
    return f"SELECT COUNT(*) FROM ({sql}) AS counted", params  # noqa: S608 - the ORM's own SQL


def count_rows(rows: Rows, limit: int | None) -> int:
    """The same, read."""
    try:
        statement = number_of(rows, limit)
    except EmptyResultSet:
        return 0
    with connections[rows.db].cursor() as cursor:
        cursor.execute(*statement)
        return int(cursor.fetchone()[0])


def count_groups(rows: Rows, listed: Rows | None, by: By, *, limit: int | None, way: Way) -> Groups:
    """One query. ``listed``: further rows that are counted beside them, None for none.

    Whether there are more than ``limit`` is found out first, by ids alone: dividing so many would take far longer.
    """
    try:
        sql, params = _statement(rows, listed, by, limit, way)
    except EmptyResultSet:
        return Groups(0, None if listed is None else 0, [])
    with connections[rows.db].cursor() as cursor:
        cursor.execute(sql, params)
        found = list(cursor.fetchall())
    groups = [tuple(row) for part, *row in found if part == _GROUP]
    numbers = {part: row[-1] for part, *row in found if part != _GROUP}
    number = numbers.get(_ALL, sum(row[-1] for row in groups))
    return Groups(number, None if listed is None else numbers.get(_LISTED, 0), groups)


_GROUP, _ALL, _LISTED = range(3)


def _statement(rows: Rows, listed: Rows | None, by: By, limit: int | None, way: Way) -> Statement:
    """The groups come first: the others' nulls take their types from them. Raises EmptyResultSet when it is plain that
    there are no rows."""
    most = None if limit is None else limit + 1
    nothing = ", ".join(["NULL"] * len(by.columns) + ["0"] * by.tally[1])
    found = _ids(rows, most, way.index)
    parts = [_groups(rows, by, limit, way)]
    if limit is not None:
        parts.append((f"SELECT {_ALL}, {nothing}, number FROM met", ()))  # noqa: S608 - our own words
    if listed is not None:
        try:
            sql, params = _ids(listed, most, way.index)
            counted = f"SELECT {_LISTED}, {nothing}, (SELECT COUNT(*) FROM ({sql}) AS listed)"  # noqa: S608 - the ORM's own
            parts.append((counted, params))
        except EmptyResultSet:
            pass  # none of them is in the list
    union = " UNION ALL ".join(sql for sql, _ in parts)
    given = tuple(param for _, params in parts for param in params)
    if limit is None:
        return union, given
    met = "met AS MATERIALIZED (SELECT COUNT(*) AS number FROM "
    if way.again:
        return f"WITH {met}({found[0]}) AS found) {union}", (*found[1], *given)
    return f"WITH found (id) AS MATERIALIZED ({found[0]}), {met}found) {union}", (*found[1], *given)


def _ids(rows: Rows, most: int | None, index: str | None) -> Statement:
    chosen = along(rows.order_by().values("pk"), index)
    sql, params = (chosen if most is None else chosen[:most]).query.get_compiler(rows.db).as_sql()
    return sql, params


def _groups(rows: Rows, by: By, limit: int | None, way: Way) -> Statement:
    """The rows divided, unless there are too many. Read in the index's own order, they need no sorting for it."""
    if limit is None or way.again:
        divided = along(rows, way.index)
    else:
        divided = rows.model._default_manager.filter(pk__in=RawSQL("SELECT found.id FROM found", ()))
    divided = divided.order_by().annotate(**by.worked_out).values(*by.names)
    sql, params = divided.query.get_compiler(rows.db).as_sql()
    quote = connections[rows.db].ops.quote_name
    tallied, values = by.tally
    sums = [f"SUM(CASE {quote(tallied)} WHEN {value} THEN 1 ELSE 0 END)" for value in range(values)]
    shown = ", ".join([str(_GROUP), *(quote(name) for name in by.columns), *sums, "COUNT(*)"])
    places = ", ".join(str(place + 2) for place in range(len(by.columns)))
    grouped = f"SELECT {shown} FROM ({sql}) AS counted GROUP BY {places}"  # noqa: S608 - the ORM's own SQL
    if limit is None:
        return grouped, params
    # A limit of none stops before the first row is read. SQLite would look at a condition again for each of them.
    few = f"SELECT CASE WHEN number > {limit} THEN 0 ELSE {limit} END FROM met"  # noqa: S608 - our own words
    return f"SELECT * FROM ({grouped} LIMIT ({few})) AS grouped", params  # noqa: S608 - as above
