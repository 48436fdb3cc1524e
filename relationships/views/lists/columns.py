"""Columns as a data table: what is shown, what it sorts by, and which filters belong to it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from relationships.querysets.keyset import Order


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list.

    ``sorts_by``: the indexed database column behind it, or a function from the filter set to it; "" where nothing can
    be sorted by it. ``unknown``: what stands there where the value is not known (null, or "" in a text); such rows come
    last. ``largest_first``: what the first click on its head asks for. ``filters``: the filters about it, or
    ``no_filter``, the reason why there is none. ``is_extra``: shown only to whom asks for it.
    """

    key: str
    label: str
    sorts_by: str | Callable[[Any], str] = ""
    filters: Sequence[str] = ()
    no_filter: str = ""
    numeric: bool = False
    largest_first: bool = False
    unknown: str | None = None
    is_extra: bool = False

    def order(self, filters: Any, *, descending: bool) -> Order:
        column = self.sorts_by if isinstance(self.sorts_by, str) else self.sorts_by(filters)
        return Order(column, descending, self.unknown)


@dataclass(frozen=True, slots=True)
class Sort:
    """A column and a direction, as "followers" or "-followers" in the address."""

    column: Column
    descending: bool

    @property
    def name(self) -> str:
        return f"{'-' if self.descending else ''}{self.column.key}"

    @property
    def words(self) -> str:
        return f"{self.column.label.lower()}, {'descending' if self.descending else 'ascending'}"

    @property
    def aria(self) -> str:
        return "descending" if self.descending else "ascending"


def sort_named(columns: Sequence[Column], name: str) -> Sort | None:
    """The sort of that name; None when there is no such column, or none to sort by."""
    key = name.removeprefix("-")
    sortable = (column for column in columns if column.key == key and column.sorts_by)
    return next((Sort(column, name.startswith("-")) for column in sortable), None)


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head: a click sorts by it, the next click the other way round. ``url`` is "" where nothing sorts."""

    column: Column
    url: str
    aria_sort: str
    words: str


def heads(columns: Sequence[Column], sort: Sort, url_of: Callable[[str], str]) -> Iterator[Head]:
    for column in columns:
        if not column.sorts_by:
            yield Head(column, "", "", "")
            continue
        current = column == sort.column
        following = Sort(column, not sort.descending if current else column.largest_first)
        yield Head(column, url_of(following.name), sort.aria if current else "none", following.words)
