"""Where the table begins: the row that names the columns, the group headings above it, a second table beneath it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from relationships.domain.imports.fields import IDENTIFYING
from relationships.domain.imports.headers import Meaning, header_key, meaning_of
from relationships.domain.imports.values import look_at
from relationships.domain.networks import NETWORKS, network_named
from relationships.domain.text import fold

HEADER_ROWS = 30
"""A header is looked for in so many filled rows from the top: titles, dates and blank rows may stand above it."""
CELLS_OF_ROW = 60
"""So many filled cells of a row are looked at: enough to know a header by, however wide the list."""
_HEADS_APART = 4
"""So many cells that could name columns, beneath a blank row, begin another table, be they none of ours."""
NO_HEADER = -1
"""Where the header is when the list has none."""

Rows = Sequence[Sequence[str]]
_DATA_KINDS = ("address", "at", "email", "short", "percent", "fraction", "phone", "exact", "date", "channel id", "web")


class NotAListError(ValueError):
    """The rows cannot be taken for a list of creators; one sentence for the user."""


def find_header(rows: Rows) -> int:
    """The index of the row that names the columns; NO_HEADER when the list has none.

    The first of the rows that name the most, cells that are plainly data weighing against; failing that a row of words
    above columns of data. NotAListError when there is nothing at all.
    """
    filled = list(islice((at for at, row in enumerate(rows) if _filled(row)), HEADER_ROWS))
    if not filled:
        raise NotAListError("There is nothing in this list: no row has a filled cell.")
    scores = {at: _score(rows[at]) for at in filled}
    best = max(scores.values())
    if best >= 2:
        return _above(rows, scores, next(at for at in filled if scores[at] == best))
    may = (at for at in filled if scores[at] == best > 0 and not _is_banner(rows, at) and not _is_among(rows, at))
    found = (next(may, None), _by_shape(rows, filled))
    return min((at for at in found if at is not None), default=NO_HEADER)


def _is_among(rows: Rows, at: int) -> bool:
    """Whether rows as full as this one stand above it: then a word in it that could name a column is a value."""
    full = max(len(_filled(rows[at])), 2)
    return any(len(_filled(row)) >= full for row in rows[:at])


def _is_banner(rows: Rows, at: int) -> bool:
    """A title over a table: one cell alone, above rows of several."""
    below = islice((row for row in rows[at + 1 :] if _filled(row)), HEADER_ROWS)
    return len(_filled(rows[at])) == 1 and any(len(_filled(row)) > 1 for row in below)


def _above(rows: Rows, scores: Mapping[int, float], best: int) -> int:
    """The row that names the most, unless a header with rows of its own stands above it: then these are two tables."""
    for at in sorted(scores):
        between = [row for row in rows[at + 1 : best] if _filled(row)]
        if at < best and scores[at] >= 2 and between and any(_cells_of_data(_filled(row)) for row in between):
            return at
    return best


def _filled(row: Sequence[str]) -> list[str]:
    return list(islice((cell for cell in row if cell.strip()), CELLS_OF_ROW))


def _score(row: Sequence[str]) -> float:
    """How much a row looks like a header: different meanings that it names, cells of data counted against it."""
    filled = _filled(row)
    named = [meaning for cell in filled if (meaning := meaning_of(cell.strip()))]
    fields = {(meaning.field, meaning.network) for meaning in named if meaning.field}
    strangers = {meaning.stranger for meaning in named if meaning.stranger}
    return len(fields) + 0.5 * len(strangers) - 2 * _cells_of_data(filled)


def _cells_of_data(filled: Sequence[str]) -> int:
    unnamed = [cell for cell in filled if meaning_of(cell.strip()) is None]
    return sum(any(look_at([cell]).kinds[kind] for kind in _DATA_KINDS) for cell in unnamed)


def _by_shape(rows: Rows, filled: Sequence[int]) -> int | None:
    """The first row of words above data, with no row above it that is as full as those beneath: that would be data."""
    for order, at in enumerate(filled):
        if _stands_over_data(rows, at):
            return at
        own = len(_filled(rows[at]))
        below = sorted(len(_filled(rows[other])) for other in filled[order + 1 : order + 6])
        if below and own > 1 and own >= below[len(below) // 2]:
            return None
    return None


def _stands_over_data(rows: Rows, at: int) -> bool:
    """Words alone, with cells of data right beneath one of them and no data in the row; one word only over a list of
    one column."""
    filled = list(islice((position for position, cell in enumerate(rows[at]) if cell.strip()), 20))
    below = [row for row in rows[at + 1 : at + 6] if _filled(row)]
    if _cells_of_data(_filled(rows[at])) or any(len(rows[at][p].strip()) > 60 for p in filled):
        return False
    if len(filled) == 1 and any(len(_filled(row)) > 1 for row in below):
        return False
    columns = [look_at(row[position] if position < len(row) else "" for row in below) for position in filled]
    return any(values.mostly(kind, 0.8) for values in columns for kind in _DATA_KINDS)


@dataclass(frozen=True, slots=True)
class Group:
    """A heading over several columns: the network that it names, or what it is about that is not the creator's."""

    text: str
    network: str | None = None
    stranger: str = ""


def groups_above(rows: Rows, header_at: int, width: int) -> list[Group | None]:
    """For each column the group heading that stands over it, in the row right above the header."""
    found: list[Group | None] = [None] * width
    above = list(rows[header_at - 1]) if header_at > 0 else []
    texts = [cell.strip() for cell in above[:width]]
    groups = {at: _group(text) for at, text in enumerate(texts) if text}
    if not groups or not any(group.network or group.stranger for group in groups.values()) or len(texts) < 2:
        return found
    if len(groups) == 1 and min(groups) == 0:  # a title at the left, such as "Instagram"
        return found
    current: Group | None = None
    for at in range(width):
        current = groups.get(at, current)
        found[at] = current
    return found


def _group(text: str) -> Group:
    network = network_named(text)
    if network and NETWORKS[network].hosts is not None:
        return Group(text, network)
    meaning = meaning_of(text)
    firm = meaning.stranger if meaning and meaning.firm else ""
    return Group(text, stranger=firm)


def second_table(rows: Rows, header_at: int) -> int | None:
    """The index of a further header line with other columns beneath the first, or None."""
    if header_at < 0:
        return None
    header = [fold(cell) for cell in rows[header_at]]
    for at in range(header_at + 1, len(rows)):
        filled = _filled(rows[at])
        if len(filled) < 2:
            continue
        meanings = [meaning_of(cell.strip()) for cell in filled]
        fields = {meaning.field for meaning in meanings if meaning and meaning.field}
        known = sum(meaning is not None for meaning in meanings)
        apart = known >= _HEADS_APART and not _filled(rows[at - 1])
        heads = (len(fields) >= 2 or apart) and known * 3 >= len(filled) * 2 and not _cells_of_data(filled)
        if heads and not _same(rows[at], header):
            return at
    return None


def table_beside(rows: Rows, header_at: int) -> int | None:
    """The column in which the header begins anew beside the first table, or None.

    Columns of one meaning that group headings give to different networks are no second table, nor is an account that
    stands there twice in the same words.
    """
    header = [fold(cell) for cell in rows[header_at]] if header_at >= 0 else []
    begins = next((at for at, name in enumerate(header) if name and name in header[:at]), None)
    if begins is None:
        return None
    twice = [(header.index(name), at) for at, name in enumerate(header) if at >= begins and name in header[:begins]]
    telling = [pair for pair in twice if (m := meaning_of(rows[header_at][pair[1]].strip())) and m.field in IDENTIFYING]
    groups = groups_above(rows, header_at, len(header))
    if len(twice) < 2 or not telling or any(groups[one] != groups[other] for one, other in twice):
        return None
    return begins if any(_differ(rows[header_at + 1 :], *pair) for pair in telling) else None


def _differ(rows: Rows, one: int, other: int) -> bool:
    """Whether two columns say something else in a row in which both say something."""
    pairs = ((fold(row[one]), fold(row[other])) for row in rows if len(row) > max(one, other))
    return any(left and right and left != right for left, right in pairs)


def _same(row: Sequence[str], header: Sequence[str]) -> bool:
    """The same header, although blank columns at its end differ."""
    cells = [fold(cell) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    other = list(header)
    while other and not other[-1]:
        other.pop()
    return cells == other


def meaning_under(header: str, group: Group | None) -> Meaning | None:
    """What a header says, with the group heading over it."""
    own = meaning_of(header)
    if group is None:
        return own
    if group.stranger:
        return Meaning(stranger=group.stranger, firm=True)
    if group.network and own and own.field and own.network is None:
        return Meaning(own.field, group.network, own.basis)
    if group.network and own is None and not header_key(header):
        return Meaning(None)
    return own
