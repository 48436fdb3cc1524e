"""What stops a step: the blocks that the playbook gives with what is about to be written, and that no lead let pass."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

from django.core.exceptions import ValidationError

from relationships.domain.collaborations import Status
from relationships.domain.playbooks.advice import TRANSITION_WORDS, Advice, Code, Severity, Transition, fingerprint
from relationships.domain.playbooks.facts import CollaborationFacts, Facts, TouchFacts
from relationships.domain.playbooks.norms import Playbook
from relationships.domain.playbooks.rules import advise
from relationships.domain.relationships import WITHOUT_CONTACT, Direction, NextActionKind
from relationships.models import AdviceDecision, Collaboration, Relationship
from relationships.services.advice import Decisions, decisions_of
from relationships.services.facts import (
    history_on,
    in_order,
)
from relationships.services.playbooks import InForce, playbooks_in_force

#: What taking a step is to the creator, where nothing of that sort is planned: a contact.
_PLANNED: dict[Transition, NextActionKind] = {
    Transition.OUTREACH: NextActionKind.OUTREACH,
    Transition.BRIEF: NextActionKind.BRIEF,
    Transition.AGREE: NextActionKind.NEGOTIATION,
    Transition.SHIP: NextActionKind.OUTREACH,
}
CONTACT = frozenset(NextActionKind) - WITHOUT_CONTACT
_OVERRIDE = "relationships.override_advice"
#: The field by which each step is taken; the first of them that a form has.
_FIELDS: dict[Transition, tuple[str, ...]] = {
    Transition.OUTREACH: ("direction", "next_action_kind", "next_action", "stage"),
    Transition.AGREE: ("status",),
    Transition.SHIP: ("delivered_on",),
    Transition.PAY: ("paid_on",),
    Transition.COMPLETE: ("status",),
}


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


class Guard:
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
                yield Transition.AGREE, replaced(self.now, agreed, self.on)
            if one.delivered_on is None:
                yield Transition.SHIP, replaced(self.now, replace(one, delivered_on=self.on), self.on)
            if one.paid_on is None:
                yield Transition.PAY, replaced(self.now, replace(one, paid_on=self.on), self.on)
            if one.status is not Status.COMPLETED:
                yield Transition.COMPLETE, replaced(self.now, replace(one, status=Status.COMPLETED), self.on)


def _stopped_by(advice: Advice, collaboration: Collaboration | None) -> frozenset[Transition]:
    """What the block stops of this collaboration: nothing where it is about others alone."""
    concerned = not advice.about or (collaboration is not None and collaboration.pk in advice.about)
    return advice.stops if concerned and advice.severity is Severity.BLOCK else frozenset()


def _covers(lifted: Advice, block: Advice) -> bool:
    """Whether the same rule was overridden for every collaboration that the block is about."""
    return lifted.code is block.code and set(block.about) <= set(lifted.about)


def _planned(facts: Facts, step: Transition) -> Facts:
    kind = _PLANNED.get(step)
    if kind is None or facts.planned in CONTACT:
        return facts
    return replace(facts, planned=kind, something_planned=True)


def replaced(facts: Facts, proposed: CollaborationFacts, on: date) -> Facts:
    others = [one for one in facts.collaborations if one.id != proposed.id]
    collaborations = tuple(in_order([*others, proposed]))
    return replace(facts, collaborations=collaborations, history=history_on(collaborations, on))


def _words(advice: Advice, steps: frozenset[Transition], by: Any) -> str:
    stopped = " and ".join(TRANSITION_WORDS[step] for step in Transition if step in advice.stops & steps)
    who = "You can" if by is not None and by.has_perm(_OVERRIDE) else "A lead can"
    return f"This stops {stopped}: {advice.why} {advice.what} {who} let it pass with a reason ({advice.code})."
