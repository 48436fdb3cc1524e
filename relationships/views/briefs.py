"""Briefs: the room in which the one of a collaboration is written, each version to read, print and compare, its PDF."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from relationships.domain.relationships import Channel
from relationships.models import Brief, Collaboration
from relationships.reports.brief_pdf import pdf_of
from relationships.reports.briefs import changes_between, document_of
from relationships.services import briefs as service
from relationships.services.brief_facts import WITH
from relationships.views.access import staff_page
from relationships.views.brief_forms import SendForm
from relationships.views.brief_room import READS, WRITES, Room, about, act, versions_of


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(READS)
def brief_room(request: HttpRequest, pk: int) -> HttpResponse:
    room = Room(request, _collaboration(request, pk))
    return act(room) if request.method == "POST" else room.shown()


@require_POST
@staff_page(WRITES)
def brief_send(request: HttpRequest, pk: int) -> HttpResponse:
    brief = _brief(request, pk)
    room = Room(request, brief.collaboration)
    form = SendForm(request.POST)
    if not form.is_valid():
        return room.shown(sending=form)
    values = form.cleaned_data
    sending = service.Sending(Channel(values["channel"]), values["note"], values["carries_notice"])
    try:
        service.send(brief, room.user, sending, request.POST.get("seen", ""))
    except ValidationError as problem:
        return room.shown(sending=form, problems=problem.messages)
    messages.success(request, f"Version {brief.version} is noted as sent, and a touchpoint says so.")
    return room.back()


@require_safe
@staff_page(READS)
def brief_page(request: HttpRequest, pk: int) -> HttpResponse:
    brief = _brief(request, pk)
    context = {**about(brief.collaboration), "brief": brief, "document": document_of(brief)}
    return render(request, "staff/briefs/read.html", context)


@require_safe
@staff_page(READS)
def brief_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    brief = _brief(request, pk)
    document = document_of(brief)
    name = slugify(f"{document.kind} {brief.collaboration.relationship} {brief.version}", allow_unicode=True)
    disposition = content_disposition_header(False, f"{name or 'brief'}.pdf") or "inline"
    return HttpResponse(pdf_of(document), "application/pdf", headers={"Content-Disposition": disposition})


@require_safe
@staff_page(READS)
def brief_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """Against the version that the address names, else the one before."""
    brief = _brief(request, pk)
    others = [version for version in versions_of(brief.collaboration) if version.pk != brief.pk]
    asked = request.GET.get("since", "")
    older = next((other for other in others if str(other.version) == asked), None)
    if older is None:
        older = next((other for other in others if other.version < brief.version), None)
    context = {
        **about(brief.collaboration),
        "brief": brief,
        "older": older,
        "others": others,
        "changes": changes_between(older, brief) if older else (),
    }
    return render(request, "staff/briefs/changes.html", context)


def _collaboration(request: HttpRequest, pk: int) -> Collaboration:
    found: Collaboration | None = (
        Collaboration.objects.visible_to(request.user).select_related(*WITH).filter(pk=pk).first()
    )
    if found is None:
        raise Http404
    return found


def _brief(request: HttpRequest, pk: int) -> Brief:
    related = (f"collaboration__{name}" for name in WITH)
    found: Brief | None = Brief.objects.visible_to(request.user).select_related(*related).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
