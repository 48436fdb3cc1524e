"""The gates of each relationship's fit: which block, which nobody cleared, and how many have looked."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

from relationships.domain import fit as rules
from relationships.models import Adjudication, FitCriterion, GateOverride, Rating
from relationships.querysets.bulk import among
from relationships.services.fits import Evidence


@dataclass(frozen=True, slots=True)
class Rubric:
    """What of a brand's criteria the advice rests on. ``gates``: names of the applicable gates by their id."""

    scores: bool
    gates: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Gates:
    """``blocked`` and ``uncleared`` are names. ``reviewers``: the fewest that any gate has, None without a gate."""

    blocked: tuple[str, ...] = ()
    uncleared: tuple[str, ...] = ()
    reviewers: int | None = None


NO_RUBRIC = Rubric(scores=False, gates={})


def rubrics_of(brands: Iterable[int]) -> Mapping[int, Rubric]:
    """By brand; one without criteria is left out."""
    scores: defaultdict[int, bool] = defaultdict(bool)
    gates: defaultdict[int, dict[int, str]] = defaultdict(dict)
    criteria = FitCriterion.objects.filter(brand__in=set(brands), is_applicable=True).order_by("position", "pk")
    for brand, pk, name, weight, is_gate in criteria.values_list("brand_id", "pk", "name", "weight", "is_gate"):
        scores[brand] |= weight > 0
        if is_gate:
            gates[brand][pk] = name
    return {brand: Rubric(scores[brand], gates[brand]) for brand in scores}


def gates_of(rubrics: Mapping[int, Rubric], on: date, failed: Collection[int]) -> Mapping[int, Gates]:
    """``rubrics`` and the answer: by relationship. Three queries, which read what was said about gates alone.

    ``failed``: those whose row says that some gate blocks or is not cleared; which one is worked out for them alone.
    """
    said: defaultdict[int, Evidence] = defaultdict(lambda: Evidence([]))
    for model, read, entry, entries in (
        (Rating, ("criterion_id", "reviewer_id", "value", "rated_on", "updated_at"), rules.Rating, "ratings"),
        (Adjudication, ("criterion_id", "value", "decided_on", "updated_at"), rules.Adjudication, "adjudications"),
        (GateOverride, ("criterion_id", "decided_on", "updated_at"), rules.Override, "overrides"),
    ):
        rows: Any = model._default_manager.filter(among("relationship_id", rubrics)).order_by()
        rows = rows.filter(
            criterion__is_gate=True, criterion__is_applicable=True, criterion__brand_id=F("relationship__brand_id")
        )
        for relationship, *values in rows.values_list("relationship_id", *read):
            if relationship in rubrics:
                getattr(said[relationship], entries).append(entry(*values))
    return {pk: _gates(rubric.gates, said.get(pk), on, pk in failed) for pk, rubric in rubrics.items()}


def unrated_gates(rubric: Rubric) -> Gates:
    """Those of a relationship that nobody rated yet."""
    return _gates(rubric.gates, None, date.max, failed=False)


def _gates(names: Mapping[int, str], said: Evidence | None, on: date, failed: bool) -> Gates:
    if not names:
        return Gates()
    if said is None:
        return Gates(uncleared=tuple(names.values()), reviewers=0)
    fit = None
    if failed:
        # How much a gate weighs says nothing about whether it blocks; one without any weight still does.
        said.criteria = [rules.Criterion(key, 1, gate=True) for key in names]
        fit = said.score(on)
    reviewers: dict[Any, set[Any]] = {key: set() for key in names}
    for rating in said.ratings:
        reviewers[rating.criterion].add(rating.reviewer)
    # A gate that a lead let pass waits for nobody.
    waiting = reviewers.keys() - rules.let_pass(said.ratings, said.overrides)
    return Gates(
        blocked=tuple(names[key] for key in names if fit and key in fit.blocked_by),
        uncleared=tuple(names[key] for key in names if fit and key in fit.uncleared),
        reviewers=min((len(reviewers[key]) for key in waiting), default=None),
    )
