"""Phone numbers: from what people write to one way of writing them."""

import re

import phonenumbers

from relationships.domain.text import clean_line

PHONE_MAX = 40
_DIGITS = (6, 15)  # E.164 allows 15; the shortest numbers that reach a person have 6
_SEVERAL = re.compile(r"[/;,|\n]| or | ou | oder | y ", re.IGNORECASE)
_POWER = re.compile(r"\d[\d.,]*e\+?\d+", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{6,}")


def phone(cell: str, region: str | None = None) -> str:
    """The first number in a cell, in international form (+34 600 00 00 00).

    ``region``: the country (alpha-2) whose number it is when it has no country's code. Without one such a number stays
    as it is written. ValueError, with a sentence for the user, when it can be no number.
    """
    written = clean_line(cell)
    if _POWER.fullmatch(written):
        raise ValueError(f"“{written}” is what a spreadsheet made of a phone number: format the column as text")
    for part in (written, *_SEVERAL.split(cell)):
        if found := _number(part.strip().removesuffix(".0").removeprefix("tel:"), region):
            return found
    raise ValueError(f"“{written[:60]}” is not a phone number: write one number, with its country's code")


def _number(written: str, region: str | None) -> str | None:
    digits = sum(char.isdecimal() for char in written)
    if not _DIGITS[0] <= digits <= _DIGITS[1] + 5 or len(written) > PHONE_MAX:
        return None
    if written.startswith("00"):
        written = f"+{written[2:]}"
    plus = "+" in written or "\uff0b" in written
    if not plus and region is None:
        return None if digits > _DIGITS[1] or _LETTERS.search(written) else clean_line(written)
    tried = [_parsed(written, region)] if plus else [_parsed(written, region), _parsed(f"+{written}", None)]
    valid = [number for number in tried if number and phonenumbers.is_valid_number(number)]
    # A number of the region may be one that the library's tables do not have yet; a foreign one has to be in them.
    possible = valid or [number for number in tried[:1] if number and phonenumbers.is_possible_number(number)]
    if not possible:
        return None
    return phonenumbers.format_number(possible[0], phonenumbers.PhoneNumberFormat.INTERNATIONAL)[:PHONE_MAX]


def _parsed(written: str, region: str | None) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return None
