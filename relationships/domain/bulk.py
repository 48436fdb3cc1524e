"""What a change of many relationships at once comes to: what changes, what has it so already, what is left and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from relationships.domain.lists import BulkAction

#: Relationships of one bulk change: all or none of them are written, and meanwhile others who write have to wait.
MOST = 50_000
#: How many of the rows that were left are named.
NAMED = 5

#: What each action is called on its button.
LABELS: Mapping[str, str] = {
    BulkAction.OWNER: "Owner",
    BulkAction.STAGE: "Stage",
    BulkAction.NEXT_ACTION: "Next action",
    BulkAction.COMPENSATION: "Compensation",
    BulkAction.TAG_ADD: "Add tag",
    BulkAction.TAG_REMOVE: "Remove tag",
    BulkAction.DO_NOT_CONTACT: "Do not contact",
}

#: Why rows are left. What depends on the row (the brand, the rule) is put together where it is known.
SAVED_SINCE = "saved by somebody after you looked: look at them again"
NOTHING_PLANNED = "nothing is planned there, so there is no date to move"
NOT_YOURS = "not yours to change any more"
CHANGED_SINCE = "changed since, and left as they are now"
KIND_NEEDED = "they must not be contacted: say of which kind it is, a task of our own can be set"
TAG_GONE = "the tag is not on file any more"


def stopped_by(rule: str) -> str:
    return f"the playbook stops contacting them ({rule.lower()})"


def outside_the_team(person: str, brand: str) -> str:
    return f"{person} is not in the team of {brand}"


def contact_may_be_stopped(*, do_not_contact: bool, notice_given_on: date | None, on: date) -> bool:
    """Whether any block can stop a contact with this creator at all.

    Only the two laws about the person do (rules_law: objection, privacy notice). Who may be contacted and was told is
    not asked about further, which spares reading all that is on file of most rows.
    """
    return do_not_contact or notice_given_on is None or notice_given_on > on


@dataclass(frozen=True, slots=True)
class Left:
    """Rows that stayed as they were: ``why``, ``count`` and the ids of some of them."""

    why: str
    count: int
    some: Sequence[int]


@dataclass(slots=True)
class Tally:
    """Rows by what becomes of them. ``changing``: what stands there now, by id and column, for the way back."""

    changing: dict[int, Mapping[str, Any]] = field(default_factory=dict)
    same: int = 0
    _refused: dict[str, list[int]] = field(default_factory=dict)

    def change(self, pk: int, before: Mapping[str, Any]) -> None:
        self.changing[pk] = before

    def refuse(self, pk: int, why: str) -> None:
        self._refused.setdefault(why, []).append(pk)

    @property
    def left(self) -> Sequence[Left]:
        """Those that are refused, the most common reason first."""
        by_size = sorted(self._refused.items(), key=lambda entry: -len(entry[1]))
        return [Left(why, len(ids), ids[:NAMED]) for why, ids in by_size]

    def outcome(self) -> dict[str, Any]:
        """As it is kept on file; `left_of` reads it."""
        return {"same": self.same, "left": [[one.why, one.count, list(one.some)] for one in self.left]}


def left_of(outcome: Mapping[str, Any]) -> Sequence[Left]:
    return [Left(why, count, some) for why, count, some in outcome.get("left", ())]
