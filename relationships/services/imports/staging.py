"""Clean rows, kept on disk between reading and writing, so that memory does not grow with the file.

A small SQLite file of its own, whatever the product's database is: nothing is locked there while a long file is read,
and nothing of it remains. Rows that speak of one account are folded into one entry before anything is written: an
account that a list names twice is changed once, and the same list changes nothing when it comes again.
"""

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple, Self

from relationships.domain.engagement import EngagementBasis
from relationships.domain.import_rows import CleanRow

_TABLES = """
CREATE TABLE listed (
    number INTEGER PRIMARY KEY, account INTEGER, identity TEXT,
    network TEXT, handle TEXT, handle_key TEXT, channel_id TEXT, url TEXT, name TEXT, followers INTEGER,
    engagement_rate TEXT, engagement_basis TEXT, country TEXT, language TEXT, categories TEXT, email TEXT, phone TEXT,
    notes TEXT
);
CREATE TABLE creator (id INTEGER PRIMARY KEY);
"""
_COLUMNS = (
    "network", "handle", "handle_key", "channel_id", "url", "name", "followers", "engagement_rate", "engagement_basis",
    "country", "language", "categories", "email", "phone", "notes",
)  # fmt: skip
_ADD = f"INSERT INTO listed (number, {', '.join(_COLUMNS)}) VALUES (?{', ?' * len(_COLUMNS)})"  # noqa: S608 - constants
#: A row without a channel id means the channel that the list itself gives to that handle first.
_IDENTIFY = """
UPDATE listed SET identity = network || ' ' || coalesce(channel_id, (
    SELECT other.channel_id FROM listed AS other
    WHERE other.network = listed.network AND other.handle_key = listed.handle_key AND other.channel_id IS NOT NULL
    ORDER BY other.number LIMIT 1
), handle_key)
"""
_READ = f"""
SELECT entry, account, number, {", ".join(_COLUMNS)}
FROM (SELECT *, min(number) OVER (PARTITION BY entry) AS first FROM (
    SELECT *, coalesce('#' || account, identity) AS entry FROM listed
))
ORDER BY first, number
"""  # noqa: S608 - constants
_SEPARATOR = "\x1f"  # no text of ours holds it: cleaning takes control characters out


class Named(NamedTuple):
    """How one identity is named: what an account on file is looked for by."""

    identity: str
    network: str
    handle_key: str
    channel_id: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What a list says about one account, known as ``account`` if it is on file.

    ``rows``: how many of the list's rows say it; ``telling``: how many of those after the first added something.
    """

    account: int | None
    clean: CleanRow
    rows: int
    telling: int


class Staging:
    """The clean rows of one file. A context: the disk space is given back at its end."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="rapport-import-")
        self._db = sqlite3.connect(f"{self._folder.name}/rows.sqlite3", isolation_level=None)
        # Nothing here outlives the process, so nothing has to survive a power cut.
        self._db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-16000;" + _TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()
        self._folder.cleanup()

    def add(self, rows: Iterable[tuple[int, CleanRow]]) -> None:
        self._db.execute("BEGIN")
        self._db.executemany(_ADD, ((number, *_stored(row)) for number, row in rows))
        self._db.execute("COMMIT")

    def identify(self) -> None:
        """Once all rows are there: tell which of them speak of one account."""
        self._db.execute("CREATE INDEX by_handle ON listed (network, handle_key, number) WHERE channel_id IS NOT NULL")
        self._db.execute(_IDENTIFY)
        self._db.execute("CREATE INDEX by_identity ON listed (identity, number)")

    def is_empty(self) -> bool:
        return self._db.execute("SELECT 1 FROM listed LIMIT 1").fetchone() is None

    def start_again(self) -> None:
        """Forget what was found out about the database: it may have changed since."""
        self._db.execute("UPDATE listed SET account = NULL WHERE account IS NOT NULL")
        self._db.execute("DELETE FROM creator")

    def identities(self, size: int) -> Iterator[list[Named]]:
        """The different accounts that the list names, ``size`` at a time; a channel id counts wherever it stands."""
        last = ""
        while True:
            found = self._db.execute(
                "SELECT identity, network, handle_key, max(channel_id), min(number) FROM listed WHERE identity > ?"
                " GROUP BY identity ORDER BY identity LIMIT ?",
                (last, size),
            ).fetchall()
            if not found:
                return
            yield [Named(*row[:4]) for row in found]
            last = found[-1][0]

    def set_accounts(self, known: Sequence[tuple[int, str]]) -> None:
        """``(account id, identity)`` of those that are on file."""
        self._db.execute("BEGIN")
        self._db.executemany("UPDATE listed SET account = ? WHERE identity = ?", known)
        self._db.execute("COMMIT")

    def entries(self, size: int) -> Iterator[list[Entry]]:
        """What the list says about each account, in the order in which it first names them, ``size`` at a time."""
        chunk: list[Entry] = []
        for _, rows in groupby(self._db.execute(_READ), key=lambda row: row[0]):
            chunk.append(_folded(list(rows)))
            if len(chunk) == size:
                yield chunk
                chunk = []
        if chunk:
            yield chunk

    def add_creators(self, ids: Iterable[int]) -> None:
        """Note creators that the list names; twice is once."""
        self._db.execute("BEGIN")
        self._db.executemany("INSERT OR IGNORE INTO creator (id) VALUES (?)", ((pk,) for pk in ids))
        self._db.execute("COMMIT")

    def creators(self, size: int) -> Iterator[list[int]]:
        """Every creator that was noted, once, ``size`` at a time."""
        found = self._db.execute("SELECT id FROM creator ORDER BY id")
        while chunk := found.fetchmany(size):
            yield [row[0] for row in chunk]


def _stored(row: CleanRow) -> list[Any]:
    values = [getattr(row, column) for column in _COLUMNS]
    values[_COLUMNS.index("engagement_rate")] = None if row.engagement_rate is None else str(row.engagement_rate)
    values[_COLUMNS.index("categories")] = _SEPARATOR.join(row.categories)
    return values


def _read(values: Sequence[Any]) -> CleanRow:
    row = dict(zip(_COLUMNS, values, strict=True))
    if row["engagement_rate"] is not None:
        row["engagement_rate"] = Decimal(row["engagement_rate"])
        row["engagement_basis"] = EngagementBasis(row["engagement_basis"])
    row["categories"] = tuple(row["categories"].split(_SEPARATOR)) if row["categories"] else ()
    return CleanRow(**row)


def _folded(rows: Sequence[Sequence[Any]]) -> Entry:
    clean, telling = _read(rows[0][3:]), 0
    for later in rows[1:]:
        folded = fold(clean, _read(later[3:]))
        telling += folded != clean
        clean = folded
    return Entry(rows[0][1], clean, len(rows), telling)


def fold(earlier: CleanRow, later: CleanRow) -> CleanRow:
    """Two rows about one account as one: the later measurement, and about the person what was said first."""
    filled = {
        column: getattr(later, column)
        for column in ("channel_id", "url", "name", "country", "language", "categories", "email", "phone", "notes")
        if not getattr(earlier, column) and getattr(later, column)
    }
    if later.followers is not None:
        filled["followers"] = later.followers
    if later.engagement_rate is not None:
        filled |= {"engagement_rate": later.engagement_rate, "engagement_basis": later.engagement_basis}
    if earlier.handle_key == earlier.channel_id and later.handle_key != later.channel_id:
        filled |= {"handle": later.handle, "handle_key": later.handle_key}
    return replace(earlier, **filled)
