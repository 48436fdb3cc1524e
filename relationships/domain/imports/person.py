"""What a row says about the person: name, places, ways of contact, words; None of it can keep the row out."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from relationships.domain.imports import cells as read_cell
from relationships.domain.imports.clean import Problem, problem
from relationships.domain.imports.dates import parse_date
from relationships.domain.imports.fields import DATES, Field
from relationships.domain.imports.mapping import Mapping, Use
from relationships.domain.imports.phones import phone, whole_number
from relationships.domain.imports.readers import Read, reader, remember, remembered
from relationships.domain.text import UNKNOWN_WORDS, fold, is_unknown


def read_name(cell: str) -> tuple[str | None, str | None]:
    if _is_plain(cell) and cell.lower() not in UNKNOWN_WORDS:
        return cell, None
    return (None if is_unknown(cell) else read_cell.name(cell) or None), None


def _is_plain(cell: str) -> bool:
    """Latin letters and digits with single blanks between: a name that is stored as it is written."""
    bare = cell.replace(" ", "")
    return bare.isalnum() and bare.isascii() and len(cell) <= read_cell.NAME_MAX and "  " not in cell


_any_email = remembered(read_cell.email)


def _email(cell: str) -> tuple[str | None, str | None]:
    return (cell, None) if read_cell.is_email(cell) else _any_email(cell)


# Of a phone nothing: how it is read hangs on the country that the row says.
_SINGLE: dict[Field, Read | None] = {
    Field.CREATOR_ID: reader(read_cell.creator_id),
    Field.NAME: read_name,
    Field.FAMILY_NAME: read_name,
    Field.COUNTRY: remembered(read_cell.country),
    Field.LANGUAGE: remembered(read_cell.language),
    Field.EMAIL: _email,
    Field.PHONE: None,
    Field.STAGE: remembered(read_cell.stage),
    Field.COMPENSATION: remembered(read_cell.compensation),
    Field.NEXT_ACTION: read_name,
}
_ADDING_UP = (Field.CATEGORIES, Field.TAGS, Field.NOTES)


def _phone(cell: str, region: str | None) -> tuple[str | None, str | None]:
    whole = whole_number(cell)
    return (whole, None) if whole else reader(partial(phone, region=region))(cell)


def _words(cell: str, *, own: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(keys, words) of a cell, each word once."""
    found: dict[str, str] = {}
    for key, word in read_cell.listed(cell, own=own):
        found.setdefault(key, word)
    return tuple(found), tuple(found.values())


class PersonReader:
    """The columns that speak of the person, prepared once. ``own``: those of an export of ours."""

    def __init__(self, mapping: Mapping, labels: Sequence[str], *, own: bool) -> None:
        self._measured_on = mapping.measured_on
        self._words = remember(partial(_words, own=own))
        uses = [use for use in mapping.uses if use.field and 0 <= use.position < len(labels)]
        # The country comes before the phone, of which it decides how it is read: (field, position, label, reader).
        self._singles = [
            (use.field.value, use.position, labels[use.position], _read_of(use, use.field))
            for use in sorted(uses, key=lambda use: use.field is Field.PHONE)
            if use.field and (use.field in _SINGLE or use.field in DATES)
        ]
        at = {field: [use.position for use in uses if use.field is field] for field in _ADDING_UP}
        self._lists = [(field.value, at[field]) for field in (Field.CATEGORIES, Field.TAGS) if at[field]]
        self._notes = at[Field.NOTES]

    def read(self, texts: Sequence[str]) -> tuple[dict[str, Any], list[Problem]]:
        """What is said, by field, and the cells that are left out."""
        values: dict[str, Any] = {}
        remarks: list[Problem] = []
        for field, position, label, read in self._singles:
            if not (cell := texts[position]) or field in values:
                continue
            value, fault = read(cell) if read else _phone(cell, values.get("country"))
            if fault:
                remarks.append(problem(label, cell, fault))
            elif value is not None:
                values[field] = value
        for field, positions in self._lists:
            if words := self._listed(texts, positions):
                values[field] = words
        if self._notes and (notes := self._text(texts)):
            values["notes"] = notes
        if self._measured_on and "measured_on" not in values:
            values["measured_on"] = self._measured_on
        if Field.FAMILY_NAME.value in values:
            values["name"] = _whole_name(values.get("name", ""), values.pop(Field.FAMILY_NAME.value))
        return values, remarks

    def _listed(self, texts: Sequence[str], positions: Sequence[int]) -> tuple[str, ...]:
        """The words of one column, or of several together."""
        said = [self._words(cell) for position in positions if (cell := texts[position])]
        if len(said) == 1:
            return said[0][1]
        found: dict[str, str] = {}
        for keys, words in said:
            for key, word in zip(keys, words, strict=True):
                found.setdefault(key, word)
        return tuple(found.values())

    def _text(self, texts: Sequence[str]) -> str:
        said = (texts[position] for position in self._notes)
        return "\n".join(read_cell.notes(cell) for cell in said if cell and not is_unknown(cell))


def _whole_name(given: str, family: str) -> str:
    """Both names, where the first does not have the other in it already."""
    known = f" {fold(given)} ".find(f" {fold(family)} ") >= 0
    return given if known else read_cell.name(f"{given} {family}")


def _read_of(use: Use, field: Field) -> Read | None:
    if field in DATES:
        return remembered(partial(parse_date, day_first=use.day_first is not False))
    return _SINGLE[field]
