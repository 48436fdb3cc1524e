"""What is due next in a relationship: the planned next action, or money that we owe, whichever comes first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DueKind(StrEnum):
    ACTION = "action"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class Due:
    on: date
    kind: DueKind


def next_due(next_action_on: date | None, payments_due: Iterable[date] = ()) -> Due | None:
    """The earliest of the two; on the same day the payment comes first, since it is owed. None when nothing is due.

    ``payments_due``: due dates of fees that are agreed and not yet paid.
    """
    candidates = [Due(day, DueKind.PAYMENT) for day in payments_due]
    if next_action_on is not None:
        candidates.append(Due(next_action_on, DueKind.ACTION))
    return min(candidates, key=lambda due: (due.on, due.kind is DueKind.ACTION), default=None)
