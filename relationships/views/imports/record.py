"""What a list did: its counts, its refused rows to mend and load again, and the way back."""

import csv
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from relationships import tasks
from relationships.domain.import_states import ImportStatus
from relationships.models import CreatorImport
from relationships.reports import imports as reports
from relationships.services.imports.advising import count_left
from relationships.services.imports.filling import SHOWN
from relationships.services.imports.mappings import mapping_of
from relationships.views.access import staff_page
from relationships.views.dialogs import Dialog, show
from relationships.views.imports.common import CAN_CHANGE, CAN_SEE, begin, import_of, refuse, url_of
from relationships.views.imports.preview import REFUSED, figures, page_asked_for
from relationships.views.imports.words import STATUS

#: It was not brought in, and what stopped it may be mended in its columns.
_AGAIN = frozenset({ImportStatus.FAILED, ImportStatus.CANCELLED})


def show_record(request: HttpRequest, row: CreatorImport) -> HttpResponse:
    label, tone = STATUS[row.status]
    page = page_asked_for(request)
    refusals = reports.refusals(row, page)
    context = {
        "title": row.source_name,
        "row": row,
        "status": label,
        "tone": tone,
        "page": page,
        "measured_on": _day_of_figures(row),
        "figures": figures({**row.counts.get("outcomes", {}), REFUSED: row.counts.get("refused", 0)}),
        "refusals": refusals,
        "has_more": len(refusals) == SHOWN,
        "undone": row.counts.get("undo"),
        "unasked": count_left(row),
        "can_go_back": row.status in _AGAIN and bool(row.file),
        "not_undone": reports.not_undone(row) if row.status == ImportStatus.UNDONE else (),
        "may_undo": row.status == ImportStatus.DONE and request.user.has_perm(CAN_CHANGE),
    }
    return render(request, "staff/imports/record.html", context)


def _day_of_figures(row: CreatorImport) -> date | None:
    """As somebody said with the columns, or as the file does."""
    try:
        return mapping_of(row).measured_on or row.measured_on
    except ValueError:  # an older version of the product kept it, or none was kept
        return row.measured_on


class _Line:
    """A file to which a writer of CSV writes, and which gives each line back."""

    def write(self, line: str) -> str:
        return line


@require_safe
@staff_page(CAN_SEE)
def import_refused_rows(request: HttpRequest, pk: int) -> HttpResponseBase:
    """As a list to mend and load again: the columns of the file, and one that says what is wrong."""
    row = import_of(request, pk)
    writer = csv.writer(_Line())
    lines: Iterator[Any] = (writer.writerow(cells) for cells in reports.refused_csv(row))
    stem = row.source_name.rpartition(".")[0] or row.source_name
    response = StreamingHttpResponse(_with_mark(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{stem} refused.csv") or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _with_mark(lines: Iterator[str]) -> Iterator[str]:
    """Spreadsheet programs take a CSV without it for the encoding of the country."""
    yield "\ufeff"
    yield from lines


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(CAN_CHANGE)
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked first, then done."""
    row = import_of(request, pk)
    if row.status != ImportStatus.DONE:
        return refuse(request, row, "There is nothing of this list to take back.")
    if request.method == "POST":
        return begin(request, row, tasks.undo_import, request.user.pk or 0)
    dialog = Dialog(
        title="Take this list back?",
        submit="Take it back",
        form=forms.Form(),
        action=reverse("staff:import_undo", args=[row.pk]),
        back=url_of(row),
        subtitle=row.source_name,
        body="staff/imports/undo.html",
        danger=True,
        extra=row,
    )
    return show(request, dialog)
