"""New rows by the thousand: ids taken beforehand, rows sent the quickest way that each engine has.

Past `save()`: no signal, no history row, no default but those given here. Callers do the rest by set-based services.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.db import connections, models

_BLOCK = 1_000
#: Rows of one statement on SQLite; times the widest table's columns it stays far below the limit of 32,766 values.
_AT_ONCE = 50


def reserve_ids(model: type[models.Model], count: int, using: str = "default") -> list[int]:
    """``count`` ids, rising, that no other row of ``model`` has or will get.

    Call it within the transaction that uses them: SQLite's writers take turns, so nobody else takes them meanwhile.
    """
    connection = connections[using]
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return sorted(row[0] for row in cursor.fetchall())
        cursor.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        first = cursor.fetchone()[0] + 1
        # Said at once, so that the next call goes on from here although no row is written yet.
        cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [first + count - 1, table])
        if cursor.rowcount == 0:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, first + count - 1])
    return list(range(first, first + count))


def id_source(model: type[models.Model], using: str = "default") -> Iterator[int]:
    """Reserved ids, one after another, for as long as the transaction lasts."""
    while True:
        yield from reserve_ids(model, _BLOCK, using)


def insert_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], using: str = "default") -> None:
    """Write ``rows`` (plain Python values, one for each of ``columns``) into ``table``: by COPY on PostgreSQL."""
    connection = connections[using]
    quote = connection.ops.quote_name
    names = ", ".join(map(quote, columns))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # The driver's own call: its errors are made Django's here, as everywhere else.
            with connection.wrap_database_errors, cursor.copy(f"COPY {quote(table)} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        # Each statement makes the search index write down what it has: one row a statement costs three times as much.
        given = rows if isinstance(rows, Sequence) else list(rows)
        whole = len(given) - len(given) % _AT_ONCE
        for some, size in ((given[:whole], _AT_ONCE), (given[whole:], 1)):
            marks = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * size)
            cursor.executemany(
                f"INSERT INTO {quote(table)} ({names}) VALUES {marks}",  # noqa: S608 - names of our own
                [_values(some[at : at + size]) for at in range(0, len(some), size)],
            )


def _values(rows: Sequence[Sequence[Any]]) -> list[Any]:
    """All in one line, moments as Django writes them on SQLite (UTC, no zone); the driver sees to everything else."""
    return [_moment(value) if type(value) is datetime else value for row in rows for value in row]


@lru_cache(maxsize=1_024)  # rows written together share theirs
def _moment(value: datetime) -> str:
    return str(value.astimezone(UTC).replace(tzinfo=None))
