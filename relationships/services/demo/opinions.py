"""Invented ratings: nobody's, one reviewer's, two who agree or do not, gates that block, and what a lead decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from relationships.domain import fit as rules
from relationships.models import Adjudication, FitCriterion, GateOverride, Rating, User
from relationships.services.demo.batches import Batches
from relationships.services.derivations import Values
from relationships.services.fits import Evidence

_EVIDENCE = (
    "Last ten posts looked at",
    "https://example.com/post/spring",
    "Comments under the latest three videos",
    "Talked about it on the phone",
    "Shows our product without being asked",
    "Two sponsored posts of a rival in May",
)


@dataclass(frozen=True, slots=True)
class Panel:
    """Who rates a brand's creators, and by what. ``nothing_said``: the fit columns of a row that nobody rated."""

    criteria: Sequence[FitCriterion]
    reviewers: Sequence[User]
    lead: User
    nothing_said: Values


def invent_opinions(
    rng: Random, relationship_id: int, panel: Panel, share_rated: float, today: date, into: Batches
) -> Evidence | None:
    """Put ratings and decisions into the batches; returns them as the domain reads them, None when nobody rated."""
    applicable = [criterion for criterion in panel.criteria if criterion.is_applicable]
    if not applicable or rng.random() >= share_rated:
        return None
    evidence = Evidence(_rubric(panel.criteria))
    lead, people = panel.lead, panel.reviewers
    # Low coverage: somebody began and was called away.
    rated = rng.sample(applicable, min(2, len(applicable))) if rng.random() < 0.2 else applicable
    reviewers = rng.sample(people, min(len(people), rng.choice((1, 1, 1, 2))))
    leaning = rng.choice((2, 3, 4, 4, 4, 5))
    disputed = rng.choice(rated) if len(reviewers) > 1 and rng.random() < 0.35 else None
    gates = [criterion for criterion in rated if criterion.is_gate]
    blocked = rng.choice(gates) if gates and rng.random() < 0.08 else None
    # Decisions come after every rating: a later one would reopen them.
    days = [today - timedelta(days=int(rng.triangular(0, 500, 30))) for _ in reviewers]
    for position, (reviewer, day) in enumerate(zip(reviewers, days, strict=True)):
        for criterion in rated:
            value = max(1, min(5, leaning + rng.choice((-1, 0, 0, 0, 1))))
            if criterion is disputed:
                value = 5 if position else 1
            if criterion is blocked and not position:
                value = 0
            if position or len(rated) < 3 or rng.random() < 0.93:
                evidence.ratings.append(rules.Rating(criterion.pk, reviewer.pk, value, day))
                into[Rating].add(
                    relationship_id=relationship_id,
                    criterion_id=criterion.pk,
                    reviewer_id=reviewer.pk,
                    rated_on=day,
                    value=value,
                    evidence=rng.choice(_EVIDENCE),
                )
    if disputed and rng.random() < 0.4:
        _adjudicate(evidence, disputed, rng.choice((2, 3, 4)), relationship_id, lead, max(days), into)
    if blocked and blocked is not disputed and rng.random() < 0.3:
        _override(evidence, blocked, relationship_id, lead, max(days), into)
    return evidence


def _rubric(criteria: Sequence[FitCriterion]) -> list[rules.Criterion]:
    return [rules.Criterion(c.pk, c.weight, c.is_gate, c.is_applicable) for c in criteria]


def _adjudicate(
    evidence: Evidence, criterion: FitCriterion, value: int, relationship_id: int, lead: User, on: date, into: Batches
) -> None:
    evidence.adjudications.append(rules.Adjudication(criterion.pk, value, on))
    into[Adjudication].add(
        relationship_id=relationship_id,
        criterion_id=criterion.pk,
        value=value,
        reason="Both were right about different months; the latest counts.",
        decided_by_id=lead.pk,
        decided_on=on,
    )


def _override(
    evidence: Evidence, gate: FitCriterion, relationship_id: int, lead: User, on: date, into: Batches
) -> None:
    evidence.overrides.append(rules.Override(gate.pk, on))
    into[GateOverride].add(
        relationship_id=relationship_id,
        criterion_id=gate.pk,
        reason="The post was taken down and apologised for.",
        decided_by_id=lead.pk,
        decided_on=on,
    )
