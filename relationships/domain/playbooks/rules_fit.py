"""Fit before money or goods leave the house."""

from relationships.domain.fit import Confidence
from relationships.domain.playbooks.advice import Advice, Code, Severity, Transition
from relationships.domain.playbooks.case import Case, advice
from relationships.domain.playbooks.facts import FitFacts
from relationships.domain.playbooks.words import counted, listed, sentence
from relationships.domain.tiers import Tier

CONFIDENCE_RANK: dict[Confidence, int] = {Confidence.LOW: 0, Confidence.MEDIUM: 1, Confidence.HIGH: 2}
_STOPPED_BY_GATE = frozenset({Transition.SHIP, Transition.PAY})
_LARGE: frozenset[Tier] = frozenset({Tier.MACRO, Tier.MEGA})


def _shortfalls(case: Case, fit: FitFacts) -> dict[str, str]:
    """What falls short of the playbook: a key that tells it apart, and its words."""
    playbook, short = case.playbook, {}
    if playbook.min_coverage is not None and not fit.covers(playbook.min_coverage):
        key = f"coverage {fit.coverage:.4f}"
        short[key] = f"of the rubric {fit.coverage:.0%} is rated, {playbook.min_coverage:.0%} are needed"
    if playbook.min_fit is not None and fit.score is not None and not fit.reaches(playbook.min_fit):
        short[f"score {fit.score:.2f}"] = f"the fit is {fit.score:.1f}, under the minimum of {playbook.min_fit}"
    level = fit.confidence(case.on)
    wanted = playbook.min_confidence
    if wanted is not None and level is not None and CONFIDENCE_RANK[level] < CONFIDENCE_RANK[wanted]:
        short[f"confidence {level}"] = f"confidence is {level}, {wanted} is needed"
    return short


def low_fit(case: Case) -> Advice | None:
    """Nano, micro: money or goods are about to leave for a creator whose fit is too low or too little known."""
    fit = case.facts.fit
    if fit is None or not case.open:
        return None
    spending = case.spending
    short = _shortfalls(case, fit) if spending else {}
    if not short:
        return None
    return advice(
        Code.LOW_FIT,
        Severity.WARN,
        f"Rate the brand-value fit before anything is spent on or sent for {listed([c.name for c in spending])}.",
        f"{sentence(listed(list(short.values())))} With creators of this size value fit decides.",
        case.origin("min_coverage" if next(iter(short)).startswith("coverage") else "min_fit"),
        (*(c.key for c in spending), *short),
        about=spending,
    )


def gate_failed(case: Case) -> Advice | None:
    """All tiers: a gate is blocked, or not cleared (by enough people, where cash or a large audience is at stake)."""
    fit = case.facts.fit
    if fit is None or not case.open:
        return None
    spending = case.spending
    if not spending:
        return None
    if fit.blocked:
        what = f"Stop: settle {listed(fit.blocked)} before anything is spent or sent."
        why = f"A reviewer rated {listed(fit.blocked)} 0, and an average must not hide that."
        rests_on = ("blocked", *fit.blocked)
    elif not (case.facts.tier in _LARGE or any(c.spends(case.on) for c in spending)):
        return None
    elif fit.uncleared:
        what = f"Have {listed(fit.uncleared)} rated before anything is spent or sent."
        why = f"Nobody has rated {listed(fit.uncleared)} yet: a gate that nobody looked at is not cleared."
        rests_on = ("uncleared", *fit.uncleared)
    else:
        wanted, found = case.playbook.gate_reviewers, fit.gate_reviewers
        if wanted is None or found is None or found >= wanted:
            return None
        what = f"Ask one more reviewer to rate the gates: {counted(wanted, 'reviewer')} are needed."
        why = f"A gate was looked at by {counted(found, 'reviewer')}, and the playbook asks for {wanted}."
        rests_on = ("reviewers", str(found), str(wanted))
    return advice(
        Code.GATE_FAILED,
        Severity.BLOCK,
        what,
        f"{why} This is about {listed([c.name for c in spending])}.",
        case.origin("gate_reviewers"),
        (*rests_on, *(c.key for c in spending)),
        about=spending,
        stops=_STOPPED_BY_GATE,
    )
