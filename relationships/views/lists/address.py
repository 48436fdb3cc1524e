"""A list's address: what is filtered, how it is sorted, how many rows a page has, and where the page begins."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import quote_plus, urlencode

from relationships.filters.lists import VIEW

#: The names in an address that are no filters.
SORT, SIZE, CURSOR, COUNTS, COLUMNS, DENSITY = "sort", "rows", "cursor", "counts", "columns", "density"
OWN_NAMES = frozenset({SORT, SIZE, CURSOR, COUNTS, VIEW, COLUMNS, DENSITY})
#: Ways of counting: all of them, and what the list tells beside its counts.
COUNT_ALL, COUNT_IN_DETAIL = "all", "detail"
#: Stands for no view at all, for whom the list begins with one.
NO_VIEW = "all"


@dataclass(frozen=True)
class Address:
    """Only what was understood, blanks left out, defaults too: the same list has the same address.

    ``columns`` and ``density`` stand in it while they differ from those of the view. Whatever is changed, the list then
    begins at its first page, for which there is no cursor.
    """

    path: str
    filters: Sequence[tuple[str, str]]
    sort: str = ""
    size: str = ""
    view: str = ""
    columns: str = ""
    density: str = ""

    def url(self, **also: str) -> str:
        return self._at(self.query(**also))

    def query(self, **also: str) -> str:
        return self._sorted_by(self.sort, urlencode(also) if also else "")

    def _at(self, query: str) -> str:
        return f"{self.path}?{query}" if query else self.path

    def _sorted_by(self, sort: str, *also: str) -> str:
        parts = (self._filtered, f"{SORT}={quote_plus(sort)}" if sort else "", self._looking, *also)
        return "&".join(part for part in parts if part)

    # A page leads to a hundred others, most of which differ from it in their sort only.
    @cached_property
    def _filtered(self) -> str:
        return urlencode(self.filters)

    @cached_property
    def _looking(self) -> str:
        looks = ((SIZE, self.size), (VIEW, self.view), (COLUMNS, self.columns), (DENSITY, self.density))
        return urlencode([(name, value) for name, value in looks if value])

    @property
    def kept(self) -> str:
        """What a view keeps of it as its query: filters and sort."""
        return replace(self, size="", view="", columns="", density="").query()

    @property
    def filtering(self) -> str:
        """The filters alone, as a query: which rows, not how they are shown. A view may withhold some of them."""
        return replace(self, sort="", size="", columns="", density="").query()

    def sorted_by(self, sort: str) -> str:
        return self._at(self._sorted_by(sort))

    def of_size(self, size: str) -> str:
        return replace(self, size=size).url()

    def at(self, cursor: str) -> str:
        return self.url(**{CURSOR: cursor})

    def counted(self) -> str:
        return self.url(**{COUNTS: COUNT_ALL})

    def counted_in_detail(self) -> str:
        return self.url(**{COUNTS: COUNT_IN_DETAIL})

    def with_only(self, name: str, value: str | None) -> str:
        """Filtered by this value of ``name`` alone, or by none of its values; every other filter stays."""
        others = tuple(entry for entry in self.filters if entry[0] != name)
        return replace(self, filters=others if value is None else (*others, (name, value))).url()

    def without(self, name: str, value: str) -> str:
        return replace(self, filters=tuple(entry for entry in self.filters if entry != (name, value))).url()

    def unfiltered(self) -> str:
        return replace(self, filters=()).url()
