"""Three versions of a value: as it was opened, as somebody else saved it since, and as it stands in the form."""

from collections.abc import Set
from enum import StrEnum


class Side(StrEnum):
    """Whose value counts. BOTH: two people changed it, each otherwise, and one of them has to be asked."""

    NEITHER = "neither"
    THEIRS = "theirs"
    MINE = "mine"
    BOTH = "both"


def side(*, they_changed: bool, i_changed: bool, is_same: bool) -> Side:
    """``is_same``: what stands in the form is what the other one saved."""
    if is_same or not (they_changed or i_changed):
        return Side.NEITHER
    if not i_changed:
        return Side.THEIRS
    return Side.BOTH if they_changed else Side.MINE


def merged(opened: Set[str], theirs: Set[str], mine: Set[str]) -> set[str]:
    """Several words, such as tags: each that one of the two added is there, each that one of them took away is not."""
    return (set(theirs) - (opened - mine)) | (set(mine) - opened)
