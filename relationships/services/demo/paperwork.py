"""Invented paperwork of an agreement: its days, terms, label and payment; some of it missing, as in life."""

from datetime import date, timedelta
from random import Random
from typing import Any

from relationships.domain.collaborations import Kind, Status
from relationships.domain.compensation import Compensation
from relationships.domain.tiers import Tier

SMALL = (Tier.NANO, Tier.MICRO)
_ROUNDS = {Tier.NANO: 0, Tier.MICRO: 1, Tier.UNKNOWN: 1, Tier.MACRO: 2, Tier.MEGA: 2}
_PRODUCTS = (
    "The refill set",
    "Size M, in green",
    "The starter box",
    "Two jars of the new sauce",
    "As the brand suggests",
)
_LABELS = ("#ad", "#gifted", "Publicité", "Paid partnership", "Collaboration commerciale")
_RIGHTS = ("paid social", "own channels, with name", "newsletter and shop", "paid social and out of home")
_GIVES = ("First look at every range", "A box each season, 10% for followers", "A share of the sales, invitations")
#: From this much (EUR) on most people in France remember the contract.
_CONTRACT_IN_MIND = 700


def days_of_work(rng: Random, kind: Kind, status: Status, start: date, end: date | None, today: date) -> dict[str, Any]:
    """When it was agreed, and when its content went live or is planned to."""
    days: dict[str, Any] = {"agreed_on": min(today, start - timedelta(days=rng.randrange(5, 40)))}
    if status is Status.AGREED:
        if start > today and rng.random() < 0.5:
            days["live_on"] = start + timedelta(days=rng.randrange(1, 10))
        return days
    if kind is Kind.AMBASSADOR and status is Status.LIVE:
        recent = min(60 if rng.random() < 0.7 else 200, (today - start).days)
        days["live_on"] = today - timedelta(days=rng.randrange(recent + 1))
    else:
        last = min(today, end or today)
        days["live_on"] = start + timedelta(days=rng.randrange(min(14, (last - start).days) + 1))
    if rng.random() < (0.92 if status is Status.COMPLETED else 0.35):
        days["accepted_on"] = min(today, days["live_on"] + timedelta(days=rng.randrange(1, 6)))
    return days


def goods(rng: Random, tier: Tier, status: Status, values: dict[str, Any], today: date) -> dict[str, Any]:
    """What was sent, and when it arrived; some of it waits for a post."""
    if values["compensation"] == Compensation.PAID:
        return {}
    sent: dict[str, Any] = {"products": rng.choice(_PRODUCTS)} if rng.random() < 0.8 else {}
    start: date = values["starts_on"]
    if status is not Status.AGREED:
        sent["delivered_on"] = max(values["agreed_on"], min(today, start - timedelta(days=rng.randrange(6))))
    elif tier in SMALL and rng.random() < 0.3:
        sent["delivered_on"] = today - timedelta(days=rng.randrange(1, 18))
        sent["agreed_on"] = min(values["agreed_on"], sent["delivered_on"] - timedelta(days=3))
    return sent


def deadline(rng: Random, values: dict[str, Any]) -> dict[str, Any]:
    """Kept by most; a gift has none."""
    live_on: date | None = values.get("live_on")
    if live_on is None or rng.random() < 0.25:
        return {}
    late = rng.random() < 0.12
    due = live_on - timedelta(days=rng.randrange(1, 6)) if late else live_on + timedelta(days=rng.randrange(8))
    return {"deadline_on": max(due, values["agreed_on"])}


def terms(rng: Random, tier: Tier, status: Status, values: dict[str, Any], today: date) -> dict[str, Any]:
    """Contract, rights, exclusivity, label: large bookings mostly have all of it."""
    start, end = values["starts_on"], values["ends_on"]
    latest = max(end or today, values.get("live_on") or today)
    large, thorough = tier not in SMALL and tier is not Tier.UNKNOWN, rng.random() < 0.85
    papers: dict[str, Any] = {"approval_rounds": _ROUNDS[tier]} if thorough or rng.random() < 0.5 else {}
    worth = (values.get("fee") or 0) + (values.get("product_value") or 0)
    in_mind = values["currency"] == "EUR" and worth >= _CONTRACT_IN_MIND
    if rng.random() < (0.97 if large and thorough else 0.9 if in_mind else 0.4 if large else 0.2):
        papers["contract_signed_on"] = min(today, start - timedelta(days=rng.randrange(1, 40)))
    paid = values["compensation"] != Compensation.PRODUCTS
    if rng.random() < (0.97 if large and thorough else 0.3 if large else 0.08 if paid else 0.015):
        papers["exclusivity_from"] = start
        papers["exclusivity_until"] = latest + timedelta(days=rng.randrange(120))
    if rng.random() < (0.97 if large and thorough else 0.3 if large else 0.1 if paid else 0.02):
        papers["usage_rights"] = rng.choice(_RIGHTS)
        papers["usage_rights_until"] = latest + timedelta(days=rng.randrange(30, 400))
    if rng.random() < 0.85:
        papers["disclosure_words"] = rng.choice(_LABELS)
    if status in (Status.LIVE, Status.COMPLETED) and rng.random() < 0.965:
        papers["disclosure_proof"] = f"https://example.com/proof/{rng.randrange(10**6):06}"
    return papers


def payment(rng: Random, values: dict[str, Any], today: date) -> dict[str, Any]:
    if not values.get("fee"):
        return {}
    due: date = (values["ends_on"] or values["starts_on"]) + timedelta(days=30)
    told: dict[str, Any] = {"payment_due_on": due}
    if rng.random() < 0.8:
        told["payment_terms_days"] = 30
    if due < today and rng.random() < 0.94:
        told["paid_on"] = due - timedelta(days=rng.randrange(25))
    return told


def promises(rng: Random, kind: Kind) -> dict[str, Any]:
    if kind is not Kind.AMBASSADOR or rng.random() < 0.2:
        return {}
    return {
        "cocreations_promised": rng.choice((1, 1, 2)),
        "reviews_promised": rng.choice((1, 2, 3)),
        "insights_promised": rng.choice((2, 3, 6)),
        "brand_promises": rng.choice(_GIVES),
    }
