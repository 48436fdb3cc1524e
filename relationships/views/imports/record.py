"""What a list did: its counts, its refused rows to mend and load again, and the way back."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from relationships import tasks
from relationships.domain.import_states import ImportStatus
from relationships.models import CreatorImport
from relationships.reports import import_records as reports
from relationships.services.creator_merge_pair import may_merge
from relationships.services.imports.advising import count_left
from relationships.services.imports.filling import SHOWN
from relationships.services.imports.mappings import mapping_of
from relationships.services.imports.tidying import REFUSED_DAYS
from relationships.services.imports.undecided import go_on, gone_on_in, refused, undecided
from relationships.views.access import staff_page
from relationships.views.dialogs import Dialog, show
from relationships.views.imports.common import CAN_ADD, CAN_CHANGE, CAN_SEE, begin, import_of, refuse, to_import, url_of
from relationships.views.imports.preview import DOUBT, REFUSED, TORN, Figure, figures, page_asked_for
from relationships.views.imports.words import STATUS, label_of

UNDECIDED, CELLS = "undecided", "cells"
_PARTS: Mapping[str, Callable[[CreatorImport, int], Sequence[Any]]] = {
    UNDECIDED: reports.undecided_rows,
    REFUSED: reports.refusals,
    CELLS: reports.remarks,
}
#: It was not brought in, and what stopped it may be mended in its columns.
_AGAIN = frozenset({ImportStatus.FAILED, ImportStatus.CANCELLED})


def show_record(request: HttpRequest, row: CreatorImport) -> HttpResponse:
    label, tone = STATUS[row.status]
    parts = {key: _part(request, row, key) for key in _PARTS}
    context = {
        "title": row.source_name,
        "row": row,
        "status": label,
        "tone": tone,
        "measured_on": _day_of_figures(row),
        "figures": [_placed(figure, parts) for figure in figures(reports.figures_of(row))],
        **parts,
        "cells_told": len(row.remarks),
        "cells_count": row.counts.get("remarks", 0),
        "kept_days": REFUSED_DAYS,
        "columns": _columns(row) if row.applied_at else None,
        "gone_on_in": gone_on_in(row),
        "may_go_on": row.status == ImportStatus.DONE and request.user.has_perm(CAN_ADD),
        "may_merge": may_merge(request.user),
        "undone": row.counts.get("undo"),
        "unasked": count_left(row),
        "can_go_back": row.status in _AGAIN and bool(row.file),
        "not_undone": reports.not_undone(row) if row.status == ImportStatus.UNDONE else (),
        "may_undo": row.status == ImportStatus.DONE and request.user.has_perm(CAN_CHANGE),
    }
    return render(request, "staff/imports/record.html", context)


def _part(request: HttpRequest, row: CreatorImport, key: str) -> Mapping[str, Any]:
    """Some of its rows; the address says which page of one of the parts."""
    page = page_asked_for(request) if request.GET.get("show") == key else 1
    rows = _PARTS[key](row, page)
    return {"rows": rows, "page": page, "has_more": len(rows) == SHOWN}


def _placed(figure: Figure, parts: Mapping[str, Mapping[str, Any]]) -> Figure:
    """Led to the part of the page whose rows it counts."""
    part = {DOUBT: UNDECIDED, TORN: UNDECIDED, REFUSED: REFUSED}.get(figure.tab, "")
    return replace(figure, tab=part if part and figure.count and parts[part]["rows"] else "")


def _columns(row: CreatorImport) -> dict[str, Any] | None:
    """What they were taken for, and which of them were not brought in; None where that cannot be told any more."""
    try:
        return {"used": [(name, label_of(field)) for name, field in reports.mapped(row)], "left": reports.unmapped(row)}
    except ValueError:  # an older version of the product kept it, or none was kept
        return None


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
    """As a list to mend and load again: the columns of the file, and one that says what is wrong. ``?rows=undecided``:
    those about which nobody had decided."""
    row = import_of(request, pk)
    kind, rows = (UNDECIDED, undecided(row)) if request.GET.get("rows") == UNDECIDED else (REFUSED, refused(row))
    writer = csv.writer(_Line())
    lines: Iterator[Any] = (writer.writerow(cells) for cells in reports.refused_csv(row, rows))
    stem = row.source_name.rpartition(".")[0] or row.source_name
    response = StreamingHttpResponse(_with_mark(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{stem} {kind}.csv") or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _with_mark(lines: Iterator[str]) -> Iterator[str]:
    """Spreadsheet programs take a CSV without it for the encoding of the country."""
    yield "\ufeff"
    yield from lines


@require_POST
@staff_page(CAN_ADD)
def import_go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """With the rows about which nobody had decided: they become a list of their own, and are compared anew."""
    row = import_of(request, pk)
    by: Any = request.user
    try:
        made = go_on(row, by)
    except ValidationError as problem:
        return refuse(request, row, " ".join(problem.messages))
    return begin(request, made, tasks.stage_import) if made.status == ImportStatus.MAPPING else to_import(request, made)


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
