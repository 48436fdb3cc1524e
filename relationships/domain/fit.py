"""Brand-value fit: a rubric score with coverage, bounds and confidence.

The rubric is the house's own. A rating is 0 to 5 by one reviewer on one date: 0 contradicts, 1 weak, 2 mixed,
3 adequate, 4 strong, 5 repeated recent proof. Only a reviewer's latest rating of a criterion counts, and older ratings
weigh less: age weight a = 0.5^(age in days / 180).
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import ceil, exp2, log2

HALF_LIFE_DAYS = 180
MAX_RATING = 5
MIN_COVERAGE = 0.6
DISPUTE_SPREAD = 3
MEDIUM_CONFIDENCE_FROM = 0.40
HIGH_CONFIDENCE_FROM = 0.65


class Confidence(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class FitConfigurationError(ValueError):
    """The brand's criteria cannot give a score: no applicable criterion carries weight."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a brand's rubric. ``gate``: a 0 here blocks. Not applicable is left out, which is not missing."""

    key: Hashable
    weight: float
    gate: bool = False
    applicable: bool = True


#: What a new brand's rubric starts with (house default; every line can be changed): key, name, weight, gate.
DEFAULT_RUBRIC: tuple[tuple[str, str, int, bool], ...] = (
    ("values", "Values", 25, False),
    ("audience", "Audience", 20, False),
    ("content", "Content", 15, False),
    ("mentions", "Past mentions", 10, False),
    ("sentiment", "Sentiment", 10, False),
    ("safety", "Brand safety", 15, True),
    ("conflict", "Competitor conflict", 5, True),
)


@dataclass(frozen=True, slots=True)
class Rating:
    """``entered``: when it was written down, where known; it tells what came first within one day."""

    criterion: Hashable
    reviewer: Hashable
    value: float
    on: date
    entered: datetime | None = None


@dataclass(frozen=True, slots=True)
class Adjudication:
    """A lead's decision on a criterion; it stands until somebody rates that criterion later."""

    criterion: Hashable
    value: float
    on: date
    entered: datetime | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """A lead lets a gate pass, with a reason kept elsewhere; it stands until somebody rates that criterion later."""

    criterion: Hashable
    on: date
    entered: datetime | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """``score`` and its bounds run 0 to 100 and are None under coverage 0.6; ``coverage`` and ``confidence`` 0 to 1.

    ``disputed``, ``blocked_by`` (gates at 0) and ``uncleared`` (gates nobody rated) hold criterion keys, in the
    rubric's order. ``medium_from`` and ``low_from``: the days on which confidence, falling with age, is first under
    0.65 and under 0.40; None when nothing is rated.
    """

    score: float | None
    coverage: float
    low: float | None
    high: float | None
    confidence: float
    level: Confidence
    disputed: tuple[Hashable, ...]
    blocked_by: tuple[Hashable, ...]
    uncleared: tuple[Hashable, ...]
    medium_from: date | None = None
    low_from: date | None = None


@dataclass(frozen=True, slots=True)
class Doubts:
    """What of a fit waits for somebody, as `Fit` says it."""

    disputed: tuple[Hashable, ...]
    blocked_by: tuple[Hashable, ...]


def level_on(medium_from: date | None, low_from: date | None, on: date) -> Confidence:
    """The level on a day, from the days on which confidence falls to medium and to low: None where nothing is rated."""
    if medium_from is None or low_from is None or low_from <= on:
        return Confidence.LOW
    return Confidence.MEDIUM if medium_from <= on else Confidence.HIGH


def confidence_level(confidence: float) -> Confidence:
    if confidence < MEDIUM_CONFIDENCE_FROM:
        return Confidence.LOW
    return Confidence.MEDIUM if confidence < HIGH_CONFIDENCE_FROM else Confidence.HIGH


def can_score(criteria: Iterable[Criterion]) -> bool:
    """Whether any applicable criterion carries weight: without one there is no fit at all."""
    return any(c.applicable and c.weight > 0 for c in criteria)


def score_fit(
    criteria: Iterable[Criterion],
    ratings: Iterable[Rating],
    on: date,
    *,
    adjudications: Iterable[Adjudication] = (),
    overrides: Iterable[Override] = (),
) -> Fit:
    """The fit on the day ``on``. The order of ratings, adjudications and overrides does not matter.

    Raises FitConfigurationError when no applicable criterion has weight, ValueError on a duplicate criterion, a
    negative weight, a value outside 0 to 5, a criterion that the rubric lacks, or a date after ``on``.
    """
    applicable, standing = _heard(criteria, ratings, adjudications, overrides, on)
    total = sum(c.weight for c in applicable)
    values = {c.key: value for c in applicable if (value := standing.value_of(c.key)) is not None}
    rated = sum(c.weight for c in applicable if c.key in values)
    coverage = rated / total
    score = low = high = None
    if rated and coverage >= MIN_COVERAGE:
        score = 100 * sum(c.weight * values[c.key] for c in applicable if c.key in values) / (MAX_RATING * rated)
        low = score * coverage
        high = low + 100 * (1 - coverage)
    curve = _ConfidenceCurve(tuple((c.weight, standing.evidence_of(c.key)) for c in applicable), total, standing.newest)
    confidence, doubts = curve.at(on), standing.doubts(applicable)
    return Fit(
        score=score,
        coverage=coverage,
        low=low,
        high=high,
        confidence=confidence,
        level=confidence_level(confidence),
        disputed=doubts.disputed,
        blocked_by=doubts.blocked_by,
        uncleared=tuple(c.key for c in applicable if c.gate and standing.is_uncleared(c.key)),
        medium_from=curve.first_day_under(HIGH_CONFIDENCE_FROM),
        low_from=curve.first_day_under(MEDIUM_CONFIDENCE_FROM),
    )


def doubts_about(
    criteria: Iterable[Criterion],
    ratings: Iterable[Rating],
    on: date,
    *,
    adjudications: Iterable[Adjudication] = (),
    overrides: Iterable[Override] = (),
) -> Doubts:
    """What `score_fit` says of them, for whom the score itself is of no use: it takes most of the time."""
    applicable, standing = _heard(criteria, ratings, adjudications, overrides, on)
    return standing.doubts(applicable)


def _heard(
    criteria: Iterable[Criterion],
    ratings: Iterable[Rating],
    adjudications: Iterable[Adjudication],
    overrides: Iterable[Override],
    on: date,
) -> tuple[Sequence[Criterion], "_Standing"]:
    """The criteria that apply, and what stands on each."""
    rubric = _rubric(criteria)
    standing = _Standing.of(rubric, ratings, adjudications, overrides, on)
    applicable = [c for c in rubric.values() if c.applicable]
    if not can_score(applicable):
        raise FitConfigurationError("fit needs at least one applicable criterion with a weight above 0")
    return applicable, standing


def _rubric(criteria: Iterable[Criterion]) -> dict[Hashable, Criterion]:
    rubric: dict[Hashable, Criterion] = {}
    for criterion in criteria:
        if criterion.key in rubric:
            raise ValueError(f"criterion {criterion.key!r} is listed twice")
        if criterion.weight < 0:
            raise ValueError(f"criterion {criterion.key!r} has a negative weight")
        rubric[criterion.key] = criterion
    return rubric


def _check(entry: Rating | Adjudication | Override, rubric: Mapping[Hashable, Criterion], on: date) -> None:
    if entry.criterion not in rubric:
        raise ValueError(f"{entry.criterion!r} is not one of the brand's criteria")
    if entry.on > on:
        raise ValueError(f"{entry.criterion!r} carries a date in the future: {entry.on}")
    if not isinstance(entry, Override) and not 0 <= entry.value <= MAX_RATING:
        raise ValueError(f"{entry.criterion!r} is rated {entry.value}, which is not within 0 to {MAX_RATING}")


def _age_weight(on: date, newest: date) -> float:
    """The weight of a rating relative to one of the day ``newest``: halved every 180 days."""
    return exp2(-(newest - on).days / HALF_LIFE_DAYS)


def _came_after(rating: Rating, decision: Adjudication | Override) -> bool:
    """A later rating reopens what was decided. Of one day, the order of writing counts where it is known."""
    if rating.on != decision.on or rating.entered is None or decision.entered is None:
        return rating.on > decision.on
    return rating.entered > decision.entered


def let_pass(ratings: Iterable[Rating], overrides: Iterable[Override]) -> frozenset[Hashable]:
    """The criteria that a standing override lets pass: nobody rated them after it."""
    rated = list(ratings)
    return frozenset(
        override.criterion
        for override in overrides
        if not any(rating.criterion == override.criterion and _came_after(rating, override) for rating in rated)
    )


@dataclass(frozen=True, slots=True)
class _Standing:
    """What stands on each criterion. Weights are relative to the newest rating, so they do not depend on the day."""

    latest: Mapping[Hashable, Sequence[Rating]]
    adjudicated: Mapping[Hashable, float]
    overridden: frozenset[Hashable]
    newest: date | None

    @classmethod
    def of(
        cls,
        rubric: Mapping[Hashable, Criterion],
        ratings: Iterable[Rating],
        adjudications: Iterable[Adjudication],
        overrides: Iterable[Override],
        on: date,
    ) -> "_Standing":
        by_reviewer: dict[tuple[Hashable, Hashable], Rating] = {}
        for rating in ratings:
            _check(rating, rubric, on)
            known = by_reviewer.get((rating.criterion, rating.reviewer))
            # Two by one reviewer on one day: the lower one, so that the order of the input cannot matter.
            if known is None or (rating.on, -rating.value) > (known.on, -known.value):
                by_reviewer[rating.criterion, rating.reviewer] = rating
        latest: defaultdict[Hashable, list[Rating]] = defaultdict(list)
        for rating in sorted(by_reviewer.values(), key=lambda r: (r.on, r.value)):
            latest[rating.criterion].append(rating)

        def still_stands(decision: Adjudication | Override) -> bool:
            _check(decision, rubric, on)
            return not any(_came_after(rating, decision) for rating in latest.get(decision.criterion, ()))

        decisions = sorted(filter(still_stands, adjudications), key=lambda a: (a.on, -a.value))
        return cls(
            latest=latest,
            adjudicated={a.criterion: a.value for a in decisions},
            overridden=frozenset(o.criterion for o in filter(still_stands, overrides)),
            newest=max((r.on for r in by_reviewer.values()), default=None),
        )

    def doubts(self, criteria: Sequence[Criterion]) -> Doubts:
        return Doubts(
            disputed=tuple(c.key for c in criteria if self.is_disputed(c.key)),
            blocked_by=tuple(c.key for c in criteria if c.gate and self.is_blocking(c.key)),
        )

    def value_of(self, key: Hashable) -> float | None:
        """The adjudicated value, else the age-weighted mean of the reviewers' latest; None when nobody rated."""
        if key in self.adjudicated:
            return self.adjudicated[key]
        ratings = self.latest.get(key, ())
        if not ratings:
            return None
        # Relative to this criterion's own newest, so that a rating of centuries ago still weighs something by itself.
        weights = [_age_weight(r.on, ratings[-1].on) for r in ratings]
        return sum(w * r.value for w, r in zip(weights, ratings, strict=True)) / sum(weights)

    def evidence_of(self, key: Hashable) -> float:
        return sum(_age_weight(r.on, self.newest or r.on) for r in self.latest.get(key, ()))

    def is_disputed(self, key: Hashable) -> bool:
        values = [r.value for r in self.latest.get(key, ())]
        return key not in self.adjudicated and bool(values) and max(values) - min(values) >= DISPUTE_SPREAD

    def is_blocking(self, key: Hashable) -> bool:
        if key in self.overridden:
            return False
        if key in self.adjudicated:
            return self.adjudicated[key] == 0
        return any(r.value == 0 for r in self.latest.get(key, ()))

    def is_uncleared(self, key: Hashable) -> bool:
        return key not in self.overridden and self.value_of(key) is None


@dataclass(frozen=True, slots=True)
class _ConfidenceCurve:
    """Confidence over time: Σ(weight · n/(n+1)) / total, where every n halves each 180 days after the newest rating."""

    evidence: Sequence[tuple[float, float]]
    total: float
    newest: date | None

    def at(self, on: date) -> float:
        return 0.0 if self.newest is None else self._after((on - self.newest).days)

    def _after(self, days: int) -> float:
        decay = exp2(-days / HALF_LIFE_DAYS)
        # Divided once, at the end: with today's ratings alone the sum is then exact, and so are the level's boundaries.
        return sum(weight * (n := evidence * decay) / (n + 1) for weight, evidence in self.evidence) / self.total

    def first_day_under(self, threshold: float) -> date | None:
        """The first day on which confidence is under ``threshold``, by bisection: it falls steadily."""
        if self.newest is None:
            return None
        # c < n, so once the strongest evidence has decayed under the threshold the day has surely come.
        evidence = max((n for _, n in self.evidence), default=0.0)
        under, first = -1, max(1, ceil(HALF_LIFE_DAYS * log2(max(evidence / threshold, 1))) + 1)
        while first - under > 1:
            middle = (under + first) // 2
            if self._after(middle) < threshold:
                first = middle
            else:
                under = middle
        return self.newest + timedelta(days=first)
