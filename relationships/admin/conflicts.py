"""What stands above a form that somebody else was faster with: each field in three versions, and what can be chosen."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from relationships.admin import cells
from relationships.admin.versioned import ASKED, DELETE, OPENED, TAKE, Conflict, Differing, VersionedForm, sent_as
from relationships.domain.merging import Side
from relationships.services.versions import savers


@dataclass(frozen=True, slots=True)
class FieldShown:
    """``choice``: the name of its radio buttons, "" where there is nothing to choose. ``control``: the id of the own
    control of the field, ``raw`` their value as that would hold it ("on" or "" for a box).
    """

    label: str
    opened: str
    theirs: str
    mine: str
    side: str
    choice: str
    chosen: str
    control: str
    raw: str


@dataclass(frozen=True, slots=True)
class RowShown:
    """One row that two people changed. ``hidden``: names and values that go back with the choice."""

    kind: str
    title: str
    who: str
    when: str
    is_gone: bool
    fields: Sequence[FieldShown]
    hidden: Sequence[tuple[str, str]]


def shown(forms_: Iterable[Any]) -> list[RowShown]:
    return [_row(form, form.conflict) for form in forms_ if isinstance(form, VersionedForm) and form.conflict]


def gone(form: VersionedForm) -> RowShown:
    """For a page of its own, also where nothing was typed that is worth keeping."""
    return _row(form, form.conflict or Conflict(str(form.instance), None, (), is_gone=True))


def _row(form: VersionedForm, conflict: Conflict) -> RowShown:
    who, when = savers(form.instance, None if conflict.is_gone else conflict.opened_at)
    return RowShown(
        kind=capfirst(str(form.instance._meta.verbose_name)),
        title=conflict.title,
        who=who,
        when=when,
        is_gone=conflict.is_gone,
        fields=[_field(form, one) for one in conflict.fields],
        hidden=list(_hidden(form, conflict)),
    )


def _hidden(form: VersionedForm, conflict: Conflict) -> Iterator[tuple[str, str]]:
    if conflict.is_gone:
        return
    yield form.add_prefix(ASKED), ",".join(one.name for one in conflict.fields if one.side is Side.BOTH)
    if conflict.opened_at:
        yield form.add_prefix(OPENED), conflict.opened_at.isoformat()


def _field(form: VersionedForm, one: Differing) -> FieldShown:
    choice = form.add_prefix(one.name + TAKE) if one.side is Side.BOTH and not form.is_gone else ""
    if one.name == DELETE:
        words = (_("Delete this row"), _("on file"), _("changed, and on file"), _("deleted"))
    else:
        field: Any = form.fields[one.name]
        label = capfirst(str(field.label or one.name))
        opened = told(field, one.opened) if one.is_known else _("not known any more")
        words = (label, opened, told(field, one.theirs), told(field, _understood(field, one.typed)))
    bound = form[one.name]
    return FieldShown(
        *words,
        side=one.side.value,
        choice=choice,
        chosen=one.chosen,
        control=str(bound.id_for_label) if choice else "",
        raw=sent_as(bound.field, one.theirs) or "",
    )


def _understood(field: forms.Field, typed: Any) -> Any:
    """What was typed as the field's value; as it was typed where the field cannot make sense of it."""
    try:
        value = field.clean(typed)
    except ValidationError:
        return typed
    return getattr(value, "pk", value)


def told(field: Any, value: Any) -> str:
    """A value in words. A row that the reader may not choose is not named."""
    if value is None or value == "":
        return cells.NOTHING
    if isinstance(field, forms.ModelChoiceField):
        return _named(field, value)
    choices = getattr(field, "choices", None)
    if choices and not isinstance(value, bool):
        return next((str(label) for key, label in _flat(choices) if str(key) == str(value)), str(value))
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, datetime):
        value = localtime(value)
    return str(localize(value)) if isinstance(value, date) else str(value)


def _named(field: Any, pk: Any) -> str:
    try:
        row = field.queryset.filter(pk=pk).first()
    except (ValueError, TypeError, OverflowError):
        row = None
    return str(field.label_from_instance(row)) if row is not None else _("somebody or something that you do not see")


def _flat(choices: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    for key, label in choices:
        if isinstance(label, (list, tuple)):
            yield from label
        else:
            yield key, label
