"""What the cells of one column look like, whatever its header says."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from statistics import median

from relationships.domain.counts import parse_rate
from relationships.domain.imports import cells as read_cell
from relationships.domain.imports.dates import is_date, parse_date
from relationships.domain.imports.handles import address_in, handle_in, pieces
from relationships.domain.imports.mentions import mentions
from relationships.domain.networks import is_channel_id, network_named
from relationships.domain.places import country_named, language_named
from relationships.domain.text import fold, is_unknown

SAMPLE = 200
"""So many cells of a column are looked at."""
CELLS = 4_000
"""So many cells of all columns together are looked at, so that a very wide list takes seconds as well."""
FEW = 10
"""Among so few cells one stray is a slip, whatever part of them it is."""
LOOKED_AT = 300
"""Characters of a cell that are looked at."""
SHOWN = 9
"""So many different cells are kept to be shown, and to be looked at again when a person changes a choice."""
SHOWN_MAX = 60

_HANDLE = re.compile(r"@?[\w](?:[\w.\-]{0,98}[\w\-.])?")
_AT = re.compile(r"@[\w][\w.\-]{0,98}")
_PHONE = re.compile(r"(?:\+|00)[\d\s().\-/]{7,24}")
_EMAIL = re.compile(r"(?:mailto:)?[^\s@,;]+@[^\s@,;]+\.[^\W\d_]{2,}")
_PERCENT = re.compile(r"[\d.,]+\s*[%\u066a\uff05]|[%\u066a\uff05]\s*[\d.,]+")
_WEB = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")  # 3.400 can be a rate, 3,400 is none
_HANDLES_MARK = re.compile(r"[@_\d]|\w\.\w")
_LETTER = re.compile(r"[^\W\d_]")
_SCIENTIFIC = re.compile(r"\d+(?:\.\d+)?e[+-]?\d+", re.IGNORECASE)
_NO_WORD = re.compile(r"[_\d@]|[a-z]\.[a-z]")  # bo.l is a handle, although BOL is Bolivia
_EXACT = re.compile(r"\d{1,12}(?:\.0+)?|[1-9]\d{0,2}(?:[., \u00a0\u202f']\d{3})+")


@dataclass(slots=True)
class Values:
    """Counts of the kinds of cells of a column; a cell may be of several. `said`: cells that say something."""

    said: int = 0
    blank: int = 0
    unknown: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    networks: Counter[str] = field(default_factory=Counter)
    """Of the profile addresses, by network."""
    numbers: list[int | None] = field(default_factory=list)
    """The count in each row of the sample, None where there is none."""
    rates: list[Decimal] = field(default_factory=list)
    """Bare numbers that can be rates."""
    distinct: int = 0
    samples: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    rows: list[str] = field(default_factory=list)
    """What each row of the sample says, "" where it says nothing."""

    def share(self, *kinds: str) -> float:
        """Which part of the cells that say something is of one of these kinds (of the commonest of them)."""
        return max((self.kinds[kind] for kind in kinds), default=0) / self.said if self.said else 0.0

    def mostly(self, kind: str, part: float) -> bool:
        """Whether such a part of the cells is of a kind; where they are few, all but one are enough."""
        number = self.kinds[kind]
        return self.said > 0 and (number >= part * self.said or (number >= 2 and number == self.said - 1 <= FEW))

    @property
    def middle(self) -> float:
        known = [number for number in self.numbers if number is not None]
        return float(median(known)) if known else 0.0

    @property
    def counts_up(self) -> bool:
        """1, 2, 3 … : a rank or a number of the row."""
        known = [number for number in self.numbers if number is not None]
        steps = [after - before for before, after in pairwise(known)]
        return len(known) > 1 and max(known) <= 100_000 and sum(step == 1 for step in steps) >= 0.8 * len(steps)


def look_at(column: Iterable[str]) -> Values:
    """What the cells of one column (its header left out) look like."""
    found = Values()
    seen: dict[str, None] = {}
    said: list[str] = []
    for cell in column:
        text = cell.strip()
        if not text:
            found.blank += 1
            found.numbers.append(None)
            found.rows.append("")
            continue
        kinds, number, rate, network = _kinds_of(text[:LOOKED_AT])
        found.numbers.append(number)
        if "unknown" in kinds:
            found.unknown += 1
            found.rows.append("")
            continue
        found.said += 1
        found.kinds.update(kinds)
        said.append(text)
        found.rows.append(text)
        seen[text] = None
        if rate is not None:
            found.rates.append(rate)
        if network:
            found.networks[network] += 1
    found.distinct = len({fold(text) for text in seen})
    found.samples = tuple(text[:SHOWN_MAX] for text in list(seen)[:SHOWN])
    found.cells = tuple(said)
    return found


@lru_cache(maxsize=4_096)
def _kinds_of(text: str) -> tuple[frozenset[str], int | None, Decimal | None, str]:
    """(kinds, the count, the bare rate, the network whose profile's address it is) of one cell."""
    if is_unknown(text):
        return frozenset(("unknown",)), None, None, ""
    network = next((told.network for piece in pieces(text) if (told := address_in(piece))), "")
    kinds = {kind for kind, test in _TESTS if test(text)}
    if "mentions" in kinds:
        kinds -= {"handle and name", "name"}
    if "date" in kinds:
        kinds -= {"handle", "marked", "name"}
    if network:
        kinds.add("address")
    number = _number(text)
    if number is not None:
        kinds = (kinds | {"count"}) - {"handle", "marked"}
        kinds.add("exact" if _EXACT.fullmatch(text) else "short")
    rate = None
    if not kinds & {"percent", "short"}:
        rate = _rate(text)
        if rate is not None and number is None:
            kinds = (kinds | {"fraction"}) - {"handle", "marked"}
    kinds |= _summed_up(text, kinds, rate)
    return frozenset(kinds), number, rate, network


def _summed_up(text: str, kinds: set[str], rate: Decimal | None) -> set[str]:
    """Wider kinds, made of the others."""
    found = set()
    if kinds & {"handle", "address", "handle and name", "channel id"}:
        found.add("identity")
    bare = rate is not None and rate <= 100 and not _THOUSANDS.fullmatch(text)
    if kinds & {"percent", "fraction"} or bare:
        found.add("rate")
    if not kinds & {"count", "percent", "fraction", "email", "date", "phone", "address", "web"}:
        found.add("text")
    if kinds & {"country word", "country code"}:
        found.add("plain country")
    if "date" in kinds or _is(parse_date, text):
        found.add("day")
    if 6 <= sum(char.isdecimal() for char in text) <= 17 and not any(char.isalpha() for char in text):
        found.add("digits")
    return found


def _number(text: str) -> int | None:
    try:
        return read_cell.count(text)
    except ValueError:
        return None


def _rate(text: str) -> Decimal | None:
    try:
        return parse_rate(text)
    except ValueError:
        return None


def _spaced_name(text: str) -> bool:
    """Two words and more, or letters that no handle has: a person's or a channel's name."""
    return not _HANDLE.fullmatch(text) and any(char.isalpha() for char in text) and "@" not in text and "/" not in text


def handle_beside_name(text: str) -> str:
    """The handle in a cell that holds a name as well: what looks like one, so that `Ted (Boston)` has none."""
    if " " not in text and "(" not in text and "|" not in text:
        return ""
    try:
        told = handle_in("other", text)
    except ValueError:
        return ""
    if not _LETTER.search(told.name) or not _LETTER.search(told.shown):  # 2.6% (1342) is a figure with its rank
        return ""
    small = told.shown.islower() and told.shown.isalpha() and not _names_a_place(told.shown)
    return told.key if small or _HANDLES_MARK.search(told.shown) else ""


def _names_a_place(word: str) -> bool:
    return bool(country_named(word) or language_named(word) or network_named(word))


def _marked_handle(text: str) -> bool:
    """Looks like a handle and not like a first name: a digit, a mark or only small letters; no bare number."""
    if _HANDLE.fullmatch(text) is None or not _LETTER.search(text) or _SCIENTIFIC.fullmatch(text):
        return False
    return text == text.lower() or any(c in "_." or c.isdigit() for c in text)


def _email(text: str) -> bool:
    """An address, perhaps with a word about it; no text in which one is mentioned."""
    found = _EMAIL.search(text) if "@" in text else None
    return found is not None and len(text) <= 3 * len(found[0]) and _is(read_cell.email, text)


def _country(text: str) -> bool:
    return len(text) <= 60 and _is(read_cell.country, text)


def _language(text: str) -> bool:
    return len(text) <= 60 and _is(read_cell.language, text)


def _is(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


_TESTS: Sequence[tuple[str, Callable[[str], object]]] = (
    ("at", _AT.fullmatch),
    ("handle", _HANDLE.fullmatch),
    ("marked", _marked_handle),
    ("name", _spaced_name),
    ("handle and name", handle_beside_name),
    ("mentions", mentions),
    ("channel id", lambda text: is_channel_id("youtube", text)),
    ("email", _email),
    ("phone", _PHONE.fullmatch),
    ("percent", _PERCENT.fullmatch),
    ("web", _WEB.match),
    ("date", lambda text: any(char.isdigit() for char in text) and len(text) <= 40 and is_date(text)),
    ("network", network_named),
    ("country", _country),
    ("country word", lambda text: len(text) > 3 and not _NO_WORD.search(text) and country_named(text)),
    ("country code", lambda text: len(text) in (2, 3) and text.isupper() and country_named(text)),
    ("language", _language),
    ("language word", lambda text: len(text) > 3 and not _NO_WORD.search(text) and language_named(text)),
    ("language code", lambda text: text.islower() and len(text) == 2 and language_named(text)),
    ("basis", lambda text: _is(read_cell.basis, text)),
    ("stage", lambda text: _is(read_cell.stage, text)),
    ("compensation", lambda text: _is(read_cell.compensation, text)),
)
