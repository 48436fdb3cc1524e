"""Writing the row copies that SQL derives. What each comes from stands in `querysets.copies`."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from relationships.models import Brand, Collaboration, Creator, Relationship, User
from relationships.querysets import copies
from relationships.querysets.copies import Copies
from relationships.querysets.copies import stale as stale_rows
from relationships.services.derivations import id_chunks, lock


def rewrite(rows: QuerySet[Any], sources: Copies, **also: Any) -> int:
    """Bring the copies of ``rows`` up to date in one statement; returns how many rows were stale."""
    return stale_rows(rows, sources).update(**sources, **also)


def refresh_from_creators(creators: QuerySet[Creator], **also: Any) -> int:
    return rewrite(Relationship.objects.filter(creator__in=creators), copies.creator_copies(), **also)


def refresh_from_brand(brand: Brand) -> int:
    return rewrite(Relationship.objects.filter(brand=brand), copies.brand_copies())


def refresh_from_owner(owner: User) -> int:
    return rewrite(Relationship.objects.filter(owner=owner), copies.owner_copies())


def refresh_touches(relationships: QuerySet[Relationship]) -> int:
    stale = 0
    for ids in id_chunks(relationships):
        with transaction.atomic():
            lock(ids)
            stale += rewrite(Relationship.objects.filter(pk__in=ids), copies.touch_copies())
    return stale


def refresh_collaborations(relationships: QuerySet[Relationship]) -> int:
    """All that the collaborations of ``relationships`` take from them."""
    return rewrite(Collaboration.objects.filter(relationship__in=relationships), copies.collaboration_copies())


def refresh_names(relationships: QuerySet[Relationship]) -> int:
    """All that a row takes from its creator, brand and owner."""
    return rewrite(relationships, {**copies.creator_copies(), **copies.brand_copies(), **copies.owner_copies()})
