"""Facts written in few words: days are counted from today, and what is not said is quiet.

A relationship made by `facts` without more gives no advice for any tier, so a test says only what its rule is about.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from relationships.domain.collaborations import HistoryKind, Kind, Status
from relationships.domain.compensation import Compensation
from relationships.domain.fit import Confidence
from relationships.domain.ladder import LadderChoice
from relationships.domain.playbooks.advice import Advice, Code
from relationships.domain.playbooks.facts import (
    AudienceFacts,
    CollaborationFacts,
    Facts,
    FitFacts,
    RivalFacts,
    TouchFacts,
)
from relationships.domain.playbooks.norms import Playbook
from relationships.domain.playbooks.rules import advise
from relationships.domain.playbooks.specs import build
from relationships.domain.playbooks.starting import starting_norms
from relationships.domain.relationships import Channel, Direction, Purpose, Stage, Through
from relationships.domain.tiers import Tier

TODAY = date(2026, 6, 10)
FOLLOWERS = {Tier.NANO: 3_000, Tier.MICRO: 20_000, Tier.MACRO: 300_000, Tier.MEGA: 20_000_000, Tier.UNKNOWN: None}


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def _playbooks() -> Mapping[Tier, Playbook]:
    values: defaultdict[Tier, dict[str, Any]] = defaultdict(dict)
    origins: defaultdict[Tier, dict[str, Any]] = defaultdict(dict)
    for norm in starting_norms():
        values[norm.tier][norm.key] = norm.value
        origins[norm.tier][norm.key] = norm.origin
    return {tier: build(tier, values[tier], origins[tier]) for tier in Tier}


#: What a new house starts with.
PLAYBOOKS = _playbooks()

_WORDS: Mapping[str, Any] = {
    "kind": Kind, "status": Status, "compensation": Compensation, "tier_agreed": Tier, "direction": Direction,
    "channel": Channel, "purpose": Purpose, "stage": Stage, "history": HistoryKind, "ladder_choice": LadderChoice,
    "through": Through,
}  # fmt: skip
_MONEY = ("fee", "product_value", "commission_percent")


def _read(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _MONEY:
        return Decimal(value)
    if isinstance(value, int) and not isinstance(value, bool) and name.endswith(("_on", "_until", "_from", "since")):
        return day(value)
    return _WORDS[name](value) if name in _WORDS else value


def _made(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _read(name, value) for name, value in said.items()}


def work(id: int | None = 1, **said: Any) -> CollaborationFacts:  # noqa: A002 - the field's own name
    """A collaboration called after its id; "live" and "completed" ones carry their disclosure proof."""
    made = {"title": f"C{id}", "disclosure_proof": True, "currency": "EUR", **_made(said)}
    return CollaborationFacts(id=id, **made)


def touch(on: int, direction: str = "outbound", **said: Any) -> TouchFacts:
    return TouchFacts(on=day(on), direction=Direction(direction), **_made(said))


def rival(**said: Any) -> RivalFacts:
    return RivalFacts(**_made(said))


def fit(
    score: float | None = 80, coverage: float = 1, level: Confidence | None = Confidence.HIGH, **said: Any
) -> FitFacts:
    """Rated fully and well, with one reviewer on each gate; ``level`` is today's confidence."""
    falls = {
        Confidence.HIGH: (day(100), day(200)),
        Confidence.MEDIUM: (day(-100), day(100)),
        Confidence.LOW: (day(-200), day(-100)),
        None: (None, None),
    }
    medium_from, low_from = falls[level]
    return FitFacts(
        score=score,
        coverage=coverage,
        rated=level is not None,
        **{"medium_from": medium_from, "low_from": low_from, "gate_reviewers": 2, **_made(said)},
    )


def audience(
    rate: str | None = None, network: str = "instagram", basis: str = "followers", *counts: tuple[int, int]
) -> AudienceFacts:
    return AudienceFacts(
        network=network,
        engagement_rate=None if rate is None else Decimal(rate),
        engagement_basis=basis,
        followers=tuple((day(on), count) for on, count in counts),
    )


def facts(tier: Tier = Tier.MICRO, *collaborations: CollaborationFacts, **said: Any) -> Facts:
    """A relationship in good order: the notice was given, the last touch was yesterday, the fit is known and high."""
    quiet: dict[str, Any] = {
        "tier": tier,
        "followers": FOLLOWERS[tier],
        "on_file_since": day(-400),
        "since": day(-400),
        "notice_given_on": day(-399),
        "fit": fit(),
        "touches": (touch(-2, "inbound"), touch(-1)),
    }
    return Facts(**{**quiet, "collaborations": collaborations, **_made(said)})


def playbook(tier: Tier, **norms: Any) -> Playbook:
    """The starting one, with some norms changed."""
    return replace(PLAYBOOKS[tier], **norms)


def advice(code: Code, of: Facts, on: date = TODAY, norms: Playbook | None = None) -> Advice | None:
    found = [one for one in advise(of, norms or PLAYBOOKS[of.tier], on) if one.code == code]
    assert len(found) <= 1
    return found[0] if found else None


def severity(code: Code, of: Facts, on: date = TODAY, norms: Playbook | None = None) -> str | None:
    """ "block", "warn" or "info"; None where the rule is silent."""
    found = advice(code, of, on, norms)
    return found.severity.value if found else None


def asked(of: Facts, on: date = TODAY) -> tuple[str, ...]:
    """What there is to find out."""
    found = advice(Code.FIND_OUT, of, on)
    return found.missing if found else ()
