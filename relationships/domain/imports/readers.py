"""How the cells of a column are read: to (value, None), or to (None, what is wrong with the cell)."""

from collections.abc import Callable
from typing import Any, TypeVar

from relationships.domain.text import is_unknown

Read = Callable[[str], tuple[Any, str | None]]
"""A cell that says something -> its value, or None and what is wrong with it; both are None when it says "unknown"."""

CACHED = 8_192
"""Different cells of a kind that are remembered: a list has few countries, languages and categories."""
KEPT_MAX = 100
"""Characters of a cell that is remembered: memory stays small whatever a list holds."""


T = TypeVar("T")


class _Remembered(dict[str, T]):
    """Cell -> what was read of it. Full, it begins anew."""

    def __init__(self, read: Callable[[str], T]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: str) -> T:
        found = self._read(cell)
        if len(cell) <= KEPT_MAX:
            if len(self) >= CACHED:
                self.clear()
            self[cell] = found
        return found


def remember(read: Callable[[str], T]) -> Callable[[str], T]:
    """The same for a column in which cells occur again and again: a look-up, and no call, for all but the first."""
    return _Remembered(read).__getitem__


def reader(parse: Callable[[str], Any]) -> Read:
    """``parse`` raises ValueError with a sentence for the user."""

    def read(cell: str) -> tuple[Any, str | None]:
        try:
            return (None if is_unknown(cell) else parse(cell)), None
        except ValueError as fault:
            return None, str(fault)

    return read


def remembered(parse: Callable[[str], Any]) -> Read:
    return remember(reader(parse))
