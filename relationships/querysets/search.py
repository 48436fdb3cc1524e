"""Free text over names, handles and e-mail: one lower-case ``search_text`` a row, found through a trigram index.

SQLite: an FTS5 table beside the searched one, asked for the trigrams. PostgreSQL: pg_trgm. Both indexes are made by
`services.search_index`. A term under three characters has no trigram: alone it searches the beginning of the name.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Func, Model, Q, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.datastructures import BaseTable

from relationships.domain.networks import network_of_url, normalise_handle
from relationships.domain.text import fold
from relationships.querysets.operators import SQL

TRIGRAM = 3
MAX_TERMS = 8
SEARCHED_TABLES = ("relationships_creator", "relationships_relationship")


def index_name(table: str) -> str:
    return f"{table}_search"


def search_terms(written: str) -> list[str]:
    """The words to look for, folded as the stored text is, an ``@`` before a handle dropped; at most eight of them.

    The address of a profile is looked for as the handle that it shows, a blog's as it is stored.
    """
    terms: list[str] = []
    for word in written.split():
        handle = _handle_in(word) if "/" in word else ""
        terms += [handle] if handle else fold(word).split()
    return [term for word in terms if (term := word.lstrip("@"))][:MAX_TERMS]


def _handle_in(address: str) -> str:
    """As the stored text has it, "" where the word is no address."""
    if found := network_of_url(address):
        return found[1].lower()
    try:
        return normalise_handle("blog", address).lower() if "://" in address else ""
    except ValueError:
        return ""


def matching(rows: QuerySet[Any], written: str, *, name_column: str, by_index: bool = True) -> QuerySet[Any]:
    """Those of ``rows`` that hold every word of ``written``; all of them when it has no word.

    ``by_index=False`` checks row by row, for a walk that meets enough of them without looking them up first. Where no
    word is long enough for the index, the name has to begin with the first one.
    """
    terms = search_terms(written)
    held = Q(*(Q(search_text__contains=term) for term in terms))
    if terms and not _trigrams(terms):
        held &= begins(rows, name_column, terms[0])
    found = rows.filter(held)
    return led_by_search(found, written, rows.model) if by_index else found


def has_trigrams(written: str) -> bool:
    """Whether a word of it is long enough for the index."""
    return bool(_trigrams(search_terms(written)))


def led_by_search(rows: Any, written: str, model: type[Model], column: str = "id") -> Any:
    """``rows``, on SQLite met by way of the search index of ``model``, to whose ids their own ``column`` leads.

    They are met one by one, so that a limit stops the search, too; `IN` would begin by collecting all that is found.
    Trigrams answer roughly: the exact condition has to stand beside it. It narrows the rows to those that hold the
    words, so they can be narrowed further, but no others joined to them by OR.
    """
    trigrams = _trigrams(search_terms(written))
    if not trigrams or connections[rows.db].vendor != "sqlite":
        return rows
    led = rows.all()
    alias = led.query.get_initial_alias()
    index = index_name(model._meta.db_table)
    led.query.alias_map[alias] = _Led(led.model._meta.db_table, alias, index, column, trigrams)
    return led


def _trigrams(terms: list[str]) -> str:
    """What the index of SQLite is asked for: every three letters in a row; "" where no term has as many."""
    found = dict.fromkeys(term[at : at + TRIGRAM] for term in terms for at in range(len(term) - TRIGRAM + 1))
    return " AND ".join('"{}"'.format(letters.replace('"', '""')) for letters in found)


class _Led(BaseTable):
    """A table behind the search index that leads to it: a CROSS JOIN is never turned round."""

    def __init__(self, table_name: str, alias: str | None, index: str, column: str, trigrams: str) -> None:
        super().__init__(table_name, alias)
        self.index, self.column, self.trigrams = index, column, trigrams

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Any:
        sql, params = super().as_sql(compiler, connection)
        names = (self.index, self.table_alias or self.table_name, self.column)
        index, own, column = (connection.ops.quote_name(name) for name in names)
        found = f"{own}.{column} = {index}.rowid AND {index} MATCH %s"
        return f"{index} CROSS JOIN {sql} ON ({found})", [*params, self.trigrams]

    def relabeled_clone(self, change_map: dict[str | None, str]) -> "_Led":
        alias = change_map.get(self.table_alias, self.table_alias)
        return _Led(self.table_name, alias, self.index, self.column, self.trigrams)


def begins(rows: QuerySet[Any], column: str, term: str) -> Q:
    """``column`` (folded text) begins with ``term``. Told as a range, too, since an index finds nothing else by it.

    Whatever begins with the term comes after the term itself in the order of every language; where it ends is known
    only where text is ordered by code point.
    """
    begins = Q(**{f"{column}__startswith": term, f"{column}__gte": term})
    if _ordered_by_code_point(rows.db):
        begins &= Q(**{f"{column}__lt": f"{term}{chr(0x10FFFF)}"})
    return begins


@lru_cache(maxsize=8)
def _ordered_by_code_point(using: str) -> bool:
    """Asked once of each database: SQLite's are; PostgreSQL's, when they were made with one of these orders."""
    connection = connections[using]
    if connection.vendor == "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT datcollate FROM pg_database WHERE datname = current_database()")
        return cursor.fetchone()[0] in ("C", "POSIX", "C.UTF-8", "C.utf8")


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
