"""Taking back what an import wrote: values go back to what they were, new rows go, unless somebody changed them since.

Nothing is kept for it beside the history: the record knows which rows of history the import wrote, and the row before
each says what stood there. What cannot be taken back is listed, with its reason.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Model, QuerySet

from relationships.domain.networks import normalise_handle
from relationships.models import (
    Account,
    AudienceSnapshot,
    Creator,
    CreatorCategory,
    CreatorImport,
    Relationship,
    RelationshipTag,
    StandingAdvice,
    User,
)
from relationships.models.base import sort_key
from relationships.querysets.bulk import remove, update_rows
from relationships.services.advice import refresh_or_mark
from relationships.services.audience import refresh_audience
from relationships.services.audit import ADDED, CHANGED, REMOVED, RESTORED, record_history
from relationships.services.copies import refresh_from_creators
from relationships.services.imports.applying import reason_of
from relationships.services.work import WORK

_CHUNK = 2_000
#: So many of the things that could not be taken back are told one by one; the others are counted.
TOLD = 1_000
#: Restored where the list changed them, each after what it points at.
_CHANGED: Sequence[type[Model]] = (Creator, Account, AudienceSnapshot, Relationship)
#: What an import adds to a creator or a relationship; anything else that hangs on one was added by somebody.
_BELONGS = (StandingAdvice, RelationshipTag, CreatorCategory, AudienceSnapshot)
_UNASKED = frozenset({"created_at", "updated_at"})

#: Worked out from a name or handle, and kept in no history.
_KEY_OF: Mapping[type[Model], tuple[str, ...]] = {Creator: ("name_key",), Account: ("handle_key",)}

#: How whose a row is, is found.
_CREATOR_OF: Mapping[type[Model], str] = {
    Creator: "pk",
    Account: "creator_id",
    AudienceSnapshot: "account__creator_id",
    CreatorCategory: "creator_id",
    Relationship: "creator_id",
    RelationshipTag: "relationship__creator_id",
}

Ids = set[int]


class Undoing:
    """One import being taken back. Used within a transaction."""

    def __init__(self, record: CreatorImport, by: User | None, stamp: datetime, today: date) -> None:
        self.record, self.by, self.stamp, self.today = record, by, stamp, today
        self.reason = f"{RESTORED}: {reason_of(record)} taken back"
        self.told: list[list[str]] = []
        self.left = self.removed = self.restored = 0
        self.touched: Ids = set()

    def undo(self) -> None:
        self._remove_creators()
        self._remove_of_known()
        for model in _CHANGED:
            for entries in self._entries(model, CHANGED):
                self._restore(model, entries)
        concerned = sorted(self.touched)
        for start in range(0, len(concerned), _CHUNK):
            self._refresh(concerned[start : start + _CHUNK])
        undone = {"removed": self.removed, "restored": self.restored, "left": self.left, "told": self.told}
        self.record.counts = {**self.record.counts, "undo": undone}

    def _entries(self, model: type[Model], kind: str) -> Iterator[list[Any]]:
        """The rows of history that the import wrote about ``model``, some thousands at a time."""
        first, last = self.record.written.get(str(model._meta.model_name), (1, 0))
        history: Any = model
        mine = history.history.filter(history_change_reason=reason_of(self.record)[:100], history_type=kind)
        while True:
            some = list(mine.filter(history_id__gte=first, history_id__lte=last).order_by("history_id")[:_CHUNK])
            if not some:
                return
            yield some
            first = some[-1].history_id + 1

    def _leave(self, what: object, field: str, why: str) -> None:
        self.left += 1
        if len(self.told) < TOLD:
            self.told.append([str(what)[:200], field, why])

    def _remove_creators(self) -> None:
        """Whoever was new goes with all that came along, unless anybody worked with them since."""
        for entries in self._entries(Creator, ADDED):
            ids = {entry.id for entry in entries}
            names = {entry.id: entry.name for entry in entries}
            kept = self._worked_with(ids)
            kept |= {entry.id for entry, _ in self._changed_since(Creator, entries)}
            for pk in sorted(kept & ids):
                self._leave(names[pk], "", "somebody worked with this creator since: not removed")
            gone = ids - kept
            relationships = Relationship.objects.filter(creator__in=gone)
            of_gone = list(relationships.order_by().values_list("pk", flat=True))
            self._delete_relationships(of_gone)
            accounts = Account.objects.filter(creator__in=gone)
            Creator.objects.filter(pk__in=gone).update(main_account=None)
            self._delete(AudienceSnapshot.objects.filter(account__in=accounts))
            self._delete(accounts)
            self._delete(CreatorCategory.objects.filter(creator__in=gone))
            self.removed += self._delete(Creator.objects.filter(pk__in=gone))

    def _worked_with(self, creators: Ids) -> Ids:
        """Those of ``creators`` on whom (or on whose relationship) something hangs that did not come with the list."""
        accounts = set(self._added(Account, "creator_id", creators))
        relationships = set(self._added(Relationship, "creator_id", creators))
        held: Ids = set(
            Account.objects.filter(creator__in=creators).exclude(pk__in=accounts).values_list("creator_id", flat=True)
        )
        rows = Relationship.objects.filter(creator__in=creators)
        held |= set(rows.exclude(pk__in=relationships).values_list("creator_id", flat=True))
        busy = self._hung_on(Relationship, relationships) | self._edited(Relationship, relationships)
        held |= set(rows.filter(pk__in=busy).values_list("creator_id", flat=True))
        changed = self._edited(Account, accounts)
        held |= set(Account.objects.filter(pk__in=changed).values_list("creator_id", flat=True))
        return held | self._hung_on(Creator, creators, besides=(Account, Relationship))

    def _added(self, model: type[Model], column: str, among: Ids) -> list[int]:
        """Ids of the rows of ``model`` that the import added for one of ``among``."""
        first, last = self.record.written.get(str(model._meta.model_name), (1, 0))
        history: Any = model
        added = history.history.filter(history_id__gte=first, history_id__lte=last, history_type=ADDED)
        mine = added.filter(history_change_reason=reason_of(self.record)[:100], **{f"{column}__in": among})
        return list(mine.order_by().values_list("id", flat=True))

    def _hung_on(self, model: type[Model], ids: Ids, besides: Sequence[type[Model]] = ()) -> Ids:
        """Those of ``ids`` that rows of other tables point at."""
        held: Ids = set()
        for relation in model._meta.related_objects:
            pointing: Any = relation.related_model
            if pointing in (*_BELONGS, *besides) or relation.one_to_one or relation.many_to_many:
                continue
            column = relation.field.attname
            rows = pointing._base_manager.filter(**{f"{column}__in": ids})
            held |= set(rows.values_list(column, flat=True))
        return held

    def _edited(self, model: type[Model], ids: Ids) -> Ids:
        """Those of ``ids``, which the import added, that read otherwise by now."""
        if not ids:
            return set()
        history: Any = model
        first, last = self.record.written[str(model._meta.model_name)]
        entries = history.history.filter(history_id__gte=first, history_id__lte=last, history_type=ADDED, id__in=ids)
        return {entry.id for entry, _ in self._changed_since(model, list(entries))}

    def _changed_since(self, model: type[Model], entries: Sequence[Any]) -> Iterator[tuple[Any, list[str]]]:
        """Entries of history whose object reads otherwise by now, with the columns; one that is gone is not told."""
        columns = _columns(model)
        now = _rows(model, [entry.id for entry in entries], columns)
        for entry in entries:
            row = now.get(entry.id)
            differing = [name for name in columns if row is not None and row[name] != getattr(entry, name)]
            if differing:
                yield entry, differing

    def _remove_of_known(self) -> None:
        """What was added to creators who had been on file before: relationships, accounts, readings, labels."""
        for entries in self._entries(Relationship, ADDED):
            there = set(Relationship.objects.filter(pk__in=[e.id for e in entries]).values_list("pk", flat=True))
            there -= self._of_kept_newcomers(Relationship, there)
            busy = self._hung_on(Relationship, there) | self._edited(Relationship, there)
            for row in Relationship.objects.filter(pk__in=busy).select_related("creator", "brand"):
                self._leave(row, "", "somebody worked on this relationship since: not removed")
            self._delete_relationships(there - busy)
        for model in (RelationshipTag, AudienceSnapshot, Account, CreatorCategory):
            for entries in self._entries(model, ADDED):
                rows: QuerySet[Any] = model._default_manager.filter(pk__in=[entry.id for entry in entries])
                ids = set(rows.values_list("pk", flat=True))
                ids -= self._of_kept_newcomers(model, ids)
                edited = {entry.id for entry, _ in self._changed_since(model, [e for e in entries if e.id in ids])}
                for row in rows.filter(pk__in=edited):
                    self._leave(row, "", "changed since: not removed")
                self._remove_rows(model, ids - edited)

    def _of_kept_newcomers(self, model: type[Model], ids: Ids) -> Ids:
        """Those of ``ids`` that belong to somebody who was new and stays: they stay, too."""
        path = _CREATOR_OF[model]
        owners = dict(model._default_manager.filter(pk__in=ids).order_by().values_list("pk", path))
        first, last = self.record.written.get("creator", (1, 0))
        added = Creator.history.filter(
            history_id__gte=first, history_id__lte=last, history_type=ADDED, id__in=set(owners.values())
        )
        new = set(added.filter(history_change_reason=reason_of(self.record)[:100]).values_list("id", flat=True))
        return {pk for pk, owner in owners.items() if owner in new}

    def _remove_rows(self, model: type[Model], ids: Ids) -> None:
        rows: QuerySet[Any] = model._default_manager.filter(pk__in=ids)
        if model is Account:
            self.touched |= set(rows.values_list("creator_id", flat=True))
            Creator.objects.filter(main_account__in=ids).update(main_account=None)
            self._delete(AudienceSnapshot.objects.filter(account__in=ids))
        self._delete(rows)

    def _delete_relationships(self, ids: Sequence[int] | Ids) -> None:
        StandingAdvice.objects.filter(relationship__in=ids).delete()
        self._delete(RelationshipTag.objects.filter(relationship__in=ids))
        self._delete(Relationship.objects.filter(pk__in=ids))

    def _delete(self, rows: QuerySet[Any]) -> int:
        """With its row of history; past the collector, since whatever hung on them is gone already."""
        ids = list(rows.order_by().values_list("pk", flat=True))
        if not ids:
            return 0
        exact: QuerySet[Any] = rows.model._default_manager.filter(pk__in=ids)
        record_history(exact, kind=REMOVED, reason=self.reason, user=self.by)
        return remove(exact)

    def _restore(self, model: type[Model], entries: Sequence[Any]) -> None:
        """Each column that the import changed, where it still holds what the import wrote."""
        columns = _columns(model)
        before = _entries_before(model, entries)
        now = _rows(model, [entry.id for entry in entries], columns)
        values: list[tuple[Any, ...]] = []
        for entry in entries:
            earlier, row = before.get(entry.id), now.get(entry.id)
            if row is None or earlier is None:
                continue
            back = dict(row)
            for name in columns:
                was, wrote = getattr(earlier, name), getattr(entry, name)
                if was == wrote or row[name] == was:
                    continue
                if row[name] == wrote:
                    back[name] = was
                else:
                    self._leave(_name(entry), _words(model, name), "changed by somebody since: left as it is")
            if back != row:
                values.append((entry.id, *(back[name] for name in columns), *_key(model, back), self.stamp))
        keys = _KEY_OF.get(model, ())
        update_rows(model._default_manager.all(), (*columns, *keys, "updated_at"), values)
        ids = [value[0] for value in values]
        written: QuerySet[Any] = model._default_manager.filter(pk__in=ids)
        record_history(written, reason=self.reason, user=self.by)
        self.restored += len(ids)
        self._touch(model, ids)

    def _touch(self, model: type[Model], ids: Sequence[int]) -> None:
        self.touched |= set(model._default_manager.filter(pk__in=ids).values_list(_CREATOR_OF[model], flat=True))

    def _refresh(self, ids: Sequence[int]) -> None:
        creators = Creator.objects.filter(pk__in=ids)
        refresh_audience(creators)
        refresh_from_creators(creators)
        relationships = Relationship.objects.filter(creator__in=ids)
        WORK.refresh(relationships, self.today)
        refresh_or_mark(relationships)


def _columns(model: type[Model]) -> list[str]:
    """The columns that history keeps and people (or imports) write."""
    history: Any = model
    kept = {field.attname for field in history.history.model._meta.concrete_fields}
    derived = {"tier"} if model is Creator else set()
    own = (field.attname for field in model._meta.concrete_fields if not field.primary_key)
    return [name for name in own if name in kept and name not in _UNASKED and name not in derived]


def _key(model: type[Model], row: Mapping[str, Any]) -> tuple[str, ...]:
    """The value of `_KEY_OF` for a row of ``model``."""
    if model is Creator:
        return (sort_key(row["name"]),)
    return (normalise_handle(row["network"], row["handle"]),) if model is Account else ()


def _rows(model: type[Model], ids: Sequence[int], columns: Sequence[str]) -> Mapping[int, dict[str, Any]]:
    rows = model._default_manager.filter(pk__in=ids).order_by().values_list("pk", *columns)
    return {pk: dict(zip(columns, values, strict=True)) for pk, *values in rows}


def _entries_before(model: type[Model], entries: Sequence[Any]) -> Mapping[int, Any]:
    """By object: the row of history before the first of ``entries`` about it."""
    history: Any = model
    first = entries[0].history_id
    earlier = history.history.filter(id__in=[entry.id for entry in entries], history_id__lt=first)
    latest = earlier.order_by().values("id").annotate(latest=Max("history_id")).values_list("latest", flat=True)
    return {entry.id: entry for entry in history.history.filter(history_id__in=list(latest))}


def _name(entry: Any) -> str:
    return str(getattr(entry, "name", "") or getattr(entry, "handle", "") or entry.instance)


def _words(model: type[Model], column: str) -> str:
    field: Any = model._meta.get_field(column)
    return str(field.verbose_name)
