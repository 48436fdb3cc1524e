"""The tier's playbook on a relationship's page: the work at hand as a checklist, and every norm with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relationships.admin import cells
from relationships.domain.playbooks.checklist import Line, State, checklist
from relationships.domain.playbooks.facts import CollaborationFacts
from relationships.domain.playbooks.norms import EngagementBand, Origin, Playbook, Span
from relationships.domain.playbooks.specs import SPEC, SPECS, Group, Spec
from relationships.domain.playbooks.told import BASIS_WORDS, told
from relationships.models import ChecklistTick, Relationship
from relationships.services.advice import Reading

#: Collaborations that can be chosen beside the one at hand.
CHOICES = 8
_WHOLE = "staff:playbooks"
#: The norm that lists what an agreement needs before work starts.
_TERMS = "needed_before_start"

_STATES: Mapping[State, Any] = {
    State.DONE: gettext_lazy("done"),
    State.OPEN: gettext_lazy("to do"),
    State.NOT_YET: gettext_lazy("later"),
    State.UNKNOWN: gettext_lazy("not known"),
}


@dataclass(frozen=True, slots=True)
class Norm:
    """A norm in words with its reason and where it comes from; ``departs`` names the brand that set it."""

    label: str
    value: str
    reason: str
    source: str
    basis: str
    departs: str


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the checklist. ``tick`` and ``untick``: the addresses to post to, "" where that is not offered.

    ``by``: who ticked it and when, "" where an entry shows it.
    """

    what: str
    state: str
    told: str
    evidence: str
    by: str
    norm: Norm | None
    term: str
    tick: str
    untick: str


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under one heading; ``norm`` asks for all of them, None where each names its own."""

    heading: str
    norm: Norm | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A collaboration that the checklist can be about."""

    pk: int | None
    name: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class PlaybookPanel:
    """``whole``: the page with every tier's playbook, "" where there is none."""

    title: str
    about: str
    at_hand: int | None
    choices: tuple[Choice, ...]
    parts: tuple[Part, ...]
    count: int
    done: int
    norms: tuple[tuple[str, tuple[Norm, ...]], ...]
    whole: str


def playbook_panel(
    relationship: Relationship, reading: Reading, at_hand: CollaborationFacts | None, user: Any
) -> PlaybookPanel:
    """One query, for who ticked what. ``at_hand``: the collaboration that the checklist is about."""
    lines = checklist(reading.facts, at_hand, reading.playbook, reading.on)
    ticks = _ticks(relationship)
    items = tuple(_item(line, ticks, relationship, reading.playbook, at_hand, user) for line in lines)
    return PlaybookPanel(
        title=f"{reading.playbook.tier.value.capitalize()} playbook",
        about=name_of(at_hand) if at_hand else "",
        at_hand=at_hand.id if at_hand else None,
        choices=_choices(reading.facts.collaborations, at_hand),
        parts=_parts(lines, items, reading.playbook),
        count=len(items),
        done=sum(item.state == State.DONE for item in items),
        norms=_norms(reading.playbook),
        whole=_whole_page(relationship),
    )


def name_of(collaboration: CollaborationFacts) -> str:
    """ "Spring launch, agreed": its title, or its kind, and how it stands."""
    name = collaboration.title or collaboration.name.removeprefix("the ").capitalize()
    return f"{name}, {collaboration.status.value}"


def _choices(several: Sequence[CollaborationFacts], at_hand: CollaborationFacts | None) -> tuple[Choice, ...]:
    """The latest, newest first, and the one at hand wherever it stands; none where there is nothing to choose."""
    latest = list(reversed(several))[:CHOICES]
    if at_hand is not None and at_hand not in latest:
        latest.append(at_hand)
    choices = tuple(Choice(one.id, name_of(one), one is at_hand) for one in latest)
    return choices if len(choices) > 1 else ()


def _parts(lines: Sequence[Line], items: Sequence[Item], playbook: Playbook) -> tuple[Part, ...]:
    """What is needed before work starts, whose norm is told once; then the steps of the work."""
    terms = tuple(item for line, item in zip(lines, items, strict=True) if line.norm == _TERMS)
    steps = tuple(item for line, item in zip(lines, items, strict=True) if line.norm != _TERMS)
    parts = (Part(_("Before work starts"), _norm(_TERMS, playbook), terms), Part(_("Then"), None, steps))
    return tuple(part for part in parts if part.items)


# --- The checklist --------------------------------------------------------------------------------------------------

#: By term and collaboration, None for a tick that holds for the whole relationship.
_Ticks = Mapping[tuple[str, int | None], ChecklistTick]


def _ticks(relationship: Relationship) -> _Ticks:
    rows = ChecklistTick.objects.filter(relationship=relationship).select_related("ticked_by")
    return {(row.term, row.collaboration_id): row for row in rows}


def _item(
    line: Line,
    ticks: _Ticks,
    relationship: Relationship,
    playbook: Playbook,
    at_hand: CollaborationFacts | None,
    user: Any,
) -> Item:
    term = line.term.value if line.term else ""
    ticked = _tick_of(term, at_hand, ticks) if line.is_ticked else None
    may_tick = bool(term) and at_hand is not None and line.state == State.OPEN
    return Item(
        what=line.what,
        state=line.state.value,
        told=str(_STATES[line.state]),
        evidence=ticked.note if ticked else "" if line.is_ticked else line.evidence,
        by=f"{ticked.ticked_by}, {cells.day(ticked.ticked_on)}" if ticked else "",
        norm=_norm(line.norm, playbook) if line.norm != _TERMS else None,
        term=term,
        tick=_address("checklist_tick", relationship, user, "add") if may_tick else "",
        untick=_address("checklist_untick", relationship, user, "change", ticked.pk) if ticked else "",
    )


def _tick_of(term: str, at_hand: CollaborationFacts | None, ticks: _Ticks) -> ChecklistTick | None:
    return ticks.get((term, at_hand.id if at_hand else None)) or ticks.get((term, None))


def _address(name: str, relationship: Relationship, user: Any, action: str, *arguments: int) -> str:
    if not user.has_perm(f"relationships.{action}_checklisttick"):
        return ""
    return reverse(f"staff:{name}", args=[relationship.pk, *arguments])


# --- Norms ----------------------------------------------------------------------------------------------------------


def _norms(playbook: Playbook) -> tuple[tuple[str, tuple[Norm, ...]], ...]:
    """Every norm that there is, under its heading."""
    by_group = {
        group: tuple(norm for spec in SPECS if spec.group is group and (norm := _norm(spec.key, playbook)))
        for group in Group
    }
    return tuple((group.value, norms) for group, norms in by_group.items() if norms)


def _norm(key: str, playbook: Playbook) -> Norm | None:
    """None without such a norm, and without its source: a figure without one is not shown."""
    spec, origin = SPEC.get(key), playbook.origins.get(key)
    value = getattr(playbook, key, None) if spec else None
    if spec is None or origin is None or value is None or value == ():
        return None
    return Norm(spec.label, _told(spec, value), origin.reason, _source(origin), BASIS_WORDS[origin.basis], origin.brand)


def _told(spec: Spec, value: Any) -> str:
    """A value as the playbook holds it, in words."""
    if isinstance(value, Span):
        value = [value.low, value.high]
    elif isinstance(value, tuple):
        value = [asdict(one) if isinstance(one, EngagementBand) else one for one in value]
    return told(spec, value)


def _source(origin: Origin) -> str:
    """ "" where the basis says it already."""
    source = str(origin)
    return "" if source.casefold() == BASIS_WORDS[origin.basis].casefold() else source


def _whole_page(relationship: Relationship) -> str:
    try:
        return f"{reverse(_WHOLE)}?brand={relationship.brand.slug}"
    except NoReverseMatch:
        return ""
