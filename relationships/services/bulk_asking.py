"""What is asked of many relationships at once, and by whom."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from relationships.domain.bulk import Tally
from relationships.domain.lists import BulkAction
from relationships.models import BulkChange, Relationship
from relationships.services.clock import organisation_today
from relationships.services.derivations import CHUNK

#: What stood in a row before, by column, as JSON keeps it.
Before = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """``words`` say what is done, such as "Stage: Active".

    ``columns``: what is written, by column: of the relationship; "tag_id" (None for one that ``tag_name`` is to make);
    of the creator where nobody may contact them any more. ``where_planned``: only rows that have a next action.
    """

    action: BulkAction
    words: str
    columns: Mapping[str, Any]
    tag_name: str = ""
    where_planned: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """``seen``: when the asker looked; what was saved later is not written over. None: nobody looked beforehand."""

    change: Change
    by: Any
    seen: datetime | None = None
    on: date = field(default_factory=organisation_today)


@dataclass(frozen=True, slots=True)
class Way:
    """How one kind of change is done. Ids come in order, those of ``judge``, ``write`` and ``restore`` some thousands
    at a time, and everything but ``judge`` within a transaction.

    ``lock(ids)``: makes other writers wait; returns those still on file. ``judge(asking, ids, tally)``: what becomes of
    each. ``write(done, change, before)``: the rows and their history. ``restore(done, before, by, stamp, tally)``: what
    stood before, wherever nobody wrote since. ``refresh(done)``: whatever follows from all of it.
    """

    lock: Callable[[Sequence[int]], Sequence[int]]
    judge: Callable[[Asking, Sequence[int], Tally], None]
    write: Callable[[BulkChange, Change, Mapping[int, Before]], None]
    restore: Callable[[BulkChange, Mapping[int, Before], Any, datetime, Tally], None]
    refresh: Callable[[BulkChange], None]


def parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def lock_relationships(ids: Sequence[int]) -> Sequence[int]:
    """One after another in the order of their ids, so that two who want many of the same never wait for each other."""
    rows = Relationship.objects.order_by("pk").select_for_update(no_key=True)
    return [pk for some in parts(ids) for pk in rows.filter(pk__in=some).values_list("pk", flat=True)]


def changed_by(done: BulkChange) -> Any:
    return Relationship.objects.filter(bulk_changes__change=done)


def reason_of(done: BulkChange, *, undo: bool = False) -> str:
    """What the history of each row says; `record_history` shortens it."""
    return f"{'bulk change taken back' if undo else 'bulk change'}: {done.words}"
