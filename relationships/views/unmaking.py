"""Taking back what was just put on file: a touch, ratings, a collaboration, each by an address that its step gave."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from relationships.models import Collaboration, Relationship
from relationships.services.ratings import Rated, Said
from relationships.services.touches import Logged, Plan
from relationships.services.unmaking import Replanned, Version, unlog, unrate, unstart
from relationships.views.access import staff_page
from relationships.views.dialogs import Done, back_of, close, refuse
from relationships.views.steps import WORKPLACE, relationship_of
from relationships.views.undoing import read, signed

#: What each step asks for; taking it back asks for the same.
LOGS, RATES, STARTS = (f"relationships.add_{model}" for model in ("touchpoint", "rating", "collaboration"))
_PLANS = "relationships.change_relationship"


# --- The addresses ----------------------------------------------------------------------------------------------------


def unlog_url(request: HttpRequest, row: Relationship, logged: Logged, plan: Plan | None) -> str:
    done: dict[str, Any] = {"touch": _version(logged.touch)}
    if logged.was is not None and plan is not None:
        done["plan"] = [_plan(logged.was), _plan(plan)]
    if logged.gave_notice:
        row.creator.refresh_from_db(fields=("updated_at",))
        done["informed"] = _version(row.creator)
    return _url(request, "unlog", row, done)


def unrate_url(request: HttpRequest, row: Relationship, rated: Sequence[Rated]) -> str:
    told = [[*_version(one.rating), [one.was.value, one.was.evidence] if one.was else None] for one in rated]
    return _url(request, "unrate", row, {"ratings": told}) if rated else ""


def unstart_url(request: HttpRequest, row: Relationship, made: Collaboration) -> str:
    return _url(request, "unstart", row, {"made": _version(made)})


def _url(request: HttpRequest, step: str, row: Relationship, done: Mapping[str, Any]) -> str:
    return reverse(f"staff:{step}", args=[row.pk, signed(request, step, row=row.pk, **done)])


# --- What they do -----------------------------------------------------------------------------------------------------


@require_POST
@staff_page(LOGS)
def unlog_step(request: HttpRequest, relationship_id: int, token: str) -> HttpResponse:
    row, done = _read(request, "unlog", relationship_id, token)
    planned = Replanned(*map(_plan_in, done["plan"])) if "plan" in done else None
    if planned and not request.user.has_perm(_PLANS):
        raise PermissionDenied
    informed = _version_in(done["informed"]) if "informed" in done else None
    return _take_back(
        request, row, _("the touch is taken back."), lambda: unlog(row, _version_in(done["touch"]), planned, informed)
    )


@require_POST
@staff_page(RATES)
def unrate_step(request: HttpRequest, relationship_id: int, token: str) -> HttpResponse:
    row, done = _read(request, "unrate", relationship_id, token)
    ratings = [(_version_in(version), Said(0, *was) if was else None) for *version, was in done["ratings"]]
    return _take_back(request, row, _("the rating is taken back."), lambda: unrate(row, ratings))


@require_POST
@staff_page(STARTS)
def unstart_step(request: HttpRequest, relationship_id: int, token: str) -> HttpResponse:
    row, done = _read(request, "unstart", relationship_id, token)
    made = _version_in(done["made"])
    return _take_back(request, row, _("the collaboration is off file again."), lambda: unstart(row, made))


def _read(request: HttpRequest, step: str, relationship_id: int, token: str) -> tuple[Relationship, dict[str, Any]]:
    row = relationship_of(request, relationship_id)
    done = read(request, step, token)
    if done["row"] != row.pk:
        raise Http404("not here")
    return row, done


def _take_back(request: HttpRequest, row: Relationship, said: str, act: Callable[[], None]) -> HttpResponse:
    back = back_of(request, reverse(WORKPLACE, args=[row.pk]))
    try:
        act()
    except ValidationError as problem:
        return refuse(request, " ".join(problem.messages), back)
    return close(request, Done(f"{row}: {said}", row=row.pk), back)


# --- What stands in an address ----------------------------------------------------------------------------------------


def _version(row: Any) -> list[Any]:
    return [row.pk, row.updated_at.isoformat()]


def _version_in(told: Sequence[Any]) -> Version:
    pk, at = told
    return Version(pk, datetime.fromisoformat(at))


def _plan(plan: Plan) -> list[str]:
    return [plan.text, plan.kind, plan.on.isoformat() if plan.on else ""]


def _plan_in(told: Sequence[str]) -> Plan:
    text, kind, on = told
    return Plan(text, kind, date.fromisoformat(on) if on else None)
