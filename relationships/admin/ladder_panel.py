"""The ladder on a relationship's page: where it stands, what the next step takes, and what an ambassador promised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relationships.admin import cells
from relationships.domain.ambassadorship import delivered, proposed_promises
from relationships.domain.collaborations import Status
from relationships.domain.ladder import (
    ContributionKind,
    Rung,
    Standing,
    is_offer,
    is_ongoing,
    promises,
    readiness,
    renewal_on,
    rung_of,
)
from relationships.domain.ladder_steps import Step, StepState, steps
from relationships.domain.playbooks.facts import CollaborationFacts
from relationships.domain.playbooks.focus import climbs
from relationships.models import Collaboration, Contribution, LadderDecision, Relationship
from relationships.services.advice import Reading
from relationships.services.ladder import months_offered

#: The latest decisions that the page shows; the rest is in the history.
DECISIONS = 3

_NAMES: Mapping[Rung, Any] = {
    Rung.FIRST: gettext_lazy("First time"),
    Rung.REPEAT: gettext_lazy("Repeat"),
    Rung.OFFERED: gettext_lazy("Ambassador offered"),
    Rung.AMBASSADOR: gettext_lazy("Ambassador"),
    Rung.RENEWED: gettext_lazy("Renewed"),
    Rung.FORMER: gettext_lazy("Former ambassador"),
}
_KINDS: Mapping[ContributionKind, Any] = {
    ContributionKind.COCREATION: gettext_lazy("Co-creations"),
    ContributionKind.REVIEW: gettext_lazy("Product reviews"),
    ContributionKind.INSIGHT: gettext_lazy("Insights"),
}


@dataclass(frozen=True, slots=True)
class Rail:
    """One step of the ladder as it is drawn; ``state`` is for the page's classes, ``told`` for its reader."""

    name: str
    state: str
    told: str
    words: str


@dataclass(frozen=True, slots=True)
class Met:
    """A condition of the offer: ``state`` is "met", "missing" or "unknown"."""

    what: str
    state: str
    told: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What came and what was promised of one kind; ``words`` say the same: "1 of 2"."""

    name: str
    words: str
    delivered: int
    promised: int


@dataclass(frozen=True, slots=True)
class Decided:
    choice: str
    reason: str
    who: str
    on: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """The ambassadorship that runs or is on the table."""

    is_offer: bool
    span: str
    renewal: str
    renewal_tone: str
    brand_promises: str
    kept: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class OfferFields:
    """What the form for an offer starts with."""

    months_min: int
    months_max: int
    months: int
    starts_on: date
    cocreations: int
    reviews: int
    insights: int


@dataclass(frozen=True, slots=True)
class LadderPanel:
    """``decide`` and ``offer`` are the addresses to post to, "" where that is not offered."""

    rails: tuple[Rail, ...]
    conditions: tuple[Met, ...]
    met: int
    ready: bool
    without_norms: bool
    agreement: Agreement | None
    decisions: tuple[Decided, ...]
    decide: str
    offer: str
    fields: OfferFields


def ladder_panel(
    relationship: Relationship, reading: Reading, agreement: Collaboration | None, user: Any
) -> LadderPanel:
    """One query for the decisions, one more for what came within an agreement.

    ``agreement``: the row of `running_of`, None where there is none.
    """
    collaborations, on = reading.facts.collaborations, reading.on
    running = running_of(collaborations, on)
    asked = running is None and climbs(reading.playbook)
    conditions = tuple(map(_condition, readiness(reading.facts, reading.playbook, on))) if asked else ()
    decides = user.has_perm("relationships.add_ladderdecision")
    offers = decides and user.has_perm("relationships.add_collaboration") and not reading.facts.do_not_contact
    return LadderPanel(
        rails=tuple(_rail(step) for step in steps(collaborations, rung_of(collaborations, on), on)),
        conditions=conditions,
        met=sum(one.state == Standing.MET for one in conditions),
        ready=bool(conditions) and all(one.state == Standing.MET for one in conditions),
        without_norms=running is None and not asked,
        agreement=_agreement(agreement, running, reading) if agreement and running else None,
        decisions=_decisions(relationship),
        decide=reverse("staff:ladder_decide", args=[relationship.pk]) if decides and not running else "",
        offer=reverse("staff:ladder_offer", args=[relationship.pk]) if offers and not running else "",
        fields=_fields(reading),
    )


# --- Steps ----------------------------------------------------------------------------------------------------------

_TOLD: Mapping[StepState, Any] = {
    StepState.DONE: gettext_lazy("done"),
    StepState.PASSED: gettext_lazy("skipped"),
    StepState.HERE: gettext_lazy("here now"),
    StepState.AHEAD: gettext_lazy("not yet"),
}


def _rail(step: Step) -> Rail:
    name = _NAMES[step.rung]
    if step.rung is Rung.FIRST and step.count:
        name = _("First gift") if step.in_products else _("First paid")
    return Rail(str(name), step.state.value, str(_TOLD[step.state]), _step_words(step))


def _step_words(step: Step) -> str:
    """When, until when, or how many: the evidence of a step in the fewest words."""
    if step.state in (StepState.AHEAD, StepState.PASSED):
        return ""
    if step.rung is Rung.REPEAT:
        return _("%d collaborations") % step.count if step.count else ""
    if step.since is None:
        return ""
    if step.rung in (Rung.AMBASSADOR, Rung.RENEWED):
        return f"{cells.day(step.since)} – {cells.day(step.until) if step.until else _('open')}"
    return cells.day(step.since)


# --- Conditions -----------------------------------------------------------------------------------------------------

_STANDING: Mapping[Standing, Any] = {
    Standing.MET: gettext_lazy("met"),
    Standing.MISSING: gettext_lazy("missing"),
    Standing.UNKNOWN: gettext_lazy("not known"),
}


def _condition(one: Any) -> Met:
    return Met(one.what, one.standing.value, str(_STANDING[one.standing]), one.evidence)


def _decisions(relationship: Relationship) -> tuple[Decided, ...]:
    rows = LadderDecision.objects.filter(relationship=relationship).select_related("decided_by")[:DECISIONS]
    return tuple(
        Decided(str(row.get_choice_display()), row.reason, str(row.decided_by), cells.day(row.decided_on))
        for row in rows
    )


# --- An ambassador --------------------------------------------------------------------------------------------------


def running_of(collaborations: Sequence[CollaborationFacts], on: date) -> CollaborationFacts | None:
    """The agreement that holds on the day, else the one that is on the table."""
    standing = [one for one in collaborations if one.status != Status.CANCELLED]
    ongoing = [one for one in standing if is_ongoing(one, on)]
    offered = [one for one in standing if is_offer(one, on)]
    candidates = ongoing or offered
    return candidates[-1] if candidates else None


def _agreement(row: Collaboration, running: CollaborationFacts, reading: Reading) -> Agreement:
    came = delivered(_contributed(row.relationship_id), running.starts_on, running.ends_on, reading.on)
    promised = {
        ContributionKind.COCREATION: row.cocreations_promised,
        ContributionKind.REVIEW: row.reviews_promised,
        ContributionKind.INSIGHT: row.insights_promised,
    }
    starts_talking = renewal_on(reading.facts.collaborations, reading.playbook, reading.on)
    end = cells.day(running.ends_on) if running.ends_on else _("open")
    return Agreement(
        is_offer=is_offer(running, reading.on),
        span=f"{cells.day(running.starts_on)} – {end}",
        renewal=cells.day(starts_talking) if starts_talking else "",
        renewal_tone=cells.due_tone(starts_talking, reading.on) if starts_talking else "",
        brand_promises=row.brand_promises,
        kept=tuple(
            Kept(str(_KINDS[one.kind]), _kept_words(one.delivered, one.promised), one.delivered, one.promised or 0)
            for one in promises(promised, came)
        ),
    )


def _contributed(relationship_id: int) -> list[tuple[ContributionKind, date]]:
    rows = Contribution.objects.filter(relationship_id=relationship_id).order_by()
    return [(ContributionKind(kind), day) for kind, day in rows.values_list("kind", "happened_on")]


def _kept_words(came: int, promised: int | None) -> str:
    return (
        _("%d, none agreed") % came
        if promised is None
        else _("{came} of {promised}").format(came=came, promised=promised)
    )


def _fields(reading: Reading) -> OfferFields:
    shortest, longest = months_offered(reading.playbook)
    proposed = proposed_promises(shortest)
    return OfferFields(
        months_min=shortest,
        months_max=longest,
        months=shortest,
        starts_on=reading.on,
        cocreations=proposed[ContributionKind.COCREATION],
        reviews=proposed[ContributionKind.REVIEW],
        insights=proposed[ContributionKind.INSIGHT],
    )
