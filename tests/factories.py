"""Small builders: one row each, believable and unique by default, every column open to the test that needs it.

They go through `save()`, so the copies that hang on a row are kept true as in the product.
"""

from __future__ import annotations

from datetime import date, datetime
from itertools import count
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from relationships.domain.collaborations import COUNTED, Kind, Status
from relationships.domain.compensation import Compensation
from relationships.models import (
    Account,
    Adjudication,
    Agent,
    Brand,
    Brief,
    Category,
    ChecklistTick,
    Collaboration,
    Competitor,
    Creator,
    CreatorCategory,
    FitCriterion,
    GateOverride,
    LadderDecision,
    Membership,
    Rating,
    Relationship,
    RelationshipTag,
    Result,
    Tag,
    Touchpoint,
    User,
)
from relationships.services.clock import organisation_today

_numbers = count(1)

#: Fulfils the house's rules for passwords; what `make_user` gives when a test wants to log in by form.
PASSWORD = "correct horse battery"


def make_user(username: str = "", *, group: str = "", brands: tuple[Brand, ...] = (), **values: Any) -> User:
    """A member of staff, in the group and in the teams of ``brands``. ``is_superuser=True`` makes a superuser."""
    values = {"is_staff": True, "username": username or f"user{next(_numbers)}", **values}
    password = values.pop("password", None)
    user = User(**values)
    user.set_password(password) if password else user.set_unusable_password()
    user.save()
    if group:
        user.groups.add(Group.objects.get(name=group))
    for brand in brands:
        Membership.objects.create(brand=brand, user=user)
    return user


def make_viewer(*brands: Brand, **values: Any) -> User:
    return make_user(group="viewer", brands=brands, **values)


def make_manager(*brands: Brand, **values: Any) -> User:
    return make_user(group="account manager", brands=brands, **values)


def make_lead(**values: Any) -> User:
    return make_user(group="lead", **values)


def make_superuser(**values: Any) -> User:
    return make_user(is_superuser=True, **values)


def make_brand(name: str = "", **values: Any) -> Brand:
    """A brand with the default rubric of a new one: criteria values, audience, content, mentions, sentiment, …"""
    number = next(_numbers)
    return Brand.objects.create(
        **{"name": name or f"Brand {number}", "slug": f"brand-{number}", "market_country": "FR", **values}
    )


def make_agent(name: str = "", **values: Any) -> Agent:
    return Agent.objects.create(name=name or f"Agent {next(_numbers)}", **values)


def make_creator(name: str = "", *, followers: int | None = None, network: str = "instagram", **values: Any) -> Creator:
    """A creator who was given the privacy notice; with ``followers`` given also an account of that many.

    Read back, so that tier and copies stand.
    """
    number = next(_numbers)
    values = {"notice_given_on": organisation_today(), **values}
    creator = Creator.objects.create(name=name or f"Creator {number}", **values)
    if followers is not None:
        make_account(creator, network=network, followers=followers)
    creator.refresh_from_db()
    return creator


def make_account(creator: Creator | None = None, handle: str = "", **values: Any) -> Account:
    """An Instagram account of 12,400 followers measured today, unless said otherwise."""
    values = {"network": "instagram", "followers": 12_400, "measured_on": organisation_today(), **values}
    return Account.objects.create(creator=creator or make_creator(), handle=handle or f"@h{next(_numbers)}", **values)


def make_category(name: str = "", *creators: Creator) -> Category:
    category = Category.objects.create(name=name or f"Category {next(_numbers)}")
    for creator in creators:
        CreatorCategory.objects.create(creator=creator, category=category)
    return category


def make_tag(name: str = "", *relationships: Relationship) -> Tag:
    tag = Tag.objects.create(name=name or f"Tag {next(_numbers)}")
    for relationship in relationships:
        RelationshipTag.objects.create(relationship=relationship, tag=tag)
    return tag


def make_relationship(
    creator: Creator | None = None, brand: Brand | None = None, *, followers: int | None = 12_400, **values: Any
) -> Relationship:
    """A relationship, with a creator of ``followers`` and a brand of its own unless given. Read back from the row."""
    relationship = Relationship.objects.create(
        creator=creator or make_creator(followers=followers), brand=brand or make_brand(), **values
    )
    relationship.refresh_from_db()
    return relationship


def make_collaboration(relationship: Relationship | None = None, **values: Any) -> Collaboration:
    """A one-off in products, completed on the day it started (today) and labelled, unless said otherwise."""
    values = {
        "kind": Kind.ONE_OFF,
        "status": Status.COMPLETED,
        "compensation": Compensation.PRODUCTS,
        "disclosure_proof": "https://example.com/label",
        **({"starts_on": organisation_today()} if values.get("status", Status.COMPLETED) in COUNTED else {}),
        **values,
    }
    if values.get("fee") is not None or values.get("product_value") is not None:
        values.setdefault("currency", "EUR")
    return Collaboration.objects.create(relationship=relationship or make_relationship(), **values)


def make_touchpoint(
    relationship: Relationship | None = None, happened_at: datetime | None = None, **values: Any
) -> Touchpoint:
    values = {"summary": "Said hello.", **values}
    return Touchpoint.objects.create(
        relationship=relationship or make_relationship(), happened_at=happened_at or timezone.now(), **values
    )


def criterion_of(brand: Brand, key: str) -> FitCriterion:
    """A criterion of the brand's rubric by its key, such as "values" or the gate "safety"."""
    return FitCriterion.objects.get(brand=brand, key=key)


def make_rating(
    relationship: Relationship,
    key: str,
    value: int,
    *,
    reviewer: User | None = None,
    on: date | None = None,
    **values: Any,
) -> Rating:
    return Rating.objects.create(
        relationship=relationship,
        criterion=criterion_of(relationship.brand, key),
        reviewer=reviewer or make_manager(relationship.brand),
        value=value,
        rated_on=on or organisation_today(),
        **{"evidence": "Seen in the last ten posts.", **values},
    )


def make_adjudication(
    relationship: Relationship, key: str, value: int, *, by: User | None = None, on: date | None = None
) -> Adjudication:
    return Adjudication.objects.create(
        relationship=relationship,
        criterion=criterion_of(relationship.brand, key),
        value=value,
        decided_by=by or make_lead(),
        decided_on=on or organisation_today(),
        reason="Talked it over with both reviewers.",
    )


def make_override(
    relationship: Relationship, key: str, *, by: User | None = None, on: date | None = None
) -> GateOverride:
    return GateOverride.objects.create(
        relationship=relationship,
        criterion=criterion_of(relationship.brand, key),
        decided_by=by or make_lead(),
        decided_on=on or organisation_today(),
        reason="The post was taken down and apologised for.",
    )


def make_competitor(brand: Brand, rival: Brand, **values: Any) -> Competitor:
    return Competitor.objects.create(brand=brand, rival=rival, **{"name": rival.name, **values})


def make_result(collaboration: Collaboration, **values: Any) -> Result:
    """Measured today: a reach of 9,000."""
    values = {"measured_on": organisation_today(), "source": "The creator's own statistics", "reach": 9_000, **values}
    return Result.objects.create(collaboration=collaboration, **values)


def make_tick(
    relationship: Relationship, term: str, collaboration: Collaboration | None = None, **values: Any
) -> ChecklistTick:
    values = {"ticked_by": values.pop("by", None) or make_manager(relationship.brand), **values}
    values.setdefault("ticked_on", organisation_today())
    return ChecklistTick.objects.create(relationship=relationship, collaboration=collaboration, term=term, **values)


def make_ladder_decision(relationship: Relationship, choice: str, on: date | None = None) -> LadderDecision:
    return LadderDecision.objects.create(
        relationship=relationship,
        choice=choice,
        reason="Talked about it in the team.",
        decided_by=make_manager(relationship.brand),
        decided_on=on or organisation_today(),
    )


def make_brief(collaboration: Collaboration | None = None, *, by: User | None = None, **values: Any) -> Brief:
    """A draft of one section, version 1, unless said otherwise."""
    collaboration = collaboration or make_collaboration(status=Status.AGREED)
    section = {"key": "brand", "heading": "The brand", "text": "You work with us."}
    values = {"sections": [section], "made_by": by or make_manager(collaboration.relationship.brand), **values}
    return Brief.objects.create(collaboration=collaboration, **values)
