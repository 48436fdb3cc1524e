"""Rows as SQL that is composed once, and asked for in several words: their number, their groups, their ids in order.

The ORM needs longer to compose a statement than a database to answer it, and a list asks several times about the same
rows. What decides which rows they are is left to the ORM; the words around it are few, and put there as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.core.exceptions import FullResultSet
from django.db import connections
from django.db.models import Model, QuerySet

from relationships.querysets.prepared import Statement

NOTHING: Statement = ("", ())


@dataclass(frozen=True, slots=True)
class Source:
    """``tables``: what stands after FROM; ``where``: the condition, "" where all rows are meant. ``table``: the name
    by which the rows' own table is called in both.
    """

    using: str
    model: type[Model]
    table: str
    tables: Statement
    where: Statement

    def column(self, name: str) -> str:
        """A column of the rows' own table, by its field's name or "pk"."""
        field: Any = self.model._meta.pk if name == "pk" else self.model._meta.get_field(name)
        return f"{self.table}.{connections[self.using].ops.quote_name(field.column)}"

    def select(self, shown: Statement, *, further: Statement = NOTHING, after: str = "") -> Statement:
        """``shown`` of each row that meets the ``further`` condition, too; ``after`` is the statement's end."""
        conditions = " AND ".join(f"({sql})" for sql, _ in (self.where, further) if sql)
        where = f" WHERE {conditions}" if conditions else ""
        params = (*shown[1], *self.tables[1], *self.where[1], *further[1])
        return f"SELECT {shown[0]} FROM {self.tables[0]}{where}{after}", params  # noqa: S608 - the ORM's own SQL

    def ids(self, *, further: Statement = NOTHING, after: str = "") -> Statement:
        return self.select((self.column("pk"), ()), further=further, after=after)

    def found_by(self, ids: Statement) -> "Source":
        """The rows of the same table with those ids, and nothing else asked of them."""
        sql, params = ids
        # PostgreSQL's planner would rather sort all rows than believe how few are found: asked for as a list they are
        # found first.
        found = f"= ANY(ARRAY({sql}))" if connections[self.using].vendor == "postgresql" else f"IN ({sql})"
        return replace(self, tables=(self.table, ()), where=(f"{self.column('pk')} {found}", params))


def source_of(rows: QuerySet[Any, Any]) -> Source:
    """Raises EmptyResultSet where it is plain that there are none."""
    query = rows.order_by().values("pk").query
    compiler: Any = query.get_compiler(rows.db)
    compiler.pre_sql_setup()
    tables, given = compiler.get_from_clause()
    table = compiler.quote_name_unless_alias(query.get_initial_alias())
    return Source(rows.db, rows.model, table, (" ".join(tables), tuple(given)), _condition(compiler))


def _condition(compiler: Any) -> Statement:
    try:
        sql, params = ("", ()) if compiler.where is None else compiler.compile(compiler.where)
    except FullResultSet:
        return NOTHING
    return sql, tuple(params)


@lru_cache(maxsize=200)
def worked_out(using: str, model: type[Model], expressions: tuple[tuple[str, Any], ...]) -> Mapping[str, Statement]:
    """Expressions over the columns of a row of ``model``, by their names. Most of them change once a day, or never."""
    rows = model._default_manager.using(using).order_by().annotate(**dict(expressions))
    compiler: Any = rows.values(*dict(expressions)).query.get_compiler(using)
    compiler.pre_sql_setup()
    return {alias: (sql, tuple(params)) for _, (sql, params), alias in compiler.select}
