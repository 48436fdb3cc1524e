"""A brief's phrases in its own language: translated words, and dates, amounts and names of countries as one writes them
there. Only what comes through here is translated; the interface around it stays as it is.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal
from django.utils.translation import gettext, override

from relationships.domain.brief_facts import Country, Part, Percent, Phrase, Value, Word
from relationships.domain.brief_text import BULLET
from relationships.domain.briefs import Section
from relationships.domain.money import Money

#: How dates and numbers are written, by the brief's language.
_LOCALES = {"en": Locale("en", "GB"), "fr": Locale("fr", "FR")}


def say(message: str, language: str, **values: Value) -> str:
    """One message in ``language``, filled."""
    return phrase_text(Phrase(message, values), language)


def phrase_text(phrase: Phrase, language: str) -> str:
    if phrase.own:
        return phrase.message
    with override(language):
        words = str(gettext(phrase.message))
    if not phrase.values:
        return words
    return words % {name: _value_text(value, language) for name, value in phrase.values.items()}


def section_text(section: Section, language: str) -> str:
    """Paragraphs apart by an empty line; each line of a list begins with a dash."""
    return "\n\n".join(_part_text(part, language) for part in section.parts)


def heading_text(section: Section, language: str) -> str:
    return say(section.heading, language) if section.heading else ""


def day_text(day: date, language: str) -> str:
    """ "22 November 2026", "22 novembre 2026", "1er décembre 2026"."""
    words = format_date(day, "long", locale=_LOCALES[language])
    return words.replace("1 ", "1er ", 1) if language == "fr" and day.day == 1 else words


def _part_text(part: Part, language: str) -> str:
    if isinstance(part, Phrase):
        return phrase_text(part, language)
    return "\n".join(BULLET + phrase_text(line, language) for line in part)


def _value_text(value: Value, language: str) -> str:
    if isinstance(value, str):
        return value
    return next(write(value, language) for kind, write in _WRITTEN if isinstance(value, kind))


def _percent(number: Decimal, language: str) -> str:
    """ "7.5%", "7,5 %"."""
    space = "\u00a0" if language == "fr" else ""
    return f"{format_decimal(number.normalize(), locale=_LOCALES[language])}{space}%"


_WRITTEN: tuple[tuple[type, Callable[[Any, str], str]], ...] = (
    (date, day_text),
    (Money, lambda money, language: format_currency(money.amount, money.currency, locale=_LOCALES[language])),
    (Country, lambda country, language: str(_LOCALES[language].territories.get(country.code, country.code))),
    (Percent, lambda percent, language: _percent(percent.number, language)),
    (Word, lambda word, language: say(word.message, language)),
    (tuple, lambda names, language: format_list(list(names), locale=_LOCALES[language])),
    (int, lambda number, language: format_decimal(number, locale=_LOCALES[language])),
)
