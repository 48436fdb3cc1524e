"""The history of an object and of what hangs on it, from the history tables: who, when, what, from what to what."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import ForeignKey, Model, OuterRef, Subquery
from django.utils.formats import localize
from django.utils.text import Truncator, capfirst
from django.utils.timezone import localtime

from relationships.admin.visible import visible_rows
from relationships.models import Account, Relationship

PER_PAGE = 50
#: Columns that say nothing to a reader: the row's own keys, and the moments that the history itself tells. The digest
#: of an advice's facts may rest on a competitor's days, which can be guessed from it: nobody reads it.
UNTOLD = {"id", "created_at", "updated_at", "tier_agreed", "facts"}
KINDS = {"+": "Added", "~": "Changed", "-": "Removed"}
_SHOWN = 200
#: Never named in a history: a row of one relationship or account says nothing new by telling which.
PARENTS: frozenset[type[Model]] = frozenset({Relationship, Account})


@dataclass(frozen=True, slots=True)
class Trail:
    """The history of a model's rows that hang on one object. ``parent``: the column that leads to it, "" for itself."""

    model: Any
    parent: str = ""

    def rows(self, pk: Any) -> Any:
        return self.model.history.filter(**{self.parent or self.model._meta.pk.attname: pk})


@dataclass(frozen=True, slots=True)
class Change:
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Version:
    when: datetime
    who: str
    what: str
    subject: str
    reason: str
    changes: tuple[Change, ...]


def history_page(pk: Any, trails: Sequence[Trail], user: Any, page: int) -> tuple[list[Version], bool]:
    """The versions of page ``page`` (from 1), newest first, and whether there is an older page."""
    end = page * PER_PAGE
    found: list[tuple[Any, Trail]] = []
    for trail in trails:
        rows = trail.rows(pk).select_related("history_user").order_by("-history_date", "-history_id")
        found += [(row, trail) for row in rows.annotate(before_id=_before(trail.model))[: end + 1]]
    found.sort(key=lambda pair: (pair[0].history_date, pair[0].history_id), reverse=True)
    shown = found[end - PER_PAGE : end]
    before = {trail.model: _in_bulk(trail, [row for row, own in shown if own is trail]) for trail in trails}
    names = _Names.of([*(row for row, _ in shown), *(row for rows in before.values() for row in rows.values())], user)
    versions = [_version(row, before[trail.model].get(row.before_id), trail, names) for row, trail in shown]
    return versions, len(found) > end


def _before(model: Any) -> Subquery:
    earlier = model.history.filter(
        **{model._meta.pk.attname: OuterRef(model._meta.pk.attname)}, history_id__lt=OuterRef("history_id")
    )
    return Subquery(earlier.order_by("-history_id").values("history_id")[:1])


def _in_bulk(trail: Trail, rows: Iterable[Any]) -> dict[int, Any]:
    ids = [row.before_id for row in rows if row.before_id]
    return dict(trail.model.history.in_bulk(ids, field_name="history_id")) if ids else {}


@dataclass(frozen=True, slots=True)
class _Names:
    """What ids stand for, looked up in one query a model. What is gone, or not the reader's to see, stays unnamed."""

    known: Mapping[type[Model], Mapping[Any, str]]

    @classmethod
    def of(cls, rows: Iterable[Any], user: Any) -> "_Names":
        ids: defaultdict[type[Model], set[Any]] = defaultdict(set)
        for row in rows:
            for field in row.tracked_fields:
                if isinstance(field, ForeignKey) and field.related_model not in PARENTS:
                    ids[field.related_model].add(getattr(row, field.attname))
        found = {model: visible_rows(model, user).in_bulk(list(pks - {None})) for model, pks in ids.items()}
        return cls({model: {pk: str(row) for pk, row in rows.items()} for model, rows in found.items()})

    def name(self, model: type[Model], pk: Any) -> str:
        return self.known.get(model, {}).get(pk, f"no longer on file (number {pk})")


def _version(row: Any, before: Any, trail: Trail, names: _Names) -> Version:
    skipped = {*UNTOLD, trail.parent.removesuffix("_id")}
    fields = [f for f in row.tracked_fields if f.name not in skipped and f.related_model not in PARENTS]
    told = [change for field in fields if (change := _change(field, row, before, names))]
    return Version(
        when=row.history_date,
        who=str(row.history_user or "The system"),
        what=KINDS[row.history_type],
        subject=capfirst(str(trail.model._meta.verbose_name)) if trail.parent else "",
        reason=row.history_change_reason or "",
        changes=() if row.history_type == "-" else tuple(told),
    )


def _change(field: Any, row: Any, before: Any, names: _Names) -> Change | None:
    new = getattr(row, field.attname)
    old = getattr(before, field.attname) if before is not None else None
    if new == old or (before is None and (new is None or new is False or new == "")):
        return None
    label = capfirst(str(field.verbose_name))
    return Change(label, _told(field, old, names) if before is not None else "", _told(field, new, names))


def _told(field: Any, value: Any, names: _Names) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(field, ForeignKey):
        return names.name(field.related_model, value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return Truncator(_plain(value)).chars(_SHOWN)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    return str(localize(localtime(value) if isinstance(value, datetime) else value))
