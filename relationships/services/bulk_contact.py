"""Many relationships at once: their creators must not be contacted any more, by any brand. It is the creator's own row.

Creators are locked before their relationships, and both in the order of their ids, as whoever saves one creator does.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from relationships.domain import bulk as rules
from relationships.domain.bulk import Tally
from relationships.models import BulkChange, Creator, Relationship
from relationships.querysets.copies import creator_copies
from relationships.services.audit import record_history
from relationships.services.bulk_asking import Asking, Before, Change, Way, lock_relationships, parts, reason_of
from relationships.services.copies import rewrite
from relationships.services.standing import advise_creators_anew

_REASON = "do_not_contact_reason"


def lock(ids: Sequence[int]) -> Sequence[int]:
    creators: set[int] = set()
    for some in parts(ids):
        creators.update(Relationship.objects.filter(pk__in=some).values_list("creator_id", flat=True))
    concerned: set[int] = set()
    for some in parts(sorted(creators)):
        list(Creator.objects.filter(pk__in=some).order_by("pk").select_for_update(no_key=True).values_list("pk"))
        concerned.update(Relationship.objects.filter(creator__in=some).values_list("pk", flat=True))
    asked = set(ids)
    return [pk for pk in lock_relationships(sorted(concerned)) if pk in asked]


def judge(asking: Asking, ids: Sequence[int], tally: Tally) -> None:
    read = ("pk", "creator_id", "creator__do_not_contact", f"creator__{_REASON}")
    rows = Relationship.objects.filter(pk__in=ids).order_by("pk").values_list(*read)
    for pk, creator, is_so_already, reason in rows:
        if is_so_already:
            tally.same += 1
        else:
            tally.change(pk, {"creator_id": creator, _REASON: reason})


def write(done: BulkChange, change: Change, before: Mapping[int, Before]) -> None:
    # One who has several of these relationships is written once.
    open_still = Creator.objects.filter(pk__in={row["creator_id"] for row in before.values()}, do_not_contact=False)
    ids = list(open_still.values_list("pk", flat=True))
    _set(ids, True, change.columns[_REASON], done.stamp, reason_of(done), done.by)


def restore(done: BulkChange, before: Mapping[int, Before], by: Any, stamp: datetime, tally: Tally) -> None:
    reason_by_creator = {row["creator_id"]: row[_REASON] for row in before.values()}
    creators = Creator.objects.filter(pk__in=reason_by_creator)
    unchanged = creators.filter(updated_at=done.stamp, do_not_contact=True).values_list("pk", flat=True)
    by_reason: defaultdict[str, list[int]] = defaultdict(list)
    for pk in unchanged:
        by_reason[reason_by_creator[pk]].append(pk)
    for reason, ids in by_reason.items():
        _set(ids, False, reason, stamp, reason_of(done, undo=True), by)
    # Also those that were restored with another of their relationships.
    restored = set(creators.filter(updated_at=stamp).values_list("pk", flat=True))
    yours = set(Relationship.objects.visible_to(by).filter(pk__in=list(before)).values_list("pk", flat=True))
    for pk, row in before.items():
        if row["creator_id"] in restored:
            tally.change(pk, {})
        else:
            tally.refuse(pk, rules.CHANGED_SINCE if pk in yours else rules.NOT_YOURS)


def refresh(done: BulkChange) -> None:
    advise_creators_anew(Creator.objects.filter(relationships__bulk_changes__change=done))


CONTACT = Way(lock, judge, write, restore, refresh)


def _set(ids: Sequence[int], barred: bool, reason: str, stamp: datetime, said: str, by: Any) -> None:
    creators = Creator.objects.filter(pk__in=ids)
    creators.update(do_not_contact=barred, do_not_contact_reason=reason, updated_at=stamp)
    record_history(creators, reason=said, user=by)
    # The one copy that follows from it, by its own source.
    copied = {"do_not_contact": creator_copies()["do_not_contact"]}
    rewrite(Relationship.objects.filter(creator__in=list(ids)), copied)
