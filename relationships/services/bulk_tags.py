"""Many relationships at once: a tag given or taken away. The tag of a relationship is a row of its own."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from relationships.domain import bulk as rules
from relationships.domain.bulk import Tally
from relationships.domain.lists import BulkAction
from relationships.models import BulkChange, Relationship, RelationshipTag, Tag
from relationships.services.audit import REMOVED, record_history
from relationships.services.batches import Batch
from relationships.services.bulk_asking import Asking, Before, Change, Way, lock_relationships, reason_of


def judge(asking: Asking, ids: Sequence[int], tally: Tally) -> None:
    tag, adds = asking.change.columns["tag_id"], asking.change.action == BulkAction.TAG_ADD
    tagged = _tagged(tag, ids)
    for pk in ids:
        if (pk in tagged) == adds:
            tally.same += 1
        else:
            tally.change(pk, {"tag_id": tag})


def write(done: BulkChange, change: Change, before: Mapping[int, Before]) -> None:
    tag = change.columns["tag_id"]
    if change.action == BulkAction.TAG_ADD:
        _give(tag, before, done.stamp, reason_of(done), done.by)
    else:
        _take(RelationshipTag.objects.filter(tag=tag, relationship__in=list(before)), reason_of(done), done.by)


def restore(done: BulkChange, before: Mapping[int, Before], by: Any, stamp: datetime, tally: Tally) -> None:
    tag, reason = next(iter(before.values()))["tag_id"], reason_of(done, undo=True)
    yours = set(Relationship.objects.visible_to(by).filter(pk__in=list(before)).values_list("pk", flat=True))
    given = RelationshipTag.objects.filter(tag=tag, relationship__in=yours)
    if done.action == BulkAction.TAG_ADD:
        given = given.filter(updated_at=done.stamp)
        restored = set(given.values_list("relationship_id", flat=True))
        _take(given, reason, by)
        why = rules.CHANGED_SINCE
    else:
        is_on_file = Tag.objects.filter(pk=tag).exists()
        restored = yours - _tagged(tag, yours) if is_on_file else set()
        _give(tag, sorted(restored), stamp, reason, by)
        why = rules.CHANGED_SINCE if is_on_file else rules.TAG_GONE
    for pk in before:
        if pk in restored:
            tally.change(pk, {})
        else:
            tally.refuse(pk, why if pk in yours else rules.NOT_YOURS)


def refresh(done: BulkChange) -> None:
    """Nothing follows from a tag."""


TAGS = Way(lock_relationships, judge, write, restore, refresh)


def _tagged(tag: int | None, ids: Iterable[int]) -> set[int]:
    if tag is None:
        return set()
    rows = RelationshipTag.objects.filter(tag=tag, relationship__in=list(ids))
    return set(rows.values_list("relationship_id", flat=True))


def _give(tag: int, ids: Iterable[int], stamp: datetime, reason: str, by: Any) -> None:
    batch = Batch(RelationshipTag, stamp, reason, by)
    for pk in ids:
        batch.add(relationship_id=pk, tag_id=tag)
    batch.write()


def _take(rows: Any, reason: str, by: Any) -> None:
    record_history(rows, kind=REMOVED, reason=reason, user=by)
    rows._raw_delete(rows.db)  # noqa: SLF001 - without signals: their history is written, and nothing hangs on them
