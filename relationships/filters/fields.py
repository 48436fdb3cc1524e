"""Form fields of a list's filters. What they refuse, they refuse in a sentence that says how to mend it."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from relationships.domain.counts import MAX_FOLLOWERS, parse_count, parse_rate, short_count
from relationships.domain.engagement import MAX_RATE
from relationships.querysets.search import MAX_TERMS

#: Of a wrong value no more than this is repeated to the reader (characters).
_REPEATED = 40
_TEXT_MAX = 200
#: Days outside of these are slips, and some have no moment in UTC.
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)

#: The same words for what does not exist and for what this user may not see.
NOT_A_CHOICE = "{} is not one of its choices: choose again from the list."


def quoted(written: str) -> str:
    """A wrong value as it is repeated: visible, and no longer than it takes to recognise it."""
    shown = "".join(char if char.isprintable() else "�" for char in written)
    return f"“{shown[:_REPEATED]}…”" if len(shown) > _REPEATED else f"“{shown}”"


class ParsedField(forms.Field):
    """One value typed in. ``parse`` reads it, or raises ValueError with the sentence for the user."""

    def __init__(self, *, parse: Callable[[str], Any], **options: Any) -> None:
        super().__init__(**options)
        self.parse = parse

    def to_python(self, value: Any) -> Any:
        written = str(value or "").strip()
        if not written:
            return None
        try:
            return self.parse(written)
        except ValueError as problem:
            raise ValidationError(str(problem)) from problem


class ChoicesField(forms.Field):
    """Any number of the values in ``choices`` (a function from nothing to ``{value: label}``)."""

    widget = forms.SelectMultiple

    def __init__(self, *, choices: Callable[[], Mapping[str, str]], **options: Any) -> None:
        super().__init__(**options)
        self.offered = choices

    def to_python(self, value: Any) -> list[str]:
        chosen = [choice for choice in dict.fromkeys(value or ()) if choice]
        wrong = [choice for choice in chosen if choice not in self.offered()] if chosen else []
        if wrong:
            raise ValidationError(NOT_A_CHOICE.format(quoted(wrong[0])))
        return chosen


def parse_search(written: str) -> str:
    if "\0" in written:
        raise ValueError("It holds a character that no name has: type it again.")
    if len(written) > _TEXT_MAX:
        raise ValueError(f"It is too long: write at most {_TEXT_MAX} characters.")
    if len(written.split()) > MAX_TERMS:
        raise ValueError(f"It has too many words: write at most {MAX_TERMS}.")
    return written


def parse_choice(choices: Mapping[str, str]) -> Callable[[str], str]:
    """Reads one of ``choices`` (value to label)."""

    def parse(written: str) -> str:
        if written not in choices:
            raise ValueError(NOT_A_CHOICE.format(quoted(written)))
        return written

    return parse


def parse_followers(written: str) -> int:
    try:
        count = parse_count(written)
    except ValueError:
        count = None
    if count is None:
        raise ValueError(
            f"{quoted(written)} is not a count: write it as 12500 or 12.5K, at most {short_count(MAX_FOLLOWERS)}."
        )
    return count


def parse_percent(written: str) -> Decimal:
    try:
        rate = parse_rate(written)
    except ValueError:
        rate = None
    if rate is None:
        raise ValueError(f"{quoted(written)} is not a rate in percent: write it as 4.5, at most {MAX_RATE}.")
    return rate


def parse_score(written: str) -> float:
    try:
        score = parse_rate(written)
    except ValueError:
        score = None
    if score is None or score > 100:
        raise ValueError(f"{quoted(written)} is not a score: write a number from 0 to 100.")
    return float(score)


def parse_norms(written: str) -> int:
    """How many norms: a whole number of at most three digits."""
    if not (written.isascii() and written.isdigit() and len(written) <= 3):
        raise ValueError(f"{quoted(written)} is not a number of norms: write a whole number such as 2.")
    return int(written)


def parse_day(written: str) -> date:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        day = None
    if day is None or not EARLIEST <= day <= LATEST:
        raise ValueError(
            f"{quoted(written)} is not a day that can be looked for: write it as 2026-03-31,"
            f" between {EARLIEST.year} and {LATEST.year}."
        )
    return day
