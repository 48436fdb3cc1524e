"""A line of the report: one group of creators, our figures about it, what was published about it, what is usual."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from relationships.domain.counts import short_count
from relationships.domain.evidence import Figure, Subject
from relationships.domain.playbooks.norms import Playbook
from relationships.domain.tiers import Tier

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
        least = {Style.COUNT: 0.5, Style.SCORE: 0.5, Style.SHARE: 0.5}.get(self, 0.005)
        if 0 < number < least:
            return "under " + self.value.format(2 * least)
        return self.value.format(number)


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure. ``number`` is unrounded. ``start`` and ``width``, 0 to 100: where it is drawn (None: it is not)."""

    number: Number
    text: str
    start: float = 0
    width: float | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside our figures: in words, with where it comes from."""

    says: str
    origin: str


@dataclass(frozen=True, slots=True)
class Line:
    """``known``: how many our figures rest on. ``cells`` is empty where they are too few, and ``reason`` says so.

    ``of_tier``: the whole tier, else only those whom ``published`` is about. ``mark``: where the published percentage
    stands on the drawing, None where it cannot. ``caution``: why the tier is not compared by this, "" where it may be.
    """

    label: str
    tier: Tier
    known: int
    cells: Sequence[Cell]
    reason: str = ""
    of_tier: bool = True
    published: Figure | None = None
    mark: float | None = None
    usual: Beside | None = None
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


def usual(norms: Playbook, key: str, says: Callable[[Playbook], str]) -> Beside | None:
    """What the playbook has under ``key``, and its source. A norm without an origin is not shown."""
    origin = norms.origins.get(key)
    words = says(norms)
    return Beside(words, str(origin)) if origin and words else None


def followers_words(figure: Figure) -> str:
    """How large the people of a figure are: "5K–10K", "from 100K", "under 10K"."""
    below = short_count(figure.followers_below) if figure.followers_below else ""
    if figure.followers_from is None:
        return f"under {below}" if below else "of any size"
    low = short_count(figure.followers_from)
    return f"{low}–{below}" if below else f"from {low}"
