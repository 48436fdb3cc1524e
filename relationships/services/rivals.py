"""Competitors at work with the same creator: the only facts of a relationship that belong to another brand's team."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from relationships.domain.collaborations import COUNTED, Kind, Status
from relationships.domain.playbooks.facts import ENDLESS, RivalFacts
from relationships.models import Brand, Collaboration, Competitor, Relationship
from relationships.querysets.bulk import among

_READ = ("relationship__creator_id", "relationship__brand_id", "relationship__brand__name", "kind", "status",
         "agreed_on", "starts_on", "ends_on", "live_on", "exclusivity_from", "exclusivity_until")  # fmt: skip

#: Creator and brand, as ids.
Pair = tuple[int, int]


def rivals_of_brands(brands: Collection[int]) -> Mapping[int, set[int]]:
    """The brands on file that each of ``brands`` lists as a competitor, or that list it."""
    rivals: defaultdict[int, set[int]] = defaultdict(set)
    named = Competitor.objects.filter(Q(brand__in=brands) | Q(rival__in=brands), rival__isnull=False)
    for brand, rival in named.order_by().values_list("brand_id", "rival_id"):
        if rival is not None:
            rivals[brand].add(rival)
            rivals[rival].add(brand)
    return {brand: rivals[brand] for brand in brands if brand in rivals}


def rivals_of(pairs: Collection[Pair], viewer: Any = None) -> Mapping[Pair, tuple[RivalFacts, ...]]:
    """What competitors agreed with the creator of each pair. Their names stay away from who must not see them.

    ``viewer`` None is nobody, who sees no name at all. One query where no brand has a competitor, else two or three.
    """
    rivals = rivals_of_brands({brand for _, brand in pairs})
    concerned = {creator for creator, brand in pairs if brand in rivals}
    if not concerned:
        return {}
    agreed = Collaboration.objects.filter(
        among("relationship__creator", concerned),
        relationship__brand__in=set().union(*rivals.values()),
        status__in=[status.value for status in COUNTED],
    )
    nameable = set(Brand.objects.visible_to(viewer).values_list("pk", flat=True)) if viewer else set()
    found: defaultdict[int, list[tuple[int, RivalFacts]]] = defaultdict(list)
    for creator, brand, name, kind, status, *days in agreed.order_by("pk").values_list(*_READ):
        runs_on = kind == Kind.AMBASSADOR and status != Status.COMPLETED
        found[creator].append((brand, _facts(name if brand in nameable else "", runs_on, *days)))
    return {
        (creator, brand): tuple(facts for rival, facts in found[creator] if rival in rivals[brand])
        for creator, brand in pairs
        if brand in rivals and creator in found
    }


def _facts(
    brand: str, runs_on: bool, agreed: Any, starts: Any, ends: Any, live: Any, from_: Any, until: Any
) -> RivalFacts:
    return RivalFacts(
        brand=brand,
        starts_on=starts or live,
        ends_on=ends or (ENDLESS if runs_on else None),
        exclusive_from=(from_ or agreed or starts or live) if until else None,
        exclusive_until=until,
    )


def beside(relationships: QuerySet[Relationship]) -> QuerySet[Relationship]:
    """The competitors' relationships with the same creators: what is agreed in one is a fact of the other."""
    pairs = list(relationships.order_by().values_list("creator_id", "brand_id"))
    rivals = rivals_of_brands({brand for _, brand in pairs})
    if not rivals:
        return Relationship.objects.none()
    creators: defaultdict[int, set[int]] = defaultdict(set)
    for creator, brand in pairs:
        creators[brand].add(creator)
    wanted = Q(pk__in=[])
    for brand, others in rivals.items():
        wanted |= Q(brand__in=others, creator__in=creators[brand])
    return Relationship.objects.filter(wanted)
