"""What goes on with a list: how far it is, how to stop it, and what to do when no worker comes."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from relationships import tasks
from relationships.domain.import_states import RESTING, ImportStatus
from relationships.models import CreatorImport
from relationships.services.imports import running
from relationships.services.imports.advising import count_left
from relationships.views.access import staff_page
from relationships.views.imports.common import CAN_ADD, CAN_SEE, by_script, import_of, refuse, to_import

#: In the address of the progress: the page itself waits for the answer, so that it must not be led elsewhere.
HERE = "here"

#: A million rows take less. Whoever is longer at a step than this may have been stopped in the middle of it.
LONG = timedelta(minutes=5)

_SAID = {
    ImportStatus.MAPPING: "Waiting to be read",
    ImportStatus.STAGING: "Reading the rows",
    ImportStatus.READY: "Waiting to be brought in",
    ImportStatus.APPLYING: "Bringing them in",
    ImportStatus.DONE: "Waiting to be taken back",
    ImportStatus.UNDOING: "Taking them back",
}
_COMPARING = "Comparing them with what is on file"
_ASKING = "Written; asking the playbooks about those who changed"
_EXPLAINED = {
    ImportStatus.STAGING: "Every row is read, cleaned and compared with what is on file. Nothing is written yet.",
    ImportStatus.APPLYING: (
        "All of it is written at once, or nothing. Colleagues can go on working meanwhile. Only the reading of a list "
        "can be cancelled: what is brought in can be taken back."
    ),
    ImportStatus.UNDOING: "Values go back to what they were, except where somebody has changed them since.",
}


def waits(row: CreatorImport) -> tasks.Waiting | None:
    """The step that a worker is to take. Without workers nothing waits."""
    return tasks.waiting_for(row.pk) if settings.BACKGROUND_WORKER else None


def is_under_way(row: CreatorImport, waiting: tasks.Waiting | None) -> bool:
    return row.status not in RESTING or waiting is not None


def show_work(request: HttpRequest, row: CreatorImport, waiting: tasks.Waiting | None) -> HttpResponse:
    return render(request, "staff/imports/work.html", {"title": row.source_name, **_told(row, waiting)})


@require_safe
@staff_page(CAN_SEE)
def import_progress(request: HttpRequest, pk: int) -> HttpResponse:
    row = import_of(request, pk)
    waiting = waits(row)
    if HERE not in request.GET and not is_under_way(row, waiting):
        return to_import(request, row)
    if not by_script(request):
        return show_work(request, row, waiting)
    return render(request, "staff/imports/progress.html", {**_told(row, waiting), "polls": HERE not in request.GET})


def _told(row: CreatorImport, waiting: tasks.Waiting | None) -> dict[str, object]:
    resting = row.status in RESTING
    # How many rows there are is an estimate until they are read.
    is_read = row.status == ImportStatus.STAGING and row.progress_done > 0.97 * row.progress_total > 0
    return {
        "row": row,
        "polls": True,
        "said": _COMPARING if is_read else _ASKING if count_left(row) else _SAID.get(ImportStatus(row.status), ""),
        "counts": row.progress_total and not is_read,
        "explained": _EXPLAINED.get(ImportStatus(row.status), ""),
        "in_vain": waiting is not None and waiting.in_vain,
        "can_stop": waiting is not None or row.status == ImportStatus.STAGING,
        "stopping": row.cancel_asked and not resting,
        "takes_long": _takes_long(row),
    }


def _takes_long(row: CreatorImport) -> bool:
    return row.status not in RESTING and timezone.now() - row.updated_at > LONG


@require_POST
@staff_page(CAN_ADD)
def import_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """What waits is forgotten; what is being done stops by itself at its next step."""
    row = import_of(request, pk)
    if tasks.forget(row.pk):
        messages.success(request, "It was not begun; nothing was changed.")
        return to_import(request, row)
    if row.status != ImportStatus.STAGING:
        return refuse(request, row, "That was too late. What is brought in can be taken back.")
    running.ask_cancel(row)
    if by_script(request):
        row.refresh_from_db()
        return render(request, "staff/imports/progress.html", {**_told(row, None), "polls": HERE not in request.GET})
    return to_import(request, row)


@require_POST
@staff_page(CAN_ADD)
def import_run(request: HttpRequest, pk: int) -> HttpResponse:
    """No worker came, or whoever was at it was stopped in the middle: the step is done by this request."""
    row = import_of(request, pk)
    try:
        if not tasks.run_here(row.pk) and _takes_long(row):
            _go_on(request, row)
    except ValidationError as problem:
        return refuse(request, row, " ".join(problem.messages))
    return to_import(request, row)


def _go_on(request: HttpRequest, row: CreatorImport) -> None:
    if row.status == ImportStatus.STAGING:
        running.stage(row.pk)
    elif row.status == ImportStatus.APPLYING:
        running.apply(row.pk)
    else:
        running.undo(row.pk, request.user.pk)
