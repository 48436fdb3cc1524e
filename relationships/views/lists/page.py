"""A list as its page shows it, and the part of the page that a request asks for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django_htmx.http import push_url, replace_url

from relationships.domain.lists import Density
from relationships.views.lists import paging
from relationships.views.lists.columns import Head, Sort, heads
from relationships.views.lists.found import FoundList
from relationships.views.lists.listing import Listing
from relationships.views.lists.looks import own_columns
from relationships.views.lists.paging import Cursor
from relationships.views.lists.views_bar import ViewsBar, view_url


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere else in the same list."""

    label: str
    url: str
    current: bool = False
    key: str = ""
    count: str = ""


class ListPage(FoundList):
    """What the templates read as ``page``."""

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
        sizes = {str(size): size == self.size for size in paging.SIZES}
        return [Link(size, self.address.of_size(size), current, key=size) for size, current in sizes.items()]

    @property
    def without_withheld(self) -> str:
        """The same list, without what the chosen view filters by and the reader may not see."""
        withheld = set(self.filters.withheld)
        return self.address.filtered_by([pair for pair in self.address.filters if pair not in withheld])

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
