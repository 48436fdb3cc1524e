"""Relationships whose fit somebody has to look at: why, which criteria are open, and when somebody last rated."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from relationships.domain import fit as rules
from relationships.domain.fit_review import ReviewReason, review_reasons
from relationships.models import Adjudication, FitCriterion, GateOverride, Rating
from relationships.querysets.keyset import Record
from relationships.reports.relationship_rows import BRANDS, RELATIONSHIPS, Beside, Part, RelationshipRow, rows_with
from relationships.services.clock import organisation_today
from relationships.services.fits import Evidence


@dataclass(frozen=True, slots=True)
class OpenCriterion:
    """One line of the rubric that waits for somebody. ``state``: "blocked", "disputed" or "unrated"."""

    name: str
    is_gate: bool
    state: str


@dataclass(slots=True, kw_only=True)
class FitReviewRow(RelationshipRow):
    """``criteria`` counts those of the brand. ``last_rated_on`` is None where nobody rated, ``reviewers`` who did."""

    reasons: Sequence[ReviewReason]
    criteria: int
    open: Sequence[OpenCriterion]
    last_rated_on: date | None
    reviewers: int

    @property
    def is_untouched(self) -> bool:
        """Whether all of its criteria wait for a first rating."""
        return len(self.open) == self.criteria and all(one.state == "unrated" for one in self.open)

    @property
    def is_disputed(self) -> bool:
        return ReviewReason.DISPUTED in self.reasons


def _named(*columns: str) -> Mapping[str, str]:
    return {column: column for column in columns}


def _said(kind: str, model: Any, *columns: str) -> Part:
    rows = model._default_manager.filter(relationship__in=[RELATIONSHIPS])
    return Part(kind, rows, "relationship_id", _named("criterion_id", *columns))


_PARTS = (
    Part(
        "criterion",
        FitCriterion.objects.filter(brand__in=[BRANDS], is_applicable=True),
        "brand_id",
        _named("id", "name", "weight", "is_gate", "position"),
    ),
    _said("rating", Rating, "reviewer_id", "value", "rated_on", "updated_at"),
    _said("adjudication", Adjudication, "value", "decided_on", "updated_at"),
    _said("override", GateOverride, "decided_on", "updated_at"),
)


_SAID = ("rating", "adjudication", "override")
#: What was said about one relationship, by kind.
Said = Mapping[str, Sequence[Mapping[str, Any]]]


def fit_review_rows(records: Sequence[Record]) -> Sequence[FitReviewRow]:
    """One query for all that stands beside the rows."""
    today, on = timezone.localdate(), organisation_today()
    rubrics: dict[int, _Rubric] = {}

    def more(record: Mapping[str, Any], beside: Beside) -> Mapping[str, Any]:
        brand = record["brand_id"]
        if brand not in rubrics:
            rubrics[brand] = _Rubric.of(beside["criterion"][brand])
        said = {kind: rubrics[brand].about(beside[kind][record["id"]]) for kind in _SAID}
        return _more(record, said, rubrics[brand], today, on)

    return rows_with(FitReviewRow, records, _PARTS, more)


@dataclass(frozen=True, slots=True)
class _Rubric:
    """A brand's criteria in their order: as they are called, and as the rules know them. ``untouched``: all of them,
    waiting for somebody; none where the rubric cannot give a score."""

    named: Mapping[int, Mapping[str, Any]]
    criteria: list[rules.Criterion]
    untouched: Sequence[OpenCriterion]

    @classmethod
    def of(cls, lines: Sequence[Mapping[str, Any]]) -> "_Rubric":
        named = {line["id"]: line for line in sorted(lines, key=lambda line: (line["position"], line["id"]))}
        criteria = [rules.Criterion(key, line["weight"], bool(line["is_gate"])) for key, line in named.items()]
        untouched = [_waiting(line, "unrated") for line in named.values()] if rules.can_score(criteria) else []
        return cls(named, criteria, untouched)

    def about(self, said: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
        """Without what names another brand's criterion, or one that does not apply: it says nothing here."""
        return [one for one in said if one["criterion_id"] in self.named]


def _waiting(line: Mapping[str, Any], state: str) -> OpenCriterion:
    return OpenCriterion(line["name"], bool(line["is_gate"]), state)


def _more(record: Mapping[str, Any], said: Said, rubric: _Rubric, today: date, on: date) -> Mapping[str, Any]:
    ratings = said["rating"]
    return {
        "reasons": review_reasons(
            today,
            rated=record["fit_rated"],
            low_from=record["confidence_low_from"],
            disputed=record["fit_disputed"],
            blocked=record["fit_blocked"],
        ),
        "criteria": len(rubric.criteria),
        "open": _open(record, said, rubric, on),
        "last_rated_on": _day(max(rating["rated_on"] for rating in ratings)) if ratings else None,
        "reviewers": len({rating["reviewer_id"] for rating in ratings}),
    }


def _open(record: Mapping[str, Any], said: Said, rubric: _Rubric, on: date) -> Sequence[OpenCriterion]:
    """What blocks first, then what is disputed, then what nobody rated; each in the rubric's order."""
    # About most of them nobody has said anything, or nothing that anybody disputes: the row knows.
    if not rubric.untouched or not any(said.values()):
        return rubric.untouched
    settled = {one["criterion_id"] for kind in ("rating", "adjudication") for one in said[kind]}
    waiting: list[tuple[str, Iterable[Any]]] = []
    if record["fit_blocked"] or record["fit_disputed"] or said["override"]:
        evidence = _evidence(said, rubric)
        doubts = evidence.doubts(on)
        waiting = [("blocked", doubts.blocked_by), ("disputed", doubts.disputed)] if doubts else []
        settled |= rules.let_pass(evidence.ratings, evidence.overrides)
    waiting.append(("unrated", [key for key in rubric.named if key not in settled]))
    return [_waiting(rubric.named[key], state) for state, found in waiting for key in found]


def _evidence(said: Said, rubric: _Rubric) -> Evidence:
    def told(kind: str, on: str, entry: Any, *names: str) -> list[Any]:
        return [entry(*(one[name] for name in names), _day(one[on]), _moment(one)) for one in said[kind]]

    return Evidence(
        rubric.criteria,
        told("rating", "rated_on", rules.Rating, "criterion_id", "reviewer_id", "value"),
        told("adjudication", "decided_on", rules.Adjudication, "criterion_id", "value"),
        told("override", "decided_on", rules.Override, "criterion_id"),
    )


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])


def _moment(said: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(said["updated_at"])
