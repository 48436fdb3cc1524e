"""What two records of one creator both have and the joined one can hold once: which of the two stays, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Stays(StrEnum):
    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Double:
    """Two rows of one kind that the joined record can hold once: ``same`` are the columns by which they are told.

    ``stays``: the one written first or last. The other is removed; its history keeps it, and an undo brings it back.
    """

    same: tuple[str, ...]
    stays: Stays
    why: str


#: By the name of the model.
DOUBLES: Mapping[str, Double] = {
    "creatorcategory": Double(("category_id",), Stays.FIRST, "a category counts once"),
    "relationshiptag": Double(("tag_id",), Stays.FIRST, "a tag counts once"),
    "rating": Double(
        ("criterion_id", "reviewer_id", "rated_on"),
        Stays.LAST,
        "one rating a reviewer, criterion and day: the later word",
    ),
    "adjudication": Double(("criterion_id", "decided_on"), Stays.LAST, "one decision a day: the later word"),
    "gateoverride": Double(("criterion_id", "decided_on"), Stays.LAST, "one override a day: the later word"),
    "checklisttick": Double(("collaboration_id", "term"), Stays.FIRST, "a line is settled once, by who did it first"),
    "bulkchangerow": Double(("change_id",), Stays.FIRST, "a bulk change is told once of each relationship"),
}
