"""The tables of the report. Each is one measure of every tier; where it can only be had per network, by one denominator
or in one currency, there is one table for each of these.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import median

from relationships.domain.collaborations import HistoryKind
from relationships.domain.compensation import LABELS, Compensation
from relationships.domain.counts import short_count
from relationships.domain.engagement import EngagementBasis
from relationships.domain.evidence import (
    COMPENSATION_FIGURES,
    ENGAGEMENT_FIGURES,
    Figure,
    Subject,
)
from relationships.domain.kpis import FORMULAS, Kpi
from relationships.domain.ladder import Rung
from relationships.domain.network_table import NETWORKS
from relationships.domain.playbooks.norms import Measure, Playbook, UsualHistory
from relationships.domain.samples import is_enough, too_few
from relationships.domain.tiers import Tier
from relationships.reports.side_by_side_figures import BY_CURRENCY, BY_NETWORK, Figures, Group, Scope
from relationships.reports.side_by_side_lines import Cell, Line, Norms, Number, Style, label_of, usual

_TIERS = tuple(tier for tier in Tier if tier is not Tier.UNKNOWN)

WAY, BRAND_FIT, ENGAGEMENT, CONTACT, COST = (
    "How they are worked with", "Brand-value fit", "Engagement", "Contact", "Reach and cost",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """``heads``: what the cells of a line are. ``of``: what ``known`` counts. ``shape``: "stack" (shares of one bar),
    "bar" (the first cell is drawn) or "" (not drawn). ``note`` says how it is measured. ``currency`` and ``network``
    are "" where it is not about one.
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
    def says_something(self) -> bool:
        """Whether any line has figures of ours."""
        return any(line.cells for line in self.lines)

    @property
    def of_tiers(self) -> Sequence[Line]:
        return [line for line in self.lines if line.of_tier]


def creators(figures: Figures, scope: Scope, norms: Norms) -> Iterator[Table]:
    """Plain counts: they need no minimum."""
    lines = []
    for tier in _TIERS:
        people = figures.creators[Group(scope, tier)]
        rows = sum(figures.mix("ladder", scope, tier).values())
        cells = [Cell(number, Style.COUNT.text(number)) for number in (people, rows)]
        lines.append(Line(label_of(tier), tier, rows, cells))
    note = "On file today. A creator who works with two brands is one creator with two relationships."
    yield Table("creators", WAY, "Creators", "relationships", ("Creators", "Relationships"), _drawn(lines), "bar", note)


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
_USUAL_HISTORY = {UsualHistory.ONGOING: "ongoing", UsualHistory.ONE_OFF: "one-off"}


def compensation(figures: Figures, scope: Scope, norms: Norms) -> Iterator[Table]:
    """Every tier, and below it those whom a published figure is about."""
    lines = []
    for tier in _TIERS:
        for figure in (None, *_about(COMPENSATION_FIGURES, tier)):
            line = _shares(tier, figure, figures.mix("compensation", scope, tier, figure), _COMPENSATIONS)
            if figure is None:
                line = replace(line, usual=usual(norms[tier], "usual_compensation", _usual_compensation))
            lines.append(line)
    note = "Shares of the relationships whose compensation is on file."
    yield _stack("compensation", "Compensation", _COMPENSATIONS, lines, note)


def history(figures: Figures, scope: Scope, norms: Norms) -> Iterator[Table]:
    lines = [
        replace(
            _shares(tier, None, figures.mix("history_kind", scope, tier), _HISTORIES),
            usual=usual(norms[tier], "usual_history", lambda book: _USUAL_HISTORY.get(book.usual_history, "")),
        )
        for tier in _TIERS
    ]
    note = "Shares of the relationships that had a collaboration. No figure was published."
    yield _stack("history", "History", _HISTORIES, lines, note)


def ladder(figures: Figures, scope: Scope, norms: Norms) -> Iterator[Table]:
    lines = [_shares(tier, None, figures.mix("ladder", scope, tier), _RUNGS) for tier in _TIERS]
    note = "The step on which each relationship stands, of those that stand on one. No figure was published."
    yield _stack("ladder", "Ladder to ambassador", _RUNGS, lines, note)


def fit(figures: Figures, scope: Scope, norms: Norms) -> Iterator[Table]:
    lines = [
        replace(
            _median(figures.samples["fit", Group(scope, tier)], tier, Style.SCORE),
            usual=usual(norms[tier], "min_fit", lambda book: f"at least {book.min_fit}" if book.min_fit else ""),
        )
        for tier in _TIERS
    ]
    note = "Of 100, where enough is rated. No figure was published."
    yield Table("fit", BRAND_FIT, "Fit", "rated relationships", ("Median",), _drawn(lines, full=100), "bar", note)


def engagement(figures: Figures, scope: Scope, norms: Norms) -> Iterator[Table]:
    """What the main accounts show, by network and denominator; those that most accounts have come first."""
    sizes: dict[tuple[str, str], int] = {}
    for (name, group), values in figures.samples.items():
        if name == "engagement" and group.scope == scope and group.figure is None and group.tier in _TIERS:
            kind = (group.network, group.basis)
            sizes[kind] = sizes.get(kind, 0) + len(values)
    for network, basis in sorted(sizes, key=lambda kind: (-sizes[kind], kind)):
        lines = []
        for tier in _TIERS:
            for figure in (None, *_about(ENGAGEMENT_FIGURES, tier)):
                group = Group(scope, tier, figure, network, basis)
                line = _median(figures.samples.get(("engagement", group), ()), tier, Style.RATE, figure)
                if figure is None:
                    line = replace(line, usual=usual(norms[tier], "engagement", _band(network, basis)))
                lines.append(line)
        title = f"{NETWORKS[network].label}, by {EngagementBasis(basis)}"
        note = "The main account’s rate as on file. The published figures name neither network nor denominator."
        drawn = _drawn(lines)
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
            yield Table(key, ENGAGEMENT, title, "collaborations", heads, _drawn(lines), "bar", note, "%")


def touches(figures: Figures, scope: Scope, norms: Norms) -> Iterator[Table]:
    lines = []
    for tier in _TIERS:
        numbers = figures.samples["touches", Group(scope, tier)]
        a_month = [number / figures.period.months for number in numbers]
        line = _median(a_month, tier, Style.NUMBER, beside=_mean(a_month))
        lines.append(replace(line, usual=usual(norms[tier], "touch_days_active", _cadence)))
    note = "Touchpoints per relationship and month of the period, of relationships touched in it at all."
    heads, drawn = ("Median", "Σ/Σ"), _drawn(lines)
    yield Table("touches", CONTACT, "Touches per month", "touched relationships", heads, drawn, "bar", note)


def replies(figures: Figures, scope: Scope, norms: Norms) -> Iterator[Table]:
    lines = [_median(figures.samples["reply", Group(scope, tier)], tier, Style.DAYS) for tier in _TIERS]
    note = (
        "From our first message that waited for an answer to the creator’s next message, both in the period."
        " What was never answered is in no median."
    )
    yield Table("reply", CONTACT, "Days to reply", "replies", ("Median",), _drawn(lines), "bar", note, "days")


def reach(figures: Figures, scope: Scope, norms: Norms) -> Iterator[Table]:
    lines = [_sum(figures.samples["reach", Group(scope, tier)], tier, Style.COUNT) for tier in _TIERS]
    note = "Per measured collaboration. A person reached twice counts twice in the sum."
    yield Table("reach", COST, "Reach", "collaborations", ("Median", "Sum"), _drawn(lines), "bar", note)


def costs(figures: Figures, scope: Scope, norms: Norms) -> Iterator[Table]:
    currencies = {
        g.currency for (name, g) in figures.samples if name == "cost" and g.scope == scope and g.tier in _TIERS
    }
    for currency in sorted(currencies):
        groups = [Group(scope, tier, currency=currency) for tier in _TIERS]
        lines = [_sum(figures.samples.get(("cost", group), ()), group.tier, Style.NUMBER) for group in groups]
        title = f"Brand cost, {currency}"
        note = "Fee, landed products, shipping, commission, usage rights and agency, excluding VAT."
        heads = ("Median", "Sum")
        yield Table(f"cost-{currency}", COST, title, "collaborations", heads, _drawn(lines), "bar", note, currency)


#: By which word of a playbook a key figure of cost must not rank its tier.
_RANKING = {Kpi.CPE: Measure.COST_PER_ENGAGEMENT, Kpi.CPM: Measure.COST_PER_THOUSAND}


def key_figures_of_cost(figures: Figures, scope: Scope, norms: Norms) -> Iterator[Table]:
    for kpi in BY_CURRENCY:
        for currency in _splits(figures, scope, kpi, "currency"):
            lines = []
            for tier in _TIERS:
                line = _key_figure(figures, kpi, Group(scope, tier, currency=currency), Style.NUMBER)
                lines.append(replace(line, caution=_caution(norms[tier], _RANKING[kpi])))
            formula = FORMULAS[kpi]
            note = (
                f"Brand cost ÷ {formula.bottom} of measured collaborations. A tier is compared only by what it is for."
            )
            yield Table(
                f"{kpi}-{currency}", COST, f"{formula.label}, {currency}", "collaborations", ("Median", "Σ/Σ"),
                _drawn(lines), "bar", note, currency,
            )  # fmt: skip


#: In the order of the page.
TABLES: Sequence[Callable[[Figures, Scope, Norms], Iterator[Table]]] = (
    creators, compensation, history, ladder, fit, engagement, engagement_of_results, touches, replies, reach, costs,
    key_figures_of_cost,
)  # fmt: skip


def _about(figures: Sequence[Figure], tier: Tier) -> Sequence[Figure]:
    return [figure for figure in figures if figure.tier == tier]


def _splits(figures: Figures, scope: Scope, kpi: Kpi, column: str) -> Sequence[str]:
    """The networks or currencies in which a tier of this scope has the figure at all."""
    groups = (group for found, group in figures.tallies if found is kpi and group.scope == scope)
    return sorted({getattr(group, column) for group in groups if group.tier in _TIERS})


def _shares(tier: Tier, figure: Figure | None, counted: Mapping[str, int], parts: Iterable[StrEnum]) -> Line:
    counts = [counted.get(part.value, 0) for part in parts]
    known = sum(counts)
    cells: list[Cell] = []
    if is_enough(known):
        start = 0.0
        for count in counts:
            share = 100 * count / known
            cells.append(Cell(share, Style.SHARE.text(share), start, share))
            start += share
    mark = None
    if figure is not None:
        # Products stand at the left of a line and pay at its right: a share that is paid is counted from the right.
        mark = 100 - figure.percent if figure.subject is Subject.PAID else figure.percent
    return Line(
        label_of(tier, figure), tier, known, cells, too_few(known), of_tier=figure is None, published=figure, mark=mark
    )


def _stack(key: str, title: str, parts: Mapping[StrEnum, str], lines: Sequence[Line], note: str) -> Table:
    return Table(key, WAY, title, "relationships", tuple(parts.values()), lines, "stack", note, "%")


def _median(
    values: Sequence[float], tier: Tier, style: Style, figure: Figure | None = None, beside: Number | None = None
) -> Line:
    numbers = [median(values), *([] if beside is None else [beside])] if is_enough(len(values)) else []
    cells = [Cell(number, style.text(number)) for number in numbers]
    label = label_of(tier, figure)
    return Line(label, tier, len(values), cells, too_few(len(values)), of_tier=figure is None, published=figure)


def _sum(values: Sequence[float], tier: Tier, style: Style) -> Line:
    return _median(values, tier, style, beside=sum(values))


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


def _drawn(lines: Sequence[Line], full: float = 0) -> Sequence[Line]:
    """The first cell of each line as a bar, all on one scale from 0 to ``full`` (0: the largest that is drawn)."""
    drawn = [line for line in lines if not line.caution]
    marks = [line.published.percent for line in drawn if line.published]
    largest = full or max((float(line.cells[0].number) for line in drawn if line.cells), default=0.0)
    scale = max(largest, *marks, 0.0) if marks and not full else largest
    if not scale:
        return lines
    found = []
    for line in lines:
        if line.caution:
            found.append(line)
            continue
        cells = [replace(cell, width=100 * float(cell.number) / scale) for cell in line.cells[:1]]
        mark = 100 * line.published.percent / scale if line.published else None
        found.append(replace(line, cells=[*cells, *line.cells[1:]], mark=mark))
    return found


def _usual_compensation(book: Playbook) -> str:
    """ "products", or "products under 50K, products + paid from there"."""
    if book.usual_compensation is None:
        return ""
    first = LABELS[book.usual_compensation].lower()
    above = book.usual_compensation_above
    if book.products_first_below is None or above is None:
        return first
    return f"{first} under {short_count(book.products_first_below)}, {LABELS[above].lower()} from there"


def _band(network: str, basis: str) -> Callable[[Playbook], str]:
    def says(book: Playbook) -> str:
        band = book.band_for(network, basis)
        return f"{band.low:g}–{band.high:g}%" if band else ""

    return says


def _cadence(book: Playbook) -> str:
    if book.touch_days_active is None:
        return ""
    ambassador = f", ambassadors {book.touch_days_ambassador}" if book.touch_days_ambassador else ""
    return f"every {book.touch_days_active} days at least{ambassador}"


def _caution(book: Playbook, measure: Measure) -> str:
    if measure not in book.not_ranked_by:
        return ""
    origin = book.origins.get("not_ranked_by")
    return f"not to be ranked by this ({origin})" if origin else "not to be ranked by this"
