"""Counting by groups: the same numbers whichever way the rows are found, and no groups beyond the limit."""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import connection
from django.db.models import Case, IntegerField, Value, When
from django.test.utils import CaptureQueriesContext

from relationships.models import Relationship
from relationships.querysets.counts import By, Way, count_groups, count_rows
from tests import factories
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db

TIERS = ["nano", "nano", "micro", "micro", "micro", "mega"]
WAYS = [Way(), Way("rel_facts"), Way("rel_facts", again=True), Way("rel_facts", again=True, few=True)]
LARGE = Case(When(tier="mega", then=Value(1)), default=Value(0), output_field=IntegerField())


@kept_rows
def rows() -> list[int]:
    """Two creators' relationships are found below (nano), among others that must not be."""
    made = [factories.make_relationship() for _ in TIERS]
    for row, tier in zip(made, TIERS, strict=True):
        Relationship.objects.filter(pk=row.pk).update(tier=tier)
    return [row.pk for row in made]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("limit", [None, 3, 5, 6, 7])
@pytest.mark.parametrize("tiers", [("nano",), ("nano", "micro"), ("nano", "micro", "mega"), ("macro",)])
def test_groups_are_those_of_plain_python_up_to_the_limit(
    rows: list[int], way: Way, limit: int | None, tiers: tuple[str, ...]
) -> None:
    truth = Counter(tier for tier in TIERS if tier in tiers)
    found = Relationship.objects.filter(pk__in=rows, tier__in=tiers)
    by = By(("brand_id", "tier"), {"large": LARGE}, tally=("large", 2))
    with CaptureQueriesContext(connection) as queries:
        counted = count_groups(found, found.filter(tier="micro"), by, limit=limit, way=way)
    assert len(queries) == 1
    most = 10**9 if limit is None else limit
    assert counted.number == min(truth.total(), most + 1)
    assert counted.in_list == min(truth["micro"], most + 1)
    groups: Counter[str] = Counter()
    for _, tier, small, large, count in counted.groups:
        groups[tier] += count
        assert (small, large) == ((0, count) if tier == "mega" else (count, 0))
    assert groups == (Counter() if truth.total() > most else truth)
    assert count_rows(found, limit) == counted.number


def test_what_cannot_be_found_is_none() -> None:
    counted = count_groups(Relationship.objects.none(), None, By(("tier",), {}), limit=3, way=Way())
    assert (counted.number, counted.in_list, counted.groups) == (0, None, [])
    counted = count_groups(
        Relationship.objects.none(), Relationship.objects.none(), By(("tier",), {}), limit=3, way=Way()
    )
    assert (counted.number, counted.in_list, counted.groups) == (0, 0, [])


def test_a_list_without_rows_stands_beside_others_that_are_counted(rows: list[int]) -> None:
    found = Relationship.objects.filter(pk__in=rows)
    counted = count_groups(found, Relationship.objects.none(), By(("tier",), {}), limit=10, way=Way())
    assert (counted.number, counted.in_list) == (6, 0)
    assert sorted(counted.groups) == [("mega", 1), ("micro", 3), ("nano", 2)]


@pytest.mark.parametrize("way", WAYS)
def test_too_many_are_counted_within_an_index_and_never_looked_up(rows: list[int], way: Way) -> None:
    everything = Relationship.objects.all()
    with CaptureQueriesContext(connection) as queries:
        count_groups(everything, None, By(("brand_id", "tier"), {}), limit=3, way=way)
    with connection.cursor() as cursor:
        explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
        cursor.execute(f"{explain} {queries[0]['sql']}")
        plan = [str(row[-1]) for row in cursor.fetchall()]
    if connection.vendor == "sqlite":
        assert any("SCAN relationships_relationship USING COVERING INDEX" in line for line in plan)
        assert not any("CORRELATED" in line or line == "SCAN relationships_relationship" for line in plan)
    else:
        assert way.few or any("CTE known" in line for line in plan)
        assert not any("SubPlan" in line for line in plan), "found again for each row"
