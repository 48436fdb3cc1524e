"""The row copies of everybody on file whom a list changed: what `querysets.copies` derives, in one pass each.

A list changes very many at once, so each copy is joined to its source instead of being asked for by a query of its own.
"""

from collections.abc import Mapping

from django.db import connection

from relationships.querysets.copies import SAME_IN_CREATOR
from relationships.querysets.staged.statements import (
    ACCOUNTS,
    CREATORS,
    RELATIONSHIPS,
    ROWS,
    Parameters,
    differs,
    execute,
    fetch,
)

_CHANGED = f"SELECT creator_id FROM {ROWS} WHERE creator_import_id = %(of)s AND outcome = 'updated'"
#: The account marked primary, else the one with most followers, the first on file among equals.
_MAIN = (
    "SELECT creator_id, id, followers, network, row_number() OVER (PARTITION BY creator_id ORDER BY is_primary DESC,"
    f" CASE WHEN followers IS NULL THEN 1 ELSE 0 END, followers DESC, id) AS place FROM {ACCOUNTS}"
    f" WHERE creator_id IN ({_CHANGED})"
)
#: In groups that change together: SQLite renews the indexes of every column that a statement names, changed or not.
_OF_MAIN_ACCOUNT = (
    {"followers": "m.followers"},
    {"main_account_id": "m.id", "network": "m.network"},
)
_FIGURES = {
    "tier": "c.tier",
    "followers": "c.followers",
    "engagement_rate": "m.engagement_rate",
    "engagement_basis": "COALESCE(m.engagement_basis, '')",
}
_OF_CREATOR = (
    _FIGURES,
    {"creator_sort": "c.name_key"} | {name: f"c.{name}" for name in SAME_IN_CREATOR if name not in _FIGURES},
)


def refresh_main_accounts(parameters: Parameters) -> None:
    """Of the creators: main account, followers and network. Locks them first: two writers take turns."""
    if connection.vendor == "postgresql":
        locked = f"SELECT id FROM {CREATORS} WHERE id IN ({_CHANGED}) ORDER BY id FOR NO KEY UPDATE"
        fetch(f"SELECT count(*) FROM ({locked}) AS locked", parameters)
    joined = f"({_MAIN}) AS m WHERE c.id = m.creator_id AND m.place = 1"
    for sources in _OF_MAIN_ACCOUNT:
        execute(_rewriting(CREATORS, "c", sources, joined), parameters)


def refresh_relationships(parameters: Parameters, *, mark: bool = False) -> None:
    """Of their relationships, with every brand: all that these take from the creator.

    ``mark`` them for the playbooks in the same breath, "today": to write so wide a row once more costs as much again.
    """
    joined = (
        f"{CREATORS} AS c LEFT JOIN {ACCOUNTS} AS m ON m.id = c.main_account_id"
        f" WHERE c.id IN ({_CHANGED}) AND f.creator_id = c.id"
    )
    figures, copies = _OF_CREATOR
    for sources in (figures | ({"drift_changes_on": "%(today)s"} if mark else {}), copies):
        execute(_rewriting(RELATIONSHIPS, "f", sources, joined), parameters)


def _rewriting(table: str, alias: str, sources: Mapping[str, str], joined: str) -> str:
    sets = ", ".join(f"{column} = {source}" for column, source in sources.items())
    stale = " OR ".join(differs(f"{alias}.{column}", source) for column, source in sources.items())
    return f"UPDATE {table} AS {alias} SET {sets} FROM {joined} AND ({stale})"
