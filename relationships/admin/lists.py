"""The admin's lists at any size: an order that an index serves, a count that stops, a word where a URL is wrong.

A page is read in two steps: first its ids along the index of the order, then those rows with all that is shown of them.
In one statement SQLite's planner begins with whichever joined table is smallest, and sorts everything that hangs on it:
minutes for the first fifty of five million ratings.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.admin.templatetags.admin_list import result_headers
from django.contrib.admin.views.main import ORDER_VAR, PAGE_VAR, ChangeList
from django.core.paginator import InvalidPage, Paginator
from django.db.models import F, OrderBy, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from relationships.admin.drawing import draw_rows
from relationships.admin.walking import walking
from relationships.querysets.walks import along, sort_index

#: Beyond this a list is narrowed, not paged through; counting on would cost a walk over the whole table.
COUNTED = 10_000
#: So few rows are found first and then sorted; more are met soon enough on a walk along the index of the order.
SPARSE = 5_000
#: Where a list shows the latest first and some of them only, so many of the latest are looked through for each page of
#: it before all of them are asked for.
LATEST = 10_000
SEARCH_MAX = 200


class WrongQuery(Exception):  # noqa: N818 - a message to the user, not an error of ours
    """Something in the address that the page does not understand; ``names`` are the parameters to drop."""

    def __init__(self, message: str, names: Iterable[str]) -> None:
        super().__init__(message)
        self.names = frozenset(names)


class CappedCount(int):
    """A count that may say of itself that it stopped: "10,000+"."""

    stopped = False

    @classmethod
    def of(cls, number: int, *, stopped: bool) -> "CappedCount":
        counted = cls(number)
        counted.stopped = stopped
        return counted

    def __str__(self) -> str:
        return f"{int(self):,}{'+' if self.stopped else ''}"


class CappedPaginator(Paginator[Any]):
    """Of rows, or of the ids of the latest of them: there may be older ones."""

    @cached_property
    def count(self) -> int:
        rows = self.object_list
        if not isinstance(rows, QuerySet):
            return CappedCount.of(len(rows), stopped=True)
        number = rows.order_by().select_related(None)[:COUNTED].count()
        return CappedCount.of(number, stopped=number >= COUNTED)


@dataclass(frozen=True, slots=True)
class By:
    """The column that a list is sorted by. What is not known comes last in either direction."""

    name: str
    descending: bool
    can_be_unknown: bool

    @property
    def own(self) -> OrderBy:
        last = True if self.can_be_unknown else None
        return F(self.name).desc(nulls_last=last) if self.descending else F(self.name).asc(nulls_last=last)

    @property
    def known(self) -> tuple[str, ...]:
        """The order of the rows whose value is known."""
        sign = "-" if self.descending else ""
        return (f"{sign}pk",) if self.name == "pk" else (f"{sign}{self.name}", f"{sign}pk")


class SteadyChangeList(ChangeList):
    """Sorts by one indexed column and the id behind it, in the same direction, so that one index serves both ways."""

    by: By
    _filters: Any = None

    # --- The order ------------------------------------------------------------------------------------------------

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[Any]:
        name, descending = self._asked() or self._usual(request)
        nullable = name != "pk" and "__" not in name and self.lookup_opts.get_field(name).null
        self.by = By(name, descending, can_be_unknown=nullable)
        return [*self.by.known] if name == "pk" else [self.by.own, self.by.known[-1]]

    def _asked(self) -> tuple[str, bool] | None:
        """The first column that the address asks for, if the list offers to sort by it."""
        for part in str(self.params.get(ORDER_VAR, "")).split("."):
            index = part.removeprefix("-")
            if not (index.isascii() and index.isdecimal() and len(index) < 3 and int(index) < len(self.list_display)):
                continue
            column = self.list_display[int(index)]
            field = self.get_ordering_field(column) if column in self._sortable else None
            if isinstance(field, str):
                return field.removeprefix("-"), part.startswith("-") != field.startswith("-")
        return None

    @property
    def _sortable(self) -> Sequence[Any]:
        return self.list_display if self.sortable_by is None else list(self.sortable_by)

    def _usual(self, request: HttpRequest) -> tuple[str, bool]:
        usual = str([*self.model_admin.get_ordering(request), "pk"][0])
        return usual.removeprefix("-"), usual.startswith("-")

    # --- A page ---------------------------------------------------------------------------------------------------

    def get_results(self, request: HttpRequest) -> None:
        latest = self._latest(request)
        shown: Any = self.queryset if latest is None else latest
        paginator = self.model_admin.get_paginator(request, shown, self.list_per_page)
        try:
            page = paginator.page(self.page_num)
        except InvalidPage as wrong:
            raise WrongQuery("This page of the list does not exist; here is the first one.", [PAGE_VAR]) from wrong
        start, stop = max(page.start_index() - 1, 0), page.end_index()
        ids = latest[start:stop] if latest is not None else self._ids(start, stop, paginator.count)
        found = {row.pk: row for row in self.queryset.filter(pk__in=ids).order_by()}
        self.result_list = [found[pk] for pk in ids if pk in found]
        self.paginator, self.result_count, self.full_result_count = paginator, paginator.count, None
        self.multi_page = paginator.num_pages > 1
        self.show_admin_actions, self.show_full_result_count, self.can_show_all = True, False, False

    def _latest(self, request: HttpRequest) -> list[Any] | None:
        """The ids of those of the latest rows that the list shows, if they fill the page and there are more; None
        where it shows the latest not first or without a condition, or where older rows are to be asked for."""
        if self.by.known != ("-pk",) or not self.queryset.query.where:
            return None
        newest = self.model._base_manager.order_by("-pk").values_list("pk", flat=True).first() or 0
        number = max(self.page_num, 1)
        since = newest - LATEST * number
        if since <= 0:
            return None
        with walking(request):
            rows = self._rows(request).filter(pk__gt=since).values_list("pk", flat=True)
            ids = list(rows[:COUNTED])
        return ids if len(ids) >= min(number * self.list_per_page + 1, COUNTED) else None

    def _rows(self, request: HttpRequest) -> QuerySet[Any]:
        """What the list shows, asked for anew and without what is shown of it."""
        first, self.root_queryset = self.root_queryset, self.model_admin.get_queryset(request)
        try:
            return self.get_queryset(request).select_related(None).prefetch_related(None)
        finally:
            self.root_queryset = first

    def get_filters(self, request: HttpRequest) -> Any:
        """Made once: what they offer is asked of the database."""
        if self._filters is None:
            self._filters = super().get_filters(request)
        return self._filters

    def _ids(self, start: int, stop: int, count: int) -> list[Any]:
        rows = self.queryset.select_related(None).prefetch_related(None).values_list("pk", flat=True)
        index = sort_index(self.model, self.by.name) if count >= SPARSE else None
        if not self.by.can_be_unknown:
            return list(along(rows, index)[start:stop])
        is_known, is_unknown = ({f"{self.by.name}__isnull": unknown} for unknown in (False, True))
        known = rows.filter(**is_known).order_by(*self.by.known)
        ids = list(along(known, index)[start:stop])
        if len(ids) == stop - start:
            return ids
        before = start + len(ids) if ids else known.order_by()[:start].count()
        unknown = along(rows.filter(**is_unknown).order_by(self.by.known[-1]), index)
        return [*ids, *unknown[max(start - before, 0) : stop - before]]

    # --- What is drawn --------------------------------------------------------------------------------------------

    @cached_property
    def heads(self) -> list[Any]:
        return list(result_headers(self))

    @cached_property
    def drawn(self) -> SafeString:
        """The rows of the table."""
        return draw_rows(self)
