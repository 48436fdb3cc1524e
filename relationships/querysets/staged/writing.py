"""Writing a staged list: new rows by `INSERT … SELECT`, rows on file by `UPDATE … FROM`, each a single statement."""

from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.db.models import Model

from relationships.querysets.loading import reserve_ids
from relationships.querysets.staged.changes import Changes, any_of, new_value
from relationships.querysets.staged.statements import ROWS, STAGED, Parameters, analyze_grown, execute, fetch


def number_rows(model: type[Model], table: str, column: str, mark: str, where: str, parameters: Parameters) -> int:
    """Give each row of ``table`` (of this import, and ``where``) an id that ``model`` will have, and set ``mark``.

    Returns how many.
    """
    mine = f"creator_import_id = %(of)s AND {where}"
    if connection.vendor == "postgresql":
        sequence = f"nextval(pg_get_serial_sequence('{model._meta.db_table}', 'id'))"
        in_order = f"SELECT id FROM {table} WHERE {mine} ORDER BY number, id"
        return execute(
            f"UPDATE {table} AS t SET {column} = g.given, {mark} = %(yes)s FROM"
            f" (SELECT o.id, {sequence} AS given FROM ({in_order}) AS o) AS g WHERE t.id = g.id",
            parameters,
        )
    count = int(fetch(f"SELECT count(*) FROM {table} WHERE {mine}", parameters)[0][0])
    if not count:
        return 0
    first = reserve_ids(model, count)[0]
    return execute(
        f"UPDATE {table} AS t SET {column} = %(before)s + g.place, {mark} = %(yes)s FROM (SELECT id, row_number()"
        f" OVER (ORDER BY number, id) AS place FROM {table} WHERE {mine}) AS g WHERE t.id = g.id",
        {**parameters, "before": first - 1},
    )


def insert_selected(
    model: type[Model],
    columns: Mapping[str, str],
    source: str,
    parameters: Parameters,
    *,
    head: str = "",
    tail: str = "",
) -> int:
    """Write new rows of ``model``: ``columns`` as SQL over ``source`` (what follows FROM), all others by their default.

    ``parameters`` hold ``stamp``, when they are written. ``head`` and ``tail`` stand around the statement. Past
    `save()`: no signal and no history row.
    """
    written, values = dict(columns), dict(parameters)
    for field in model._meta.concrete_fields:
        if field.attname in written or field.generated or (field.primary_key and field.attname not in columns):
            continue
        if field.attname in ("created_at", "updated_at"):
            written[field.attname] = "%(stamp)s"
        else:
            name = f"default_{field.attname}"
            written[field.attname] = f"%({name})s"
            values[name] = field.get_db_prep_save(field.get_default(), connection)
    quote = connection.ops.quote_name
    columns_of = {field.attname: str(field.column) for field in model._meta.concrete_fields}
    names = ", ".join(quote(columns_of[name]) for name in written)
    count = execute(
        f"{head} INSERT INTO {quote(model._meta.db_table)} ({names})"
        f" SELECT {', '.join(written.values())} FROM {source} {tail}",
        values,
    )
    analyze_grown(model._meta.db_table, count)
    return count


def update_from(table: str, alias: str, changes: Changes, joined: str, where: str, parameters: Parameters) -> int:
    """Write ``changes`` to ``table`` (called ``alias``) where at least one of them holds; returns how many rows.

    ``joined``: what stands after FROM.
    """
    if not changes:
        return 0
    sets = ", ".join(f"{column} = {new_value(column, alias, change)}" for column, change in changes.items())
    count = execute(
        f"UPDATE {table} AS {alias} SET {sets}, updated_at = %(stamp)s FROM {joined}"
        f" WHERE {where} AND {any_of(changes)}",
        parameters,
    )
    analyze_grown(table, count)
    return count


#: Of a new creator's accounts the one with most followers is the main one, the first among equals.
MAIN_OF_SEVERAL = (
    f"UPDATE {STAGED} AS s SET is_main = (s.id = g.id) FROM (SELECT leader, id, row_number() OVER (PARTITION BY"
    " leader ORDER BY CASE WHEN followers IS NULL THEN 1 ELSE 0 END, followers DESC, account_id) AS place"
    f" FROM {STAGED} WHERE creator_import_id = %(of)s AND speaks AND leader IN (SELECT leader FROM {STAGED}"
    " WHERE creator_import_id = %(of)s AND speaks GROUP BY leader HAVING count(*) > 1)) AS g"
    " WHERE s.creator_import_id = %(of)s AND s.leader = g.leader AND s.speaks AND g.place = 1"
)
#: Somebody new whose name the list does not say is called by the handle of the row's first account, as it is written.
_NAMELESS = "creator_import_id = %(of)s AND outcome = 'new' AND name = ''"
NAMED_BY_HANDLE = (
    f"UPDATE {ROWS} AS r SET name = COALESCE(NULLIF(ltrim(s.handle, '@'), ''), s.handle) FROM {STAGED} AS s"
    f" JOIN (SELECT min(id) AS first FROM {STAGED} WHERE creator_import_id = %(of)s AND leader IN"
    f" (SELECT number FROM {ROWS} WHERE {_NAMELESS}) GROUP BY leader) AS f ON f.first = s.id"
    " WHERE r.creator_import_id = %(of)s AND r.outcome = 'new' AND r.name = '' AND s.leader = r.number"
)
#: A handle that is somebody else's, or that an earlier row of the list has taken: filed under the channel id.
UNDER_CHANNEL = (
    f"UPDATE {STAGED} AS s SET handle = s.channel_id, handle_key = s.channel_id"
    " WHERE s.creator_import_id = %(of)s AND s.speaks AND s.account_id IS NULL AND s.channel_id <> ''"
    " AND s.handle_key <> s.channel_id AND (EXISTS (SELECT 1 FROM relationships_account AS a"
    " WHERE a.network = s.network AND a.handle_key = s.handle_key)"
    f" OR EXISTS (SELECT 1 FROM {STAGED} AS o WHERE o.creator_import_id = %(of)s AND o.network = s.network"
    " AND o.handle_key = s.handle_key AND o.channel_id <> '' AND o.speaks AND o.id < s.id"
    " AND o.identity <> s.identity))"
)


def history_end(model: type[Model]) -> int:
    """The last row of history of ``model`` so far."""
    historical: Any = model
    table = connection.ops.quote_name(historical.history.model._meta.db_table)
    return int(fetch(f"SELECT coalesce(max(history_id), 0) FROM {table}", {})[0][0])
