"""The advice on a relationship's page: what to do next and why, the rest of it, and what somebody set aside."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relationships.admin import cells
from relationships.domain.playbooks.advice import TRANSITION_WORDS, Advice, Code, Severity, Transition
from relationships.domain.playbooks.labels import CODE_LABELS, SEVERITY_LABELS
from relationships.domain.playbooks.norms import Basis
from relationships.domain.playbooks.told import BASIS_WORDS
from relationships.models import AdviceDecision, Relationship
from relationships.services.advice import Decisions, Given, Reading
from relationships.services.dismissals import CAN_DISMISS, CAN_OVERRIDE

#: Proposed as the end of a decision (house default).
DAYS_PROPOSED = 30
#: A mark and a tone beside each severity's word: never by colour alone.
_MARKS: Mapping[Severity, tuple[str, str]] = {
    Severity.BLOCK: ("stop", "danger"),
    Severity.WARN: ("alert", "warning"),
    Severity.INFO: ("info", "accent"),
}


@dataclass(frozen=True, slots=True)
class Weight:
    """A severity as it is shown: ``key`` for the page's classes, a word, the name of an icon, a tone."""

    key: str
    word: str
    mark: str
    tone: str


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a norm comes from, with its year where it has one, and on what ground it stands."""

    source: str
    basis: str
    is_house: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One advice. ``dismiss`` and ``override`` are the addresses to post to, "" where that is not offered."""

    code: str
    label: str
    weight: Weight
    what: str
    why: str
    ground: Ground
    stops: str
    missing: tuple[str, ...]
    dismiss: str
    override: str


@dataclass(frozen=True, slots=True)
class Aside:
    """An advice that somebody dismissed or let pass; ``undo`` is the address to post to, "" where not offered.

    ``waits``: let pass ahead of the step that it is about, which nobody has been advised against yet.
    """

    label: str
    weight: Weight | None
    what: str
    kind: str
    who: str
    on: str
    until: str
    reason: str
    undo: str
    waits: bool = False


@dataclass(frozen=True, slots=True)
class AdvicePanel:
    """``until``: what is proposed as the end of a decision; ``earliest``: the first day that it can be.

    ``ahead``: where a lead lets a step pass before it is taken, "" for everybody else; ``codes``: the rules by name.
    """

    next: Shown | None
    rest: tuple[Shown, ...]
    aside: tuple[Aside, ...]
    tally: str
    until: date
    earliest: date
    ahead: str
    codes: tuple[tuple[str, str], ...]


def advice_panel(relationship: Relationship, reading: Reading, decided: Decisions, user: Any) -> AdvicePanel:
    """``decided``: every decision of the relationship that has not ended."""
    standing = [shown(given.advice, relationship, user) for given in reading.given if given.decision is None]
    return AdvicePanel(
        next=standing[0] if standing else None,
        rest=tuple(standing[1:]),
        aside=(*_set_aside(relationship, reading.given, user), *_ahead(relationship, reading, decided, user)),
        tally=tally([given.advice for given in reading.given if given.decision is None]),
        until=reading.on + timedelta(days=DAYS_PROPOSED),
        earliest=reading.on,
        ahead=_address("advice_override", relationship) if user.has_perm(CAN_OVERRIDE) else "",
        codes=tuple((code.value, label) for code, label in CODE_LABELS.items()),
    )


def shown(advice: Advice, relationship: Relationship, user: Any) -> Shown:
    is_block = advice.severity is Severity.BLOCK
    return Shown(
        code=advice.code.value,
        label=CODE_LABELS[advice.code],
        weight=weight(advice.severity),
        what=advice.what,
        why=advice.why,
        ground=ground(advice.source, advice.year, advice.basis),
        stops=stops_words(advice.stops),
        missing=advice.missing,
        dismiss=_address("advice_dismiss", relationship) if user.has_perm(CAN_DISMISS) else "",
        override=_address("advice_override", relationship) if is_block and user.has_perm(CAN_OVERRIDE) else "",
    )


def weight(severity: Severity) -> Weight:
    return Weight(severity.value, SEVERITY_LABELS[severity], *_MARKS[severity])


def ground(source: str, year: int | None, basis: Basis) -> Ground:
    is_house = basis == Basis.HOUSE
    words = BASIS_WORDS[basis]
    # "House default, house default" says nothing twice.
    source = "" if is_house and source.casefold() == words.casefold() else source
    return Ground(f"{source}, {year}" if source and year else source, words, is_house)


def stops_words(stops: Iterable[Transition]) -> str:
    """ "sending products, sending the brief and paying", in the order of the steps; "" for nothing."""
    held = frozenset(stops)
    words = [TRANSITION_WORDS[step] for step in Transition if step in held]
    if len(words) < 2:
        return "".join(words)
    return _("{several} and {last}").format(several=", ".join(words[:-1]), last=words[-1])


def tally(advice: Sequence[Advice]) -> str:
    """ "1 block, 2 warnings, 3 infos"; "" where there is none."""
    counts = {severity: sum(one.severity is severity for one in advice) for severity in Severity}
    blocks, warnings, infos = counts[Severity.BLOCK], counts[Severity.WARN], counts[Severity.INFO]
    words = (
        (blocks, ngettext("%(n)d block", "%(n)d blocks", blocks)),
        (warnings, ngettext("%(n)d warning", "%(n)d warnings", warnings)),
        (infos, ngettext("%(n)d info", "%(n)d infos", infos)),
    )
    return ", ".join(word % {"n": count} for count, word in words if count)


# --- Set aside ------------------------------------------------------------------------------------------------------


def _set_aside(relationship: Relationship, several: Iterable[Given], user: Any) -> list[Aside]:
    return [_aside(relationship, given.decision, user, given.advice) for given in several if given.decision is not None]


def _ahead(relationship: Relationship, reading: Reading, decided: Decisions, user: Any) -> list[Aside]:
    """Steps that a lead let pass before they were taken: the advice against them is not given yet."""
    matched = {given.decision.pk for given in reading.given if given.decision is not None}
    waiting = (decision for several in decided.values() for decision in several if decision.pk not in matched)
    return [
        _aside(relationship, decision, user) for decision in waiting if decision.kind == AdviceDecision.Kind.OVERRIDDEN
    ]


def _aside(relationship: Relationship, decision: AdviceDecision, user: Any, advice: Advice | None = None) -> Aside:
    is_override = decision.kind == AdviceDecision.Kind.OVERRIDDEN
    may_undo = user.has_perm(CAN_OVERRIDE if is_override else CAN_DISMISS)
    return Aside(
        label=CODE_LABELS[Code(decision.code)],
        weight=weight(advice.severity) if advice else None,
        what=advice.what if advice else "",
        kind=_("Let pass") if is_override else _("Dismissed"),
        who=str(decision.decided_by),
        on=cells.day(decision.decided_on),
        until=cells.day(decision.until),
        reason=decision.reason,
        undo=_address("advice_undo", relationship, decision.pk) if may_undo else "",
        waits=advice is None,
    )


def _address(name: str, relationship: Relationship, *arguments: int) -> str:
    return reverse(f"staff:{name}", args=[relationship.pk, *arguments])
