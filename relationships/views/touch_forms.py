"""What a contact is noted with, and what is planned next: one form wherever that is done, and what it proposes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relationships.domain.next_steps import PURPOSE_FOR, Proposal, propose, purpose_of
from relationships.domain.playbooks.case import Case
from relationships.domain.playbooks.entry import of_touchpoint, usual_through
from relationships.domain.relationships import PLAN, Channel, Direction, Purpose
from relationships.models import Relationship, Touchpoint
from relationships.services.advice import Given, Reading, reading_for
from relationships.services.clock import organisation_today
from relationships.services.touches import Plan
from relationships.services.versions import seen_in, token
from relationships.views.dialogs import VERSION
from relationships.views.steps import DayField, LineField, StepForm, choices_of, relationship_of

_SUMMARY_MAX = 2_000


class PlanForm(StepForm):
    """The next action: what, of which kind, when. Empty: nothing is planned."""

    title = gettext_lazy("Set the next action")
    submit = gettext_lazy("Set")
    halves = frozenset(PLAN[1:])

    next_action = LineField(
        label=gettext_lazy("Next action"),
        max_length=Relationship._meta.get_field("next_action").max_length,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    next_action_kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=lambda: choices_of(Relationship, "next_action_kind", _("Not said")),
        required=False,
    )
    next_action_on = DayField(label=gettext_lazy("On"), required=False)
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        text, kind, on = (values.get(name) for name in PLAN)
        if (kind or on) and not text and "next_action" not in self.errors:
            self.add_error("next_action", ValidationError(_("Say what the next action is, not only when.")))
        return values

    @property
    def seen(self) -> datetime | None:
        """The version of the relationship from which the form was made."""
        return seen_in(self.cleaned_data[VERSION])

    @property
    def plan(self) -> Plan:
        values = self.cleaned_data
        return Plan(values["next_action"], values["next_action_kind"], values["next_action_on"])


class TouchForm(PlanForm):
    """A contact of just now. ``asks``: the columns that the tier's playbook wants to know at once; ``plans``: whether
    the reader may also set what comes next."""

    title = gettext_lazy("Log the touch")
    submit = gettext_lazy("Log it")
    halves = frozenset((*PlanForm.halves, "channel", "direction", "purpose", "through"))

    channel = forms.ChoiceField(label=gettext_lazy("Channel"), choices=lambda: choices_of(Touchpoint, "channel"))
    direction = forms.ChoiceField(label=gettext_lazy("Direction"), choices=lambda: choices_of(Touchpoint, "direction"))
    purpose = forms.ChoiceField(label=gettext_lazy("Purpose"), choices=lambda: choices_of(Touchpoint, "purpose"))
    through = forms.ChoiceField(
        label=gettext_lazy("Through"),
        choices=lambda: choices_of(Touchpoint, "through", _("Not noted")),
        required=False,
    )
    summary = forms.CharField(
        label=gettext_lazy("What was said"),
        max_length=_SUMMARY_MAX,
        widget=forms.Textarea(attrs={"rows": 2, "data-first": True}),
    )
    from_template = forms.BooleanField(label=gettext_lazy("Made from a template"), required=False)
    has_local_line = forms.BooleanField(label=gettext_lazy("Has a local line"), required=False)
    carries_notice = forms.BooleanField(label=gettext_lazy("Carried the privacy notice"), required=False)

    _OPTIONAL = ("through", "from_template", "has_local_line", "carries_notice")
    _TOUCH = ("channel", "direction", "purpose", "through", "summary", "from_template", "has_local_line",
              "carries_notice")  # fmt: skip

    def __init__(self, *args: Any, asks: Collection[str], plans: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unasked = [name for name in self._OPTIONAL if name not in asks]
        for name in (*unasked, *(() if plans else PLAN)):
            del self.fields[name]
        self.order_fields([*self._TOUCH, *PLAN])

    def clean_summary(self) -> str:
        text = str(self.cleaned_data["summary"]).replace("\0", "").strip()
        if not text:
            raise ValidationError(_("Say in a few words what it was about."))
        return text

    def clean(self) -> dict[str, Any]:
        return super().clean() if "next_action" in self.fields else self.cleaned_data

    @property
    def stoppable(self) -> Collection[str]:
        """The fields that a refusal can be about: what came from the creator is stopped by nobody."""
        is_ours = self.cleaned_data.get("direction") == Direction.OUTBOUND
        return [name for name in self.fields if is_ours or name != "direction"]

    @property
    def touch(self) -> Mapping[str, Any]:
        """The columns of the touchpoint, those that were not asked for left out."""
        return {name: self.cleaned_data[name] for name in self._TOUCH if name in self.fields}

    @property
    def plan_or_none(self) -> Plan | None:
        return self.plan if "next_action" in self.fields else None


# --- What stands in them from the start -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """What a form is about: the relationship as its playbook sees it, and the advice that the step answers."""

    relationship: Relationship
    reading: Reading
    given: Given | None

    @property
    def case(self) -> Case:
        return Case(self.reading.facts, self.reading.playbook, self.reading.on)

    @property
    def purpose(self) -> Purpose:
        """What a contact is about: from the advice that is answered, else from what is planned."""
        if self.given is not None and self.given.advice.code in PURPOSE_FOR:
            return PURPOSE_FOR[self.given.advice.code]
        kind = self.relationship.next_action_kind
        return purpose_of(kind) if kind else Purpose.CHECK_IN

    @property
    def channel(self) -> Channel:
        """The one by which they last spoke with each other."""
        last = self.case.last_touch
        return (last.channel if last else None) or Channel.EMAIL

    def proposal(self, purpose: Purpose | None) -> Proposal | None:
        """What comes after a contact about ``purpose``; None: only what the cadence asks for."""
        return propose(self.case, purpose)


def step_of(request: HttpRequest, relationship_id: int, code: str = "") -> Step:
    """``code`` is "" where the step answers no advice. One that is not given any more is left aside."""
    relationship = relationship_of(request, relationship_id)
    reading = reading_for(relationship, organisation_today(), request.user)
    given = next((one for one in reading.given if one.advice.code == code and one.decision is None), None)
    return Step(relationship, reading, given)


def touch_form(step: Step, sent: Any, *, plans: bool, form: type[TouchForm] = TouchForm) -> TouchForm:
    """``sent``: what was typed, None where the form is only asked for."""
    facts, playbook = step.reading.facts, step.reading.playbook
    asks = of_touchpoint(playbook, has_agent=facts.has_agent, notice_given=facts.notice_given_on is not None)
    initial = {
        "channel": step.channel,
        "direction": Direction.OUTBOUND,
        "purpose": step.purpose,
        "through": usual_through(playbook, has_agent=facts.has_agent) or "",
        "carries_notice": step.purpose is Purpose.PRIVACY_NOTICE,
        **planned(step, step.proposal(step.purpose)),
    }
    return form(sent, initial=initial, asks=asks, plans=plans)


def plan_form(step: Step, sent: Any, *, form: type[PlanForm] = PlanForm) -> PlanForm:
    made = form(sent, initial=planned(step, step.proposal(None)))
    made.fields["next_action"].widget.attrs["data-first"] = True
    return made


def planned(step: Step, proposal: Proposal | None) -> dict[str, Any]:
    """What is planned for a later day stays, what is due makes room for the proposal. With the version it is about."""
    row, on = step.relationship, timezone.localdate()
    planned_on: date | None = row.next_action_on
    stays = bool(row.next_action) and (planned_on is None or planned_on > on)
    if stays or proposal is None:
        kept = (row.next_action, row.next_action_kind, planned_on) if stays else ("", "", None)
    else:
        kept = (proposal.text, proposal.kind.value, proposal.on)
    return {VERSION: token(row), **dict(zip(PLAN, kept, strict=True))}


def sent_to(request: HttpRequest) -> Any:
    """What was typed; None where the form is only asked for. An empty form that was sent is one, too."""
    return request.POST if request.method == "POST" else None
