"""From a request to a list page: read the address, count, read one page of rows, draw the part that was asked for."""

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Self

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django_htmx.http import push_url, replace_url

from relationships.domain.lists import Density
from relationships.filters.fields import quoted
from relationships.filters.lists import VIEW, Problem
from relationships.querysets.keyset import Order, read_page
from relationships.querysets.walks import along, sort_index
from relationships.reports.list_views import View
from relationships.views.lists import address as names
from relationships.views.lists import paging
from relationships.views.lists.address import Address
from relationships.views.lists.columns import Column, Head, Sort, heads, sort_named
from relationships.views.lists.listing import Listing, Rows
from relationships.views.lists.looks import Looks, kept_looks, looks_asked_for, own_columns, written
from relationships.views.lists.paging import Cursor, Window
from relationships.views.lists.views_bar import ViewsBar, view_url

#: Counts are exact up to here; what is more is counted after the page (rows).
COUNT_LIMIT = 10_000
#: So few rows are found first and then sorted; more are met soon enough on a walk along the sort's index (rows).
SPARSE = 10_000
#: The same for rows of few brands: the walk passes over all others without touching them.
SPARSE_TOGETHER = 5_000


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere else in the same list."""

    label: str
    url: str
    current: bool = False
    key: str = ""
    count: str = ""


@dataclass
class ListPage:
    """One request to one list. Templates read it as ``page``."""

    request: HttpRequest
    listing: Listing
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        user, listing = self.request.user, self.listing
        self.filters = listing.filters(self.request.GET, listing.rows(user), user, listing.key)
        self.problems += self.filters.problems
        self.problems += self._unknown_names()
        self.default = self._sort(self.listing.default_sort)
        self.sort = self._sort_asked_for()
        self.size = self._size_asked_for()
        self.counts = self._counts_asked_for()
        self.view = self._view_asked_for()
        self.kept_looks = kept_looks(listing.columns, self.filters.kept, self.view)
        self.looks = self._looks_asked_for()
        self.address = self._address()

    @classmethod
    def at(cls, request: HttpRequest, listing: Listing, query: QueryDict) -> Self:
        """The list as ``query`` asks for it, whatever address was asked for."""
        there = copy(request)
        there.GET = query  # type: ignore[assignment] # the stubs know no other than the request's own
        return cls(there, listing)

    # --- The address --------------------------------------------------------------------------------------------------

    def _sort(self, name: str) -> Sort:
        sort = sort_named(self.listing.columns, name)
        if sort is None:
            raise LookupError(name)
        return sort

    def _sort_asked_for(self) -> Sort:
        asked = self.request.GET.get(names.SORT, "")
        sort = sort_named(self.listing.columns, asked) if asked else self.default
        if sort is None:
            self._tell("Sort", f"There is no column {quoted(asked)}: choose a column’s head to sort by it.")
        return sort or self.default

    def _size_asked_for(self) -> int:
        asked = self.request.GET.get(names.SIZE, "")
        sizes = {str(size): size for size in paging.SIZES}
        if asked and asked not in sizes:
            self._tell("Rows", f"A page has {', '.join(sizes)} rows, not {quoted(asked)}: choose below the list.")
        return sizes.get(asked, paging.DEFAULT_SIZE)

    def _counts_asked_for(self) -> str:
        asked = self.request.GET.get(names.COUNTS, "")
        if asked in ("", names.COUNT_ALL, names.COUNT_IN_DETAIL):
            return asked
        self._tell("Counts", f"{quoted(asked)} is no way of counting: leave it out.")
        return ""

    def _view_asked_for(self) -> View | None:
        asked = self.request.GET.get(VIEW, "")
        if asked not in ("", names.NO_VIEW) and self.filters.view is None:
            self._tell("View", "It is gone, or not shared with you any more: here is the list without it.")
        return self.filters.view

    def _looks_asked_for(self) -> Looks:
        columns, density = (self.request.GET.get(name, "") for name in (names.COLUMNS, names.DENSITY))
        looks = looks_asked_for(self.listing.columns, self.kept_looks, columns, density)
        self.problems += [Problem(*problem) for problem in looks.problems]
        return looks

    def _address(self) -> Address:
        without_view = names.NO_VIEW if self.filters.kept.default else ""
        address = Address(
            reverse(self.listing.url_name),
            self.filters.pairs,
            sort=self.sort.name if self.sort != self.default else "",
            size=str(self.size) if self.size != paging.DEFAULT_SIZE else "",
            view=str(self.view.id) if self.view else without_view,
        )
        return self._looking(address, self.columns, self.density)

    def _looking(self, address: Address, columns: Sequence[Column], density: Density) -> Address:
        """What is as it is kept is not said."""
        kept = self.kept_looks
        return replace(
            address,
            columns=written(columns) if columns != kept.columns else "",
            density=density if density != kept.density else "",
        )

    def looking(self, *, columns: Sequence[Column] | None = None, density: Density | None = None) -> str:
        """The address of the same list with other columns or another density; None for those that stand."""
        return self._looking(self.address, columns or self.columns, density or self.density).url()

    def _unknown_names(self) -> list[Problem]:
        known = names.OWN_NAMES | set(self.filters.filters)
        unknown = [name for name in self.request.GET if name not in known]
        if len(unknown) < 2:
            return [Problem("Address", f"{quoted(name)} is no filter of this list: leave it out.") for name in unknown]
        said = f"{quoted(unknown[0])} and {len(unknown) - 1} more are no filters of this list: leave them out."
        return [Problem("Address", said)]

    def _tell(self, label: str, message: str) -> None:
        self.problems.append(Problem(label, message))

    # --- What is shown ------------------------------------------------------------------------------------------------

    def count(self) -> None:
        count = (self.in_detail and self.listing.count_in_detail) or self.listing.count
        self.counted = count(self.filters, None if self.counts else COUNT_LIMIT)

    @property
    def in_detail(self) -> bool:
        """Whether what the list tells beside its counts is asked for: by the address, or for good (list.js)."""
        kept = self.request.COOKIES.get(self.listing.detail, "") if self.listing.detail else ""
        return self.counts == names.COUNT_IN_DETAIL or kept == "open"

    def read(self) -> None:
        order = self._order()
        cursor = self._cursor_asked_for(order)
        total, few = self.counted.total, self._are_few()
        page = read_page(
            self._rows_if_few() if few else self.filters.rows_for_walk(order.column),
            order,
            self.size,
            self.listing.reads,
            place=cursor.place if cursor else None,
            backwards=cursor.backwards if cursor else False,
            few=few,
        )
        self.window: Window = paging.window(page, total, cursor)
        self.rows = self.listing.present(page.records)
        self.order = order

    def ids(self, at_once: int) -> Iterator[Sequence[int]]:
        """The ids of all rows that match, in the list's order, ``at_once`` at a time: each part is a page of its own,
        so that nothing is held open meanwhile. Count first: few rows are found and sorted, many are walked along."""
        order, few = self._order(), self._are_few()
        rows = self._rows_if_few() if few else self.filters.rows_for_walk(order.column)
        place = None
        while True:
            page = read_page(rows, order, at_once, (), place=place, few=few)
            # Counted from the end: nothing is left beyond the place.
            if not page.records or page.from_end:
                return
            yield [record["id"] for record in page.records]
            if not page.has_next:
                return
            place = page.last

    def _are_few(self) -> bool:
        total = self.counted.total
        most = min(SPARSE, SPARSE_TOGETHER) if self.filters.lie_together() else SPARSE
        return total.number <= most and not total.capped

    def _rows_if_few(self) -> Rows:
        return along(self.filters.rows(), self.filters.index_to_find())

    def _order(self) -> Order:
        order = self.sort.column.order(self.filters, descending=self.sort.descending)
        tabs = self.listing.tabs
        one_tab = len(self.filters.cleaned.get(tabs, ())) == 1
        index = self.filters.index_to_walk(order.column)
        return replace(order, index=index or sort_index(self.listing.model, order.column, tabs if one_tab else ""))

    def _cursor_asked_for(self, order: Any) -> Cursor | None:
        asked = self.request.GET.get(names.CURSOR, "")
        try:
            return paging.read(asked, order, self.listing.model) if asked else None
        except ValueError:
            self._tell("Page", "This place in the list is not known any more: here is its first page.")
            return None

    @cached_property
    def previous_url(self) -> str:
        page, before = self.window.page, (self.window.rank or 0) - self.size
        return self._url_at(page.first, backwards=True, rank=before) if page.has_previous else ""

    @cached_property
    def next_url(self) -> str:
        page = self.window.page
        rank = (self.window.rank or 0) + len(page.records)
        return self._url_at(page.last, backwards=False, rank=rank) if page.has_next else ""

    def _url_at(self, place: Any, *, backwards: bool, rank: int) -> str:
        return self.address.at(paging.written(Cursor(self.order, place, backwards, max(rank, 0))))

    @property
    def heads(self) -> Iterable[Head]:
        return heads(self.columns, self.sort, self.address.sorted_by)

    @property
    def columns(self) -> Sequence[Column]:
        """The columns that are shown, in their order. The first one names the row."""
        return self.looks.columns

    @property
    def density(self) -> Density:
        return self.looks.density

    @property
    def has_more_columns(self) -> bool:
        """Whether more are shown than the list has room for by itself."""
        return len(self.columns) > len(own_columns(self.listing.columns))

    @property
    def other_density(self) -> Density:
        return next(density for density in Density if density != self.density)

    @cached_property
    def views(self) -> ViewsBar:
        return ViewsBar.of(self.address, self.filters.kept, self.view, self.request.user)

    @property
    def withheld(self) -> Sequence[str]:
        """Of which filters the chosen view holds something that is not the reader's to see."""
        return list(dict.fromkeys(self.filters.filters[name].label for name, _ in self.filters.withheld))

    @cached_property
    def sorts(self) -> Sequence[Link]:
        """Every sort, for where there are no heads to click (a phone)."""
        both = [
            Sort(column, down)
            for column in self.listing.columns
            if column.sorts_by
            for down in (column.largest_first, not column.largest_first)
        ]
        return [Link(sort.words.capitalize(), self.address.sorted_by(sort.name), sort == self.sort) for sort in both]

    @property
    def sizes(self) -> Sequence[Link]:
        return [Link(str(size), self.address.of_size(str(size)), size == self.size) for size in paging.SIZES]

    @property
    def without_withheld(self) -> str:
        """The same list, without what the chosen view filters by and the reader may not see."""
        withheld = set(self.filters.withheld)
        return replace(self.address, filters=[pair for pair in self.address.filters if pair not in withheld]).url()

    @cached_property
    def chips(self) -> Sequence[Link]:
        shown = [(entry.label, entry.name, entry.value, entry.text) for entry in self.filters.active]
        filters = self.filters.filters
        shown += [(filters[name].label, name, value, "not yours to see") for name, value in self.filters.withheld]
        return [Link(label, self.address.without(name, value), key=text) for label, name, value, text in shown]

    @cached_property
    def tabs(self) -> Sequence[Link]:
        """The choices of the tab's filter, after "All"; each follows every other filter."""
        name, by_tab = self.listing.tabs, self.counted.by_tab
        if not name:
            return []
        chosen = self.filters.cleaned.get(name, [])
        together = self.counted.in_all_tabs
        everything = "" if by_tab is None else f"{sum(by_tab.values()) if together is None else together:,}"
        tabs = [Link("All", self.address.with_only(name, None), not chosen, "all", everything)]
        for option in self.filters.filters[name].options(chosen):
            count = "" if by_tab is None else f"{by_tab.get(option.value, 0):,}"
            url = self.address.with_only(name, option.value)
            tabs.append(Link(option.label, url, option.chosen, option.value, count))
        return tabs

    @property
    def tabs_label(self) -> str:
        return str(self.filters.filters[self.listing.tabs].label)

    @cached_property
    def quick(self) -> Sequence[Link]:
        """Filters that are one click away, those left out that are in use."""
        used = {(entry.name, entry.value) for entry in self.filters.active}
        return [
            Link(quick.label, self.address.with_only(quick.filter, quick.value), key=f"{quick.filter}-{quick.value}")
            for quick in self.listing.quick
            if (quick.filter, quick.value) not in used
        ]

    def __getattr__(self, name: str) -> str:
        """``rows_template`` and the like: the list's own templates."""
        if name.endswith("_template"):
            return f"{self.listing.templates}/{name.removesuffix('_template')}.html"
        raise AttributeError(name)

    @property
    def selects(self) -> bool:
        """Whether the reader may choose rows, to change many relationships at once."""
        return self.request.user.has_perm("relationships.change_relationship")

    @property
    def row_url(self) -> tuple[str, str]:
        """What stands before and after a row's id in the address of its own page."""
        before, _, after = reverse(self.listing.row_url_name, args=[0]).rpartition("0")
        return before, after

    @property
    def spoken(self) -> str:
        """What a screen reader hears when the list has changed."""
        if not self.window.total.number:
            return f"No {self.listing.things[0]} matches."
        things = self.listing.things[0 if self.window.total.number == 1 else 1]
        return f"{self.window.total} {things}, showing {self.window.span}, sorted by {self.sort.words}."


#: The part of the page that a request by script asks for, by the id of the element that it will replace.
_PARTS = {"list": "staff/list/body.html", "results": "staff/list/results.html", "summary": "staff/list/summary.html"}


def list_page(request: HttpRequest, listing: Listing) -> HttpResponse:
    htmx: Any = getattr(request, "htmx", None)
    part = htmx.target if htmx and not htmx.history_restore_request and htmx.target in _PARTS else ""
    page = ListPage(request, listing)
    start = page.filters.kept.default
    if start and not request.GET:
        return redirect(view_url(page.address.path, start.id, start.query))
    page.count()
    if part != "summary":
        page.read()
    response = render(
        request,
        _PARTS.get(part, "staff/list/page.html"),
        {"page": page, "part": part, "title": listing.title, "subtitle": listing.says},
    )
    if part == "results":
        # The form sends its empty fields along; the address in the browser does without. Letters that are typed one
        # after another are one step back, and what changes nothing is none.
        there = page.address.url() == htmx.current_url_abs_path
        response = (replace_url if there or htmx.trigger_name == "q" else push_url)(response, page.address.url())
    return response
