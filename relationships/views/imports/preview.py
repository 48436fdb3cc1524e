"""What a list would do, before anything of it is written: to be looked at, decided about, and brought in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from relationships import tasks
from relationships.domain.ids import is_id
from relationships.domain.import_states import Decision, ImportStatus, Outcome
from relationships.models import CreatorImport, StagedRow
from relationships.reports import import_records as records
from relationships.reports import imports as reports
from relationships.services.creator_merge_pair import may_merge
from relationships.services.imports import doubts as service
from relationships.services.imports import running
from relationships.services.imports.arrival import brought_before
from relationships.services.imports.filling import SHOWN
from relationships.views.access import staff_page
from relationships.views.imports.common import CAN_ADD, begin, by_script, import_of, refuse, to_import, too_late, url_of

FIRST, NEW, UPDATED, DOUBT, TORN = "first", "new", "updated", "doubt", "torn"
REFUSED, LEFT_OUT = records.REFUSED, "cells"


@dataclass(frozen=True, slots=True)
class Tab:
    """``count`` None: it counts nothing. ``stays``: even when it counts none, since what was decided can be changed."""

    key: str
    label: str
    count: int | None = None
    stays: bool = False

    @property
    def is_shown(self) -> bool:
        return self.stays or self.count != 0


@dataclass(frozen=True, slots=True)
class Figure:
    """``tab``: where the rows are shown that it counts, "" where they are not."""

    label: str
    count: int
    tab: str = ""
    tone: str = ""


# --- Looked at --------------------------------------------------------------------------------------------------------


def show_preview(request: HttpRequest, row: CreatorImport, show: str = "") -> HttpResponse:
    """``show``: the tab, where the address does not name it."""
    found = reports.preview(row)
    tabs = [tab for tab in _tabs(row, found) if tab.is_shown]
    chosen = show or request.GET.get("show", FIRST)
    key = chosen if chosen in {tab.key for tab in tabs} else FIRST
    page = page_asked_for(request)
    context = {
        "title": row.source_name,
        "row": row,
        "preview": found,
        "figures": figures({**found.counts, REFUSED: found.refused}),
        "tabs": tabs,
        "tab": key,
        "page": page,
        "decisions": _DECISIONS,
        "will": _will(row, found),
        "bring_in": bring_in(found),
        "before": brought_before(row),
        "may_merge": may_merge(request.user),
        **_PARTS.get(key, _nothing)(row, page),
    }
    template = "staff/imports/preview_body.html" if by_script(request) else "staff/imports/preview.html"
    return render(request, template, context)


def page_asked_for(request: HttpRequest) -> int:
    page = request.GET.get("page", "1")
    return max(int(page), 1) if is_id(page) else 1


def _tabs(row: CreatorImport, found: reports.Preview) -> Sequence[Tab]:
    of = found.counts
    decided = StagedRow.objects.filter(creator_import=row).exclude(decision="").exists()
    return (
        Tab(FIRST, "First rows"),
        Tab(NEW, "New", of.get(Outcome.NEW, 0)),
        Tab(UPDATED, "Updated", of.get(Outcome.UPDATED, 0)),
        Tab(DOUBT, "In doubt", of.get(Outcome.DOUBT, 0), stays=decided),
        Tab(TORN, "Of several creators", of.get(Outcome.TORN, 0)),
        Tab(REFUSED, "Refused", found.refused),
        Tab(LEFT_OUT, "Cells left out", found.remarks_count),
    )


def figures(counts: Mapping[str, int]) -> Sequence[Figure]:
    """``counts``: rows by outcome, and those that are refused."""
    every = (
        Figure("new", counts.get(Outcome.NEW, 0), NEW, "success"),
        Figure("updated", counts.get(Outcome.UPDATED, 0), UPDATED),
        Figure("unchanged", counts.get(Outcome.UNCHANGED, 0)),
        Figure("in doubt", counts.get(Outcome.DOUBT, 0), DOUBT, "warning"),
        Figure("refused", counts.get(REFUSED, 0), REFUSED, "danger"),
    )
    more = (
        Figure("of several creators", counts.get(Outcome.TORN, 0), TORN, "warning"),
        Figure("said twice", counts.get(Outcome.FOLDED, 0)),
        Figure("left out", counts.get(Outcome.LEFT, 0), DOUBT),
    )
    return [*every, *(figure for figure in more if figure.count)]


def bring_in(found: reports.Preview) -> int:
    """Creators of whom something would be written."""
    return found.counts.get(Outcome.NEW, 0) + found.counts.get(Outcome.UPDATED, 0)


def _many(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"


def _will(row: CreatorImport, found: reports.Preview) -> Sequence[str]:
    """What bringing it in will do, in a sentence each."""
    of = found.counts
    outcomes = (Outcome.NEW, Outcome.UPDATED, Outcome.DOUBT, Outcome.TORN)
    new, updated, doubt, torn = (of.get(one, 0) for one in outcomes)
    whose = f", looked after by {row.owner}" if row.owner else ""
    said = []
    if new:
        said.append(f"{_many(new, 'creator is', 'creators are')} added to the directory.")
    if updated:
        said.append(f"{_many(updated, 'creator on file is', 'creators on file are')} brought up to date.")
    if found.new_relationships:
        said.append(
            f"{_many(found.new_relationships, 'relationship begins', 'relationships begin')} with {row.brand}{whose}."
        )
    if found.new_accounts:
        said.append(f"{_many(found.new_accounts, 'account is', 'accounts are')} put on file.")
    if doubt:
        said.append(
            f"{_many(doubt, 'row in doubt is', 'rows in doubt are')} left out unless you decide first; you still can "
            "afterwards."
        )
    if torn:
        said.append(
            f"{_many(torn, 'row names', 'rows name')} accounts of several creators on file: left out until these are "
            "merged."
        )
    if found.refused:
        said.append(
            f"{_many(found.refused, 'refused row stays out: mend it', 'refused rows stay out: mend them')} in the file"
            " and load it again."
        )
    if not (said or of or found.refused):
        said.append("There is no row below its header.")
    return said


# --- The parts --------------------------------------------------------------------------------------------------------


def _new(row: CreatorImport, page: int) -> dict[str, Any]:
    return _paged("rows", reports.newcomers(row, page))


def _nothing(row: CreatorImport, page: int) -> dict[str, Any]:
    return {}


def _updated(row: CreatorImport, page: int) -> dict[str, Any]:
    return _paged("updates", reports.updates(row, page))


def _doubtful(row: CreatorImport, page: int) -> dict[str, Any]:
    return _paged("doubts", reports.doubts(row, page))


def _torn(row: CreatorImport, page: int) -> dict[str, Any]:
    return _paged("torn", reports.torn(row, page))


def _refused(row: CreatorImport, page: int) -> dict[str, Any]:
    return _paged("refusals", records.refusals(row, page))


def _left_out(row: CreatorImport, page: int) -> dict[str, Any]:
    return {**_paged("remarks", records.remarks(row, page)), "told": len(row.remarks)}


def _paged(name: str, rows: Sequence[Any]) -> dict[str, Any]:
    return {name: rows, "has_more": len(rows) == SHOWN}


_PARTS: Mapping[str, Callable[[CreatorImport, int], dict[str, Any]]] = {
    NEW: _new,
    UPDATED: _updated,
    DOUBT: _doubtful,
    TORN: _torn,
    REFUSED: _refused,
    LEFT_OUT: _left_out,
}

# --- Decided ----------------------------------------------------------------------------------------------------------

_DECISIONS: Sequence[tuple[str, str]] = (
    (Decision.JOIN, "The same person"),
    (Decision.NEW, "Somebody new"),
    (Decision.LEAVE, "Leave out"),
)
_ALL = "all"


@require_POST
@staff_page(CAN_ADD)
def import_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """About one row in doubt (``number``), or about all of them."""
    row = import_of(request, pk)
    if row.status != ImportStatus.READY:
        return refuse(request, row, too_late(row))
    written, number = request.POST.get("decision", ""), request.POST.get("number", "")
    if written not in set(Decision) or not (number == _ALL or is_id(number)):
        return refuse(request, row, "That is no decision about a row of this list.")
    try:
        if number == _ALL:
            service.decide_all(row, Decision(written))
        else:
            service.decide(row, int(number), Decision(written))
    except ValidationError as problem:
        return refuse(request, row, " ".join(problem.messages))
    if by_script(request):
        row.refresh_from_db()
        return show_preview(request, row, DOUBT)
    return HttpResponseRedirect(f"{url_of(row)}?show={DOUBT}")


@require_POST
@staff_page(CAN_ADD)
def import_back(request: HttpRequest, pk: int) -> HttpResponse:
    """To the columns once more."""
    row = import_of(request, pk)
    try:
        running.start_over(row)
    except ValidationError as problem:
        return refuse(request, row, " ".join(problem.messages))
    return to_import(request, row)


@require_POST
@staff_page(CAN_ADD)
def import_apply(request: HttpRequest, pk: int) -> HttpResponse:
    row = import_of(request, pk)
    if row.status != ImportStatus.READY:
        return refuse(request, row, too_late(row))
    return begin(request, row, tasks.apply_import)


@require_POST
@staff_page(CAN_ADD)
def import_throw_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing of it was written: the list and what was read of it go."""
    row = import_of(request, pk)
    name = row.source_name
    try:
        running.throw_away(row)
    except ValidationError as problem:
        return refuse(request, row, " ".join(problem.messages))
    messages.success(request, f"“{name}” is thrown away. Nothing of it was brought in.")
    return HttpResponseRedirect(reverse("staff:imports"))
