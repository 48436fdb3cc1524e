"""Many relationships at once: owner, stage, next action, compensation. All of them are columns of the row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from relationships.domain import bulk as rules
from relationships.domain.bulk import Tally
from relationships.domain.lists import BulkAction
from relationships.domain.playbooks.labels import CODE_LABELS
from relationships.models import Brand, BulkChange, Relationship, User
from relationships.querysets.bulk import update_rows
from relationships.querysets.copies import owner_copies
from relationships.services.advice import refresh_or_mark
from relationships.services.audit import record_history
from relationships.services.bulk_asking import (
    Asking,
    Before,
    Change,
    Way,
    changed_by,
    lock_relationships,
    reason_of,
)
from relationships.services.clock import organisation_today
from relationships.services.copies import rewrite
from relationships.services.transitions import plans_outreach, plans_without_kind, stopped_contacts
from relationships.services.work import WORK


@dataclass(frozen=True, slots=True)
class Row:
    """What is read of a relationship: what can be changed, and what it is judged by."""

    id: int
    creator_id: int
    brand_id: int
    owner_id: int | None
    compensation: str
    stage: str
    next_action: str
    next_action_kind: str
    next_action_on: date | None
    updated_at: datetime
    do_not_contact: bool
    creator__notice_given_on: date | None
    creator__updated_at: datetime


_READ = tuple(field.name for field in fields(Row))


def judge(asking: Asking, ids: Sequence[int], tally: Tally) -> None:
    change = asking.change
    barred = _Teams(change.columns.get("owner_id"))
    doubtful: dict[int, tuple[Row, Row]] = {}
    for row in _rows(Relationship.objects.filter(pk__in=ids)):
        after = replace(row, **change.columns)
        if change.where_planned and not row.next_action:
            tally.refuse(row.id, rules.NOTHING_PLANNED)
        elif after == row:
            tally.same += 1
        elif asking.seen is not None and row.updated_at > asking.seen:
            tally.refuse(row.id, rules.SAVED_SINCE)
        elif why := barred.why(row.brand_id):
            tally.refuse(row.id, why)
        elif _lacks_kind(row, after):
            tally.refuse(row.id, rules.KIND_NEEDED)
        elif _may_be_stopped(row, after, asking.on):
            doubtful[row.id] = row, after
        else:
            tally.change(row.id, _before(row, change.columns))
    stopped = _stopped({pk: after for pk, (_, after) in doubtful.items()}, asking.by)
    for pk, (row, _) in doubtful.items():
        if pk in stopped:
            tally.refuse(pk, stopped[pk])
        else:
            tally.change(pk, _before(row, change.columns))


def write(done: BulkChange, change: Change, before: Mapping[int, Before]) -> None:
    rows = Relationship.objects.filter(pk__in=list(before))
    rows.update(**change.columns, **_same_for_all(change.columns), updated_at=done.stamp)
    record_history(rows, reason=reason_of(done), user=done.by)
    if "next_action_on" in change.columns:
        WORK.refresh(rows)


def restore(done: BulkChange, before: Mapping[int, Before], by: Any, stamp: datetime, tally: Tally) -> None:
    after = _to_restore(done, before, by, tally)
    if not after:
        return
    columns = tuple(next(iter(before.values())))
    values = ((pk, *(getattr(row, name) for name in columns), stamp) for pk, row in after.items())
    update_rows(Relationship.objects.all(), (*columns, "updated_at"), values)
    rows = Relationship.objects.filter(pk__in=after)
    record_history(rows, reason=reason_of(done, undo=True), user=by)
    if "owner_id" in columns:
        rewrite(rows, owner_copies())
    if "next_action_on" in columns:
        WORK.refresh(rows)
    for pk in after:
        tally.change(pk, {})


def refresh(done: BulkChange) -> None:
    if done.action != BulkAction.OWNER:  # the playbook does not ask who works on it
        refresh_or_mark(changed_by(done))


COLUMNS = Way(lock_relationships, judge, write, restore, refresh)


class _Teams:
    """Which brands the new owner works for; nobody, and an owner who stays, are barred from none."""

    def __init__(self, owner_id: int | None) -> None:
        self.owner = User.objects.filter(pk=owner_id).first() if owner_id else None
        self._sees = set(Brand.objects.visible_to(self.owner).values_list("pk", flat=True)) if self._works() else set()
        self._names: dict[int, str] = {}

    def _works(self) -> bool:
        return self.owner is not None and self.owner.is_active and self.owner.is_staff

    def why(self, brand_id: int) -> str:
        if self.owner is None or brand_id in self._sees:
            return ""
        if not self._names:
            self._names = dict(Brand.objects.values_list("pk", "name"))
        return rules.outside_the_team(str(self.owner), self._names[brand_id])


def _rows(relationships: Any) -> Sequence[Row]:
    return [Row(*values) for values in relationships.order_by("pk").values_list(*_READ)]


def _lacks_kind(row: Row, after: Row) -> bool:
    """As `transitions.check_save` refuses it, said of the row alone: there is nothing to read for it."""
    return row.do_not_contact and plans_without_kind(row, after)


def _to_restore(done: BulkChange, before: Mapping[int, Before], by: Any, tally: Tally) -> Mapping[int, Row]:
    """What stood beside a block before stands beside it again. What was said of the creator since counts: going back
    plans no contact that it stops."""
    on = organisation_today()
    after, doubtful = {}, {}
    found = {row.id: row for row in _rows(Relationship.objects.visible_to(by).filter(pk__in=list(before)))}
    for pk, stored in before.items():
        row = found.get(pk)
        if row is None:
            tally.refuse(pk, rules.NOT_YOURS)
        elif row.updated_at != done.stamp:
            tally.refuse(pk, rules.CHANGED_SINCE)
        else:
            after[pk] = replace(row, **_read(stored))
            if row.creator__updated_at > done.stamp:
                doubtful[pk] = row, after[pk]
    planned = {pk: stood for pk, (row, stood) in doubtful.items() if _may_be_stopped(row, stood, on)}
    kindless = {pk: rules.KIND_NEEDED for pk, (row, stood) in doubtful.items() if _lacks_kind(row, stood)}
    for pk, why in {**_stopped(planned, by), **kindless}.items():
        tally.refuse(pk, why)
        del after[pk]
    return after


def _may_be_stopped(row: Row, after: Row, on: date) -> bool:
    return plans_outreach(row, after) and rules.contact_may_be_stopped(
        do_not_contact=row.do_not_contact, notice_given_on=row.creator__notice_given_on, on=on
    )


def _stopped(planned: Mapping[int, Row], by: Any) -> Mapping[int, str]:
    """Why not, by id; those that nothing stops are left out."""
    if not planned:
        return {}
    columns = ("id", "creator_id", "brand_id", "compensation", "stage", "next_action", "next_action_kind",
               "next_action_on")  # fmt: skip
    rows = {pk: Relationship(**{name: getattr(row, name) for name in columns}) for pk, row in planned.items()}
    return {pk: rules.stopped_by(CODE_LABELS[blocks[0].code]) for pk, blocks in stopped_contacts(rows, by).items()}


def _before(row: Row, columns: Mapping[str, Any]) -> Before:
    values = {name: getattr(row, name) for name in columns}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _read(stored: Before) -> Mapping[str, Any]:
    field: Any = Relationship._meta.get_field
    return {name: field(name).to_python(value) for name, value in stored.items()}


def _same_for_all(columns: Mapping[str, Any]) -> Mapping[str, str]:
    """The copy that is the same on all rows of one owner, written along with it: half the work on its indexes."""
    if "owner_id" not in columns:
        return {}
    names = User.objects.filter(pk=columns["owner_id"]).values_list("name_key", flat=True)
    return {"owner_sort": names.first() or ""}
