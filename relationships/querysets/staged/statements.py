"""Running a statement over a staged list, spelled for the engine at hand."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection

Parameters = Mapping[str, Any]

CREATORS, ACCOUNTS = "relationships_creator", "relationships_account"
SNAPSHOTS, RELATIONSHIPS = "relationships_audiencesnapshot", "relationships_relationship"
ROWS, STAGED = "relationships_stagedrow", "relationships_stagedaccount"
LABELS, REFUSED = "relationships_stagedlabel", "relationships_refusedrow"


@contextmanager
def sorting_on_disk() -> Iterator[None]:
    """What lies between the steps of a statement goes to SQLite's own files meanwhile, as PostgreSQL does by itself.

    Over a whole list it would need memory that grows with the list. Within somebody's transaction nothing can be set.
    """
    if connection.vendor == "postgresql" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        kept = cursor.execute("PRAGMA temp_store").fetchone()[0]
        cursor.execute("PRAGMA temp_store = FILE")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA temp_store = {int(kept)}")


def differs(one: str, other: str) -> str:
    """A comparison in which two unknowns are equal. SQLite has the standard's words only since 3.39."""
    return f"{one} IS DISTINCT FROM {other}" if connection.vendor == "postgresql" else f"{one} IS NOT {other}"


def execute(sql: str, parameters: Parameters) -> int:
    """Run one statement; returns how many rows it wrote."""
    with connection.cursor() as cursor:
        cursor.execute(sql, prepared(parameters))
        return int(cursor.rowcount)


def execute_many(sql: str, rows: Sequence[Sequence[Any]]) -> None:
    """Run one statement for each of ``rows``, its values by place."""
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)


def fetch(sql: str, parameters: Parameters) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, prepared(parameters))
        return list(cursor.fetchall())


def exists(sql: str, parameters: Parameters) -> bool:
    return bool(fetch(f"{sql} LIMIT 1", parameters))


def analyze(tables: Sequence[str]) -> None:
    """Let PostgreSQL look at freshly filled tables: it plans by figures that nobody has gathered yet."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")


#: A table is looked at again once so large a part of it is new.
_NEW_PART = 0.1


def analyze_grown(table: str, written: int) -> None:
    """Let PostgreSQL look at a table of which a good part was just written: it would take each moment and each new id
    for a rare one, and go through all rows for every row."""
    if connection.vendor == "postgresql" and written:
        known = fetch("SELECT reltuples FROM pg_class WHERE oid = to_regclass(%(table)s)", {"table": table})[0][0]
        if written > known * _NEW_PART:
            analyze((table,))


#: Comparing two rows in memory takes one part in so many of the time in which a row is read.
_READS = 20


def join_as_many(rows: int) -> None:
    """Until the end of the transaction PostgreSQL joins as for a list of that many ``rows``, where going through all of
    them for each of them would cost more than reading the whole directory.

    It takes a moment that was just written, or what the transaction changed, for rare, and then does just that.
    """
    if connection.vendor == "postgresql":
        on_file = fetch("SELECT reltuples FROM pg_class WHERE oid = to_regclass(%(table)s)", {"table": CREATORS})[0][0]
        if rows * rows > on_file * _READS:
            execute("SET LOCAL enable_nestloop = off", {})


def prepared(parameters: Parameters) -> dict[str, Any]:
    """Days and moments as Django writes them: SQLite's own adapters are not asked."""
    return {name: connection.ops.adapt_unknown_value(value) for name, value in parameters.items()}
