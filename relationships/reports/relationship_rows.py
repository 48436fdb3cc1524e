"""One page of relationships as the staff list shows them: plain values, read in two queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, BooleanField, CharField, F, QuerySet, Value

from relationships.domain.networks import NETWORKS
from relationships.domain.playbooks.labels import shown_order
from relationships.domain.relationships import Stage
from relationships.models import Account, RelationshipTag, StandingAdvice


@dataclass(frozen=True, slots=True)
class Handle:
    handle: str
    network: str


@dataclass(frozen=True, slots=True)
class Standing:
    """An advice that stands today and that nobody dismissed: the words of its `Code` and `Severity`."""

    code: str
    severity: str


@dataclass(frozen=True, slots=True)
class RelationshipRow:
    """A relationship with the names and handles beside it. What is not known is None, "" or an empty tuple.

    ``advice`` is in the order in which it is shown; ``drift`` counts its blocks and warnings.
    """

    id: int
    creator: str
    handles: Sequence[Handle]
    advice: Sequence[Standing]
    tags: Sequence[str]
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
    drift: int
    drift_blocks: int
    last_touch_at: datetime | None
    next_action: str
    next_due_on: date | None
    next_due_kind: str
    next_action_kind: str
    network: str
    country: str
    language: str
    ladder: str
    renewal_on: date | None
    created_at: datetime

    @property
    def name(self) -> str:
        return self.creator

    @property
    def muted(self) -> bool:
        """Whether nobody works on it any more."""
        return self.do_not_contact or self.stage == Stage.ENDED


_BESIDE = ("id", "creator", "handles", "advice", "tags", "brand", "owner")
_OWN = tuple(name for name in RelationshipRow.__dataclass_fields__ if name not in _BESIDE)
#: What has to be read of each relationship.
COLUMNS = (
    *_OWN, "creator_id", "creator__name", "brand__name", "owner__first_name", "owner__last_name", "owner__username",
    "drift_changes_on",
)  # fmt: skip


def relationship_rows(records: Iterable[Mapping[str, Any]]) -> Sequence[RelationshipRow]:
    """Rows from records of `COLUMNS`, in the same order."""
    records = list(records)
    handles, advice, tags = _beside({record["creator_id"] for record in records}, {record["id"] for record in records})
    return [
        RelationshipRow(
            id=record["id"],
            creator=record["creator__name"],
            handles=handles[record["creator_id"]],
            advice=advice[record["id"]],
            tags=tags[record["id"]],
            brand=record["brand__name"],
            owner=name_of_owner(record),
            **{name: record[name] for name in _OWN},
        )
        for record in records
    ]


def _beside(
    creators: set[int], relationships: set[int]
) -> tuple[Mapping[int, Sequence[Handle]], Mapping[int, Sequence[Standing]], Mapping[int, Sequence[str]]]:
    """The accounts of each creator, the main one first, and the advice about each relationship with its tags, in one
    query."""
    handles: defaultdict[int, list[Handle]] = defaultdict(list)
    advice: defaultdict[int, list[Standing]] = defaultdict(list)
    tags: defaultdict[int, list[str]] = defaultdict(list)
    accounts = _part("account", Account.objects.filter(creator__in=creators), "creator_id", "handle", "network")
    standing = StandingAdvice.objects.filter(relationship__in=relationships, dismissed=False)
    tagged = RelationshipTag.objects.filter(relationship__in=relationships)
    union = accounts.union(
        _part("advice", standing, "relationship_id", "code", "severity"),
        _part("tag", tagged, "relationship_id", "tag__name", "tag__name_key"),
        all=True,
    )
    for kind, whose, word, other, *_ in sorted(union, key=_order):
        if kind == "account":
            handles[whose].append(Handle(word, NETWORKS[other].label))
        elif kind == "advice":
            advice[whose].append(Standing(word, other))
        else:
            tags[whose].append(word)
    return handles, advice, tags


def _part(kind: str, rows: QuerySet[Any, Any], *columns: str) -> Any:
    order: Mapping[str, Any] = {"main": "is_primary", "size": "followers"}
    if kind != "account":
        order = {"main": Value(False, BooleanField()), "size": Value(None, BigIntegerField(null=True))}
    named = rows.order_by().annotate(kind=Value(kind, CharField()))
    for name, value in order.items():
        named = named.annotate(**{name: F(value) if isinstance(value, str) else value})
    return named.values_list("kind", *columns, "main", "size", "pk")


def _order(row: Sequence[Any]) -> tuple[Any, ...]:
    """Accounts as their model orders them, advice as the rules give it, tags by the alphabet."""
    kind, _, word, other, main, size, pk = row
    if kind == "advice":
        return (kind, *shown_order(other, word))
    if kind == "tag":
        return (kind, other)
    return (kind, not main, size is None, -(size or 0), pk)


def name_of_owner(record: Mapping[str, Any]) -> str:
    """As `User.__str__` says it."""
    names = f"{record['owner__first_name'] or ''} {record['owner__last_name'] or ''}"
    return names.strip() or record["owner__username"] or ""
