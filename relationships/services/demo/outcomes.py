"""Invented outcomes: what bookings brought and cost, what ambassadors contributed, what was decided and ticked off."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from relationships.domain.collaborations import Kind, Status
from relationships.domain.ladder import ContributionKind, LadderChoice
from relationships.domain.playbooks.norms import Term
from relationships.models import ChecklistTick, Contribution, LadderDecision, Result, User
from relationships.services.demo.batches import Batches
from relationships.services.demo.creators import InventedCreator
from relationships.services.demo.paperwork import SMALL

_SOURCES = ("The creator’s own statistics, by screenshot", "Report of the agency", "Tracking link and shop")
_SAID = {
    ContributionKind.COCREATION: (
        ("A colour of their own", "Chose between four shades with us; it is on sale from May."),
        ("Recipe for the lid", "Three of their ideas were cooked in our kitchen."),
    ),
    ContributionKind.REVIEW: (
        ("Honest review after a month", "Likes the texture, would change the pump."),
        ("Worn for a season", "The seam at the pocket came loose; everything else held."),
    ),
    ContributionKind.INSIGHT: (
        ("Followers ask for smaller sizes", "Eleven comments under the last video ask for a travel size."),
        ("Nobody knows that it can be refilled", "They thought that the refill is a second product."),
    ),
}
_REASONS = {
    LadderChoice.OFFER: "Three good posts and the comments are kind: worth more than one-offs.",
    LadderChoice.NOT_YET: "The last two came late; look again after the summer.",
    LadderChoice.LET_GO: "Moved on to other themes.",
}
_ONE_OFFS_BEFORE_DECISION = 3


def add_result(creator: InventedCreator, collaboration: int, work: dict[str, Any], today: date, into: Batches) -> None:
    """For most finished bookings of large creators and some of small ones."""
    rng, main = creator.rng, creator.main
    measured = 0.4 if creator.tier in SMALL else 0.8
    if work["status"] != Status.COMPLETED or rng.random() >= measured or main is None or not main.followers:
        return
    reach = int(main.followers * rng.uniform(0.15, 0.6)) + 1
    impressions = int(reach * rng.uniform(1.1, 1.6))
    engagements = int(reach * rng.uniform(0.005, 0.07))
    clicks = int(engagements * rng.uniform(0.05, 0.3))
    conversions = int(clicks * rng.uniform(0.01, 0.08))
    told: dict[str, Any] = {}
    if rng.random() < 0.6:
        told = {"clicks": clicks, "conversions": conversions, "revenue": Decimal(conversions * rng.randrange(18, 70))}
        told["margin"] = (told["revenue"] * Decimal("0.45")).quantize(Decimal("0.01"))
    if work.get("product_value") and rng.random() < 0.7:
        told["landed_product_cost"] = (work["product_value"] * Decimal("0.4")).quantize(Decimal("0.01"))
        told["shipping_cost"] = Decimal(rng.randrange(4, 18))
    into[Result].add(
        collaboration_id=collaboration,
        measured_on=min(today, work["live_on"] + timedelta(days=rng.randrange(7, 30))),
        source=rng.choice(_SOURCES),
        reach=reach,
        impressions=impressions,
        engagements=engagements,
        views=int(impressions * 0.8) if main.network in ("youtube", "tiktok") else None,
        currency=work["currency"],
        **told,
    )


def add_contributions(
    rng: Random, relationship: int, works: Sequence[dict[str, Any]], team: Sequence[User], today: date, into: Batches
) -> None:
    """What ambassadors brought beyond posts, within their agreement."""
    for work in works:
        if work["kind"] != Kind.AMBASSADOR or work["status"] not in (Status.LIVE, Status.COMPLETED):
            continue
        last = min(today, work["ends_on"] or today)
        for _ in range(rng.choice((0, 1, 2, 4))):
            kind = rng.choice(list(ContributionKind))
            title, text = rng.choice(_SAID[kind])
            into[Contribution].add(
                relationship_id=relationship,
                kind=kind.value,
                happened_on=work["starts_on"] + timedelta(days=rng.randrange((last - work["starts_on"]).days + 1)),
                title=title,
                text=text,
                noted_by_id=rng.choice(team).pk if team else None,
            )


def add_ladder_decision(
    rng: Random, relationship: int, works: Sequence[dict[str, Any]], team: Sequence[User], today: date, into: Batches
) -> None:
    """After several one-offs somebody mostly decided what is to become of it."""
    one_offs = [
        w for w in works if w["kind"] == Kind.ONE_OFF and w["status"] not in (Status.PROPOSED, Status.CANCELLED)
    ]
    if not team or len(one_offs) < _ONE_OFFS_BEFORE_DECISION - 1 or rng.random() < 0.45:
        return
    choice = rng.choices(list(LadderChoice), (3, 4, 1))[0]
    into[LadderDecision].add(
        relationship_id=relationship,
        choice=choice.value,
        reason=_REASONS[choice],
        decided_by_id=rng.choice(team).pk,
        decided_on=today - timedelta(days=rng.randrange(60)),
    )


def add_tick(
    rng: Random, relationship: int, collaboration: int, work: dict[str, Any], team: Sequence[User], today: date,
    into: Batches,
) -> None:  # fmt: skip
    """Somebody vouches for a term that nothing else on file shows."""
    if work["status"] != Status.AGREED or work.get("exclusivity_until") or not team or rng.random() >= 0.5:
        return
    into[ChecklistTick].add(
        relationship_id=relationship,
        collaboration_id=collaboration,
        term=Term.EXCLUSIVITY.value,
        note="No exclusivity was agreed.",
        ticked_by_id=rng.choice(team).pk,
        ticked_on=min(today, work["agreed_on"] + timedelta(days=2)),
    )
