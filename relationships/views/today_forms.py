"""The form by which an advice is set aside. Those of a contact and of what comes next are in `touch_forms`."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from relationships.models import AdviceDecision
from relationships.views.steps import DayField, LineField, StepForm

#: How long an advice is set aside unless somebody says otherwise (days).
ASIDE_DAYS = 14


class AsideForm(StepForm):
    title = gettext_lazy("Set an advice aside")
    submit = gettext_lazy("Dismiss")

    reason = LineField(
        label=gettext_lazy("Why"),
        max_length=AdviceDecision._meta.get_field("reason").max_length,
        widget=forms.TextInput(attrs={"data-first": True}),
    )
    until = DayField(label=gettext_lazy("Until"), initial=lambda: timezone.localdate() + timedelta(days=ASIDE_DAYS))
