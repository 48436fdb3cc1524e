"""One import being written: what all of its steps share."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Model, QuerySet

from relationships.domain.import_states import Outcome
from relationships.models import (
    Account,
    AudienceSnapshot,
    Category,
    Creator,
    CreatorCategory,
    CreatorImport,
    Relationship,
    RelationshipTag,
    StagedRow,
    Tag,
)
from relationships.services.audit import IMPORTED, record_history
from relationships.services.imports.preparing import newer_columns, parameters_of

#: What an import can write, in the order in which it is written: each after what it points at.
WRITTEN: Sequence[type[Model]] = (
    Category, Tag, Creator, Account, AudienceSnapshot, CreatorCategory, Relationship, RelationshipTag,
)  # fmt: skip
TAKEN = (Outcome.NEW, Outcome.UPDATED)
#: Staged rows (``r``) that are written.
LEADS = "r.creator_import_id = %(of)s AND r.outcome IN ('new', 'updated')"


def reason_of(creator_import: CreatorImport) -> str:
    """What stands with every row of history that an import writes; its number tells it from others of that file."""
    return f"{IMPORTED}{creator_import.source_name[:70]} (no. {creator_import.pk})"


class Writing:
    """Used within a transaction. ``stamp`` marks the rows that it wrote; ``parameters`` are those of its statements;
    ``foreseen``: what the playbook says of newcomers, by the place that their staged rows name."""

    def __init__(self, creator_import: CreatorImport, stamp: datetime, today: date) -> None:
        self.record, self.stamp, self.today = creator_import, stamp, today
        self.newer = newer_columns(creator_import.mapping)
        self.reason = reason_of(creator_import)
        self.foreseen: Sequence[dict[str, Any]] = ()
        self.parameters = {
            **parameters_of(creator_import),
            "stamp": stamp,
            "today": today,
            "source": f"{creator_import.source_name[:270]}, {today}",
            "network": creator_import.network,
        }

    def rows(self, *outcomes: Outcome) -> QuerySet[StagedRow]:
        return StagedRow.objects.filter(creator_import=self.record, outcome__in=outcomes).order_by()

    def keep(self, rows: QuerySet[Any], kind: str) -> None:
        """Write their history."""
        record_history(rows, kind=kind, reason=self.reason, user=self.record.by)
