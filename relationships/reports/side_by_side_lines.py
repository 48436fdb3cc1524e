"""A line of the report: one group of creators, our figures about it, and what was published or is usual beside them."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, StrEnum
from math import ceil, floor, log10
from statistics import median

from relationships.domain.counts import short_count
from relationships.domain.evidence import COUNTED_AS, Figure, Subject
from relationships.domain.playbooks.norms import Playbook
from relationships.domain.samples import is_enough, too_few
from relationships.domain.tiers import Tier
from relationships.reports.side_by_side_norms import Beside

Number = int | float | Decimal
Norms = Mapping[Tier, Playbook]


class Style(Enum):
    """How a number reads: two decimals, but for what comes in wholes."""

    COUNT = "{:,.0f}"
    SHARE = "{:.0f}%"
    RATE = "{:,.2f}%"
    SCORE = "{:.0f}"
    NUMBER = "{:,.2f}"
    DAYS = "{:,.2f} days"

    def text(self, number: Number) -> str:
        """What is more than nothing is never shown as nothing."""
        shown = self.value.format(number)
        if number > 0 and shown == self.value.format(0):
            return f"under {self.value.format(0.01 if '.2f' in self.value else 1)}"
        return shown


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure. ``number`` is unrounded. ``start`` and ``width``, 0 to 100: where it is drawn (None: it is not)."""

    number: Number
    text: str
    start: float = 0
    width: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """``known``: how many our figures rest on. ``cells`` is empty where they are too few, and ``reason`` says so.

    ``of_tier``: the whole tier, else only those whom ``published`` is about. ``mark``: where the published percentage
    stands on the drawing, None where it cannot; ``ours`` the same share among our own where it is none of ``cells``
    (percent, None when too few are known). ``caution``: why the tier is not compared by this, "" where it may be.
    """

    label: str
    tier: Tier
    known: int
    cells: Sequence[Cell]
    reason: str = ""
    of_tier: bool = True
    published: Figure | None = None
    mark: float | None = None
    ours: float | None = None
    usual: Sequence[Beside] = ()
    caution: str = ""

    @property
    def published_words(self) -> str:
        """In few words: "80% rarely paid", "84% paid", "up to 8%"."""
        if self.published is None:
            return ""
        percent = f"{self.published.percent:g}%"
        match self.published.subject:
            case Subject.PRODUCTS_ONLY:
                return f"{percent} rarely paid"
            case Subject.PAID:
                return f"{percent} paid"
            case _:
                return f"up to {percent}"


def label_of(tier: Tier, figure: Figure | None = None) -> str:
    return f"{tier.capitalize()} {followers_words(figure)}" if figure else tier.capitalize()


def followers_words(figure: Figure) -> str:
    """How large the people of a figure are: "5K–10K", "from 100K", "under 10K"."""
    below = short_count(figure.followers_below) if figure.followers_below else ""
    if figure.followers_from is None:
        return f"under {below}" if below else "of any size"
    low = short_count(figure.followers_from)
    return f"{low}–{below}" if below else f"from {low}"


def shares(tier: Tier, figure: Figure | None, counted: Mapping[str, int], parts: Collection[StrEnum]) -> Line:
    """What ``counted`` divides into; what is none of ``parts`` is not known."""
    counts = [counted.get(part.value, 0) for part in parts]
    known = sum(counts)
    cells: list[Cell] = []
    if is_enough(known):
        start = 0.0
        for count in counts:
            share = 100 * count / known
            cells.append(Cell(share, Style.SHARE.text(share), start, share))
            start += share
    mark = ours = None
    if figure is not None:
        words = COUNTED_AS[figure.subject]
        if cells and len(words) > 1:
            ours = sum(float(cell.number) for cell, part in zip(cells, parts, strict=True) if part in words)
        # Products stand at the left of a line and pay at its right: a share that is paid is counted from the right.
        mark = 100 - figure.percent if figure.subject is Subject.PAID else figure.percent
    return Line(
        label_of(tier, figure),
        tier,
        known,
        cells,
        too_few(known),
        of_tier=figure is None,
        published=figure,
        mark=mark,
        ours=ours,
    )


def median_line(
    values: Sequence[float], tier: Tier, style: Style, figure: Figure | None = None, beside: Number | None = None
) -> Line:
    numbers = [median(values), *([] if beside is None else [beside])] if is_enough(len(values)) else []
    cells = [Cell(number, style.text(number)) for number in numbers]
    label = label_of(tier, figure)
    return Line(label, tier, len(values), cells, too_few(len(values)), of_tier=figure is None, published=figure)


def sum_line(values: Sequence[float], tier: Tier, style: Style) -> Line:
    return median_line(values, tier, style, beside=sum(values))


def bars(lines: Sequence[Line], full: float = 0) -> Sequence[Line]:
    """The first cell of each line as a bar, all on one scale from 0 to ``full`` (0: to the largest that is drawn)."""
    drawn = [line for line in lines if not line.caution]
    marks = [line.published.percent for line in drawn if line.published]
    scale = full or max([*_firsts(drawn), *(1.05 * mark for mark in marks)], default=0)
    if not scale:
        return lines
    return [
        line if line.caution else _placed(line, lambda number: 100 * number / scale)
        for line in lines
    ]  # fmt: skip


def dots(lines: Sequence[Line]) -> Sequence[Line]:
    """As dots on a scale of powers of ten, which bars would misstate: tiers differ by thousands of times."""
    positive = [number for number in _firsts(lines) if number > 0]
    if not positive:
        return lines
    low, high = floor(log10(min(positive))), ceil(log10(max(positive)))
    span = max(high - low, 1)
    return [_placed(line, lambda number: 100 * (log10(number) - low) / span if number > 0 else None) for line in lines]


def _firsts(lines: Iterable[Line]) -> Sequence[float]:
    return [float(line.cells[0].number) for line in lines if line.cells]


def _placed(line: Line, place: Callable[[float], float | None]) -> Line:
    cells = [replace(cell, width=place(float(cell.number))) for cell in line.cells[:1]]
    mark = place(line.published.percent) if line.published else None
    return replace(line, cells=[*cells, *line.cells[1:]], mark=mark)
