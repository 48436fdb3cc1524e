"""Noting a contact and planning what comes next, together or apart: one step for whoever works down the day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from relationships.domain.relationships import PLAN
from relationships.models import Creator, Relationship, Touchpoint
from relationships.services.derivations import lock
from relationships.services.versions import claim

#: What is said in the same words so soon again is the same form, sent twice.
AGAIN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Plan:
    """The next action: ``text`` says what, ``kind`` is a `NextActionKind` or "". Without a text nothing is planned."""

    text: str = ""
    kind: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Logged:
    """``was``: what was planned before, where that is another plan now. ``gave_notice``: whether the creator's record
    says of this contact that it gave the privacy notice."""

    touch: Touchpoint
    was: Plan | None = None
    gave_notice: bool = False


class LoggedAlready(ValidationError):  # noqa: N818 - said to people: it names what happened
    """The same contact was noted a moment ago, by the same person: a form was sent twice. ``touch`` stands once."""

    def __init__(self, touch: Touchpoint) -> None:
        super().__init__(_("You logged the same touch a moment ago: it stands once."), code="logged")
        self.touch = touch


@transaction.atomic
def log_touch(
    relationship: Relationship,
    by: Any,
    values: dict[str, Any],
    plan: Plan | None = None,
    seen: datetime | None = None,
) -> Logged:
    """A contact of just now. ``values``: columns of `Touchpoint`; ``plan`` takes the place of the next action.

    Raises ValidationError where a block stops one of the two (`services.blocks.Blocked`), where the same contact
    was noted a moment ago (`LoggedAlready`), and as `plan_next` does; then none is written.
    """
    lock([relationship.pk])
    if (same := _just_logged(relationship, by, values)) is not None:
        raise LoggedAlready(same)
    uninformed = Creator.objects.filter(pk=relationship.creator_id, notice_given_on=None)
    before = uninformed.exists()
    touch = Touchpoint.objects.create(relationship=relationship, by=by, **values)
    was = None if plan is None else plan_next(relationship, plan, seen)
    return Logged(touch, was, gave_notice=before and not uninformed.exists())


def _just_logged(relationship: Relationship, by: Any, values: dict[str, Any]) -> Touchpoint | None:
    said = {name: value for name, value in values.items() if name != "happened_at"}
    since = timezone.now() - AGAIN
    found: Touchpoint | None = Touchpoint.objects.filter(
        relationship=relationship, by=by, created_at__gt=since, **said
    ).first()
    return found


@transaction.atomic
def plan_next(relationship: Relationship, plan: Plan, seen: datetime | None = None) -> Plan | None:
    """Set the next action; returns what was planned before, None where it is the same.

    ``seen``: the version that the form was made from (`services.versions`), None where nobody looked at one. Raises
    ValidationError where a block stops the plan, and `Outdated` where somebody else planned something else since then.
    """
    lock([relationship.pk])
    # Read behind the lock, so that what a colleague has just written elsewhere on the row stays.
    row = Relationship.objects.get(pk=relationship.pk)
    was = Plan(row.next_action, row.next_action_kind, row.next_action_on)
    if plan == was:
        return None
    if seen is not None:
        claim(row, seen, columns=PLAN)
    row.next_action, row.next_action_kind, row.next_action_on = plan.text, plan.kind, plan.on
    row.save()
    return was
