"""The trigram indexes behind free-text search, made after every `migrate` where they are missing.

They are not part of a migration because SQLite drops a table's triggers whenever a later migration rebuilds the table.
"""

from typing import Any

from django.db import connections

from relationships.querysets.search import SEARCHED_TABLES, index_name

_SQLITE = (
    (
        "CREATE VIRTUAL TABLE IF NOT EXISTS {index} USING fts5("
        "search_text, tokenize='trigram', detail='none', content='{table}', content_rowid='id')"
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS {index}_added AFTER INSERT ON {table} BEGIN"
        " INSERT INTO {index}(rowid, search_text) VALUES (new.id, new.search_text); END"
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS {index}_removed AFTER DELETE ON {table} BEGIN"
        " INSERT INTO {index}({index}, rowid, search_text) VALUES ('delete', old.id, old.search_text); END"
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS {index}_changed AFTER UPDATE OF search_text ON {table}"
        " WHEN old.search_text IS NOT new.search_text BEGIN"
        " INSERT INTO {index}({index}, rowid, search_text) VALUES ('delete', old.id, old.search_text);"
        " INSERT INTO {index}(rowid, search_text) VALUES (new.id, new.search_text); END"
    ),
)
_TRIGGERS = 3
_POSTGRESQL = "CREATE INDEX IF NOT EXISTS {index} ON {table} USING gin (search_text gin_trgm_ops)"


def ensure_search_index(using: str) -> None:
    """Make the indexes and triggers of the database ``using`` where they are missing, filled from the rows on file."""
    connection = connections[using]
    tables = [table for table in SEARCHED_TABLES if table in connection.introspection.table_names()]
    if connection.vendor == "sqlite":
        for table in tables:
            _ensure_on_sqlite(connection, table)
    elif tables:
        with connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            for table in tables:
                cursor.execute(_POSTGRESQL.format(table=table, index=index_name(table)))


def _ensure_on_sqlite(connection: Any, table: str) -> None:
    index = index_name(table)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [f"{index}%"])
        complete = cursor.fetchone()[0] == _TRIGGERS
        for statement in _SQLITE:
            cursor.execute(statement.format(table=table, index=index))
        if not complete:
            cursor.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")  # noqa: S608 - a table's name
