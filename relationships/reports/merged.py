"""Who was merged into a creator, and whether that can be taken back by whoever asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from relationships.models import Creator, CreatorMerge
from relationships.services.creator_merge_pair import Unseen, may_merge, require
from relationships.services.creator_merge_undo import obstacle


@dataclass(frozen=True, slots=True)
class MergedIn:
    """``may_undo``: it is offered to the reader. ``why_not``: said to who may otherwise merge; "" to everybody else."""

    pk: int
    name: str
    at: datetime
    by: str
    may_undo: bool
    why_not: str


def merged_into(creator: Creator, reader: Any) -> list[MergedIn]:
    """The latest first; those that were taken back are left out. One query where there are none."""
    merges = CreatorMerge.objects.filter(kept_number=creator.pk, undone_at=None).select_related("by")
    return list(_told(list(merges.order_by("-pk")), creator, reader))


def _told(merges: list[CreatorMerge], creator: Creator, reader: Any) -> Iterator[MergedIn]:
    may = bool(merges) and may_merge(reader)
    unseen = _unseen(creator, reader) if may else ""
    for merge in merges:
        why_not = (unseen or obstacle(merge)) if may else ""
        yield MergedIn(merge.pk, merge.absorbed_name, merge.created_at, str(merge.by), may and not why_not, why_not)


def _unseen(creator: Creator, reader: Any) -> str:
    try:
        require(reader, [creator.pk])
    except Unseen as why:
        return str(why)
    return ""
