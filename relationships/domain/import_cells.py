"""Single cells of a list: to a code or a clean text, or ValueError with a sentence that says how to mend the cell."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from relationships.domain.places import country_named, language_named
from relationships.domain.text import clean_line, fold, is_unknown

CATEGORY_MAX = 80
PHONE_MAX = 40
EMAIL_MAX = 254

_CACHED = 4_096  # different cells of a kind that are remembered: a list has few countries, languages and categories

_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"\\]{1,64}@(?:[^\W_](?:[\w-]{0,62}[^\W_])?\.)+[^\W\d_]{2,63}")
_ADDRESSES = re.compile(r"[\s,;|]+")
_LIST = re.compile(r"[,;|\n]+")
_PLACES = re.compile(r"[,;/|()\n]")
# In "San Francisco, CA" and "Atlanta, Georgia" the last part is a state of the US, not Canada or Georgia.
_SHORT_COUNTRIES = frozenset(("uk", "us"))
_ALSO_STATES = frozenset(("georgia",))


def pieces(cell: str) -> list[str]:
    """The addresses in a cell that may hold several."""
    return [piece for piece in _ADDRESSES.split(cell) if piece]


def categories(cells: Iterable[str]) -> tuple[str, ...]:
    """Categories from cells such as "Videojuegos, Humor", each once, in their order; "Diseño/arte" is one category."""
    found: dict[str, str] = {}
    for key, category in (named for cell in cells for named in _categories_in(cell)):
        found.setdefault(key, category)
    return tuple(found.values())


@lru_cache(maxsize=_CACHED)
def _categories_in(cell: str) -> list[tuple[str, str]]:
    """(key, category) of each category in one cell."""
    parts = (part for part in _LIST.split(cell) if not is_unknown(part))
    return [(fold(part), clean_line(part)[:CATEGORY_MAX].strip()) for part in parts]


@lru_cache(maxsize=_CACHED)
def country(cell: str) -> str:
    """The alpha-2 code in a cell such as "Nigeria" or "Lagos, Nigeria" (of several parts the last that names one)."""
    parts = [part for part in reversed(_PLACES.split(cell)) if _may_be_country(fold(part))]
    return _first_named([cell, *parts], country_named, "country")


def _may_be_country(part: str) -> bool:
    return part not in _ALSO_STATES and (len(part) > 2 or part in _SHORT_COUNTRIES)


@lru_cache(maxsize=_CACHED)
def language(cell: str) -> str:
    """The ISO 639-1 code in a cell such as "Spanish", "pt-BR" or "English / French": the first one named."""
    return _first_named([cell, *_PLACES.split(cell)], language_named, "language")


def _first_named(parts: Iterable[str], named: Callable[[str], str | None], what: str) -> str:
    whole, *_ = parts = list(parts)
    code = next((code for part in parts if (code := named(part))), None)
    if code is None:
        raise ValueError(
            f"“{clean_line(whole)}” is not a {what} we know: write its name in English or its code of two letters"
        )
    return code


def email(cell: str) -> str:
    """The first e-mail address in a cell."""
    found = _EMAIL.search(cell)
    if found is None or len(found[0]) > EMAIL_MAX:
        raise ValueError(f"“{clean_line(cell)}” is not an e-mail address: write it as name@example.com")
    return found[0]


def phone(cell: str) -> str:
    """A phone number as written, when it can be one."""
    written = clean_line(cell)
    if sum(char.isdecimal() for char in written) < 5 or len(written) > PHONE_MAX:
        raise ValueError(f"“{written}” is not a phone number: write one number, with its country's code")
    return written
