"""Invented relationships: a creator × a brand with all that hangs on it; row copies by the domain's own rules."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from relationships.domain import collaborations as rules
from relationships.domain.compensation import Compensation
from relationships.domain.relationships import NextActionKind, Stage
from relationships.models import Brand, Collaboration, Relationship, RelationshipTag, User
from relationships.services.demo.agency import Agency
from relationships.services.demo.agreements import invent_collaborations, usual_compensation
from relationships.services.demo.batches import Batches
from relationships.services.demo.creators import THINNER, InventedCreator
from relationships.services.demo.opinions import invent_opinions
from relationships.services.demo.outcomes import add_contributions, add_ladder_decision, add_result, add_tick
from relationships.services.demo.paperwork import SMALL
from relationships.services.demo.touches import add_touches
from relationships.services.derivations import Values
from relationships.services.fits import FIT, fit_values
from relationships.services.work import WORK, work_values

_STAGES = {
    Stage.PROSPECT: 26, Stage.CONTACTED: 15, Stage.NEGOTIATING: 10, Stage.ACTIVE: 31, Stage.DORMANT: 11, Stage.ENDED: 7,
}  # fmt: skip
_Kind = NextActionKind
#: What is planned, and of what kind it is; None where nobody said.
_ACTIONS: Mapping[Stage, tuple[tuple[str, NextActionKind | None], ...]] = {
    Stage.PROSPECT: (
        ("Look at the last ten posts", _Kind.INTERNAL),
        ("Write a first message", _Kind.OUTREACH),
        ("Ask a colleague who knows them", _Kind.INTERNAL),
    ),
    Stage.CONTACTED: (
        ("Write again", _Kind.OUTREACH),
        ("Send the look book", _Kind.OUTREACH),
        ("Call the agent", None),
    ),
    Stage.NEGOTIATING: (
        ("Answer the offer", _Kind.NEGOTIATION),
        ("Send the contract", _Kind.NEGOTIATION),
        ("Agree the dates", None),
    ),
    Stage.ACTIVE: (
        ("Send the next box", _Kind.SHIPMENT),
        ("Ask for the figures", _Kind.CHECK_IN),
        ("Say thank you", _Kind.THANK_YOU),
        ("Talk about next season", _Kind.RENEWAL),
    ),
    Stage.DORMANT: (
        ("Say hello", _Kind.CHECK_IN),
        ("Send the new range", _Kind.SHIPMENT),
        ("Decide: go on or let go", _Kind.INTERNAL),
    ),
    Stage.ENDED: (("Send a farewell gift", _Kind.SHIPMENT),),
}
_NOTES = (
    "Knows our shop from a holiday and talks about it unasked.",
    "Wants to see a contract before any date.",
    "Her followers ask for smaller sizes: worth passing on.",
    "Last delivery went to the old address.",
)


def add_relationship(creator: InventedCreator, brand: Brand, agency: Agency, today: date, into: Batches) -> int:
    """Put a relationship of ``creator`` with ``brand`` and all that hangs on it into the batches; returns its id."""
    rng = creator.rng
    pk = next(into[Relationship].ids)
    stage = rng.choices(list(_STAGES), list(_STAGES.values()))[0]
    followers = creator.main.followers if creator.main else None
    compensation = usual_compensation(rng, creator.tier, followers)
    team = agency.managers[brand.pk]
    owner = rng.choice(team) if team and rng.random() < 0.93 else None
    planned = _next_action(rng, stage, creator.do_not_contact, today)
    works = _add_collaborations(creator, pk, stage, compensation, brand, team, today, into)
    panel = agency.panels[brand.pk]
    share_rated = (0.3 if stage is Stage.PROSPECT else 0.85) / (THINNER if creator.is_thin else 1)
    evidence = invent_opinions(rng, pk, panel, share_rated, today, into)
    fit = fit_values(evidence.score(today)) if evidence else panel.nothing_said
    into[Relationship].add(
        **creator.copies,
        **planned,
        **dict(zip(WORK.columns, _work_values(works, planned["next_action_on"], today), strict=True)),
        **dict(zip(FIT.columns, fit, strict=True)),
        id=pk,
        creator_id=creator.id,
        brand_id=brand.pk,
        brand_sort=brand.name_key,
        owner_id=owner.pk if owner else None,
        owner_sort=owner.name_key if owner else "",
        stage=stage.value,
        compensation="" if stage is Stage.PROSPECT and rng.random() < 0.6 else compensation.value,
        notes=rng.choice(_NOTES) if rng.random() < 0.12 else "",
        last_touch_at=add_touches(creator, pk, stage, team, works, today, into),
        created_at=into[Relationship].stamp - creator.on_file_for * 0.9,
    )
    for tag in rng.sample(agency.tags, 0 if creator.is_thin else rng.choice((0, 0, 0, 1, 1, 2))):
        into[RelationshipTag].add(relationship_id=pk, tag_id=tag.pk)
    return pk


def _next_action(rng: Random, stage: Stage, do_not_contact: bool, today: date) -> dict[str, Any]:
    """What is planned and for when: some of it overdue, some without a day. An objection is mostly heard."""
    nothing: dict[str, Any] = {"next_action": "", "next_action_kind": "", "next_action_on": None}
    if rng.random() < (0.7 if do_not_contact else 0.8 if stage is Stage.ENDED else 0.3):
        return nothing
    action, kind = rng.choice(_ACTIONS[stage])
    planned = {**nothing, "next_action": action, "next_action_kind": kind.value if kind else ""}
    if rng.random() < 0.06:
        return planned
    low, high = rng.choices(((-40, -1), (0, 0), (1, 7), (8, 90)), (18, 7, 30, 45))[0]
    return planned | {"next_action_on": today + timedelta(days=rng.randint(low, high))}


def _add_collaborations(
    creator: InventedCreator,
    pk: int,
    stage: Stage,
    compensation: Compensation,
    brand: Brand,
    team: Sequence[User],
    today: date,
    into: Batches,
) -> list[dict[str, Any]]:
    """The agreements as they were written, with what came of them."""
    works, rng = [], creator.rng
    for values in invent_collaborations(rng, stage, creator.tier, compensation, brand.currency, today):
        collaboration = into[Collaboration].add(
            brand_id=brand.pk,
            **values,
            relationship_id=pk,
            tier_agreed=(creator.was or creator.tier).value if values["status"] in rules.COUNTED else "",
            created_at=into[Collaboration].stamp - timedelta(days=max(0, (today - values["starts_on"]).days)),
        )
        add_result(creator, collaboration, values, today, into)
        add_tick(rng, pk, collaboration, values, team, today, into)
        works.append(values)
    add_contributions(rng, pk, works, team, today, into)
    if creator.tier in SMALL:
        add_ladder_decision(rng, pk, works, team, today, into)
    return works


def _work_values(works: Sequence[dict[str, Any]], next_action_on: date | None, today: date) -> Values:
    agreed = [rules.Collaboration(w["kind"], w["status"], w["starts_on"], w["ends_on"]) for w in works]
    owed = [
        w["payment_due_on"]
        for w in works
        if rules.is_owed(w["status"], w.get("fee"), w.get("paid_on")) and w.get("payment_due_on")
    ]
    return work_values(agreed, next_action_on, owed, today)
