"""What all pages of a list share: who may see it, where it is, and how a step is begun."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from relationships import tasks
from relationships.domain.import_states import STANDS
from relationships.models import CreatorImport

CAN_SEE = "relationships.view_creatorimport"
CAN_ADD = "relationships.add_creatorimport"
CAN_CHANGE = "relationships.change_creatorimport"


def import_of(request: HttpRequest, pk: int) -> CreatorImport:
    """One for a brand that the user sees; anything else is not there."""
    rows = CreatorImport.objects.visible_to(request.user).select_related("by", "brand", "owner", "undone_by")
    found: CreatorImport = get_object_or_404(rows, pk=pk)
    return found


def url_of(row: CreatorImport) -> str:
    return reverse("staff:import", args=[row.pk])


def by_script(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", None))


def to_import(request: HttpRequest, row: CreatorImport) -> HttpResponse:
    """Back to the list's own page, whatever that shows by now."""
    return HttpResponseClientRedirect(url_of(row)) if by_script(request) else HttpResponseRedirect(url_of(row))


def refuse(request: HttpRequest, row: CreatorImport, why: str) -> HttpResponse:
    """What was asked for cannot be done as the list stands now: its page says so."""
    messages.error(request, why)
    return to_import(request, row)


def too_late(row: CreatorImport) -> str:
    """For what can be done only while the list waits to be brought in."""
    return f"Nothing was done: this list does not wait to be brought in, for {STANDS[row.status]}."


def begin(request: HttpRequest, row: CreatorImport, step: Any, *arguments: int) -> HttpResponse:
    """Have a step done; without a worker that is over when this answers."""
    if not tasks.begin(step, row.pk, *arguments):
        messages.error(
            request, "Something went wrong here; the fault is ours. Try again: what was done already is not done twice."
        )
    return to_import(request, row)
