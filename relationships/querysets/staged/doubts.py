"""Staged rows of nobody on file who may be somebody on file after all: the same e-mail, or a name alike in one country.

A hint and no more: agents share e-mails and people share names, so a person decides.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from relationships.domain.likeness import BEGINNING, LENGTHS, SHORTEST
from relationships.querysets.staged.statements import CREATORS, ROWS, Parameters, execute, fetch

#: A beginning that more creators of a country share than this tells nothing: only the very same name counts then.
CROWD = 25
_CHUNK = 5_000

_ASKED = (
    "r.creator_import_id = %(of)s AND r.leader = r.number AND r.creator_id IS NULL AND r.decision = ''"
    " AND r.candidate_id IS NULL"
)
_FORGET = (
    f"UPDATE {ROWS} SET candidate_id = NULL, doubt = '' WHERE creator_import_id = %(of)s AND decision = ''"
    " AND candidate_id IS NOT NULL"
)
_SAME_EMAIL = (
    f"UPDATE {ROWS} AS r SET candidate_id = g.creator, doubt = 'the same e-mail' FROM (SELECT r.number, min(c.id) AS"
    f" creator FROM {ROWS} AS r JOIN {CREATORS} AS c ON lower(c.email) = lower(r.email) AND c.email <> ''"
    f" WHERE {_ASKED} AND r.email <> '' GROUP BY r.number) AS g WHERE r.creator_import_id = %(of)s"
    " AND r.number = g.number"
)
_BEGINS = f"substr(c.name_key, 1, {BEGINNING}) = substr(r.name_key, 1, {BEGINNING})"
_SAME_PLACE = "c.country = r.country AND c.country <> ''"
_HAS_NAME = f"{_ASKED} AND r.name <> '' AND r.country <> '' AND length(r.name_key) >= {SHORTEST}"
_NAMED = f"{_HAS_NAME} AND r.number > %(after)s"
_SAME_NAME = (
    f"UPDATE {ROWS} AS r SET candidate_id = g.creator, doubt = 'the same name in the same country' FROM (SELECT"
    f" r.number, min(c.id) AS creator FROM {ROWS} AS r JOIN {CREATORS} AS c ON c.name_key = r.name_key"
    f" AND {_SAME_PLACE} WHERE {_HAS_NAME} GROUP BY r.number) AS g WHERE r.creator_import_id = %(of)s"
    " AND r.number = g.number"
)
_SAME_BEGINNING = (
    "SELECT r.number, r.name_key, c.id, c.name_key FROM (SELECT * FROM (SELECT r.number, r.name_key, r.country,"
    f" (SELECT count(*) FROM (SELECT 1 AS one FROM {CREATORS} AS c WHERE {_BEGINS} AND {_SAME_PLACE}"
    f" LIMIT {CROWD + 1}) AS few) AS crowd FROM {ROWS} AS r WHERE {_NAMED} ORDER BY r.number LIMIT {_CHUNK}) AS n"
    f") AS r JOIN {CREATORS} AS c ON {_BEGINS} AND {_SAME_PLACE} WHERE r.crowd <= {CROWD}"
    f" AND length(c.name_key) BETWEEN {LENGTHS[0]} * length(r.name_key) AND {LENGTHS[1]} * length(r.name_key)"
    " ORDER BY r.number, c.id"
)
_LAST_ASKED = (
    f"SELECT max(number) FROM (SELECT r.number FROM {ROWS} AS r WHERE {_NAMED} ORDER BY r.number LIMIT {_CHUNK}) AS n"
)


class Candidate(NamedTuple):
    """A staged row, and a creator on file whose name begins alike in the same country."""

    number: int
    name: str
    creator_id: int
    on_file: str


def doubt_the_same(parameters: Parameters) -> None:
    """Forget what was in doubt and not decided; then note whose e-mail, or very name and country, is on file."""
    for statement in (_FORGET, _SAME_EMAIL, _SAME_NAME):
        execute(statement, parameters)


def named_alike(parameters: Parameters) -> Iterator[list[Candidate]]:
    """For each row that may be somebody on file by its name: the candidates."""
    after = -1
    while (last := fetch(_LAST_ASKED, {**parameters, "after": after})[0][0]) is not None:
        found = (Candidate(*row) for row in fetch(_SAME_BEGINNING, {**parameters, "after": after}))
        for _, candidates in groupby(found, lambda one: one.number):
            yield list(candidates)
        after = last
