"""Relationships whose fit somebody has to look at: why, which criteria are open, and when somebody last rated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F
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
    # What names another brand's criterion says nothing about this one.
    rows = model._default_manager.filter(
        relationship__in=[RELATIONSHIPS], criterion__brand_id=F("relationship__brand_id")
    )
    return Part(kind, rows.filter(criterion__is_applicable=True), "relationship_id", _named(*columns))


_PARTS = (
    Part(
        "criterion",
        FitCriterion.objects.filter(brand__in=[BRANDS], is_applicable=True),
        "brand_id",
        _named("id", "name", "weight", "is_gate", "position"),
    ),
    _said("rating", Rating, "criterion_id", "reviewer_id", "value", "rated_on", "updated_at"),
    _said("adjudication", Adjudication, "criterion_id", "value", "decided_on", "updated_at"),
    _said("override", GateOverride, "criterion_id", "decided_on", "updated_at"),
)


def fit_review_rows(records: Sequence[Record]) -> Sequence[FitReviewRow]:
    """One query for all that stands beside the rows."""
    today, on = timezone.localdate(), organisation_today()
    # About most of them nobody has said anything, so that what is open is the same for all of a brand.
    untouched: dict[int, Sequence[OpenCriterion]] = {}
    return rows_with(FitReviewRow, records, _PARTS, lambda record, beside: _more(record, beside, today, on, untouched))


def _more(
    record: Mapping[str, Any], beside: Beside, today: date, on: date, untouched: dict[int, Sequence[OpenCriterion]]
) -> Mapping[str, Any]:
    criteria = sorted(beside["criterion"][record["brand_id"]], key=lambda line: (line["position"], line["id"]))
    evidence = Evidence([rules.Criterion(line["id"], line["weight"], bool(line["is_gate"])) for line in criteria])
    pk = record["id"]
    evidence.ratings = [
        rules.Rating(said["criterion_id"], said["reviewer_id"], said["value"], _day(said["rated_on"]), _moment(said))
        for said in beside["rating"][pk]
    ]
    evidence.adjudications = [
        rules.Adjudication(said["criterion_id"], said["value"], _day(said["decided_on"]), _moment(said))
        for said in beside["adjudication"][pk]
    ]
    evidence.overrides = [
        rules.Override(said["criterion_id"], _day(said["decided_on"]), _moment(said)) for said in beside["override"][pk]
    ]
    if evidence.ratings or evidence.adjudications or evidence.overrides:
        waiting = _open(criteria, evidence, on)
    else:
        if record["brand_id"] not in untouched:
            untouched[record["brand_id"]] = _open(criteria, evidence, on)
        waiting = untouched[record["brand_id"]]
    return {
        "reasons": review_reasons(
            today,
            rated=record["fit_rated"],
            low_from=record["confidence_low_from"],
            disputed=record["fit_disputed"],
            blocked=record["fit_blocked"],
        ),
        "criteria": len(criteria),
        "open": waiting,
        "last_rated_on": max((rating.on for rating in evidence.ratings), default=None),
        "reviewers": len({rating.reviewer for rating in evidence.ratings}),
    }


def _open(criteria: Sequence[Mapping[str, Any]], evidence: Evidence, on: date) -> Sequence[OpenCriterion]:
    """What blocks first, then what is disputed, then what nobody rated; each in the rubric's order."""
    doubts = evidence.doubts(on)
    if doubts is None:
        return []
    settled = {said.criterion for said in evidence.ratings} | {said.criterion for said in evidence.adjudications}
    passed = rules.let_pass(evidence.ratings, evidence.overrides)
    keys = [line["id"] for line in criteria]
    waiting = {
        "blocked": doubts.blocked_by,
        "disputed": doubts.disputed,
        "unrated": [key for key in keys if key not in settled and key not in passed],
    }
    named = {line["id"]: line for line in criteria}
    return [
        OpenCriterion(named[key]["name"], bool(named[key]["is_gate"]), state)
        for state, found in waiting.items()
        for key in found
    ]


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])


def _moment(said: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(said["updated_at"])
