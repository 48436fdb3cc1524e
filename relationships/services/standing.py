"""Whose advice may change with a row: the relationships that are looked at again when it is written."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from relationships.models import Creator, Playbook, Relationship
from relationships.services.advice import refresh_advice, refresh_or_mark
from relationships.services.rivals import beside


def relationship_of(row: Any) -> QuerySet[Relationship]:
    """The one that ``row`` hangs on."""
    return Relationship.objects.filter(pk=row.relationship_id)


def advise_anew(relationship: QuerySet[Relationship]) -> None:
    """After a change to one relationship: that one alone."""
    refresh_advice(relationship)


def advise_anew_with_rivals(relationship: QuerySet[Relationship]) -> None:
    """After a change to what was agreed: a competitor's exclusivity may be touched by it."""
    refresh_or_mark(
        Relationship.objects.filter(Q(pk__in=relationship.values("pk")) | Q(pk__in=beside(relationship).values("pk")))
    )


def advise_creators_anew(creators: QuerySet[Creator]) -> None:
    refresh_or_mark(Relationship.objects.filter(creator__in=creators.order_by().values("pk")))


def advise_brand_anew(brand_id: int) -> None:
    refresh_or_mark(Relationship.objects.filter(brand=brand_id))


def advise_tier_anew(playbook: Playbook) -> None:
    """A brand's own playbook concerns its relationships alone."""
    concerned = Relationship.objects.filter(tier=playbook.tier)
    refresh_or_mark(concerned.filter(brand=playbook.brand_id) if playbook.brand_id else concerned)


def advise_competitors_anew(pairs: Iterable[tuple[int, int]]) -> None:
    """Two brands began or ceased to compete: what both have with the same creators."""
    for one, other in pairs:
        served = Relationship.objects.filter(brand=other).values("creator")
        both = Relationship.objects.filter(brand=one, creator__in=served).values("creator")
        refresh_or_mark(Relationship.objects.filter(brand__in=(one, other), creator__in=both))
