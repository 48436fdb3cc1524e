"""Topping up the sample data, some thousands of relationships at a time: each step is complete in itself."""

from collections.abc import Callable
from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from relationships.models import Creator, Relationship
from relationships.services.audience import bands_on_file, retier
from relationships.services.clock import organisation_today
from relationships.services.demo.agency import Agency, found_agency
from relationships.services.demo.batches import Batches
from relationships.services.demo.creators import InventedCreator, add_creator, invent_creator, keep_handles_apart
from relationships.services.demo.decisions import advise_sample
from relationships.services.demo.relationships import add_relationship

DEFAULT_SEED = 20_261_121
CHUNK = 2_000
#: From here on the planner's statistics are worth a moment.
_WORTH_ANALYSING = 10_000


def top_up(target: int, seed: int = DEFAULT_SEED, progress: Callable[[int], None] | None = None) -> int:
    """Invent relationships until there are ``target``; returns how many were added. What is on file is not touched.

    ``progress`` is told how many there are after each step.
    """
    started_with = on_file = Relationship.objects.count()
    if on_file >= target:
        return 0
    today = organisation_today()
    agency = found_agency(today)
    while on_file < target:
        with transaction.atomic():
            on_file += _add(min(CHUNK, target - on_file), agency, seed, today)
        if progress:
            progress(on_file)
    if on_file - started_with >= _WORTH_ANALYSING:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return on_file - started_with


def _add(wanted: int, agency: Agency, seed: int, today: date) -> int:
    """Exactly ``wanted`` relationships, with creators of their own."""
    into = Batches(timezone.now())
    number = Creator.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    creators: list[InventedCreator] = []
    brands: list[int] = []
    missing = wanted
    while missing:
        creators.append(invent_creator(number + len(creators) + 1, seed, today))
        brands.append(min(creators[-1].rng.choice((1, 1, 1, 1, 2, 3)), missing))
        missing -= brands[-1]
    keep_handles_apart(creators)
    bands = bands_on_file()
    relationships: list[int] = []
    for creator, how_many in zip(creators, brands, strict=True):
        add_creator(creator, into, agency, bands)
        chosen = creator.rng.sample(agency.brands, how_many)
        relationships += [add_relationship(creator, brand, agency, today, into) for brand in chosen]
    into.write()
    # So that the sample holds crossings of a band as the product itself records them.
    retier(
        Creator.objects.filter(pk__in=[creator.id for creator in creators if creator.was not in (None, creator.tier)])
    )
    advise_sample(relationships, agency, today, creators[0].rng, into)
    return wanted
