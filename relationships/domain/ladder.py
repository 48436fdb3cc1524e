"""The ladder from a first gift to an ambassador: where a relationship stands, and what it takes to climb."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from relationships.domain.collaborations import HistoryKind, Kind, Status
from relationships.domain.fit import Confidence

if TYPE_CHECKING:  # the facts themselves speak of a LadderChoice
    from relationships.domain.playbooks.facts import CollaborationFacts, Facts
    from relationships.domain.playbooks.norms import Playbook


class Rung(StrEnum):
    """Lowest first; FORMER comes last, since one can begin again from there."""

    NONE = "none"
    FIRST = "first"
    REPEAT = "repeat"
    OFFERED = "offered"
    AMBASSADOR = "ambassador"
    RENEWED = "renewed"
    FORMER = "former"


class LadderChoice(StrEnum):
    """What somebody decided after a few one-offs."""

    OFFER = "offer"
    NOT_YET = "not_yet"
    LET_GO = "let_go"


class ContributionKind(StrEnum):
    """What an ambassador brings beyond posts (the founding article: co-creations, reviews, marketing insights)."""

    COCREATION = "cocreation"
    REVIEW = "review"
    INSIGHT = "insight"


class Standing(StrEnum):
    """How a condition stands."""

    MET = "met"
    MISSING = "missing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that an offer takes. ``what`` names it; ``evidence`` is one or more whole sentences."""

    what: str
    standing: Standing
    evidence: str


@dataclass(frozen=True, slots=True)
class Promise:
    """What an ambassador promised of one kind, and what came. ``promised`` is None where nothing was said."""

    kind: ContributionKind
    promised: int | None
    delivered: int


def rung_of(collaborations: Iterable[CollaborationFacts], on: date) -> Rung:
    """The rung on the day ``on``; the order of the collaborations does not matter.

    One counts from its first day, as in `history_of`; an ambassador agreement that is proposed, or agreed and not
    begun, is an offer. RENEWED: the ongoing agreement follows another one without a day between.
    """
    standing = [c for c in collaborations if c.status != Status.CANCELLED]
    begun = [c for c in standing if c.counts and (c.starts_on is None or c.starts_on <= on)]
    ambassadorships = [c for c in begun if c.kind == Kind.AMBASSADOR]
    ongoing = [c for c in ambassadorships if is_ongoing(c, on)]
    if ongoing:
        return Rung.RENEWED if _is_renewal(ongoing, ambassadorships) else Rung.AMBASSADOR
    if any(is_offer(c, on) for c in standing):
        return Rung.OFFERED
    if ambassadorships:
        return Rung.FORMER
    return (Rung.NONE, Rung.FIRST, Rung.REPEAT)[min(len(begun), 2)]


def is_offer(c: CollaborationFacts, on: date) -> bool:
    """An ambassador agreement that is on the table, or agreed and not begun."""
    if c.kind != Kind.AMBASSADOR:
        return False
    return c.status == Status.PROPOSED or (c.counts and c.starts_on is not None and c.starts_on > on)


def is_ongoing(c: CollaborationFacts, on: date) -> bool:
    """An ambassador agreement that holds on the day: begun, not completed, through its last day."""
    if c.kind != Kind.AMBASSADOR or not c.counts or c.status == Status.COMPLETED:
        return False
    return (c.starts_on is None or c.starts_on <= on) and (c.ends_on is None or on <= c.ends_on)


def _is_renewal(ongoing: Sequence[CollaborationFacts], ambassadorships: Sequence[CollaborationFacts]) -> bool:
    """Whether an ongoing agreement began after another one, without a day between the two."""
    return any(
        earlier is not current
        and earlier.starts_on is not None
        and earlier.ends_on is not None
        and current.starts_on is not None
        and earlier.starts_on < current.starts_on
        and (current.starts_on - earlier.ends_on).days <= 1
        for current in ongoing
        for earlier in ambassadorships
    )


def renewal_on(collaborations: Iterable[CollaborationFacts], playbook: Playbook, on: date | None = None) -> date | None:
    """The day on which to start talking about renewal: so many days before the last ambassador agreement ends.

    None without a norm, without an agreement, where one is open-ended, and, if ``on`` is given, once all are over.
    """
    agreements = [c for c in collaborations if c.kind == Kind.AMBASSADOR and c.counts and c.status != Status.COMPLETED]
    ends = [c.ends_on for c in agreements if c.ends_on is not None]
    if playbook.renewal_days is None or not ends or len(ends) < len(agreements):
        return None
    last = max(ends)
    if on is not None and last < on:
        return None
    try:
        return last - timedelta(days=playbook.renewal_days)
    except OverflowError:
        return None


def promises(
    promised: Mapping[ContributionKind, int | None], delivered: Mapping[ContributionKind, int]
) -> tuple[Promise, ...]:
    """What both sides of an agreement amount to, kind by kind; a kind neither promised nor delivered is left out."""
    lines = (Promise(kind, promised.get(kind), delivered.get(kind, 0)) for kind in ContributionKind)
    return tuple(line for line in lines if line.promised or line.delivered)


def choice_stands(facts: Facts, on: date) -> bool:
    """Whether a decision about the ladder is on file that is not older than the newest collaboration."""
    chosen_on = facts.ladder_chosen_on
    if facts.ladder_choice is None or (chosen_on is not None and chosen_on > on):
        return False
    counted = [c for c in facts.collaborations if c.counts]
    newest = counted[-1].dated if counted else None
    return chosen_on is None or newest is None or newest <= chosen_on


def readiness(facts: Facts, playbook: Playbook, on: date) -> tuple[Condition, ...]:
    """The conditions of an ambassadorship, each with its evidence; ready when all are met.

    Numbers are the playbook's; where it has none, a condition is UNKNOWN and nobody is ready.
    """
    return tuple(condition(facts, playbook, on) for condition in _CONDITIONS)


def conditions_met(facts: Facts, playbook: Playbook, on: date) -> tuple[Condition, ...]:
    """All conditions where every one is met, else none: `readiness` for those who only ask whether to offer."""
    met = []
    for condition in _CONDITIONS:
        told = condition(facts, playbook, on)
        if told.standing != Standing.MET:
            return ()
        met.append(told)
    return tuple(met)


def _open_to_an_offer(facts: Facts, playbook: Playbook, on: date) -> Condition:
    what = "No ambassador now, and none decided against"
    if facts.history == HistoryKind.AMBASSADOR:
        return Condition(what, Standing.MISSING, "This creator is an ambassador already.")
    if any(is_offer(c, on) for c in facts.collaborations if c.status != Status.CANCELLED):
        return Condition(what, Standing.MISSING, "An ambassadorship is on the table.")
    if facts.ladder_choice in (LadderChoice.NOT_YET, LadderChoice.LET_GO) and choice_stands(facts, on):
        decided = "not yet" if facts.ladder_choice == LadderChoice.NOT_YET else "let go"
        return Condition(what, Standing.MISSING, f"It was decided: {decided}.")
    return Condition(what, Standing.MET, "No ambassadorship runs, is offered or was decided against.")


def _on_time(facts: Facts, playbook: Playbook, on: date) -> Condition:
    wanted = playbook.ladder_collaborations
    if wanted is None:
        return Condition("Collaborations on time", Standing.UNKNOWN, _NO_NORM)
    told: dict[bool | None, list[str]] = {True: [], False: [], None: []}
    for c in facts.collaborations:
        if c.is_live(on):
            told[c.was_on_time(on)].append(c.name)
    came, late, undated = told[True], told[False], told[None]
    evidence = f"On time: {', '.join(came) or 'none'}."
    if late:
        evidence += f" Late: {', '.join(late)}."
    if undated:
        evidence += f" Day not known: {', '.join(undated)}."
    what = f"{wanted} collaboration{'' if wanted == 1 else 's'} on time"
    enough = len(came) >= wanted
    could_be = len(came) + len(undated) >= wanted
    return Condition(what, Standing.MET if enough else Standing.UNKNOWN if could_be else Standing.MISSING, evidence)


def _fit(facts: Facts, playbook: Playbook, on: date) -> Condition:
    wanted = playbook.ladder_fit
    if wanted is None:
        return Condition("Brand-value fit", Standing.UNKNOWN, _NO_NORM)
    what = f"Brand-value fit of at least {wanted}"
    if facts.fit is None:
        return Condition(what, Standing.UNKNOWN, "The brand's rubric gives no score.")
    bounds = facts.fit.bounds()
    if facts.fit.score is None or bounds is None:
        return Condition(what, Standing.UNKNOWN, f"Only {facts.fit.coverage:.0%} of the rubric is rated.")
    evidence = (
        f"Fit {facts.fit.score:.1f}, between {bounds[0]:.0f} and {bounds[1]:.0f} once all is rated "
        f"({facts.fit.coverage:.0%} is)."
    )
    return Condition(what, Standing.MET if facts.fit.reaches(wanted) else Standing.MISSING, evidence)


def _confidence(facts: Facts, playbook: Playbook, on: date) -> Condition:
    wanted = playbook.ladder_confidence
    if wanted is None:
        return Condition("Confidence in the fit", Standing.UNKNOWN, _NO_NORM)
    what = f"Confidence in the fit at least {wanted}"
    level = facts.fit.confidence(on) if facts.fit else None
    if level is None:
        return Condition(what, Standing.UNKNOWN, "Nobody has rated the fit yet.")
    met = _LEVELS.index(level) >= _LEVELS.index(wanted)
    return Condition(what, Standing.MET if met else Standing.MISSING, f"Confidence in the fit is {level}.")


def _gates(facts: Facts, playbook: Playbook, on: date) -> Condition:
    what = "No gate blocked"
    if facts.fit is None:
        return Condition(what, Standing.UNKNOWN, "The brand's rubric gives no score.")
    if facts.fit.blocked:
        return Condition(what, Standing.MISSING, f"Blocked by {', '.join(facts.fit.blocked)}.")
    if facts.fit.uncleared:
        return Condition(what, Standing.MET, f"No gate is blocked; nobody has rated {', '.join(facts.fit.uncleared)}.")
    return Condition(what, Standing.MET, "No gate is blocked.")


_NO_NORM = "The playbook has no norm for it."
_LEVELS = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)
#: The cheapest to tell first: `conditions_met` stops at the first one that is not met.
_CONDITIONS: tuple[Callable[[Facts, Playbook, date], Condition], ...] = (
    _open_to_an_offer, _on_time, _fit, _confidence, _gates,
)  # fmt: skip
