"""The admin's lists at any size: an order that an index serves, a count that stops, a word where a URL is wrong."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ORDER_VAR, PAGE_VAR, ChangeList
from django.core.paginator import Paginator
from django.db.models import F, OrderBy, QuerySet
from django.http import HttpRequest

#: Beyond this a list is narrowed, not paged through; counting on would cost a walk over the whole table.
COUNTED = 10_000
SEARCH_MAX = 200


class WrongQuery(Exception):  # noqa: N818 - a message to the user, not an error of ours
    """Something in the address that the page does not understand; ``names`` are the parameters to drop."""

    def __init__(self, message: str, names: Iterable[str]) -> None:
        super().__init__(message)
        self.names = frozenset(names)


class CappedCount(int):
    """A count that says of itself that it stopped: "10,000+"."""

    def __str__(self) -> str:
        return f"{COUNTED:,}+" if self >= COUNTED else f"{int(self):,}"


class CappedPaginator(Paginator[Any]):
    @cached_property
    def count(self) -> int:
        rows = self.object_list
        if isinstance(rows, QuerySet):
            return CappedCount(rows.order_by().select_related(None)[:COUNTED].count())
        return len(rows)


class SteadyChangeList(ChangeList):
    """Sorts by one indexed column and the id behind it, in the same direction, so that one index serves both ways."""

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[Any]:
        name, descending = self._asked() or self._usual(request)
        if name == "pk":
            return ["-pk" if descending else "pk"]
        return [self._order_by(name, descending), "-pk" if descending else "pk"]

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

    def _order_by(self, name: str, descending: bool) -> OrderBy:
        nullable = "__" not in name and self.lookup_opts.get_field(name).null
        last = True if nullable else None
        return F(name).desc(nulls_last=last) if descending else F(name).asc(nulls_last=last)

    def get_results(self, request: HttpRequest) -> None:
        try:
            super().get_results(request)
        except IncorrectLookupParameters as wrong:
            raise WrongQuery("This page of the list does not exist; here is the first one.", [PAGE_VAR]) from wrong
