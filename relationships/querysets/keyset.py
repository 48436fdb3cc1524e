"""Keyset paging: a page is found by the value and id of the row beside it, so a deep page costs what the first costs.

A page is read in steps, each one range of the order's ``(column, id)`` index: the rows that tie with the place, then
those beyond it, then those whose value is not known, which come last in either direction. (One condition with an OR in
it is answered by a scan.) The steps are one statement, a UNION ALL under one LIMIT: the engines take its parts in turn
and stop as soon as the page is full.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import BooleanField, Case, F, Model, Q, QuerySet, Value, When

from relationships.querysets.prepared import STAND_IN, Prepared, Statement, prepare
from relationships.querysets.sources import Source, source_of
from relationships.querysets.walks import along, is_along

Record = dict[str, Any]

#: The record's entry that holds its value in the order's column.
SORT_VALUE = "sort_value"


@dataclass(frozen=True, slots=True)
class Order:
    """Rows by ``column``, then by id, both in one direction.

    ``unknown`` is what stands in the column where the value is not known: null, or "" in a text. ``index`` is the name
    of the index that holds the rows in this order.
    """

    column: str
    descending: bool = False
    unknown: str | None = None
    index: str | None = None

    def can_be_unknown(self, model: type[Model]) -> bool:
        """Whether there may be rows of ``model`` without a value: a range of their own, to be asked for beside."""
        return self.unknown is not None or bool(model._meta.get_field(self.column).null)

    def is_unknown(self, column: str) -> str:
        """SQL; ``column`` is how it calls the order's column."""
        return f"{column} IS NULL" if self.unknown is None else f"{column} = ''"

    def is_known(self, column: str) -> str:
        """A range of the index, which "not equal" would not be."""
        return f"{column} IS NOT NULL" if self.unknown is None else f"{column} > ''"


@dataclass(frozen=True, slots=True)
class Place:
    """A row beside which a page begins: its value in the order's column and its id. The row itself may be gone."""

    value: Any
    id: int


@dataclass(frozen=True, slots=True)
class Page:
    """``records`` in display order, each with "id" and "sort_value".

    ``has_previous`` and ``has_next`` tell whether rows lie before and after it; ``from_end`` that the page was counted
    from the last row, because nothing was left beyond the place that was asked for.
    """

    records: Sequence[Record]
    has_previous: bool
    has_next: bool
    from_end: bool = False

    @property
    def first(self) -> Place:
        return _place_of(self.records[0])

    @property
    def last(self) -> Place:
        return _place_of(self.records[-1])


def read_page(
    rows: QuerySet[Any, Any],
    order: Order,
    size: int,
    columns: Sequence[str],
    *,
    place: Place | None = None,
    backwards: bool = False,
    few: bool = False,
) -> Page:
    """The ``size`` rows after ``place`` (before it when ``backwards``), or the first (the last) ones without a place.

    Where nothing lies beyond the place any more, the page at that end of the list is read instead. ``few``: there are
    so few rows that it is best to find them all and sort them.
    """
    read = _sort if few else _walk
    records = read(rows, order, size + 1, columns, place, backwards)
    if backwards and place and len(records) < size:
        return read_page(rows, order, size, columns, few=few)
    if place and not records:
        return read_page(rows, order, size, columns, backwards=True, few=few)
    more = len(records) > size
    if backwards:
        return Page(records[-size:], has_previous=more, has_next=place is not None, from_end=place is None)
    return Page(records[:size], has_previous=place is not None, has_next=more)


def _walk(
    rows: QuerySet[Any, Any], order: Order, limit: int, columns: Sequence[str], place: Place | None, backwards: bool
) -> list[Record]:
    """At most ``limit`` records next to the place, in display order, step by step along the index of the order."""
    try:
        source = source_of(along(rows, order.index))
    except EmptyResultSet:
        return []
    along_it = f" ORDER BY {_by_value(source, order, backwards)} LIMIT {limit}"
    statements = [source.ids(further=step, after=along_it) for step in _steps(source, order, place, backwards)]
    parts = " UNION ALL ".join(f"SELECT * FROM ({sql}) AS step{number}" for number, (sql, _) in enumerate(statements))  # noqa: S608 - the ORM's own SQL
    params = [param for _, of_step in statements for param in of_step]
    return _of_page(rows.model._meta.label, order, tuple(columns)).records(page=(f"{parts} LIMIT {limit}", params))


@cache
def _of_page(model: str, order: Order, columns: tuple[str, ...]) -> Prepared:
    found = apps.get_model(model)._default_manager.filter(pk__in=[STAND_IN])
    in_order = found.order_by(*_display_order(found.model, order))
    shown = in_order.annotate(**{SORT_VALUE: F(order.column)}).values("id", SORT_VALUE, *columns)
    return prepare(shown, {STAND_IN: "page"})


def _sort(
    rows: QuerySet[Any, Any], order: Order, limit: int, columns: Sequence[str], place: Place | None, backwards: bool
) -> list[Record]:
    """The same, by finding and sorting all the rows beyond the place."""
    try:
        found = source_of(rows)
    except EmptyResultSet:
        return []
    # Where nobody said how to find them, SQLite's planner would rather walk along the order than sort.
    source = found if is_along(rows) else found.found_by(found.ids())
    beyond = list(_steps(source, order, place, backwards)) if place else []
    further = " OR ".join(f"({sql})" for sql, _ in beyond), [param for _, params in beyond for param in params]
    ids = source.ids(further=further, after=f" ORDER BY {_in_order(source, order, backwards)} LIMIT {limit}")
    return _of_page(rows.model._meta.label, order, tuple(columns)).records(page=ids)


def _in_order(source: Source, order: Order, backwards: bool) -> str:
    by_value = _by_value(source, order, backwards)
    if not order.can_be_unknown(source.model):
        return by_value
    unknown = f"CASE WHEN {order.is_unknown(source.column(order.column))} THEN 1 ELSE 0 END"
    return f"{unknown} {'DESC' if backwards else 'ASC'}, {by_value}"


def _by_value(source: Source, order: Order, backwards: bool) -> str:
    direction = "DESC" if order.descending != backwards else "ASC"
    return f"{source.column(order.column)} {direction}, {source.column('pk')} {direction}"


def _steps(source: Source, order: Order, place: Place | None, backwards: bool) -> Iterator[Statement]:
    """The ranges in which the rows beyond the place lie, in the order of walking: a condition each."""
    column = source.column(order.column)
    can_be_unknown = order.can_be_unknown(source.model)
    unknown = [order.is_unknown(column)] if can_be_unknown else []
    known = order.is_known(column) if can_be_unknown else ""
    if place is None:
        ends = [known, *unknown]
        yield from ((end, ()) for end in (reversed(ends) if backwards else ends))
        return
    beyond = "<" if order.descending != backwards else ">"
    further = f"{source.column('pk')} {beyond} %s"
    if unknown and place.value == order.unknown:
        yield f"{unknown[0]} AND {further}", (place.id,)
        if backwards:
            yield known, ()
        return
    value = _stored(source, order, place.value)
    yield f"{column} = %s AND {further}", (value, place.id)
    yield " AND ".join(filter(None, (known, f"{column} {beyond} %s"))), (value,)
    if not backwards:
        yield from ((end, ()) for end in unknown)


def _stored(source: Source, order: Order, value: Any) -> Any:
    """A value of the order's column as the database has it."""
    field: Any = source.model._meta.get_field(order.column)
    column = field.output_field if field.generated else field
    return column.get_db_prep_value(value, connections[source.using])


def _display_order(model: type[Model], order: Order) -> Sequence[Any]:
    by_value = [F(name).desc() if order.descending else F(name).asc() for name in (order.column, "pk")]
    if not order.can_be_unknown(model):
        return by_value
    unknown = Q(**{f"{order.column}__isnull": True}) if order.unknown is None else Q(**{order.column: order.unknown})
    last = Case(When(unknown, then=Value(True)), default=Value(False), output_field=BooleanField())
    return [last.asc(), *by_value]


def _place_of(record: Record) -> Place:
    return Place(record[SORT_VALUE], record["id"])
