"""Briefs: written from what is on file, edited, and kept for good once they are sent.

One version at a time is a draft, always the latest. A sent version stays as it is: editing it makes the next one.
Every problem is a ValidationError with a sentence for whoever wrote.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from relationships.domain.brief_edits import OWN, Row, is_written, moved_up, sections_from
from relationships.domain.briefs import Section, section_of, sections_of
from relationships.domain.playbooks.advice import Transition
from relationships.domain.playbooks.norms import BriefSection
from relationships.domain.relationships import Channel, Direction, Purpose
from relationships.models import Brief, Collaboration, Touchpoint, User
from relationships.services import transitions
from relationships.services.blocks import Blocked
from relationships.services.brief_facts import Ground, goes_through, ground_of
from relationships.services.brief_texts import heading_text, section_text

#: Codes of two problems: somebody else saved in between; the version was sent in between.
TOUCHED, FROZEN = "touched", "frozen"
_WORDS = {
    TOUCHED: "Somebody else changed this brief in the meantime. Nothing was saved: look at what they wrote first.",
    FROZEN: "Version {} is sent and stays as it is. Edit it as the next version.",
}


@dataclass(frozen=True, slots=True)
class Sending:
    """How a brief goes out. ``note`` is added to what the touchpoint says."""

    channel: Channel
    note: str = ""
    carries_notice: bool = False


@transaction.atomic
def start(collaboration: Collaboration, by: User, language: str, network: str = "") -> Brief:
    """The next version, written anew from what is on file. Refused while there is a draft."""
    last = _latest_of(_locked(collaboration))
    if last is not None and last.sent_at is None:
        raise ValidationError(f"Version {last.version} is a draft already: go on with that one.")
    sections = proposed(ground_of(collaboration, by, network), language)
    return _made(collaboration, last, language, sections, by)


@transaction.atomic
def edit_as_next(brief: Brief, by: User) -> Brief:
    """A draft with the words of ``brief``, which is sent; the draft that is there, if somebody was quicker."""
    last = _latest_of(_locked(brief.collaboration))
    if last is not None and last.sent_at is None:
        return last
    return _made(brief.collaboration, last, brief.language, brief.sections, by)


@transaction.atomic
def write(brief: Brief, rows: Iterable[Row], seen: str) -> Brief:
    """Replace the sections of a draft that still is as it was ``seen`` (its `seen_as`)."""
    draft = _draft(brief, seen)
    draft.sections = _valid(rows)
    draft.save()
    return draft


@transaction.atomic
def write_anew(brief: Brief, by: User, language: str, network: str, seen: str) -> Brief:
    """Throw the draft's words away for those that the file gives today, in ``language``."""
    draft = _draft(brief, seen)
    draft.language = language
    draft.sections = proposed(ground_of(draft.collaboration, by, network), language)
    draft.save()
    return draft


def move_up(brief: Brief, rows: Iterable[Row], place: int, seen: str) -> Brief:
    return write(brief, moved_up(_valid(rows), place), seen)


def add_section(brief: Brief, rows: Iterable[Row], key: str, by: User, seen: str) -> Brief:
    """One more section at the end: one of the known ones with its first text, or an empty one of one's own."""
    if key == OWN:
        return write(brief, [*rows, {"key": OWN, "heading": "", "text": ""}], seen)
    if key not in set(BriefSection):
        raise ValidationError("Choose which section to add.")
    ground = ground_of(brief.collaboration, by)
    section = section_of(BriefSection(key), ground.facts, ground.playbook)
    return write(brief, [*rows, told(section, brief.language)], seen)


@transaction.atomic
def discard(brief: Brief, seen: str) -> None:
    """Throw a draft away; its history stays."""
    _draft(brief, seen).delete()


@transaction.atomic
def send(brief: Brief, by: User, sending: Sending, seen: str) -> Touchpoint:
    """Note that a draft went out: a touchpoint says so, and the version is closed.

    Rapport sends no message itself. Whoever is written to is the agent where the playbook says so and one is on file.
    Raises `Blocked`, too, where an advice of the playbook stops it.
    """
    draft = _draft(brief, seen)
    if not is_written(draft.sections):
        raise ValidationError("The brief is empty: write something before it is sent.")
    collaboration = draft.collaboration
    relationship = collaboration.relationship
    transitions.check(
        relationship, Transition.BRIEF, collaboration=collaboration, by=by, carries_notice=sending.carries_notice
    )
    ground = ground_of(collaboration, by)
    now = timezone.now()
    touchpoint = Touchpoint.objects.create(
        relationship=relationship,
        happened_at=now,
        channel=sending.channel,
        direction=Direction.OUTBOUND,
        by=by,
        purpose=Purpose.BRIEF,
        through=goes_through(relationship.creator, ground.playbook),
        from_template=True,
        has_local_line=has_local_line(draft, ground),
        carries_notice=sending.carries_notice,
        summary=_summary(draft, sending.note),
    )
    draft.sent_at, draft.sent_by, draft.touchpoint = now, by, touchpoint
    draft.save()
    return touchpoint


def stopped_by(collaboration: Collaboration, by: User) -> Sequence[str]:
    """What stops a brief from going out today, in sentences; a notice that it can carry itself does not."""
    try:
        transitions.check(
            collaboration.relationship, Transition.BRIEF, collaboration=collaboration, by=by, carries_notice=True
        )
    except Blocked as blocked:
        return blocked.messages
    return ()


def seen_as(brief: Brief) -> str:
    """A form carries it, so that nobody saves over what they have not seen."""
    return brief.updated_at.isoformat()


def proposed(ground: Ground, language: str) -> list[dict[str, str]]:
    """The sections as they are first written."""
    return [told(section, language) for section in sections_of(ground.facts, ground.playbook)]


def told(section: Section, language: str) -> dict[str, str]:
    return {
        "key": section.key.value,
        "heading": heading_text(section, language),
        "text": section_text(section, language),
    }


def _locked(collaboration: Collaboration) -> Collaboration:
    """Versions of one collaboration are made one after the other."""
    Collaboration.objects.select_for_update(no_key=True).get(pk=collaboration.pk)
    return collaboration


def _latest_of(collaboration: Collaboration) -> Brief | None:
    return Brief.objects.filter(collaboration=collaboration).order_by("-version").first()


def _made(
    collaboration: Collaboration, last: Brief | None, language: str, sections: list[dict[str, str]], by: User
) -> Brief:
    version = last.version + 1 if last else 1
    return Brief.objects.create(
        collaboration=collaboration, version=version, language=language, sections=sections, made_by=by
    )


def _draft(brief: Brief, seen: str) -> Brief:
    """The draft as it stands now, locked."""
    _locked(brief.collaboration)
    now = Brief.objects.get(pk=brief.pk)
    if now.sent_at is not None:
        raise ValidationError(_WORDS[FROZEN].format(now.version), code=FROZEN)
    if seen_as(now) != seen:
        raise ValidationError(_WORDS[TOUCHED], code=TOUCHED)
    now.collaboration = brief.collaboration
    return now


def _valid(rows: Iterable[Row]) -> list[dict[str, str]]:
    try:
        return sections_from(rows)
    except ValueError as problem:
        raise ValidationError(str(problem)) from None


def has_local_line(brief: Brief, ground: Ground) -> bool:
    """Whether somebody wrote one: the sentence that the file gives could have been sent to a whole country."""
    given = told(section_of(BriefSection.LOCAL_LINE, ground.facts, ground.playbook), brief.language)["text"]
    lines = [section["text"].strip() for section in brief.sections if section["key"] == BriefSection.LOCAL_LINE]
    return any(line and line != given for line in lines)


def _summary(brief: Brief, note: str) -> str:
    about = f" of “{brief.collaboration.title}”" if brief.collaboration.title else ""
    return "\n".join(filter(None, (f"Brief{about} sent, version {brief.version}.", note)))
