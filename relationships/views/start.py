"""Starting a collaboration in one step: what the tier's playbook would agree upon stands there to be changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from relationships.domain.collaborations import Kind, Status
from relationships.domain.compensation import Compensation
from relationships.domain.day_rules import COLLABORATION, collaboration_problems
from relationships.domain.ladder import ContributionKind
from relationships.domain.money import minor_digits, quantise
from relationships.domain.playbooks.advice import Transition
from relationships.domain.playbooks.entry import AMBASSADOR, of_collaboration
from relationships.domain.playbooks.start import Ground, Start, propose_start
from relationships.models import Collaboration
from relationships.services.starts import start
from relationships.views.access import staff_page
from relationships.views.dialogs import Dialog, Done, back_of, take
from relationships.views.steps import WORKPLACE, DayField, LineField
from relationships.views.touch_forms import Step, sent_to, step_of
from relationships.views.unmaking import STARTS, unstart_url

#: Everything else about an agreement waits on its own page.
_ASKED = (
    "title", "kind", "status", "compensation", "fee", "product_value", "currency", "products", "starts_on", "ends_on",
    "deadline_on", "approval_rounds", "disclosure_words", "deliverables",
)  # fmt: skip
_HALVES = frozenset(
    ("kind", "status", "fee", "product_value", "currency", "starts_on", "ends_on", "deadline_on", "approval_rounds")
)
_PROMISED = {
    ContributionKind.COCREATION: "cocreations_promised",
    ContributionKind.REVIEW: "reviews_promised",
    ContributionKind.INSIGHT: "insights_promised",
}
#: What has no meaning, and is not shown, while this compensation is chosen.
_WITHOUT: dict[str, str] = {Compensation.PRODUCTS: "fee", Compensation.PAID: "product_value"}
_BEGINNINGS = {Status.PROPOSED, Status.AGREED}
_LINES = ("title", "products", "disclosure_words", "brand_promises")
_DAYS = ("starts_on", "ends_on", "deadline_on")


class StartForm(forms.ModelForm[Any]):
    """``asks``: the columns that the tier's playbook wants to know at once."""

    halves = _HALVES

    class Meta:
        model = Collaboration
        fields = (*_ASKED, *AMBASSADOR)
        field_classes = {**dict.fromkeys(_LINES, LineField), **dict.fromkeys(_DAYS, DayField)}
        widgets = {"deliverables": forms.Textarea(attrs={"rows": 2}), **dict.fromkeys(_DAYS, DayField.widget)}
        labels = {"fee": gettext_lazy("Fee, excl. VAT"), "product_value": gettext_lazy("Products worth, excl. VAT")}

    def __init__(self, *args: Any, asks: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in _ASKED:
            if name not in asks:
                del self.fields[name]
        status: Any = self.fields["status"]
        status.choices = [choice for choice in status.choices if choice[0] in _BEGINNINGS]
        self.fields["title"].widget.attrs |= {"data-first": True, "placeholder": _("Such as “Spring launch”")}
        for name in self.fields:
            shown_with = _shown_with(name)
            if shown_with:
                vars(self.fields[name])["when"] = shown_with

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        # What is not shown for this kind and compensation may still hold what was proposed for another one.
        if values.get("kind") != Kind.AMBASSADOR:
            values |= {**dict.fromkeys(_PROMISED.values()), "brand_promises": ""}
        hidden = _WITHOUT.get(values.get("compensation", ""))
        if hidden:
            values[hidden] = None
        self._check_amounts(values)
        self._check_days(values)
        return values

    def _check_amounts(self, values: dict[str, Any]) -> None:
        currency = values.get("currency")
        for name in ("fee", "product_value"):
            amount = values.get(name)
            if amount is not None and currency and amount != quantise(amount, currency):
                digits = minor_digits(currency)
                self.add_error(name, f"{currency} has {digits or 'no'} digits after the decimal mark.")

    def _check_days(self, values: dict[str, Any]) -> None:
        days: dict[str, date | None] = {name: values.get(name) for name in COLLABORATION.names}
        kind, status = values.get("kind", ""), values.get("status", "")
        for name, sentence in collaboration_problems(days, timezone.localdate(), kind=kind, status=status):
            self.add_error(name if name in self.fields else None, sentence)


def _shown_with(name: str) -> str:
    """The class under which the stylesheet shows a field only with the kind or compensation that it belongs to."""
    if name in AMBASSADOR:
        return "when-ambassador"
    return {"fee": "when-fee", "product_value": "when-products", "products": "when-products"}.get(name, "")


@dataclass(frozen=True, slots=True)
class _Beside:
    """``grounds``: why the proposal is as it is. ``stopped``: what the playbook would say to an agreement today."""

    grounds: Sequence[Ground]
    stopped: Sequence[Any]


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(STARTS)
def start_dialog(request: HttpRequest, relationship_id: int) -> HttpResponse:
    step = step_of(request, relationship_id)
    row, facts = step.relationship, step.reading.facts
    proposal = propose_start(step.case, compensation=row.compensation, followers=facts.followers)
    form = StartForm(
        sent_to(request),
        instance=Collaboration(relationship=row),
        initial=_initial(step, proposal),
        asks=of_collaboration(step.reading.playbook, facts.followers),
    )

    def act() -> Done:
        asked = form.save(commit=False)
        made = start(asked)
        # One that was on file already was not made by this click.
        undo = unstart_url(request, row, made) if made is asked else ""
        return Done(_("%(who)s: the collaboration is on file as %(status)s.") % _told(row, made), row=row.pk, undo=undo)

    dialog = Dialog(
        title=_("Start a collaboration"),
        subtitle=str(row),
        submit=_("Put it on file"),
        form=form,
        action=request.get_full_path(),
        back=back_of(request, reverse(WORKPLACE, args=[row.pk])),
        body="staff/dialogs/start.html",
        extra=_Beside(proposal.grounds, [one for one in step.reading.given if one.stops(Transition.AGREE)]),
    )
    return take(request, dialog, act)


def _initial(step: Step, proposal: Start) -> dict[str, Any]:
    promises = {column: proposal.promises.get(kind) for kind, column in _PROMISED.items()}
    return {
        "kind": proposal.kind.value,
        "status": Status.PROPOSED.value,
        "compensation": proposal.compensation.value if proposal.compensation else "",
        "currency": step.relationship.brand.currency,
        "starts_on": proposal.starts_on,
        "ends_on": proposal.ends_on,
        "approval_rounds": proposal.approval_rounds,
        "deliverables": _last_deliverables(step),
        **promises,
    }


def _last_deliverables(step: Step) -> str:
    """As last time, where something was written down."""
    said = Collaboration.objects.filter(relationship=step.relationship).exclude(deliverables="")
    return said.order_by("-starts_on", "-pk").values_list("deliverables", flat=True).first() or ""


def _told(row: Any, made: Collaboration) -> dict[str, str]:
    return {"who": str(row), "status": str(made.get_status_display()).lower()}
