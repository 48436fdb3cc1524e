"""Changing many relationships at once, all or none of them, and taking the last such change back.

The rows are locked, judged and written in one transaction, some thousands in a statement; each gets one row of history,
and one that says what stood there before. `MOST` keeps that short enough for those who write meanwhile.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from relationships.domain.bulk import Tally
from relationships.domain.lists import BulkAction
from relationships.models import BulkChange, BulkChangeRow, Tag
from relationships.models.base import sort_key
from relationships.querysets.loading import insert_rows
from relationships.services.bulk_asking import Asking, Before, Change, Way, parts
from relationships.services.bulk_columns import COLUMNS
from relationships.services.bulk_contact import CONTACT
from relationships.services.bulk_tags import TAGS

_WAYS: Mapping[str, Way] = {
    BulkAction.OWNER: COLUMNS,
    BulkAction.STAGE: COLUMNS,
    BulkAction.NEXT_ACTION: COLUMNS,
    BulkAction.COMPENSATION: COLUMNS,
    BulkAction.TAG_ADD: TAGS,
    BulkAction.TAG_REMOVE: TAGS,
    BulkAction.DO_NOT_CONTACT: CONTACT,
}
CAN_CHANGE = "relationships.change_relationship"
#: What an action needs beside that: whom nobody may contact is said of the creator, for all brands.
_ALSO_NEEDS: Mapping[str, str] = {BulkAction.DO_NOT_CONTACT: "relationships.change_creator"}


@dataclass(frozen=True, slots=True)
class Done:
    """``change`` is None where no row was to be changed: then nothing is kept."""

    change: BulkChange | None
    tally: Tally


def may(user: Any, action: str) -> bool:
    return bool(user.has_perm(CAN_CHANGE) and user.has_perm(_ALSO_NEEDS.get(action, CAN_CHANGE)))


def foresee(ids: Sequence[int], asking: Asking) -> Tally:
    """What `apply` would do now. ``ids``: relationships that the asker sees, in order."""
    tally = Tally()
    for some in parts(ids):
        _WAYS[asking.change.action].judge(asking, some, tally)
    return tally


@transaction.atomic
def apply(ids: Sequence[int], asking: Asking, *, list_key: str, query: str = "") -> Done:
    """Change those of ``ids`` (relationships that the asker sees, in order) that can be.

    ``query``: the filters by which they were found, "" where they were chosen one by one.

    Raises a database error where somebody else writes the same; then nothing is changed.
    """
    way, change = _WAYS[asking.change.action], _with_tag(asking.change)
    asking, locked = replace(asking, change=change), way.lock(ids)
    tally = foresee(locked, asking)
    if not tally.changing:
        return Done(None, tally)
    done = BulkChange.objects.create(
        by=asking.by,
        list_key=list_key,
        action=change.action,
        words=change.words,
        query=query,
        asked=len(ids),
        changed=len(tally.changing),
        stamp=timezone.now(),
        outcome=tally.outcome(),
    )
    for some in parts(list(tally.changing)):
        before = {pk: tally.changing[pk] for pk in some}
        way.write(done, change, before)
        _keep(done, before)
    way.refresh(done)
    return Done(done, tally)


def last_of(user: Any) -> BulkChange | None:
    return BulkChange.objects.filter(by=user).order_by("-pk").first()


def can_undo(change: BulkChange, user: Any) -> bool:
    """One's own last one, once."""
    last = last_of(user)
    return last is not None and last.pk == change.pk and change.undone_at is None and may(user, change.action)


@transaction.atomic
def undo(change: BulkChange, by: Any) -> BulkChange:
    """Put back what stood in the rows that nobody wrote since. Raises ValidationError where it is not to be undone."""
    done = BulkChange.objects.select_for_update().get(pk=change.pk)
    if done.undone_at is not None:
        raise ValidationError("This bulk change was taken back already.")
    if not can_undo(done, by):
        raise ValidationError("Only your own last bulk change can be taken back.")
    way, tally, stamp = _WAYS[done.action], Tally(), timezone.now()
    before: dict[int, Before] = dict(
        BulkChangeRow.objects.filter(change=done).order_by("relationship_id").values_list("relationship_id", "before")
    )
    way.lock(list(before))
    for some in parts(list(before)):
        way.restore(done, {pk: before[pk] for pk in some}, by, stamp, tally)
    way.refresh(done)
    done.undone_at, done.restored = stamp, len(tally.changing)
    done.outcome = {**done.outcome, "undo": tally.outcome()}
    done.save()
    return done


def _keep(done: BulkChange, before: Mapping[int, Before]) -> None:
    rows = [(done.pk, pk, json.dumps(stood)) for pk, stood in before.items()]
    insert_rows(BulkChangeRow._meta.db_table, ("change_id", "relationship_id", "before"), rows)


def _with_tag(change: Change) -> Change:
    """A tag that is new is made with the first rows that get it."""
    if not change.tag_name:
        return change
    key = sort_key(change.tag_name)
    tag = Tag.objects.filter(name_key=key).first() or Tag.objects.create(name=change.tag_name)
    return replace(change, columns={"tag_id": tag.pk})
