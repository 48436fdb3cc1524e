"""A list's address: what is filtered, how it is sorted, how many rows a page has, and where the page begins."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

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
        return _joined(self._filtered, self._sorted, self._looking, urlencode(also))

    def _at(self, query: str) -> str:
        return f"{self.path}?{query}" if query else self.path

    # A page leads to a hundred others, each of which differs from it in one thing only.
    @cached_property
    def _filtered(self) -> str:
        return urlencode(self.filters)

    @cached_property
    def _sorted(self) -> str:
        return _sorting(self.sort)

    @cached_property
    def _looking(self) -> str:
        looks = ((SIZE, self.size), (VIEW, self.view), (COLUMNS, self.columns), (DENSITY, self.density))
        return urlencode([(name, value) for name, value in looks if value])

    @property
    def kept(self) -> str:
        """What a view keeps of it as its query: filters and sort."""
        return _joined(self._filtered, self._sorted)

    @property
    def filtering(self) -> str:
        """The filters alone, as a query: which rows, not how they are shown. A view may withhold some of them."""
        return _joined(self._filtered, urlencode({VIEW: self.view}) if self.view else "")

    def sorted_by(self, sort: str) -> str:
        return self._at(_joined(self._filtered, _sorting(sort), self._looking))

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
        others = [entry for entry in self.filters if entry[0] != name]
        return self.filtered_by(others if value is None else [*others, (name, value)])

    def without(self, name: str, value: str) -> str:
        return self.filtered_by([entry for entry in self.filters if entry != (name, value)])

    def unfiltered(self) -> str:
        return self.filtered_by(())

    def filtered_by(self, filters: Sequence[tuple[str, str]]) -> str:
        return self._at(_joined(urlencode(filters), self._sorted, self._looking))


def _sorting(sort: str) -> str:
    """A sort's name is a column's key, so that nothing in it has to be quoted."""
    return f"{SORT}={sort}" if sort else ""


def _joined(*parts: str) -> str:
    return "&".join(filter(None, parts))
