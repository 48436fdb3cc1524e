"""SQL that the ORM has no word for, spelled for both engines."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Func
from django.db.models.sql.compiler import SQLCompiler

#: A piece of SQL and its parameters.
SQL = tuple[str, tuple[str | int, ...]]


class Differs(Func):
    """``a IS DISTINCT FROM b``: a comparison in which two unknowns are equal."""

    arity = 2
    output_field = BooleanField()
    template = "(%(expressions)s)"
    arg_joiner = " IS DISTINCT FROM "

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> SQL:
        return self.as_sql(compiler, connection, arg_joiner=" IS NOT ", **extra)
