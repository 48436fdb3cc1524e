"""The report "Micro and macro side by side" as people meet it: who may, whose brands, wrong addresses, the file."""

from __future__ import annotations

import csv
import re
from datetime import timedelta
from decimal import Decimal
from html import unescape
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from relationships.models import Brand, Collaboration, Creator, Relationship, Result, User
from relationships.reports.side_by_side_csv import HEADS
from relationships.services import freshness
from relationships.views import side_by_side as views
from tests import factories

pytestmark = pytest.mark.django_db

PAGE, FILE = reverse("staff:side-by-side"), reverse("staff:side-by-side-csv")
TODAY = timezone.localdate()
NO_DAY = "is not a day that can be looked for: write it as 2026-03-31, between 1900 and 2199."


@pytest.fixture(autouse=True)
def _fresh() -> None:
    """As in a process that has already served a page today."""
    freshness.freshen_histories()


@pytest.fixture
def brand() -> Brand:
    return factories.make_brand("Halden")


@pytest.fixture
def manager(brand: Brand) -> User:
    return factories.make_manager(brand)


def fill(brand: Brand, many: int, **values: Any) -> list[Relationship]:
    creators = Creator.objects.bulk_create(Creator(name="x") for _ in range(many))
    values = {"tier": "micro", "followers": 7_000, **values}
    return Relationship.objects.bulk_create(Relationship(creator=c, brand=brand, **values) for c in creators)


def measure(of: list[Relationship], **values: Any) -> None:
    """A measured collaboration for each, for a fee of 100 EUR."""
    work = Collaboration.objects.bulk_create(
        Collaboration(relationship=row, compensation="paid", status="completed", fee=Decimal(100), currency="EUR")
        for row in of
    )
    Result.objects.bulk_create(Result(collaboration=one, source="x", **values) for one in work)


def get(user: User, query: str = "", page: str = PAGE) -> Any:
    client = Client()
    client.force_login(user)
    response = client.get(f"{page}{query}")
    assert response.status_code == 200, response
    return response


def html(user: User, query: str = "") -> str:
    return str(get(user, query).content.decode())


def texts(pattern: str, page: str) -> list[str]:
    found = re.findall(pattern, page, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", one)).split()) for one in found]


def lines(page: str, title: str) -> list[str]:
    """The lines of a drawn measure, as they are read."""
    card = page.partition(f'<span class="report-title">{title}</span>')[2].partition("</table>")[0]
    return texts(r'<tr class="report-line.*?>(.*?)</tr>', card)


def problems(page: str) -> list[str]:
    return texts(r'<li><span class="report-problems__what">(.*?)</li>', page)


def rows(user: User, query: str = "") -> list[dict[str, str]]:
    text = get(user, query, FILE).getvalue().decode()
    assert text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))


# --- Who may, and whose ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", [PAGE, FILE])
def test_the_page_and_the_file_are_closed_alike(url: str) -> None:
    client = Client()
    assert client.get(url).status_code == 302
    client.force_login(factories.make_user())  # staff without the permission
    assert client.get(url).status_code == 403
    client.force_login(factories.make_viewer(factories.make_brand()))
    assert client.get(url).status_code == 200
    assert client.post(url).status_code == 405


def test_only_brands_that_the_reader_may_see_count(brand: Brand, manager: User) -> None:
    other, foreign = factories.make_brand("Ona"), factories.make_brand("Zyxwoo")
    fill(brand, 29, fit_score=60)
    fill(foreign, 40, fit_score=1)
    page = html(manager)
    assert "Halden, " in texts(r'<p class="page-head__sub">(.*?)</p>', page)[0]
    assert lines(page, "Fit")[1] == "Micro too few to say: 29 of 30 29 at least 65 (house default)"
    assert "Zyxwoo" not in page
    assert {row["Brand"] for row in rows(manager)} == {"Halden"}
    # Asked for by its number, a foreign brand is no choice, as one that is not there.
    for pk in (foreign.pk, 10**9):
        told = problems(html(manager, f"?brand={pk}"))
        assert told == [f"Brand: “{pk}” is not one of its choices: choose again from the list."]
        assert {row["Brand"] for row in rows(manager, f"?brand={pk}")} == {"Halden"}
    lead = html(factories.make_lead())
    assert texts(r"<summary><svg.*?</svg>(.*?)</summary>", lead) == [
        "Halden 29 relationships", "Ona 0 relationships", "Zyxwoo 40 relationships",
    ]  # fmt: skip
    assert other.name in lead
    assert lines(lead, "Fit")[1] == "Micro 1 69 at least 65 (house default)"


def test_brands_are_chosen_by_the_address(brand: Brand) -> None:
    lead, other = factories.make_lead(), factories.make_brand("Ona")
    factories.make_brand("Third")
    fill(brand, 30, fit_score=60)
    fill(other, 30, fit_score=80)
    both = html(lead, f"?brand={brand.pk}&brand={other.pk}")
    assert lines(both, "Fit")[1] == "Micro 70 60 at least 65 (house default)"
    assert "Third 0" not in both
    one = html(lead, f"?brand={brand.pk}")
    assert lines(one, "Fit")[1] == "Micro 60 30 at least 65 (house default)"
    assert "Brand by brand" not in one


def test_without_a_brand_there_is_nothing_to_report() -> None:
    page = html(factories.make_viewer())
    assert "No brand to report about" in page
    assert rows(factories.make_viewer())[0]["Value"] == "0"


# --- The address ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?from=yesterday", f"From: “yesterday” {NO_DAY}"),
        ("?until=0001-01-01", f"Until: “0001-01-01” {NO_DAY}"),
        ("?from=2026-02-02&until=2026-02-01", "From: It lies after the last day: exchange them."),
        ("?from=2199-12-31", "From: It lies in the future, where nothing is measured yet."),
        ("?brand=%00&brand=", "Brand: “�” is not one of its choices: choose again from the list."),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_and_the_rest_holds(manager: User, query: str, told: str) -> None:
    assert problems(html(manager, query)) == [told]
    assert rows(manager, query)


@pytest.mark.parametrize("query", ["?from=1900-01-01&until=2199-12-31", "?until=1900-01-01", "?brand=", "?x=1"])
def test_the_outermost_days_are_understood(manager: User, query: str) -> None:
    assert problems(html(manager, query)) == []


def test_the_period_is_the_year_up_to_today_unless_asked_for(brand: Brand, manager: User) -> None:
    measure(fill(brand, 1), measured_on=TODAY - timedelta(days=365), reach=9)
    assert "too few to say: 0 of 30" in lines(html(manager), "Reach")[1]
    longer = f"?from={TODAY - timedelta(days=365)}"
    assert "too few to say: 1 of 30" in lines(html(manager, longer), "Reach")[1]
    assert texts(r'<a class="btn btn--small"[^>]*aria-current="true">(.*?)</a>', html(manager)) == ["12 months"]
    assert rows(manager, longer)[0]["From"] == str(TODAY - timedelta(days=365))


# --- What it shows ----------------------------------------------------------------------------------------------------


def test_ours_stands_beside_what_was_published(brand: Brand, manager: User) -> None:
    fill(brand, 30, compensation="products")
    page = html(manager)
    told = lines(page, "Compensation")
    assert told[1].startswith("Micro 100% 0% 0% 30 products under 50K (founding article)")
    assert told[2] == "Micro 5K–10K 100% 0% 0% 30 80% rarely paid Hivency study, 2019"
    assert told[3] == "Micro 10K–50K too few to say: 0 of 30 0 63% rarely paid Hivency study, 2019"
    sources = texts(r"<li>(.*?)</li>", page.partition('id="sources"')[2])
    assert sources[0] == (
        "80% are rarely paid other than in products, about creators with 5,000–10,000 followers: Hivency study, 2019,"
        " read in the Skeepers article, which says of itself that it is outdated."
    )


def test_what_must_not_rank_a_tier_says_so_everywhere(brand: Brand, manager: User) -> None:
    measure(fill(brand, 30), measured_on=TODAY, impressions=1_000)
    page = html(manager)
    title = "Cost per thousand impressions, EUR"
    assert lines(page, title)[1] == "Micro 100.00 100.00 30 not to be ranked by this (house default)"
    assert f"{title} Median" in " ".join(texts(r"<tr>(.*?)</tr>", page))
    assert ", not to be ranked by this (house default)" in page
    caution = next(row["Caution"] for row in rows(manager) if (row["Measure"], row["Creators"]) == (title, "Micro"))
    assert caution == "not to be ranked by this (house default)"


def test_names_are_escaped_on_the_page_and_no_formula_in_the_file() -> None:
    brand = factories.make_brand("@<script>alert(1)</script>")
    lead = factories.make_lead()
    factories.make_brand("-2+3")
    page = html(lead)
    assert "<script>alert" not in page
    assert {row["Brand"] for row in rows(lead)} == {"All brands together", f"'{brand.name}", "'-2+3"}
    assert tuple(rows(lead)[0]) == HEADS


def test_the_file_is_sent_piece_by_piece(manager: User) -> None:
    response = get(manager, page=FILE)
    assert response.streaming
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert re.fullmatch(rf'attachment; filename="side-by-side-[\d-]+-{TODAY}\.csv"', response["Content-Disposition"])
    assert "no-store" in response["Cache-Control"]


def test_a_long_list_of_brands_is_in_the_file(brand: Brand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "BOARDS_SHOWN", 1)
    factories.make_brand("Ona")
    lead = factories.make_lead()
    page = html(lead)
    assert "1 more brand is in the file; choose it above to see it here." in page
    assert len(texts(r'<details class="report-brand">(.*?)</summary>', page)) == 1
    assert {row["Brand"] for row in rows(lead)} == {"All brands together", "Halden", "Ona"}


def test_it_costs_the_same_whatever_is_on_file(brand: Brand) -> None:
    lead = factories.make_lead()
    client = Client()
    client.force_login(lead)

    def queries(page: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            response = client.get(page)
            assert response.getvalue()
        return len(captured)

    before = [queries(PAGE), queries(FILE)]
    for _ in range(3):
        fill(factories.make_brand(), 31, fit_score=9, compensation="paid")
    # Session; user; two of permissions; brands; what turned by itself; and the report's five.
    assert [queries(PAGE), queries(FILE)] == before == [11, 11]
