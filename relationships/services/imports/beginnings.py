"""How rows on file stood before an import changed them, where no history tells: those that were loaded in bulk.

An undo reads there what stood before. Written in the transaction that changes the rows, set by set.
"""

import re
from collections.abc import Collection
from typing import Any

from django.db.models import Exists, Model, OuterRef
from django.db.models.expressions import RawSQL

from relationships.models import Account, AudienceSnapshot, Creator, Relationship
from relationships.querysets.staged import changes
from relationships.querysets.staged.statements import (
    ACCOUNTS,
    CREATORS,
    RELATIONSHIPS,
    ROWS,
    SNAPSHOTS,
    STAGED,
    Parameters,
    prepared,
)
from relationships.services.audit import record_history

_NAMED = re.compile(r"%\((\w+)\)s")


def keep_beginnings(parameters: Parameters, newer: Collection[str], *, reason: str, user: Any) -> None:
    """A row of history for everything that the judged list will change and of which there is none."""
    updated = "r.creator_import_id = %(of)s AND r.outcome = 'updated'"
    of_list = f"{STAGED} AS s JOIN {ROWS} AS r ON {updated} AND r.number = s.leader"
    ours = "s.creator_import_id = %(of)s AND s.speaks"
    person, plan, account = (
        changes.any_of(of(newer)) for of in (changes.of_person, changes.of_plan, changes.of_account)
    )
    with_creator = f"{ROWS} AS r JOIN {CREATORS} AS c ON c.id = r.creator_id"
    concerned: dict[type[Model], str] = {
        Creator: f"SELECT c.id FROM {with_creator} WHERE {updated} AND {person}",
        Account: f"SELECT a.id FROM {of_list} JOIN {ACCOUNTS} AS a ON a.id = s.account_id WHERE {ours} AND {account}",
        AudienceSnapshot: (
            f"SELECT k.id FROM {of_list} JOIN {SNAPSHOTS} AS k ON k.account_id = s.account_id"
            f" AND k.measured_on = s.measured_on WHERE {ours}"
            " AND (s.followers IS NOT NULL OR s.engagement_rate IS NOT NULL)"
        ),
        Relationship: (
            f"SELECT f.id FROM {ROWS} AS r JOIN {RELATIONSHIPS} AS f ON f.id = r.relationship_id"
            f" WHERE {updated} AND {plan}"
        ),
    }
    for model, ids in concerned.items():
        historical: Any = model
        untold = ~Exists(historical.history.filter(id=OuterRef("pk")).order_by())
        named = RawSQL(*_by_place(ids, prepared(parameters)))  # noqa: S611 - names of our own, values by place
        rows = model._default_manager.filter(untold, pk__in=named)
        record_history(rows, reason=f"before {reason}", user=user)


def _by_place(sql: str, parameters: Parameters) -> tuple[str, list[Any]]:
    """The same statement with its values by place, as Django's own SQL has them."""
    return _NAMED.sub("%s", sql), [parameters[name] for name in _NAMED.findall(sql)]
