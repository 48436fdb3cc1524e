"""Inlines that stay readable and quick however much hangs on an object: the latest rows, folded to a line each, and an
empty one for what is new. The rest is a link away.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.forms.models import ModelChoiceField
from django.http import HttpRequest
from django.utils.functional import cached_property

from relationships.admin.base import VisibleRows
from relationships.admin.fields import is_id


@dataclass(frozen=True, slots=True)
class Line:
    """A row told in one line: what it is, the words beside it, a badge with its tone, and what was written."""

    title: str
    words: Sequence[str] = field(default_factory=tuple)
    badge: str = ""
    tone: str = "neutral"
    text: str = ""


class LatestFormSet(BaseInlineFormSet[Any, Any, Any]):
    """Shows the latest rows only; takes back whichever of the object's rows were posted, and no other's."""

    latest: ClassVar[int] = 20
    model: Any
    queryset: Any

    def get_queryset(self) -> Any:
        if not hasattr(self, "_rows"):
            if self.is_bound:
                # By then other rows may be the latest ones: what was on the page is what is meant.
                self._rows: Any = self.queryset.filter(pk__in=self._posted_ids())
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
        return [pk for name in names if is_id(pk := self.data.get(name, ""))]

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        key: ModelChoiceField[Any] = form.fields[self.model._meta.pk.name]
        key.queryset = self.queryset


class RowsInline(VisibleRows, admin.StackedInline[Any, Any]):
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
        kwargs.setdefault("form", self.form_for(request, obj))
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
