"""Ambassadors: what came last, what was promised and came, and until when the agreement runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from relationships.domain.ambassadorship import delivered
from relationships.domain.collaborations import COUNTED, Kind, Status
from relationships.domain.ladder import ContributionKind, Promise, promises
from relationships.models import Collaboration, Contribution
from relationships.querysets.keyset import Record
from relationships.reports.relationship_rows import RELATIONSHIPS, Beside, Part, RelationshipRow, rows_with
from relationships.services.clock import organisation_today

_DAYS = ("agreed_on", "starts_on", "ends_on", "live_on")
_PROMISED: Mapping[ContributionKind, str] = {
    ContributionKind.COCREATION: "cocreations_promised",
    ContributionKind.REVIEW: "reviews_promised",
    ContributionKind.INSIGHT: "insights_promised",
}


@dataclass(frozen=True, slots=True)
class Work:
    """One agreed piece of work; what is not known of it is None or ""."""

    id: int
    title: str
    kind: str
    status: str
    agreed_on: date | None
    starts_on: date | None
    ends_on: date | None
    live_on: date | None
    promised: Mapping[ContributionKind, int | None]

    @property
    def dated(self) -> date:
        """Where it stands in time; what has no day at all comes before everything else."""
        return self.live_on or self.starts_on or self.agreed_on or date.min

    def holds(self, on: date) -> bool:
        """Whether it is an ambassador agreement that holds on that day."""
        begun = self.starts_on is None or self.starts_on <= on
        return self.kind == Kind.AMBASSADOR and self.status != Status.COMPLETED and begun and not self.is_over(on)

    def is_over(self, on: date) -> bool:
        return self.ends_on is not None and self.ends_on < on


@dataclass(slots=True, kw_only=True)
class AmbassadorRow(RelationshipRow):
    """``last`` is the newest piece of work; ``ends_on`` the end of the agreement that holds, None while it is open."""

    last: Work | None
    ends_on: date | None
    promises: Sequence[Promise]

    @property
    def promised(self) -> int:
        return sum(line.promised or 0 for line in self.promises)

    @property
    def kept(self) -> int:
        """What came of what was promised; more than that of one kind makes up for no other."""
        return sum(min(line.promised or 0, line.delivered) for line in self.promises)


_PARTS = (
    Part(
        "work",
        Collaboration.objects.filter(relationship__in=[RELATIONSHIPS], status__in=COUNTED),
        "relationship_id",
        {column: column for column in ("id", "title", "kind", "status", *_DAYS, *_PROMISED.values())},
    ),
    Part(
        "contribution",
        Contribution.objects.filter(relationship__in=[RELATIONSHIPS]),
        "relationship_id",
        {"kind": "kind", "happened_on": "happened_on"},
    ),
)


def ambassador_rows(records: Sequence[Record]) -> Sequence[AmbassadorRow]:
    """One query for all that stands beside the rows."""
    on = organisation_today()
    return rows_with(AmbassadorRow, records, _PARTS, lambda record, beside: _more(record["id"], beside, on))


def _more(pk: int, beside: Beside, on: date) -> Mapping[str, Any]:
    works = [_work(said) for said in beside["work"][pk]]
    running = max((work for work in works if work.holds(on)), key=lambda work: (work.dated, work.id), default=None)
    came = [(ContributionKind(said["kind"]), _day(said["happened_on"])) for said in beside["contribution"][pk]]
    known = [(kind, day) for kind, day in came if day is not None]
    return {
        "last": max(works, key=lambda work: (work.dated, work.id), default=None),
        "ends_on": running.ends_on if running else None,
        "promises": promises(running.promised, delivered(known, running.starts_on, running.ends_on, on))
        if running
        else (),
    }


def _work(said: Mapping[str, Any]) -> Work:
    own: dict[str, Any] = {name: said[name] for name in ("id", "title", "kind", "status")}
    days: dict[str, Any] = {name: _day(said[name]) for name in _DAYS}
    return Work(**own, **days, promised={kind: said[column] for kind, column in _PROMISED.items()})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
