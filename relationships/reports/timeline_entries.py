"""The entries of a timeline, and how what one save wrote becomes one of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from relationships.reports.timeline_changes import Change
from relationships.reports.timeline_sources import Kind
from relationships.reports.timeline_versions import Place
from relationships.reports.timeline_words import Words

#: What one save, or one list brought in, writes within this time is told as one entry.
_ONE_SAVE = timedelta(seconds=5)
_ONE_IMPORT = timedelta(minutes=5)
#: Touchpoints, agreements, files and crossings each are an event of their own.
_GROUPED = frozenset({Kind.IMPORT, Kind.RATING, Kind.DECISION, Kind.CHANGE})


@dataclass(frozen=True, slots=True)
class Line:
    """A field change; ``restorable``: the reader may put the old value back."""

    change: Change
    restorable: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One version of one row. ``model`` and ``version`` name it, ``row`` is the number of the row itself.

    ``returns``: the reader may put the row back. ``gone``: it was written down here, and removed later.
    """

    words: Words
    lines: tuple[Line, ...]
    model: str
    version: int
    row: int
    returns: bool
    gone: bool

    @property
    def restorable(self) -> int:
        """How many of its values the reader may put back."""
        return sum(line.restorable for line in self.lines)


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened at once. ``at``: the moment, None where only the day is known; ``noted``: the day on which it was
    written down, where that is another; ``about``: the brand, where the story is a creator's.
    """

    kind: Kind
    day: date
    at: datetime | None
    noted: date | None
    who: str
    about: str
    reason: str
    head: Words
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """``continues``: its newer entries stand on the page before."""

    day: date
    continues: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """``older``: the place after which the next page begins, None on the last."""

    days: tuple[Day, ...]
    older: Place | None


def by_day(entries: Sequence[Entry], after: Place | None) -> tuple[Day, ...]:
    """``entries``, newest first, joined where one save wrote them, under their days."""
    return tuple(
        Day(day, after is not None and after.day == day, tuple(some))
        for day, some in groupby(grouped(entries), key=lambda entry: entry.day)
    )


def grouped(entries: Sequence[Entry]) -> list[Entry]:
    """Entries of one save as one, where the first of them stands."""
    groups: list[list[Entry]] = []
    for entry in entries:
        near = reversed(groups[-len(Kind) :])  # what one save wrote is of so many kinds at most
        joined = next((group for group in near if _goes_with(group, entry)), None)
        if joined is None:
            groups.append([entry])
        else:
            joined.append(entry)
    return [group[0] if len(group) == 1 else _joined(group) for group in groups]


def _goes_with(newer: Sequence[Entry], entry: Entry) -> bool:
    newest, part = newer[-1], entry.parts[0]
    if entry.kind not in _GROUPED or _whose(newest) != _whose(entry):
        return False
    if any((one.parts[0].model, one.parts[0].row) == (part.model, part.row) for one in newer):
        return False  # no save writes a row twice
    if newest.at is None or entry.at is None:
        return newest.at is entry.at
    return newest.at - entry.at <= (_ONE_IMPORT if entry.kind is Kind.IMPORT else _ONE_SAVE)


def _whose(entry: Entry) -> tuple[object, ...]:
    """What entries of one save have in common; all that one list brought in goes together, whichever brand's it is."""
    told = entry.head.title if entry.kind is Kind.IMPORT else (entry.about, entry.reason)
    return (entry.kind, entry.day, entry.noted, entry.who, told)


def _joined(group: Sequence[Entry]) -> Entry:
    parts = tuple(part for entry in _as_written(group) for part in entry.parts)
    return replace(group[0], head=_head(group[0], parts), parts=parts)


def _as_written(group: Sequence[Entry]) -> Sequence[Entry]:
    """A save writes first what others hang on: newest first would tell it backwards."""
    models = list(dict.fromkeys(entry.parts[0].model for entry in group))

    def order(entry: Entry) -> tuple[float, int, int]:
        part = entry.parts[0]
        return (entry.at.timestamp() if entry.at else 0, models.index(part.model), part.version)

    return sorted(group, key=order)


def _head(first: Entry, parts: Sequence[Part]) -> Words:
    match first.kind:
        case Kind.IMPORT:
            return first.head
        case Kind.RATING:
            return Words(f"{len(parts)} ratings")
        case _:
            return Words(f"{parts[0].words.title}, and {len(parts) - 1} more")
