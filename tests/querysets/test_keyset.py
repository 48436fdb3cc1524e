"""Paging by keyset: every row exactly once, in order, whatever ties, unknown values and page sizes there are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from operator import attrgetter
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relationships.domain.collaborations import HistoryKind
from relationships.domain.compensation import Compensation
from relationships.domain.relationships import Stage
from relationships.domain.tiers import Tier
from relationships.models import Relationship
from relationships.querysets.bulk import update_rows
from relationships.querysets.keyset import Order, Page, Place, read_page
from relationships.querysets.walks import are_all, sort_index
from relationships.views.relationships import RELATIONSHIPS
from tests import factories
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db

ROWS = 10
DAY, MOMENT = date(2026, 3, 1), datetime(2026, 3, 1, 12, tzinfo=UTC)

#: Few different values, so that many rows tie, and the not known one where there is one.
VALUES: dict[str, list[Any]] = {
    "creator_sort": ["ana", "ben", "cho"],
    "brand_sort": ["alpha", "beta"],
    "owner_sort": ["", "mo", "nia"],
    "tier": [*Tier],
    "followers": [None, 0, 5_000, 10**9],
    "engagement_rate": [None, Decimal(0), Decimal("2.345"), Decimal("999.999")],
    "engagement_basis": ["followers", "reach", "views"],
    "compensation": ["", *Compensation],
    "history_kind": [*HistoryKind],
    "history_count": [0, 1, 2],
    "fit_score": [None, 0.0, 100 / 3, 83.3333333333, 100.0],
    "last_touch_at": [None, MOMENT, MOMENT + timedelta(microseconds=1), MOMENT + timedelta(days=1)],
    "next_due_on": [None, DAY, DAY + timedelta(days=1)],
    "stage": [*Stage],
}
ROW = st.fixed_dictionaries({column: st.sampled_from(values) for column, values in VALUES.items()})


def orders() -> Iterator[Order]:
    """Every sort that the list offers, in both directions, each engagement by itself."""
    for column in filter(attrgetter("sorts_by"), RELATIONSHIPS.columns):
        named = [column.sorts_by] if isinstance(column.sorts_by, str) else [f"engagement_by_{by}" for by in BASES]
        for name in named:
            for descending in (False, True):
                yield Order(name, descending, column.unknown, sort_index(Relationship, name))


BASES = ("followers", "reach", "views")
ORDERS = [pytest.param(order, id=f"{'-' if order.descending else ''}{order.column}") for order in orders()]


@kept_rows
def relationships() -> list[int]:
    """Ten rows that every example gives other values to."""
    brands = [factories.make_brand() for _ in range(ROWS)]
    creator = factories.make_creator()
    return [factories.make_relationship(creator, brand).pk for brand in brands]


def store(ids: list[int], rows: list[dict[str, Any]]) -> None:
    for values in rows:
        values["engagement_basis"] = values["engagement_basis"] if values["engagement_rate"] is not None else ""
    stored = [(pk, *(values[column] for column in VALUES)) for pk, values in zip(ids, rows, strict=True)]
    update_rows(Relationship.objects.all(), list(VALUES), stored)


def true_order(ids: list[int], order: Order) -> list[int]:
    """The ids as the order wants them, worked out in Python: unknown values last, whichever direction."""
    values = dict(Relationship.objects.filter(pk__in=ids).values_list("pk", order.column))
    known = [pk for pk in ids if values[pk] != order.unknown]
    unknown = [pk for pk in ids if values[pk] == order.unknown]
    in_order = sorted(known, key=lambda pk: (values[pk], pk), reverse=order.descending)
    return in_order + sorted(unknown, reverse=order.descending)


def pages(order: Order, size: int, *, few: bool, backwards: bool = False) -> Iterator[Page]:
    place: Place | None = None
    for _ in range(ROWS + 1):  # a faulty place would lead round in circles
        page = read_page(Relationship.objects.all(), order, size, (), place=place, backwards=backwards, few=few)
        yield page
        if not (page.has_previous if backwards else page.has_next):
            return
        place = page.first if backwards else page.last


def ids_of(page: Page) -> list[int]:
    return [record["id"] for record in page.records]


@pytest.mark.parametrize("order", ORDERS)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rows=st.lists(ROW, min_size=ROWS, max_size=ROWS), size=st.integers(1, 5), few=st.booleans())
def test_a_walk_meets_every_row_once_and_in_order_both_ways(
    relationships: list[int], order: Order, rows: list[dict[str, Any]], size: int, few: bool
) -> None:
    store(relationships, rows)
    expected = true_order(relationships, order)

    forwards = [ids_of(page) for page in pages(order, size, few=few)]
    assert [pk for page in forwards for pk in page] == expected
    assert all(len(page) == size for page in forwards[:-1])

    # Counted from the end; the page that reaches the beginning is filled up with rows that were met already.
    backwards = [ids_of(page) for page in pages(order, size, few=few, backwards=True)]
    assert backwards[-1] == expected[:size]
    assert [pk for page in reversed(backwards[:-1]) for pk in page] == expected[ROWS - size * (len(backwards) - 1) :]
    assert all(len(page) == size for page in backwards)


@kept_rows
def three() -> list[int]:
    """Followers 10, 20 and 30."""
    made = [factories.make_relationship(followers=count) for count in (10, 20, 30)]
    return [row.pk for row in made]


BY_FOLLOWERS = Order("followers")


@pytest.mark.parametrize("few", [False, True])
def test_a_row_that_is_gone_still_marks_its_place(three: list[int], few: bool) -> None:
    first = read_page(Relationship.objects.all(), BY_FOLLOWERS, 2, (), few=few)
    Relationship.objects.get(pk=three[1]).delete()
    following = read_page(Relationship.objects.all(), BY_FOLLOWERS, 2, (), place=first.last, few=few)
    assert ids_of(following) == [three[2]]
    assert (following.has_previous, following.has_next) == (True, False)


@pytest.mark.parametrize("few", [False, True])
def test_a_row_that_moved_does_not_hide_others(three: list[int], few: bool) -> None:
    first = read_page(Relationship.objects.all(), BY_FOLLOWERS, 1, (), few=few)
    Relationship.objects.filter(pk=three[0]).update(followers=25)
    following = read_page(Relationship.objects.all(), BY_FOLLOWERS, 5, (), place=first.last, few=few)
    assert ids_of(following) == [three[1], three[0], three[2]]


@pytest.mark.parametrize("few", [False, True])
def test_beyond_the_end_the_last_page_is_shown_and_before_the_beginning_the_first(three: list[int], few: bool) -> None:
    beyond = read_page(Relationship.objects.all(), BY_FOLLOWERS, 2, (), place=Place(99, 1), few=few)
    assert (ids_of(beyond), beyond.from_end, beyond.has_next) == ([three[1], three[2]], True, False)
    before = read_page(Relationship.objects.all(), BY_FOLLOWERS, 2, (), place=Place(15, 1), backwards=True, few=few)
    assert (ids_of(before), before.has_previous, before.has_next) == ([three[0], three[1]], False, True)


@pytest.mark.parametrize("few", [False, True])
def test_no_rows_make_an_empty_page(few: bool) -> None:
    page = read_page(Relationship.objects.none(), BY_FOLLOWERS, 2, (), few=few)
    assert (ids_of(page), page.has_previous, page.has_next) == ([], False, False)


@pytest.mark.parametrize("order", ORDERS)
def test_every_sort_has_an_index_of_its_own(order: Order) -> None:
    assert order.index is not None


def test_one_tier_by_followers_has_an_index_of_its_own() -> None:
    assert sort_index(Relationship, "followers", "tier") == "rel_tier_followers"


@pytest.mark.parametrize(("column", "unknown", "expected"), [
    ("creator_sort", None, False), ("history_rank", None, False), ("followers", None, True), ("tier_rank", None, True),
    ("owner_sort", "", True),
])  # fmt: skip
def test_rows_without_a_value_are_looked_for_where_there_may_be_some(
    column: str, unknown: str | None, expected: bool
) -> None:
    factories.make_relationship()
    order = Order(column, unknown=unknown, index=sort_index(Relationship, column))
    with CaptureQueriesContext(connection) as queries:
        read_page(Relationship.objects.all(), order, 2, ())
    assert ("UNION ALL" in queries[-1]["sql"]) == expected


def test_only_rows_that_nothing_narrows_are_all() -> None:
    rows = Relationship.objects.order_by("followers")
    assert are_all(rows)
    assert not are_all(rows.filter(tier="nano"))
    assert not are_all(rows.none())
