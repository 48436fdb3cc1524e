"""The steps that a collaboration goes through after its terms, and how each of them stands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from relationships.domain.collaborations import HistoryKind, Kind, Status
from relationships.domain.ladder import choice_stands
from relationships.domain.playbooks.calendar import plus_days
from relationships.domain.playbooks.facts import WITH_CASH, WITH_PRODUCTS, CollaborationFacts, Facts
from relationships.domain.playbooks.norms import Playbook, Term
from relationships.domain.playbooks.terms import missing_terms
from relationships.domain.playbooks.words import counted, said
from relationships.domain.relationships import Direction, Purpose
from relationships.domain.tiers import Tier


class State(StrEnum):
    """OPEN is to be done now; NOT_YET comes later; UNKNOWN may be done, but no entry tells."""

    DONE = "done"
    OPEN = "open"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Work:
    """One collaboration on one day. ``c`` is an empty one where there is none yet."""

    facts: Facts
    c: CollaborationFacts
    playbook: Playbook
    on: date

    @property
    def live_on(self) -> date | None:
        return self.c.went_live_on(self.on)

    def written(self, purpose: Purpose) -> date | None:
        """The day of our last message about that since the content went live."""
        since = self.live_on
        days = (
            touch.on
            for touch in reversed(self.facts.touches)
            if touch.purpose == purpose and touch.direction == Direction.OUTBOUND and touch.on <= self.on
        )
        return next((day for day in days if since is not None and day >= since), None)


#: How a step stands, and the evidence in whole sentences.
Told = tuple[State, str]


def _shipped(work: Work) -> Told:
    c = work.c
    if c.delivered_on is not None and c.is_delivered(work.on):
        return State.DONE, f"Delivered on {said(c.delivered_on)}."
    if c.is_live(work.on):
        return State.UNKNOWN, "The content is live, and no day of delivery is on file."
    needed = [term for term in work.playbook.needed_before_start if term in (Term.PRODUCT_CHOICE, Term.ADDRESS)]
    if missing_terms(c, work.facts, needed, work.on):
        return State.NOT_YET, "The product choice and an address come first."
    return State.OPEN, "Not delivered yet."


def _briefed(work: Work) -> Told:
    c = work.c
    if c.briefed_on is not None and c.briefed_on <= work.on:
        return State.DONE, f"Sent on {said(c.briefed_on)}."
    if c.is_live(work.on):
        return State.UNKNOWN, "The content is live, and no brief is on file as sent."
    if c.status == Status.PROPOSED:
        return State.NOT_YET, "The agreement comes first."
    if missing_terms(c, work.facts, work.playbook.needed_before_start, work.on):
        return State.NOT_YET, "The terms above come first."
    return State.OPEN, "Not sent yet."


def _live(work: Work) -> Told:
    c = work.c
    if c.is_live(work.on):
        return State.DONE, f"Live since {said(work.live_on)}." if work.live_on else "Live; the day is not on file."
    planned = (
        f" Planned for {said(c.live_on)}." if c.live_on else f" Due by {said(c.deadline_on)}." if c.deadline_on else ""
    )
    if c.status == Status.PROPOSED:
        return State.NOT_YET, f"Not agreed yet.{planned}"
    if c.ships(work.on):
        return State.NOT_YET, f"The products come first.{planned}"
    return State.OPEN, f"Nothing is live yet.{planned}"


def _labelled(work: Work) -> Told:
    if work.c.disclosure_proof:
        return State.DONE, "Proof of the label is on file."
    return _once_live(work, "The content is live without proof of its label.")


def _once_live(work: Work, to_do: str) -> Told:
    return (State.OPEN, to_do) if work.c.is_live(work.on) else (State.NOT_YET, "Nothing is live yet.")


def _accepted(work: Work) -> Told:
    c = work.c
    if c.accepted_on is not None and c.accepted_on <= work.on:
        return State.DONE, f"Accepted on {said(c.accepted_on)}."
    if c.status == Status.COMPLETED:
        return State.DONE, "Completed; the day of acceptance is not on file."
    return _once_live(work, "The content is live and not accepted yet.")


def _paid(work: Work) -> Told:
    c = work.c
    if c.paid_on is not None and c.is_paid(work.on):
        return State.DONE, f"Paid on {said(c.paid_on)}."
    if c.fee == 0:
        return State.DONE, "The fee is 0."
    if _accepted(work)[0] != State.DONE:
        return State.NOT_YET, "The work is not accepted yet."
    if c.fee is None:
        return State.UNKNOWN, "The fee is not on file."
    return State.OPEN, f"Due on {said(c.payment_due_on)}." if c.payment_due_on else "Accepted and not paid."


def _thanked(work: Work) -> Told:
    thanked_on = work.written(Purpose.THANK_YOU)
    if thanked_on:
        return State.DONE, f"Thanked on {said(thanked_on)}."
    if work.c.is_live(work.on) and work.live_on is None:
        return State.UNKNOWN, "The content is live, and the day is not on file."
    return _once_live(work, "No thank-you is on file since it went live.")


def _review_asked(work: Work) -> Told:
    asked_on = work.written(Purpose.REVIEW_REQUEST)
    if asked_on:
        return State.DONE, f"Asked on {said(asked_on)}."
    live_on, days = work.live_on, work.playbook.review_days
    if live_on is None or days is None:
        unknown = work.c.is_live(work.on)
        told = "The content is live, and the day is not on file." if unknown else "Nothing is live yet."
        return State.UNKNOWN if unknown else State.NOT_YET, told
    first_day = plus_days(live_on, days)
    if first_day is None or work.on < first_day:
        return State.NOT_YET, f"Time with the product: {counted(days, 'day')} after going live."
    return State.OPEN, f"Not asked since {said(first_day)}, when it was time."


def _measured(work: Work) -> Told:
    if work.c.measured:
        return State.DONE, "A result is on file."
    return _once_live(work, "The content is live, and no result is on file.")


def _ladder_decided(work: Work) -> Told:
    facts, wanted = work.facts, work.playbook.one_offs_before_decision
    if facts.history == HistoryKind.AMBASSADOR:
        return State.DONE, "An ambassador already."
    if facts.ladder_choice is not None and choice_stands(facts, work.on):
        when = f" on {said(facts.ladder_chosen_on)}" if facts.ladder_chosen_on else ""
        return State.DONE, f"Decided{when}: {facts.ladder_choice.replace('_', ' ')}."
    done = sum(c.kind == Kind.ONE_OFF and c.counts for c in facts.collaborations)
    if wanted is None or done < wanted:
        return State.NOT_YET, f"{counted(done, 'one-off')} so far" + (f" of {wanted}." if wanted is not None else ".")
    return State.OPEN, f"{counted(done, 'one-off')} and no decision since."


def _has_products(work: Work) -> bool:
    """What is not agreed yet is what the playbook says is usual."""
    agreed = work.c.compensation is not None or work.c.is_gift
    return work.c.has_products if agreed else work.playbook.usual_compensation in WITH_PRODUCTS


def _has_cash(work: Work) -> bool:
    agreed = work.c.compensation is not None or work.c.is_gift
    return work.c.has_cash if agreed else work.playbook.usual_compensation in WITH_CASH


def _is_booking(work: Work) -> bool:
    return work.playbook.tier in (Tier.MACRO, Tier.MEGA)


def _is_bond(work: Work) -> bool:
    return work.playbook.tier in (Tier.NANO, Tier.MICRO)


def _always(work: Work) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Step:
    """``norm``: the field of `Playbook` that asks for it, "" where the work itself does."""

    key: str
    what: str
    belongs: Callable[[Work], bool]
    tell: Callable[[Work], Told]
    norm: str = ""


#: In the order of the work.
STEPS: tuple[Step, ...] = (
    Step("shipped", "Products delivered", _has_products, _shipped),
    Step("briefed", "Brief sent", _is_booking, _briefed, "brief_sections"),
    Step("live", "Content live", _always, _live),
    Step("labelled", "Advertising label shown", _always, _labelled),
    Step("accepted", "Work accepted", lambda work: _is_booking(work) or _has_cash(work), _accepted),
    Step("paid", "Fee paid", _has_cash, _paid),
    Step("measured", "Result recorded", _is_booking, _measured, "measures"),
    Step("thanked", "Thank-you said", lambda work: work.playbook.thank_you_days is not None, _thanked,
         "thank_you_days"),
    Step("reviewed", "Honest review asked", lambda work: work.playbook.review_days is not None, _review_asked,
         "review_days"),
    Step("decided", "Ladder decision", _is_bond, _ladder_decided, "one_offs_before_decision"),
)  # fmt: skip
