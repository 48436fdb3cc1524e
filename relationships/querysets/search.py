"""Free text over names, handles and e-mail: one lower-case ``search_text`` a row, found through a trigram index.

SQLite: an FTS5 table beside the searched one, queried with LIKE. PostgreSQL: pg_trgm. Both indexes are made by
`services.search_index`. A term under three characters has no trigram and searches the beginning of the name instead.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Func, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.sql.compiler import SQLCompiler

from relationships.domain.text import fold
from relationships.querysets.operators import SQL

TRIGRAM = 3
MAX_TERMS = 8
SEARCHED_TABLES = ("relationships_creator", "relationships_relationship")


def index_name(table: str) -> str:
    return f"{table}_search"


def search_terms(written: str) -> list[str]:
    """The words to look for, folded as the stored text is, an ``@`` before a handle dropped; at most eight of them."""
    return [term for word in fold(written).split() if (term := word.lstrip("@"))][:MAX_TERMS]


def matching(rows: QuerySet[Any], written: str, *, name_column: str) -> QuerySet[Any]:
    """Those of ``rows`` that hold every word of ``written``; all of them when it has no word."""
    for term in search_terms(written):
        rows = rows.filter(_holds(rows, term) if len(term) >= TRIGRAM else Q(**{f"{name_column}__startswith": term}))
    return rows


def _holds(rows: QuerySet[Any], term: str) -> Q:
    contains = Q(search_text__contains=term)
    if connections[rows.db].vendor != "sqlite":
        return contains
    # `_` and `%` in a term widen what the index answers; the exact condition beside it narrows that down again.
    index = index_name(rows.model._meta.db_table)
    found = RawSQL(f"SELECT rowid FROM {index} WHERE search_text LIKE %s", [f"%{term}%"])  # noqa: S608, S611 - our own table
    return Q(pk__in=found) & contains


def search_text_of(name_key: str, email: str, handle_keys: Iterable[str]) -> str:
    """`SearchText` of a row that is still to be written. E-mail and handles must be ASCII: SQLite lowers no more."""
    return f"{name_key} {email.lower()} {' '.join(sorted(key.lower() for key in handle_keys))}"


class SearchText(Func):
    """SQL for a row of the creator table: folded name, e-mail and handles, in a settled order."""

    output_field = CharField()
    template = (
        "(relationships_creator.name_key || ' ' || lower(relationships_creator.email) || ' ' ||"
        " COALESCE((SELECT %(joined)s FROM (SELECT lower(handle_key) AS handle FROM relationships_account"
        " WHERE creator_id = relationships_creator.id ORDER BY 1) AS handles), ''))"
    )

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> SQL:
        return self.as_sql(compiler, connection, joined="group_concat(handle, ' ')", **extra)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> SQL:
        joined = "string_agg(handle, ' ' ORDER BY handle COLLATE \"C\")"  # the same order as SQLite's
        return self.as_sql(compiler, connection, joined=joined, **extra)
