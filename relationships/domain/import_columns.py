"""From a list's header to the meaning of its columns."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from relationships.domain.engagement import EngagementBasis
from relationships.domain.import_headers import BASES, FIELDS, OWNERS, Field, header_key
from relationships.domain.networks import NETWORKS, network_named

HEADER_ROWS = 30
"""A header is looked for in so many rows from the top: titles, dates and blank rows may stand above it."""
IDENTIFYING = (Field.HANDLE, Field.URL, Field.CHANNEL_ID)
"""Without one of these columns no account can be told."""

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")  # in userName and FollowerCount, but also in TikTok


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one header says: the field, the network it names if any, the denominator if it is a rate."""

    field: Field
    network: str | None = None
    basis: EngagementBasis = EngagementBasis.FOLLOWERS


@dataclass(frozen=True, slots=True)
class Columns:
    """The meaning of a list's columns.

    `at` gives each field's columns, counted from 0, the surest first: of several the first that says something counts.
    `network` is the one asked for, else the one that the headers name. `basis` is the engagement rate's denominator:
    what its header names, else followers (house default). `unmapped` are the headers that were not understood or belong
    to another network.
    """

    headers: tuple[str, ...]
    at: Mapping[Field, tuple[int, ...]]
    network: str | None = None
    basis: EngagementBasis = EngagementBasis.FOLLOWERS

    @property
    def unmapped(self) -> tuple[str, ...]:
        mapped = {column for columns in self.at.values() for column in columns}
        return tuple(header for column, header in enumerate(self.headers) if header.strip() and column not in mapped)

    def header(self, field: Field) -> str:
        """The header of a field's first column; the field's own name when there is none."""
        return self.headers[self.at[field][0]].strip() if field in self.at else str(field)


def meaning_of(header: str) -> Meaning | None:
    """What a header says, or None when it says nothing that we know."""
    return _meaning(header_key(header)) or _meaning(header_key(_HUMP.sub(" ", header)))


def _meaning(key: str) -> Meaning | None:
    if plain := _known(key):
        return plain
    words = [word for word in key.split() if word not in OWNERS]
    named = {network for word in words if (network := network_named(word)) and NETWORKS[network].hosts is not None}
    if len(named) > 1:
        return None
    network = next(iter(named), None)
    rest = " ".join(word for word in words if network_named(word) != network or network is None)
    if network and rest in ("", "name", "id"):
        return Meaning(Field.HANDLE, network)
    found = _known(rest)
    return Meaning(found.field, network, found.basis) if found else None


def _known(key: str) -> Meaning | None:
    if basis := BASES.get(key):
        return Meaning(Field.ENGAGEMENT_RATE, basis=basis)
    return Meaning(FIELDS[key]) if key in FIELDS else None


def find_header(rows: Sequence[Sequence[str]]) -> int:
    """The index of the row that names the columns: the first of those with the most different fields.

    ValueError, with a sentence for the user, when no row of the first HEADER_ROWS names any.
    """
    scores = [_fields_named(row) for row in islice(rows, HEADER_ROWS)]
    best = max(scores, default=0)
    if not best:
        raise ValueError(
            f"no header in the first {HEADER_ROWS} rows: one row must name the columns, such as username and followers"
        )
    return scores.index(best)


def _fields_named(row: Sequence[str]) -> int:
    return len({meaning.field for cell in row if cell.strip() and (meaning := meaning_of(cell[:100]))})


def map_columns(header: Sequence[str], network: str | None = None) -> Columns:
    """The meaning of each column; `network` is the one asked for, whose columns come before those that name none.

    ValueError, with a sentence for the user, when no column tells the account, or when headers name several networks
    and none was asked for.
    """
    meanings = {column: meaning for column, cell in enumerate(header) if (meaning := meaning_of(cell[:100]))}
    named = sorted({meaning.network for meaning in meanings.values() if meaning.network})
    if network is None and len(named) > 1:
        labels = " and ".join(NETWORKS[key].label for key in named)
        raise ValueError(f"the header names columns of {labels}: say which network to bring in, one at a time")
    wanted = network or (named[0] if named else None)
    ours = {column: meaning for column, meaning in meanings.items() if meaning.network in (None, wanted)}
    at = {field: _sure_first(field, ours) for field in Field if any(m.field is field for m in ours.values())}
    if not any(field in at for field in IDENTIFYING):
        raise ValueError(
            "no column tells the account: one must be called username, handle, URL or channel id (the header has: "
            + ", ".join(cell.strip() for cell in header if cell.strip())[:300]
            + ")"
        )
    bases = [ours[column].basis for column in at.get(Field.ENGAGEMENT_RATE, ())]
    return Columns(tuple(header), at, wanted, bases[0] if bases else EngagementBasis.FOLLOWERS)


def _sure_first(field: Field, meanings: Mapping[int, Meaning]) -> tuple[int, ...]:
    """A field's columns: those called by the field's own phrase first, then those called by the network alone."""
    columns = [column for column, meaning in meanings.items() if meaning.field is field]
    if field is Field.HANDLE:
        return tuple(sorted(columns, key=lambda column: meanings[column].network is not None))
    return tuple(sorted(columns, key=lambda column: meanings[column].network is None))
