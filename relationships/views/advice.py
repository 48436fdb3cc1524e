"""What is decided about an advice: set aside until a day, let pass by a lead, or taken up again."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from relationships.domain.playbooks.advice import Code
from relationships.models import AdviceDecision
from relationships.services.dismissals import CAN_DISMISS, CAN_OVERRIDE, REASON_MAX, dismiss, override, undo
from relationships.views.access import staff_page
from relationships.views.steps import DayField, LineField, StepForm, back_to, relationship_of, take


class DecisionForm(StepForm):
    code = forms.ChoiceField(choices=[(code.value, code.value) for code in Code], widget=forms.HiddenInput)
    collaboration = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = LineField(label=gettext_lazy("Why"), max_length=REASON_MAX)
    until = DayField(label=gettext_lazy("Until"))


class DismissForm(DecisionForm):
    title = gettext_lazy("Set an advice aside")
    submit = gettext_lazy("Dismiss")


class OverrideForm(DecisionForm):
    title = gettext_lazy("Let a blocked step pass")
    submit = gettext_lazy("Override")
    danger = True


def _decide(
    request: HttpRequest, relationship_id: int, form: DecisionForm, write: Callable[..., AdviceDecision], told: str
) -> HttpResponse:
    """``write``: the service that writes the decision; ``told`` says until when it holds."""
    relationship = relationship_of(request, relationship_id)

    def act(values: dict[str, Any]) -> str:
        made = write(relationship, values["code"], values["reason"], values["until"], request.user)
        return told % date_format(made.until)

    return take(request, relationship, form, act)


@require_POST
@staff_page(CAN_DISMISS)
def dismiss_advice(request: HttpRequest, relationship_id: int) -> HttpResponse:
    told = _("Set aside until %s; it comes back earlier if the facts change.")
    return _decide(request, relationship_id, DismissForm(request.POST), dismiss, told)


@require_POST
@staff_page(CAN_OVERRIDE)
def override_advice(request: HttpRequest, relationship_id: int) -> HttpResponse:
    told = _("The step may pass until %s; your name and reason stand with it.")
    return _decide(request, relationship_id, OverrideForm(request.POST), override, told)


@require_POST
@staff_page(CAN_DISMISS)
def undo_decision(request: HttpRequest, relationship_id: int, decision_id: int) -> HttpResponse:
    """A dismissal by whoever may dismiss, an override by a lead: the service asks for the same right again."""
    relationship = relationship_of(request, relationship_id)
    decision = get_object_or_404(AdviceDecision.objects.filter(relationship=relationship), pk=decision_id)
    undo(decision, request.user)
    messages.success(request, _("Taken back: the advice counts again."))
    return back_to(request, relationship, StepForm.anchor)
