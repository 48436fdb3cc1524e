"""Counting rows by some columns, exactly or no further than a limit, so that a page never waits for a large count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

from relationships.querysets.prepared import Statement
from relationships.querysets.sources import Source, source_of, worked_out
from relationships.querysets.walks import along

Rows = QuerySet[Any, Any]


@dataclass(frozen=True, slots=True)
class Way:
    """How rows are found. ``index``: the one to read along on SQLite, None where its planner may choose.

    ``again``: they lie together, with all that is asked of them, so that reading them once more to divide them into
    groups costs less than keeping their ids and looking these up. ``few``: there are hardly more than any limit, so
    that they are divided at once, without finding out first.
    """

    index: str | None = None
    again: bool = False
    few: bool = False


@dataclass(frozen=True, slots=True)
class Groups:
    """``number`` of rows, and of those in the list (None where that was not asked); each stops one beyond the limit.

    ``groups``: ``(value of each column …, tallies …, marks …, count)``; none where there are more rows than the limit.
    """

    number: int
    in_list: int | None
    groups: Sequence[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class By:
    """What rows are divided by: ``columns``, of which those in ``worked_out`` are expressions and not the table's own.

    ``tally`` names a further column and how many values it has: before the count of a group stands how often each of
    0, 1, 2 … occurs in it. ``marks`` names columns that are 0 or 1: their sums come after that.
    """

    columns: Sequence[str]
    worked_out: Mapping[str, Any]
    tally: tuple[str, int] = ("", 0)
    marks: Sequence[str] = ()

    @property
    def names(self) -> list[str]:
        return [*self.columns, *([self.tally[0]] if self.tally[0] else []), *self.marks]

    @property
    def sums(self) -> int:
        return self.tally[1] + len(self.marks)


def number_of(rows: Rows, limit: int | None) -> Statement:
    """SQL for how many there are, one more than ``limit`` where there are more. Raises EmptyResultSet where it is plain
    that there are none."""
    sql, params = source_of(rows).ids(after="" if limit is None else f" LIMIT {limit + 1}")
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
    # Without columns to divide by, no rows make a group of none.
    groups = [tuple(row) for part, *row in found if part == _GROUP and row[-1]]
    numbers = {part: row[-1] for part, *row in found if part != _GROUP}
    number = sum(row[-1] for row in groups)
    if limit is not None and (_MORE in numbers or number > limit):
        number, groups = limit + 1, []
    return Groups(number, None if listed is None else numbers.get(_LISTED, 0), groups)


_GROUP, _MORE, _LISTED = range(3)


def _statement(rows: Rows, listed: Rows | None, by: By, limit: int | None, way: Way) -> Statement:
    """The groups come first: the others' nulls take their types from them. Raises EmptyResultSet when it is plain that
    there are no rows."""
    nothing = ", ".join(["NULL"] * len(by.columns) + ["0"] * by.sums)
    most = "" if limit is None else f" LIMIT {limit + 1}"
    found, at_once = source_of(along(rows, way.index)), limit is None or way.few
    again = at_once or way.again
    parts = [_groups(found if again else found.found_by(("SELECT found.id FROM found", ())), by)]
    if not at_once:
        # A limit of none stops before the first row is read. SQLite would look at a condition again for each of them.
        few = f"SELECT CASE WHEN has_more THEN 0 ELSE {limit} END FROM known"  # noqa: S608 - our own words
        sql, params = parts[0]
        parts = [(f"SELECT * FROM ({sql} LIMIT ({few})) AS grouped", params)]  # noqa: S608 - the ORM's own SQL
        parts.append((f"SELECT {_MORE}, {nothing}, 1 FROM known WHERE has_more", ()))  # noqa: S608 - our own words
    if listed is not None:
        try:
            sql, params = source_of(along(listed, way.index)).ids(after=most)
            counted = f"SELECT {_LISTED}, {nothing}, (SELECT COUNT(*) FROM ({sql}) AS listed)"  # noqa: S608 - the ORM's own
            parts.append((counted, params))
        except EmptyResultSet:
            pass  # none of them is in the list
    union = " UNION ALL ".join(sql for sql, _ in parts)
    given = tuple(param for _, params in parts for param in params)
    if at_once:
        return union, given
    known = "known (has_more) AS MATERIALIZED (SELECT EXISTS("
    if again:
        # To pass over rows is quicker than to count them.
        sql, params = found.ids(after=f" LIMIT 1 OFFSET {limit}")
        return f"WITH {known}{sql})) {union}", (*params, *given)
    sql, params = found.ids(after=most)
    beyond = f"SELECT found.id FROM found LIMIT 1 OFFSET {limit}"  # noqa: S608 - our own words
    return f"WITH found (id) AS MATERIALIZED ({sql}), {known}{beyond})) {union}", (*params, *given)


def _groups(rows: Source, by: By) -> Statement:
    """The rows divided. Read in the index's own order, they need no sorting for it."""
    quote = connections[rows.using].ops.quote_name
    told = worked_out(rows.using, rows.model, tuple(by.worked_out.items())) if by.worked_out else {}
    columns = [(name, *told.get(name, (None, ()))) for name in by.names]
    shown = ", ".join(f"{sql or rows.column(name)} AS {quote(name)}" for name, sql, _ in columns)
    sql, params = rows.select((shown, [param for *_, given in columns for param in given]))
    tallied, values = by.tally
    sums = [f"SUM(CASE {quote(tallied)} WHEN {value} THEN 1 ELSE 0 END)" for value in range(values)]
    sums += [f"SUM({quote(mark)})" for mark in by.marks]
    answer = ", ".join([str(_GROUP), *(quote(name) for name in by.columns), *sums, "COUNT(*)"])
    places = ", ".join(str(place + 2) for place in range(len(by.columns)))
    groups = f" GROUP BY {places}" if places else ""
    return f"SELECT {answer} FROM ({sql}) AS counted{groups}", params  # noqa: S608 - the ORM's own SQL
