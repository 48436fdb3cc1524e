"""What the columns of a list mean: as they were recognised, and as a person says."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from relationships import tasks
from relationships.domain import imports as rules
from relationships.domain.ids import is_id
from relationships.domain.import_states import STANDS, ImportStatus
from relationships.domain.imports import Field
from relationships.domain.networks import CHOICES as NETWORKS
from relationships.domain.text import clean_line
from relationships.models import CreatorImport, SavedMapping
from relationships.services.imports import mappings
from relationships.services.imports.arrival import brought_before, choose_table, sheets_of
from relationships.services.tables import CannotTakeError
from relationships.services.tables.limits import HEAD_ROWS
from relationships.services.versions import Outdated, seen_in, token
from relationships.views.access import staff_page
from relationships.views.imports import words
from relationships.views.imports.common import CAN_ADD, begin, by_script, import_of, refuse, to_import
from relationships.views.imports.lines import lines_of, sent_mapping, shown_lines

NAME_MAX = SavedMapping._meta.get_field("name").max_length or 0


def _moved_on(row: CreatorImport) -> str:
    row.refresh_from_db(fields=["status"])
    return f"The columns of this list are settled already: {STANDS[row.status]}. Nothing was done."


# --- Asked ------------------------------------------------------------------------------------------------------------


def show_columns(
    request: HttpRequest,
    row: CreatorImport,
    mapping: rules.Mapping | None = None,
    *,
    refused: bool = False,
    outdated: str = "",
) -> HttpResponse:
    """``mapping``: as it was sent, where it is not (or not yet) the one that is kept. ``outdated``: what somebody else
    did meanwhile."""
    recognised, kept = mappings.recognised_of(row), mapping or mappings.mapping_of(row)
    shown = shown_lines(list(lines_of(recognised, kept)))
    problems = rules.check(kept)
    context = {
        "title": row.source_name,
        "row": row,
        **shown,
        "unused": [line.header for line in shown["lines"] if not line.field],
        "notes": _notes(row, recognised, kept),
        "problems": problems,
        "refused": refused,
        "outdated": outdated,
        "seen": token(row),
        "recognised": recognised,
        "measured_on": kept.measured_on or recognised.measured_on or timezone.localdate(),
        "network": kept.network or "",
        "networks": NETWORKS,
        "fields": words.FIELDS,
        "units": words.UNITS,
        "bases": words.BASES,
        "policies": words.POLICIES,
        "day_orders": words.DAY_ORDERS,
        "has_figures": any(use.field in (Field.FOLLOWERS, Field.ENGAGEMENT_RATE) for use in kept.uses),
        "sheets": sheets_of(row),
        # Nothing where the list has none.
        "header_row": recognised.header_at + 1 or "",
        "offered": mappings.offered(row),
        "before": brought_before(row),
        "may_keep": request.user.has_perm("relationships.add_savedmapping"),
        "keep_as": request.POST.get("keep_as", ""),
        "name_max": NAME_MAX,
    }
    if by_script(request):
        return render(request, "staff/imports/columns_form.html", context)
    return render(request, "staff/imports/columns.html", context, status=409 if outdated else 422 if refused else 200)


def _notes(row: CreatorImport, recognised: rules.Recognised, mapping: rules.Mapping) -> list[str]:
    """What was said when the list arrived, with the doubts that there are about the columns as they are now."""
    samples = [guess.samples for guess in recognised.guesses]
    before, now = rules.doubts(recognised.mapping(), samples), rules.doubts(mapping, samples)
    return [*(note for note in row.notes if note not in before), *now]


# --- Answered ---------------------------------------------------------------------------------------------------------


@require_POST
@staff_page(CAN_ADD)
def import_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Every choice asks anew what follows from it (``again``); sent, the list is read with these columns."""
    row = import_of(request, pk)
    if row.status != ImportStatus.MAPPING:
        return refuse(request, row, _moved_on(row))
    seen = _seen(request)
    mapping = sent_mapping(request.POST, mappings.mapping_of(row))
    try:
        mappings.require_unchanged(row, seen)
        if request.POST.get("again"):
            return show_columns(request, row, mapping)
        mappings.set_mapping(row, mapping)
    except Outdated:
        return _show_anew(request, pk, seen)
    except ValidationError:
        if not rules.check(mapping):
            return refuse(request, row, _moved_on(row))
        return show_columns(request, row, mapping, refused=True)
    _keep(request, row)
    return begin(request, row, tasks.stage_import)


def _show_anew(request: HttpRequest, pk: int, seen: datetime | None) -> HttpResponse:
    """Two were at the columns: the second one is told, and keeps what they chose where it is of the same columns."""
    row = import_of(request, pk)
    if row.status != ImportStatus.MAPPING:
        return refuse(request, row, _moved_on(row))
    told = _outdated_words(row, seen)
    if mappings.is_of_same_header(row, seen):
        told = f"{told} Below is what you chose: look once more, then send it, or load the page anew for theirs."
        return show_columns(request, row, sent_mapping(request.POST, mappings.mapping_of(row)), outdated=told)
    return show_columns(request, row, outdated=f"{told} Below they are as they stand now.")


def _outdated_words(row: CreatorImport, seen: datetime | None) -> str:
    """What somebody else did to the columns since they were shown; "" for nothing."""
    try:
        mappings.require_unchanged(row, seen)
    except Outdated as problem:
        return " ".join(problem.messages)
    return ""


def _seen(request: HttpRequest) -> datetime | None:
    return seen_in(request.POST.get("seen", ""))


def _keep(request: HttpRequest, row: CreatorImport) -> None:
    name = clean_line(request.POST.get("keep_as", ""))[:NAME_MAX]
    if name and request.user.has_perm("relationships.add_savedmapping"):
        try:
            by: Any = request.user
            mappings.save_as(row, name, by)
        except ValidationError as problem:
            messages.warning(request, " ".join(problem.messages))


@require_POST
@staff_page(CAN_ADD)
def import_table(request: HttpRequest, pk: int) -> HttpResponse:
    """Another sheet, or another row as the header: the columns are recognised anew."""
    row = import_of(request, pk)
    if row.status != ImportStatus.MAPPING:
        return refuse(request, row, _moved_on(row))
    if told := _outdated_words(row, _seen(request)):
        return refuse(request, row, f"{told} Nothing of yours was done: look at them first.")
    sheets = sheets_of(row)
    title, header = request.POST.get("sheet", row.table), request.POST.get("header", "")
    header_at = int(header) - 1 if is_id(header) and 0 < int(header) <= HEAD_ROWS else None
    if sheets and title not in sheets:
        return refuse(request, row, "There is no such sheet in this file.")
    # Of another sheet the header is looked for where it is likely to be.
    try:
        choose_table(row, title, header_at if title == row.table else None)
    except CannotTakeError as problem:
        return refuse(request, row, f"{problem}. The columns are as before.")
    except ValidationError as problem:
        return refuse(request, row, " ".join(problem.messages) if isinstance(problem, Outdated) else _moved_on(row))
    return to_import(request, row)


@require_POST
@staff_page(CAN_ADD)
def import_saved(request: HttpRequest, pk: int) -> HttpResponse:
    """Columns that were kept for such a header line."""
    row = import_of(request, pk)
    if row.status != ImportStatus.MAPPING:
        return refuse(request, row, _moved_on(row))
    if told := _outdated_words(row, _seen(request)):
        return refuse(request, row, f"{told} Nothing of yours was done: look at them first.")
    chosen = request.POST.get("saved", "")
    saved = get_object_or_404(SavedMapping, pk=int(chosen) if is_id(chosen) else 0)
    try:
        mappings.take(row, saved)
    except ValidationError as problem:
        return refuse(request, row, " ".join(problem.messages))
    messages.success(request, f"The columns are as kept under “{saved.name}”.")
    return to_import(request, row)
