"""A filter whose choices are conditions of their own, so that the rows of each can be counted in one pass."""

from collections.abc import Callable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from relationships.filters.declared import Choices, OneOrMore, Rows


class AnyOf(OneOrMore):
    """Any of ``choices`` (value to label); ``condition`` says what each of them asks of a row's own columns."""

    def __init__(
        self, label: str, *, choices: Choices, condition: Callable[[str], Q], group: str, **options: Any
    ) -> None:
        super().__init__(label, choices=choices, by=self.narrowed, group=group, **options)
        self.condition = condition

    def narrowed(self, rows: Rows, values: Sequence[str]) -> Rows:
        return rows.filter(reduce(or_, map(self.condition, values)))
