"""The report: from thirty on, per brand and together, networks, denominators and currencies apart, a constant cost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from relationships.domain.compensation import Compensation
from relationships.domain.costs import CostPart, brand_cost, needed_parts
from relationships.domain.kpis import Kpi, group
from relationships.domain.kpis import Measured as Figures
from relationships.domain.money import Money
from relationships.domain.tiers import Tier
from relationships.models import Brand, Collaboration, Creator, Relationship, Result, Touchpoint
from relationships.querysets import results as sql
from relationships.reports.side_by_side import Board, Line, Period, SideBySide, Table, side_by_side
from relationships.reports.side_by_side_csv import HEADS, csv_rows
from relationships.reports.side_by_side_lines import Style
from tests import factories

pytestmark = pytest.mark.django_db

LAST = date(2026, 6, 30)
FIRST = date(2025, 7, 1)
PERIOD = Period(FIRST, LAST)


@pytest.fixture
def brand() -> Brand:
    return factories.make_brand("Halden")


def fill(brand: Brand, many: int, *, creators: Sequence[Creator] | None = None, **values: Any) -> list[Relationship]:
    """Rows as they stand on file; micro creators of 7,000 followers unless said otherwise."""
    values = {"tier": "micro", "followers": 7_000, **values}
    creators = creators or Creator.objects.bulk_create(Creator(name="x") for _ in range(many))
    return Relationship.objects.bulk_create(Relationship(creator=c, brand=brand, **values) for c in creators)


def measure(rows: Sequence[Relationship], figures: Sequence[dict[str, Any]], **agreed: Any) -> list[Result]:
    """A measured collaboration for each row; by default a fee of 100 EUR, measured within the period."""
    agreed = {"status": "completed", "compensation": "paid", "fee": 100, "currency": "EUR", **agreed}
    work = Collaboration.objects.bulk_create(Collaboration(relationship=row, **agreed) for row in rows)
    return Result.objects.bulk_create(
        Result(**{"collaboration": one, "measured_on": LAST, "source": "insights", **values})
        for one, values in zip(work, figures, strict=True)
    )


def report(*brands: Brand, period: Period = PERIOD) -> SideBySide:
    return side_by_side({brand.pk: brand.name for brand in brands}, period)


def table(board: Board, title: str) -> Table:
    return next(table for table in board.tables if table.title == title)


def line(board: Board, title: str, label: str) -> Line:
    return next(line for line in table(board, title).lines if line.label == label)


def texts(found: Line) -> list[str]:
    return [cell.text for cell in found.cells]


# --- How many it takes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("many", "shown", "reason"), [(29, [], "too few to say: 29 of 30"), (30, ["70"], "")])
def test_ours_is_shown_from_thirty_on(brand: Brand, many: int, shown: list[str], reason: str) -> None:
    fill(brand, many, fit_score=70)
    fill(brand, 5)  # unrated: in no median
    found = line(report(brand).together, "Fit", "Micro")
    assert (texts(found), found.reason, found.known) == (shown, reason, many)


def test_counts_need_no_minimum_and_unknown_tiers_stand_in_no_line(brand: Brand) -> None:
    fill(brand, 2)
    fill(brand, 3, tier="unknown", followers=None)
    board = report(brand).together
    assert texts(line(board, "Creators", "Micro")) == ["2", "2"]
    assert [found.label for found in table(board, "Creators").lines] == ["Nano", "Micro", "Macro", "Mega"]
    assert (board.relationships, board.unknown) == (5, 3)


def test_a_report_over_nothing_says_so(brand: Brand) -> None:
    board = report(brand).together
    assert texts(line(board, "Creators", "Macro")) == ["0", "0"]
    assert line(board, "Days to reply", "Macro").reason == "too few to say: 0 of 30"
    assert not any(found.cells for one in board.tables if one.title != "Creators" for found in one.lines)


# --- Beside what was published ----------------------------------------------------------------------------------------


def test_a_published_figure_stands_beside_exactly_its_people(brand: Brand) -> None:
    fill(brand, 24, compensation="products")
    fill(brand, 6, compensation="mixed")
    fill(brand, 30, followers=70_000, compensation="paid")
    fill(brand, 40, compensation="")
    board = report(brand).together
    whole, small = line(board, "Compensation", "Micro"), line(board, "Compensation", "Micro 5K–10K")
    assert (texts(whole), whole.known, whole.published) == (["40%", "10%", "50%"], 60, None)
    assert (texts(small), small.known, small.published_words, small.mark) == (
        ["80%", "20%", "0%"],
        30,
        "80% rarely paid",
        80,
    )
    assert line(board, "Compensation", "Micro 10K–50K").reason == "too few to say: 0 of 30"
    assert not any(found.published for found in table(board, "Compensation").lines if found.of_tier)
    assert not any(found.published for found in table(board, "History").lines)


def test_who_is_paid_and_gets_products_counts_as_paid(brand: Brand) -> None:
    macro: dict[str, Any] = {"tier": "macro", "followers": 100_000}
    for way in ("paid", "mixed", "products"):
        fill(brand, 10, compensation=way, **macro)
    found = line(report(brand).together, "Compensation", "Macro from 100K")
    assert found.ours == pytest.approx(200 / 3)
    assert (found.published_words, found.mark) == ("84% paid", 16)


def test_what_is_usual_comes_from_the_playbook_with_its_source(brand: Brand) -> None:
    board = report(brand).together
    said = [(usual.says, usual.whose) for usual in line(board, "Compensation", "Micro").usual]
    assert said == [
        ("products under 50K", "founding article"),
        ("products + paid from there", "house default"),
    ]
    assert [usual.says for usual in line(board, "Fit", "Micro").usual] == ["at least 65"]


# --- Shares -----------------------------------------------------------------------------------------------------------


def test_history_and_ladder_divide_what_is_known(brand: Brand) -> None:
    fill(brand, 15, history_kind="one_off", ladder="first")
    fill(brand, 15, history_kind="ambassador", ladder="renewed")
    fill(brand, 7, history_kind="none", ladder="none")
    board = report(brand).together
    assert texts(line(board, "History", "Micro")) == ["50%", "50%", "0%"]
    steps = line(board, "Ladder to ambassador", "Micro")
    heads = table(board, "Ladder to ambassador").heads
    assert dict(zip(heads, texts(steps), strict=True)) == {
        "First": "50%", "Repeat": "0%", "Offered": "0%", "Ambassador": "0%", "Renewed": "50%", "Former": "0%",
    }  # fmt: skip
    assert steps.known == 30


# --- Per brand and together -------------------------------------------------------------------------------------------


def test_the_median_of_all_is_no_mean_of_medians(brand: Brand) -> None:
    other = factories.make_brand("Ona")
    fill(brand, 30, fit_score=10)
    fill(other, 31, fit_score=90)
    found = report(brand, other)
    assert [board.name for board in found.boards] == ["All brands together", "Halden", "Ona"]
    assert [texts(line(board, "Fit", "Micro")) for board in found.boards] == [["90"], ["10"], ["90"]]


def test_of_all_brands_together_a_creator_counts_once(brand: Brand) -> None:
    other = factories.make_brand("Ona")
    rates: dict[str, Any] = {"network": "instagram", "engagement_basis": "followers", "engagement_rate": 3}
    creators = [row.creator for row in fill(brand, 20, **rates)]
    fill(other, 20, creators=creators, **rates)
    together, one, _ = report(brand, other).boards
    assert texts(line(together, "Creators", "Micro")) == ["20", "40"]
    assert line(together, "Instagram, by followers", "Micro").known == 20
    assert line(one, "Instagram, by followers", "Micro").known == 20


def test_a_brand_alone_is_its_own_board(brand: Brand) -> None:
    fill(factories.make_brand("Ona"), 30, fit_score=90)
    found = report(brand)
    assert (found.together.name, list(found.brands)) == ("Halden", [])
    assert line(found.together, "Fit", "Micro").known == 0


# --- Engagement -------------------------------------------------------------------------------------------------------


def test_networks_and_denominators_have_tables_of_their_own(brand: Brand) -> None:
    for network, basis, rate in (("instagram", "followers", 3), ("instagram", "reach", 9), ("tiktok", "followers", 6)):
        fill(brand, 30, network=network, engagement_basis=basis, engagement_rate=rate)
    board = report(brand).together
    titles = ("Instagram, by followers", "Instagram, by reach", "TikTok, by followers")
    assert [texts(line(board, title, "Micro")) for title in titles] == [["3.00%"], ["9.00%"], ["6.00%"]]
    assert [usual.says for usual in line(board, titles[0], "Micro").usual] == ["1–8%"]
    assert line(board, titles[1], "Micro").usual == ()  # the playbook has no range by reach: none is borrowed
    small = line(board, titles[0], "Micro under 10K")
    assert (texts(small), small.published_words) == (["3.00%"], "up to 8%")
    # The figure names neither: it stands by the one that the house reads it as, and is stretched to no other.
    assert not any(found.published for title in titles[1:] for found in table(board, title).lines)


def test_results_give_a_median_and_a_sum_by_sum(brand: Brand) -> None:
    figures: list[dict[str, Any]] = [{"engagements": 10, "reach": 100}] * 20 + [
        {"engagements": 10, "reach": 1_000, "views": 500}
    ] * 11
    figures += [{"engagements": 999}] * 4  # without reach it is in neither sum
    measure(fill(brand, 35, network="tiktok"), figures)
    board = report(brand).together
    by_rule = group(Kpi.ENGAGEMENT_BY_REACH, [Figures(**values) for values in figures])
    found = line(board, "TikTok, results by reach", "Micro")
    assert [cell.number for cell in found.cells] == [by_rule.median.number, by_rule.total.number]
    assert texts(found) == ["10.00%", "2.38%"]
    assert found.known == by_rule.rests_on == 31
    assert line(board, "TikTok, results by views", "Micro").reason == "too few to say: 11 of 30"


# --- Contact ----------------------------------------------------------------------------------------------------------


def at(day: date, hour: int = 12) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))  # noqa: DTZ001 - made aware here


def touch(row: Relationship, direction: str, moment: datetime) -> Touchpoint:
    return Touchpoint(relationship=row, direction=direction, happened_at=moment, summary="x")


def test_days_to_reply_begin_with_the_first_message_that_waits(brand: Brand) -> None:
    day = date(2026, 3, 1)
    talk = [("inbound", 0), ("outbound", 1), ("outbound", 8), ("inbound", 11), ("inbound", 12), ("outbound", 20)]
    Touchpoint.objects.bulk_create(
        touch(row, direction, at(day + timedelta(days=later)))
        for row in fill(brand, 30)
        for direction, later in talk
    )  # fmt: skip
    board = report(brand).together
    found = line(board, "Days to reply", "Micro")
    assert (found.known, texts(found)) == (30, ["10.00 days"])
    touches = line(board, "Touches per month", "Micro")
    assert touches.known == 30
    assert float(touches.cells[0].number) == pytest.approx(6 / 12, rel=0.01)


def test_the_period_holds_its_first_and_its_last_day(brand: Brand) -> None:
    day = timedelta(days=1)
    for moment in (at(FIRST - day, 23), at(FIRST, 0), at(LAST, 23), at(LAST + day, 0)):
        Touchpoint.objects.bulk_create(touch(row, "outbound", moment) for row in fill(brand, 10))
    measure(fill(brand, 4), [{"reach": 5, "measured_on": on} for on in (FIRST - day, FIRST, LAST, LAST + day)])
    board = report(brand).together
    assert line(board, "Touches per month", "Micro").known == 20
    assert line(board, "Reach", "Micro").known == 2


# --- Reach and cost ---------------------------------------------------------------------------------------------------


def test_currencies_are_never_mixed(brand: Brand) -> None:
    measure(fill(brand, 30), [{"engagements": 50, "impressions": 1_000}] * 30)
    measure(fill(brand, 30), [{"engagements": 20, "impressions": 1_000}] * 30, currency="USD")
    board = report(brand).together
    assert texts(line(board, "Brand cost, EUR", "Micro")) == ["100.00", "3,000.00"]
    assert texts(line(board, "Cost per engagement, EUR", "Micro")) == ["2.00", "2.00"]
    assert texts(line(board, "Cost per engagement, USD", "Micro")) == ["5.00", "5.00"]
    assert not [one.title for one in board.tables if "cost" in one.key and one.title[-3:] not in {"EUR", "USD"}]


def test_a_tier_is_not_drawn_by_what_must_not_rank_it(brand: Brand) -> None:
    for tier in ("micro", "macro"):
        measure(fill(brand, 30, tier=tier), [{"engagements": 50, "impressions": 1_000}] * 30)
    board = report(brand).together
    for title, left_out, drawn in (
        ("Cost per engagement, EUR", "Macro", "Micro"),
        ("Cost per thousand impressions, EUR", "Micro", "Macro"),
    ):
        cautioned, free = line(board, title, left_out), line(board, title, drawn)
        assert cautioned.caution.startswith("not to be ranked by this")
        assert cautioned.cells[0].width is None
        assert (free.caution, free.cells[0].width) == ("", 100)
        assert not table(board, title).compares


def test_results_count_for_the_tier_of_the_agreement(brand: Brand) -> None:
    measure(fill(brand, 30, tier="macro", followers=200_000), [{"reach": 9}] * 30, tier_agreed="micro")
    measure(fill(brand, 2, tier="macro", followers=200_000), [{"reach": 9}] * 2)
    board = report(brand).together
    assert texts(line(board, "Reach", "Micro")) == ["9", "270"]
    assert line(board, "Reach", "Macro").known == 2


def test_sql_knows_the_brand_cost_as_the_rule_does(brand: Brand) -> None:
    row = fill(brand, 1)[0]
    options: dict[str, tuple[Any, ...]] = {
        "compensation": tuple(Compensation), "percent": (None, 0, 10), "fee": (None, Decimal(100)),
        "landed": (None, Decimal("5.50")), "commission": (None, Decimal(3)), "agency": (None, Decimal(0)),
        "currencies": (("EUR", "EUR"), ("EUR", "USD")),
    }  # fmt: skip
    cases = [dict(zip(options, values, strict=True)) for values in product(*options.values())]
    cases = [case for case in cases if case["fee"] is None or case["compensation"] != "products"]
    work = Collaboration.objects.bulk_create(
        Collaboration(
            relationship=row, compensation=case["compensation"], fee=case["fee"], currency=case["currencies"][0],
            commission_percent=case["percent"],
        )
        for case in cases
    )  # fmt: skip
    Result.objects.bulk_create(
        Result(
            collaboration=one, measured_on=LAST, source="x", currency=case["currencies"][1],
            landed_product_cost=case["landed"], commission_paid=case["commission"], agency_cost=case["agency"],
        )
        for one, case in zip(work, cases, strict=True)
    )  # fmt: skip
    found = Result.objects.order_by("pk").values_list(sql.brand_cost(), sql.cost_currency())
    for (cost, currency), case in zip(found, cases, strict=True):
        agreed, measured = case["currencies"]
        amounts = {
            CostPart.CASH: (case["fee"], agreed),
            CostPart.PRODUCT_LANDED: (case["landed"], measured),
            CostPart.COMMISSION: (case["commission"], measured),
            CostPart.AGENCY: (case["agency"], measured),
        }
        parts = {part: None if amount is None else Money(amount, bears) for part, (amount, bears) in amounts.items()}
        needed = needed_parts(case["compensation"], has_commission=bool(case["percent"]))
        money = brand_cost(parts, needed).money
        assert (None if cost is None else Money(cost, currency)) == money, case


# --- The whole --------------------------------------------------------------------------------------------------------


def test_it_costs_the_same_for_one_row_and_for_many(brand: Brand) -> None:
    brands = [brand, *(factories.make_brand() for _ in range(4))]

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            report(*brands)
        return len(captured)

    # Shares; relationships; touchpoints; results; norms of the playbooks.
    assert queries() == 5
    for one in brands:
        rows = fill(one, 31, fit_score=50, compensation="paid")
        measure(rows, [{"reach": 9, "engagements": 3}] * 31)
        Touchpoint.objects.bulk_create(touch(row, "outbound", at(LAST)) for row in rows)
    assert queries() == 5


def test_the_file_says_everything_the_page_does() -> None:
    brand = factories.make_brand("=SUM(A1)")
    fill(brand, 30, compensation="products", fit_score=66.5)
    rows = [dict(zip(HEADS, row, strict=True)) for row in csv_rows(report(brand))][1:]
    assert {row["Brand"] for row in rows} == {"'=SUM(A1)"}
    share = next(row for row in rows if (row["Creators"], row["Figure"]) == ("Micro 5K–10K", "Products"))
    assert (share["Value"], share["Unit"], share["Rests on"], share["Of what"]) == ("100", "%", "30", "relationships")
    assert (share["Published"], share["About whom"]) == ("80% rarely paid", "creators with 5,000–10,000 followers")
    assert share["Published by"].startswith("Hivency study, 2019, read in")
    fit = next(row for row in rows if (row["Measure"], row["Creators"]) == ("Fit", "Micro"))
    assert (fit["Value"], fit["Usual"], fit["Source of the usual"]) == ("66.5", "at least 65", "House default")
    macro = next(row for row in rows if (row["Measure"], row["Creators"]) == ("Fit", "Macro"))
    assert (macro["Value"], macro["Not shown because"]) == ("", "too few to say: 0 of 30")
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize(
    ("style", "number", "text"),
    [
        (Style.COUNT, 0, "0"), (Style.COUNT, 12_345.4, "12,345"), (Style.SCORE, 74.6, "75"),
        (Style.SHARE, 0, "0%"), (Style.SHARE, 0.5, "under 1%"), (Style.SHARE, 0.51, "1%"),
        (Style.RATE, 0.004, "under 0.01%"), (Style.RATE, 1234.567, "1,234.57%"),
        (Style.NUMBER, Decimal("0.005"), "under 0.01"), (Style.NUMBER, Decimal("0.0051"), "0.01"),
        (Style.DAYS, 0, "0.00 days"), (Style.DAYS, 1.5, "1.50 days"),
    ],
)  # fmt: skip
def test_how_numbers_read(style: Style, number: Any, text: str) -> None:
    assert style.text(number) == text


def test_every_tier_but_the_unknown_has_its_line(brand: Brand) -> None:
    for one in report(brand).together.tables:
        assert [found.tier for found in one.lines if found.of_tier] == [Tier.NANO, Tier.MICRO, Tier.MACRO, Tier.MEGA]
