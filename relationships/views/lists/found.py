"""The rows that a request asks for: how many there are, one page of them, or the ids of all."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from relationships.querysets.keyset import Order, read_page
from relationships.querysets.walks import along, are_all, sort_index
from relationships.views.lists import address as names
from relationships.views.lists import paging
from relationships.views.lists.asked import AskedList
from relationships.views.lists.listing import Rows
from relationships.views.lists.paging import Cursor, Window

#: Counts are exact up to here; what is more is counted after the page (rows).
COUNT_LIMIT = 10_000
#: So few rows are found first and then sorted; more are met soon enough on a walk along the sort's index (rows).
SPARSE = 10_000
#: The same for rows of few brands: the walk passes over all others without touching them.
SPARSE_TOGETHER = 5_000


class FoundList(AskedList):
    """Count first, then read: how rows are best found depends on how many there are."""

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
        are_few = total.number <= most and not total.capped and not are_all(self.filters.rows())
        return are_few or self.filters.lie_apart()

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
