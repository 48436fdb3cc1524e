"""What a staged list changes of what is on file: each column's condition and its new value, side by side.

Two policies: "fill blanks only" leaves what people wrote; "newer wins" takes what the list says. A blank in the list
never changes anything. ``r`` is a staged row and ``c`` its creator, ``f`` its relationship; ``s`` a staged account and
``a`` the account on file.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from relationships.querysets.staged.statements import (
    ACCOUNTS,
    CREATORS,
    LABELS,
    RELATIONSHIPS,
    ROWS,
    SNAPSHOTS,
    STAGED,
    Parameters,
    differs,
    execute,
)

#: Columns of a creator that a list can say, besides the name.
PERSON = ("email", "phone", "country", "language", "notes")
#: Columns of a relationship. The stage is only that of a new one: moving it on is a step with conditions of its own.
PLAN = ("compensation", "next_action")


@dataclass(frozen=True, slots=True)
class Change:
    """``when``: the condition under which a column changes; ``to``: what it then holds."""

    when: str
    to: str


Changes = Mapping[str, Change]

_BLANK = "= ''"

#: Where nobody has written a name yet, the handle stands for it.
_NAMED_BY_HANDLE = (
    f"EXISTS (SELECT 1 FROM {ACCOUNTS} AS n WHERE n.creator_id = c.id"
    " AND ltrim(c.name_key, '@') IN (lower(ltrim(n.handle, '@')), lower(n.handle_key)))"
)
#: A reading of an earlier day than the one on file is kept under its day and changes nothing else.
_FRESH = "(a.measured_on IS NULL OR s.measured_on >= a.measured_on)"
#: Filed under its channel id, as long as nobody else has the handle that the list gives it.
_HANDLE_IS_FREE = (
    f"NOT EXISTS (SELECT 1 FROM {ACCOUNTS} AS h WHERE h.network = s.network AND h.handle_key = s.handle_key)"
)


def _text(listed: str, stored: str, newer: bool) -> Change:
    return Change(f"({listed} <> '' AND {stored} {f'<> {listed}' if newer else _BLANK})", listed)


def of_person(newer: Collection[str]) -> Changes:
    changes = {column: _text(f"r.{column}", f"c.{column}", column in newer) for column in PERSON}
    unlike = "r.name <> '' AND c.name <> r.name"
    renamed = f"({unlike})" if "name" in newer else f"({unlike} AND c.name_key <> r.name_key AND {_NAMED_BY_HANDLE})"
    return {"name": Change(renamed, "r.name"), "name_key": Change(renamed, "r.name_key"), **changes}


def of_plan(newer: Collection[str]) -> Changes:
    changes = {column: _text(f"r.{column}", f"f.{column}", column in newer) for column in PLAN}
    return {**changes, "next_action_on": Change(changes["next_action"].when, "r.next_action_on")}


def of_account(newer: Collection[str]) -> Changes:
    followers = (
        f"{_FRESH} AND {differs('a.followers', 's.followers')}" if "followers" in newer else "a.followers IS NULL"
    )
    rate = (
        f"{_FRESH} AND ({differs('a.engagement_rate', 's.engagement_rate')}"
        " OR a.engagement_basis <> s.engagement_basis)"
        if "engagement_rate" in newer
        else "a.engagement_rate IS NULL"
    )
    read = f"(s.followers IS NOT NULL AND {followers})", f"(s.engagement_rate IS NOT NULL AND {rate})"
    handle = (
        f"(s.channel_id <> '' AND a.handle_key = s.channel_id AND s.handle_key <> s.channel_id AND {_HANDLE_IS_FREE})"
    )
    return {
        "followers": Change(read[0], "s.followers"),
        "engagement_rate": Change(read[1], "s.engagement_rate"),
        "engagement_basis": Change(read[1], "s.engagement_basis"),
        "measured_on": Change(f"({' OR '.join(read)})", "s.measured_on"),
        "channel_id": Change("(s.channel_id <> '' AND a.channel_id = '')", "s.channel_id"),
        "url": Change("(s.url <> '' AND a.url = '')", "s.url"),
        "handle": Change(handle, "s.handle"),
        "handle_key": Change(handle, "s.handle_key"),
    }


def any_of(changes: Changes) -> str:
    return f"({' OR '.join(dict.fromkeys(change.when for change in changes.values()))})"


def new_value(column: str, stored: str, change: Change) -> str:
    """What ``column`` of the table called ``stored`` holds afterwards."""
    return f"CASE WHEN {change.when} THEN {change.to} ELSE {stored}.{column} END"


#: A reading of a day before the latest one, which is not on file as the list has it.
OLDER_READING = (
    "((s.followers IS NOT NULL OR s.engagement_rate IS NOT NULL) AND a.measured_on IS NOT NULL"
    " AND s.measured_on < a.measured_on"
    f" AND NOT EXISTS (SELECT 1 FROM {SNAPSHOTS} AS k WHERE k.account_id = a.id AND k.measured_on = s.measured_on))"
)
#: Categories are said about the person: filled where there are none.
UNFILED = "NOT EXISTS (SELECT 1 FROM relationships_creatorcategory AS g WHERE g.creator_id = {creator})"
#: Leading rows that name a category, and those with a tag that their relationship does not bear.
_CATEGORISED = f"SELECT DISTINCT leader FROM {LABELS} WHERE creator_import_id = %(of)s AND kind = 'category'"
_UNTAGGED = (
    f"SELECT DISTINCT l.leader FROM {LABELS} AS l JOIN {ROWS} AS o ON o.creator_import_id = %(of)s"
    " AND o.number = l.leader WHERE l.creator_import_id = %(of)s AND l.kind = 'tag' AND NOT EXISTS"
    " (SELECT 1 FROM relationships_relationshiptag AS g JOIN relationships_tag AS t ON t.id = g.tag_id"
    " WHERE g.relationship_id = o.relationship_id AND t.name_key = l.name_key)"
)


def judge(parameters: Parameters, newer: Collection[str]) -> None:
    """Say of each row what it would do. Those that are torn between several creators were told before."""
    execute(_judgement(newer), parameters)


def _judgement(newer: Collection[str]) -> str:
    """One statement, which writes only where a row's outcome is another than before."""
    accounts = (
        f"FROM {STAGED} AS s LEFT JOIN {ACCOUNTS} AS a ON a.id = s.account_id"
        " WHERE s.creator_import_id = %(of)s AND s.leader = r.number AND s.speaks"
        f" AND (s.account_id IS NULL OR {any_of(of_account(newer))} OR {OLDER_READING})"
    )
    changed = " OR ".join(
        (
            f"(c.id IS NOT NULL AND {any_of(of_person(newer))})",
            f"(f.id IS NOT NULL AND {any_of(of_plan(newer))})",
            f"EXISTS (SELECT 1 {accounts})",
            f"(k.leader IS NOT NULL AND {UNFILED.format(creator='r.creator_id')})",
            "u.leader IS NOT NULL",
        )
    )
    outcome = (
        "CASE WHEN r.leader <> r.number THEN 'folded'"
        f" WHEN r.creator_id IS NOT NULL THEN CASE WHEN r.relationship_id IS NULL OR {changed} THEN 'updated'"
        " ELSE 'unchanged' END WHEN r.decision = 'leave' THEN 'left' WHEN r.decision = ''"
        " AND r.candidate_id IS NOT NULL AND NOT %(create_doubtful)s THEN 'doubt' ELSE 'new' END"
    )
    judged = (
        f"SELECT r.id, {outcome} AS outcome FROM {ROWS} AS r LEFT JOIN {CREATORS} AS c ON c.id = r.creator_id"
        f" LEFT JOIN {RELATIONSHIPS} AS f ON f.id = r.relationship_id"
        f" LEFT JOIN ({_CATEGORISED}) AS k ON k.leader = r.number LEFT JOIN ({_UNTAGGED}) AS u ON u.leader = r.number"
        " WHERE r.creator_import_id = %(of)s AND r.outcome <> 'torn'"
    )
    return (
        f"UPDATE {ROWS} AS t SET outcome = g.outcome FROM ({judged}) AS g WHERE t.id = g.id AND t.outcome <> g.outcome"
    )
