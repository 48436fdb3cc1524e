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
    works = sorted(beside["work"][pk], key=_dated)
    last = _work(works[-1]) if works else None
    newest = next((said for said in reversed(works) if _holds(said, on.isoformat())), None)
    running = last if last and newest is works[-1] else newest and _work(newest)
    came = [(ContributionKind(said["kind"]), _day(said["happened_on"])) for said in beside["contribution"][pk]]
    known = [(kind, day) for kind, day in came if day is not None]
    return {
        "last": last,
        "ends_on": running.ends_on if running else None,
        "promises": promises(running.promised, delivered(known, running.starts_on, running.ends_on, on))
        if running
        else (),
    }


# Days are compared as the ISO texts that they come as: of all that was agreed one or two are shown.


def _dated(said: Mapping[str, Any]) -> tuple[str, int]:
    """Where it stands in time; what has no day at all comes before everything else."""
    return (said["live_on"] or said["starts_on"] or said["agreed_on"] or "")[:10], said["id"]


def _holds(said: Mapping[str, Any], on: str) -> bool:
    """Whether it is an ambassador agreement that holds on that day."""
    begins, ends = said["starts_on"], said["ends_on"]
    begun = begins is None or begins[:10] <= on
    return (
        said["kind"] == Kind.AMBASSADOR
        and said["status"] != Status.COMPLETED
        and begun
        and (ends is None or ends[:10] >= on)
    )


def _work(said: Mapping[str, Any]) -> Work:
    own: dict[str, Any] = {name: said[name] for name in ("id", "title", "kind", "status")}
    days: dict[str, Any] = {name: _day(said[name]) for name in _DAYS}
    return Work(**own, **days, promised={kind: said[column] for kind, column in _PROMISED.items()})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
