"""Writing the row copies that SQL derives. What each comes from stands in `querysets.copies`."""

from typing import Any

from django.db.models import QuerySet

from relationships.models import Brand, Creator, Relationship, User
from relationships.querysets import copies
from relationships.querysets.copies import Copies, stale


def rewrite(rows: QuerySet[Any], sources: Copies, **also: Any) -> int:
    """Bring the copies of ``rows`` up to date in one statement; returns how many rows were stale."""
    return stale(rows, sources).update(**sources, **also)


def refresh_from_creators(creators: QuerySet[Creator]) -> int:
    return rewrite(Relationship.objects.filter(creator__in=creators), copies.creator_copies())


def refresh_from_brand(brand: Brand) -> int:
    return rewrite(Relationship.objects.filter(brand=brand), copies.brand_copies())


def refresh_from_owner(owner: User) -> int:
    return rewrite(Relationship.objects.filter(owner=owner), copies.owner_copies())


def refresh_touches(relationships: QuerySet[Relationship]) -> int:
    return rewrite(relationships, copies.touch_copies())


def refresh_names(relationships: QuerySet[Relationship]) -> int:
    """All that a row takes from its creator, brand and owner."""
    return rewrite(relationships, {**copies.creator_copies(), **copies.brand_copies(), **copies.owner_copies()})
