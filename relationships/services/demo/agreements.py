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
from relationships.services.demo import paperwork
from relationships.services.demo.paperwork import SMALL

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
    if tier in SMALL or tier is Tier.UNKNOWN:
        return Compensation.MIXED if (followers or 0) >= _MIXED_FROM else Compensation.PRODUCTS
    return Compensation.PAID


def invent_collaborations(
    rng: Random, stage: Stage, tier: Tier, compensation: Compensation, currency: str, today: date
) -> Iterator[dict[str, Any]]:
    """Values of the collaborations that a relationship in ``stage`` may well have."""
    for kind, status, starts_on, ends_on in _outline(rng, stage, tier, today):
        title = rng.choice(_TITLES) if rng.random() < 0.8 else ""
        values: dict[str, Any] = {
            "kind": kind.value,
            "status": status.value,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "title": title,
            "objective": (title or rng.choice(_TITLES)).lower() if rng.random() < 0.9 else "",
            **_money(rng, tier, compensation, currency),
        }
        is_gift = (
            compensation is Compensation.PRODUCTS and tier in SMALL and kind is Kind.ONE_OFF and rng.random() < 0.35
        )
        if starts_on and status in COUNTED:
            values |= paperwork.days_of_work(rng, kind, status, starts_on, ends_on, today)
            values |= paperwork.goods(rng, tier, status, values, today)
            values |= paperwork.terms(rng, tier, status, values, today)
            values |= paperwork.payment(rng, values, today)
            values |= paperwork.promises(rng, kind)
        yield values | _work(rng, values, tier, is_gift=is_gift)


def _work(rng: Random, values: dict[str, Any], tier: Tier, *, is_gift: bool) -> dict[str, Any]:
    """What is made and by when. A gift asks for nothing; now and then somebody forgets that."""
    forgotten = 0.05 if values["status"] == Status.COMPLETED else 0.3
    if is_gift and rng.random() >= forgotten:
        return {"is_gift": True}
    often = 0.75 if tier in SMALL else 0.95
    made = {"is_gift": is_gift, "deliverables": rng.choice(_DELIVERABLES) if rng.random() < often else ""}
    return made | (paperwork.deadline(rng, values) if "agreed_on" in values else {})


Outline = tuple[Kind, Status, date | None, date | None]


def _outline(rng: Random, stage: Stage, tier: Tier, today: date) -> Iterator[Outline]:
    if stage is Stage.PROSPECT:
        return
    if stage is Stage.CONTACTED:
        if rng.random() < 0.15:
            yield Kind.ONE_OFF, Status.CANCELLED, today - timedelta(days=rng.randrange(40, 300)), None
    elif stage is Stage.NEGOTIATING:
        soon = tier in SMALL or rng.random() < 0.5
        start = today + timedelta(
            days=rng.randrange(5, 60 if tier in SMALL else 26) if soon else rng.randrange(30, 100)
        )
        status = rng.choice((Status.PROPOSED, Status.PROPOSED, Status.AGREED))
        kind = Kind.AMBASSADOR if tier in SMALL and rng.random() < 0.2 else Kind.ONE_OFF
        yield kind, status, start, start + timedelta(days=rng.randrange(90, 180) if kind is Kind.AMBASSADOR else 40)
    else:
        yield from _past(rng, tier, today)
        if stage is Stage.ACTIVE:
            present = _present(rng, tier, today)
            if present[0] is Kind.AMBASSADOR and rng.random() < 0.2:
                yield _before(rng, present)
            yield present
        elif rng.random() < (0.5 if tier in SMALL else 0.1):
            start = today - timedelta(days=rng.randrange(300, 600))
            yield Kind.AMBASSADOR, Status.COMPLETED, start, start + timedelta(days=rng.randrange(90, 250))


def _past(rng: Random, tier: Tier, today: date) -> Iterator[Outline]:
    """Earlier one-offs: small creators come back, large ones mostly do not."""
    for _ in range(rng.choice((0, 1, 1, 2, 3) if tier in SMALL else (0, 0, 1, 1))):
        start = today - timedelta(days=rng.randrange(120, 800))
        status = Status.CANCELLED if rng.random() < 0.07 else Status.COMPLETED
        yield Kind.ONE_OFF, status, start, start + timedelta(days=rng.randrange(10, 60))


def _present(rng: Random, tier: Tier, today: date) -> Outline:
    if rng.random() < (0.55 if tier in SMALL else 0.15):
        start = today - timedelta(days=rng.randrange(5, 330))
        end = None if rng.random() < 0.2 else today + timedelta(days=rng.randrange(0, 200))
        return Kind.AMBASSADOR, rng.choice((Status.AGREED, Status.LIVE, Status.LIVE)), start, end
    start = today - timedelta(days=rng.randrange(-20, 70))
    end = start + timedelta(days=rng.randrange(10, 50))
    status = Status.COMPLETED if end < today else Status.AGREED if start > today else Status.LIVE
    return Kind.ONE_OFF, status, start, end


def _before(rng: Random, present: Outline) -> Outline:
    """The agreement that an ambassadorship renews: it ended the day before."""
    start = present[2] or date.max
    return (
        Kind.AMBASSADOR,
        Status.COMPLETED,
        start - timedelta(days=rng.randrange(100, 190)),
        start - timedelta(days=1),
    )


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
