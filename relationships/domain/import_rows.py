"""From one row of a list to what is stored, or to the problems that keep it out.

A row is refused when its account cannot be told (no handle, or one that cannot be a handle) or when its followers are
no count: a wrong tier is worse than a missing row. Anything else that is not understood (a country, an e-mail) is left
out and named in the row's remarks, since the account is still right. What a cell does not say is None, so that nothing
on file is overwritten by a blank.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from relationships.domain.counts import parse_count, parse_rate
from relationships.domain.engagement import EngagementBasis
from relationships.domain.import_cells import categories, country, email, language, phone, pieces
from relationships.domain.import_columns import IDENTIFYING, Columns, find_header, map_columns
from relationships.domain.import_headers import Field
from relationships.domain.networks import (
    HANDLE_MAX,
    NETWORKS,
    is_channel_id,
    network_named,
    network_of_url,
    normalise_handle,
    profile_url,
)
from relationships.domain.text import clean, clean_line, fold, is_unknown

__all__ = ["CleanRow", "Columns", "Field", "Problem", "clean_row", "find_header", "is_blank", "map_columns"]

NAME_MAX = 200

_ESCAPED = re.compile(r"'(?=[=+\-@\t\r])")  # how a spreadsheet's formula characters are made harmless in exports

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row: the column's header, the cell as written, and a sentence that says how to mend it."""

    column: str
    value: str
    problem: str


@dataclass(frozen=True, slots=True)
class CleanRow:
    """A row that can be stored; None (or no category) where it does not say.

    The account is `channel_id` on its network when there is one, else `handle_key`; `handle_key` is always what
    `normalise_handle` makes of `handle`. `engagement_rate` is percent of `engagement_basis`; `country` and `language`
    are ISO codes; `url` is the profile's plain address.
    """

    network: str
    handle: str
    handle_key: str
    channel_id: str | None = None
    url: str | None = None
    name: str | None = None
    followers: int | None = None
    engagement_rate: Decimal | None = None
    engagement_basis: EngagementBasis | None = None
    country: str | None = None
    language: str | None = None
    categories: tuple[str, ...] = ()
    email: str | None = None
    phone: str | None = None
    notes: str | None = None
    remarks: tuple[Problem, ...] = ()

    @property
    def account(self) -> str:
        """What names the account on its network: the lasting channel id when known, else the handle's key."""
        return self.channel_id or self.handle_key

    def under_channel_id(self) -> "CleanRow":
        """The same row known by its channel id alone: for a channel whose handle another channel already holds."""
        if self.channel_id is None:
            return self
        name = self.name or self.handle
        return replace(self, handle=self.channel_id, handle_key=self.channel_id, name=name)


def is_blank(cells: Sequence[str]) -> bool:
    """Whether a row has nothing in it; such rows are no rows of the list."""
    return not any(cell.strip() for cell in cells)


def clean_row(cells: Sequence[str], columns: Columns, network: str | None = None) -> CleanRow | list[Problem]:
    """One row of a list, cleaned, or every problem that keeps it out. `network` is the one asked for, if any.

    A network in the row itself goes before the one asked for, and that before the one that the headers or the address
    name. Never raises for anything in the cells.
    """
    return _Reader(cells, columns).row(network)


def _basis_named(cell: str) -> EngagementBasis:
    try:
        return EngagementBasis(fold(cell))
    except ValueError:
        known = ", ".join(EngagementBasis)
        raise ValueError(f"“{cell}” is nothing that engagement is measured by: write one of {known}") from None


class _Reader:
    """Reads the cells of one row, and gathers what refuses it (`problems`) and what is only left out (`remarks`)."""

    def __init__(self, cells: Sequence[str], columns: Columns) -> None:
        self.cells = [_ESCAPED.sub("", cell, count=1) if cell.startswith("'") else cell for cell in cells]
        self.columns = columns
        self.problems: list[Problem] = []
        self.remarks: list[Problem] = []

    def row(self, network: str | None) -> CleanRow | list[Problem]:
        if shape := self._misshapen():
            return [shape]
        account = self._account(network)
        followers = self._read(Field.FOLLOWERS, parse_count, self.problems)
        if account is None or self.problems:
            return self.problems
        rate = self._read(Field.ENGAGEMENT_RATE, parse_rate, self.remarks)
        return replace(
            account,
            name=self._name() or account.name,
            followers=followers,
            engagement_rate=rate,
            engagement_basis=None if rate is None else self._basis(),
            country=self._read(Field.COUNTRY, country, self.remarks),
            language=self._read(Field.LANGUAGE, language, self.remarks),
            categories=categories(cell for _, cell in self._said(Field.CATEGORIES)),
            email=self._read(Field.EMAIL, email, self.remarks),
            phone=self._read(Field.PHONE, phone, self.remarks),
            notes="\n".join(clean(cell) for _, cell in self._said(Field.NOTES)) or None,
            remarks=tuple(self.remarks),
        )

    def _misshapen(self) -> Problem | None:
        """A row wider than the header has shifted cells; a row that repeats the header is none."""
        extra = [cell for cell in self.cells[len(self.columns.headers) :] if cell.strip()]
        if extra:
            width = len(self.columns.headers)
            return Problem(
                "", clean_line(extra[0]), f"more cells than the {width} columns: quote values that hold the separator"
            )
        if self.cells == list(self.columns.headers):
            return Problem("", clean_line(self.cells[0]), "the header again: remove this row")
        return None

    def _said(self, field: Field) -> Iterator[tuple[str, str]]:
        """(header, cell) of each of a field's cells that says something."""
        for column in self.columns.at.get(field, ()):
            if column < len(self.cells) and not is_unknown(self.cells[column]):
                yield self.columns.headers[column].strip(), self.cells[column].strip()

    def _read(self, field: Field, parse: Callable[[str], T | None], found_wrong: list[Problem]) -> T | None:
        """The first cell of a field that says something, parsed; what cannot be parsed goes to `found_wrong`."""
        for header, cell in self._said(field):
            try:
                return parse(cell)
            except ValueError as problem:
                found_wrong.append(Problem(header, clean_line(cell), str(problem)))
                return None
        return None

    def _basis(self) -> EngagementBasis:
        """What the row itself says goes before what the rate's header names."""
        return self._read(Field.ENGAGEMENT_BASIS, _basis_named, self.remarks) or self.columns.basis

    def _name(self) -> str | None:
        return next((clean_line(cell)[:NAME_MAX].strip() for _, cell in self._said(Field.NAME)), None)

    def _account(self, asked: str | None) -> CleanRow | None:
        """The row's account, or None with at least one problem noted."""
        network = self._network(asked)
        if network is None:
            return None
        named = _Named(network)
        for field in (Field.HANDLE, Field.URL, Field.CHANNEL_ID):
            for header, cell in self._said(field):
                for piece in pieces(cell) if field is Field.URL else (clean_line(cell),):
                    named.take(field, header, piece)
        if not named.keys:
            self.problems += named.wrong or [self._no_handle(network)]
            return None
        self.remarks += named.remarks()
        return named.row()

    def _network(self, asked: str | None) -> str | None:
        for header, cell in self._said(Field.NETWORK):
            if named := network_named(cell):
                return named
            known = ", ".join(network.label for network in NETWORKS.values())
            self.problems.append(Problem(header, clean_line(cell), f"not a network we know: write one of {known}"))
            return None
        if known_network := asked or self.columns.network:
            return known_network
        for field in (Field.URL, Field.HANDLE):
            for _, cell in self._said(field):
                for piece in pieces(cell):
                    if found := network_of_url(piece):
                        return found[0]
        self.problems.append(Problem(str(Field.NETWORK), "", "no network: say which network this list is about"))
        return None

    def _no_handle(self, network: str) -> Problem:
        column = next(self.columns.header(field) for field in IDENTIFYING if field in self.columns.at)
        label = NETWORKS[network].label
        return Problem(column, "", f"no handle: fill in the account's handle or address on {label}")


class _Named:
    """What the cells of a row say about which account it is: every key they give, and every cell that gives none."""

    def __init__(self, network: str) -> None:
        self.network = network
        self.keys: list[tuple[str, Problem]] = []
        self.wrong: list[Problem] = []
        self.display_name: str | None = None

    def take(self, field: Field, header: str, written: str) -> None:
        try:
            key = normalise_handle(self.network, written)
            if field is Field.CHANNEL_ID and not is_channel_id(self.network, key):
                raise ValueError(f"“{written}” is not a channel id of {NETWORKS[self.network].label}: leave it empty")
        except ValueError as problem:
            if field is Field.HANDLE and " " in written:
                self.display_name = written
            self.wrong.append(Problem(header, written, str(problem)))
        else:
            self.keys.append(
                (key, Problem(header, written, "names another account than the one taken: correct one of them"))
            )

    def _first(self, *, channel: bool) -> tuple[str, str] | None:
        """(key, as written) of the first handle, or of the first channel id."""
        named = ((key, at.value) for key, at in self.keys if is_channel_id(self.network, key) is channel)
        return next(named, None)

    def row(self) -> CleanRow:
        """The account alone; the rest of the row is not known here."""
        channel = self._first(channel=True)
        key, written = self._first(channel=False) or self.keys[0][:1] * 2
        plain = "/" not in written and len(written) <= HANDLE_MAX
        return CleanRow(
            self.network,
            written if plain else key,
            key,
            channel_id=channel[0] if channel else None,
            url=profile_url(self.network, channel[0] if channel else key) or None,
            name=self.display_name[:NAME_MAX].strip() if self.display_name else None,
        )

    def remarks(self) -> list[Problem]:
        """Cells that could not be read, and cells that name another account than the one taken."""
        taken = {named[0] for named in (self._first(channel=False), self._first(channel=True)) if named}
        others = [problem for key, problem in self.keys if key not in taken]
        return [problem for problem in self.wrong if problem.value != self.display_name] + others
