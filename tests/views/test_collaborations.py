"""The list of collaborations: what a row says, what narrows it, whose it is, and what it costs."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from relationships.models import Brand, Collaboration, User
from relationships.reports import crowds
from relationships.services import freshness
from relationships.views.collaborations import COLLABORATIONS
from relationships.views.listings import LISTS
from relationships.views.lists import found as found_list
from tests import factories
from tests.kept import kept_rows
from tests.views.list_pages import cells, client_of, get, names, queries, tabs

pytestmark = pytest.mark.django_db

LIST = reverse("staff:collaborations")
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _fresh() -> None:
    freshness.freshen_histories()


@kept_rows
def brand() -> Brand:
    return factories.make_brand("Homely")


@kept_rows
def manager(brand: Brand) -> User:
    return factories.make_manager(brand)


@kept_rows
def house(brand: Brand, manager: User) -> None:
    ana = factories.make_relationship(factories.make_creator("Ana", followers=20_000), brand, owner=manager)
    ben = factories.make_relationship(factories.make_creator("Ben"), brand)
    paid = {"compensation": "paid", "fee": Decimal(1200), "tier_agreed": "micro"}
    rows = [
        Collaboration(
            relationship=ana, title="Owed", status="completed", starts_on=TODAY - 9 * DAY, live_on=TODAY - 5 * DAY,
            payment_due_on=TODAY - 3 * DAY, disclosure_proof="https://example.com/label", currency="EUR", **paid,
        ),
        Collaboration(
            relationship=ana, title="Unlabelled", status="live", starts_on=TODAY - 8 * DAY, live_on=TODAY - DAY,
            compensation="mixed", fee=Decimal("99.50"), product_value=Decimal(40), currency="GBP", paid_on=TODAY,
            contract_signed_on=TODAY - 9 * DAY, commission_percent=Decimal(5),
        ),
        Collaboration(
            relationship=ben, title="Late", status="agreed", starts_on=TODAY - 7 * DAY, deadline_on=TODAY - 2 * DAY,
            compensation="products", kind="ambassador",
        ),
        Collaboration(relationship=ben, title="Offered", status="proposed", compensation="products", is_gift=True),
        Collaboration(relationship=ben, title="Off", status="cancelled", compensation="products"),
    ]  # fmt: skip
    foreign = factories.make_relationship(factories.make_creator("Zyxwoo"), factories.make_brand("Zyxwoo"))
    rows.append(Collaboration(relationship=foreign, title="Zyxwoo", status="live", compensation="products"))
    for row in rows:
        row.brand = row.relationship.brand
    Collaboration.objects.bulk_create(rows)


def titles(html: str) -> list[str]:
    return [name.partition(" ")[2] for name in names(html)]


def test_a_row_says_how_it_stands(house: None, manager: User) -> None:
    html = get(manager, LIST)
    assert "Zyxwoo" not in html
    assert titles(html) == ["Late", "Unlabelled", "Owed", "Off", "Offered"]
    assert tabs(html) == ["All 5", "Proposed 1", "Agreed 1", "Live 1", "Completed 1", "Cancelled 1"]
    assert cells(html, "status")[0] == "Agreed Ambassador agreement"
    assert cells(html, "deadline")[0].startswith("2 days overdue")
    assert cells(html, "terms")[:3] == ["Products", "99.50 GBP products 40 GBP, 5% commission", "1,200 EUR"]
    assert cells(html, "payment")[1].startswith("Paid")
    assert cells(html, "payment")[2].startswith("3 days overdue")
    assert [cell.partition(" ")[0] for cell in cells(html, "disclosure")] == ["–", "No", "Shown", "–", "–"]
    assert [cell.partition(" ")[0] for cell in cells(html, "contract")] == ["Not", "Signed", "–", "–", "–"]
    assert cells(html, "tier")[2] == "Micro"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status=live", ["Unlabelled"]),
        ("status=live&status=proposed", ["Unlabelled", "Offered"]),
        ("kind=ambassador", ["Late"]),
        ("compensation=mixed", ["Unlabelled"]),
        ("tier=micro", ["Owed"]),
        ("mark=overdue", ["Owed"]),
        ("mark=unpaid", ["Owed"]),
        ("mark=late", ["Late"]),
        ("mark=unlabelled", ["Unlabelled"]),
        ("mark=unsigned", ["Late"]),
        ("mark=late&mark=overdue", ["Late", "Owed"]),
        (f"live_from={TODAY - 4 * DAY}", ["Unlabelled"]),
        (f"live_from={TODAY - 5 * DAY}&live_to={TODAY - 5 * DAY}", ["Owed"]),
        ("owner=me", ["Unlabelled", "Owed"]),
        ("owner=nobody&status=agreed", ["Late"]),
        ("q=ana&status=live", ["Unlabelled"]),
        ("sort=live", ["Owed", "Unlabelled", "Late", "Offered", "Off"]),
        ("sort=-live", ["Unlabelled", "Owed", "Off", "Offered", "Late"]),
    ],
)
def test_it_is_narrowed_and_sorted(house: None, manager: User, query: str, found: list[str]) -> None:
    assert titles(get(manager, f"{LIST}?{query}")) == found


def test_every_sort_goes_both_ways(house: None, manager: User) -> None:
    for column in COLLABORATIONS.columns:
        for sort in (column.key, f"-{column.key}") if column.sorts_by else ():
            assert len(titles(get(manager, f"{LIST}?sort={sort}"))) == 5, sort


@pytest.mark.parametrize("key", LISTS)
def test_every_list_leaves_as_a_file_of_what_one_sees(house: None, manager: User, key: str) -> None:
    response = client_of(manager).post(reverse("staff:export", args=[key, "csv"]), {"query": "", "columns": "shown"})
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    assert "Zyxwoo" not in text
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows or key in ("ambassadors", "due")
    assert not rows or rows[0]["Brand"] == "Homely"
    if key == "collaborations":
        lines = {row["Title"]: row for row in rows}
        assert list(lines) == ["Late", "Unlabelled", "Owed", "Off", "Offered"]
        assert lines["Owed"]["Attention"] == "payment overdue; fee not paid"
        assert [lines["Unlabelled"][head] for head in ("Compensation", "Fee", "Products worth", "Currency")] == [
            "Products + paid", "99.50", "40.00", "GBP",
        ]  # fmt: skip


def test_it_costs_seven_queries(house: None, manager: User) -> None:
    """1 session, 2 user, 3 and 4 permissions, 5 counts, 6 the page's rows with all that they show, 7 the choices of the
    filters with the reader's views."""
    for address in (LIST, f"{LIST}?status=live&mark=unlabelled&sort=-ends", f"{LIST}?q=ana&owner=me"):
        asked = queries(manager, address)
        assert len(asked) == 7, "\n".join(sql[:200] for sql in asked)


@pytest.mark.parametrize("key", LISTS)
def test_a_list_costs_the_same_where_it_is_long(
    house: None, manager: User, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As beyond 5,000 rows, where the page is walked, and beyond 10,000, where the counts stop."""
    address = reverse(LISTS[key].url_name)
    crowds.are_few(())  # what is read once an hour, and what the first page of all brings up to date, is no page's cost
    queries(manager, address)
    few = len(queries(manager, address))
    monkeypatch.setattr(found_list, "SPARSE", -1)
    assert (len(queries(manager, address)), few <= 8) == (few, True)
    monkeypatch.setattr(found_list, "COUNT_LIMIT", 1)
    assert len(queries(manager, address)) == few
    assert len(queries(manager, f"{address}?owner=nobody")) <= 8


@pytest.mark.parametrize("listing", LISTS.values(), ids=LISTS)
def test_every_list_names_its_columns_filters(listing: object) -> None:
    """Each column of each list has filters that the list has, or a reason for none; every filter belongs to a column
    or is about the whole row."""
    declared = set(listing.filters.base_filters)  # type: ignore[attr-defined]
    for column in listing.columns:  # type: ignore[attr-defined]
        assert bool(column.filters) != bool(column.no_filter), column.key
        assert set(column.filters) <= declared, (column.key, set(column.filters) - declared)
