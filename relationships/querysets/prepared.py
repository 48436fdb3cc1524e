"""Statements that are composed once and asked many times.

A page that people open all day asks for the same few things in the same words. The ORM needs longer to compose them
than the database to answer, so they are composed when first needed, with stand-ins where ids will stand.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Prepared:
    """``pieces``: the SQL between its parameters. ``slots``: the names of those parameters that are ids, by place."""

    using: str
    pieces: tuple[str, ...]
    params: tuple[Any, ...]
    slots: Mapping[int, str]

    def rows(self, **ids: Iterable[int]) -> list[tuple[Any, ...]]:
        """Its answer as the database gives it, with these ids in the slots of their names."""
        # Whole numbers need no quotes, and their number changes from page to page.
        lists = {name: ",".join(map(str, map(int, some))) or "NULL" for name, some in ids.items()}
        sql, params = self.pieces[0], []
        for place, param in enumerate(self.params):
            slot = self.slots.get(place)
            if slot is None:
                params.append(param)
            sql += ("%s" if slot is None else lists[slot]) + self.pieces[place + 1]
        with connections[self.using].cursor() as cursor:
            cursor.execute(sql, params)
            return list(cursor.fetchall())


def prepare(rows: QuerySet[Any, Any], stand_ins: Mapping[int, str]) -> Prepared:
    """``stand_ins``: the numbers that stand in ``rows`` for ids to come (no id is negative), and the slots' names.

    What stands for several has to be asked for by ``__in``.
    """
    sql, params = rows.query.get_compiler(rows.db).as_sql()
    pieces = sql.split("%s")
    slots = {place: stand_ins[param] for place, param in enumerate(params) if param in stand_ins}
    return Prepared(rows.db, tuple(pieces), tuple(params), slots)
