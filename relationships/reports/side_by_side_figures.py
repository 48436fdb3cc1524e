"""Everything that the report "side by side" counts and measures: a constant number of queries, whatever is on file.

State (compensation, history, ladder, fit, accounts) is as on file today; touchpoints and results are those of the
period. All of it comes by brand and for all brands together: a median of all is no mean of the brands' medians.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Case, CharField, Count, F, FloatField, When
from django.db.models.functions import Cast
from django.utils import timezone

from relationships.domain.evidence import COMPENSATION_FIGURES, ENGAGEMENT_FIGURES, Figure
from relationships.domain.kpis import FORMULAS, Amount, Kpi, Tally
from relationships.domain.tiers import Tier
from relationships.models import Relationship, Result, Touchpoint
from relationships.querysets.contacts import contact_numbers
from relationships.querysets.results import brand_cost, cost_currency
from relationships.reports.tier_mix import figure_case

#: Id of a brand; None is all chosen brands together.
Scope = int | None

_DAYS_A_MONTH = 365.25 / 12

#: The key figures of results: those by network, whose denominators are never mixed, and those by currency.
BY_NETWORK = (Kpi.ENGAGEMENT_BY_REACH, Kpi.ENGAGEMENT_BY_VIEWS)
BY_CURRENCY = (Kpi.CPE, Kpi.CPM)
_COUNTS = (Amount.REACH, Amount.IMPRESSIONS, Amount.ENGAGEMENTS, Amount.VIEWS)
_CHUNK = 5_000  # rows read at a time


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both included."""

    first: date
    last: date

    @property
    def months(self) -> float:
        return ((self.last - self.first).days + 1) / _DAYS_A_MONTH

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """Where the reader is: from the first one on, and before the second one."""
        begins, ends = (datetime.combine(day, time.min) for day in (self.first, self.last + timedelta(days=1)))
        return timezone.make_aware(begins), timezone.make_aware(ends)


@dataclass(frozen=True, slots=True)
class Group:
    """Whose figure it is: of a brand or of all (None), of a tier or only of those whom a published figure is about.

    ``network``, ``basis`` and ``currency`` are "" where the figure does not depend on them.
    """

    scope: Scope
    tier: Tier
    figure: Figure | None = None
    network: str = ""
    basis: str = ""
    currency: str = ""


@dataclass(slots=True)
class Figures:
    """``mixes``: how many relationships, by group and column. ``samples``: single values, by their name and group."""

    period: Period
    mixes: defaultdict[tuple[str, Group], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    samples: defaultdict[tuple[str, Group], list[float]] = field(default_factory=lambda: defaultdict(list))
    tallies: dict[tuple[Kpi, Group], Tally] = field(default_factory=dict)
    creators: defaultdict[Group, int] = field(default_factory=lambda: defaultdict(int))

    def mix(self, column: str, group: Group) -> Counter[str]:
        return self.mixes.get((column, group), Counter())

    def sample(self, name: str, group: Group) -> Sequence[float]:
        return self.samples.get((name, group), ())

    def tally(self, kpi: Kpi, group: Group) -> Tally:
        if (kpi, group) not in self.tallies:
            self.tallies[kpi, group] = Tally(kpi, group.currency)
        return self.tallies[kpi, group]


#: What relationships are divided by.
DIVIDED = ("compensation", "history_kind", "ladder")


def read_figures(brands: Collection[int], period: Period) -> Figures:
    """Four queries."""
    figures = Figures(period)
    _divide(figures, brands)
    _read_relationships(figures, brands)
    _read_touchpoints(figures, brands)
    _read_results(figures, brands)
    return figures


def _divide(figures: Figures, brands: Collection[int]) -> None:
    rows = Relationship.objects.filter(brand_id__in=brands).order_by().annotate(figure=figure_case())
    divided = rows.values_list("brand_id", "tier", "figure", *DIVIDED).annotate(count=Count("pk"))
    for brand, tier, index, *values, count in divided:
        for group in _groups(brand, tier, COMPENSATION_FIGURES, index):
            for column, value in zip(DIVIDED, values, strict=True):
                figures.mixes[column, group][value] += count


def _groups(brand: int, tier: str, about: Sequence[Figure] = (), index: int | None = None) -> Iterator[Group]:
    """Every group that a row of a brand belongs to."""
    for scope in (brand, None):
        yield from _groups_within(scope, tier, about, index)


def _groups_within(scope: Scope, tier: str, about: Sequence[Figure], index: int | None) -> Iterator[Group]:
    yield Group(scope, Tier(tier))
    if index is not None:
        yield Group(scope, Tier(tier), about[index])


def _read_relationships(figures: Figures, brands: Collection[int]) -> None:
    """Fit belongs to a relationship, engagement to a creator: of all brands together a creator is counted once."""
    rows = Relationship.objects.filter(brand_id__in=brands).order_by()
    rows = rows.annotate(figure=figure_case(ENGAGEMENT_FIGURES), rate=Cast("engagement_rate", FloatField()))
    columns = ("creator_id", "fit_score", "rate", "brand_id", "tier", "figure", "network", "engagement_basis")
    # Collected by plain keys first: a group costs too much to be looked up for every row.
    fits: defaultdict[tuple[int, str], list[float]] = defaultdict(list)
    rates: defaultdict[tuple[Scope, str, int | None, str, str], list[float]] = defaultdict(list)
    on_file: Counter[tuple[Scope, str]] = Counter()
    seen: set[int] = set()
    for creator, fit, rate, brand, tier, *measured in rows.values_list(*columns).iterator(_CHUNK):
        scopes = (brand,) if creator in seen else (brand, None)
        seen.add(creator)
        if fit is not None:
            fits[brand, tier].append(fit)
        for scope in scopes:
            on_file[scope, tier] += 1
            if rate is not None and measured[1]:
                rates[scope, tier, *measured].append(rate)
    for (scope, tier), count in on_file.items():
        figures.creators[Group(scope, Tier(tier))] += count
    for (brand, tier), values in fits.items():
        for group in _groups(brand, tier):
            figures.samples["fit", group] += values
    for (scope, tier, index, network, basis), values in rates.items():
        for group in _groups_within(scope, tier, ENGAGEMENT_FIGURES, index):
            figures.samples["engagement", replace(group, network=network, basis=basis)] += values


def _read_touchpoints(figures: Figures, brands: Collection[int]) -> None:
    begins, ends = figures.period.moments
    touchpoints = Touchpoint.objects.filter(
        relationship__brand_id__in=brands, happened_at__gte=begins, happened_at__lt=ends
    )
    found: defaultdict[tuple[str, int, str], list[float]] = defaultdict(list)
    for kind, brand, tier, number in contact_numbers(touchpoints):
        found[kind, brand, tier].append(number)
    for (kind, brand, tier), values in found.items():
        for group in _groups(brand, tier):
            figures.samples[kind, group] += values


def _read_results(figures: Figures, brands: Collection[int]) -> None:
    """By the tier at which the work was agreed; where that was not kept, by today's."""
    agreed = Case(
        When(collaboration__tier_agreed="", then=F("collaboration__relationship__tier")),
        default=F("collaboration__tier_agreed"),
        output_field=CharField(max_length=8),
    )
    period = (figures.period.first, figures.period.last)
    results = Result.objects.filter(collaboration__relationship__brand_id__in=brands, measured_on__range=period)
    rows = results.order_by().values_list(
        "collaboration__relationship__brand_id", agreed, "collaboration__relationship__network", cost_currency(),
        brand_cost(), *_COUNTS,
    )  # fmt: skip
    by_key: defaultdict[tuple[int, str, str, str], list[tuple[Decimal | int | None, ...]]] = defaultdict(list)
    for brand, tier, network, currency, *amounts in rows.iterator(_CHUNK):
        by_key[brand, tier, network, currency or ""].append(tuple(amounts))
    for (brand, tier, network, currency), measured in by_key.items():
        columns = dict(zip((Amount.COST, *_COUNTS), zip(*measured, strict=True), strict=True))
        for group in _groups(brand, tier):
            figures.samples["reach", group] += [float(reach) for reach in columns[Amount.REACH] if reach is not None]
            if currency:
                costs = [float(cost) for cost in columns[Amount.COST] if cost is not None]
                figures.samples["cost", replace(group, currency=currency)] += costs
        for kpi, tally in _tallies(columns, network, currency):
            for group in _groups(brand, tier):
                of = replace(group, network=network) if kpi in BY_NETWORK else replace(group, currency=currency)
                figures.tally(kpi, of).take_in(tally)


def _tallies(
    columns: Mapping[Amount, Sequence[Decimal | int | None]], network: str, currency: str
) -> Iterator[tuple[Kpi, Tally]]:
    """The key figures of results of one network and currency."""
    for kpi in (*(BY_NETWORK if network else ()), *(BY_CURRENCY if currency else ())):
        tally = Tally(kpi, currency)
        for top, bottom in zip(columns[FORMULAS[kpi].top], columns[FORMULAS[kpi].bottom], strict=True):
            if top is not None and bottom is not None:
                tally.add(top, bottom)
        yield kpi, tally
