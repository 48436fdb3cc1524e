"""The small forms of a day: a contact noted, the next action set, an advice set aside. Each asks for what it needs."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relationships.models import AdviceDecision, Relationship, Touchpoint
from relationships.services.touches import Plan
from relationships.views.steps import DayField, LineField, StepForm

#: How long an advice is set aside unless somebody says otherwise (days).
ASIDE_DAYS = 14
_SUMMARY_MAX = 2_000


def _choices(model: Any, field: str, unchosen: str = "") -> list[tuple[str, Any]]:
    empty = [("", unchosen)] if unchosen else []
    return [*empty, *(choice for choice in model._meta.get_field(field).flatchoices if choice[0])]


class PlanForm(StepForm):
    """The next action: what, of which kind, when. Empty: nothing is planned."""

    title = gettext_lazy("Set the next action")
    submit = gettext_lazy("Set")

    next_action = LineField(
        label=gettext_lazy("Next action"),
        max_length=Relationship._meta.get_field("next_action").max_length,
        required=False,
    )
    next_action_kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=lambda: _choices(Relationship, "next_action_kind", _("Not said")),
        required=False,
    )
    next_action_on = DayField(label=gettext_lazy("On"), required=False)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        text, kind, on = (values.get(name) for name in ("next_action", "next_action_kind", "next_action_on"))
        if (kind or on) and not text and "next_action" not in self.errors:
            self.add_error("next_action", ValidationError(_("Say what the next action is, not only when.")))
        return values

    @property
    def plan(self) -> Plan:
        values = self.cleaned_data
        return Plan(values["next_action"], values["next_action_kind"], values["next_action_on"])


class TouchForm(PlanForm):
    """A contact of just now. ``asks``: the columns that the tier's playbook wants to know at once; ``plans``: whether
    the reader may also set what comes next."""

    title = gettext_lazy("Log the touch")
    submit = gettext_lazy("Log it")

    channel = forms.ChoiceField(label=gettext_lazy("Channel"), choices=lambda: _choices(Touchpoint, "channel"))
    direction = forms.ChoiceField(label=gettext_lazy("Direction"), choices=lambda: _choices(Touchpoint, "direction"))
    purpose = forms.ChoiceField(label=gettext_lazy("Purpose"), choices=lambda: _choices(Touchpoint, "purpose"))
    through = forms.ChoiceField(
        label=gettext_lazy("Through"),
        choices=lambda: _choices(Touchpoint, "through", _("Not noted")),
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
    _PLAN = ("next_action", "next_action_kind", "next_action_on")

    def __init__(self, *args: Any, asks: Collection[str], plans: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unasked = [name for name in self._OPTIONAL if name not in asks]
        for name in (*unasked, *(() if plans else self._PLAN)):
            del self.fields[name]
        self.order_fields([*self._TOUCH, *self._PLAN])

    def clean_summary(self) -> str:
        text = str(self.cleaned_data["summary"]).replace("\0", "").strip()
        if not text:
            raise ValidationError(_("Say in a few words what it was about."))
        return text

    def clean(self) -> dict[str, Any]:
        return super().clean() if "next_action" in self.fields else self.cleaned_data

    @property
    def touch(self) -> Mapping[str, Any]:
        """The columns of the touchpoint, those that were not asked for left out."""
        return {name: self.cleaned_data[name] for name in self._TOUCH if name in self.fields}

    @property
    def plan_or_none(self) -> Plan | None:
        return self.plan if "next_action" in self.fields else None


class AsideForm(StepForm):
    title = gettext_lazy("Set an advice aside")
    submit = gettext_lazy("Dismiss")

    reason = LineField(
        label=gettext_lazy("Why"),
        max_length=AdviceDecision._meta.get_field("reason").max_length,
        widget=forms.TextInput(attrs={"data-first": True}),
    )
    until = DayField(label=gettext_lazy("Until"), initial=lambda: timezone.localdate() + timedelta(days=ASIDE_DAYS))
