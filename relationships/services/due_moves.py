"""Moving next actions to another day, and back. What a block stops stays where it is, and its reason is told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from relationships.models import Relationship
from relationships.services.derivations import lock

OWED = "A payment’s day was agreed: change it in the collaboration."


@dataclass(frozen=True, slots=True)
class Move:
    """One action that was moved: the day on which it was, and the version of the row that the move left."""

    relationship: int
    was_on: date | None
    version: datetime


@dataclass(frozen=True, slots=True)
class Moved:
    """``left``: what was not moved, by the id of its relationship, and why."""

    moves: Sequence[Move] = ()
    left: dict[int, str] = field(default_factory=dict)


def move_actions(ids: Sequence[int], to: date) -> Moved:
    """Each action by itself: one that is stopped holds back none of the others."""
    moves: list[Move] = []
    left: dict[int, str] = {}
    for pk in ids:
        try:
            moved = _move(pk, to)
        except ValidationError as problem:
            left[pk] = " ".join(problem.messages)
        else:
            moves += [moved] if moved else []
    return Moved(moves, left)


@transaction.atomic
def _move(pk: int, to: date) -> Move | None:
    """None where it stands on that day already."""
    lock([pk])
    row = Relationship.objects.get(pk=pk)
    if not row.next_action:
        raise ValidationError(OWED)
    if row.next_action_on == to:
        return None
    was_on, row.next_action_on = row.next_action_on, to
    row.save()
    return Move(pk, was_on, row.updated_at)


def move_back(moves: Sequence[Move]) -> int:
    """Where nobody changed the row meanwhile and nothing stops it by now; returns how many were moved back."""
    return sum(_move_back(move) for move in moves)


def _move_back(move: Move) -> bool:
    try:
        with transaction.atomic():
            lock([move.relationship])
            row = Relationship.objects.filter(pk=move.relationship, updated_at=move.version).first()
            if row is None:
                return False
            row.next_action_on = move.was_on
            row.save()
    except ValidationError:
        # The creator must not be contacted any more: what was planned stays where it stands, as any other plan does.
        return False
    return True
