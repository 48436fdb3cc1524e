"""Taking back what an import wrote: values go back to what they were, new rows go, unless somebody changed them since.

Nothing is kept for it beside the history: the record knows which rows of history the import wrote, and the row before
each says what stood there. What cannot be taken back is listed, with its reason.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, Model, OuterRef, QuerySet

from relationships.domain.networks import normalise_handle
from relationships.models import (
    Account,
    AudienceSnapshot,
    Category,
    Creator,
    CreatorCategory,
    CreatorImport,
    CreatorMerge,
    Relationship,
    RelationshipTag,
    StandingAdvice,
    Tag,
    User,
)
from relationships.models.base import sort_key
from relationships.querysets.bulk import remove, update_rows
from relationships.services.advice import refresh_or_mark
from relationships.services.audience import keep_missing_snapshots, refresh_audience
from relationships.services.audit import ADDED, CHANGED, REMOVED, RESTORED, record_history
from relationships.services.copies import refresh_from_creators
from relationships.services.creator_merge_links import kept_of_creator
from relationships.services.imports.traces import (
    CHUNK,
    CREATOR_OF,
    Ids,
    Traces,
    changed_since,
    columns_of,
    entries_before,
    rows_of,
)
from relationships.services.imports.writing import reason_of
from relationships.services.work import WORK

#: So many of the things that could not be taken back are told one by one; the others are counted.
TOLD = 1_000
#: Restored where the list changed them, each after what it points at.
_CHANGED: Sequence[type[Model]] = (Creator, Account, AudienceSnapshot, Relationship)
#: Added to those who had been on file before; readings go last, when it is known which of them an account still shows.
_ADDED: Sequence[type[Model]] = (RelationshipTag, Account, CreatorCategory)

#: Worked out from a name or handle, and kept in no history.
_KEY_OF: Mapping[type[Model], tuple[str, ...]] = {Creator: ("name_key",), Account: ("handle_key",)}
#: Columns that say something together: where one was changed since, all of them are left.
_MEASURED = ("followers", "engagement_rate", "engagement_basis")
_TOGETHER: Mapping[type[Model], Sequence[Sequence[str]]] = {
    Account: ((*_MEASURED, "measured_on"), ("handle", "channel_id")),
    AudienceSnapshot: (_MEASURED,),
    Relationship: (("next_action", "next_action_on"),),
}


class Undoing:
    """One import being taken back. Used within a transaction."""

    def __init__(self, record: CreatorImport, by: User | None, stamp: datetime, today: date) -> None:
        self.record, self.by, self.stamp, self.today = record, by, stamp, today
        self.reason = f"{RESTORED}: {reason_of(record)} taken back"
        self.traces = Traces(record)
        self.told: list[list[str]] = []
        self.left = self.removed = self.restored = 0
        self.touched: Ids = set()

    def undo(self) -> None:
        self._remove_creators()
        self._remove_relationships()
        for model in _ADDED:
            self._remove_added(model)
        for model in _CHANGED:
            for entries in self.traces.entries(model, CHANGED):
                self._restore(model, entries)
        self._remove_added(AudienceSnapshot)
        self._remove_labels()
        concerned = sorted(self.touched)
        for start in range(0, len(concerned), CHUNK):
            self._refresh(concerned[start : start + CHUNK])
        undone = {"removed": self.removed, "restored": self.restored, "left": self.left, "told": self.told}
        self.record.counts = {**self.record.counts, "undo": undone}

    def _leave(self, what: object, field: str, why: str) -> None:
        self.left += 1
        if len(self.told) < TOLD:
            self.told.append([str(what)[:200], field, why])

    def _remove_creators(self) -> None:
        """Whoever was new goes with all that came along, unless anybody worked with them since."""
        for entries in self.traces.entries(Creator, ADDED):
            names = {entry.id: entry.name for entry in entries}
            there = self._there(names)
            kept = self.traces.worked_with(there) | {entry.id for entry, _ in changed_since(Creator, entries)}
            for pk in sorted(kept & there):
                self._leave(names[pk], "", "somebody worked with this creator since: not removed")
            gone = there - kept
            relationships = Relationship.objects.filter(creator__in=gone)
            self._delete_relationships(list(relationships.order_by().values_list("pk", flat=True)))
            accounts = Account.objects.filter(creator__in=gone)
            Creator.objects.filter(pk__in=gone).update(main_account=None)
            self._delete(AudienceSnapshot.objects.filter(account__in=accounts))
            self._delete(accounts)
            self._delete(CreatorCategory.objects.filter(creator__in=gone))
            self.removed += self._delete(Creator.objects.filter(pk__in=gone))

    def _there(self, names: Mapping[int, str]) -> Ids:
        """Those of these creators that are on file. Whoever was merged into somebody since is changed: it is told."""
        there = set(Creator.objects.filter(pk__in=names).order_by().values_list("pk", flat=True))
        gone = CreatorMerge.objects.filter(absorbed_number__in=names.keys() - there, undone_at=None)
        for pk in sorted(set(gone.values_list("absorbed_number", flat=True))):
            if kept := kept_of_creator(pk):
                self._leave(names[pk], "", f"merged into {kept.into} since: what came along is theirs now")
        return there

    def _remove_relationships(self) -> None:
        """Those with creators who had been on file before."""
        for entries in self.traces.entries(Relationship, ADDED):
            there = self._of_known(Relationship, [entry.id for entry in entries])
            busy = self.traces.hung_on(Relationship, there) | self.traces.edited(Relationship, there)
            for row in Relationship.objects.filter(pk__in=busy).select_related("creator", "brand").order_by("pk"):
                self._leave(row, "", "somebody worked on this relationship since: not removed")
            self._delete_relationships(there - busy)

    def _remove_added(self, model: type[Model]) -> None:
        """Accounts, readings and labels that were added to what had been on file before."""
        for entries in self.traces.entries(model, ADDED):
            ids = self._of_known(model, [entry.id for entry in entries])
            edited = {entry.id for entry, _ in changed_since(model, [entry for entry in entries if entry.id in ids])}
            if model is Account:
                edited |= self.traces.hung_on(Account, ids, besides=(Creator,))
            if model is AudienceSnapshot:
                ids -= self._shown(ids)
            for row in model._default_manager.filter(pk__in=edited & ids).order_by("pk"):
                self._leave(row, "", "changed since: not removed")
            self._remove_rows(model, ids - edited)

    def _of_known(self, model: type[Model], ids: Iterable[int]) -> Ids:
        """Those of ``ids`` that are there, unless they are somebody's who was new and stays: they stay, too."""
        owners = dict(model._default_manager.filter(pk__in=ids).order_by().values_list("pk", CREATOR_OF[model]))
        new = self.traces.newcomers(set(owners.values()))
        return {pk for pk, owner in owners.items() if owner not in new}

    def _shown(self, snapshots: Ids) -> Ids:
        """Those of ``snapshots`` that hold what their account shows as its latest reading, as it was left."""
        shows = Account.objects.filter(pk=OuterRef("account_id"), measured_on=OuterRef("measured_on"))
        shows = shows.exclude(followers=None, engagement_rate=None)
        rows = AudienceSnapshot.objects.filter(pk__in=snapshots).filter(Exists(shows))
        return set(rows.order_by().values_list("pk", flat=True))

    def _remove_rows(self, model: type[Model], ids: Ids) -> None:
        rows: QuerySet[Any] = model._default_manager.filter(pk__in=ids)
        self._touch(model, ids)
        if model is Account:
            Creator.objects.filter(main_account__in=ids).update(main_account=None)
            self._delete(AudienceSnapshot.objects.filter(account__in=ids))
        self._delete(rows)

    def _remove_labels(self) -> None:
        """Categories and tags that the list brought, unless they are used or were renamed by now."""
        models: Sequence[type[Model]] = (Category, Tag)
        for model in models:
            for entries in self.traces.entries(model, ADDED):
                ids = {entry.id for entry in entries}
                used = {entry.id for entry, _ in changed_since(model, entries)}
                for relation in model._meta.related_objects:
                    if relation.many_to_many:
                        continue
                    column = relation.field.attname
                    pointing: Any = relation.related_model
                    rows = pointing._base_manager.filter(**{f"{column}__in": ids})
                    used |= set(rows.order_by().values_list(column, flat=True))
                self._delete(model._default_manager.filter(pk__in=ids - used))

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
        if model is Creator:
            self._there({entry.id: entry.name for entry in entries})
        columns = columns_of(model)
        before = entries_before(model, entries)
        now = rows_of(model, [entry.id for entry in entries], columns)
        taken = self._taken(entries, before) if model is Account else set()
        values: list[tuple[Any, ...]] = []
        for entry in entries:
            earlier, row = before.get(entry.id), now.get(entry.id)
            if row is None:
                continue
            back = dict(row)
            for names in _groups(model, columns):
                wrote = {name: getattr(entry, name) for name in names}
                was = {name: getattr(earlier, name) for name in names} if earlier else wrote
                stands = {name: row[name] for name in names}
                if was in (wrote, stands):
                    continue
                if stands == wrote and not ("handle" in names and entry.id in taken):
                    back |= was
                    continue
                for name in names:
                    if was[name] != wrote[name]:
                        self._leave(_name(entry), _words(model, name), "changed by somebody since: left as it is")
            if back != row:
                values.append((entry.id, *(back[name] for name in columns), *_key(model, back), self.stamp))
        keys = _KEY_OF.get(model, ())
        update_rows(model._default_manager.all(), (*columns, *keys, "updated_at"), values)
        ids = {value[0] for value in values}
        written: QuerySet[Any] = model._default_manager.filter(pk__in=ids)
        record_history(written, reason=self.reason, user=self.by)
        self.restored += len(ids)
        self._touch(model, ids)

    def _taken(self, entries: Sequence[Any], before: Mapping[int, Any]) -> Ids:
        """Accounts whose former handle is another one's by now."""
        former = {(one.network, one.handle): one.id for one in before.values()}
        changed = {entry.id for entry in entries if entry.id in before and before[entry.id].handle != entry.handle}
        handles = [handle for (_, handle), pk in former.items() if pk in changed]
        holders = Account.objects.filter(handle__in=handles).exclude(pk__in=changed)
        return {former[place] for place in holders.values_list("network", "handle") if place in former}

    def _touch(self, model: type[Model], ids: Ids) -> None:
        self.touched |= set(model._default_manager.filter(pk__in=ids).values_list(CREATOR_OF[model], flat=True))

    def _refresh(self, ids: Sequence[int]) -> None:
        creators = Creator.objects.filter(pk__in=ids)
        keep_missing_snapshots(Account.objects.filter(creator__in=ids))
        refresh_audience(creators)
        refresh_from_creators(creators)
        relationships = Relationship.objects.filter(creator__in=ids)
        WORK.refresh(relationships, self.today)
        refresh_or_mark(relationships)


def _groups(model: type[Model], columns: Sequence[str]) -> Sequence[Sequence[str]]:
    """``columns``, those that say something together side by side."""
    together = _TOGETHER.get(model, ())
    grouped = {name for names in together for name in names}
    return (*together, *((name,) for name in columns if name not in grouped))


def _key(model: type[Model], row: Mapping[str, Any]) -> tuple[str, ...]:
    """The value of `_KEY_OF` for a row of ``model``."""
    if model is Creator:
        return (sort_key(row["name"]),)
    return (normalise_handle(row["network"], row["handle"]),) if model is Account else ()


def _name(entry: Any) -> str:
    return str(getattr(entry, "name", "") or getattr(entry, "handle", "") or entry.instance)


def _words(model: type[Model], column: str) -> str:
    field: Any = model._meta.get_field(column)
    return str(field.verbose_name)
