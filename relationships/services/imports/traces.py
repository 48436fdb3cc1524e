"""What an import left in the history, and what somebody did since with what it wrote."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Max, Model

from relationships.models import (
    Account,
    AudienceSnapshot,
    Creator,
    CreatorCategory,
    CreatorImport,
    Relationship,
    RelationshipTag,
    StandingAdvice,
)
from relationships.services.audit import ADDED
from relationships.services.imports.writing import reason_of

CHUNK = 2_000
#: What an import adds to a creator or a relationship, too: of these only the ones that it did not add tell of somebody.
_COMES_ALONG = (RelationshipTag, CreatorCategory, AudienceSnapshot)
_UNASKED = frozenset({"created_at", "updated_at"})
#: How whose a row is, is found.
CREATOR_OF: Mapping[type[Model], str] = {
    Creator: "pk",
    Account: "creator_id",
    AudienceSnapshot: "account__creator_id",
    CreatorCategory: "creator_id",
    Relationship: "creator_id",
    RelationshipTag: "relationship__creator_id",
}

Ids = set[int]


class Traces:
    """The rows of history of one import."""

    def __init__(self, record: CreatorImport) -> None:
        self.record, self._reason = record, reason_of(record)[:100]

    def entries(self, model: type[Model], kind: str) -> Iterator[list[Any]]:
        """The rows of history that the import wrote about ``model``, some thousands at a time."""
        after = 0
        while True:
            some = list(self._of(model, kind).filter(history_id__gt=after).order_by("history_id")[:CHUNK])
            if not some:
                return
            yield some
            after = some[-1].history_id

    def added(self, model: type[Model], column: str, among: Ids) -> Ids:
        """Ids of the rows of ``model`` that the import added for one of ``among``."""
        mine = self._of(model, ADDED).filter(**{f"{column}__in": among})
        return set(mine.order_by().values_list("id", flat=True))

    def worked_with(self, creators: Ids) -> Ids:
        """Those of ``creators`` on whom (or on whose relationship) something hangs that did not come with the list."""
        accounts = self.added(Account, "creator_id", creators)
        relationships = self.added(Relationship, "creator_id", creators)
        held: Ids = set()
        busy: Sequence[tuple[type[Model], Ids, Ids]] = (
            (Account, accounts, self.hung_on(Account, accounts, besides=(Creator,)) | self.edited(Account, accounts)),
            (
                Relationship,
                relationships,
                self.hung_on(Relationship, relationships) | self.edited(Relationship, relationships),
            ),
        )
        for model, came_along, meddled in busy:
            rows: Any = model._default_manager.filter(creator__in=creators).order_by()
            held |= set(rows.exclude(pk__in=came_along).values_list("creator_id", flat=True))
            held |= set(rows.filter(pk__in=meddled).values_list("creator_id", flat=True))
        return held | self.hung_on(Creator, creators, besides=(Account, Relationship))

    def hung_on(self, model: type[Model], ids: Ids, besides: Sequence[type[Model]] = ()) -> Ids:
        """Those of ``ids`` that rows of other tables point at which the import did not write."""
        held: Ids = set()
        for relation in model._meta.related_objects:
            pointing: Any = relation.related_model
            if pointing in (StandingAdvice, *besides) or relation.many_to_many or not ids:
                continue
            column = relation.field.attname
            rows = pointing._base_manager.filter(**{f"{column}__in": ids}).order_by()
            if pointing in _COMES_ALONG:
                rows = rows.exclude(pk__in=self.added(pointing, column, ids))
            held |= set(rows.values_list(column, flat=True))
        return held

    def edited(self, model: type[Model], ids: Ids) -> Ids:
        """Those of ``ids``, which the import added, that read otherwise by now."""
        if not ids:
            return set()
        return {entry.id for entry, _ in changed_since(model, list(self._of(model, ADDED).filter(id__in=ids)))}

    def newcomers(self, creators: Ids) -> Ids:
        """Those of ``creators`` whom the import added."""
        return self.added(Creator, "id", creators)

    def besides(self, model: type[Model], since: int) -> Any:
        """Rows of history after the one numbered ``since``, but for those that the import wrote."""
        first, last = self._range(model)
        history: Any = model
        return history.history.filter(history_id__gt=since).exclude(
            history_id__gte=first, history_id__lte=last, history_change_reason=self._reason
        )

    def _range(self, model: type[Model]) -> tuple[int, int]:
        first, last = self.record.written.get(str(model._meta.model_name), (1, 0))
        return first, last

    def _of(self, model: type[Model], kind: str) -> Any:
        first, last = self._range(model)
        history: Any = model
        return history.history.filter(
            history_id__gte=first, history_id__lte=last, history_type=kind, history_change_reason=self._reason
        )


def columns_of(model: type[Model]) -> list[str]:
    """The columns that history keeps and people (or imports) write."""
    history: Any = model
    kept = {field.attname for field in history.history.model._meta.concrete_fields}
    derived = {"tier"} if model is Creator else set()
    own = (field.attname for field in model._meta.concrete_fields if not field.primary_key)
    return [name for name in own if name in kept and name not in _UNASKED and name not in derived]


def rows_of(model: type[Model], ids: Sequence[int], columns: Sequence[str]) -> Mapping[int, dict[str, Any]]:
    rows = model._default_manager.filter(pk__in=ids).order_by().values_list("pk", *columns)
    return {pk: dict(zip(columns, values, strict=True)) for pk, *values in rows}


def changed_since(model: type[Model], entries: Sequence[Any]) -> Iterator[tuple[Any, list[str]]]:
    """Entries of history whose object reads otherwise by now, with the columns; one that is gone is not told."""
    columns = columns_of(model)
    now = rows_of(model, [entry.id for entry in entries], columns)
    for entry in entries:
        row = now.get(entry.id)
        differing = [name for name in columns if row is not None and row[name] != getattr(entry, name)]
        if differing:
            yield entry, differing


def entries_before(model: type[Model], entries: Sequence[Any]) -> Mapping[int, Any]:
    """By object: the row of history before the first of ``entries``."""
    history: Any = model
    earlier = history.history.filter(id__in=[entry.id for entry in entries], history_id__lt=entries[0].history_id)
    latest = earlier.order_by().values("id").annotate(latest=Max("history_id")).values_list("latest", flat=True)
    return {entry.id: entry for entry in history.history.filter(history_id__in=list(latest))}
