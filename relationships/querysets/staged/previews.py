"""What a staged list would do, read row by row: new values beside the old ones, and the tiers that would change."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from relationships.domain.tiers import Bands
from relationships.querysets.staged.changes import Changes, of_account, of_person, of_plan
from relationships.querysets.staged.statements import (
    ACCOUNTS,
    CREATORS,
    RELATIONSHIPS,
    ROWS,
    STAGED,
    Parameters,
    fetch,
)
from relationships.querysets.tiers import tier_sql

#: (number of the row, column, old, new)
Changed = tuple[int, str, Any, Any]

_UNTOLD = frozenset({"name_key", "handle_key", "measured_on"})


def changed_values(parameters: Parameters, newer: Collection[str], numbers: Sequence[int]) -> list[Changed]:
    """Every value on file that the rows ``numbers`` (leading ones) would change, as it is and as it would be."""
    if not numbers:
        return []
    among = ", ".join(str(int(number)) for number in numbers)
    of = f"r.creator_import_id = %(of)s AND r.number IN ({among})"
    found = _told("c", of_person(newer), f"{ROWS} AS r JOIN {CREATORS} AS c ON c.id = r.creator_id", of, parameters)
    found += _told(
        "f", of_plan(newer), f"{ROWS} AS r JOIN {RELATIONSHIPS} AS f ON f.id = r.relationship_id", of, parameters
    )
    accounts = (
        f"{ROWS} AS r JOIN {STAGED} AS s ON s.creator_import_id = %(of)s AND s.leader = r.number AND s.speaks"
        f" JOIN {ACCOUNTS} AS a ON a.id = s.account_id"
    )
    found += _told("a", of_account(newer), accounts, of, parameters)
    return sorted(found, key=lambda one: one[0])


def _told(stored: str, changes: Changes, source: str, where: str, parameters: Parameters) -> list[Changed]:
    told = {column: change for column, change in changes.items() if column not in _UNTOLD}
    columns = ", ".join(
        f"CASE WHEN {change.when} THEN 1 ELSE 0 END, {stored}.{column}, {change.to}" for column, change in told.items()
    )
    found: list[Changed] = []
    for number, *values in fetch(f"SELECT r.number, {columns} FROM {source} WHERE {where}", parameters):
        triples = zip(told, values[::3], values[1::3], values[2::3], strict=True)
        found += [(number, column, old, new) for column, changes_it, old, new in triples if changes_it]
    return found


def tier_moves(
    parameters: Parameters, newer: Collection[str], bands: tuple[Bands, Mapping[str, Bands]]
) -> Mapping[tuple[str, str], int]:
    """How many creators on file would go from one tier to another."""
    followers = of_account(newer)["followers"]
    counted = f"CASE WHEN s.id IS NOT NULL AND {followers.when} THEN {followers.to} ELSE a.followers END"
    updated = (
        f"SELECT creator_id, number FROM {ROWS} WHERE creator_import_id = %(of)s AND outcome = 'updated'"
        " AND creator_id IS NOT NULL"
    )
    of_list = f"{STAGED} AS s ON s.creator_import_id = %(of)s AND s.leader = u.number AND s.speaks"
    accounts = (
        f"SELECT a.creator_id, a.network, a.is_primary, {counted} AS followers, a.id FROM ({updated}) AS u"
        f" JOIN {ACCOUNTS} AS a ON a.creator_id = u.creator_id LEFT JOIN {of_list} AND s.account_id = a.id"
        " UNION ALL SELECT u.creator_id, s.network, %(no)s, s.followers, 9223372036854775807"
        f" FROM ({updated}) AS u JOIN {of_list} AND s.account_id IS NULL"
    )
    ranked = (
        "SELECT creator_id, network, followers, row_number() OVER (PARTITION BY creator_id ORDER BY is_primary DESC,"
        " CASE WHEN followers IS NULL THEN 1 ELSE 0 END, followers DESC, id) AS place"
        f" FROM ({accounts}) AS every_account"
    )
    moves = (
        f"SELECT was, becomes, count(*) FROM (SELECT c.tier AS was, {tier_sql('m.followers', 'm.network', *bands)}"
        f" AS becomes FROM ({ranked}) AS m JOIN {CREATORS} AS c ON c.id = m.creator_id"
        " WHERE m.place = 1 AND NOT c.is_celebrity) AS moved WHERE was <> becomes GROUP BY was, becomes"
    )
    return {(was, becomes): count for was, becomes, count in fetch(moves, parameters)}


def tiers_of_new(parameters: Parameters, bands: tuple[Bands, Mapping[str, Bands]]) -> Mapping[str, int]:
    """How many of those who are new would be of each tier, by their largest audience."""
    ranked = (
        "SELECT s.network, s.followers, row_number() OVER (PARTITION BY s.leader ORDER BY"
        f" CASE WHEN s.followers IS NULL THEN 1 ELSE 0 END, s.followers DESC, s.id) AS place FROM {STAGED} AS s"
        f" JOIN {ROWS} AS r ON r.creator_import_id = %(of)s AND r.number = s.leader AND r.outcome = 'new'"
        " WHERE s.creator_import_id = %(of)s AND s.speaks"
    )
    tier = tier_sql("m.followers", "m.network", *bands)
    counted = f"SELECT {tier} AS tier, count(*) FROM ({ranked}) AS m WHERE m.place = 1 GROUP BY 1"
    return dict(fetch(counted, parameters))
