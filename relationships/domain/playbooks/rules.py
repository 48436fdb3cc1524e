"""All rules in one table, and the advice that they give about one relationship on one day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from relationships.domain.playbooks import (
    rules_agreements,
    rules_audience,
    rules_care,
    rules_fit,
    rules_ladder,
    rules_law,
    rules_money,
)
from relationships.domain.playbooks.advice import Advice, Code, Severity
from relationships.domain.playbooks.case import HOUSE, Case, advice
from relationships.domain.playbooks.facts import Facts
from relationships.domain.playbooks.norms import Playbook
from relationships.domain.playbooks.words import listed
from relationships.domain.relationships import WITHOUT_CONTACT
from relationships.domain.tiers import Tier

ALL: frozenset[Tier] = frozenset(Tier)
SMALL: frozenset[Tier] = frozenset({Tier.NANO, Tier.MICRO})
LARGE: frozenset[Tier] = frozenset({Tier.MACRO, Tier.MEGA})


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table. ``needs`` names the fields of `Facts` that ``find`` reads.

    ``proposes_contact``: its advice is to write to the creator, which nobody does who must not contact them.
    """

    code: Code
    tiers: frozenset[Tier]
    needs: tuple[str, ...]
    proposes_contact: bool
    find: Callable[[Case], Advice | None]


def find_out(case: Case) -> Advice | None:
    """All tiers, last: what the other rules would have to know to speak."""
    facts = case.facts
    if facts.tier == Tier.UNKNOWN:
        contact = facts.planned is not None and facts.planned not in WITHOUT_CONTACT
        if contact or case.standing:
            case.ask("the followers of the main account")
    if not case.asked:
        return None
    return advice(
        Code.FIND_OUT,
        Severity.INFO,
        f"Find out {listed(case.asked)}.",
        "Without that the playbook cannot say whether all is well here: what is not known is not taken for zero.",
        HOUSE,
        case.asked,
        missing=tuple(case.asked),
    )


_CONTACT, _NO_CONTACT = True, False
_WORK = "collaborations"
RULES: tuple[Rule, ...] = (
    Rule(Code.DO_NOT_CONTACT, ALL, ("do_not_contact", "planned", "something_planned"), _NO_CONTACT,
         rules_law.do_not_contact),
    Rule(Code.DISCLOSURE_MISSING, ALL, (_WORK,), _NO_CONTACT, rules_law.disclosure_missing),
    Rule(Code.CONTRACT_NEEDED, ALL, ("market", _WORK), _NO_CONTACT, rules_law.contract_needed),
    Rule(Code.GIFT_WITH_STRINGS, SMALL, (_WORK,), _NO_CONTACT, rules_agreements.gift_with_strings),
    Rule(Code.PRODUCT_FOR_RIGHTS, SMALL, (_WORK,), _NO_CONTACT, rules_money.product_for_rights),
    Rule(Code.PRODUCT_ONLY_MACRO, LARGE, ("tier", "followers", "compensation", _WORK), _NO_CONTACT,
         rules_money.product_only_macro),
    Rule(Code.PAID_MICRO_FIRST, SMALL, ("tier", "followers", "fit", _WORK), _NO_CONTACT, rules_money.paid_micro_first),
    Rule(Code.LOW_FIT, SMALL, ("fit", _WORK), _NO_CONTACT, rules_fit.low_fit),
    Rule(Code.GENERIC_MESSAGE, frozenset({Tier.NANO}), ("touches",), _CONTACT, rules_care.generic_message),
    Rule(Code.GIFT_UNPOSTED, SMALL, (_WORK, "touches"), _CONTACT, rules_care.gift_unposted),
    Rule(Code.THANK_YOU, SMALL, (_WORK, "touches"), _CONTACT, rules_care.thank_you),
    Rule(Code.LADDER_READY, SMALL, ("history", _WORK, "fit", "ladder_choice", "ladder_chosen_on"), _CONTACT,
         rules_ladder.ladder_ready),
    Rule(Code.TOUCH_OVERDUE, ALL, ("stage", "since", "history", _WORK, "touches", "has_agent"), _CONTACT,
         rules_care.touch_overdue),
    Rule(Code.GONE_QUIET, ALL, ("history", _WORK, "touches"), _CONTACT, rules_care.gone_quiet),
    Rule(Code.TERMS_MISSING, LARGE, (_WORK, "address_known"), _NO_CONTACT, rules_agreements.terms_missing),
    Rule(Code.LEAD_TIME, LARGE, (_WORK,), _NO_CONTACT, rules_agreements.lead_time),
    Rule(Code.EXCLUSIVITY_CLASH, ALL, ("rivals", _WORK), _NO_CONTACT, rules_agreements.exclusivity_clash),
    Rule(Code.AGENT_BYPASSED, LARGE, ("has_agent", "touches"), _CONTACT, rules_care.agent_bypassed),
    Rule(Code.PAYMENT_OVERDUE, ALL, (_WORK,), _NO_CONTACT, rules_money.payment_overdue),
    Rule(Code.REBOOK_UNMEASURED, LARGE, (_WORK,), _NO_CONTACT, rules_agreements.rebook_unmeasured),
    Rule(Code.ENGAGEMENT_ODD, ALL, ("audience",), _NO_CONTACT, rules_audience.engagement_odd),
    Rule(Code.ONE_OFF_STREAK, SMALL, (_WORK, "ladder_choice", "ladder_chosen_on"), _NO_CONTACT,
         rules_ladder.one_off_streak),
    Rule(Code.AMBASSADOR_MACRO, LARGE, ("history", _WORK), _NO_CONTACT, rules_ladder.ambassador_macro),
    Rule(Code.TIER_CROSSED, ALL, ("tier", _WORK), _NO_CONTACT, rules_audience.tier_crossed),
    Rule(Code.NOTICE_MISSING, ALL, ("stage", "notice_given_on", "on_file_since", "touches"), _CONTACT,
         rules_law.notice_missing),
    Rule(Code.RETENTION_DUE, ALL, ("stage", "on_file_since", "basis_renewed_on", _WORK, "touches"), _NO_CONTACT,
         rules_law.retention_due),
    Rule(Code.GATE_FAILED, ALL, ("tier", "fit", _WORK), _NO_CONTACT, rules_fit.gate_failed),
    Rule(Code.FIND_OUT, ALL, ("tier", "planned", _WORK), _NO_CONTACT, find_out),
)  # fmt: skip

_Finders = tuple[Callable[[Case], Advice | None], ...]


def _of_tier(tier: Tier, *, may_contact: bool) -> _Finders:
    return tuple(rule.find for rule in RULES if tier in rule.tiers and (may_contact or not rule.proposes_contact))


_RULES_OF: Mapping[tuple[Tier, bool], _Finders] = {
    (tier, barred): _of_tier(tier, may_contact=not barred) for tier in Tier for barred in (False, True)
}
_WEIGHT: Mapping[Severity, int] = {severity: place for place, severity in enumerate(Severity)}


def advise(facts: Facts, playbook: Playbook, on: date) -> list[Advice]:
    """What the playbook says about a relationship on the day ``on``: at most one advice per code.

    Blocks first, then warnings, then infos, each in the order of `Code`; do-not-contact before all else, and with it
    nothing that proposes a contact. Deterministic, and raises nothing: what is not known triggers no rule.
    """
    case = Case(facts, playbook, on)
    found = [advice for find in _RULES_OF[facts.tier, facts.do_not_contact] if (advice := find(case)) is not None]
    found.sort(key=lambda advice: _WEIGHT[advice.severity])
    return found
