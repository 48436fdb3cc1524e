"""Whichever way rows are found by their words, they are those that hold them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.models import Max

from relationships.models import Brand, Collaboration, Creator, Relationship
from relationships.querysets.search import search_terms
from tests import factories
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db

#: Names that differ in what the index knows, or in what a pattern or a query of its own means by it.
NAMES = (
    "Ana Moreau", "Anais Banana", "Hanako", "Nadia", "A_a Test", "Aba Test", "50%off", "500off", 'Say "Ana"', "王小明",
    "王小", "O'Ana*", "ana AND ben", "Müller", "MULLER-ana", "an",
)  # fmt: skip
ASKED = (
    "ana", "Ana", "anais", "ana moreau", "moreau ana", "ana zz", "banana", "a_a", "0%o", "50%off", 'say "ana"', '"an',
    '""""', "王小明", "王小", "o'ana*", "ana*", "and", "ana or ben", "NEAR(ana", "muller", "müller", "ller-a", "an",
    "a an", "zzz", "", "-ana", "^ana", "ana:", "(ana)",
)  # fmt: skip


@kept_rows
def house() -> Brand:
    brand = factories.make_brand("Homely")
    for name in NAMES:
        factories.make_collaboration(factories.make_relationship(factories.make_creator(name), brand=brand))
    return brand


def holds(key: str, text: str, written: str) -> bool:
    terms = search_terms(written)
    if terms and all(len(term) < 3 for term in terms):
        return key.startswith(terms[0]) and all(term in text for term in terms)
    return all(term in text for term in terms)


@pytest.mark.parametrize("written", ASKED)
def test_the_index_finds_what_the_words_say(house: Brand, written: str) -> None:
    meant = {
        creator.pk: creator.name
        for creator in Creator.objects.all()
        if holds(creator.name_key, creator.search_text, written)
    }
    ways: dict[str, Any] = {
        "pk": Creator.objects.search(written),
        "creator": Relationship.objects.search(written),
        "creator_id": Relationship.objects.all().checking().search(written),
        "relationship__creator": Collaboration.objects.search(written),
        "relationship__creator_id": Collaboration.objects.all().checking().search(written),
    }
    for column, rows in ways.items():
        assert sorted(rows.values_list(column, flat=True)) == sorted(meant), (written, column)
        assert rows.count() == len(meant)
        # As they stand in other statements: limited, sorted, as part of another's condition, joined, divided.
        assert len(rows[:2]) == min(2, len(meant))
        assert rows.filter(pk__in=rows.values("pk")).filter(pk__in=rows.order_by("-pk").values("pk")).count() == len(
            meant
        )
        assert rows.exclude(pk__in=rows.values("pk")).count() == 0
        assert (rows.aggregate(last=Max("pk"))["last"] is None) == (not meant)
    assert len(Relationship.objects.search(written).select_related("creator", "owner")) == len(meant)
    assert Relationship.objects.search(written).filter(collaborations__isnull=False).count() == len(meant)


def test_no_more_is_changed_or_removed_than_what_is_found(house: Brand) -> None:
    found = sorted(Relationship.objects.search("banana").values_list("pk", flat=True))
    assert Relationship.objects.search("banana").update(stage="dormant") == len(found) == 1
    assert list(Relationship.objects.filter(stage="dormant").values_list("pk", flat=True)) == found
    Collaboration.objects.search("banana").delete()
    assert Collaboration.objects.count() == len(NAMES) - 1


def test_the_index_leads_so_that_a_limit_stops_it(house: Brand) -> None:
    """To collect all of a million that hold "com" takes a second; to meet the first ten thousand, some milliseconds.

    PostgreSQL's planner finds its own way.
    """
    for rows in (Relationship.objects.search("ana"), Collaboration.objects.search("ana")):
        plan = rows.order_by()[:1].explain()
        assert "Limit" in plan or connection.vendor == "sqlite", plan
        if connection.vendor == "sqlite":
            assert plan.index("_search VIRTUAL TABLE") < plan.index("SEARCH"), plan
            assert "LIST SUBQUERY" not in plan
