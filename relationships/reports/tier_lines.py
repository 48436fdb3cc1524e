"""The tier mix as a chart reads it: one line a group of creators, its shares, and what was published about them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from relationships.domain import evidence
from relationships.domain.collaborations import HistoryKind
from relationships.domain.compensation import Compensation
from relationships.domain.counts import short_count
from relationships.domain.evidence import Figure
from relationships.domain.samples import is_enough, too_few
from relationships.domain.tiers import Tier
from relationships.reports.tier_mix import Mix, TierCounts
from relationships.reports.usual_norms import Usual, UsualNorms

_TIERS = [tier for tier in Tier if tier is not Tier.UNKNOWN]
#: What a line is divided into, in its order from left to right, with the heads of its columns.
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
_PUBLISHED_AS = {evidence.Subject.PRODUCTS_ONLY: "rarely paid", evidence.Subject.PAID: "paid"}


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a line: from ``start`` on ``percent`` of it (both 0 to 100)."""

    label: str
    percent: float
    start: float


@dataclass(frozen=True, slots=True)
class Line:
    """``known`` relationships, divided; under `MIN_SAMPLE` of them our own shares are not shown: see ``too_few``.

    ``figure``: what was published about just these creators, None where nothing was; ``mark`` is where it stands on
    the line, ``ours`` the same share among our own where it is none of ``shares`` (percent, None when too few are
    known). ``norm``: what is usual, in words without a figure; None where the playbook has no such norm.
    """

    label: str
    known: int
    shares: Sequence[Share]
    figure: Figure | None = None
    mark: float | None = None
    ours: float | None = None
    norm: Usual | None = None

    @property
    def too_few(self) -> str:
        """What is said instead of shares; "" where enough are known."""
        return too_few(self.known)

    @property
    def published(self) -> str:
        """The figure in few words, such as "80% rarely paid"; "" where nothing was published."""
        return f"{self.figure.percent:.0f}% {_PUBLISHED_AS[self.figure.subject]}" if self.figure else ""


def compensation_lines(counts: TierCounts, usual: UsualNorms) -> Sequence[Line]:
    return [line for tier in _TIERS for line in _compensation_lines_of(tier, counts, usual)]


def _compensation_lines_of(tier: Tier, counts: TierCounts, usual: UsualNorms) -> Iterator[Line]:
    figures = evidence.compensation_figures_of(tier)
    for figure in figures:
        mix = counts.by_figure.get((tier, figure), Mix())
        yield _line(f"{tier.capitalize()} {_range(figure)}", mix.compensation, _COMPENSATIONS, figure=figure)
    rest = counts.by_figure.get((tier, None), Mix())
    # Macro creators are all covered by their figure, unless the bands were changed.
    if rest.relationships or tier is not Tier.MACRO:
        label = f"Other {tier}" if figures else tier.capitalize()
        norm = usual.compensation(tier, rest=bool(figures))
        yield _line(label, rest.compensation, _COMPENSATIONS, norm=norm)


def history_lines(counts: TierCounts, usual: UsualNorms) -> Sequence[Line]:
    """No figure was published about history; what is usual is told in words."""
    mixes = counts.by_tier or {}
    return [
        _line(tier.capitalize(), mixes.get(tier, Mix()).history, _HISTORIES, norm=usual.history(tier))
        for tier in _TIERS
    ]


def _line(
    label: str,
    counted: Mapping[Any, int],
    parts: Mapping[StrEnum, str],
    *,
    figure: Figure | None = None,
    norm: Usual | None = None,
) -> Line:
    known = sum(counted.values())
    shares: list[Share] = []
    start = 0.0
    for part, name in parts.items():
        percent = 100 * counted.get(part, 0) / known if known else 0.0
        shares.append(Share(name, percent, start))
        start += percent
    return Line(label, known, shares, figure, _mark(figure), _ours(figure, counted), norm)


def _mark(figure: Figure | None) -> float | None:
    """Products stand at the left of a line and pay at its right, so a share that is paid is counted from the right."""
    if figure is None:
        return None
    return 100 - figure.percent if figure.subject is evidence.Subject.PAID else figure.percent


def _ours(figure: Figure | None, counted: Mapping[Any, int]) -> float | None:
    """Only where it is a sum of several shares: otherwise it is one of them."""
    known = sum(counted.values())
    words = evidence.COUNTED_AS[figure.subject] if figure else ()
    if not is_enough(known) or len(words) < 2:
        return None
    return 100 * sum(counted.get(word, 0) for word in words) / known


def _range(figure: Figure) -> str:
    low = short_count(figure.followers_from or 0)
    return f"{low}–{short_count(figure.followers_below)}" if figure.followers_below else f"from {low}"
