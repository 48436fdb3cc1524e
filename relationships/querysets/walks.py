"""Which index SQLite takes, where it would take the wrong one.

Its planner does not count the rows that a LIMIT spares: for the first 50 of many rows it sorts all that a filter finds,
where a walk along the sort's own index meets 50 of them at once (1 ms instead of 1 s at a million rows). PostgreSQL's
planner knows, and is left alone.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.datastructures import BaseTable


class _IndexedTable(BaseTable):
    def __init__(self, table_name: str, alias: str | None, index: str) -> None:
        super().__init__(table_name, alias)
        self.index = index

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Any:
        sql, params = super().as_sql(compiler, connection)
        return f"{sql} INDEXED BY {connection.ops.quote_name(self.index)}", params

    def relabeled_clone(self, change_map: dict[str | None, str]) -> "_IndexedTable":
        return _IndexedTable(self.table_name, change_map.get(self.table_alias, self.table_alias), self.index)


def along(rows: QuerySet[Any, Any], index: str | None) -> QuerySet[Any, Any]:
    """``rows``, on SQLite read along ``index`` of their own table. None leaves the choice to the planner."""
    if index is None or connections[rows.db].vendor != "sqlite":
        return rows
    walked = rows.all()
    alias = walked.query.get_initial_alias()
    walked.query.alias_map[alias] = _IndexedTable(walked.model._meta.db_table, alias, index)
    return walked


def is_along(rows: QuerySet[Any, Any]) -> bool:
    """Whether an index was said along which they are read."""
    return any(isinstance(table, _IndexedTable) for table in rows.query.alias_map.values())


def are_all(rows: QuerySet[Any, Any]) -> bool:
    """Whether nothing narrows ``rows``: a walk along any index then meets no others."""
    return not rows.query.where


def sort_index(model: type[Model], column: str, fixed: str = "") -> str | None:
    """The index that holds the rows in the order of ``column``, if possible within one value of ``fixed``."""
    wanted = ((fixed, column, "id"), (column, "id"))
    by_fields = {
        tuple(index.fields[: len(order)]): index.name
        for order in wanted
        for index in model._meta.indexes
        if not index.condition
    }
    return next((by_fields[order] for order in wanted if order in by_fields), None)
