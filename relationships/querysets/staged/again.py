"""What a list says for the next one of its kind: which of its rows speak of whom, and of nobody else."""

from collections.abc import Iterator

from django.db import connection

from relationships.querysets.staged.statements import ACCOUNTS, ROWS, STAGED, Parameters, prepared

_BLOCK = 5_000

#: Everybody on file of whom a staged row speaks, or might speak: whoever has a handle that it names.
_MEANT = (
    f"SELECT known_creator_id AS creator FROM {STAGED}"
    " WHERE creator_import_id = %(of)s AND known_creator_id IS NOT NULL"
    f" UNION SELECT creator_id FROM {ROWS} WHERE creator_import_id = %(of)s AND creator_id IS NOT NULL"
    f" UNION SELECT a.creator_id FROM {STAGED} AS s JOIN {ACCOUNTS} AS a ON a.network = s.network"
    " AND a.handle_key = s.handle_key WHERE s.creator_import_id = %(of)s ORDER BY creator"
)
#: A row that was joined with others says nothing by itself; and an earlier reading than the one on file would become
#: the latest one if it were said again with a later day.
_TAKEN = (
    f"SELECT r.digest, r.creator_id FROM {ROWS} AS r LEFT JOIN (SELECT DISTINCT leader FROM {ROWS}"
    " WHERE creator_import_id = %(of)s AND leader <> number) AS joined ON joined.leader = r.number"
    " WHERE r.creator_import_id = %(of)s AND joined.leader IS NULL AND r.digest IS NOT NULL"
    " AND r.creator_id IS NOT NULL AND r.outcome IN ('new', 'updated', 'unchanged') AND (r.outcome = 'new'"
    f" OR NOT EXISTS (SELECT 1 FROM {STAGED} AS s JOIN {ACCOUNTS} AS a ON a.id = s.account_id"
    " WHERE s.creator_import_id = %(of)s AND s.leader = r.number AND a.measured_on > s.measured_on))"
    " ORDER BY r.digest, r.creator_id"
)


def meant(parameters: Parameters) -> Iterator[int]:
    """Creators on file of whom the staged rows speak, their numbers rising."""
    return (creator for (creator,) in _streamed(_MEANT, parameters))


def taken(parameters: Parameters) -> Iterator[tuple[int, int]]:
    """(digest, creator) of each row that can be known again, digests rising."""
    return ((digest, creator) for digest, creator in _streamed(_TAKEN, parameters))


def _streamed(sql: str, parameters: Parameters) -> Iterator[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, prepared(parameters))
        while rows := cursor.fetchmany(_BLOCK):
            yield from rows
