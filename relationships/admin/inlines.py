"""Inlines that stay readable and quick however much hangs on an object: the latest rows, folded to a line each, and an
empty one for what is new. The rest is a link away.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.forms import BaseInlineFormSet
from django.forms.models import ModelChoiceField
from django.http import HttpRequest
from django.utils.functional import cached_property

from relationships.admin.base import VisibleRows
from relationships.admin.versioned import VersionedForm, gone_row, has_version, versioned
from relationships.domain.ids import is_id
from relationships.services.versions import claim, token


@dataclass(frozen=True, slots=True)
class Line:
    """A row told in one line: what it is, the words beside it, a badge with its tone, and what was written."""

    title: str
    words: Sequence[str] = field(default_factory=tuple)
    badge: str = ""
    tone: str = "neutral"
    text: str = ""


#: One hidden field holds the versions of all rows of a form set: "12@2026-05-01T10:00:00+00:00 …".
VERSIONS = "VERSIONS"


class LatestFormSet(BaseInlineFormSet[Any, Any, Any]):
    """Shows the latest rows only; takes back whichever of the object's rows were posted, and no other's.

    Each row is saved as the version that it was shown in, or not at all (`admin.versioned`).
    """

    latest: ClassVar[int] = 20
    model: Any
    queryset: Any

    def get_queryset(self) -> Any:
        if not hasattr(self, "_rows"):
            if self.is_bound:
                # By then other rows may be the latest ones: what was on the page is what is meant.
                ids = self._posted_ids()
                found = {str(row.pk): row for row in self.queryset.filter(pk__in=ids)}
                self._rows: Any = [row for pk in ids if (row := found.get(pk) or self._gone_object(pk)) is not None]
            else:
                # One more than is shown tells whether there are more.
                rows = list(self.queryset[: self.latest + 1])
                self.has_more = len(rows) > self.latest
                self._rows = rows[: self.latest]
        return self._rows

    @cached_property
    def has_more(self) -> bool:
        """Whether the object has more rows than are shown; asked for where the rows themselves did not tell."""
        return bool(self.queryset.order_by()[self.latest : self.latest + 1].count())

    def _posted_ids(self) -> list[str]:
        names = (f"{self.add_prefix(i)}-{self.model._meta.pk.name}" for i in range(self.initial_form_count()))
        return [str(int(pk)) for name in names if is_id(pk := self.data.get(name, ""))]

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        key: ModelChoiceField[Any] = form.fields[self.model._meta.pk.name]
        key.queryset = self.queryset

    # --- Versions -------------------------------------------------------------------------------------------------

    @cached_property
    def management_form(self) -> Any:
        form: Any = super().management_form
        form.fields[VERSIONS] = forms.CharField(required=False, widget=forms.HiddenInput)
        if not self.is_bound and has_version(self.model):
            form.initial[VERSIONS] = " ".join(f"{row.pk}@{token(row)}" for row in self.get_queryset())
        return form

    @cached_property
    def _versions(self) -> dict[str, str]:
        """As they were sent, by the row's id."""
        sent = str(self.data.get(f"{self.prefix}-{VERSIONS}", ""))
        return {pk: version for pk, _, version in (one.partition("@") for one in sent.split())}

    def _gone_object(self, pk: str) -> Any:
        """A row of this object that was on the page and has been deleted since, as it last was; else None."""
        if not has_version(self.model):
            return None
        parent = {self.fk.attname: self.instance.pk}
        last = self.model.history.filter(**{self.model._meta.pk.attname: pk}, **parent).order_by("-history_id").first()
        return gone_row(last.instance) if last is not None and last.history_type == "-" else None

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form: Any = super()._construct_form(i, **kwargs)  # type: ignore[misc]  # Django's own hook
        if self.is_bound and isinstance(form, VersionedForm):
            form.version_sent = self._versions.get(str(form.instance.pk), "")
        return form

    def is_valid(self) -> bool:
        """Rows that are to be deleted are asked, too: somebody may have changed one of them."""
        is_valid = super().is_valid()
        if not any(form.conflict for form in self.versioned_forms):
            return is_valid
        told = {str(form.instance.pk): form.version_to_send for form in self.versioned_forms}
        sent: Any = self.data
        self.management_form.data = sent.copy()
        self.management_form.data[f"{self.prefix}-{VERSIONS}"] = " ".join(f"{pk}@{at}" for pk, at in told.items())
        return False

    @property
    def versioned_forms(self) -> list[VersionedForm]:
        return [form for form in self.initial_forms if isinstance(form, VersionedForm) and form.on_file]

    def save_existing(self, form: Any, obj: Model, commit: bool = True) -> Any:
        if commit and isinstance(form, VersionedForm):
            claim(obj, form.read_at)
        return super().save_existing(form, obj, commit)

    def delete_existing(self, obj: Any, commit: bool = True) -> None:
        if commit and has_version(self.model):
            claim(obj, obj.updated_at)
        super().delete_existing(obj, commit)


class VersionedInline(VisibleRows):
    """An inline whose rows know the version they were shown in."""

    model: Any

    def form_for(self, request: HttpRequest, parent: Any) -> Any:
        return self.form

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        form = kwargs.get("form") or self.form_for(request, obj)
        kwargs["form"] = versioned(form) if has_version(self.model) else form
        inline: Any = super()
        return inline.get_formset(request, obj, **kwargs)


class TableInline(VersionedInline, admin.TabularInline[Any, Any]):
    """Existing rows as lines of a table."""


class RowsInline(VersionedInline, admin.StackedInline[Any, Any]):
    """Existing rows as lines that open to a form (or stay lines, where nobody edits them here), then a new one."""

    template = "admin/relationships/rows.html"
    formset = LatestFormSet
    extra = 1
    latest: ClassVar[int] = 20
    show_change_link = True
    #: The parameter by which the full list shows the rows of this object.
    list_parameter: ClassVar[str] = "relationship"
    new_title: ClassVar[str] = ""
    new_is_open: ClassVar[bool] = False

    def line(self, row: Any) -> Line:
        return Line(str(row))

    def links(self, row: Any, request: HttpRequest) -> Sequence[tuple[str, str]]:
        """``(label, address)`` of what can be done with a row besides changing it."""
        return ()

    def initial(self, request: HttpRequest, parent: Any) -> dict[str, Any]:
        """What an empty row starts with."""
        return {}

    @property
    def media(self) -> Any:
        """No script: rows are not added in the browser; saving gives the next empty one."""
        return forms.Media()

    def form_for(self, request: HttpRequest, parent: Any) -> Any:
        """The inline's form, with what it has to know about who acts."""
        return type(self.form.__name__, (self.form,), {"acting": request.user})

    def choices_of(self, name: str, request: HttpRequest) -> QuerySet[Any] | None:
        offered: dict[str, QuerySet[Any]] = getattr(request, "offered", {})
        return offered.get(name)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        made: Any = super().get_formset(request, obj, **kwargs)
        inline, initial = self, self.initial(request, obj)

        class Filled(made):  # type: ignore[misc]  # the class is made per request, as Django makes it
            latest = inline.latest

            def __init__(self, *args: Any, **kwargs: Any) -> None:
                super().__init__(*args, **{"initial": [initial] * self.extra, **kwargs})

            def _construct_form(self, i: int, **kwargs: Any) -> Any:
                form = super()._construct_form(i, **kwargs)
                on_file = bool(form.instance.pk)
                form.line = inline.line(form.instance) if on_file else None
                form.links = inline.links(form.instance, request) if on_file else ()
                return form

        return Filled
