"""Brand-value fit on file: read in bulk, scored by the domain, written to the rows."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db.models import Exists, F, Max, OuterRef, Q
from simple_history.utils import bulk_create_with_history

from relationships.domain import fit as rules
from relationships.domain.fit_review import review_from
from relationships.models import Adjudication, Brand, FitCriterion, GateOverride, Rating, Relationship
from relationships.services.audit import acting_user
from relationships.services.clock import organisation_today
from relationships.services.derivations import Derivation, Values

_Judged = TypeVar("_Judged")


@dataclass
class Evidence:
    """What was said about one relationship's fit."""

    criteria: list[rules.Criterion]
    ratings: list[rules.Rating] = field(default_factory=list)
    adjudications: list[rules.Adjudication] = field(default_factory=list)
    overrides: list[rules.Override] = field(default_factory=list)

    def score(self, on: date) -> rules.Fit | None:
        """None when the brand's criteria cannot give a score."""
        return self._judged(rules.score_fit, on)

    def doubts(self, on: date) -> rules.Doubts | None:
        """What waits for somebody, without the score; None as for that."""
        return self._judged(rules.doubts_about, on)

    def _judged(self, judge: Callable[..., _Judged], on: date) -> _Judged | None:
        """Somebody's today can be the organisation's tomorrow, so the day is at least that of the newest entry."""
        dates = [e.on for e in self.ratings] + [e.on for e in self.adjudications] + [e.on for e in self.overrides]
        try:
            return judge(
                self.criteria,
                self.ratings,
                max([on, *dates]),
                adjudications=self.adjudications,
                overrides=self.overrides,
            )
        except rules.FitConfigurationError:
            return None


def evidence_of(ids: Sequence[int]) -> Mapping[int, Evidence]:
    """The criteria, ratings and decisions of each relationship, in a handful of queries for all of them."""
    brands = dict(Relationship.objects.filter(pk__in=ids).order_by().values_list("pk", "brand_id"))
    rubrics = _rubrics(set(brands.values()))
    evidence = {pk: Evidence(rubrics[brand]) for pk, brand in brands.items()}
    for model, read, entry, entries in (
        (Rating, ("criterion_id", "reviewer_id", "value", "rated_on", "updated_at"), rules.Rating, "ratings"),
        (Adjudication, ("criterion_id", "value", "decided_on", "updated_at"), rules.Adjudication, "adjudications"),
        (GateOverride, ("criterion_id", "decided_on", "updated_at"), rules.Override, "overrides"),
    ):
        rows: Any = model._default_manager.filter(relationship_id__in=ids).order_by()
        # What names another brand's criterion says nothing about this one.
        rows = rows.filter(criterion__brand_id=F("relationship__brand_id"))
        for relationship, *values in rows.values_list("relationship_id", *read):
            getattr(evidence[relationship], entries).append(entry(*values))
    return evidence


def _rubrics(brands: set[int]) -> Mapping[int, list[rules.Criterion]]:
    rubrics: defaultdict[int, list[rules.Criterion]] = defaultdict(list)
    criteria = FitCriterion.objects.filter(brand__in=brands).order_by("position", "pk")
    for brand, *values in criteria.values_list("brand_id", "pk", "weight", "is_gate", "is_applicable"):
        rubrics[brand].append(rules.Criterion(*values))
    return rubrics


def _values_of(ids: Sequence[int], on: date) -> Mapping[int, Values]:
    return {pk: fit_values(evidence.score(on)) for pk, evidence in evidence_of(ids).items()}


_NOTHING: Values = (None, None, None, 0.0, False, False, False, False, None, None, None)


def fit_values(fit: rules.Fit | None) -> Values:
    if fit is None:
        return _NOTHING
    return (
        fit.score,
        fit.low,
        fit.high,
        fit.coverage,
        fit.coverage > 0,
        bool(fit.disputed),
        bool(fit.blocked_by),
        bool(fit.uncleared),
        fit.medium_from,
        fit.low_from,
        review_from(fit),
    )


def unrated_values(brand_id: int, on: date) -> Values:
    """The columns of a relationship with this brand that nobody rated yet."""
    return fit_values(Evidence(_rubrics({brand_id})[brand_id]).score(on))


FIT = Derivation(
    (
        "fit_score",
        "fit_low",
        "fit_high",
        "fit_coverage",
        "fit_rated",
        "fit_disputed",
        "fit_blocked",
        "fit_uncleared",
        "fit_medium_from",
        "confidence_low_from",
        "review_from",
    ),
    _values_of,
)


def rescore(brand_id: int) -> None:
    """After a change of a brand's rubric: what nobody said anything about in one statement, the rest one by one."""
    relationships = Relationship.objects.filter(brand_id=brand_id)
    said = Q()
    for model in (Rating, Adjudication, GateOverride):
        said |= Q(Exists(model._default_manager.filter(relationship=OuterRef("pk"))))
    nothing_said = dict(zip(FIT.columns, unrated_values(brand_id, organisation_today()), strict=True))
    relationships.exclude(said).update(**nothing_said)
    FIT.refresh(relationships.filter(said))


def scoring_of(criterion: FitCriterion) -> Values:
    """What of a criterion decides scores, as it is on file; empty when it is not yet."""
    stored = FitCriterion.objects.filter(pk=criterion.pk)
    return stored.values_list("brand_id", "weight", "is_gate", "is_applicable").first() or ()


def date_decision(decision: Adjudication | GateOverride) -> None:
    """A new decision is about every rating there is, also one from where it is already tomorrow."""
    ratings = Rating.objects.filter(relationship=decision.relationship_id, criterion=decision.criterion_id)
    newest = ratings.aggregate(newest=Max("rated_on"))["newest"]
    decision.decided_on = max(filter(None, (decision.decided_on, newest)))


def fit_of(relationship: Relationship, on: date) -> rules.Fit | None:
    """The fit of one relationship, computed from the ratings themselves. Its keys are criterion ids."""
    return evidence_of([relationship.pk])[relationship.pk].score(on)


def give_default_rubric(brand: Brand) -> None:
    """Start a new brand with the house's own criteria. It has no relationships yet whose fit could change."""
    rubric = [
        FitCriterion(brand=brand, key=key, name=name, weight=weight, is_gate=is_gate, position=position)
        for position, (key, name, weight, is_gate) in enumerate(rules.DEFAULT_RUBRIC)
    ]
    bulk_create_with_history(rubric, FitCriterion, default_user=acting_user())
