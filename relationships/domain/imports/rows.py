"""From one row of a list to what is stored, or to the problems that keep it out.

A row is refused when its account cannot be told (no handle, or one that cannot be a handle) or when its followers are
no plausible count: a wrong tier is worse than a missing row. Anything else that is not understood (a country, an
e-mail) is left out and named in the row's remarks, since the account is still right.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Any

from relationships.domain.engagement import EngagementBasis
from relationships.domain.imports import cells as read_cell
from relationships.domain.imports.accounts import Column, Columns, Read, RowAccounts, problem
from relationships.domain.imports.clean import CleanRow, Problem
from relationships.domain.imports.dates import parse_date
from relationships.domain.imports.fields import ACCOUNT_FIELDS, Field, Unit
from relationships.domain.imports.headers import FIELDS, header_key, meaning_of
from relationships.domain.imports.mapping import Mapping, Use, labels_of
from relationships.domain.imports.phones import phone
from relationships.domain.imports.strangers import EXPORT_MARK
from relationships.domain.networks import NETWORKS
from relationships.domain.spreadsheets import plain_cell
from relationships.domain.text import fold, is_unknown

HEADER_AGAIN = "the header again: there is nothing in this row to bring in"
BLANK_ROW = "an empty row: there is nothing in it to bring in"

_CACHED = 8_192  # different cells of a kind that are remembered: a list has few countries, languages and categories


def is_blank(cells: Sequence[str]) -> bool:
    """Whether a row has nothing in it; such rows are no rows of the list."""
    return not any(cell.strip() for cell in cells)


def _reader(parse: Callable[[str], Any]) -> Read:
    """A cell -> (value, None), or (None, what is wrong); a cell that says "unknown" has no value."""

    def read(cell: str) -> tuple[Any, str | None]:
        try:
            return (None if is_unknown(cell) else parse(cell)), None
        except ValueError as fault:
            return None, str(fault)

    return read


def _remembered(parse: Callable[[str], Any]) -> Read:
    return lru_cache(maxsize=_CACHED)(_reader(parse))


_country = _remembered(read_cell.country)
_network = _remembered(read_cell.network)
_basis = _remembered(read_cell.basis)
_SINGLE: dict[Field, Read] = {
    Field.CREATOR_ID: _reader(read_cell.creator_id),
    Field.NAME: _reader(read_cell.name),
    Field.COUNTRY: _country,
    Field.LANGUAGE: _remembered(read_cell.language),
    Field.EMAIL: _reader(read_cell.email),
    Field.STAGE: _remembered(read_cell.stage),
    Field.COMPENSATION: _remembered(read_cell.compensation),
    Field.NEXT_ACTION: _reader(read_cell.name),
}


@lru_cache(maxsize=_CACHED)
def _phone(cell: str, region: str | None) -> tuple[str | None, str | None]:
    return _reader(partial(phone, region=region))(cell)


@lru_cache(maxsize=_CACHED)
def _words(cell: str, own: bool) -> tuple[tuple[str, str], ...]:
    return read_cell.listed(cell, own=own)


class RowReader:
    """Reads the rows of one list, in their order: it keeps in mind that a second table has begun.

    Columns are prepared once; a typical row of ten columns takes some tens of microseconds.
    """

    def __init__(self, mapping: Mapping) -> None:
        self._width = len(mapping.headers)
        self._labels = labels_of(mapping.headers)
        self._headers = [fold(header) for header in mapping.headers]
        self._list_network = mapping.network
        self._measured_on = mapping.measured_on
        self._own_export = any(header_key(header) == EXPORT_MARK for header in mapping.headers)
        uses = [use for use in mapping.uses if use.field and 0 <= use.position < self._width]
        first = [use.position for use in uses if self._headers[use.position]]
        self._probe = first[0] if first else None
        self._networks = self._columns(uses, Field.NETWORK)
        self._groups = self._grouped([use for use in uses if use.field in ACCOUNT_FIELDS])
        self._others = self._columns(uses, Field.OTHER_ACCOUNTS)
        self._singles = [
            (use.field.value, use.position, self._labels[use.position], self._read_of(use))
            for use in uses
            if use.field and (use.field in _SINGLE or use.field in (Field.MEASURED_ON, Field.NEXT_ACTION_ON))
        ]
        self._phones = self._columns(uses, Field.PHONE)
        self._notes = self._columns(uses, Field.NOTES)
        self._categories = [column.position for column in self._columns(uses, Field.CATEGORIES)]
        self._tags = [column.position for column in self._columns(uses, Field.TAGS)]
        self._beneath = ""

    def _columns(self, uses: Sequence[Use], field: Field) -> list[Column]:
        return [Column(use.position, self._labels[use.position]) for use in uses if use.field is field]

    @staticmethod
    def _read_of(use: Use) -> Read:
        if use.field in (Field.MEASURED_ON, Field.NEXT_ACTION_ON):
            day_first = use.day_first is not False
            return _remembered(lambda cell: parse_date(cell, day_first=day_first))
        return _SINGLE[use.field] if use.field else _basis

    def _grouped(self, uses: Sequence[Use]) -> list[Columns]:
        """The row's own account first, if there are columns that name no network."""
        groups: dict[str | None, Columns] = {}
        for use in sorted(uses, key=lambda use: use.network is not None):
            network = use.network
            if not self._networks and network is None:
                network = self._list_network
            self._put(groups.setdefault(network, Columns(network)), use)
        return list(groups.values())

    def _put(self, columns: Columns, use: Use) -> None:
        label = self._labels[use.position]
        plain = Column(use.position, label)
        match use.field:
            case Field.HANDLE:
                columns.handles.append(plain)
            case Field.URL:
                columns.urls.append(plain)
            case Field.CHANNEL_ID:
                columns.ids.append(plain)
            case Field.FOLLOWERS:
                columns.followers.append(plain)
            case Field.ENGAGEMENT_RATE:
                unit = use.unit or Unit.PERCENT
                read = _remembered(lambda cell: read_cell.rate(cell, unit))
                columns.rates.append(Column(use.position, label, read))
                columns.header_basis = use.basis or EngagementBasis.FOLLOWERS
            case _:
                columns.bases.append(Column(use.position, label, _basis))

    def read(self, cells: Sequence[str]) -> CleanRow | tuple[Problem, ...]:
        """The row, cleaned, or every problem that keeps it out. Never raises for anything in the cells."""
        if len(cells) != self._width:
            extra = [cell for cell in cells[self._width :] if cell.strip()]
            if extra:
                what = f"more cells than the {self._width} columns: quote values that hold the separator"
                return (problem("", extra[0], what),)
            cells = [*cells[: self._width], *[""] * (self._width - len(cells))]
        texts = [plain_cell(cell).strip() if cell[:1] == "'" else cell.strip() for cell in cells]
        if self._probe is not None and self._is_header(texts):
            self._beneath = ""
            return (problem("", texts[self._probe], HEADER_AGAIN),)
        if self._beneath:
            return (problem("", next(filter(None, texts), ""), self._beneath),)
        found = self._row(texts)
        if isinstance(found, CleanRow) and found.accounts[:1] and found.accounts[0].handle_key not in FIELDS:
            return found
        return self._suspect(texts) or found

    def _is_header(self, texts: Sequence[str]) -> bool:
        at = self._probe
        return (
            at is not None and fold(texts[at]) == self._headers[at] and [fold(text) for text in texts] == self._headers
        )

    def _suspect(self, texts: Sequence[str]) -> tuple[Problem, ...] | None:
        """A row that could not be taken may be empty, or the header of another table beneath this one."""
        filled = [text for text in texts if text]
        if not filled:
            return (Problem("", "", BLANK_ROW),)
        named = {meaning.field for text in filled if (meaning := meaning_of(text)) and meaning.field}
        known = sum(meaning_of(text) is not None for text in filled)
        if len(named) < 2 or known * 3 < len(filled) * 2:
            return None
        heads = ", ".join(filled)[:100]
        self._beneath = f"stands in a second table (under “{heads}”): bring that one in from a file of its own"
        return (problem("", filled[0], "the header of a second table: bring that one in from a file of its own"),)

    def _row(self, texts: Sequence[str]) -> CleanRow | tuple[Problem, ...]:
        accounts = RowAccounts(texts)
        own = self._own_network(texts, accounts)
        if accounts.refusals:
            return tuple(accounts.refusals)
        for columns in self._groups:
            accounts.take(columns, own)
        if self._others:
            accounts.take_others(self._others)
        told = accounts.clean(own)
        values, remarks = self._person(texts)
        if accounts.refusals or not (told or "creator_id" in values):
            return tuple(accounts.refusals) or (self._no_account(own),)
        if "name" not in values and (name := accounts.display_name()):
            values["name"] = read_cell.name(name)
        return CleanRow(told, remarks=(*accounts.remarks, *remarks), **values)

    def _own_network(self, texts: Sequence[str], accounts: RowAccounts) -> str | None:
        """The network that the row names, else the list's."""
        for column in self._networks:
            named, fault = _network(texts[column.position])
            if fault:
                accounts.refusals.append(problem(column.label, texts[column.position], fault))
            if named:
                return str(named)
        return self._list_network

    def _person(self, texts: Sequence[str]) -> tuple[dict[str, Any], list[Problem]]:
        """What the row says about the person, by field, and the cells that are left out."""
        values: dict[str, Any] = {}
        remarks: list[Problem] = []
        for field, position, label, read in self._singles:
            cell = texts[position]
            if cell and field not in values:
                value, fault = read(cell)
                if fault:
                    remarks.append(problem(label, cell, fault))
                elif value is not None:
                    values[field] = value
        for column in self._phones:
            if (cell := texts[column.position]) and "phone" not in values:
                value, fault = _phone(cell, values.get("country"))
                if fault:
                    remarks.append(problem(column.label, cell, fault))
                elif value:
                    values["phone"] = value
        if self._categories:
            values["categories"] = self._listed(texts, self._categories)
        if self._tags:
            values["tags"] = self._listed(texts, self._tags)
        if self._notes:
            said = (texts[column.position] for column in self._notes)
            values["notes"] = "\n".join(read_cell.notes(cell) for cell in said if cell and not is_unknown(cell)) or None
        if self._measured_on and "measured_on" not in values:
            values["measured_on"] = self._measured_on
        return values, remarks

    def _listed(self, texts: Sequence[str], positions: Sequence[int]) -> tuple[str, ...]:
        found: dict[str, str] = {}
        for position in positions:
            if texts[position]:
                for key, word in _words(texts[position], self._own_export):
                    found.setdefault(key, word)
        return tuple(found.values())

    def _no_account(self, own: str | None) -> Problem:
        columns = next((group for group in self._groups if group.identify), None)
        network = (columns.network if columns else None) or own
        where = f" on {NETWORKS[network].label}" if network in NETWORKS else ""
        named = [*columns.handles, *columns.urls, *columns.ids] if columns else self._others
        label = named[0].label if named else str(Field.HANDLE)
        return Problem(label, "", f"no handle: fill in the account's handle or address{where}")
