"""Steps that a block stops: each is asked for with what is about to be written put into the facts.

Saving obeys (the receivers of `relationships.signals`), and forms ask beforehand, so that a person reads why beside the
form. What is on file already and only edited elsewhere passes. Asking locks the relationship until the transaction
ends: of two who save, each of whom would pass alone, the second one is asked about what the first one wrote.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any, Protocol

from django.core.exceptions import ValidationError

from relationships.domain.collaborations import COUNTED, Status
from relationships.domain.playbooks.advice import TRANSITION_WORDS, Advice, Code, Severity, Transition, fingerprint
from relationships.domain.playbooks.facts import CollaborationFacts, Facts, TouchFacts
from relationships.domain.playbooks.norms import Playbook
from relationships.domain.playbooks.rules import advise
from relationships.domain.relationships import WITHOUT_CONTACT, Direction, NextActionKind, Purpose, Stage
from relationships.models import AdviceDecision, Collaboration, Creator, Relationship, Touchpoint
from relationships.services.advice import Decisions, decisions_of
from relationships.services.clock import organisation_today
from relationships.services.derivations import lock
from relationships.services.facts import (
    collaboration_facts,
    columns_of,
    facts_of,
    facts_of_new,
    history_on,
    in_order,
    local_day,
    plan_of,
    touch_facts,
)
from relationships.services.playbooks import InForce, playbooks_in_force
from relationships.services.rivals import beside

#: What taking a step is to the creator, where nothing of that sort is planned: a contact.
_PLANNED: dict[Transition, NextActionKind] = {
    Transition.OUTREACH: NextActionKind.OUTREACH,
    Transition.BRIEF: NextActionKind.BRIEF,
    Transition.AGREE: NextActionKind.NEGOTIATION,
    Transition.SHIP: NextActionKind.OUTREACH,
}
_PLAN = ("next_action", "next_action_kind", "next_action_on")
_CONTACT = frozenset(NextActionKind) - WITHOUT_CONTACT
_OVERRIDE = "relationships.override_advice"
#: The field by which each step is taken; the first of them that a form has.
_FIELDS: dict[Transition, tuple[str, ...]] = {
    Transition.OUTREACH: ("direction", "next_action_kind", "next_action", "stage"),
    Transition.AGREE: ("status",),
    Transition.SHIP: ("delivered_on",),
    Transition.PAY: ("paid_on",),
    Transition.COMPLETE: ("status",),
}


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


class Blocked(ValidationError):  # noqa: N818 - said to people: it names what happened
    """A step that the playbook stops. ``advice``: the blocks that do; each message says why, and how to mend it."""

    def __init__(self, advice: Sequence[Advice], transitions: Iterable[Transition], by: Any = None) -> None:
        self.advice = list(advice)
        self.transitions = frozenset(transitions)
        super().__init__([_words(one, self.transitions, by) for one in advice])

    def field_among(self, fields: Container[str]) -> str | None:
        """The one of a form's ``fields`` that takes the step; None where none of them does."""
        names = (name for step in Transition if step in self.transitions for name in _FIELDS.get(step, ()))
        return next((name for name in names if name in fields), None)


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
    _Guard(relationship, now, on, by).require([proposed], {transition}, collaboration, carries_notice=carries_notice)


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
    if contacted or not after.next_action_kind or NextActionKind(after.next_action_kind) not in _CONTACT:
        return contacted
    return _plans_anew(before, after)


def plans_without_kind(before: HasPlan | None, after: HasPlan) -> bool:
    """Whether saving plans something of which nothing tells if it is a contact: its kind alone does."""
    return bool(after.next_action and not after.next_action_kind) and _plans_anew(before, after)


def _plans_anew(before: HasPlan | None, after: HasPlan) -> bool:
    return before is None or any(getattr(before, name) != getattr(after, name) for name in _PLAN)


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
        guard = _Guard(changed[pk], now, on, by, playbooks, decisions.get(pk, {}))
        proposed = replace(now, **plan_of(changed[pk]))
        if blocks := guard.blocks([proposed], {Transition.OUTREACH}, None):
            found[pk] = blocks
    return found


def foreseen(relationship: Relationship, on: date) -> Sequence[Advice]:
    """What would be said to the next steps of this relationship, whichever of them is taken first."""
    facts = facts_of([relationship.pk], on)[relationship.pk]
    return _Guard(relationship, facts, on, None).foreseen()


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
    _Guard(after.relationship, now, on, by).require((proposed, ready), steps, after)


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
    _Guard(touch.relationship, now, on, by).require(
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
    _Guard(after, now, on, by).require([proposed], {Transition.OUTREACH}, None)


def _refuse_plan_of_no_kind(before: HasPlan | None, after: Relationship) -> None:
    """With who must not be contacted a plan has to be of a kind."""
    if not plans_without_kind(before, after):
        return
    if Creator.objects.filter(pk=after.creator_id, do_not_contact=True).exists():
        words = "Say of which kind it is: this creator must not be contacted, and only a task of our own can be set."
        raise ValidationError({"next_action_kind": words})


class _Guard:
    """One relationship, its facts ``now``, and what may not be done with it."""

    def __init__(
        self,
        relationship: Relationship,
        now: Facts,
        on: date,
        by: Any,
        playbooks: InForce | None = None,
        decisions: Decisions | None = None,
    ) -> None:
        self.relationship, self.now, self.on, self.by = relationship, now, on, by
        self.playbook: Playbook = (playbooks or playbooks_in_force()).of(now.tier, relationship.brand_id)
        self.decisions = decisions

    def require(
        self,
        proposed: Iterable[Facts],
        steps: Iterable[Transition],
        collaboration: Collaboration | None,
        *,
        carries_notice: bool = False,
    ) -> None:
        if left := self.blocks(proposed, steps, collaboration, carries_notice=carries_notice):
            raise Blocked(left, steps, self.by)

    def blocks(
        self,
        proposed: Iterable[Facts],
        steps: Iterable[Transition],
        collaboration: Collaboration | None,
        *,
        carries_notice: bool = False,
    ) -> Sequence[Advice]:
        """Those that stop one of ``steps`` and that no lead let pass."""
        blocks: dict[Code, Advice] = {}
        for facts, step in product(proposed, sorted(steps, key=list(Transition).index)):
            for advice in advise(_planned(facts, step), self.playbook, self.on):
                if step in _stopped_by(advice, collaboration) and not (
                    carries_notice and advice.code is Code.NOTICE_MISSING
                ):
                    blocks.setdefault(advice.code, advice)
        return self._not_overridden(list(blocks.values()))

    def foreseen(self) -> Sequence[Advice]:
        found = []
        for step, facts in self._next_steps():
            found += [one for one in advise(_planned(facts, step), self.playbook, self.on) if step in one.stops]
        return found

    def _not_overridden(self, blocks: Sequence[Advice]) -> Sequence[Advice]:
        if not blocks or self.relationship.pk is None:
            return blocks
        decisions = self.decisions
        if decisions is None:
            decisions = decisions_of([self.relationship.pk], self.on).get(self.relationship.pk, {})
        overrides = {
            decision.facts
            for several in decisions.values()
            for decision in several
            if decision.kind == AdviceDecision.Kind.OVERRIDDEN
        }
        if not overrides:
            return blocks
        # A lead decided about the facts as they were before the step; taking it is no reason to ask again.
        standing = (*advise(self.now, self.playbook, self.on), *self.foreseen())
        lifted = [advice for advice in (*standing, *blocks) if fingerprint(advice) in overrides]
        return [block for block in blocks if not any(_covers(advice, block) for advice in lifted)]

    def _next_steps(self) -> Iterable[tuple[Transition, Facts]]:
        said = TouchFacts(on=self.on, direction=Direction.OUTBOUND)
        yield Transition.OUTREACH, replace(self.now, touches=(*self.now.touches, said))
        for one in self.now.collaborations:
            yield Transition.BRIEF, self.now
            if one.status is Status.PROPOSED:
                agreed = replace(one, status=Status.AGREED, agreed_on=one.agreed_on or self.on)
                yield Transition.AGREE, _replaced(self.now, agreed, self.on)
            if one.delivered_on is None:
                yield Transition.SHIP, _replaced(self.now, replace(one, delivered_on=self.on), self.on)
            if one.paid_on is None:
                yield Transition.PAY, _replaced(self.now, replace(one, paid_on=self.on), self.on)
            if one.status is not Status.COMPLETED:
                yield Transition.COMPLETE, _replaced(self.now, replace(one, status=Status.COMPLETED), self.on)


def _stopped_by(advice: Advice, collaboration: Collaboration | None) -> frozenset[Transition]:
    """What the block stops of this collaboration: nothing where it is about others alone."""
    concerned = not advice.about or (collaboration is not None and collaboration.pk in advice.about)
    return advice.stops if concerned and advice.severity is Severity.BLOCK else frozenset()


def _covers(lifted: Advice, block: Advice) -> bool:
    """Whether the same rule was overridden for every collaboration that the block is about."""
    return lifted.code is block.code and set(block.about) <= set(lifted.about)


def _planned(facts: Facts, step: Transition) -> Facts:
    kind = _PLANNED.get(step)
    if kind is None or facts.planned in _CONTACT:
        return facts
    return replace(facts, planned=kind, something_planned=True)


def _with_collaboration(facts: Facts, row: Collaboration, on: date, *, agreed_now: bool = False) -> Facts:
    columns = dict(columns_of(row))
    if agreed_now and columns["agreed_on"] is None:
        columns["agreed_on"] = on
    known = next((one for one in facts.collaborations if one.id == row.pk), CollaborationFacts())
    proposed = collaboration_facts(columns, settled=known.settled, briefed_on=known.briefed_on, measured=known.measured)
    return _replaced(facts, proposed, on)


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
    return _replaced(proposed, undone, on)


def _replaced(facts: Facts, proposed: CollaborationFacts, on: date) -> Facts:
    others = [one for one in facts.collaborations if one.id != proposed.id]
    collaborations = tuple(in_order([*others, proposed]))
    return replace(facts, collaborations=collaborations, history=history_on(collaborations, on))


def _words(advice: Advice, steps: frozenset[Transition], by: Any) -> str:
    stopped = " and ".join(TRANSITION_WORDS[step] for step in Transition if step in advice.stops & steps)
    who = "You can" if by is not None and by.has_perm(_OVERRIDE) else "A lead can"
    return f"This stops {stopped}: {advice.why} {advice.what} {who} let it pass with a reason ({advice.code})."
