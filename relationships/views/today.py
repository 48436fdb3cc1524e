"""Today: the first page after the log-in. What is due and advised, and the steps that answer it, one key each.

Everything works as plain pages and forms; a script puts the forms beside their lines and the day back in place.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import reswap, retarget

from relationships.domain.next_steps import Proposal
from relationships.domain.playbooks.advice import Code
from relationships.models import AdviceDecision
from relationships.reports.team_load import is_small, load_of_team, may_see_load
from relationships.reports.today import day_of, mine
from relationships.services.clock import organisation_today
from relationships.services.dismissals import CAN_DISMISS, dismiss, undo
from relationships.services.freshness import freshen_histories, freshen_some
from relationships.services.touches import LoggedAlready, log_touch, plan_next
from relationships.views.access import staff_page
from relationships.views.dialogs import start_from
from relationships.views.steps import StepForm, relationship_of
from relationships.views.today_forms import AsideForm
from relationships.views.touch_forms import Step, plan_form, sent_to, step_of, touch_form

_PAGE = "staff:today"
_SEES = "relationships.view_relationship"
_LOGS = "relationships.add_touchpoint"
_PLANS = "relationships.change_relationship"


@require_safe
@staff_page(_SEES)
def today(request: HttpRequest) -> HttpResponse:
    context = _day(request)
    if may_see_load(request.user):
        small = is_small(request.user)
        context |= {"leads": True, "team": load_of_team(request.user, timezone.localdate()) if small else None}
    return render(request, "staff/today/page.html", context)


@require_safe
@staff_page(_SEES)
def team(request: HttpRequest) -> HttpResponse:
    """What everybody has on their hands: a page of its own, and the part of Today that is counted after it."""
    if not may_see_load(request.user):
        raise PermissionDenied
    context = {"title": _("The team’s load"), "team": load_of_team(request.user, timezone.localdate())}
    is_part = bool(getattr(request, "htmx", None))
    return render(request, "staff/today/team_table.html" if is_part else "staff/today/team.html", context)


def _day(request: HttpRequest) -> dict[str, Any]:
    freshen_histories()
    freshen_some(mine(request.user))
    on = timezone.localdate()
    return {"title": _("Today"), "today": on, "day": day_of(request.user, on, organisation_today())}


# --- Steps ------------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(_LOGS)
def touch(request: HttpRequest, relationship_id: int) -> HttpResponse:
    step = step_of(request, relationship_id, request.GET.get("code", ""))
    form = touch_form(step, sent_to(request), plans=request.user.has_perm(_PLANS))

    def act() -> str:
        try:
            log_touch(step.relationship, request.user, dict(form.touch), form.plan_or_none, form.seen)
        except LoggedAlready as again:
            return str(again.message)
        return _("Logged.")

    return _take(request, step, form, act, step.proposal(step.purpose))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(_PLANS)
def plan(request: HttpRequest, relationship_id: int) -> HttpResponse:
    step = step_of(request, relationship_id, request.GET.get("code", ""))
    form = plan_form(step, sent_to(request))

    def act() -> str:
        plan_next(step.relationship, form.plan, form.seen)
        return _("The next action is set.") if form.plan.text else _("Nothing is planned any more.")

    return _take(request, step, form, act, step.proposal(None))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(CAN_DISMISS)
def aside(request: HttpRequest, relationship_id: int, code: str) -> HttpResponse:
    step = step_of(request, relationship_id, code)
    if code not in set(Code) or (step.given is None and request.method != "POST"):
        raise Http404
    form = AsideForm(sent_to(request))

    def act() -> str:
        values = form.cleaned_data
        made = dismiss(step.relationship, code, values["reason"], values["until"], request.user)
        request.META[_UNDO] = reverse("staff:today_undo", args=[step.relationship.pk, made.pk])
        return _("Set aside until %s; it comes back earlier if the facts change.") % date_format(made.until)

    return _take(request, step, form, act)


@require_POST
@staff_page(CAN_DISMISS)
def take_back(request: HttpRequest, relationship_id: int, decision_id: int) -> HttpResponse:
    relationship = relationship_of(request, relationship_id)
    decision = get_object_or_404(AdviceDecision.objects.filter(relationship=relationship), pk=decision_id)
    undo(decision, request.user)
    return _done(request, _("Taken back: the advice counts again."))


#: Where a view leaves the address by which its step can be taken back, for the answer that is drawn after it.
_UNDO = "rapport.undo"


def _take(
    request: HttpRequest, step: Step, form: StepForm, act: Callable[[], str], proposal: Proposal | None = None
) -> HttpResponse:
    """Show the form; or, when it was sent, take the step. What a service refuses is asked again beside its reason."""
    if request.method == "POST" and form.is_valid():
        try:
            said = act()
        except ValidationError as problem:
            form.add_problem(problem)
            start_from(form, problem)
        else:
            return _done(request, f"{step.relationship}: {said}")
    context = {
        "title": form.title,
        "subtitle": str(step.relationship),
        "relationship": step.relationship,
        "form": form,
        "given": step.given,
        "proposal": proposal,
        "action": request.get_full_path(),
    }
    if getattr(request, "htmx", None):
        return render(request, "staff/today/form.html", context)
    return render(request, "staff/today/step.html", context, status=422 if form.errors else 200)


def _done(request: HttpRequest, said: str) -> HttpResponse:
    """Back to the day: in place where a script asked, else as a page."""
    if not getattr(request, "htmx", None):
        messages.success(request, said)
        return HttpResponseRedirect(reverse(_PAGE))
    context = {**_day(request), "part": True, "said": said, "undo": request.META.get(_UNDO, "")}
    return reswap(retarget(render(request, "staff/today/day.html", context), "#day"), "outerHTML")
