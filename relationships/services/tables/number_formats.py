"""What a number in a workbook means by its format: a number, a percentage, a day or a time; and how it is written."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    TIME = "time"


#: The formats that have a number but no code in the file (ECMA-376 part 1, 18.8.30, with those of East Asia).
BUILT_IN = {
    **dict.fromkeys((9, 10), Kind.PERCENT),
    **dict.fromkeys((*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)), Kind.DATE),
    **dict.fromkeys((*range(18, 22), *range(32, 36), *range(45, 48)), Kind.TIME),
}
_UNREAD = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_FIRST_1904 = 1462  # days from the one beginning to the other
_LAST_DAY = 2_958_466  # the day after 9999-12-31
_DIGITS = 15  # what a number of Excel is exact to, and shows


def kind_of(code: str) -> Kind:
    """What a format's code makes of a number."""
    plain = _UNREAD.sub("", code.partition(";")[0]).lower().replace("general", "")
    if "%" in plain:
        return Kind.PERCENT
    if re.search(r"[yd]|m{3}", plain):
        return Kind.DATE
    if re.search(r"[hs]", plain) or (re.search("m", plain) and not re.search(r"[0#?]", plain)):
        return Kind.TIME
    return Kind.NUMBER


def number(text: str) -> str:
    """A number without the noise of its storage: 12345678.0 is 12345678, 0.30000000000000004 is 0.3."""
    if text.isdigit() and len(text) <= _DIGITS:
        return text
    try:
        value = float(text)
    except ValueError:
        return text
    return _written(value)


def _written(value: float) -> str:
    text = f"{value:.{_DIGITS}g}"
    if "e" in text and 1e-9 < abs(value) < 1e24:
        text = f"{Decimal(text):f}"
    return "0" if text == "-0" else text


def percent(text: str) -> str:
    try:
        return f"{_written(float(text) * 100)}%"
    except ValueError:
        return text


def date_writer(first_1904: bool) -> Callable[[str], str]:
    """Writes the number of a day as 2024-03-01, with its time (2024-03-01 18:30:00) where it has one."""
    shift = _FIRST_1904 if first_1904 else 0

    def written(text: str) -> str:
        try:
            days = float(text) + shift
        except ValueError:
            return text
        if not 0 <= days < _LAST_DAY:
            return number(text)
        if days < 1:
            return _clock(days)
        # Excel has a 29th of February 1900, which never was.
        beginning = datetime(1899, 12, 31) if days < 60 else datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no zone
        seconds = round(days % 1 * 86_400)
        at = beginning + timedelta(days=int(days), seconds=seconds)
        return at.isoformat(" ") if seconds else at.date().isoformat()

    return written


def time(text: str) -> str:
    """A time of day or a length of time as hours:minutes:seconds."""
    try:
        days = float(text)
    except ValueError:
        return text
    return _clock(days) if 0 <= days < _LAST_DAY else number(text)


def _clock(days: float) -> str:
    minutes, seconds = divmod(round(days * 86_400), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
