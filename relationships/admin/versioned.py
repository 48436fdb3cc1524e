"""Change forms that know the version they were made from: what somebody else saved since then is never overwritten.

What nobody touched here follows the newer version. Where both sides changed the row, nothing is saved: the form is
`conflict`, and whoever typed chooses field by field (`admin.conflicts` draws it, `services.versions` checks the write).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.forms.utils import ErrorDict

from relationships.domain.merging import Side, merged, side
from relationships.models.base import DatedModel
from relationships.services.versions import seen_in, token, version_of

#: What a form sends beside its fields: the version it was made from, the one it was opened with before it was told of
#: a newer one, the fields that wait for a choice, and (behind the field's name) the labels that were there.
VERSION, OPENED, ASKED, LABELS = "version__seen", "version__opened", "version__asked", "__opened"
TAKE = "__take"
DELETE = "DELETE"
_GONE = "_gone_meanwhile"


@dataclass(frozen=True, slots=True)
class Differing:
    """One field in three versions, as values of its column; ``typed`` is what stands in the form, as it was sent.

    ``chosen``: the side that was chosen already, "" while that is open.
    """

    name: str
    side: Side
    opened: Any
    theirs: Any
    typed: Any
    is_known: bool
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """``title``: the row as it is on file. ``is_gone``: somebody deleted it, and ``fields`` are what was typed."""

    title: str
    opened_at: datetime | None
    fields: Sequence[Differing]
    is_gone: bool = False


def versioned(form: Any) -> Any:
    """``form`` (a class of forms for rows with a version) as one that checks it."""
    return form if issubclass(form, VersionedForm) else type(form.__name__, (VersionedForm, form), {})


def has_version(model: Any) -> bool:
    return issubclass(model, DatedModel)


def sent_as(field: forms.Field, value: Any) -> str | None:
    """What the field's control sends for ``value``; None where it sends nothing, as a box without its mark."""
    if isinstance(field.widget, forms.CheckboxInput):
        return "on" if value else None
    shown = field.widget.format_value(field.prepare_value(value))
    if isinstance(shown, (list, tuple)):
        shown = shown[0] if shown else ""
    return "" if shown is None else str(shown)


def gone_row(row: Any) -> Any:
    """``row``, made from its history, as one that a form shows but never saves."""
    vars(row)[_GONE] = True
    return row


class VersionedForm(forms.ModelForm[Any]):
    conflict: Conflict | None = None
    #: Labels of the fields that follow somebody else's newer version without anything being asked.
    taken_over: tuple[str, ...] = ()
    #: For rows of a form set, which keeps the versions of all of them: set by it.
    version_sent: str | None = None
    _is_merged = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_gone = _GONE in vars(self.instance)
        self.on_file = bool(self.instance.pk) and has_version(type(self.instance))
        #: As it is on file while this is answered; what the form was made from is `seen`.
        self.read_at: datetime | None = self.instance.updated_at if self.on_file else None

    # --- What is sent ---------------------------------------------------------------------------------------------

    @property
    def version_fields(self) -> Iterable[tuple[str, str]]:
        """Names and values of the hidden fields of a form that stands alone."""
        if self.on_file:
            yield self.add_prefix(VERSION), self.version_to_send
            for name in self._label_fields():
                yield self.add_prefix(name + LABELS), self._labels_to_send(name)

    @property
    def version_to_send(self) -> str:
        if not self.is_bound:
            return token(self.instance)
        return self._told_version if self.conflict else self._sent(VERSION)

    @property
    def _told_version(self) -> str:
        return self.read_at.isoformat() if self.read_at else ""

    def _labels_to_send(self, name: str) -> str:
        if self.is_bound and not self.conflict:
            return self._sent(name + LABELS)
        return ",".join(sorted(self._labels_on_file(name)))

    def _sent(self, name: str) -> str:
        if name == VERSION and self.version_sent is not None:
            return self.version_sent
        return str(self.data.get(self.add_prefix(name), ""))

    # --- Before it is judged --------------------------------------------------------------------------------------

    def full_clean(self) -> None:
        if self.is_bound and self.on_file and not self._is_merged:
            self._is_merged = True
            self._merge_labels()
            self._merge()
            vars(self).pop("changed_data", None)
        if self.is_gone:
            self._errors, self.cleaned_data = ErrorDict(), {}
            return
        super().full_clean()

    def is_valid(self) -> bool:
        return super().is_valid() and self.conflict is None

    def has_changed(self) -> bool:
        return not self.is_gone and super().has_changed()

    def _merge(self) -> None:
        seen = seen_in(self._sent(VERSION))
        choices = self._choices()
        if not self.is_gone and seen == self.read_at and all(choices.values()):
            self._take(name for name, chosen in choices.items() if chosen == Side.THEIRS)
            return
        told = version_of(self.instance, seen)
        opened_at = seen_in(self._sent(OPENED)) or seen
        first = version_of(self.instance, opened_at) if choices else told
        if self.is_gone:
            self._tell_gone(told, opened_at)
            return
        if self._sent(DELETE):
            self._settle(self._deleting(first), opened_at)
            return
        for name in [name for name, chosen in choices.items() if chosen == Side.THEIRS and told is not None]:
            self._put(name, getattr(told, self._column(name)))
        names = choices if seen == self.read_at else self._columns()
        found = [self._differing(name, first if name in choices else told, choices) for name in names]
        self._settle([one for one in found if one.side is not Side.NEITHER], opened_at)

    def _settle(self, found: Sequence[Differing], opened_at: datetime | None) -> None:
        theirs = [one for one in found if one.side is Side.THEIRS]
        if not any(one.side is not Side.MINE for one in found):
            return
        self._take(one.name for one in theirs)
        if len(theirs) == len(found):
            self.taken_over = tuple(str(self.fields[one.name].label) for one in theirs)
            return
        self.conflict = Conflict(str(self.instance), opened_at, found)

    def _differing(self, name: str, opened: Any, choices: Mapping[str, str]) -> Differing:
        field, column = self.fields[name], self._column(name)
        theirs = getattr(self.instance, column)
        was = getattr(opened, column) if opened is not None else None
        typed = self._typed(name)
        # A form may show a column otherwise than it is stored: as long as nobody changed it, its own way counts.
        initial = self.initial.get(name, theirs) if was == theirs else was
        found = side(
            they_changed=opened is None or was != theirs or name in choices,
            i_changed=opened is None or field.has_changed(initial, typed),
            is_same=not field.has_changed(self.initial.get(name, theirs), typed),
        )
        return Differing(name, found, was, theirs, typed, opened is not None, choices.get(name, ""))

    def _deleting(self, opened: Any) -> list[Differing]:
        """Taking a row away that somebody else has just changed is a choice, too."""
        columns = self._columns().values()
        changed = opened is None or any(getattr(opened, name) != getattr(self.instance, name) for name in columns)
        if changed:
            self._take(self._columns())  # where the row stays after all, it stays as they saved it
        return [Differing(DELETE, Side.BOTH, False, False, "on", True)] if changed else []

    def _tell_gone(self, opened: Any, opened_at: datetime | None) -> None:
        if self._sent(DELETE):
            return
        found = [self._differing(name, opened, {}) for name in self._columns()]
        if typed := [one for one in found if one.side in (Side.MINE, Side.BOTH)]:
            self.conflict = Conflict(str(self.instance), opened_at, typed, is_gone=True)
            self._take(self._columns())  # told once: sent again, nothing is typed into it any more

    def _choices(self) -> Mapping[str, str]:
        """By field that had to be chosen: "theirs" or "mine", "" where nobody chose yet."""
        can_be_asked = {*self._columns(), *({DELETE} & self.fields.keys() if self._sent(DELETE) else ())}
        asked = [name for name in self._sent(ASKED).split(",") if name in can_be_asked]
        chosen = {name: self._sent(name + TAKE) for name in asked}
        return {name: one if one in (Side.THEIRS, Side.MINE) else "" for name, one in chosen.items()}

    # --- Columns and what stands in their fields ------------------------------------------------------------------

    def _columns(self) -> Mapping[str, str]:
        """Attnames by name of the fields that are columns of the row."""
        own = {field.name: field.attname for field in self.instance._meta.concrete_fields if field.editable}
        return {name: own[name] for name, field in self.fields.items() if name in own and self._is_shown(name, field)}

    def _is_shown(self, name: str, field: forms.Field) -> bool:
        """What the form hides from its reader is left alone, and so is the row's own key."""
        is_key = name == self.instance._meta.pk.name or isinstance(field, forms.models.InlineForeignKeyField)
        if field.disabled or is_key:
            return False
        stored = self.instance._meta.get_field(name).value_from_object(self.instance)
        return bool(self.initial.get(name, stored) == stored)

    def _column(self, name: str) -> str:
        return str(self.instance._meta.get_field(name).attname)

    def _typed(self, name: str) -> Any:
        return self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name))

    def _take(self, names: Iterable[str]) -> None:
        for name in names:
            self._put(name, False if name == DELETE else getattr(self.instance, self._column(name)))

    def _put(self, name: str, value: Any) -> None:
        """``value`` in place of what was sent, as the field's control would send it."""
        data, sent = self._own_data(), sent_as(self.fields[name], value)
        data.pop(self.add_prefix(name), None)
        if sent is not None:
            data[self.add_prefix(name)] = sent

    def _own_data(self) -> Any:
        """What was sent, to be written into: this form's alone."""
        sent: Any = self.data
        self.data = sent.copy()
        return self.data

    # --- Labels: tags and categories ------------------------------------------------------------------------------

    def _label_fields(self) -> list[str]:
        return [name for name, field in self.fields.items() if isinstance(field, forms.ModelMultipleChoiceField)]

    def _labels_on_file(self, name: str) -> set[str]:
        return {str(getattr(one, "pk", one)) for one in self.initial.get(name) or ()}

    def _merge_labels(self) -> None:
        """Nobody is asked about these: what one of the two added or took away is added or taken away."""
        for name in self._label_fields():
            key = self.add_prefix(name)
            if self.add_prefix(name + LABELS) not in self.data:
                continue
            opened = set(filter(None, self._sent(name + LABELS).split(",")))
            theirs = self._labels_on_file(name)
            if opened != theirs:
                self._own_data().setlist(key, sorted(merged(opened, theirs, set(self._typed(name) or ()))))
