"""From one-offs to an ambassador, and on."""

from relationships.domain.collaborations import HistoryKind, Kind
from relationships.domain.ladder import choice_stands, conditions_met
from relationships.domain.playbooks.advice import Advice, Code, Severity
from relationships.domain.playbooks.case import Case, advice
from relationships.domain.playbooks.norms import UsualHistory
from relationships.domain.playbooks.words import counted, listed


def ladder_ready(case: Case) -> Advice | None:
    """Nano, micro: every condition of the ladder is met."""
    if not case.live:
        return None
    met = conditions_met(case.facts, case.playbook, case.on)
    if not met:
        return None
    months = case.playbook.agreement_months
    lasting = f" of {months.low}–{months.high} months" if months else ""
    on_time = [c for c in case.live if c.was_on_time(case.on)]
    return advice(
        Code.LADDER_READY,
        Severity.INFO,
        f"Offer an ambassadorship{lasting} with co-creation.",
        " ".join(condition.evidence for condition in met),
        case.origin("ladder_collaborations"),
        [c.key for c in on_time],
        about=on_time,
    )


def one_off_streak(case: Case) -> Advice | None:
    """Nano, micro: several one-offs, and nobody decided what is to become of it."""
    wanted = case.playbook.one_offs_before_decision
    if wanted is None or any(c.kind == Kind.AMBASSADOR for c in case.standing):
        return None
    one_offs = [c for c in case.counted if c.kind == Kind.ONE_OFF]
    if len(one_offs) < wanted or not one_offs or choice_stands(case.facts, case.on):
        return None
    return advice(
        Code.ONE_OFF_STREAK,
        Severity.INFO,
        "Decide: offer an ambassadorship, or let go.",
        f"There have been {counted(len(one_offs), 'one-off')} ({listed([c.name for c in one_offs])}) and no decision "
        f"since; the playbook asks for one after {wanted}.",
        case.origin("one_offs_before_decision"),
        [c.key for c in one_offs],
        about=one_offs,
    )


def ambassador_macro(case: Case) -> Advice | None:
    """Macro, mega: an ongoing ambassador where one-off bookings are usual."""
    if case.facts.history != HistoryKind.AMBASSADOR or case.playbook.usual_history != UsualHistory.ONE_OFF:
        return None
    agreements = [c for c in case.counted if c.kind == Kind.AMBASSADOR]
    return advice(
        Code.AMBASSADOR_MACRO,
        Severity.INFO,
        "Renew against measured results, not by habit.",
        "An ambassadorship is allowed here. With creators of this size collaborations are often one-off because of the "
        "cost, so each renewal should rest on what was measured.",
        case.origin("usual_history"),
        [c.key for c in agreements],
        about=agreements,
    )
