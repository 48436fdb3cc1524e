"""What the founding articles measured: each figure with the people it is about, its source and its date.

A figure is shown beside exactly those people and never stretched to others: for creators with 50,000 to 100,000
followers, for what nano creators are paid in and for mega creators there is no published figure. What is usual without
a figure is a norm of the playbooks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from relationships.domain.compensation import Compensation
from relationships.domain.tiers import Tier


class Subject(StrEnum):
    """What a figure is a share of."""

    PRODUCTS_ONLY = "products_only"
    PAID = "paid"
    VALUES_FIRST = "values_first"
    MOTIVE = "motive"
    ENGAGEMENT = "engagement"


#: Which of our own compensations count towards a published share. Who is paid and gets products as well, is paid.
COUNTED_AS: dict[Subject, frozenset[Compensation]] = {
    Subject.PRODUCTS_ONLY: frozenset({Compensation.PRODUCTS}),
    Subject.PAID: frozenset({Compensation.PAID, Compensation.MIXED}),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One published percentage. ``says`` completes "80% …"; ``about`` names the people it is about.

    ``source`` measured it, ``quoted`` says where we read it; ``year`` is None where the source bears no date. The
    people are those of ``tier`` (None: of every tier) with followers in ``[followers_from, followers_below)``, where an
    edge that is None does not bound.
    """

    percent: float
    subject: Subject
    says: str
    about: str
    source: str
    year: int | None
    quoted: str
    tier: Tier | None = None
    followers_from: int | None = None
    followers_below: int | None = None

    def covers(self, tier: Tier | str, followers: int | None) -> bool:
        """Whether a creator is one of the people that the figure is about."""
        if self.tier is not None and self.tier != tier:
            return False
        if self.followers_from is None and self.followers_below is None:
            return True
        return (
            followers is not None
            and (self.followers_from is None or followers >= self.followers_from)
            and (self.followers_below is None or followers < self.followers_below)
        )

    @property
    def origin(self) -> str:
        """Source and date, for reading."""
        return f"{self.source}, {self.year or 'undated'}"


_Origin = tuple[str, int | None, str]
_OUTDATED = "the Skeepers article, which says of itself that it is outdated"
_STUDY_2019: _Origin = ("Hivency study", 2019, _OUTDATED)
_STUDY_2020: _Origin = ("Hivency study of about 3,000 creators", 2020, _OUTDATED)
_DIGIDAY: _Origin = ("Digiday", None, "the founding article on micro and macro")
_RARELY_PAID = "are rarely paid other than in products"
_EVERYBODY = "all creators asked; the article tells it of micro creators"


def _motive(percent: float, says: str) -> Figure:
    return Figure(percent, Subject.MOTIVE, says, _EVERYBODY, *_STUDY_2020)


FIGURES: tuple[Figure, ...] = (
    Figure(
        80, Subject.PRODUCTS_ONLY, _RARELY_PAID, "creators with 5,000–10,000 followers", *_STUDY_2019,
        Tier.MICRO, 5_000, 10_000,
    ),
    Figure(
        63, Subject.PRODUCTS_ONLY, _RARELY_PAID, "creators with 10,000–50,000 followers", *_STUDY_2019,
        Tier.MICRO, 10_000, 50_000,
    ),
    Figure(
        84, Subject.PAID, "are paid by brands", "macro creators (from 100,000 followers)", *_STUDY_2019,
        Tier.MACRO, 100_000,
    ),
    Figure(
        62, Subject.VALUES_FIRST, "look at a brand’s values before they collaborate", _EVERYBODY, *_STUDY_2020
    ),
    _motive(77, "create for pleasure (83% in France)"),
    _motive(28, "are moved by brands that they like"),
    _motive(26, "are moved by trying products"),
    _motive(25, "are moved by creating content"),
    Figure(
        8, Subject.ENGAGEMENT, "engagement at most (printed “8.%”)", "micro creators under 10,000 followers", *_DIGIDAY,
        Tier.MICRO, None, 10_000,
    ),
    Figure(
        1.7, Subject.ENGAGEMENT, "engagement, where it often tops out (printed “1.7TP7T”)", "macro creators", *_DIGIDAY,
        Tier.MACRO, 100_000,
    ),
)  # fmt: skip


#: The figures about compensation. No creator is covered by two of them.
COMPENSATION_FIGURES: tuple[Figure, ...] = tuple(figure for figure in FIGURES if figure.subject in COUNTED_AS)


#: The figures about engagement. They name neither the network nor the denominator.
ENGAGEMENT_FIGURES: tuple[Figure, ...] = tuple(figure for figure in FIGURES if figure.subject is Subject.ENGAGEMENT)


def compensation_figures_of(tier: Tier) -> Sequence[Figure]:
    return [figure for figure in COMPENSATION_FIGURES if figure.tier == tier]


def compensation_figure_for(tier: Tier | str, followers: int | None) -> int | None:
    """Which of `COMPENSATION_FIGURES` is about such a creator (its index); None where none was published."""
    covering = (index for index, figure in enumerate(COMPENSATION_FIGURES) if figure.covers(tier, followers))
    return next(covering, None)
