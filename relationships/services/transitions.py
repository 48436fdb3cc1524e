"""Steps that a block stops: each is asked for with what is about to be written put into the facts.

Saving obeys (the receivers of `relationships.signals`), and forms ask beforehand, so that a person reads why beside the
form. What is on file already and only edited elsewhere passes. Asking locks the relationship until the transaction
ends: of two who save, each of whom would pass alone, the second one is asked about what the first one wrote.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from django.core.exceptions import ValidationError

from relationships.domain.collaborations import COUNTED, Status
from relationships.domain.playbooks.advice import Advice, Transition
from relationships.domain.playbooks.facts import CollaborationFacts, Facts
from relationships.domain.relationships import PLAN, Direction, NextActionKind, Purpose, Stage
from relationships.models import Collaboration, Creator, Relationship, Touchpoint
from relationships.services.advice import decisions_of
from relationships.services.blocks import CONTACT, Guard, replaced
from relationships.services.clock import organisation_today
from relationships.services.derivations import lock
from relationships.services.facts import (
    collaboration_facts,
    columns_of,
    facts_of,
    facts_of_new,
    local_day,
    plan_of,
    touch_facts,
)
from relationships.services.playbooks import playbooks_in_force
from relationships.services.rivals import beside


class HasPlan(Protocol):
    """A relationship, or as much of one as says what is planned with it."""

    @property
    def stage(self) -> Any: ...
    @property
    def next_action(self) -> Any: ...
    @property
    def next_action_kind(self) -> Any: ...
    @property
    def next_action_on(self) -> Any: ...


def check(
    relationship: Relationship,
    transition: Transition,
    *,
    collaboration: Collaboration | None = None,
    by: Any = None,
    carries_notice: bool = False,
) -> None:
    """Raise `Blocked` where a block stops the step now. ``collaboration``: the one it is about, saved or not.

    Reads the relationship as it is on file. ``carries_notice``: the message itself gives the privacy notice. ``by``:
    who takes the step; a competitor is named only to whom may see it.
    """
    on = organisation_today()
    now = facts_of([relationship.pk], on, by)[relationship.pk]
    proposed = _with_collaboration(now, collaboration, on) if collaboration else now
    Guard(relationship, now, on, by).require([proposed], {transition}, collaboration, carries_notice=carries_notice)


def check_save(row: Relationship | Collaboration | Touchpoint, by: Any = None) -> None:
    """Raise `Blocked` where saving ``row``, as it is in memory, takes a step that a block stops; a ValidationError
    where that cannot be told.

    To be asked in the transaction that saves it, or in one of its own: what was read holds until that ends.
    """
    lock(_concerned(row))
    if isinstance(row, Collaboration):
        _check_collaboration(row, by)
    elif isinstance(row, Touchpoint):
        _check_touchpoint(row, by)
    else:
        _check_relationship(row, by)


def transitions_of(before: Collaboration | None, after: Collaboration) -> frozenset[Transition]:
    """The steps between two states of a collaboration; ``before`` is None for a new one."""
    was = Status(before.status) if before else None
    status = Status(after.status)
    # What was on the table and is completed at once was agreed in between; a new row that is completed is the past.
    agrees = COUNTED if before else {Status.AGREED, Status.LIVE}
    steps = {
        Transition.AGREE: status in agrees and was not in COUNTED,
        Transition.SHIP: after.delivered_on is not None and (before is None or before.delivered_on is None),
        Transition.PAY: after.paid_on is not None and (before is None or before.paid_on is None),
        Transition.COMPLETE: status is Status.COMPLETED and was is not Status.COMPLETED,
    }
    return frozenset(step for step, is_taken in steps.items() if is_taken)


def becomes_agreed(before: Collaboration | None, after: Collaboration) -> bool:
    return Status(after.status) is Status.AGREED and (before is None or Status(before.status) is not Status.AGREED)


def plans_outreach(before: HasPlan | None, after: HasPlan) -> bool:
    """Whether saving plans a contact with the creator, or says that one has begun."""
    contacted = after.stage == Stage.CONTACTED and (before is None or before.stage != Stage.CONTACTED)
    if contacted or not after.next_action_kind or NextActionKind(after.next_action_kind) not in CONTACT:
        return contacted
    return _plans_anew(before, after)


def plans_without_kind(before: HasPlan | None, after: HasPlan) -> bool:
    """Whether saving plans something of which nothing tells if it is a contact: its kind alone does."""
    return bool(after.next_action and not after.next_action_kind) and _plans_anew(before, after)


def _plans_anew(before: HasPlan | None, after: HasPlan) -> bool:
    return before is None or any(getattr(before, name) != getattr(after, name) for name in PLAN)


def is_outreach(touch: Touchpoint, on: date) -> bool:
    """A message of ours that goes out now; an earlier day records what happened."""
    return touch.direction == Direction.OUTBOUND and local_day(touch.happened_at) >= on


def gives_notice(touch: Touchpoint) -> bool:
    return touch.direction == Direction.OUTBOUND and (touch.carries_notice or touch.purpose == Purpose.PRIVACY_NOTICE)


def stopped_contacts(changed: Mapping[int, Relationship], by: Any = None) -> Mapping[int, Sequence[Advice]]:
    """The blocks that stop a contact as it is planned on each of ``changed``: rows on file as they are about to be
    written, by id; those that nothing stops are left out. Read in batch: ask for some thousands at a time."""
    on, ids = organisation_today(), list(changed)
    decisions, playbooks = decisions_of(ids, on), playbooks_in_force()
    found = {}
    for pk, now in facts_of(ids, on, by).items():
        guard = Guard(changed[pk], now, on, by, playbooks, decisions.get(pk, {}))
        proposed = replace(now, **plan_of(changed[pk]))
        if blocks := guard.blocks([proposed], {Transition.OUTREACH}, None):
            found[pk] = blocks
    return found


def foreseen(relationship: Relationship, on: date) -> Sequence[Advice]:
    """What would be said to the next steps of this relationship, whichever of them is taken first."""
    facts = facts_of([relationship.pk], on)[relationship.pk]
    return Guard(relationship, facts, on, None).foreseen()


def _concerned(row: Relationship | Collaboration | Touchpoint) -> Sequence[int]:
    """The relationships whose facts decide. What becomes agreed may meet a competitor's exclusivity: theirs, too."""
    if isinstance(row, Relationship):
        return [row.pk] if row.pk else []
    own = Relationship.objects.filter(pk=row.relationship_id)
    if isinstance(row, Collaboration) and row.status in COUNTED:
        return [row.relationship_id, *beside(own).values_list("pk", flat=True)]
    return [row.relationship_id]


def _check_collaboration(after: Collaboration, by: Any) -> None:
    before = Collaboration.objects.filter(pk=after.pk).first() if after.pk else None
    if not (steps := transitions_of(before, after)):
        return
    on = organisation_today()
    now = facts_of([after.relationship_id], on, by).get(after.relationship_id)
    if now is None:
        return  # its relationship is gone: the database refuses the row
    proposed = _with_collaboration(now, after, on, agreed_now=becomes_agreed(before, after))
    # A parcel that is marked as delivered is none that is to be sent: the rules are asked about the moment before, too.
    ready = _before_the_step(proposed, before, after, on)
    Guard(after.relationship, now, on, by).require((proposed, ready), steps, after)


def _check_touchpoint(touch: Touchpoint, by: Any) -> None:
    on = organisation_today()
    if not touch._state.adding or not is_outreach(touch, on):
        return
    now = facts_of([touch.relationship_id], on, by).get(touch.relationship_id)
    if now is None:
        return
    columns = ("happened_at", "direction", "channel", "purpose", "from_template", "has_local_line", "through")
    said = touch_facts({name: getattr(touch, name) for name in columns})
    proposed = replace(now, touches=(*now.touches, said))
    Guard(touch.relationship, now, on, by).require(
        [proposed], {Transition.OUTREACH}, None, carries_notice=gives_notice(touch)
    )


def _check_relationship(after: Relationship, by: Any) -> None:
    before = Relationship.objects.filter(pk=after.pk).first() if after.pk else None
    _refuse_plan_of_no_kind(before, after)
    if not plans_outreach(before, after):
        return
    on = organisation_today()
    now = facts_of([after.pk], on, by)[after.pk] if before else facts_of_new(after, on)
    proposed = replace(now, **plan_of(after))
    Guard(after, now, on, by).require([proposed], {Transition.OUTREACH}, None)


def _refuse_plan_of_no_kind(before: HasPlan | None, after: Relationship) -> None:
    """With who must not be contacted a plan has to be of a kind."""
    if not plans_without_kind(before, after):
        return
    if Creator.objects.filter(pk=after.creator_id, do_not_contact=True).exists():
        words = "Say of which kind it is: this creator must not be contacted, and only a task of our own can be set."
        raise ValidationError({"next_action_kind": words})


def _with_collaboration(facts: Facts, row: Collaboration, on: date, *, agreed_now: bool = False) -> Facts:
    columns = dict(columns_of(row))
    if agreed_now and columns["agreed_on"] is None:
        columns["agreed_on"] = on
    known = next((one for one in facts.collaborations if one.id == row.pk), CollaborationFacts())
    proposed = collaboration_facts(columns, settled=known.settled, briefed_on=known.briefed_on, measured=known.measured)
    return replaced(facts, proposed, on)


def _before_the_step(proposed: Facts, before: Collaboration | None, after: Collaboration, on: date) -> Facts:
    """As it is about to be written, but not yet delivered, paid or moved on. A new row keeps its status: what was
    completed before it came on file is the past."""
    one = next(one for one in proposed.collaborations if one.id == after.pk)
    undone = replace(
        one,
        status=Status(before.status) if before else one.status,
        delivered_on=before.delivered_on if before else None,
        paid_on=before.paid_on if before else None,
    )
    return replaced(proposed, undone, on)
