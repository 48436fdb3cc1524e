"""Key figures: what a collaboration reached, what that cost, and what came back.

Source of the formulas: the product's domain notes, §5. A rate always names its denominator. What cannot be known (a
part is missing, a denominator is 0, two currencies meet) is "not known" with the reason, never 0 or infinity. Money is
decimal with a currency; what a cost consists of stands in `costs`. Nothing is rounded here; `shown` rounds for the eye.
Earned media value is deliberately absent: it is nobody's money.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from statistics import median as middle

from relationships.domain.money import Money


class Amount(StrEnum):
    """What is measured of one collaboration. The last three are money."""

    FOLLOWERS = "followers"
    REACH = "reach"
    IMPRESSIONS = "impressions"
    ENGAGEMENTS = "engagements"
    VIEWS = "views"
    CLICKS = "clicks"
    CONVERSIONS = "conversions"
    COST = "cost"
    REVENUE = "revenue"
    MARGIN = "margin"


#: Amounts that bear a currency.
MONEY: frozenset[Amount] = frozenset({Amount.COST, Amount.REVENUE, Amount.MARGIN})


class Unit(StrEnum):
    PERCENT = "%"
    TIMES = "×"
    MONEY = "money"


class Kpi(StrEnum):
    ENGAGEMENT_BY_FOLLOWERS = "engagement_by_followers"
    ENGAGEMENT_BY_REACH = "engagement_by_reach"
    ENGAGEMENT_BY_VIEWS = "engagement_by_views"
    CPM = "cpm"
    CPE = "cpe"
    CPV = "cpv"
    CPA = "cpa"
    CONVERSION_RATE = "conversion_rate"
    ROAS = "roas"
    ROI = "roi"


@dataclass(frozen=True, slots=True)
class Formula:
    """``factor · (top − less) ÷ bottom``; ``less`` is None where nothing is taken away."""

    label: str
    top: Amount
    bottom: Amount
    unit: Unit
    factor: int = 1
    less: Amount | None = None

    @property
    def needs(self) -> tuple[Amount, ...]:
        """Every amount that has to be known, each once."""
        return tuple(dict.fromkeys(a for a in (self.top, self.less, self.bottom) if a is not None))


FORMULAS: Mapping[Kpi, Formula] = {
    Kpi.ENGAGEMENT_BY_FOLLOWERS: Formula(
        "Engagement rate by followers", Amount.ENGAGEMENTS, Amount.FOLLOWERS, Unit.PERCENT, 100
    ),
    Kpi.ENGAGEMENT_BY_REACH: Formula("Engagement rate by reach", Amount.ENGAGEMENTS, Amount.REACH, Unit.PERCENT, 100),
    Kpi.ENGAGEMENT_BY_VIEWS: Formula("Engagement rate by views", Amount.ENGAGEMENTS, Amount.VIEWS, Unit.PERCENT, 100),
    Kpi.CPM: Formula("Cost per thousand impressions", Amount.COST, Amount.IMPRESSIONS, Unit.MONEY, 1000),
    Kpi.CPE: Formula("Cost per engagement", Amount.COST, Amount.ENGAGEMENTS, Unit.MONEY),
    Kpi.CPV: Formula("Cost per view", Amount.COST, Amount.VIEWS, Unit.MONEY),
    Kpi.CPA: Formula("Cost per conversion", Amount.COST, Amount.CONVERSIONS, Unit.MONEY),
    Kpi.CONVERSION_RATE: Formula("Conversion rate by clicks", Amount.CONVERSIONS, Amount.CLICKS, Unit.PERCENT, 100),
    Kpi.ROAS: Formula("Return on ad spend", Amount.REVENUE, Amount.COST, Unit.TIMES),
    Kpi.ROI: Formula("Return on investment", Amount.MARGIN, Amount.COST, Unit.TIMES, less=Amount.COST),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one collaboration measured. None is "not known". Raises ValueError on a count or cost below 0.

    Revenue and margin may be negative: goods come back.
    """

    followers: int | None = None
    reach: int | None = None
    impressions: int | None = None
    engagements: int | None = None
    views: int | None = None
    clicks: int | None = None
    conversions: int | None = None
    cost: Money | None = None
    revenue: Money | None = None
    margin: Money | None = None

    def __post_init__(self) -> None:
        for amount in Amount:
            if amount in (Amount.REVENUE, Amount.MARGIN):
                continue
            known = self.number(amount)
            if known is not None and known < 0:
                raise ValueError(f"{amount} cannot be negative: {known}")

    def number(self, amount: Amount) -> Decimal | None:
        held: int | Money | None = getattr(self, amount)
        if held is None:
            return None
        return held.amount if isinstance(held, Money) else Decimal(held)

    def currencies(self, formula: Formula) -> frozenset[str]:
        """The currencies of the money that ``formula`` reads."""
        held = (getattr(self, amount) for amount in formula.needs if amount in MONEY)
        return frozenset(money.currency for money in held if money is not None)


@dataclass(frozen=True, slots=True)
class Value:
    """A key figure. ``number`` is None where it is not known, and ``reason`` says why.

    ``currency`` is "" unless the unit is money. Percentages are numbers of percent: 4.5 is 4.5%.
    """

    number: Decimal | None
    unit: Unit
    currency: str = ""
    reason: str = ""

    @property
    def is_known(self) -> bool:
        return self.number is not None


def quotient(kpi: Kpi, top: Decimal | None, bottom: Decimal | None, *, currency: str = "") -> Value:
    """The figure from its two parts; from ``top`` what is to be taken away is taken already. Single and Σ/Σ alike."""
    formula = FORMULAS[kpi]
    if top is None:
        return _not_known(formula, _missing(formula.top))
    if bottom is None:
        return _not_known(formula, _missing(formula.bottom))
    if not bottom:
        return _not_known(formula, f"{formula.bottom} {_is(formula.bottom)} 0, and nothing is divided by 0")
    shown_in = currency if formula.unit is Unit.MONEY else ""
    return Value(formula.factor * top / bottom, formula.unit, shown_in)


def figure(kpi: Kpi, measured: Measured) -> Value:
    """One collaboration's figure."""
    formula = FORMULAS[kpi]
    missing = next((amount for amount in formula.needs if measured.number(amount) is None), None)
    if missing is not None:
        return _not_known(formula, _missing(missing))
    currencies = measured.currencies(formula)
    if len(currencies) > 1:
        return _not_known(formula, _mixed(currencies))
    top, bottom = _parts(formula, measured)
    return quotient(kpi, top, bottom, currency=next(iter(currencies), ""))


@dataclass(frozen=True, slots=True)
class Group:
    """A figure of several collaborations: ``total`` is Σ/Σ, ``median`` the middle of their own figures.

    ``rests_on``: how many have every part known, and so count in both sums; ``left_out``: the others. One whose
    denominator is 0 counts in the sums and has no figure of its own for the median.
    """

    total: Value
    median: Value
    rests_on: int
    left_out: int = 0


@dataclass(slots=True)
class Tally:
    """Adds up one figure of many, one by one, all of them in one ``currency`` ("" where the figure reads no money)."""

    kpi: Kpi
    currency: str = ""
    rests_on: int = 0
    top: Decimal = Decimal(0)
    bottom: Decimal = Decimal(0)
    own: list[Decimal] = field(default_factory=list)

    def add(self, top: Decimal | int, bottom: Decimal | int) -> None:
        """One who has both parts known; from ``top`` what is to be taken away is taken already."""
        self.rests_on += 1
        self.top += top
        self.bottom += bottom
        if bottom:
            self.own.append(FORMULAS[self.kpi].factor * Decimal(top) / bottom)

    def take_in(self, other: "Tally") -> None:
        """Everybody of a tally of the same figure and currency."""
        self.rests_on += other.rests_on
        self.top += other.top
        self.bottom += other.bottom
        self.own += other.own

    def group(self, left_out: int = 0) -> Group:
        formula = FORMULAS[self.kpi]
        if not self.rests_on:
            nothing = _not_known(formula, f"nobody has both {formula.top} and {formula.bottom} on file")
            return Group(nothing, nothing, 0, left_out)
        total = quotient(self.kpi, self.top, self.bottom, currency=self.currency)
        median = Value(middle(self.own), total.unit, total.currency) if self.own else total
        return Group(total, median, self.rests_on, left_out)


def group(kpi: Kpi, many: Iterable[Measured]) -> Group:
    """Σ numerator ÷ Σ denominator over those who have both, with the median beside it. Order does not matter.

    Not known where their money is in several currencies: a group is asked for one currency at a time.
    """
    formula = FORMULAS[kpi]
    everything = list(many)
    counted = [m for m in everything if all(m.number(amount) is not None for amount in formula.needs)]
    left_out = len(everything) - len(counted)
    currencies = frozenset[str]().union(*(m.currencies(formula) for m in counted))
    if len(currencies) > 1:
        mixed = _not_known(formula, _mixed(currencies))
        return Group(mixed, mixed, len(counted), left_out)
    tally = Tally(kpi, next(iter(currencies), ""))
    for measured in counted:
        tally.add(*_parts(formula, measured))
    return tally.group(left_out)


def _parts(formula: Formula, measured: Measured) -> tuple[Decimal, Decimal]:
    """Numerator and denominator of one who has every part known."""
    top, bottom = measured.number(formula.top), measured.number(formula.bottom)
    less = measured.number(formula.less) if formula.less else Decimal(0)
    if top is None or bottom is None or less is None:
        raise ValueError("every part has to be known")
    return top - less, bottom


def _not_known(formula: Formula, reason: str) -> Value:
    return Value(None, formula.unit, reason=reason)


def _is(amount: Amount) -> str:
    return "are" if amount.endswith("s") else "is"


def _missing(amount: Amount) -> str:
    return f"{amount} {_is(amount)} not known"


def _mixed(currencies: Collection[str]) -> str:
    return f"{' and '.join(sorted(currencies))} cannot be divided or added: convert one of them first"


_CENT = Decimal("0.01")


def shown(value: Value) -> str:
    """For the eye, in two decimals: "4.50%", "0.83 EUR", "2.40×"; "not known" where it is not."""
    if value.number is None:
        return "not known"
    rounded = value.number.quantize(_CENT)
    number = f"{rounded:,.2f}"
    if value.number and not rounded:  # what is more or less than nothing is never shown as nothing
        number = "under 0.01" if value.number > 0 else "just under 0"
    return f"{number} {value.currency}" if value.unit is Unit.MONEY else f"{number}{value.unit}"
