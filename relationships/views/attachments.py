"""Files of a relationship: sent, described, taken away, and given back as downloads to those who may see it."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from relationships.domain.attachments import AT_ONCE, AttachmentKind, clean_name
from relationships.models import Attachment, Collaboration, Relationship
from relationships.models.base import choices
from relationships.reports.attachments import CAN_SEE
from relationships.services.attachments import (
    CAN_ADD,
    CAN_CHANGE,
    NOTE_MAX,
    About,
    attach,
    describe,
    may_remove,
    remove,
)
from relationships.views.access import staff_page
from relationships.views.dialogs import Dialog, Done, back_of, take
from relationships.views.steps import WORKPLACE, LineField, back_to, relationship_of

log = logging.getLogger(__name__)

ANCHOR = "attachments"
FILES = "files"

#: Whatever a file holds, a browser does nothing with it but save it.
_HARMLESS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class AboutForm(forms.Form):
    """What people say of a file."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        choices=choices(AttachmentKind),
        error_messages={"required": gettext_lazy("Say what it is: a contract, a brief …")},
    )
    about = forms.ModelChoiceField(
        Collaboration.objects.none(),
        label=gettext_lazy("Collaboration"),
        required=False,
        empty_label=gettext_lazy("The whole relationship"),
    )
    note = LineField(label=gettext_lazy("Note"), max_length=NOTE_MAX, required=False)

    def __init__(self, relationship: Relationship, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["about"]
        offered.queryset = Collaboration.objects.filter(relationship=relationship).order_by("-pk")

    @property
    def told(self) -> About:
        values = self.cleaned_data
        return About(AttachmentKind(values["kind"]), values["note"], values["about"])


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(CAN_SEE)
def attachments(request: HttpRequest, relationship_id: int) -> HttpResponse:
    """The files of a relationship; files that are posted are kept, each for itself."""
    relationship = relationship_of(request, relationship_id)
    if request.method != "POST":
        return _page(request, relationship, None)
    if not request.user.has_perm(CAN_ADD):
        raise PermissionDenied
    form, sent = AboutForm(relationship, request.POST), request.FILES.getlist(FILES)
    if not sent:
        form.add_error(None, _("Choose a file first, or drop one here."))
    elif len(sent) > AT_ONCE:
        form.add_error(None, _("Send at most %d files at once; none was kept.") % AT_ONCE)
    if not form.is_valid():
        return _page(request, relationship, form)
    kept, refused = _keep(relationship, sent, form.told, request.user)
    if not kept:
        form.add_error(None, refused)
        return _page(request, relationship, form)
    for sentence in refused:
        messages.error(request, _("Not kept: %s") % sentence)
    many = ngettext("Kept: %(name)s.", "%(count)d files are kept.", len(kept))
    messages.success(request, many % {"name": kept[0].name, "count": len(kept)})
    return back_to(request, relationship, ANCHOR)


def _keep(relationship: Relationship, sent: Sequence[Any], about: About, by: Any) -> tuple[list[Attachment], list[str]]:
    """One that is refused keeps the others from nothing."""
    kept, refused = [], []
    for file in sent:
        try:
            kept.append(attach(relationship, file, about, by))
        except ValidationError as problem:
            refused.append(f"{clean_name(file.name)}: {' '.join(problem.messages)}")
    return kept, refused


def _page(request: HttpRequest, relationship: Relationship, form: AboutForm | None) -> HttpResponse:
    context = {"title": _("Files"), "relationship": relationship, "form": form}
    return render(request, "staff/attachments/page.html", context, status=422 if form else 200)


@require_safe
@staff_page(CAN_SEE)
def attachment_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file itself, as a download. Where the disk has lost it, its page says so."""
    row = _row(request, pk)
    try:
        content = row.file.open("rb")
    except OSError:
        log.exception("The attached file %s (number %d) cannot be read.", row.file.name, row.pk)
        said = _("Not in its place on the server: %s. Tell an administrator; a backup should have it, as number %d.")
        messages.error(request, said % (row.name, row.pk))
        return back_to(request, row.relationship, ANCHOR)
    return FileResponse(
        content, as_attachment=True, filename=row.name, content_type=row.content_type, headers=_HARMLESS
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(CAN_CHANGE)
def attachment_describe(request: HttpRequest, pk: int) -> HttpResponse:
    """Say otherwise what a file is."""
    row = _row(request, pk)
    said = {"kind": row.kind, "about": row.collaboration_id, "note": row.note}
    form = AboutForm(row.relationship, _sent(request), initial=said)

    def act() -> Done:
        describe(row, form.told)
        return Done(_("Changed: %s.") % row.name)

    return take(request, _dialog(request, row, "staff:attachment_describe", form, _("Save")), act)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(CAN_SEE)
def attachment_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once more: the file itself does not come back."""
    row = _row(request, pk)
    if not may_remove(row, request.user):
        raise PermissionDenied

    def act() -> Done:
        remove(row, request.user)
        return Done(_("Deleted: %s.") % row.name)

    form = forms.Form(_sent(request))
    dialog = _dialog(request, row, "staff:attachment_remove", form, _("Delete for good"))
    return take(request, replace(dialog, body="staff/attachments/remove.html", danger=True, extra=row), act)


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _dialog(request: HttpRequest, row: Attachment, url_name: str, form: forms.Form, submit: str) -> Dialog:
    back = f"{reverse(WORKPLACE, args=[row.relationship_id])}#{ANCHOR}"
    return Dialog(row.name, submit, form, reverse(url_name, args=[row.pk]), back_of(request, back))


def _row(request: HttpRequest, pk: int) -> Attachment:
    rows = Attachment.objects.visible_to(request.user).select_related("relationship", "collaboration")
    found: Attachment = get_object_or_404(rows, pk=pk)
    return found
