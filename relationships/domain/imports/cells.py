"""Single cells of a list: to a code or a clean text, or ValueError with a sentence that says how to mend the cell."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import lru_cache

from relationships.domain.compensation import LABELS, Compensation
from relationships.domain.counts import MAX_FOLLOWERS, parse_count, parse_rate
from relationships.domain.engagement import EngagementBasis
from relationships.domain.ids import is_id
from relationships.domain.imports.fields import Unit
from relationships.domain.imports.scales import PLAUSIBLE
from relationships.domain.networks import NETWORKS, network_named
from relationships.domain.places import country_named, language_named
from relationships.domain.relationships import Stage
from relationships.domain.text import clean, clean_line, fold, is_unknown

CATEGORY_MAX = 80
EMAIL_MAX = 254
NAME_MAX = 200
RATE_MAX = 100
"""House default: a rate in percent above it is a slip in a list; what is on file may be higher."""
_SHOWN = 60  # characters of a cell that are repeated in a sentence

_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"\\]{1,64}@(?:[^\W_](?:[\w-]{0,62}[^\W_])?\.)+[^\W\d_]{2,63}")
_PLAIN_EMAIL = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9]{1,63}\.[A-Za-z]{2,63}")
_LIST = re.compile("[,;|\\n\\u3001\\uff0c\\uff1b]+")  # the last three: commas and semicolon in Chinese and Japanese
_WEIGHT = re.compile(r"['\"]?\s*[:(–-]?\s*\d+(?:[.,]\d+)?\s*%\s*\)?$|['\"]?\s*:\s*\d+(?:\.\d+)?$")
"""How much of each there is, as in "Travel: 60%, Art (12%)" and {'Art': 3}."""
_OWN_LIST = re.compile(r";+")
_PLACES = re.compile(r"[,;/|()\n]|\s[-–—]\s")
_SEVERAL = re.compile(r"\s*(?:[,;/|+&\n]|\band\b|\by\b|\bund\b|\bet\b)\s*")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
# In "San Francisco, CA" and "Atlanta, Georgia" the last part is a state of the US, not Canada or Georgia.
_SHORT_COUNTRIES = frozenset(("uk", "us"))
_ALSO_STATES = frozenset(("georgia",))
_SCALES = {"K": 100, "k": 100, "M": 100_000, "m": 100_000}  # of a count in tenths
_PLAIN_MAX = 10  # of fewer digits and commas no count is implausible
_GROUPED_COUNT = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+", re.ASCII)
_RANGE = re.compile(r"[\d.,]+\s*[^\W\d_]*\s*[-\u2013\u2014]\s*[\d.,]+\s*[^\W\d_]*\.?\+?")
_BARE = re.compile(r"\d*[.,]?\d+")
_NOISY = re.compile(r"\d{2,12}\.\d{5,20}", re.ASCII)
_NOISE = Decimal("0.001")
_SCIENTIFIC = re.compile(r"\d(?:\.\d{1,20})?[eE][+-]?\d{1,2}", re.ASCII)


def count(cell: str) -> int | None:
    """A count of people; None for "unknown". A range counts as its lower end (`is_range` tells)."""
    if cell.isascii():
        if tenths := _SCALES.get(cell[-1:]):  # 12.5K
            whole, mark, tenth = cell[:-1].partition(".")
            digits = whole + (tenth or "0")
            plain = digits.isdigit() and len(digits) == len(whole) + 1 <= 5 and (tenth or not mark)
            if plain and (found := int(digits) * tenths) < MAX_FOLLOWERS:
                return found
        elif len(cell) < _PLAIN_MAX and (cell.isdigit() or _GROUPED_COUNT.fullmatch(cell)):  # 12500, 12,500
            return int(cell.replace(",", ""))
    return parse_count(_without_noise(cell))


def _without_noise(cell: str) -> str:
    """66599999.9999999 as 66600000: what is left when a spreadsheet reckons in halves and quarters."""
    if _NOISY.fullmatch(cell) and abs((whole := round(Decimal(cell))) - Decimal(cell)) < _NOISE:
        return str(whole)
    return cell


def scaled_count(cell: str, scale: int) -> int | None:
    """As `count`, of a column whose header says that bare numbers are thousands or millions: `scales`."""
    return parse_count(cell, limit=PLAUSIBLE[scale], scale=scale)


def is_range(cell: str) -> bool:
    """Whether a count is written as a range, such as 600K-800K, of which its lower end is taken."""
    return _RANGE.fullmatch(cell.strip()) is not None


def rate(cell: str, unit: Unit, top: int = RATE_MAX) -> Decimal | None:
    """A rate in percent, at most ``top``. ``unit``: what the bare numbers of its whole column are; with its sign a
    percent is one."""
    if _SCIENTIFIC.fullmatch(cell):
        cell = format(Decimal(cell), "f")
    percent = parse_rate(cell)
    if percent is None:
        return None
    if unit is Unit.FRACTION and not any(sign in cell for sign in "%\u066a\uff05"):
        percent = (_exact(cell, percent) * 100).quantize(Decimal("0.001"))
    if percent > top:
        raise ValueError(f"“{cell[:_SHOWN]}” is implausible as an engagement rate (more than {top}%): check the number")
    return percent


def _exact(cell: str, rounded: Decimal) -> Decimal:
    """A fraction with all its digits: a thousandth of a percent of it is more than a thousandth of itself."""
    written = cell.strip()
    return Decimal(written.replace(",", ".")) if _BARE.fullmatch(written) and written.isascii() else rounded


def network(cell: str) -> str:
    """The key of the network that a cell names."""
    named = network_named(cell)
    if named is None and all(map(network_named, _SEVERAL.split(cell))):
        raise ValueError("names several networks: give each account a row of its own")
    if named is None:
        known = ", ".join(row.label for row in NETWORKS.values())
        raise ValueError(f"not a network we know: write one of {known}")
    return named


def basis(cell: str) -> EngagementBasis:
    try:
        return EngagementBasis(fold(cell))
    except ValueError:
        known = ", ".join(EngagementBasis)
        raise ValueError(f"“{cell[:_SHOWN]}” is nothing that engagement is measured by: write one of {known}") from None


def listed(cell: str, *, own: bool = False) -> tuple[tuple[str, str], ...]:
    """(key, word) of each word in a cell such as "Videojuegos, Humor"; "Diseño/arte" is one word.

    Where words are divided by ";" a comma belongs to a word. ``own``: a cell of our own export, divided so only.
    """
    parts = (_OWN_LIST if own or ";" in cell else _LIST).split(cell.strip("[]{}"))
    if not own and ("%" in cell or cell[:1] == "{"):
        parts = [_WEIGHT.sub("", part.strip()) for part in parts]
    words = [clean_line(part)[:CATEGORY_MAX].strip().strip("'\"#").strip() for part in parts if not is_unknown(part)]
    return tuple((fold(word), word) for word in words if word)


def country(cell: str) -> str:
    """The alpha-2 code in a cell such as "Nigeria", "🇳🇬" or "Lagos, Nigeria" (of several the last that names one)."""
    parts = [part for part in reversed(_PLACES.split(cell)) if _may_be_country(fold(part))]
    flags = ["".join(chr(ord(letter) - 0x1F1A5) for letter in flag) for flag in _FLAG.findall(cell)]
    without = [_FLAG.sub(" ", cell)] if flags else []
    return _first_named([cell, *flags, *without, *parts], country_named, "country")


def _may_be_country(part: str) -> bool:
    return part not in _ALSO_STATES and (len(part) > 2 or part in _SHORT_COUNTRIES)


def language(cell: str) -> str:
    """The ISO 639-1 code in a cell such as "Spanish", "pt-BR" or "English / French": the first one named."""
    return _first_named([cell, *_PLACES.split(cell)], language_named, "language")


def _first_named(parts: Iterable[str], named: Callable[[str], str | None], what: str) -> str:
    whole, *_ = parts = list(parts)
    code = next((code for part in parts if (code := named(part))), None)
    if code is None:
        raise ValueError(
            f"“{clean_line(whole)[:_SHOWN]}” is not a {what} we know: write its name in English or its code of two"
            " letters"
        )
    return code


def email(cell: str) -> str:
    """The first e-mail address in a cell."""
    found = _EMAIL.search(cell)
    if found is None or len(found[0]) > EMAIL_MAX:
        raise ValueError(f"“{clean_line(cell)[:_SHOWN]}” is not an e-mail address: write it as name@example.com")
    return found[0]


def is_email(cell: str) -> bool:
    """Whether a cell is one e-mail address and nothing else."""
    return len(cell) <= EMAIL_MAX and (_PLAIN_EMAIL.fullmatch(cell) or _EMAIL.fullmatch(cell)) is not None


def name(cell: str) -> str:
    return clean_line(cell)[:NAME_MAX].strip()


def notes(cell: str) -> str:
    return clean(cell)


def creator_id(cell: str) -> int:
    written = cell.strip().removesuffix(".0")
    if not is_id(written) or int(written) < 1:
        raise ValueError(f"“{clean_line(cell)[:_SHOWN]}” is not a creator's number: leave it as it was exported")
    return int(written)


@lru_cache(maxsize=256)
def stage(cell: str) -> str:
    return _one_of(cell, {fold(word.value): word.value for word in Stage}, "stage")


@lru_cache(maxsize=256)
def compensation(cell: str) -> str:
    labels = {fold(LABELS[word]): word.value for word in Compensation}
    return _one_of(cell, labels | {fold(word.value): word.value for word in Compensation}, "compensation")


def _one_of(cell: str, words: dict[str, str], what: str) -> str:
    found = words.get(fold(cell).replace("_", " ")) or words.get(fold(cell))
    if found is None:
        raise ValueError(f"“{clean_line(cell)[:_SHOWN]}” is no {what}: write one of {', '.join(words)}")
    return found
