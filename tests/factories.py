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
    Category,
    Collaboration,
    Creator,
    CreatorCategory,
    FitCriterion,
    GateOverride,
    Membership,
    Rating,
    Relationship,
    RelationshipTag,
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
    """A creator; with ``followers`` given also an account of that many. Read back, so that tier and copies stand."""
    number = next(_numbers)
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
    """A one-off in products, completed on the day it started (today), unless said otherwise."""
    values = {
        "kind": Kind.ONE_OFF,
        "status": Status.COMPLETED,
        "compensation": Compensation.PRODUCTS,
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
