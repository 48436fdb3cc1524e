"""Keyset paging: a page is found by the value and id of the row beside it, so a deep page costs what the first costs.

A page is read in steps, each one range of the order's ``(column, id)`` index: the rows that tie with the place, then
those beyond it, then those whose value is not known, which come last in either direction. (One condition with an OR in
it is answered by a scan.) The steps are one statement, a UNION ALL under one LIMIT: the engines take its parts in turn
and stop as soon as the page is full.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.core.exceptions import EmptyResultSet
from django.db.models import BooleanField, Case, F, Model, Q, QuerySet, Value, When

from relationships.querysets.prepared import STAND_IN, Prepared, Statement, prepare
from relationships.querysets.walks import along

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

    def is_unknown(self) -> Q:
        return Q(**{f"{self.column}__isnull": True}) if self.unknown is None else Q(**{self.column: self.unknown})

    def is_known(self) -> Q:
        """A range of the index, which "not equal" would not be."""
        return Q(**{f"{self.column}__isnull": False}) if self.unknown is None else Q(**{f"{self.column}__gt": ""})


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
    direction = "-" if order.descending != backwards else ""
    along_it = (f"{direction}{order.column}", f"{direction}pk")
    walked = [rows.filter(step).order_by(*along_it)[:limit] for step in _steps(rows.model, order, place, backwards)]
    statements = [statement for step in walked if (statement := _ids(along(step, order.index)))]
    if not statements:
        return []
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
    found = rows.model._default_manager.filter(pk__in=rows.order_by().values("pk"))
    beyond = found.filter(reduce(or_, _steps(rows.model, order, place, backwards))) if place else found
    statement = _ids(beyond.order_by(*_display_order(rows.model, order, backwards=backwards))[:limit])
    return _of_page(rows.model._meta.label, order, tuple(columns)).records(page=statement) if statement else []


def _steps(model: type[Model], order: Order, place: Place | None, backwards: bool) -> Iterator[Q]:
    """The ranges in which the rows beyond the place lie, in the order of walking."""
    unknown = [order.is_unknown()] if order.can_be_unknown(model) else []
    known = order.is_known() if unknown else Q()
    if place is None:
        ends = [known, *unknown]
        yield from reversed(ends) if backwards else ends
        return
    beyond = "lt" if order.descending != backwards else "gt"
    further = Q(**{f"pk__{beyond}": place.id})
    if unknown and place.value == order.unknown:
        yield order.is_unknown() & further
        if backwards:
            yield known
        return
    yield Q(**{order.column: place.value}) & further
    yield known & Q(**{f"{order.column}__{beyond}": place.value})
    if not backwards:
        yield from unknown


def _display_order(model: type[Model], order: Order, *, backwards: bool = False) -> Sequence[Any]:
    down = order.descending != backwards
    by_value = [F(name).desc() if down else F(name).asc() for name in (order.column, "pk")]
    if not order.can_be_unknown(model):
        return by_value
    unknown = Case(When(order.is_unknown(), then=Value(True)), default=Value(False), output_field=BooleanField())
    return [unknown.desc() if backwards else unknown.asc(), *by_value]


def _ids(rows: QuerySet[Any, Any]) -> Statement | None:
    """SQL for the ids of ``rows``; None when it is plain that there are none."""
    try:
        sql, params = rows.values("pk").query.get_compiler(rows.db).as_sql()
    except EmptyResultSet:
        return None
    return sql, params


def _place_of(record: Record) -> Place:
    return Place(record[SORT_VALUE], record["id"])
