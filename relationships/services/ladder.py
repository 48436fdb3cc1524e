"""Steps on the ladder to an ambassadorship: what somebody decided, and the offer that follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from relationships.domain.ambassadorship import last_day
from relationships.domain.collaborations import Kind, Status
from relationships.domain.ladder import ContributionKind, LadderChoice
from relationships.domain.playbooks.entry import usual_compensation
from relationships.domain.playbooks.norms import Playbook
from relationships.models import Collaboration, Creator, LadderDecision, Relationship
from relationships.services.clock import organisation_today
from relationships.services.derivations import lock
from relationships.services.playbooks import playbook_of

#: Where a playbook has no such norm, an agreement can last so many months at most.
MONTHS_MAX = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An ambassadorship as it is proposed. ``months`` are whole; ``brand_promises`` is what the creator gets.

    ``promises``: how many of each kind the creator gives; None, or a kind left out, is "not agreed upon".
    """

    months: int
    starts_on: date
    promises: Mapping[ContributionKind, int | None] = field(default_factory=dict)
    brand_promises: str = ""


def months_offered(playbook: Playbook) -> tuple[int, int]:
    """The shortest and the longest agreement that the playbook knows, in months."""
    span = playbook.agreement_months
    return (max(span.low, 1), max(span.high, 1)) if span else (1, MONTHS_MAX)


@transaction.atomic
def decide(relationship: Relationship, choice: LadderChoice, reason: str, by: Any) -> LadderDecision:
    """Note what was decided about the next step of the ladder. Raises ValidationError without a reason."""
    if not reason.strip():
        raise ValidationError({"reason": "Say why: the next person who asks will want to know."})
    lock([relationship.pk])
    decided = {"choice": choice.value, "reason": reason.strip(), "decided_by": by, "decided_on": organisation_today()}
    latest: LadderDecision | None = (
        LadderDecision.objects.filter(relationship=relationship).order_by("-decided_on", "-pk").first()
    )
    if latest is not None and all(getattr(latest, name) == value for name, value in decided.items()):
        return latest  # the form was sent twice
    made: LadderDecision = LadderDecision.objects.create(relationship=relationship, **decided)
    return made


@transaction.atomic
def offer_ambassadorship(relationship: Relationship, offer: Offer, reason: str, by: Any) -> Collaboration:
    """Decide for an offer and put it on file as a proposed ambassador collaboration; nothing is agreed by that.

    Raises ValueError past the end of the calendar; ValidationError where the creator must not be contacted, where an
    ambassadorship is on the table already, and where the playbook knows no agreement of so many months.
    """
    # Of two people who offer at the same moment the second one meets what the first one wrote.
    lock([relationship.pk])
    playbook = playbook_of(relationship)
    _refuse_what_cannot_be(relationship, offer, playbook)
    decide(relationship, LadderChoice.OFFER, reason, by)
    followers = Creator.objects.filter(pk=relationship.creator_id).values_list("followers", flat=True).first()
    compensation = relationship.compensation or usual_compensation(playbook, followers) or "products"
    return Collaboration.objects.create(
        relationship=relationship,
        kind=Kind.AMBASSADOR,
        status=Status.PROPOSED,
        compensation=compensation,
        currency=relationship.brand.currency,
        starts_on=offer.starts_on,
        ends_on=last_day(offer.starts_on, offer.months),
        cocreations_promised=offer.promises.get(ContributionKind.COCREATION),
        reviews_promised=offer.promises.get(ContributionKind.REVIEW),
        insights_promised=offer.promises.get(ContributionKind.INSIGHT),
        brand_promises=offer.brand_promises,
    )


def _refuse_what_cannot_be(relationship: Relationship, offer: Offer, playbook: Playbook) -> None:
    shortest, longest = months_offered(playbook)
    if not shortest <= offer.months <= longest:
        raise ValidationError({"months": f"The playbook knows agreements of {shortest} to {longest} months."})
    if Creator.objects.filter(pk=relationship.creator_id, do_not_contact=True).exists():
        raise ValidationError("This creator must not be contacted, so nothing can be offered.")
    open_ones = Collaboration.objects.filter(
        relationship=relationship, kind=Kind.AMBASSADOR, status__in=[Status.PROPOSED, Status.AGREED]
    )
    if open_ones.exists():
        raise ValidationError("An ambassadorship is on the table already: change that one instead.")
