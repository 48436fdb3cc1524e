"""What a row says about the person: name, places, ways of contact, words; None of it can keep the row out."""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Any

from relationships.domain.imports import cells as read_cell
from relationships.domain.imports.accounts import Column, Read, problem
from relationships.domain.imports.clean import Problem
from relationships.domain.imports.dates import parse_date
from relationships.domain.imports.fields import DATES, Field
from relationships.domain.imports.mapping import Mapping, Use
from relationships.domain.imports.phones import phone, whole_number
from relationships.domain.text import is_unknown

CACHED = 8_192
"""Different cells of a kind that are remembered: a list has few countries, languages and categories."""


KEPT_MAX = 100
"""Characters of a cell that is remembered: memory stays small whatever a list holds."""


def reader(parse: Callable[[str], Any]) -> Read:
    """A cell -> (value, None), or (None, what is wrong); a cell that says "unknown" has no value."""

    def read(cell: str) -> tuple[Any, str | None]:
        try:
            return (None if is_unknown(cell) else parse(cell)), None
        except ValueError as fault:
            return None, str(fault)

    return read


def remembered(parse: Callable[[str], Any]) -> Read:
    """The same for a column in which cells occur again and again."""
    plain = reader(parse)
    kept = lru_cache(maxsize=CACHED)(plain)
    return lambda cell: kept(cell) if len(cell) <= KEPT_MAX else plain(cell)


def _name(cell: str) -> tuple[str | None, str | None]:
    return (None, None) if is_unknown(cell) else (read_cell.name(cell), None)


_any_email = reader(read_cell.email)


def _email(cell: str) -> tuple[str | None, str | None]:
    return (cell, None) if read_cell.is_email(cell) else _any_email(cell)


_SINGLE: dict[Field, Read] = {
    Field.CREATOR_ID: reader(read_cell.creator_id),
    Field.NAME: _name,
    Field.COUNTRY: remembered(read_cell.country),
    Field.LANGUAGE: remembered(read_cell.language),
    Field.EMAIL: _email,
    Field.STAGE: remembered(read_cell.stage),
    Field.COMPENSATION: remembered(read_cell.compensation),
    Field.NEXT_ACTION: _name,
}


def _phone(cell: str, region: str | None) -> tuple[str | None, str | None]:
    whole = whole_number(cell)
    return (whole, None) if whole else reader(partial(phone, region=region))(cell)


def _listed(cell: str, own: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(keys, words) of a cell, each word once."""
    found: dict[str, str] = {}
    for key, word in read_cell.listed(cell, own=own):
        found.setdefault(key, word)
    return tuple(found), tuple(found.values())


_kept_listed = lru_cache(maxsize=CACHED)(_listed)


class PersonReader:
    """The columns that speak of the person, prepared once. ``own``: those of an export of ours."""

    def __init__(self, mapping: Mapping, labels: Sequence[str], *, own: bool) -> None:
        self._measured_on = mapping.measured_on
        self._own = own
        uses = [use for use in mapping.uses if use.field and 0 <= use.position < len(labels)]
        at = {
            field: [Column(use.position, labels[use.position]) for use in uses if use.field is field] for field in Field
        }
        self._singles = [
            (use.field.value, Column(use.position, labels[use.position], _read_of(use, use.field)))
            for use in uses
            if use.field and (use.field in _SINGLE or use.field in DATES)
        ]
        self._phones = at[Field.PHONE]
        self._notes = at[Field.NOTES]
        self._lists = [
            (field.value, [column.position for column in at[field]])
            for field in (Field.CATEGORIES, Field.TAGS)
            if at[field]
        ]

    def read(self, texts: Sequence[str]) -> tuple[dict[str, Any], list[Problem]]:
        """What is said, by field, and the cells that are left out."""
        values: dict[str, Any] = {}
        remarks: list[Problem] = []
        for field, column in self._singles:
            cell = texts[column.position]
            if cell and field not in values and column.read:
                _keep(values, field, column, cell, column.read(cell), remarks)
        for column in self._phones:
            cell = texts[column.position]
            if cell and "phone" not in values:
                _keep(values, "phone", column, cell, _phone(cell, values.get("country")), remarks)
        for field, positions in self._lists:
            if words := self._words(texts, positions):
                values[field] = words
        if self._notes and (notes := self._text(texts)):
            values["notes"] = notes
        if self._measured_on and "measured_on" not in values:
            values["measured_on"] = self._measured_on
        return values, remarks

    def _words(self, texts: Sequence[str], positions: Sequence[int]) -> tuple[str, ...]:
        """The words of one column, or of several together."""
        cells = [texts[position] for position in positions if texts[position]]
        said = [(_kept_listed if len(cell) <= KEPT_MAX else _listed)(cell, self._own) for cell in cells]
        if len(said) == 1:
            return said[0][1]
        found: dict[str, str] = {}
        for keys, words in said:
            for key, word in zip(keys, words, strict=True):
                found.setdefault(key, word)
        return tuple(found.values())

    def _text(self, texts: Sequence[str]) -> str:
        said = (texts[column.position] for column in self._notes)
        return "\n".join(read_cell.notes(cell) for cell in said if cell and not is_unknown(cell))


def _keep(
    values: dict[str, Any], field: str, column: Column, cell: str, found: tuple[Any, str | None], remarks: list[Problem]
) -> None:
    value, fault = found
    if fault:
        remarks.append(problem(column.label, cell, fault))
    elif value is not None and value != "":
        values[field] = value


def _read_of(use: Use, field: Field) -> Read:
    if field in DATES:
        day_first = use.day_first is not False
        return reader(lambda cell: parse_date(cell, day_first=day_first))
    return _SINGLE[field]
