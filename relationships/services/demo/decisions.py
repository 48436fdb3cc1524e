"""The sample's advice, worked out by the product itself, and some of it dismissed or overridden with a reason."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from relationships.domain.playbooks.advice import DRIFT, Severity, fingerprint
from relationships.models import AdviceDecision
from relationships.services.advice import Given, Reading, keep, readings
from relationships.services.demo.agency import Agency
from relationships.services.demo.batches import Batches

_DISMISSED = (
    "Talked on the phone; nothing to do before the fair.",
    "Known, and agreed with the lead.",
    "On parental leave: not before spring.",
    "The figures were checked with the creator’s own statistics.",
)
_OVERRIDDEN = ("Legal has the signed copy; the scan follows.", "Decided in the weekly meeting: the risk is small.")
_SHARE_DISMISSED, _SHARE_OVERRIDDEN = 0.05, 0.03


def advise_sample(ids: Sequence[int], agency: Agency, today: date, rng: Random, into: Batches) -> None:
    """Keep drift, ladder and standing advice of the new relationships ``ids``, with decisions about some of it."""
    read = readings(ids, today)
    decided = {pk: replace(reading, given=_decide(pk, reading, agency, rng, into)) for pk, reading in read.items()}
    into[AdviceDecision].write()
    keep(decided)


def _decide(pk: int, reading: Reading, agency: Agency, rng: Random, into: Batches) -> Sequence[Given]:
    return [
        Given(one.advice, _decision(pk, one, reading.on, agency, rng, into))
        if one.advice.severity in DRIFT and rng.random() < _SHARE_DISMISSED
        else one
        for one in reading.given
    ]


def _decision(relationship: int, one: Given, today: date, agency: Agency, rng: Random, into: Batches) -> AdviceDecision:
    """A block is now and then let pass by the lead; everything else is dismissed by who works on it."""
    overridden = one.advice.severity is Severity.BLOCK and rng.random() < _SHARE_OVERRIDDEN / _SHARE_DISMISSED
    kind = AdviceDecision.Kind.OVERRIDDEN if overridden else AdviceDecision.Kind.DISMISSED
    values = {
        "relationship_id": relationship,
        "code": one.advice.code.value,
        "kind": kind.value,
        "facts": fingerprint(one.advice),
        "reason": rng.choice(_OVERRIDDEN if overridden else _DISMISSED),
        "until": today + timedelta(days=rng.randrange(5, 70)),
        "decided_by_id": agency.lead.pk,
        "decided_on": today - timedelta(days=rng.randrange(10)),
    }
    into[AdviceDecision].add(**values)
    return AdviceDecision(**values)
