"""Micro and macro side by side: what our own relationships look like per tier, beside what was published and is usual.

A figure of ours is shown from `MIN_SAMPLE` on, with how many it rests on. Networks, denominators and currencies are
never mixed: each has a table of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from relationships.domain.evidence import Figure
from relationships.domain.tiers import Tier
from relationships.reports.side_by_side_figures import Figures, Period, Scope, read_figures
from relationships.reports.side_by_side_lines import Line, Norms
from relationships.reports.side_by_side_tables import TABLES, Table
from relationships.services.playbooks import playbooks_in_force

__all__ = ["Board", "Line", "Period", "SideBySide", "Table", "side_by_side"]

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


def _relationships(figures: Figures, scope: Scope, tier: Tier) -> int:
    return sum(figures.mix("ladder", scope, tier).values())
