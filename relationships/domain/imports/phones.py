"""Phone numbers: from what people write to one way of writing them."""

import re
from functools import cache

import phonenumbers

from relationships.domain.text import clean_line

PHONE_MAX = 40
_DIGITS = (6, 15)  # E.164 allows 15; the shortest numbers that reach a person have 6
_SEVERAL = re.compile(r"[/;,|\n]| or | ou | oder | y ", re.IGNORECASE)
_POWER = re.compile(r"\d[\d.,]*e\+?\d+", re.IGNORECASE)
_LETTERS_MAX = 5  # "ext", "tel"
_FULL = re.compile(r"\+[1-9](?:[ .-]?\d){6,14}", re.ASCII)
_BETWEEN = str.maketrans("", "", " .-")


def phone(cell: str, region: str | None = None) -> str:
    """The first number in a cell, as E.164 writes it: +34600000000.

    ``region``: the country (alpha-2) whose number it is when it has no country's code. Without one such a number stays
    as it is written. ValueError, with a sentence for the user, when it can be no number.
    """
    if whole := whole_number(cell):
        return whole
    written = clean_line(cell)
    if _POWER.fullmatch(written):
        raise ValueError(f"“{written}” is what a spreadsheet made of a phone number: format the column as text")
    for part in (written, *_SEVERAL.split(cell)):
        if found := _number(part.strip().removesuffix(".0").removeprefix("tel:"), region):
            return found
    raise ValueError(f"“{written[:60]}” is not a phone number: write one number, with its country's code")


def whole_number(cell: str) -> str | None:
    """A number with its country's code, of a length that numbers have there, as E.164; None for any other cell."""
    if cell[:1] != "+" or not _FULL.fullmatch(cell):
        return None
    plain = cell if cell[1:].isdigit() else cell.translate(_BETWEEN)
    for size in (2, 1, 3):
        if lengths := _lengths(plain[1 : 1 + size]):
            return plain if len(plain) - 1 - size in lengths else None
    return None


@cache
def _lengths(code: str) -> frozenset[int]:
    """How many digits follow a country's code; nothing when there is no such code."""
    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(int(code), ())
    metadata = phonenumbers.PhoneMetadata.metadata_for_region(regions[0]) if regions else None
    desc = metadata.general_desc if metadata else None
    return frozenset(desc.possible_length) if desc else frozenset()


def _number(written: str, region: str | None) -> str | None:
    digits = sum(char.isdecimal() for char in written)
    if not _DIGITS[0] <= digits <= _DIGITS[1] + 5 or len(written) > PHONE_MAX:
        return None
    if written.startswith("00"):
        written = f"+{written[2:]}"
    if "+" not in written and "\uff0b" not in written and region is None:
        letters = sum(char.isalpha() for char in written)
        return None if digits > _DIGITS[1] or letters > _LETTERS_MAX else clean_line(written)
    found = _parsed(written, region)
    if found and phonenumbers.is_possible_number(found):
        return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
    # The plus is lost where a spreadsheet took the number for a number.
    other = None if "+" in written else _parsed(f"+{written}", None)
    if other and phonenumbers.is_valid_number(other):
        return phonenumbers.format_number(other, phonenumbers.PhoneNumberFormat.E164)
    return None


def _parsed(written: str, region: str | None) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return None
