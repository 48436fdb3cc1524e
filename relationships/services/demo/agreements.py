"""Invented agreements: how a creator of some tier is compensated, and the collaborations that a stage implies."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from relationships.domain.collaborations import COUNTED, Kind, Status
from relationships.domain.compensation import Compensation
from relationships.domain.relationships import Stage
from relationships.domain.tiers import Tier

_SMALL = (Tier.NANO, Tier.MICRO)
#: Micro creators above this are usually compensated by both (house default; the study's figures end here).
_MIXED_FROM = 50_000
#: Fees between which each tier is drawn, in whole units of the brand's currency (invented).
_FEES = {
    Tier.NANO: (50, 200),
    Tier.MICRO: (150, 1_200),
    Tier.MACRO: (1_500, 18_000),
    Tier.MEGA: (20_000, 150_000),
    Tier.UNKNOWN: (100, 900),
}
_TITLES = (
    "Spring launch", "Summer kit", "Back to school", "Winter box", "Store opening", "Recipe of the month",
    "Trail weekend", "Product test", "Behind the scenes", "Gift guide",
)  # fmt: skip
_DELIVERABLES = (
    "1 reel and 3 stories within two weeks of delivery",
    "2 videos of at least 60 seconds, one with the product in use",
    "An honest review with pictures; captions by the creator",
    "1 long video with a mention in the first two minutes, link for 60 days",
    "3 stories with a poll, answers passed on to us",
)


def usual_compensation(rng: Random, tier: Tier, followers: int | None) -> Compensation:
    """By the tier's norm mostly; about one in six drifts from it."""
    if rng.random() < 0.16:
        return rng.choice(list(Compensation))
    if tier in _SMALL or tier is Tier.UNKNOWN:
        return Compensation.MIXED if (followers or 0) >= _MIXED_FROM else Compensation.PRODUCTS
    return Compensation.PAID


def invent_collaborations(
    rng: Random, stage: Stage, tier: Tier, compensation: Compensation, currency: str, today: date
) -> Iterator[dict[str, Any]]:
    """Values of the collaborations that a relationship in ``stage`` may well have."""
    for kind, status, starts_on, ends_on in _outline(rng, stage, tier, today):
        values: dict[str, Any] = {
            "kind": kind.value,
            "status": status.value,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "title": rng.choice(_TITLES) if rng.random() < 0.8 else "",
            "deliverables": rng.choice(_DELIVERABLES) if rng.random() < 0.75 else "",
            **_money(rng, tier, compensation, currency),
        }
        if status in COUNTED:
            values |= _paperwork(rng, tier, status, values, today)
        yield values


Outline = tuple[Kind, Status, date | None, date | None]


def _outline(rng: Random, stage: Stage, tier: Tier, today: date) -> Iterator[Outline]:
    if stage is Stage.PROSPECT:
        return
    if stage is Stage.CONTACTED:
        if rng.random() < 0.15:
            yield Kind.ONE_OFF, Status.CANCELLED, today - timedelta(days=rng.randrange(40, 300)), None
    elif stage is Stage.NEGOTIATING:
        start = today + timedelta(days=rng.randrange(5, 60))
        status = rng.choice((Status.PROPOSED, Status.PROPOSED, Status.AGREED))
        yield Kind.ONE_OFF, status, start, start + timedelta(days=rng.randrange(14, 90))
    else:
        yield from _past(rng, tier, today)
        if stage is Stage.ACTIVE:
            yield _present(rng, tier, today)
        elif rng.random() < (0.5 if tier in _SMALL else 0.1):
            start = today - timedelta(days=rng.randrange(300, 600))
            yield Kind.AMBASSADOR, Status.COMPLETED, start, start + timedelta(days=rng.randrange(90, 250))


def _past(rng: Random, tier: Tier, today: date) -> Iterator[Outline]:
    """Earlier one-offs: small creators come back, large ones mostly do not."""
    for _ in range(rng.choice((0, 1, 1, 2, 3) if tier in _SMALL else (0, 0, 1, 1))):
        start = today - timedelta(days=rng.randrange(120, 800))
        status = Status.CANCELLED if rng.random() < 0.07 else Status.COMPLETED
        yield Kind.ONE_OFF, status, start, start + timedelta(days=rng.randrange(10, 60))


def _present(rng: Random, tier: Tier, today: date) -> Outline:
    if rng.random() < (0.55 if tier in _SMALL else 0.15):
        start = today - timedelta(days=rng.randrange(5, 330))
        end = None if rng.random() < 0.2 else today + timedelta(days=rng.randrange(0, 200))
        return Kind.AMBASSADOR, rng.choice((Status.AGREED, Status.LIVE, Status.LIVE)), start, end
    start = today - timedelta(days=rng.randrange(-20, 70))
    end = start + timedelta(days=rng.randrange(10, 50))
    status = Status.COMPLETED if end < today else Status.AGREED if start > today else Status.LIVE
    return Kind.ONE_OFF, status, start, end


def _money(rng: Random, tier: Tier, compensation: Compensation, currency: str) -> dict[str, Any]:
    values: dict[str, Any] = {"compensation": compensation.value, "currency": currency}
    if compensation is not Compensation.PRODUCTS:
        low, high = _FEES[tier]
        values["fee"] = Decimal(round(low * (high / low) ** rng.random(), -1))
    if compensation is not Compensation.PAID:
        values["product_value"] = Decimal(rng.randrange(20, 400))
    if rng.random() < 0.12:
        values["commission_percent"] = Decimal(rng.choice((5, 8, 10, 15)))
    return values


def _paperwork(rng: Random, tier: Tier, status: Status, values: dict[str, Any], today: date) -> dict[str, Any]:
    """Contract, rights, label and payment; some of it missing, as in life."""
    start, end = values["starts_on"], values["ends_on"]
    papers: dict[str, Any] = {}
    large = tier not in _SMALL
    if rng.random() < (0.85 if large else 0.2):
        papers["contract_signed_on"] = min(today, start - timedelta(days=rng.randrange(1, 40)))
    if rng.random() < (0.5 if large else 0.08):
        papers["exclusivity_until"] = (end or today) + timedelta(days=rng.randrange(0, 120))
    if rng.random() < (0.6 if large else 0.1):
        papers["usage_rights_until"] = (end or today) + timedelta(days=rng.randrange(30, 400))
    if status in (Status.LIVE, Status.COMPLETED) and rng.random() < 0.85:
        papers["disclosure_proof"] = f"https://example.com/proof/{rng.randrange(10**6):06}"
    if values.get("fee"):
        due = (end or start) + timedelta(days=30)
        papers["payment_due_on"] = due
        if due < today and rng.random() < 0.92:
            papers["paid_on"] = due - timedelta(days=rng.randrange(0, 25))
    return papers
