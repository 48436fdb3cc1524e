"""Micro and macro side by side: what our own relationships look like per tier, beside what was published and is usual.

A figure of ours is shown from `MIN_SAMPLE` on, with how many it rests on. Networks, denominators and currencies are
never mixed: each has a table of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from relationships.domain.evidence import Figure
from relationships.domain.playbooks.labels import BASIS_LABELS
from relationships.domain.playbooks.norms import Basis
from relationships.domain.tiers import Tier
from relationships.reports.side_by_side_figures import Figures, Group, Period, Scope, read_figures
from relationships.reports.side_by_side_lines import Line, Norms
from relationships.reports.side_by_side_tables import ENGAGEMENT, TABLES, Table
from relationships.services.playbooks import playbooks_in_force

__all__ = ["Board", "Line", "Period", "SideBySide", "Table", "side_by_side"]

#: Tables of one kind that are drawn; the others are in the table of all figures.
_DRAWN = 3

TIERS = tuple(tier for tier in Tier if tier is not Tier.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Board:
    """Everything about one brand, or about all of them together. ``unknown``: relationships of no known tier."""

    name: str
    scope: Scope
    relationships: int
    unknown: int
    tables: Sequence[Table]

    @property
    def sections(self) -> Iterator[tuple[str, Sequence[Table]]]:
        for section in dict.fromkeys(table.section for table in self.tables):
            yield section, [table for table in self.tables if table.section == section]

    @property
    def drawn(self) -> Iterator[tuple[str, Sequence[Table]]]:
        """What is drawn: of a measure with a table per network, denominator or currency, those that say most."""
        for section, tables in self.sections:
            kinds = dict.fromkeys(table.kind for table in tables)
            yield section, [one for kind in kinds for one in _worth_drawing([t for t in tables if t.kind == kind])]

    @property
    def silent(self) -> Sequence[str]:
        """The titles of the tables in which no tier has enough to say anything."""
        tables = [table for table in self.tables if not table.says_something]
        titles = [table.title for table in tables if table.section != ENGAGEMENT]
        more = len(tables) - len(titles)
        return [*titles, f"engagement on {more} more networks and denominators"] if more else titles


@dataclass(frozen=True, slots=True)
class SideBySide:
    """``together`` comes first on the page; it is the one brand's own board where there is but one."""

    period: Period
    together: Board
    brands: Sequence[Board]

    @property
    def boards(self) -> Sequence[Board]:
        return [self.together, *self.brands]

    @property
    def norms(self) -> Sequence[tuple[str, str]]:
        """Where what is usual comes from, unless it is our own: the measure, and the source in full, each pair once."""
        found = (
            (ENGAGEMENT if table.section == ENGAGEMENT else table.title, usual.origin)
            for table in self.together.tables
            for line in table.lines
            for usual in line.usual
            if usual.whose not in {usual.origin, BASIS_LABELS[Basis.HOUSE]}
        )
        return list(dict.fromkeys(found))

    @property
    def published(self) -> Sequence[Figure]:
        """Every published figure that stands in a line, once."""
        lines = (line for table in self.together.tables for line in table.lines)
        return list(dict.fromkeys(line.published for line in lines if line.published))


def side_by_side(brands: Mapping[int, str], period: Period) -> SideBySide:
    """Five queries. ``brands``: ids with names, of those that the reader may see and asked for."""
    figures, playbooks = read_figures(brands, period), playbooks_in_force()

    def board(name: str, scope: Scope) -> Board:
        norms: Norms = {tier: playbooks.of(tier.value, scope) for tier in TIERS}
        tables = [table for make in TABLES for table in make(figures, scope, norms)]
        by_tier = {tier: _relationships(figures, scope, tier) for tier in Tier}
        return Board(name, scope, sum(by_tier.values()), by_tier[Tier.UNKNOWN], tables)

    if len(brands) == 1:
        ((brand, name),) = brands.items()
        return SideBySide(period, board(name, brand), [])
    boards = [board(name, brand) for brand, name in brands.items()]
    return SideBySide(period, board("All brands together", None), boards)


def _worth_drawing(tables: Sequence[Table]) -> Sequence[Table]:
    """Those that say something, those that compare tiers first; else one, which says how many there are."""
    saying = sorted((table for table in tables if table.says_something), key=lambda table: not table.compares)
    return saying[:_DRAWN] or tables[:1]


def _relationships(figures: Figures, scope: Scope, tier: Tier) -> int:
    return sum(figures.mix("ladder", Group(scope, tier)).values())
