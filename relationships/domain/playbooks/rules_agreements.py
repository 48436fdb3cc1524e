"""What is agreed, when, and with whom else."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from relationships.domain.collaborations import Kind, Status
from relationships.domain.playbooks.advice import Advice, Code, Severity, Transition
from relationships.domain.playbooks.case import HOUSE, Case, advice
from relationships.domain.playbooks.facts import ENDLESS, CollaborationFacts, RivalFacts
from relationships.domain.playbooks.norms import Basis, Origin, Term
from relationships.domain.playbooks.terms import missing_terms
from relationships.domain.playbooks.words import TERM_WORDS, counted, listed, said, sentence, verb

_MEASURED = Origin(
    "", "The founding article “Micro-influencers vs macro-influencers”: measure regularly to adjust", None, Basis.SEED
)
_STOPPED_BY_STRINGS = frozenset({Transition.SHIP, Transition.BRIEF})
_STOPPED_WITHOUT_TERMS = frozenset({Transition.BRIEF, Transition.SHIP})
_STOPPED_BY_CLASH = frozenset({Transition.AGREE, Transition.BRIEF, Transition.SHIP, Transition.PAY})


def gift_with_strings(case: Case) -> Advice | None:
    """Nano, micro: a “gift” that carries a deadline or deliverables."""
    tied = [
        c
        for c in case.standing
        if c.is_gift and c.status != Status.COMPLETED and (c.deadline_on is not None or c.deliverables)
    ]
    if not tied:
        return None
    names = listed([c.name for c in tied])
    called, carries = verb(tied, "is called a gift", "are called gifts"), verb(tied, "carries", "carry")
    strings = [
        words
        for words, is_there in (
            ("a deadline", any(c.deadline_on is not None for c in tied)),
            ("deliverables", any(c.deliverables for c in tied)),
        )
        if is_there
    ]
    return advice(
        Code.GIFT_WITH_STRINGS,
        Severity.BLOCK,
        f"Agree {names} as an exchange, or take {listed(strings)} out of it.",
        f"{sentence(f'{names} {called} and {carries} {listed(strings)}')} What asks for something in return is "
        "an exchange, with its own terms and disclosure.",
        HOUSE,
        (f"{c.key}:{c.deadline_on}:{c.deliverables}" for c in tied),
        about=tied,
        stops=_STOPPED_BY_STRINGS,
    )


def terms_missing(case: Case) -> Advice | None:
    """Macro, mega: agreed, but something that the playbook needs before work starts is not settled."""
    needed = [term for term in case.playbook.needed_before_start if term != Term.LIGHT_BRIEF]
    lacking = [
        (c, terms)
        for c in case.open
        if c.status == Status.AGREED and (terms := missing_terms(c, case.facts, needed, case.on))
    ]
    if not lacking:
        return None
    missing = tuple(TERM_WORDS[term] for term in needed if any(term in terms for _, terms in lacking))
    names = listed([c.name for c, _ in lacking])
    agreed, are = verb(lacking, "is agreed", "are agreed"), verb(missing, "is", "are")
    return advice(
        Code.TERMS_MISSING,
        Severity.BLOCK,
        f"Send no brief yet: settle {listed(missing)}.",
        f"{sentence(f'{names} {agreed}, and {listed(missing)} {are} not on file')} The playbook needs them "
        "before work starts.",
        case.origin("needed_before_start"),
        (f"{c.key}:{','.join(terms)}" for c, terms in lacking),
        about=[c for c, _ in lacking],
        stops=_STOPPED_WITHOUT_TERMS,
        missing=missing,
    )


def planned_live_on(c: CollaborationFacts, on: date) -> date | None:
    """The day on which an open collaboration is meant to go live."""
    return c.live_on if c.live_on is not None and c.live_on >= on else c.deadline_on or c.starts_on


def lead_time(case: Case) -> Advice | None:
    """Macro, mega: it is to go live soon, and is not agreed."""
    weeks = case.playbook.lead_warn_weeks
    if weeks is None:
        return None
    short = [
        (c, day)
        for c in case.open
        if c.status == Status.PROPOSED
        and (day := planned_live_on(c, case.on)) is not None
        and 0 <= (day - case.on).days < 7 * weeks
    ]
    if not short:
        return None
    told = listed([f"{c.name} is to go live on {said(day)}" for c, day in short])
    usual = case.playbook.lead_weeks
    return advice(
        Code.LEAD_TIME,
        Severity.WARN,
        f"Move the date of {listed([c.name for c, _ in short])}, or cut the scope.",
        f"{sentence(f'{told}, and nothing is agreed')} That is in under {counted(weeks, 'week')}"
        f"{f'; the playbook plans {usual}' if usual is not None else ''}.",
        case.origin("lead_warn_weeks"),
        (f"{c.key}:{day}" for c, day in short),
        about=[c for c, _ in short],
    )


Window = tuple[date, date]


def _window(first: date | None, last: date | None) -> Window | None:
    return None if first is None or last is None or last < first else (first, last)


def _exclusive_window(c: CollaborationFacts, on: date) -> Window | None:
    """The days on which the creator promised us to work for no competitor; None when over or not known."""
    if not c.counts or c.exclusivity_until is None or c.exclusivity_until < on:
        return None
    return _window(c.exclusivity_from or c.agreed_on or c.starts_on or c.live_on, c.exclusivity_until)


def _period(c: CollaborationFacts) -> Window | None:
    """From the first to the last day of the work, the day of going live included; an open agreement has no last."""
    is_open_ended = c.kind == Kind.AMBASSADOR and c.ends_on is None and c.status != Status.COMPLETED
    days = [day for day in (c.starts_on, ENDLESS if is_open_ended else c.ends_on, c.live_on) if day is not None]
    return (min(days), max(days)) if c.starts_on or c.live_on else None


def _overlap(one: Window | None, other: Window | None) -> bool:
    return one is not None and other is not None and one[0] <= other[1] and other[0] <= one[1]


def _clashes(case: Case) -> Iterator[tuple[CollaborationFacts, RivalFacts, Window, bool]]:
    """Each of ours with the competitor's it clashes with, the competitor's days, and whether ours is the promise."""
    for rival in case.facts.rivals:
        runs = _window(rival.starts_on, rival.ends_on or rival.starts_on)
        promised = _window(rival.exclusive_from, rival.exclusive_until)
        for c in case.standing:
            if runs and _overlap(_exclusive_window(c, case.on), runs):
                yield c, rival, runs, True
            if promised and promised[1] >= case.on and c.status != Status.COMPLETED and _overlap(_period(c), promised):
                yield c, rival, promised, False


def _clash_told(c: CollaborationFacts, rival: RivalFacts, days: Window, is_ours: bool) -> str:
    first, last = days
    when = f"from {said(first)} on" if last == ENDLESS else f"{said(first)} to {said(last)}"
    whose = f"{rival.brand} ({when})" if rival.brand else "a listed competitor"
    if is_ours:
        return sentence(f"{c.name} promises exclusivity, and the creator works for {whose} within it")
    return sentence(f"the creator promised exclusivity to {whose}, and {c.name} falls into it")


def exclusivity_clash(case: Case) -> Advice | None:
    """All tiers: a listed competitor's collaboration inside an agreed exclusivity window, theirs or ours."""
    clashes = list(_clashes(case)) if case.facts.rivals else []
    if not clashes:
        return None
    told = dict.fromkeys(_clash_told(*clash) for clash in clashes)
    # Readers who must not see the competitor's name and dates see these facts: a digest tells them nothing.
    days = ";".join(sorted(f"{c.key} {first} {last} {is_ours}" for c, _, (first, last), is_ours in clashes))
    return advice(
        Code.EXCLUSIVITY_CLASH,
        Severity.BLOCK,
        "Stop, and settle the clash with the creator before anything goes on.",
        " ".join(told),
        HOUSE,
        (sha256(days.encode()).hexdigest(),),
        about=[c for c in case.standing if any(c is clashing for clashing, *_ in clashes)],
        stops=_STOPPED_BY_CLASH,
    )


def rebook_unmeasured(case: Case) -> Advice | None:
    """Macro, mega: a new booking while the last one has no result on file."""
    if not case.open or not case.live or case.live[-1].measured:
        return None
    last, booked = case.live[-1], listed([c.name for c in case.open])
    are = verb(case.open, "is", "are")
    return advice(
        Code.REBOOK_UNMEASURED,
        Severity.WARN,
        f"Record reach and cost of {last.name} first.",
        f"{sentence(f'{booked} {are} planned, and {last.name} has no result on file')} "
        "What is not measured is booked again by habit.",
        _MEASURED,
        (last.key, *(c.key for c in case.open)),
        about=(last, *case.open),
    )
