"""What moves when a creator is merged into another one, counted by kind before anything is written."""

from collections.abc import Sequence
from typing import Any

from django.db.models import CharField, Count, Q, QuerySet, Value

from relationships.models import (
    Account,
    Adjudication,
    AdviceDecision,
    Attachment,
    AudienceSnapshot,
    Brief,
    ChecklistTick,
    Collaboration,
    Contribution,
    GateOverride,
    LadderDecision,
    Rating,
    Relationship,
    Result,
    Touchpoint,
)

_OF_RELATIONSHIP, _OF_COLLABORATION = "relationship__creator", "collaboration__relationship__creator"
#: What people think of as theirs, with the lookup to the creator and its words for one and for several.
_KINDS: Sequence[tuple[Any, str, str, str]] = (
    (Account, "creator", "account", "accounts"),
    (AudienceSnapshot, "account__creator", "reading of an account", "readings of accounts"),
    (Relationship, "creator", "relationship", "relationships"),
    (Collaboration, _OF_RELATIONSHIP, "collaboration", "collaborations"),
    (Result, _OF_COLLABORATION, "result", "results"),
    (Brief, _OF_COLLABORATION, "brief", "briefs"),
    (Touchpoint, _OF_RELATIONSHIP, "touch", "touches"),
    (Rating, _OF_RELATIONSHIP, "rating", "ratings"),
    (Adjudication, _OF_RELATIONSHIP, "adjudication", "adjudications"),
    (GateOverride, _OF_RELATIONSHIP, "gate override", "gate overrides"),
    (Attachment, _OF_RELATIONSHIP, "file", "files"),
    (Contribution, _OF_RELATIONSHIP, "contribution", "contributions"),
    (ChecklistTick, _OF_RELATIONSHIP, "settled line", "settled lines"),
    (LadderDecision, _OF_RELATIONSHIP, "ladder decision", "ladder decisions"),
    (AdviceDecision, _OF_RELATIONSHIP, "decision about advice", "decisions about advice"),
)


def counted(creator: int) -> list[tuple[str, int]]:
    """Words and number of each kind of which there is any, in one query."""
    parts = [_count(number, model, Q(**{lookup: creator})) for number, (model, lookup, *_) in enumerate(_KINDS)]
    found = dict(parts[0].union(*parts[1:], all=True))
    numbers = ((one, many, found.get(str(at), 0)) for at, (*_, one, many) in enumerate(_KINDS))
    return [(one if number == 1 else many, number) for one, many, number in numbers if number]


def _count(number: int, model: Any, of_creator: Q) -> QuerySet[Any, Any]:
    rows: QuerySet[Any, Any] = model._base_manager.filter(of_creator).order_by()
    kind = Value(str(number), output_field=CharField())
    counts: QuerySet[Any, Any] = rows.values(counted_as=kind).annotate(number=Count("pk"))
    return counts.values_list("counted_as", "number")
