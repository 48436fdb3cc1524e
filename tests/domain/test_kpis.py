"""Key figures: the formulas, what cannot be known, groups, currencies and the two costs."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.domain.compensation import Compensation
from relationships.domain.costs import CostPart, brand_cost, creator_value, needed_parts
from relationships.domain.kpis import (
    FORMULAS,
    Amount,
    Kpi,
    Measured,
    Unit,
    Value,
    figure,
    group,
    shown,
)
from relationships.domain.money import Money
from relationships.domain.samples import MIN_SAMPLE, is_enough, too_few


def eur(amount: str | int) -> Money:
    return Money(Decimal(amount), "EUR")


MIXED = "EUR and USD cannot be divided or added: convert one of them first"


def usd(amount: str | int) -> Money:
    return Money(Decimal(amount), "USD")


@pytest.mark.parametrize(
    ("kpi", "measured", "number", "currency"),
    [
        (Kpi.ENGAGEMENT_BY_FOLLOWERS, {"engagements": 45, "followers": 1_000}, "4.5", ""),
        (Kpi.ENGAGEMENT_BY_REACH, {"engagements": 45, "reach": 500}, "9", ""),
        (Kpi.ENGAGEMENT_BY_VIEWS, {"engagements": 45, "views": 9_000}, "0.5", ""),
        (Kpi.ENGAGEMENT_BY_VIEWS, {"engagements": 0, "views": 9_000}, "0", ""),  # measured, and nobody cared
        (Kpi.CPM, {"cost": eur("250"), "impressions": 100_000}, "2.5", "EUR"),
        (Kpi.CPM, {"cost": eur("250"), "impressions": 1}, "250000", "EUR"),
        (Kpi.CPE, {"cost": usd("250"), "engagements": 1_000}, "0.25", "USD"),
        (Kpi.CPE, {"cost": eur("0"), "engagements": 1_000}, "0", "EUR"),
        (Kpi.CPV, {"cost": eur("250"), "views": 50_000}, "0.005", "EUR"),
        (Kpi.CPA, {"cost": eur("250"), "conversions": 20}, "12.5", "EUR"),
        (Kpi.CONVERSION_RATE, {"conversions": 20, "clicks": 800}, "2.5", ""),
        (Kpi.ROAS, {"revenue": eur("600"), "cost": eur("250")}, "2.4", ""),
        (Kpi.ROI, {"margin": eur("300"), "cost": eur("250")}, "0.2", ""),
        (Kpi.ROI, {"margin": eur("0"), "cost": eur("250")}, "-1", ""),
        (Kpi.ROI, {"margin": eur("-50"), "cost": eur("250")}, "-1.2", ""),
    ],
)
def test_each_formula(kpi: Kpi, measured: dict[str, Any], number: str, currency: str) -> None:
    found = figure(kpi, Measured(**measured))
    assert (found.number, found.currency, found.reason) == (Decimal(number), currency, "")
    assert found.unit is FORMULAS[kpi].unit


@pytest.mark.parametrize(
    ("kpi", "measured", "reason"),
    [
        (Kpi.ENGAGEMENT_BY_REACH, {"reach": 500}, "engagements are not known"),
        (Kpi.ENGAGEMENT_BY_REACH, {"engagements": 5}, "reach is not known"),
        # Another denominator never stands in for the one that was asked for.
        (Kpi.ENGAGEMENT_BY_REACH, {"engagements": 5, "views": 9, "followers": 9}, "reach is not known"),
        (Kpi.ENGAGEMENT_BY_VIEWS, {"engagements": 5, "views": 0}, "views are 0, and nothing is divided by 0"),
        (Kpi.CPM, {"cost": eur("1")}, "impressions are not known"),
        (Kpi.CPM, {"cost": eur("1"), "impressions": 0}, "impressions are 0, and nothing is divided by 0"),
        (Kpi.CPE, {"engagements": 5}, "cost is not known"),
        (Kpi.CPA, {"cost": eur("1"), "conversions": 0}, "conversions are 0, and nothing is divided by 0"),
        (Kpi.ROAS, {"revenue": eur("1"), "cost": eur("0")}, "cost is 0, and nothing is divided by 0"),
        (Kpi.ROI, {"cost": eur("1")}, "margin is not known"),
        (Kpi.ROAS, {"revenue": eur("1"), "cost": usd("1")}, MIXED),
        (Kpi.ROI, {"margin": usd("1"), "cost": eur("1")}, MIXED),
    ],
)  # fmt: skip
def test_what_cannot_be_known_says_why(kpi: Kpi, measured: dict[str, Any], reason: str) -> None:
    found = figure(kpi, Measured(**measured))
    assert (found.number, found.currency, found.reason) == (None, "", reason)
    assert shown(found) == "not known"


def test_every_rate_of_engagement_names_its_denominator() -> None:
    for kpi, formula in FORMULAS.items():
        if formula.top is Amount.ENGAGEMENTS:
            assert kpi.endswith(f"by_{formula.bottom}")
            assert formula.label.endswith(f"by {formula.bottom}")
    assert set(FORMULAS) == set(Kpi)


@pytest.mark.parametrize("name", ["followers", "reach", "impressions", "engagements", "views", "clicks", "conversions"])
def test_a_count_cannot_be_negative(name: str) -> None:
    one: dict[str, Any] = {name: -1}
    with pytest.raises(ValueError, match=name):
        Measured(**one)
    assert Measured(**{**one, name: 0}).number(Amount(name)) == 0


def test_a_cost_cannot_be_negative_but_a_margin_can() -> None:
    with pytest.raises(ValueError, match="cost"):
        Measured(cost=eur("-0.01"))
    assert Measured(cost=eur("0"), margin=eur("-1"), revenue=eur("-1")).number(Amount.MARGIN) == -1


def test_a_group_is_sum_by_sum_with_the_median_beside() -> None:
    found = group(
        Kpi.ENGAGEMENT_BY_REACH,
        [
            Measured(engagements=10, reach=100),  # 10%
            Measured(engagements=10, reach=1_000),  # 1%
            Measured(engagements=40, reach=2_000),  # 2%
            Measured(engagements=999),  # no reach: neither sum may hold it
            Measured(reach=999_999),
        ],
    )
    assert found.total.number == Decimal(100) * 60 / 3_100
    assert found.median.number == 2
    assert (found.rests_on, found.left_out) == (3, 2)


def test_the_median_of_an_even_number_is_the_mean_of_the_two_in_the_middle() -> None:
    many = [Measured(cost=eur(cost), engagements=100) for cost in (1, 2, 4, 100)]
    found = group(Kpi.CPE, many)
    assert (found.median.number, found.median.currency) == (Decimal("0.03"), "EUR")
    assert found.total.number == Decimal("0.2675")


def test_nothing_measured_counts_in_the_sums_and_has_no_figure_of_its_own() -> None:
    found = group(Kpi.CPE, [Measured(cost=eur(10), engagements=0), Measured(cost=eur(10), engagements=10)])
    assert (found.total.number, found.median.number) == (Decimal(2), Decimal(1))
    assert found.rests_on == 2
    nothing = group(Kpi.CPE, [Measured(cost=eur(10), engagements=0)])
    assert nothing.total.reason == nothing.median.reason == "engagements are 0, and nothing is divided by 0"


def test_a_group_does_not_mix_currencies() -> None:
    found = group(Kpi.CPE, [Measured(cost=eur(1), engagements=1), Measured(cost=usd(1), engagements=1)])
    assert found.total.number is None
    assert found.median.number is None
    assert found.total.reason == MIXED
    # One whose cost is in two currencies by itself is no less mixed.
    assert group(Kpi.ROAS, [Measured(cost=eur(1), revenue=usd(1))]).total.number is None
    # Money that the figure does not read does not matter.
    rates = [Measured(engagements=1, reach=10, cost=cost) for cost in (eur(1), usd(1))]
    assert group(Kpi.ENGAGEMENT_BY_REACH, rates).total.number == 10


def test_an_empty_group_is_not_known() -> None:
    for many in ([], [Measured(cost=eur(1))]):
        found = group(Kpi.CPE, many)
        assert (found.total.number, found.median.number, found.rests_on) == (None, None, 0)
        assert found.total.reason == "nobody has both cost and engagements on file"


PARTS: dict[CostPart, Money | None] = {
    CostPart.CASH: eur(400),
    CostPart.PRODUCT_LANDED: eur("35.50"),
    CostPart.PRODUCT_MARKET: eur(120),
    CostPart.SHIPPING: eur(8),
    CostPart.COMMISSION: eur(60),
    CostPart.RIGHTS: eur(100),
    CostPart.AGENCY: eur(50),
}


def test_the_two_costs() -> None:
    assert brand_cost(PARTS).money == eur("653.50")
    assert creator_value(PARTS).money == eur("580")


LANDED = "not known: landed cost of the products"
MARKET = "not known: market value of the products"
BOTH = {CostPart.CASH, CostPart.COMMISSION}


@pytest.mark.parametrize(
    ("compensation", "has_commission", "without", "brand", "creator"),
    [
        (Compensation.PAID, False, {CostPart.CASH}, "not known: fee", "not known: fee"),
        (Compensation.PAID, False, {CostPart.PRODUCT_LANDED, CostPart.PRODUCT_MARKET, CostPart.COMMISSION}, "", ""),
        (Compensation.PAID, True, {CostPart.COMMISSION}, "not known: commission", "not known: commission"),
        (Compensation.PRODUCTS, False, {CostPart.CASH}, "", ""),
        (Compensation.PRODUCTS, False, {CostPart.PRODUCT_LANDED}, LANDED, ""),
        (Compensation.PRODUCTS, False, {CostPart.PRODUCT_MARKET}, "", MARKET),
        (Compensation.MIXED, False, {CostPart.CASH}, "not known: fee", "not known: fee"),
        (Compensation.MIXED, True, BOTH, "not known: fee, commission", "not known: fee, commission"),
        (Compensation.MIXED, False, {CostPart.SHIPPING, CostPart.RIGHTS, CostPart.AGENCY}, "", ""),
    ],
)  # fmt: skip
def test_a_total_without_what_surely_arose_is_not_known(
    compensation: Compensation, has_commission: bool, without: set[CostPart], brand: str, creator: str
) -> None:
    parts = {part: None if part in without else amount for part, amount in PARTS.items()}
    needed = needed_parts(compensation, has_commission=has_commission)
    for total, reason in ((brand_cost(parts, needed), brand), (creator_value(parts, needed), creator)):
        assert total.reason == reason
        assert (total.money is None) == bool(reason)


def test_nothing_on_file_costs_not_nothing() -> None:
    assert brand_cost({}).reason == "no part of it is known"
    assert brand_cost({CostPart.CASH: eur(0)}).money == eur(0)
    # The market value is what the creator has, not what the brand pays.
    assert brand_cost({CostPart.PRODUCT_MARKET: eur(9)}).money is None


def test_a_cost_is_in_one_currency_and_not_negative() -> None:
    mixed = brand_cost({CostPart.CASH: eur(1), CostPart.AGENCY: usd(1)})
    assert (mixed.money, mixed.reason) == (None, "EUR and USD cannot be added: convert one of them first")
    # What is not part of the sum does not matter.
    assert creator_value({CostPart.CASH: eur(1), CostPart.AGENCY: usd(1)}).money == eur(1)
    with pytest.raises(ValueError, match="fee cannot be negative"):
        brand_cost({CostPart.CASH: eur(-1)})


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (Value(Decimal("4.5"), Unit.PERCENT), "4.50%"),
        (Value(Decimal(0), Unit.PERCENT), "0.00%"),
        (Value(Decimal("0.005"), Unit.PERCENT), "under 0.01%"),  # half to even is 0.00: but it is not nothing
        (Value(Decimal("0.0051"), Unit.PERCENT), "0.01%"),
        (Value(Decimal("1234.567"), Unit.MONEY, "EUR"), "1,234.57 EUR"),
        (Value(Decimal("2.4"), Unit.TIMES), "2.40×"),
        (Value(Decimal(-1), Unit.TIMES), "-1.00×"),
        (Value(Decimal("-0.001"), Unit.TIMES), "just under 0×"),
        (Value(None, Unit.MONEY, reason="cost is not known"), "not known"),
    ],
)
def test_two_decimals_for_the_eye(value: Value, says: str) -> None:
    assert shown(value) == says
    assert value.is_known == (value.number is not None)


def test_enough_begins_at_thirty() -> None:
    assert MIN_SAMPLE == 30
    assert [is_enough(known) for known in (0, 29, 30, 31)] == [False, False, True, True]
    assert [too_few(known) for known in (7, 29, 30)] == ["too few to say: 7 of 30", "too few to say: 29 of 30", ""]


COUNTS = st.none() | st.integers(0, 10**9)
MONEYS = st.none() | st.builds(
    Money, st.decimals(0, 10**9, places=2), st.sampled_from(["EUR", "USD"])
)  # fmt: skip
MEASURED = st.builds(
    Measured,
    followers=COUNTS, reach=COUNTS, impressions=COUNTS, engagements=COUNTS, views=COUNTS, clicks=COUNTS,
    conversions=COUNTS, cost=MONEYS, revenue=MONEYS, margin=MONEYS,
)  # fmt: skip


@given(st.sampled_from(Kpi), MEASURED)
def test_a_figure_is_a_number_or_a_reason(kpi: Kpi, measured: Measured) -> None:
    found = figure(kpi, measured)
    assert (found.number is None) == bool(found.reason)
    if found.number is not None:
        assert found.number.is_finite()
        assert bool(found.currency) == (found.unit is Unit.MONEY)


@given(st.sampled_from(Kpi), st.lists(MEASURED, max_size=8), st.randoms(use_true_random=False))
def test_a_group_knows_its_size_and_no_order(kpi: Kpi, many: list[Measured], shuffler: Any) -> None:
    found = group(kpi, many)
    assert found.rests_on + found.left_out == len(many)
    shuffled = list(many)
    shuffler.shuffle(shuffled)
    assert group(kpi, shuffled) == found


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)), min_size=1, max_size=9))
def test_a_group_lies_between_its_members(pairs: list[tuple[int, int]]) -> None:
    found = group(Kpi.ENGAGEMENT_BY_VIEWS, [Measured(engagements=top, views=bottom) for top, bottom in pairs])
    own = [Fraction(100 * top, bottom) for top, bottom in pairs]
    assert found.total.number is not None
    assert found.median.number is not None
    slack = Fraction(1, 10**12)
    assert min(own) - slack <= Fraction(found.total.number) <= max(own) + slack
    assert abs(Fraction(found.median.number) - median(own)) < slack
