"""Advice: what a playbook says about one relationship today. The rules that give it stand in `rules`."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from relationships.domain.playbooks.norms import Basis


class Severity(StrEnum):
    """The weight of one advice, heaviest first. A block is enforced where the step that it stops is taken."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


#: What counts as drift from the tier's norms: infos are offers, not departures.
DRIFT: frozenset[Severity] = frozenset({Severity.BLOCK, Severity.WARN})


class Code(StrEnum):
    """The rules, in the order in which their advice is shown within one severity."""

    DO_NOT_CONTACT = "do-not-contact"
    DISCLOSURE_MISSING = "disclosure-missing"
    CONTRACT_NEEDED = "contract-needed"
    GIFT_WITH_STRINGS = "gift-with-strings"
    PRODUCT_FOR_RIGHTS = "product-for-rights"
    PRODUCT_ONLY_MACRO = "product-only-macro"
    PAID_MICRO_FIRST = "paid-micro-first"
    LOW_FIT = "low-fit"
    GENERIC_MESSAGE = "generic-message"
    GIFT_UNPOSTED = "gift-unposted"
    THANK_YOU = "thank-you"
    LADDER_READY = "ladder-ready"
    TOUCH_OVERDUE = "touch-overdue"
    GONE_QUIET = "gone-quiet"
    TERMS_MISSING = "terms-missing"
    LEAD_TIME = "lead-time"
    EXCLUSIVITY_CLASH = "exclusivity-clash"
    AGENT_BYPASSED = "agent-bypassed"
    PAYMENT_OVERDUE = "payment-overdue"
    REBOOK_UNMEASURED = "rebook-unmeasured"
    ENGAGEMENT_ODD = "engagement-odd"
    ONE_OFF_STREAK = "one-off-streak"
    AMBASSADOR_MACRO = "ambassador-macro"
    TIER_CROSSED = "tier-crossed"
    NOTICE_MISSING = "notice-missing"
    RETENTION_DUE = "retention-due"
    GATE_FAILED = "gate-failed"
    FIND_OUT = "find-out"


class Transition(StrEnum):
    """The steps that a block can stop."""

    OUTREACH = "outreach"
    AGREE = "agree"
    SHIP = "ship"
    BRIEF = "brief"
    PAY = "pay"
    COMPLETE = "complete"


#: "The block stops …"
TRANSITION_WORDS: dict[Transition, str] = {
    Transition.OUTREACH: "contacting the creator",
    Transition.AGREE: "agreeing a collaboration",
    Transition.SHIP: "sending products",
    Transition.BRIEF: "sending the brief",
    Transition.PAY: "paying",
    Transition.COMPLETE: "completing the collaboration",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """One thing to do, and why.

    ``what`` is an instruction, ``why`` the facts and the norm behind it, both whole sentences. ``source`` (with
    ``year``, None where undated) and ``basis`` belong to the norm. ``about`` holds the ids of the collaborations
    concerned. ``facts`` is what the advice rests on: it stays the same from day to day and changes when the facts do,
    so that a dismissal ends. ``stops`` is empty unless the severity is BLOCK. ``missing`` names what is lacking or
    to be asked.
    """

    code: Code
    severity: Severity
    what: str
    why: str
    source: str
    year: int | None
    basis: Basis
    facts: str
    about: tuple[int | None, ...] = ()
    stops: frozenset[Transition] = frozenset()
    missing: tuple[str, ...] = ()


def fingerprint(advice: Advice) -> str:
    """What a decision about an advice is stored with: 64 hexadecimal digits of its code and the facts it rests on."""
    return sha256(f"{advice.code}\n{advice.facts}".encode()).hexdigest()
