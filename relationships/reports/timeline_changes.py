"""What a version of a row changed, each field from what to what. What is foreign to the reader stays unnamed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import ForeignKey, Model
from django.utils.formats import localize
from django.utils.text import Truncator, capfirst
from django.utils.timezone import localtime

from relationships.models import Account, Relationship
from relationships.querysets.visibility import visible_rows
from relationships.reports.timeline_versions import Version

#: Columns that say nothing to a reader: the row's own keys, and the moments that the history itself tells. The digest
#: of an advice's facts may rest on a competitor's days, which can be guessed from it: nobody reads it.
UNTOLD = {"id", "created_at", "updated_at", "tier_agreed", "facts"}
#: Never named in a history: a row of one relationship or account says nothing new by telling which.
PARENTS: frozenset[type[Model]] = frozenset({Relationship, Account})
NOTHING = "–"
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Change:
    """``name``: the field's own name; ``old`` is "" where the row is new."""

    name: str
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Names:
    """What ids stand for, looked up in one query a model. What is gone, or not the reader's to see, stays unnamed."""

    known: Mapping[type[Model], Mapping[Any, Model]]

    @classmethod
    def of(cls, versions: Iterable[Version], user: Any, hidden: Collection[str] = ()) -> "Names":
        """``hidden``: names of fields that are not told."""
        ids: defaultdict[type[Model], set[Any]] = defaultdict(set)
        for version in versions:
            for row in (version.row, version.before):
                for field in row.tracked_fields if row is not None else ():
                    told = isinstance(field, ForeignKey) and field.name not in hidden
                    if told and field.related_model not in PARENTS:
                        ids[field.related_model].add(getattr(row, field.attname))
        return cls({model: visible_rows(model, user).in_bulk(list(pks - {None})) for model, pks in ids.items() if pks})

    def row(self, model: type[Model], pk: Any) -> Any:
        """None for what is gone or not the reader's to see."""
        return self.known.get(model, {}).get(pk)

    def name(self, model: type[Model], pk: Any) -> str:
        found = self.row(model, pk)
        return f"no longer on file (number {pk})" if found is None else str(found)


def changes_of(version: Version, names: Names, hidden: Iterable[str] = ()) -> tuple[Change, ...]:
    """What ``version`` changed, or holds where it is a row's first; nothing for a removed row."""
    if version.row.history_type == "-":
        return ()
    skipped = UNTOLD.union(hidden)
    told = (
        change(field, version.before, version.row, names)
        for field in version.row.tracked_fields
        if field.name not in skipped and field.related_model not in PARENTS
    )
    return tuple(found for found in told if found is not None)


def change(field: Any, before: Any, after: Any, names: Names) -> Change | None:
    """None where ``field`` did not change, or where there was nothing before and nothing is there now."""
    new = getattr(after, field.attname)
    old = getattr(before, field.attname) if before is not None else None
    if new == old or (before is None and (new is None or new is False or new == "")):
        return None
    return Change(
        field.name,
        label_of(field),
        said(field, old, names) if before is not None else "",
        said(field, new, names),
    )


def label_of(field: Any) -> str:
    return capfirst(str(field.verbose_name))


def said(field: Any, value: Any, names: Names) -> str:
    """A field's value as people read it; a dash where there is none."""
    if value is None or value == "":
        return NOTHING
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
