"""The tables of the report. Each is one measure of every tier; where it can only be had per network, by one denominator
or in one currency, there is one table for each of these.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from relationships.domain.collaborations import HistoryKind
from relationships.domain.compensation import Compensation
from relationships.domain.engagement import EngagementBasis
from relationships.domain.evidence import (
    COMPENSATION_FIGURES,
    ENGAGEMENT_FIGURES,
    Figure,
)
from relationships.domain.kpis import FORMULAS, Kpi
from relationships.domain.ladder import Rung
from relationships.domain.network_table import NETWORKS
from relationships.domain.playbooks.norms import Measure
from relationships.domain.samples import is_enough, too_few
from relationships.domain.tiers import Tier
from relationships.reports.side_by_side_figures import BY_CURRENCY, BY_NETWORK, Figures, Group, Scope
from relationships.reports.side_by_side_lines import (
    Cell,
    Line,
    Norms,
    Style,
    bars,
    dots,
    label_of,
    median_line,
    shares,
    sum_line,
)
from relationships.reports.side_by_side_norms import (
    caution,
    usual_cadence,
    usual_compensation,
    usual_engagement,
    usual_fit,
    usual_history,
)

_TIERS = tuple(tier for tier in Tier if tier is not Tier.UNKNOWN)

WAY, ENGAGEMENT, CONTACT, COST = "How they are worked with", "Engagement", "Contact", "Reach and cost"


@dataclass(frozen=True, slots=True)
class Table:
    """``heads``: what the cells of a line are. ``of``: what ``known`` counts, "" where the cells are counts themselves.

    ``shape``: "stack" (shares of one bar), "bar" (the first cell as a bar) or "dot" (the first cell on a scale of
    powers of ten). ``note`` says how it is measured, ``unit`` what the numbers are ("" for plain ones).
    """

    key: str
    section: str
    title: str
    of: str
    heads: Sequence[str]
    lines: Sequence[Line]
    shape: str
    note: str = ""
    unit: str = ""

    @property
    def kind(self) -> str:
        """The same for the tables of one measure."""
        return self.key.partition("-")[0]

    @property
    def says_something(self) -> bool:
        """Whether any line has figures of ours."""
        return any(line.cells for line in self.lines)

    @property
    def has_beside(self) -> bool:
        return any(line.published or line.usual or line.caution for line in self.lines)

    @property
    def compares(self) -> bool:
        """Whether at least two tiers have figures that may be drawn side by side."""
        return sum(1 for line in self.lines if line.of_tier and line.cells and not line.caution) > 1

    @property
    def headed(self) -> Sequence[tuple[Line, Sequence[tuple[str, Cell]]]]:
        """The lines with each cell beside its head."""
        return [(line, list(zip(self.heads, line.cells, strict=False))) for line in self.lines]

    @property
    def rows(self) -> Sequence[tuple[str, Sequence[tuple[Line, Cell | None]]]]:
        """Turned round: a row for each figure, with every tier's cell; None where it is not shown."""
        tiers = [line for line in self.lines if line.of_tier]
        return [
            (head, [(line, line.cells[place] if place < len(line.cells) else None) for line in tiers])
            for place, head in enumerate(self.heads)
        ]


def creators(figures: Figures, scope: Scope, norms: Norms) -> Iterator[Table]:
    """Plain counts: they need no minimum."""
    lines = []
    for tier in _TIERS:
        people = figures.creators.get(Group(scope, tier), 0)
        rows = sum(figures.mix("ladder", Group(scope, tier)).values())
        cells = [Cell(number, Style.COUNT.text(number)) for number in (people, rows)]
        lines.append(Line(label_of(tier), tier, rows, cells))
    note = "On file today. A creator who works with two brands is one creator with two relationships."
    yield Table("creators", WAY, "Creators", "", ("Creators", "Relationships"), bars(lines), "bar", note)


_COMPENSATIONS: Mapping[StrEnum, str] = {
    Compensation.PRODUCTS: "Products",
    Compensation.MIXED: "Both",
    Compensation.PAID: "Paid",
}
_HISTORIES: Mapping[StrEnum, str] = {
    HistoryKind.ONE_OFF: "One-off",
    HistoryKind.AMBASSADOR: "Ambassador",
    HistoryKind.FORMER_AMBASSADOR: "Former",
}
_RUNGS: Mapping[StrEnum, str] = {
    Rung.FIRST: "First",
    Rung.REPEAT: "Repeat",
    Rung.OFFERED: "Offered",
    Rung.AMBASSADOR: "Ambassador",
    Rung.RENEWED: "Renewed",
    Rung.FORMER: "Former",
}


def compensation(figures: Figures, scope: Scope, norms: Norms) -> Iterator[Table]:
    """Every tier, and below it those whom a published figure is about."""
    lines = []
    for tier in _TIERS:
        for figure in (None, *_about(COMPENSATION_FIGURES, tier)):
            line = shares(tier, figure, figures.mix("compensation", Group(scope, tier, figure)), _COMPENSATIONS)
            if figure is None:
                line = replace(line, usual=usual_compensation(norms[tier]))
            lines.append(line)
    note = "Shares of the relationships whose compensation is on file."
    yield _stack("compensation", "Compensation", _COMPENSATIONS, lines, note)


def history(figures: Figures, scope: Scope, norms: Norms) -> Iterator[Table]:
    lines = [
        replace(
            shares(tier, None, figures.mix("history_kind", Group(scope, tier)), _HISTORIES),
            usual=usual_history(norms[tier]),
        )
        for tier in _TIERS
    ]
    note = "Shares of the relationships that had a collaboration. No figure was published."
    yield _stack("history", "History", _HISTORIES, lines, note)


def ladder(figures: Figures, scope: Scope, norms: Norms) -> Iterator[Table]:
    lines = [shares(tier, None, figures.mix("ladder", Group(scope, tier)), _RUNGS) for tier in _TIERS]
    note = "The step on which each relationship stands, of those that stand on one. No figure was published."
    yield _stack("ladder", "Ladder to ambassador", _RUNGS, lines, note)


def fit(figures: Figures, scope: Scope, norms: Norms) -> Iterator[Table]:
    lines = [
        replace(
            median_line(figures.sample("fit", Group(scope, tier)), tier, Style.SCORE),
            usual=usual_fit(norms[tier]),
        )
        for tier in _TIERS
    ]
    note = "Of 100, where enough is rated. No figure was published."
    yield Table("fit", WAY, "Fit", "rated relationships", ("Median",), bars(lines, full=100), "bar", note)


#: Network and denominator as which the house reads the published figures of engagement, which name neither.
PUBLISHED_ENGAGEMENT = ("instagram", EngagementBasis.FOLLOWERS)


def engagement(figures: Figures, scope: Scope, norms: Norms) -> Iterator[Table]:
    """What the main accounts show, by network and denominator; those that most accounts have come first."""
    sizes: Counter[tuple[str, str]] = Counter()
    for (name, group), values in figures.samples.items():
        if name == "engagement" and group.scope == scope and group.figure is None and group.tier in _TIERS:
            sizes[group.network, group.basis] += len(values)
    for network, basis in sorted(sizes, key=lambda kind: (-sizes[kind], kind)):
        published = ENGAGEMENT_FIGURES if (network, basis) == PUBLISHED_ENGAGEMENT else ()
        lines = []
        for tier in _TIERS:
            for figure in (None, *_about(published, tier)):
                group = Group(scope, tier, figure, network, basis)
                line = median_line(figures.sample("engagement", group), tier, Style.RATE, figure)
                if figure is None:
                    line = replace(line, usual=usual_engagement(norms[tier], network, basis))
                lines.append(line)
        title = f"{NETWORKS[network].label}, by {EngagementBasis(basis)}"
        note = "The main account’s rate as on file."
        if published:
            note += " The published figures name neither network nor denominator; the house reads them so."
        drawn = bars(lines)
        yield Table(
            f"engagement-{network}-{basis}", ENGAGEMENT, title, "accounts", ("Median",), drawn, "bar", note, "%"
        )


def engagement_of_results(figures: Figures, scope: Scope, norms: Norms) -> Iterator[Table]:
    for kpi in BY_NETWORK:
        for network in _splits(figures, scope, kpi, "network"):
            lines = [_key_figure(figures, kpi, Group(scope, tier, network=network), Style.RATE) for tier in _TIERS]
            basis = FORMULAS[kpi].bottom
            title = f"{NETWORKS[network].label}, results by {basis}"
            note = f"Engagements ÷ {basis} of measured collaborations; the network is that of the main account."
            key = f"results-{network}-{basis}"
            heads = ("Median", "Σ/Σ")
            yield Table(key, ENGAGEMENT, title, "collaborations", heads, bars(lines), "bar", note, "%")


def touches(figures: Figures, scope: Scope, norms: Norms) -> Iterator[Table]:
    lines = []
    for tier in _TIERS:
        numbers = figures.sample("touches", Group(scope, tier))
        a_month = [number / figures.period.months for number in numbers]
        line = median_line(a_month, tier, Style.NUMBER, beside=_mean(a_month))
        lines.append(replace(line, usual=usual_cadence(norms[tier])))
    note = "Touchpoints per relationship and month of the period, of relationships touched in it at all."
    heads, drawn = ("Median", "Σ/Σ"), bars(lines)
    yield Table("touches", CONTACT, "Touches per month", "touched relationships", heads, drawn, "bar", note)


def replies(figures: Figures, scope: Scope, norms: Norms) -> Iterator[Table]:
    lines = [median_line(figures.sample("reply", Group(scope, tier)), tier, Style.DAYS) for tier in _TIERS]
    note = (
        "From our first message that waited for an answer to the creator’s next message, both in the period."
        " What was never answered is in no median."
    )
    yield Table("reply", CONTACT, "Days to reply", "replies", ("Median",), bars(lines), "bar", note, "days")


def reach(figures: Figures, scope: Scope, norms: Norms) -> Iterator[Table]:
    lines = [sum_line(figures.sample("reach", Group(scope, tier)), tier, Style.COUNT) for tier in _TIERS]
    note = "Per measured collaboration. A person reached twice counts twice in the sum."
    yield Table("reach", COST, "Reach", "collaborations", ("Median", "Sum"), dots(lines), "dot", note)


def costs(figures: Figures, scope: Scope, norms: Norms) -> Iterator[Table]:
    sizes: Counter[str] = Counter()
    for (name, group), values in figures.samples.items():
        if name == "cost" and group.scope == scope and group.tier in _TIERS:
            sizes[group.currency] += len(values)
    for currency in sorted(sizes, key=lambda currency: (-sizes[currency], currency)):
        groups = [Group(scope, tier, currency=currency) for tier in _TIERS]
        lines = [sum_line(figures.sample("cost", group), group.tier, Style.NUMBER) for group in groups]
        title = f"Brand cost, {currency}"
        note = "Fee, landed products, shipping, commission, usage rights and agency, excluding VAT."
        heads = ("Median", "Sum")
        yield Table(f"cost-{currency}", COST, title, "collaborations", heads, dots(lines), "dot", note, currency)


#: By which word of a playbook a key figure of cost must not rank its tier.
_RANKING = {Kpi.CPE: Measure.COST_PER_ENGAGEMENT, Kpi.CPM: Measure.COST_PER_THOUSAND}


def key_figures_of_cost(figures: Figures, scope: Scope, norms: Norms) -> Iterator[Table]:
    for kpi in BY_CURRENCY:
        for currency in _splits(figures, scope, kpi, "currency"):
            lines = []
            for tier in _TIERS:
                line = _key_figure(figures, kpi, Group(scope, tier, currency=currency), Style.NUMBER)
                lines.append(replace(line, caution=caution(norms[tier], _RANKING[kpi])))
            formula = FORMULAS[kpi]
            note = (
                f"Brand cost ÷ {formula.bottom} of measured collaborations. A tier is compared only by what it is for."
            )
            yield Table(
                f"{kpi}-{currency}", COST, f"{formula.label}, {currency}", "collaborations", ("Median", "Σ/Σ"),
                bars(lines), "bar", note, currency,
            )  # fmt: skip


#: In the order of the page.
TABLES: Sequence[Callable[[Figures, Scope, Norms], Iterator[Table]]] = (
    creators, compensation, history, ladder, fit, engagement, engagement_of_results, touches, replies, reach, costs,
    key_figures_of_cost,
)  # fmt: skip


def _about(figures: Sequence[Figure], tier: Tier) -> Sequence[Figure]:
    return [figure for figure in figures if figure.tier == tier]


def _splits(figures: Figures, scope: Scope, kpi: Kpi, column: str) -> Sequence[str]:
    """The networks or currencies in which a tier of this scope has the figure at all, those of most first."""
    sizes: Counter[str] = Counter()
    for (found, group), tally in figures.tallies.items():
        if found is kpi and group.scope == scope and group.tier in _TIERS:
            sizes[getattr(group, column)] += tally.rests_on
    return sorted(sizes, key=lambda split: (-sizes[split], split))


def _stack(key: str, title: str, parts: Mapping[StrEnum, str], lines: Sequence[Line], note: str) -> Table:
    return Table(key, WAY, title, "relationships", tuple(parts.values()), lines, "stack", note, "%")


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _key_figure(figures: Figures, kpi: Kpi, group: Group, style: Style) -> Line:
    tally = figures.tallies.get((kpi, group))
    found = tally.group() if tally else None
    known = found.rests_on if found else 0
    label = label_of(group.tier)
    if found is None or not is_enough(known):
        return Line(label, group.tier, known, (), too_few(known))
    both = [value.number for value in (found.median, found.total) if value.number is not None]
    return Line(label, group.tier, known, [Cell(number, style.text(number)) for number in both], found.total.reason)
