"""Statements that are composed once and asked many times.

A page that people open all day asks for the same few things in the same words. The ORM needs longer to compose them
than the database to answer, so they are composed when first needed, with stand-ins for the ids to come.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet

#: SQL and its parameters.
Statement = tuple[str, Sequence[Any]]
#: Stands for ids to come where there is one kind of them. No id is negative.
STAND_IN = -1_000_001


@dataclass(frozen=True, slots=True)
class Prepared:
    """``pieces``: the SQL between its parameters. ``slots``: the names of those that are ids to come, by place.
    ``names`` of what it selects, and by name the expressions of those that the database does not give as Python has it.
    """

    using: str
    pieces: Sequence[str]
    params: Sequence[Any]
    slots: Mapping[int, str]
    names: Sequence[str]
    converted: Mapping[str, Any]

    def rows(self, **ids: Statement) -> list[tuple[Any, ...]]:
        """Its answer as the database gives it, with ``ids`` in the slots of their names: `listed`, or selected."""
        sql, params = self.pieces[0], list[Any]()
        for place, param in enumerate(self.params):
            text, values = ids[self.slots[place]] if place in self.slots else ("%s", (param,))
            sql += text + self.pieces[place + 1]
            params += values
        with connections[self.using].cursor() as cursor:
            cursor.execute(sql, params)
            return list(cursor.fetchall())

    def records(self, **ids: Statement) -> list[dict[str, Any]]:
        """The same by name, as Python has it: dates, decimals and the like."""
        connection = connections[self.using]
        records = [dict(zip(self.names, row, strict=True)) for row in self.rows(**ids)]
        for name, expression in self.converted.items():
            for convert in _converters(connection, expression):
                for record in records:
                    record[name] = convert(record[name], expression, connection)
        return records


def _converters(connection: BaseDatabaseWrapper, expression: Any) -> Sequence[Any]:
    return (*connection.ops.get_db_converters(expression), *expression.get_db_converters(connection))


def prepare(rows: QuerySet[Any, Any], stand_ins: Mapping[int, str]) -> Prepared:
    """``rows``: values of columns. ``stand_ins``: the numbers that stand there for ids (no id is negative), with the
    names of their slots. What stands for several has to be asked for by ``__in``.
    """
    compiler = rows.query.get_compiler(rows.db)
    statement = compiler.as_sql()
    columns = {alias or column.target.name: column for column, _, alias in compiler.select or ()}
    return prepare_statement(rows.db, statement, stand_ins, columns)


def prepare_statement(
    using: str, statement: Statement, stand_ins: Mapping[int, str], columns: Mapping[str, Any] = MappingProxyType({})
) -> Prepared:
    """The same of SQL that is composed already; ``columns``: name and expression of what it selects. Raises ValueError
    where a percent sign in it is no parameter's.
    """
    sql, params = statement
    pieces = sql.split("%s")
    if len(pieces) != len(params) + 1:
        raise ValueError(f"{len(params)} parameters for {len(pieces) - 1} places")
    slots = {place: stand_ins[param] for place, param in enumerate(params) if param in stand_ins}
    converted = {name: column for name, column in columns.items() if _converters(connections[using], column)}
    return Prepared(using, pieces, params, slots, list(columns), converted)


def listed(ids: Iterable[int]) -> Statement:
    """Ids written out: whole numbers need no quotes, and there are as many as the page has."""
    return ",".join(str(int(one)) for one in ids) or "NULL", ()
