"""What comes after a contact: which purpose answers an advice, and the next action that the cadence proposes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from relationships.domain.playbooks.advice import Advice, Code
from relationships.domain.playbooks.case import Case
from relationships.domain.playbooks.facts import CollaborationFacts
from relationships.domain.relationships import NextActionKind, Purpose

#: Days after which a question of ours is asked again (house default).
ANSWER_DAYS = 7

#: What a contact that answers an advice is about. Where no contact answers it (rate the fit, pay), it is not in here.
PURPOSE_FOR: Mapping[Code, Purpose] = {
    Code.DISCLOSURE_MISSING: Purpose.FEEDBACK,
    Code.CONTRACT_NEEDED: Purpose.NEGOTIATION,
    Code.GIFT_WITH_STRINGS: Purpose.NEGOTIATION,
    Code.PRODUCT_FOR_RIGHTS: Purpose.NEGOTIATION,
    Code.PRODUCT_ONLY_MACRO: Purpose.NEGOTIATION,
    Code.PAID_MICRO_FIRST: Purpose.NEGOTIATION,
    Code.GENERIC_MESSAGE: Purpose.OUTREACH,
    Code.GIFT_UNPOSTED: Purpose.NUDGE,
    Code.THANK_YOU: Purpose.THANK_YOU,
    Code.LADDER_READY: Purpose.AMBASSADOR_OFFER,
    Code.TOUCH_OVERDUE: Purpose.CHECK_IN,
    Code.GONE_QUIET: Purpose.CHECK_IN,
    Code.TERMS_MISSING: Purpose.NEGOTIATION,
    Code.LEAD_TIME: Purpose.NEGOTIATION,
    Code.EXCLUSIVITY_CLASH: Purpose.NEGOTIATION,
    Code.AGENT_BYPASSED: Purpose.CHECK_IN,
    Code.PAYMENT_OVERDUE: Purpose.PAYMENT,
    Code.REBOOK_UNMEASURED: Purpose.FEEDBACK,
    Code.ENGAGEMENT_ODD: Purpose.FEEDBACK,
    Code.ONE_OFF_STREAK: Purpose.AMBASSADOR_OFFER,
    Code.AMBASSADOR_MACRO: Purpose.RENEWAL,
    Code.TIER_CROSSED: Purpose.NEGOTIATION,
    Code.NOTICE_MISSING: Purpose.PRIVACY_NOTICE,
    Code.RETENTION_DUE: Purpose.PRIVACY_NOTICE,
    Code.FIND_OUT: Purpose.CHECK_IN,
}

#: How a contact about that is planned. What is in neither is a task of our own (a payment, a notice).
_KIND_FOR: Mapping[Purpose, NextActionKind] = {
    **{Purpose(kind.value): kind for kind in NextActionKind if kind.value in set(Purpose)},
    Purpose.FEEDBACK: NextActionKind.CHECK_IN,
}

#: Purposes that ask something of the creator.
_ASKING = frozenset(
    {Purpose.OUTREACH, Purpose.NEGOTIATION, Purpose.BRIEF, Purpose.AMBASSADOR_OFFER, Purpose.RENEWAL, Purpose.FEEDBACK}
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A next action with its day, and the norm behind it in a few words."""

    kind: NextActionKind
    text: str
    on: date
    why: str


def purpose_of(kind: str) -> Purpose:
    """What a contact is about that carries out a planned next action of this ``kind`` ("" for not said)."""
    return Purpose(kind) if kind in set(Purpose) else Purpose.OTHER


def answer_to(advice: Advice, on: date) -> Proposal:
    """The next action that answers an advice: a contact today where one does, else a task of our own."""
    purpose = PURPOSE_FOR.get(advice.code)
    kind = _KIND_FOR.get(purpose, NextActionKind.INTERNAL) if purpose else NextActionKind.INTERNAL
    return Proposal(kind, advice.what.removesuffix("."), on, advice.why)


def propose(case: Case, purpose: Purpose | None) -> Proposal | None:
    """What to do after a contact about ``purpose`` on the case's day; None: only what the cadence asks for.

    Nothing is proposed where nobody is to be contacted, after the end of a relationship, and without a norm to go by.
    """
    cadence = _by_cadence(case)
    if case.facts.do_not_contact or cadence is None:
        return None
    special = {Purpose.THANK_YOU: _review, Purpose.NUDGE: _after_nudge}.get(purpose) if purpose else None
    found = special(case) if special else None
    if found is None and purpose in _ASKING:
        found = _ask_again(case)
    return found if found and found.on <= cadence.on else cadence


def _by_cadence(case: Case) -> Proposal | None:
    days = case.touch_days()
    if days is None:
        return None
    whom = {
        "touch_days_ambassador": "an ambassador",
        "touch_days_active": "whom we work with",
    }.get(case.touch_norm, "others")
    why = f"the playbook lets {days} days pass between touches ({whom})"
    return Proposal(NextActionKind.CHECK_IN, "Check in", case.on + timedelta(days=days), why)


def _ask_again(case: Case) -> Proposal:
    why = f"{ANSWER_DAYS} days for an answer (house default)"
    return Proposal(NextActionKind.CHECK_IN, "Ask for the answer", case.on + timedelta(days=ANSWER_DAYS), why)


def _review(case: Case) -> Proposal | None:
    """After the thanks, an honest review: not before the day that the playbook gives, nor today."""
    days = case.playbook.review_days
    live = [day for c in case.live if (day := c.went_live_on(case.on)) is not None]
    if days is None or not live:
        return None
    on = max(max(live) + timedelta(days=days), case.on + timedelta(days=1))
    why = f"the playbook asks for an honest review {days} days after content went live"
    return Proposal(NextActionKind.REVIEW_REQUEST, "Ask for an honest review", on, why)


def _after_nudge(case: Case) -> Proposal | None:
    """The next reminder of the playbook, counted from the delivery; after the last one the gift is closed."""
    waiting = [c for c in case.open if c.delivered_on is not None and c.delivered_on <= case.on]
    if not waiting or not case.playbook.nudge_days:
        return None
    return _next_nudge(case, waiting[-1])


def _next_nudge(case: Case, gift: CollaborationFacts) -> Proposal:
    delivered = gift.delivered_on or case.on
    days, tomorrow = case.playbook.nudge_days, case.on + timedelta(days=1)
    told = ", ".join(map(str, days))
    sent = case.sent(Purpose.NUDGE, delivered) + 1  # the one that is just being noted
    if sent < len(days):
        on = max(delivered + timedelta(days=days[sent]), tomorrow)
        return Proposal(NextActionKind.NUDGE, "Remind again", on, f"the playbook reminds on day {told}")
    on = max(delivered + timedelta(days=days[-1]), tomorrow)
    return Proposal(NextActionKind.INTERNAL, "Close the gift", on, f"reminded {len(days)} times: then it is closed")
