"""Noting a contact and planning what comes next, together or apart: one step for whoever works down the day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from relationships.models import Relationship, Touchpoint
from relationships.services.derivations import lock


@dataclass(frozen=True, slots=True)
class Plan:
    """The next action: ``text`` says what, ``kind`` is a `NextActionKind` or "". Without a text nothing is planned."""

    text: str = ""
    kind: str = ""
    on: date | None = None


@transaction.atomic
def log_touch(relationship: Relationship, by: Any, values: dict[str, Any], plan: Plan | None = None) -> Touchpoint:
    """A contact of just now. ``values``: columns of `Touchpoint`; ``plan`` takes the place of the next action.

    Raises ValidationError (`services.transitions.Blocked`) where a block stops one of the two; then none is written.
    """
    touch = Touchpoint.objects.create(relationship=relationship, by=by, **values)
    if plan is not None:
        plan_next(relationship, plan)
    return touch


@transaction.atomic
def plan_next(relationship: Relationship, plan: Plan) -> bool:
    """Set the next action; returns whether that changed anything. Raises ValidationError where a block stops it."""
    lock([relationship.pk])
    # Read behind the lock, so that what a colleague has just written elsewhere on the row stays.
    row = Relationship.objects.get(pk=relationship.pk)
    if plan == Plan(row.next_action, row.next_action_kind, row.next_action_on):
        return False
    row.next_action, row.next_action_kind, row.next_action_on = plan.text, plan.kind, plan.on
    row.save()
    return True
