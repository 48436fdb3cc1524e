"""What an import tells: figures and refused rows, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from relationships.domain.import_rows import Problem
from relationships.domain.text import clean_line
from relationships.domain.tiers import Tier
from relationships.services.tables.table import CannotTakeError

__all__ = ["CannotTakeError", "ImportResult", "Outcome", "Refused"]

_SHOWN = 200  # characters of a cell


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Refused:
    """A row, or a cell of it, that was left out. ``row`` is counted as a spreadsheet counts, from 1."""

    row: int
    column: str
    value: str
    problem: str

    @classmethod
    def of(cls, row: int, problem: Problem) -> "Refused":
        return cls(row, clean_line(problem.column)[:_SHOWN], clean_line(problem.value)[:_SHOWN], problem.problem)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """``outcomes``: every row that was taken, by what it did. ``rejected``: one entry for each row that was not.

    ``tiers``: the creators that the list names, by their tier afterwards. ``remarks``: cells that were not understood
    in rows that were taken, at most as many as are worth reading; ``remarks_count``: all of them. ``kept``: accounts
    where the list says otherwise than what is on file about the person, which stays. ``unmapped``: headers that mean
    nothing to us.
    """

    outcomes: Mapping[Outcome, int]
    rejected: tuple[Refused, ...]
    tiers: Mapping[Tier, int]
    new_relationships: int = 0
    kept: int = 0
    remarks: tuple[Refused, ...] = ()
    remarks_count: int = 0
    unmapped: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def rows(self) -> int:
        return sum(self.outcomes.values()) + len(self.rejected)

    def as_json(self) -> dict[str, Any]:
        """The figures that programs read; created + updated + unchanged + rejected = rows."""
        return {
            "rows": self.rows,
            **{outcome.value: self.outcomes.get(outcome, 0) for outcome in Outcome},
            "rejected": [
                {"row": r.row, "column": r.column, "value": r.value, "problem": r.problem} for r in self.rejected
            ],
            "tiers": {tier.value: self.tiers.get(tier, 0) for tier in Tier},
        }
