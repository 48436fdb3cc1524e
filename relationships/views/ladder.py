"""The next step of the ladder: an ambassadorship is offered, or it is decided that it is not, or not yet."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from relationships.domain.ladder import ContributionKind, LadderChoice
from relationships.models import Collaboration, LadderDecision
from relationships.services.ladder import MONTHS_MAX, Offer, decide, offer_ambassadorship
from relationships.views.access import staff_page
from relationships.views.steps import DayField, LineField, StepForm, relationship_of, take

ANCHOR = "ladder"
#: What can be decided without offering anything.
WAITING = {
    LadderChoice.NOT_YET.value: gettext_lazy("Not yet"),
    LadderChoice.LET_GO.value: gettext_lazy("Let go"),
}
_REASON_MAX = LadderDecision._meta.get_field("reason").max_length
_PROMISES_MAX = Collaboration._meta.get_field("brand_promises").max_length
#: More of one kind in one agreement is a slip of the hand.
PROMISED_MAX = 99


class LadderForm(StepForm):
    title = gettext_lazy("Decide about the next step")
    submit = gettext_lazy("Decide")
    anchor = ANCHOR

    choice = forms.ChoiceField(label=gettext_lazy("Decision"), choices=list(WAITING.items()))
    reason = LineField(label=gettext_lazy("Why"), max_length=_REASON_MAX)


def _promised(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=PROMISED_MAX, required=False)


class OfferForm(StepForm):
    title = gettext_lazy("Offer an ambassadorship")
    submit = gettext_lazy("Put the offer on file")
    anchor = ANCHOR

    months = forms.IntegerField(label=gettext_lazy("Months"), min_value=1, max_value=MONTHS_MAX)
    starts_on = DayField(label=gettext_lazy("From"))
    cocreations = _promised(gettext_lazy("Co-creations"))
    reviews = _promised(gettext_lazy("Product reviews"))
    insights = _promised(gettext_lazy("Insights"))
    brand_promises = LineField(label=gettext_lazy("What the brand promises"), max_length=_PROMISES_MAX, required=False)
    reason = LineField(label=gettext_lazy("Why"), max_length=_REASON_MAX)


@require_POST
@staff_page("relationships.add_ladderdecision")
def decide_step(request: HttpRequest, relationship_id: int) -> HttpResponse:
    relationship = relationship_of(request, relationship_id)

    def act(values: dict[str, Any]) -> str:
        decide(relationship, LadderChoice(values["choice"]), values["reason"], request.user)
        return _("Decided: %s.") % WAITING[values["choice"]]

    return take(request, relationship, LadderForm(request.POST), act)


@require_POST
@staff_page("relationships.add_ladderdecision")
@staff_page("relationships.add_collaboration")
def offer(request: HttpRequest, relationship_id: int) -> HttpResponse:
    relationship = relationship_of(request, relationship_id)

    def act(values: dict[str, Any]) -> str:
        promises = {
            ContributionKind.COCREATION: values["cocreations"],
            ContributionKind.REVIEW: values["reviews"],
            ContributionKind.INSIGHT: values["insights"],
        }
        proposal = Offer(
            months=values["months"],
            starts_on=values["starts_on"],
            promises=promises,
            brand_promises=values["brand_promises"],
        )
        offer_ambassadorship(relationship, proposal, values["reason"], request.user)
        return _("The ambassadorship is on file as proposed. Open it under Collaborations to change it.")

    return take(request, relationship, OfferForm(request.POST), act)
