"""Which accounts of a staged list are on file, and which of its rows speak of one person.

The lasting channel id decides; a handle names the account unless that is known to be another channel's. Never e-mail.
"""

from relationships.querysets.staged.statements import (
    ACCOUNTS,
    CREATORS,
    RELATIONSHIPS,
    ROWS,
    STAGED,
    Parameters,
    analyze,
    execute,
    exists,
)

_OF = "s.creator_import_id = %(of)s"
_FOUND = f"UPDATE {STAGED} AS s SET account_id = a.id, known_creator_id = a.creator_id FROM {ACCOUNTS} AS a WHERE {_OF}"
#: The channel to which the list itself gives this handle first.
_FIRST_CHANNEL = (
    f"(SELECT o.channel_id FROM {STAGED} AS o WHERE o.creator_import_id = %(of)s AND o.network = s.network"
    " AND o.handle_key = s.handle_key AND o.channel_id <> '' ORDER BY o.number LIMIT 1)"
)

#: Found before, and still the same. A list with channel ids is looked for anew: which way it is found has an order.
_STILL_THERE = (
    f"s.channel_id = '' AND NOT s.is_new AND EXISTS (SELECT 1 FROM {ACCOUNTS} AS a WHERE a.id = s.account_id"
    " AND a.network = s.network AND a.handle_key = s.handle_key AND a.creator_id = s.known_creator_id)"
)
FORGET = (
    f"UPDATE {STAGED} AS s SET account_id = NULL, known_creator_id = NULL, is_new = %(no)s"
    f" WHERE {_OF} AND (s.account_id IS NOT NULL OR s.known_creator_id IS NOT NULL OR s.is_new)"
    f" AND NOT ({_STILL_THERE})"
)
#: A row without a channel id means the channel that the list itself gives to that handle.
ADOPT = (
    f"UPDATE {STAGED} AS s SET channel_id = {_FIRST_CHANNEL}, identity = s.network || ' ' || {_FIRST_CHANNEL}"
    f" WHERE {_OF} AND s.channel_id = '' AND {_FIRST_CHANNEL} IS NOT NULL"
)
BY_CHANNEL = (
    f"{_FOUND} AND s.channel_id <> '' AND a.network = s.network AND a.channel_id <> '' AND a.channel_id = s.channel_id"
)
#: An account written down by hand may have its channel id where others have their handle.
BY_HAND = (
    f"{_FOUND} AND s.account_id IS NULL AND s.channel_id <> '' AND a.network = s.network"
    " AND a.handle_key = s.channel_id"
)
BY_HANDLE = (
    f"{_FOUND} AND s.account_id IS NULL AND a.network = s.network AND a.handle_key = s.handle_key"
    # An account that gets its channel id from this list gets it once; a second channel of that handle is another.
    f" AND (s.channel_id = '' OR (a.channel_id = '' AND s.channel_id = {_FIRST_CHANNEL}))"
)
#: Two names of one account on file, such as its handle in one row and its channel id in another.
_MANY_NAMES = (
    f"SELECT 1 FROM {STAGED} WHERE creator_import_id = %(of)s AND account_id IS NOT NULL"
    " GROUP BY account_id HAVING min(identity) < max(identity)"
)
ONE_NAME = (
    f"UPDATE {STAGED} SET identity = '#' || CAST(account_id AS varchar(20))"
    " WHERE creator_import_id = %(of)s AND account_id IS NOT NULL"
)
#: Our own id in a list that we wrote ourselves.
BY_OWN_ID = (
    f"UPDATE {ROWS} AS r SET creator_id = c.id FROM {CREATORS} AS c"
    " WHERE r.creator_import_id = %(of)s AND r.own_id IS NOT NULL AND c.id = r.own_id"
)
OWN_ID_TELLS = (
    f"UPDATE {STAGED} AS s SET known_creator_id = r.creator_id FROM {ROWS} AS r WHERE {_OF}"
    " AND r.creator_import_id = %(of)s AND r.number = s.number AND r.own_id IS NOT NULL AND r.creator_id IS NOT NULL"
    " AND s.known_creator_id IS NULL"
)


def find_accounts(parameters: Parameters) -> None:
    """Tell which accounts (and whose) are on file. Can be asked again: it starts from nothing."""
    analyze((STAGED, ROWS))
    execute(FORGET, parameters)
    execute(
        f"UPDATE {ROWS} SET creator_id = NULL, relationship_id = NULL, is_new = %(no)s, relates = %(no)s"
        " WHERE creator_import_id = %(of)s AND (is_new OR relates OR (own_id IS NOT NULL AND creator_id IS NOT NULL))",
        parameters,
    )
    if exists(f"SELECT 1 FROM {STAGED} WHERE creator_import_id = %(of)s AND channel_id <> ''", parameters):
        execute(ADOPT, parameters)
        execute(BY_CHANNEL, parameters)
        execute(BY_HAND, parameters)
    execute(BY_HANDLE, parameters)
    if exists(f"SELECT 1 FROM {ROWS} WHERE creator_import_id = %(of)s AND own_id IS NOT NULL", parameters):
        execute(BY_OWN_ID, parameters)
        execute(OWN_ID_TELLS, parameters)
    if exists(_MANY_NAMES, parameters):
        execute(ONE_NAME, parameters)


def _led_by(key: str) -> str:
    """The earliest leader of all that share ``key`` leads all of them."""
    return (
        f"UPDATE {STAGED} AS s SET leader = g.first FROM (SELECT {key} AS k, min(leader) AS first FROM {STAGED}"
        f" WHERE creator_import_id = %(of)s AND {key} IS NOT NULL GROUP BY {key} HAVING min(leader) < max(leader)) AS g"
        f" WHERE {_OF} AND s.{key} = g.k AND s.leader > g.first"
    )


_LEAD = [_led_by(key) for key in ("identity", "known_creator_id", "number")]
_ROWS_FOLLOW = (
    f"UPDATE {ROWS} AS r SET leader = g.first FROM (SELECT number, min(leader) AS first FROM {STAGED}"
    " WHERE creator_import_id = %(of)s GROUP BY number HAVING min(leader) < number) AS g"
    " WHERE r.creator_import_id = %(of)s AND r.number = g.number AND r.leader <> g.first"
)
_FIRST_SPEAKS = (
    f"UPDATE {STAGED} AS s SET speaks = %(no)s FROM (SELECT identity, min(id) AS first FROM {STAGED}"
    " WHERE creator_import_id = %(of)s GROUP BY identity HAVING count(*) > 1) AS g"
    f" WHERE {_OF} AND s.identity = g.identity AND s.id > g.first AND s.speaks"
)


def join_rows(parameters: Parameters) -> None:
    """Rows that share an account, or whose accounts are one creator's on file, speak of one person."""
    while sum(execute(statement, parameters) for statement in _LEAD):
        pass
    execute(_ROWS_FOLLOW, parameters)
    execute(_FIRST_SPEAKS, parameters)


#: Rows that no account of theirs leads to a creator any more; those with our own id were asked about before.
_LEFT_ALONE = (
    f"UPDATE {ROWS} AS r SET creator_id = NULL WHERE r.creator_import_id = %(of)s AND r.creator_id IS NOT NULL"
    f" AND r.own_id IS NULL AND NOT EXISTS (SELECT 1 FROM {STAGED} AS s WHERE s.creator_import_id = %(of)s"
    " AND s.leader = r.number AND s.known_creator_id = r.creator_id)"
)
_CREATORS_OF_LEADERS = (
    f"UPDATE {ROWS} AS r SET creator_id = g.creator FROM (SELECT leader, min(known_creator_id) AS creator"
    f" FROM {STAGED} WHERE creator_import_id = %(of)s AND known_creator_id IS NOT NULL GROUP BY leader) AS g"
    " WHERE r.creator_import_id = %(of)s AND r.number = g.leader"
    " AND (r.creator_id IS NULL OR r.creator_id <> g.creator)"
)
_JOINED = (
    f"UPDATE {ROWS} SET creator_id = candidate_id WHERE creator_import_id = %(of)s AND decision = 'join'"
    " AND creator_id IS NULL AND candidate_id IS NOT NULL"
    f" AND EXISTS (SELECT 1 FROM {CREATORS} AS c WHERE c.id = candidate_id)"
)
#: Of one person by what the list says, of several by what is on file.
_TORN = (
    f"UPDATE {ROWS} AS r SET outcome = 'torn' FROM (SELECT leader FROM {STAGED}"
    " WHERE creator_import_id = %(of)s AND known_creator_id IS NOT NULL GROUP BY leader"
    " HAVING min(known_creator_id) < max(known_creator_id)) AS g"
    " WHERE r.creator_import_id = %(of)s AND r.number = g.leader"
)
_TORN_NO_MORE = f"UPDATE {ROWS} SET outcome = 'new' WHERE creator_import_id = %(of)s AND outcome = 'torn'"
_UNRELATED = (
    f"UPDATE {ROWS} AS r SET relationship_id = NULL WHERE r.creator_import_id = %(of)s"
    f" AND r.relationship_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {RELATIONSHIPS} AS f"
    " WHERE f.id = r.relationship_id AND f.creator_id = r.creator_id AND f.brand_id = %(brand)s)"
)
_RELATED = (
    f"UPDATE {ROWS} AS r SET relationship_id = f.id FROM {RELATIONSHIPS} AS f"
    " WHERE r.creator_import_id = %(of)s AND r.creator_id IS NOT NULL AND r.relationship_id IS NULL"
    " AND f.creator_id = r.creator_id AND f.brand_id = %(brand)s"
)


def find_creators(parameters: Parameters) -> None:
    """Tell whom on file each leading row means, and which relationship with the brand is on file."""
    for statement in (_LEFT_ALONE, _CREATORS_OF_LEADERS, _JOINED, _TORN_NO_MORE, _TORN, _UNRELATED, _RELATED):
        execute(statement, parameters)
