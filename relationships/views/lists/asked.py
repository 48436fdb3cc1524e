"""What a request asks of a list, read from its address. What is not understood is left out, and told."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Self

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from relationships.domain.lists import Density
from relationships.filters.fields import quoted
from relationships.filters.lists import VIEW, Problem
from relationships.reports.list_views import View
from relationships.views.lists import address as names
from relationships.views.lists import paging
from relationships.views.lists.address import Address
from relationships.views.lists.columns import Column, Sort, sort_named
from relationships.views.lists.listing import Listing
from relationships.views.lists.looks import Looks, kept_looks, looks_asked_for, written


@dataclass
class AskedList:
    """One request to one list: which rows, in which order and looks. ``problems``: what of it was not understood."""

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
        if asked in ("", names.COUNT_ALL) or (asked == names.COUNT_IN_DETAIL and self.listing.detail):
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

    @property
    def columns(self) -> Sequence[Column]:
        """The columns that are shown, in their order. The first one names the row."""
        return self.looks.columns

    @property
    def density(self) -> Density:
        return self.looks.density
