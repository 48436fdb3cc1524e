"""Which versions of which rows tell the story of a relationship and of a creator, and the kind of each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.db.models import Q

from relationships.models import (
    Account,
    Adjudication,
    AdviceDecision,
    Attachment,
    Brief,
    ChecklistTick,
    Collaboration,
    Contribution,
    Creator,
    CreatorCategory,
    GateOverride,
    LadderDecision,
    Rating,
    Relationship,
    RelationshipTag,
    Result,
    Touchpoint,
)
from relationships.reports.timeline_versions import Source
from relationships.services.audit import IMPORTED
from relationships.services.creator_merge_links import taken_in


class Kind(StrEnum):
    TOUCHPOINT = "touchpoint"
    COLLABORATION = "collaboration"
    RATING = "rating"
    DECISION = "decision"
    TIER = "tier"
    FILE = "file"
    IMPORT = "import"
    CHANGE = "change"


_BY_IMPORT = Q(history_change_reason__startswith=IMPORTED)


@dataclass(frozen=True, slots=True)
class Told:
    """A source of the story and the kind under which it is filed, unless an import wrote it."""

    kind: Kind
    source: Source


def _own(kind: Kind, model: Any, where: Mapping[str, Any], happened: str = "", *, is_day: bool = False) -> Told:
    return Told(kind, Source(model, where, happened, is_day))


def _of_relationships(relationships: Mapping[str, Any]) -> Sequence[Told]:
    """What hangs on relationships; ``relationships``: the lookup on a row's column that finds it."""
    works = {"collaboration_id__in": Collaboration.history.filter(**relationships).values("id")}
    return (
        _own(Kind.TOUCHPOINT, Touchpoint, relationships, "happened_at"),
        _own(Kind.COLLABORATION, Collaboration, relationships, "created_at"),
        _own(Kind.COLLABORATION, Result, works, "measured_on", is_day=True),
        _own(Kind.COLLABORATION, Contribution, relationships, "happened_on", is_day=True),
        _own(Kind.RATING, Rating, relationships, "rated_on", is_day=True),
        _own(Kind.DECISION, Adjudication, relationships, "decided_on", is_day=True),
        _own(Kind.DECISION, GateOverride, relationships, "decided_on", is_day=True),
        _own(Kind.DECISION, LadderDecision, relationships, "decided_on", is_day=True),
        _own(Kind.DECISION, AdviceDecision, relationships, "decided_on", is_day=True),
        _own(Kind.DECISION, ChecklistTick, relationships, "ticked_on", is_day=True),
        _own(Kind.FILE, Attachment, relationships, "created_at"),
        _own(Kind.FILE, Brief, works, "created_at"),
        _own(Kind.CHANGE, RelationshipTag, relationships, "created_at"),
    )


def _of_row(model: Any, pks: Mapping[str, Any]) -> Told:
    return _own(Kind.CHANGE, model, pks, "created_at")


def of_relationship(relationship: Relationship) -> Sequence[Told]:
    """Of the creator's own story what concerns every brand: crossing a tier, and whether they may be contacted.

    What was merged into this one is told with it.
    """
    mine = taken_in(relationship.creator_id).of_relationship(relationship.pk)
    creator = Source(Creator, {"id": relationship.creator_id})
    return (
        _of_row(Relationship, {"id__in": mine}),
        *_of_relationships({"relationship_id__in": mine}),
        Told(Kind.TIER, replace(creator, moved=("tier",))),
        Told(Kind.CHANGE, replace(creator, moved=("do_not_contact",), unmoved=("tier",))),
    )


def of_creator(creator: Creator, relationships: Collection[int]) -> Sequence[Told]:
    """``relationships``: ids of those of the creator that the reader may see, and of those that were merged into them.

    The creators that were merged into this one are told with it.
    """
    people = [creator.pk, *taken_in(creator.pk).creators]
    own = _of_row(Creator, {"id__in": people})
    mine = {"creator_id__in": people}
    directory = (
        Told(Kind.CHANGE, replace(own.source, unmoved=("tier",))),
        Told(Kind.TIER, replace(own.source, moved=("tier",))),
        _own(Kind.CHANGE, Account, mine, "created_at"),
        _own(Kind.CHANGE, CreatorCategory, mine, "created_at"),
    )
    if not relationships:
        return directory
    return (
        *directory,
        _of_row(Relationship, {"id__in": relationships}),
        *_of_relationships({"relationship_id__in": relationships}),
    )


def narrowed(told: Sequence[Told], kinds: Collection[Kind]) -> Sequence[Told]:
    """Those that can hold something of ``kinds``, each asked for that alone; no kinds means all of them."""
    if not kinds:
        return told
    found = []
    for one in told:
        if one.kind in kinds and Kind.IMPORT in kinds:
            found.append(one)
        elif one.kind in kinds:
            found.append(replace(one, source=replace(one.source, only=~_BY_IMPORT)))
        elif Kind.IMPORT in kinds:
            found.append(replace(one, source=replace(one.source, only=_BY_IMPORT)))
    return found


def kind_of(told: Told, row: Any) -> Kind:
    return Kind.IMPORT if (row.history_change_reason or "").startswith(IMPORTED) else told.kind
