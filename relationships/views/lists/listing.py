"""A list as data: its columns, filters and rows, how they are counted and what stands around them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import Model, QuerySet

from relationships.filters.lists import ListFilterSet
from relationships.querysets import counts
from relationships.querysets.keyset import Record
from relationships.reports.file_tables import FileTable
from relationships.views.lists.columns import Column
from relationships.views.lists.paging import Total

Rows = QuerySet[Any, Any]


@dataclass(frozen=True, slots=True)
class Counted:
    """The rows of a list, counted. ``by_tab``: by value of the tab's filter, None when there were too many to count.

    ``summary`` is whatever the list's own summary template shows. ``in_all_tabs``: where one row can be in several
    tabs, how many rows there are.
    """

    total: Total
    by_tab: Mapping[str, int] | None = None
    summary: Any = None
    in_all_tabs: int | None = None


def count_rows(filters: ListFilterSet, limit: int | None) -> Counted:
    """The count of a list that has no tabs."""
    number = counts.count_rows(filters.rows(), limit)
    capped = limit is not None and number > limit
    return Counted(Total(limit if capped and limit else number, capped))


@dataclass(frozen=True, slots=True)
class Quick:
    """A filter that is one click away."""

    label: str
    filter: str
    value: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as data. ``key`` names it in addresses and on file; ``permission`` opens it.

    ``rows``: what a user may see. ``present``: records of the columns ``reads`` to what the row template shows.
    ``tabs``: the filter whose choices stand above the list with their counts, "" for none. ``templates`` is the folder
    of the list's own templates: rows.html, summary.html (where there are tabs) and empty.html. ``detail`` names what
    the list tells beside its counts when it is asked to, as ``count_in_detail`` finds it, "" for nothing. A row has
    ``id``, ``name`` (what it is called), ``muted`` (nobody works on it any more) and whatever the row template shows.
    ``file``: its rows as they leave in a file, None where they do not.
    ``relationship_of``: from a row to the id of its relationship, on which the steps of a row are taken. ``says``: one
    sentence below the title. ``heading``: what stands above the first of the rows that share it, None for no headings.
    ``styles`` and ``scripts``: files of its own, beside those of every list.
    """

    key: str
    title: str
    things: tuple[str, str]
    url_name: str
    row_url_name: str
    templates: str
    model: type[Model]
    columns: Sequence[Column]
    default_sort: str
    filters: type[ListFilterSet]
    rows: Callable[[Any], Rows]
    reads: Sequence[str]
    present: Callable[[Iterable[Record]], Sequence[Any]]
    count: Callable[[ListFilterSet, int | None], Counted] = count_rows
    detail: str = ""
    count_in_detail: Callable[[ListFilterSet, int | None], Counted] | None = None
    tabs: str = ""
    quick: Sequence[Quick] = ()
    permission: str = "relationships.view_relationship"
    relationship_of: Callable[[Any], int] = attrgetter("id")
    says: str = ""
    heading: Callable[[Any], str] | None = None
    styles: Sequence[str] = ()
    scripts: Sequence[str] = ()
    file: FileTable | None = None
