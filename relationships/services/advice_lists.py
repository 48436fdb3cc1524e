"""All advice that is given today, one line at a time: for the command, and for whoever counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from relationships.models import Relationship
from relationships.services.advice import Given, readings
from relationships.services.derivations import id_chunks
from relationships.services.playbooks import playbooks_in_force


@dataclass(frozen=True, slots=True)
class AdviceLine:
    """One advice with the relationship that it is about. ``owner`` is a user name, "" for nobody."""

    relationship_id: int
    creator: str
    brand: str
    owner: str
    tier: str
    given: Given

    def as_json(self) -> dict[str, Any]:
        """Plain values; dates as ISO text. ``decision`` is null while nobody dismissed or overrode the advice."""
        advice, decision = self.given.advice, self.given.decision
        return {
            "relationship": self.relationship_id,
            "creator": self.creator,
            "brand": self.brand,
            "owner": self.owner,
            "tier": self.tier,
            "code": advice.code.value,
            "severity": advice.severity.value,
            "what": advice.what,
            "why": advice.why,
            "source": advice.source,
            "year": advice.year,
            "basis": advice.basis.value,
            "about": list(advice.about),
            "missing": list(advice.missing),
            "stops": sorted(step.value for step in advice.stops),
            "decision": decision
            and {
                "kind": str(decision.kind),
                "reason": decision.reason,
                "by": decision.decided_by.username,
                "on": decision.decided_on.isoformat(),
                "until": decision.until.isoformat(),
            },
        }


def advice_lines(relationships: QuerySet[Relationship], on: date, code: str = "") -> Iterator[AdviceLine]:
    """Relationship by relationship, some thousands read at a time. ``code``: that rule alone.

    Competitors are not named: a command is read by whoever runs it.
    """
    playbooks = playbooks_in_force()
    read = ("pk", "creator__name", "brand__name", "owner__username")
    for ids in id_chunks(relationships):
        found = readings(ids, on, playbooks=playbooks)
        for pk, creator, brand, owner in Relationship.objects.filter(pk__in=ids).order_by("pk").values_list(*read):
            for given in found[pk].given if pk in found else ():
                if not code or given.advice.code == code:
                    yield AdviceLine(pk, creator, brand, owner or "", found[pk].facts.tier.value, given)
