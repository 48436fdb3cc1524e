"""What hangs on a creator and on a relationship, and how it gets from one to another: every foreign key stands here.

A test compares these tables with the models, so that a key that is new is thought about before it is lost.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import JSONField, Model

from relationships.domain.creator_doubles import DOUBLES, Double, Stays
from relationships.models import (
    Account,
    Adjudication,
    AdviceDecision,
    Attachment,
    AudienceSnapshot,
    BulkChangeRow,
    ChecklistTick,
    Collaboration,
    Contribution,
    Creator,
    CreatorCategory,
    GateOverride,
    LadderDecision,
    Rating,
    Relationship,
    RelationshipTag,
    StandingAdvice,
    Touchpoint,
)
from relationships.services.audit import ADDED, REMOVED, RESTORED, record_history

Pointer = tuple[type[Model], str]

#: By what it points at. These rows are pointed at the record that stays …
MOVED: Mapping[type[Model], Sequence[Pointer]] = {
    Creator: ((Account, "creator"), (CreatorCategory, "creator"), (Relationship, "creator")),
    Relationship: (
        (Collaboration, "relationship"),
        (Touchpoint, "relationship"),
        (Rating, "relationship"),
        (Adjudication, "relationship"),
        (GateOverride, "relationship"),
        (Attachment, "relationship"),
        (Contribution, "relationship"),
        (ChecklistTick, "relationship"),
        (LadderDecision, "relationship"),
        (AdviceDecision, "relationship"),
        (RelationshipTag, "relationship"),
        (BulkChangeRow, "relationship"),
    ),
}
#: … these come along with the account that they point at, or are derived and written anew.
COME_ALONG: Mapping[type[Model], Sequence[Pointer]] = {
    Account: ((AudienceSnapshot, "account"), (Creator, "main_account")),
    Relationship: ((StandingAdvice, "relationship"),),
}


@dataclass(slots=True)
class Steps:
    """What a merge wrote, in order, as it is kept on file: enough to take each step back.

    ``moves``: model, column, from, to, ids. ``removed``: model and the whole row. ``fields``: model, id, what it is
    called, and ``{column: [before, after]}`` of what is decided as one. Values are text, as `encode` has it.
    """

    moves: list[tuple[str, str, int, int, list[int]]] = field(default_factory=list)
    removed: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    fields: list[tuple[str, int, str, dict[str, list[str | None]]]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {"moves": self.moves, "removed": self.removed, "fields": self.fields}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Steps":
        return cls(**{name: list(kept.get(name, ())) for name in ("moves", "removed", "fields")})


@dataclass(frozen=True, slots=True)
class Writing:
    """Who writes, when, and the reason that goes into each history."""

    by: Any
    stamp: datetime
    reason: str


# --- Moving -----------------------------------------------------------------------------------------------------------


def move_all(kind: type[Model], old: int, new: int, writing: Writing, steps: Steps) -> None:
    """Point everything that hangs on the row ``old`` of ``kind`` at ``new``. Accounts and relationships of a creator
    have rules of their own and are moved by who calls this."""
    for model, name in MOVED[kind]:
        if model not in (Account, Relationship):
            remove_doubles(model, name, old, new, writing, steps)
            move(model, name, ids_of(model, name, old), old, new, writing, steps)


def ids_of(model: Any, name: str, pk: int) -> list[int]:
    return list(model._base_manager.filter(**{name: pk}).order_by("pk").values_list("pk", flat=True))


def move(
    model: Any, name: str, ids: Sequence[int], old: int, new: int, writing: Writing, steps: Steps | None = None
) -> None:
    """Point the rows ``ids`` of ``model`` at ``new``, with a line in the history of each."""
    if not ids:
        return
    if steps is not None:
        steps.moves.append((model._meta.model_name, name, old, new, list(ids)))
    point_at(model, f"{name}_id", ids, new, writing)


def point_at(model: Any, column: str, ids: Sequence[int], target: int, writing: Writing) -> None:
    rows = model._base_manager.filter(pk__in=ids)
    if not hasattr(model, "history"):
        rows.update(**{column: target})
        return
    if model.history.model._history_m2m_fields:  # noqa: SLF001 - simple_history's own name
        # Their history holds what they are tagged with, which only a row's own save writes.
        for row in rows:
            setattr(row, column, target)
            vars(row).update(_change_reason=writing.reason, _history_user=writing.by)
            row.save()
        return
    rows.update(**{column: target, "updated_at": writing.stamp})
    record_history(model._base_manager.filter(pk__in=ids), reason=writing.reason, user=writing.by)


# --- Doubles ----------------------------------------------------------------------------------------------------------


def remove_doubles(model: Any, name: str, old: int, new: int, writing: Writing, steps: Steps) -> None:
    """Of rows that the joined record can hold once, take one away (domain.creator_doubles says which)."""
    for row in doubles(model, name, old, new):
        steps.removed.append((model._meta.model_name, encode(row)))
        rows = model._base_manager.filter(pk=row.pk)
        if hasattr(model, "history"):
            record_history(rows, kind=REMOVED, reason=writing.reason, user=writing.by)
        rows._raw_delete(rows.db)  # noqa: SLF001 - without signals: their history is written, and nothing hangs on them


def doubles(model: Any, name: str, old: int, new: int) -> list[Any]:
    """The rows that give way when what points at ``old`` is pointed at ``new``."""
    rule = DOUBLES.get(model._meta.model_name)
    if rule is None:
        return []
    there = {_key(rule, row): row for row in model._base_manager.filter(**{name: new})}
    coming = model._base_manager.filter(**{name: old}).order_by("pk") if there else ()
    pairs = ((there.get(_key(rule, row)), row) for row in coming)
    return [_gives_way(rule, mine, theirs) for mine, theirs in pairs if mine is not None]


def _key(rule: Double, row: Any) -> tuple[Any, ...]:
    return tuple(getattr(row, column) for column in rule.same)


def _gives_way(rule: Double, mine: Any, theirs: Any) -> Any:
    """Of equals the one that comes."""
    if rule.stays is Stays.LAST:
        return mine if theirs.updated_at > mine.updated_at else theirs
    is_older = hasattr(mine, "created_at") and theirs.created_at < mine.created_at
    return mine if is_older else theirs


# --- Whole rows -------------------------------------------------------------------------------------------------------


def remove(row: Any, writing: Writing, steps: Steps) -> None:
    """Delete a row on which nothing hangs any more; its history stays and says why."""
    steps.removed.append((row._meta.model_name, encode(row)))
    vars(row).update(_change_reason=writing.reason, _history_user=writing.by)
    row.delete()


def still_hangs(row: Model) -> str:
    """What of a kind unknown to the tables points at ``row``, by name; "" for nothing. It would be deleted with it."""
    known = {pointer for table in (MOVED, COME_ALONG) for pointer in table.get(type(row), ())}
    for relation in pointers_at(type(row)):
        if relation not in known and relation[0]._base_manager.filter(**{relation[1]: row.pk}).exists():
            return str(relation[0]._meta.verbose_name_plural)
    return ""


def pointers_at(model: type[Model]) -> list[Any]:
    """Every foreign key to ``model``, as (model, name of the field), but those of history tables."""
    found = (one for one in model._meta.get_fields(include_hidden=True) if one.auto_created and not one.concrete)
    keys = ((one.related_model, one.field.name) for one in found if one.one_to_many or one.one_to_one)  # type: ignore[union-attr]
    return sorted(
        {(target, name) for target, name in keys if not hasattr(target, "history_object")},
        key=lambda pointer: (pointer[0].__name__, pointer[1]),
    )


def encode(row: Any) -> dict[str, str | None]:
    """All that is stored of ``row``, by column, as text."""
    return {one.attname: text_of(one, row) for one in row._meta.concrete_fields if not one.generated}


def text_of(column: Any, row: Any) -> str | None:
    value = getattr(row, column.attname)
    if value is None:
        return None
    return json.dumps(value) if isinstance(column, JSONField) else str(column.value_to_string(row))


def value_of(model: Any, attname: str, text: str | None) -> Any:
    """The value that `text_of` wrote."""
    column = next(one for one in model._meta.concrete_fields if one.attname == attname)
    if text is None:
        return None
    return json.loads(text) if isinstance(column, JSONField) else column.to_python(text)


def model_of(name: str) -> Any:
    return apps.get_model("relationships", name)


def bring_back(model: Any, stored: Mapping[str, str | None], writing: Writing) -> tuple[Any, list[str]]:
    """Put a removed row on file again under its own number; returns it and the names of the columns that are empty now
    because what they pointed at is gone. None for the row where it cannot be without that."""
    row, emptied = _decoded(model, stored), []
    for column in model._meta.concrete_fields:
        target = column.related_model
        value = getattr(row, column.attname) if target else None
        if value is None or target._base_manager.filter(pk=value).exists():
            continue
        if not column.null:
            return None, [str(column.verbose_name)]
        setattr(row, column.attname, None)
        emptied.append(str(column.verbose_name))
    if hasattr(row, "updated_at"):
        row.updated_at = writing.stamp
    _insert(row)
    if hasattr(model, "history"):
        reason = f"{RESTORED}: {writing.reason}"
        record_history(model._base_manager.filter(pk=row.pk), kind=ADDED, reason=reason, user=writing.by)
    return row, emptied


def _insert(row: Any) -> None:
    """Past every signal: what is derived follows when all of it is back, and not twice, by way of nothing."""
    moments = {name: getattr(row, name) for name in ("created_at", "updated_at") if hasattr(row, name)}
    type(row)._base_manager.bulk_create([row])
    if moments:
        type(row)._base_manager.filter(pk=row.pk).update(**moments)


def _decoded(model: Any, stored: Mapping[str, str | None]) -> Any:
    """Copies that are keys to other rows stay empty: their writers know by now what they point at."""
    derived = getattr(model, "derived", ())
    row = model()
    for column in model._meta.concrete_fields:
        if column.attname in stored and not (column.related_model and column.name in derived):
            setattr(row, column.attname, value_of(model, column.attname, stored[column.attname]))
    return row
