"""Dates as lists write them: ISO, numbers in either order, months named in many languages, a spreadsheet's numbers."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache, lru_cache

from babel import Locale

from relationships.domain.numerals import WRITTEN_MAX, plain
from relationships.domain.text import fold, is_unknown

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""No figure of a social network is older, and a later year is a slip."""

_TONGUES = re.findall(r"\w+", "en es fr de pt it nl pl tr ru uk id vi ca sv da nb fi cs hu ro el ar hi he fa th")
_TIME = r"(?:[t ,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:z|utc|gmt|[+-]\d{2}:?\d{2})?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.]| )(\d{{1,2}})\2(\d{{1,2}})\.?{_TIME}", re.IGNORECASE)
_RUN = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/. ])\s?(\d{{1,2}})\2\s?(\d{{4}}|\d{{2}})\.?{_TIME}", re.IGNORECASE)
_SIGNS = re.compile(
    "(\\d{4})\\s*[\u5e74\ub144]\\s*(\\d{1,2})\\s*[\u6708\uc6d4]\\s*(\\d{1,2})\\s*[\u65e5\uc77c]?.{0,20}"
)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_SERIAL_START = date(1899, 12, 30)  # day 0 of a spreadsheet; right from March 1900 on
_IN_TEXT = re.compile(
    r"(?<!\d)(?:\d{4}([-/._])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4}|20\d{6})(?!\d)"
    r"|\d{4}\s*[\u5e74\ub144]\s*\d{1,2}\s*[\u6708\uc6d4]\s*\d{1,2}"
    r"|(?<!\d)\d{1,2}(?:st|nd|rd|th|er)?\.?[ _-](?:de )?[^\W\d_]{3,12}\.?,?[ _-](?:de )?\d{4}(?!\d)"
    r"|[^\W\d_]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}(?!\d)"
)


def parse_date(text: str, *, day_first: bool = True) -> date | None:
    """The day that a cell names; None for "unknown". ``day_first``: whether 3/4/2026 is in April.

    The order is a whole column's (`order_of`). ValueError, with a sentence for the user, when it names no day.
    """
    if is_unknown(text):
        return None
    found = _parse(text, day_first) if len(text) <= WRITTEN_MAX else None
    if found is None:
        raise ValueError(f"“{text[:60]}” is not a date: write it as 2026-03-31")
    return found


@lru_cache(maxsize=4_096)
def _parse(text: str, day_first: bool) -> date | None:
    try:
        written = plain(text)
    except ValueError:
        return None
    return _in_numbers(written, day_first) if written[:1].isdigit() else _with_name(written)


def _in_numbers(written: str, day_first: bool) -> date | None:
    for pattern in (_YEAR_FIRST, _RUN, _SIGNS):
        if found := pattern.fullmatch(written):
            *_, month, day = (part for part in found.groups() if part.isdigit())
            return _day(found[1], month, day)
    if found := _YEAR_LAST.fullmatch(written):
        day, month = (found[1], found[3]) if day_first else (found[3], found[1])
        return _day(found[4], month, day)
    if found := _SERIAL.fullmatch(written):
        return _in_range(_SERIAL_START + timedelta(days=int(found[1])))
    return _with_name(written)


def _day(year: str, month: str, day: str) -> date | None:
    full = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return _in_range(date(full, int(month), int(day)))
    except ValueError:
        return None


def _in_range(day: date) -> date | None:
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _with_name(written: str) -> date | None:
    """A day with its month's name: one name, a year and a day of the month, in any order that people use."""
    text = re.sub(rf"(?<=\d){_TIME}$", "", fold(written)) if ":" in written else fold(written)
    numbers = re.findall(r"\d+", text)
    months = {month for word in re.findall(r"[^\W\d_]+", text) if (month := _months().get(word))}
    if len(numbers) != 2 or len(months) != 1 or len(text) > 40:
        return None
    day, year = numbers if len(numbers[0]) <= 2 else reversed(numbers)
    return _day(year, str(next(iter(months))), day) if len(day) <= 2 and len(year) in (2, 4) else None


@cache
def _months() -> dict[str, int]:
    """Name or short name of a month in many languages (its longest word where it has several), folded -> 1 to 12."""
    found: dict[str, int] = {}
    for tongue in _TONGUES:
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in Locale.parse(tongue).months[form][width].items():
                    words = re.findall(r"[^\W\d_]+", fold(str(name)))
                    if words and len(max(words, key=len)) > 1:
                        found.setdefault(max(words, key=len), int(number))
    return found | {"sept": 9}


def is_month(word: str) -> bool:
    """Whether a word is a month's name, whole or short, in any language that is read."""
    return fold(word) in _months()


def order_of(cells: Iterable[str]) -> bool | None:
    """Whether the days of a whole column come before their months; None when no cell tells, or cells contradict."""
    told = {_order_in(cell) for cell in cells} - {None}
    return told.pop() if len(told) == 1 else None


def _order_in(cell: str) -> bool | None:
    try:
        found = _YEAR_LAST.fullmatch(plain(cell))
    except ValueError:
        return None
    if found is None:
        return None
    first, second = int(found[1]), int(found[3])
    return True if first > 12 >= second else False if second > 12 >= first else None


def is_date(cell: str) -> bool:
    """Whether a cell is a date to everybody's eyes: a bare number is not, although a spreadsheet may mean a day."""
    if _SERIAL.fullmatch(cell) or _RUN.fullmatch(cell):
        return False
    if len(cell) > WRITTEN_MAX:
        return False
    return _parse(cell, True) is not None or _parse(cell, False) is not None


def date_within(text: str) -> date | None:
    """The one day that a title or a file's name speaks of; None when it names none, several, or an unsure one."""
    found = {day for match in _IN_TEXT.finditer(text[:300]) if (day := _sure(match[0].replace("_", "-")))}
    return found.pop() if len(found) == 1 else None


def _sure(written: str) -> date | None:
    """What both orders agree on; a full stop stands between numbers where the day comes first."""
    if re.fullmatch(r"\d{1,2}\.\d{1,2}\.\d{4}", written):
        return _parse(written, True)
    either = {day for order in (True, False) if (day := _parse(written, order))}
    return either.pop() if len(either) == 1 else None
