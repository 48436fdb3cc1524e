"""One page of collaborations as their list shows them: plain values, read with the rows themselves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from relationships.domain.collaboration_marks import RUNNING, Mark, marks_of
from relationships.domain.collaborations import Status
from relationships.reports.relationship_rows import name_of_owner
from relationships.services.facts import COLLABORATION_COLUMNS, collaboration_facts


@dataclass(frozen=True, slots=True)
class CollaborationRow:
    """``marks``: what asks for attention. ``fee_due_on`` follows from the terms where no day was agreed."""

    id: int
    relationship: int
    creator: str
    handle: str
    brand: str
    owner: str
    title: str
    kind: str
    status: str
    compensation: str
    is_gift: bool
    fee: Decimal | None
    product_value: Decimal | None
    currency: str
    commission_percent: Decimal | None
    tier_agreed: str
    starts_on: date | None
    ends_on: date | None
    live_on: date | None
    deadline_on: date | None
    fee_due_on: date | None
    paid_on: date | None
    contract_signed_on: date | None
    disclosure_words: str
    has_proof: bool
    is_live: bool
    do_not_contact: bool
    marks: frozenset[Mark]

    @property
    def name(self) -> str:
        return f"{self.creator}, {self.title}" if self.title else self.creator

    @property
    def muted(self) -> bool:
        """Whether nothing is to be done for it any more."""
        return self.status == Status.CANCELLED

    @property
    def runs(self) -> bool:
        return self.status in RUNNING


_OWN = (
    "id", "title", "kind", "status", "compensation", "is_gift", "fee", "product_value", "currency",
    "commission_percent", "tier_agreed", "starts_on", "ends_on", "live_on", "deadline_on", "paid_on",
    "contract_signed_on", "disclosure_words",
)  # fmt: skip
_BESIDE = {
    "creator": "relationship__creator__name", "handle": "relationship__creator__main_account__handle",
    "brand": "relationship__brand__name",
}  # fmt: skip
_OWNER = ("first_name", "last_name", "username")
#: What has to be read of each collaboration.
COLUMNS = (
    *dict.fromkeys((*_OWN, *COLLABORATION_COLUMNS)), "relationship_id", "relationship__do_not_contact",
    *_BESIDE.values(),
    *(f"relationship__owner__{name}" for name in _OWNER),
)  # fmt: skip


def collaboration_rows(records: Iterable[Mapping[str, Any]]) -> Sequence[CollaborationRow]:
    """Rows from records of `COLUMNS`, in the same order."""
    today = timezone.localdate()
    return [_row(record, today) for record in records]


def _row(record: Mapping[str, Any], today: date) -> CollaborationRow:
    facts = collaboration_facts(record)
    return CollaborationRow(
        **{name: record[name] for name in _OWN},
        **_words(record),
        relationship=record["relationship_id"],
        do_not_contact=record["relationship__do_not_contact"],
        owner=owner_of(record),
        fee_due_on=facts.fee_due_on,
        has_proof=facts.disclosure_proof,
        is_live=facts.is_live(today),
        marks=marks_of(facts, today),
    )


def _words(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """What stands in other tables; a creator without an account has no handle."""
    return {name: record[column] or "" for name, column in _BESIDE.items()}


def owner_of(record: Mapping[str, Any]) -> str:
    return name_of_owner({f"owner__{name}": record[f"relationship__owner__{name}"] for name in _OWNER})
