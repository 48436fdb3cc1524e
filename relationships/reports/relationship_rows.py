"""One page of relationships as the staff list shows them: plain values, read in two queries."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from operator import itemgetter
from typing import Any, TypeVar

from django.db.models import BigIntegerField, BooleanField, CharField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast, JSONArray

from relationships.domain.networks import NETWORKS
from relationships.domain.playbooks.labels import shown_order
from relationships.domain.relationships import Stage
from relationships.models import Account, RelationshipTag, StandingAdvice
from relationships.querysets.prepared import Prepared, listed, prepare


@dataclass(frozen=True, slots=True)
class Handle:
    handle: str
    network: str


@dataclass(frozen=True, slots=True)
class Standing:
    """An advice that stands today and that nobody dismissed: the words of its `Code` and `Severity`."""

    code: str
    severity: str


#: For the ids of the page's creators, relationships and brands, which the queries of its parts ask for by ``__in``.
CREATORS, RELATIONSHIPS, BRANDS = -1_000_001, -1_000_002, -1_000_003


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What is read beside the rows, in the same query: ``columns`` (name to column) of ``rows``, each of which belongs
    to the id in its column ``whose``. ``kind`` tells the parts apart. Days and moments come as their ISO text.

    One part is the same for every page: the query is composed from it once.
    """

    kind: str
    rows: QuerySet[Any, Any]
    whose: str
    columns: Mapping[str, str]


#: What the parts hold: by kind, by the id of whom it belongs to.
Beside = Mapping[str, Mapping[int, Sequence[Mapping[str, Any]]]]


@dataclass(slots=True)
class RelationshipRow:
    """A relationship with the names and handles beside it. What is not known is None, "" or an empty tuple.

    ``advice`` is in the order in which it is shown; ``drift`` counts its blocks and warnings. Not frozen: writing forty
    fields past that guard takes four times as long, for every row of every page.
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


_Row = TypeVar("_Row", bound=RelationshipRow)
#: What a row begins with; the others are columns of the relationship, in their order.
_BESIDE = ("id", "creator", "handles", "advice", "tags", "brand", "owner")
_OWN = tuple(RelationshipRow.__dataclass_fields__)[len(_BESIDE) :]
_own = itemgetter(*_OWN)
#: What has to be read of each relationship.
COLUMNS = (
    *_OWN, "creator_id", "creator__name", "brand__name", "owner__first_name", "owner__last_name", "owner__username",
    "drift_changes_on", "brand_id",
)  # fmt: skip


def relationship_rows(records: Iterable[Mapping[str, Any]]) -> Sequence[RelationshipRow]:
    """Rows from records of `COLUMNS`, in the same order."""
    return rows_with(RelationshipRow, list(records), (), _nothing)


def _nothing(*_: object) -> Mapping[str, Any]:
    return {}


def rows_with(
    row: type[_Row],
    records: Sequence[Mapping[str, Any]],
    parts: tuple[Part, ...],
    more: Callable[[Mapping[str, Any], Beside], Mapping[str, Any]],
) -> Sequence[_Row]:
    """The same as rows that show more: ``more`` makes their further fields from the record and from the ``parts``."""
    handles, advice, tags, beside = _beside(records, parts)
    return [
        row(
            record["id"],
            record["creator__name"],
            handles[record["creator_id"]],
            advice[record["id"]],
            tags[record["id"]],
            record["brand__name"],
            name_of_owner(record),
            *_own(record),
            **more(record, beside),
        )
        for record in records
    ]


def _beside(
    records: Sequence[Mapping[str, Any]], parts: tuple[Part, ...]
) -> tuple[Mapping[int, Sequence[Handle]], Mapping[int, Sequence[Standing]], Mapping[int, Sequence[str]], Beside]:
    """The accounts of each creator, the main one first, the advice about each relationship with its tags, and whatever
    else the list shows, in one query."""
    handles: defaultdict[int, list[Handle]] = defaultdict(list)
    advice: defaultdict[int, list[Standing]] = defaultdict(list)
    tags: defaultdict[int, list[str]] = defaultdict(list)
    told: dict[str, list[tuple[int, str]]] = {part.kind: [] for part in parts}
    found = _composed(parts).rows(
        creators=listed({record["creator_id"] for record in records}),
        relationships=listed({record["id"] for record in records}),
        brands=listed({record["brand_id"] for record in records}),
    )
    for kind, whose, word, other, *_ in sorted(found, key=_order):
        if kind == "account":
            handles[whose].append(Handle(word, NETWORKS[other].label))
        elif kind == "advice":
            advice[whose].append(Standing(word, other))
        elif kind == "tag":
            tags[whose].append(word)
        else:
            told[kind].append((whose, word))
    return handles, advice, tags, {part.kind: _read(part, told[part.kind]) for part in parts}


def _read(part: Part, told: Sequence[tuple[int, str]]) -> Mapping[int, Sequence[Mapping[str, Any]]]:
    """What a part holds, by the id of whom it belongs to; its texts are taken apart in one go."""
    found: defaultdict[int, list[Mapping[str, Any]]] = defaultdict(list)
    names = tuple(part.columns)
    values = json.loads(f"[{','.join(text for _, text in told)}]")
    for (whose, _), said in zip(told, values, strict=True):
        found[whose].append(dict(zip(names, said, strict=True)))
    return found


@cache
def _composed(parts: tuple[Part, ...]) -> Prepared:
    accounts = _part("account", Account.objects.filter(creator__in=[CREATORS]), "creator_id", "handle", "network")
    standing = StandingAdvice.objects.filter(relationship__in=[RELATIONSHIPS], dismissed=False)
    tagged = RelationshipTag.objects.filter(relationship__in=[RELATIONSHIPS])
    union = accounts.union(
        _part("advice", standing, "relationship_id", "code", "severity"),
        _part("tag", tagged, "relationship_id", "tag__name", "tag__name_key"),
        *(_told(part) for part in parts),
        all=True,
    )
    return prepare(union, {CREATORS: "creators", RELATIONSHIPS: "relationships", BRANDS: "brands"})


def _told(part: Part) -> Any:
    """A part with its columns as one text, so that parts of any shape can stand in one union."""
    told = Cast(JSONArray(*part.columns.values()), TextField())
    return _part(part.kind, part.rows, part.whose, told, Value("", CharField()))


def _part(kind: str, rows: QuerySet[Any, Any], *columns: Any) -> Any:
    order: Mapping[str, Any] = {"beside_main": "is_primary", "beside_size": "followers"}
    if kind != "account":
        order = {"beside_main": Value(False, BooleanField()), "beside_size": Value(None, BigIntegerField(null=True))}
    named = rows.order_by().annotate(beside_kind=Value(kind, CharField()))
    for name, value in order.items():
        named = named.annotate(**{name: F(value) if isinstance(value, str) else value})
    return named.values_list("beside_kind", *columns, *order, "pk")


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
