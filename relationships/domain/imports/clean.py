"""What a row of a list becomes: a clean row, or the problems that keep it out.

Clean rows and accounts are made once for every row of a list and changed by nobody. They are not frozen all the same:
that would make each three times as slow to make.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relationships.domain.engagement import EngagementBasis
from relationships.domain.text import clean_line

VALUE_MAX = 200
"""Characters of a cell that a problem repeats."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong: the column's header, the cell as written (shortened), and a sentence that says how to mend it."""

    column: str
    value: str
    problem: str


def problem(label: str, cell: str, sentence: str) -> Problem:
    return Problem(label, clean_line(cell[:VALUE_MAX]), sentence)


@dataclass(slots=True)
class CleanAccount:
    """One account of the person. `channel_id` names it on its network when there is one, else `handle_key` does, which
    is always what `normalise_handle` makes of `handle`. `engagement_rate` is percent of `engagement_basis`."""

    network: str
    handle: str
    handle_key: str
    channel_id: str | None = None
    url: str | None = None
    followers: int | None = None
    engagement_rate: Decimal | None = None
    engagement_basis: EngagementBasis | None = None


@dataclass(slots=True)
class CleanRow:
    """A row that can be stored; None (or nothing) where it does not say, so that no blank overwrites what is on file.

    The first of `accounts` is the one that the row is about. `country` and `language` are ISO codes; `stage` and
    `compensation` the values of their enums. `remarks` are cells that were left out of a row that is taken, or taken
    in a way that is worth a word.
    """

    accounts: tuple[CleanAccount, ...]
    creator_id: int | None = None
    name: str | None = None
    country: str | None = None
    language: str | None = None
    categories: tuple[str, ...] = ()
    email: str | None = None
    phone: str | None = None
    notes: str | None = None
    measured_on: date | None = None
    stage: str | None = None
    compensation: str | None = None
    tags: tuple[str, ...] = ()
    next_action: str | None = None
    next_action_on: date | None = None
    remarks: tuple[Problem, ...] = ()
