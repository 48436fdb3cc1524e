"""The timeline of a relationship and of a creator: a page of its own, and a part of their pages that is loaded later.

Both work without script; with it, older entries are put below the ones that are there. An earlier value is put back by
one form post; where somebody has changed the value since, it is asked once more, with both values side by side.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from relationships.domain.ids import is_id
from relationships.models import Creator
from relationships.querysets.visibility import visible_rows
from relationships.reports.merged import merged_into
from relationships.reports.timeline import (
    SEES_RELATIONSHIPS,
    brands_seen,
    timeline_of_creator,
    timeline_of_relationship,
)
from relationships.reports.timeline_changes import Names, label_of, said
from relationships.reports.timeline_entries import Timeline
from relationships.reports.timeline_sources import Kind, Told, of_creator, of_relationship
from relationships.reports.timeline_versions import Place, version_of
from relationships.services.restore import ChangedSince, bring_back, refusal, restore_values, version_before
from relationships.services.versions import Outdated, seen_in, token
from relationships.templatetags.timeline import KINDS
from relationships.views.access import staff_page
from relationships.views.steps import relationship_of

SEES_CREATORS = "relationships.view_creator"
_AFTER, _KIND, _PART = "after", "kind", "part"


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose story it is. ``pages``: the name of its timeline's address; ``home``: of the page that it is a part of."""

    row: Any
    title: str
    pages: str
    home: str
    read: Callable[[Sequence[Kind], Place | None], Timeline]
    told: Callable[[], Sequence[Told]]

    @property
    def page(self) -> str:
        return reverse(f"staff:{self.pages}", args=[self.row.pk])

    @property
    def restore(self) -> str:
        return reverse(f"staff:{self.pages}_restore", args=[self.row.pk])

    @property
    def home_page(self) -> str:
        return reverse(self.home, args=[self.row.pk])


def _of_relationship(request: HttpRequest, pk: int) -> Subject:
    row = relationship_of(request, pk)
    return Subject(
        row,
        str(row),
        "relationship_timeline",
        "admin:relationships_relationship_change",
        lambda kinds, after: timeline_of_relationship(row, request.user, kinds, after),
        lambda: of_relationship(row),
    )


def _of_creator(request: HttpRequest, pk: int) -> Subject:
    row: Creator = get_object_or_404(visible_rows(Creator, request.user), pk=pk)
    return Subject(
        row,
        row.name,
        "creator_timeline",
        "admin:relationships_creator_change",
        lambda kinds, after: timeline_of_creator(row, request.user, kinds, after),
        lambda: of_creator(row, brands_seen(row, request.user)),
    )


@require_safe
@staff_page(SEES_RELATIONSHIPS)
def relationship_timeline(request: HttpRequest, relationship_id: int) -> HttpResponse:
    return _shown(request, _of_relationship(request, relationship_id))


@require_safe
@staff_page(SEES_CREATORS)
def creator_timeline(request: HttpRequest, creator_id: int) -> HttpResponse:
    return _shown(request, _of_creator(request, creator_id))


@require_POST
@staff_page(SEES_RELATIONSHIPS)
def relationship_restore(request: HttpRequest, relationship_id: int) -> HttpResponse:
    return _restored(request, _of_relationship(request, relationship_id))


@require_POST
@staff_page(SEES_CREATORS)
def creator_restore(request: HttpRequest, creator_id: int) -> HttpResponse:
    return _restored(request, _of_creator(request, creator_id))


# --- Reading ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Chip:
    """A kind that can be chosen; ``url`` leads to the same story with it chosen or left."""

    label: Any
    icon: str
    chosen: bool
    url: str


def _shown(request: HttpRequest, subject: Subject) -> HttpResponse:
    kinds = [kind for kind in Kind if kind in request.GET.getlist(_KIND)]
    after = Place.parse(request.GET.get(_AFTER, ""))
    timeline = subject.read(kinds, after)
    part = request.GET.get(_PART) == "1"
    context = {
        "title": subject.title,
        "subject": subject,
        "timeline": timeline,
        "chips": _chips(subject, kinds, part=part),
        "everything": _url(subject, (), part=part),
        "newest": _url(subject, kinds, part=part),
        "kinds": kinds,
        "after": after,
        "part": part,
        "older": _url(subject, kinds, after=str(timeline.older), part=part) if timeline.older else "",
    }
    if not getattr(request, "htmx", None):
        context["merged"] = merged_into(subject.row, request.user) if isinstance(subject.row, Creator) else ()
        return render(request, "staff/timeline/page.html", context)
    return render(request, "staff/timeline/days.html" if after else "staff/timeline/part.html", context)


def _chips(subject: Subject, chosen: Sequence[Kind], *, part: bool) -> list[Chip]:
    def with_or_without(kind: Kind) -> list[Kind]:
        return [one for one in KINDS if (one in chosen) != (one is kind)]

    return [
        Chip(label, icon, kind in chosen, _url(subject, with_or_without(kind), part=part))
        for kind, (label, icon) in KINDS.items()
    ]


def _url(subject: Subject, kinds: Sequence[Kind], *, part: bool, after: str = "") -> str:
    """``part``: asked for as a part of another page, to which one goes back after putting something back."""
    asked = [(_KIND, kind.value) for kind in kinds]
    asked += [(_AFTER, after)] if after else []
    asked += [(_PART, "1")] if part else []
    return f"{subject.page}?{urlencode(asked)}" if asked else subject.page


# --- Putting back -----------------------------------------------------------------------------------------------------


def _restored(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Posted: ``model`` and ``version`` name an entry's row; ``field`` each value to put back, none for the row itself;
    ``seen`` the version of the row that was shown when it was asked once more."""
    version = _version(request, subject)
    names = request.POST.getlist("field")
    try:
        if not names:
            told = _("Put back: %s.") % bring_back(version, request.user)
        else:
            labels = restore_values(version, names, request.user, seen_in(request.POST.get("seen", "")))
            told = _("Restored: %s.") % ", ".join(labels) if labels else _("It is like that already.")
    except ChangedSince as since:
        return _asked_again(request, subject, version, since.row, names)
    except Outdated as problem:
        if problem.row is None:
            messages.error(request, refusal(problem))
            return _back(request, subject)
        return _asked_again(request, subject, version, problem.row, names, refusal(problem))
    except ValidationError as problem:
        messages.error(request, _("Nothing was restored. %s") % refusal(problem))
    else:
        messages.success(request, told)
    return _back(request, subject)


def _version(request: HttpRequest, subject: Subject) -> Any:
    number = request.POST.get("version", "")
    if not is_id(number):
        raise Http404
    found = version_of([one.source for one in subject.told()], request.POST.get("model", ""), int(number))
    if found is None:
        raise Http404
    return found


def _back(request: HttpRequest, subject: Subject) -> HttpResponseRedirect:
    is_part = request.POST.get(_PART) == "1"
    return HttpResponseRedirect(f"{subject.home_page}#timeline" if is_part else subject.page)


@dataclass(frozen=True, slots=True)
class Choice:
    """A field as it stands now, as the entry left it, and as it would be."""

    label: str
    now: str
    entry: str
    restored: str


def _asked_again(
    request: HttpRequest, subject: Subject, version: Any, row: Any, names: Sequence[str], problem: str = ""
) -> HttpResponse:
    context = {
        "title": _("Somebody has changed this since"),
        "subtitle": subject.title,
        "subject": subject,
        "row": row,
        "version": version,
        "model": row._meta.model_name,
        "names": names,
        "choices": [_choice(row, version, name, request.user) for name in names],
        "seen": token(row),
        "problem": problem,
        "part": request.POST.get(_PART) == "1",
    }
    return render(request, "staff/timeline/confirm.html", context, status=409)


def _choice(row: Any, version: Any, name: str, user: Any) -> Choice:
    field: Any = row._meta.get_field(name)
    values = [getattr(one, field.attname, None) for one in (row, version, version_before(version))]
    known: dict[type[models.Model], Mapping[Any, Any]] = {}
    if isinstance(field, models.ForeignKey):
        target: Any = field.related_model
        known = {target: visible_rows(target, user).in_bulk([pk for pk in values if pk is not None])}
    return Choice(label_of(field), *(said(field, value, Names(known)) for value in values))
