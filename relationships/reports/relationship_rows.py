"""One page of relationships as the staff list shows them: plain values, read in two queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from relationships.domain.networks import NETWORKS
from relationships.domain.relationships import Stage
from relationships.models import Account


@dataclass(frozen=True, slots=True)
class Handle:
    handle: str
    network: str


@dataclass(frozen=True, slots=True)
class RelationshipRow:
    """A relationship with the names and handles beside it. What is not known is None, "" or an empty tuple."""

    id: int
    creator: str
    handles: Sequence[Handle]
    brand: str
    owner: str
    stage: str
    do_not_contact: bool
    tier: str
    followers: int | None
    engagement_rate: Decimal | None
    engagement_basis: str
    compensation: str
    history_kind: str
    history_count: int
    history_since: date | None
    fit_score: float | None
    fit_low: float | None
    fit_high: float | None
    fit_coverage: float
    fit_rated: bool
    fit_disputed: bool
    fit_blocked: bool
    fit_uncleared: bool
    fit_medium_from: date | None
    confidence_low_from: date | None
    last_touch_at: datetime | None
    next_action: str
    next_due_on: date | None
    next_due_kind: str

    @property
    def muted(self) -> bool:
        """Whether nobody works on it any more."""
        return self.do_not_contact or self.stage == Stage.ENDED


_OWN = tuple(
    name for name in RelationshipRow.__dataclass_fields__ if name not in ("id", "creator", "handles", "brand", "owner")
)
#: What has to be read of each relationship.
COLUMNS = (
    *_OWN, "creator_id", "creator__name", "brand__name", "owner__first_name", "owner__last_name", "owner__username",
)  # fmt: skip


def relationship_rows(records: Iterable[Mapping[str, Any]]) -> Sequence[RelationshipRow]:
    """Rows from records of `COLUMNS`, in the same order."""
    records = list(records)
    handles = _handles_of({record["creator_id"] for record in records})
    return [
        RelationshipRow(
            id=record["id"],
            creator=record["creator__name"],
            handles=handles[record["creator_id"]],
            brand=record["brand__name"],
            owner=_name_of_owner(record),
            **{name: record[name] for name in _OWN},
        )
        for record in records
    ]


def _handles_of(creators: set[int]) -> Mapping[int, Sequence[Handle]]:
    """The accounts of each creator, the main one first."""
    found: defaultdict[int, list[Handle]] = defaultdict(list)
    accounts = Account.objects.filter(creator__in=creators).values_list("creator_id", "handle", "network")
    for creator, handle, network in accounts:
        found[creator].append(Handle(handle, NETWORKS[network].label))
    return found


def _name_of_owner(record: Mapping[str, Any]) -> str:
    """As `User.__str__` says it."""
    names = f"{record['owner__first_name'] or ''} {record['owner__last_name'] or ''}"
    return names.strip() or record["owner__username"] or ""
