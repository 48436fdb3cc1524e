"""The room in which the brief of one collaboration is written: what it shows, and what can be done in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from relationships.domain.brief_networks import SOURCE
from relationships.domain.briefs import TERMS, lacks
from relationships.domain.playbooks.norms import MessageStyle
from relationships.domain.relationships import Channel, Through
from relationships.models import Brief, Collaboration, User
from relationships.reports.briefs import document_of
from relationships.services import briefs as service
from relationships.services.brief_facts import goes_through, ground_of
from relationships.views.brief_forms import (
    SECTION_NAMES,
    SECTIONS,
    AddForm,
    GroundForm,
    SectionForm,
    SectionFormSet,
    SendForm,
)

READS, WRITES = "relationships.view_collaboration", "relationships.change_collaboration"
"""Who may change the collaboration writes and sends its briefs; who may see it reads them."""

_KEPT = "Your words are still here, not saved: compare them with the saved ones, then save again."


@dataclass(frozen=True, slots=True)
class Part:
    """A section on its form. ``today``: what the file would say, where that is something else."""

    form: SectionForm
    lacks: tuple[str, ...]
    today: str


class Room:
    """One request to the room of one collaboration."""

    def __init__(self, request: HttpRequest, collaboration: Collaboration) -> None:
        if not isinstance(request.user, User):
            raise PermissionDenied
        self.request, self.user, self.collaboration = request, request.user, collaboration
        self.may_write = self.user.has_perm(WRITES)
        self.versions = list(versions_of(collaboration))
        self.latest = self.versions[0] if self.versions else None
        self.draft = self.latest if self.latest and self.latest.sent_at is None else None
        self.ground = ground_of(collaboration, self.user)

    def back(self) -> HttpResponse:
        return redirect("staff:brief", pk=self.collaboration.pk)

    def tried(self, write: Callable[[], object], done: str) -> HttpResponse:
        """Do it, and tell on the page that follows how it went."""
        try:
            write()
        except ValidationError as problem:
            for sentence in problem.messages:
                messages.error(self.request, sentence)
        else:
            messages.success(self.request, done)
        return self.back()

    def shown(
        self,
        *,
        sections: SectionFormSet | None = None,
        sending: SendForm | None = None,
        problems: Sequence[str] = (),
    ) -> HttpResponse:
        """The page; with what was typed, where that could not be taken."""
        context = {
            **about(self.collaboration),
            "versions": self.versions,
            "latest": self.latest,
            "draft": self.draft,
            "next_version": self.latest.version + 1 if self.latest else 1,
            "may_write": self.may_write,
            "ground": self.ground,
            "problems": problems,
            "form_source": SOURCE,
            "ground_form": self._ground_form(),
            **(self._written(self.draft, sections, sending) if self.draft and self.may_write else self._read()),
        }
        return render(self.request, "staff/briefs/room.html", context)

    def _ground_form(self) -> GroundForm:
        language = self.latest.language if self.latest else self.collaboration.relationship.brand.language
        chosen = {"language": language, "network": self.ground.facts.network}
        return GroundForm(networks=self.ground.networks, initial=chosen)

    def _read(self) -> dict[str, Any]:
        """The latest version, or what the first one would say."""
        if self.latest:
            return {"document": document_of(self.latest)}
        language = self.collaboration.relationship.brand.language
        sections = service.proposed(self.ground, language)
        return {"document": document_of(Brief(collaboration=self.collaboration, language=language, sections=sections))}

    def _written(self, draft: Brief, sections: SectionFormSet | None, sending: SendForm | None) -> dict[str, Any]:
        forms = sections or SECTIONS(initial=draft.sections)
        creator = self.collaboration.relationship.creator
        through_agent = goes_through(creator, self.ground.playbook) == Through.AGENT
        return {
            "seen": service.seen_as(draft),
            "sections": forms,
            "parts": self._parts(forms, draft),
            "add_form": AddForm(there={section["key"] for section in draft.sections}),
            "send_form": sending or SendForm(initial={"channel": Channel.EMAIL.value}),
            "recipient": creator.agent if through_agent else creator,
            "through_agent": through_agent,
            "notice_due": creator.notice_given_on is None,
            "stopped_by": service.stopped_by(self.collaboration, self.user),
            "to_mind": self._to_mind(draft),
        }

    def _to_mind(self, draft: Brief) -> list[str]:
        """What does not stop a brief from going out, and should be known by whoever sends it."""
        named = [
            section["heading"] or SECTION_NAMES.get(section["key"], "")
            for section in draft.sections
            if not section["text"].strip()
        ]
        told = [f"Empty, so left out: {', '.join(filter(None, named))}."] if any(named) else []
        localised = self.ground.playbook.message_style == MessageStyle.LOCALISED
        if localised and not service.has_local_line(draft, self.ground):
            told.append("Nobody wrote a local line yet: this tier is sent messages of its own.")
        return told

    def _parts(self, forms: SectionFormSet, draft: Brief) -> list[Part]:
        today = {section["key"]: section["text"] for section in service.proposed(self.ground, draft.language)}
        return [self._part(form, today) for form in forms]

    def _part(self, form: SectionForm, today: Mapping[str, str]) -> Part:
        """What is lacking is told until somebody wrote; what is on file today only where it is an agreed term."""
        key, text = str(form["key"].value()), form["text"].value()
        told = today.get(key, "")
        untouched = not text or text == told
        lacking = lacks(key, self.ground.facts) if untouched else ()
        return Part(form, lacking, told if key in TERMS and text != told else "")


def about(collaboration: Collaboration) -> dict[str, Any]:
    """What every page of a brief names."""
    return {"title": "Brief", "collaboration": collaboration, "relationship": collaboration.relationship}


def versions_of(collaboration: Collaboration) -> QuerySet[Brief]:
    """The latest first."""
    rows: QuerySet[Brief] = Brief.objects.filter(collaboration=collaboration).order_by("-version")
    return rows.select_related("made_by", "sent_by", "touchpoint")


# --- What can be done -------------------------------------------------------------------------------------------------


def act(room: Room) -> HttpResponse:
    """The form's button says what: "start", "save", "up-3" …"""
    if not room.may_write:
        raise PermissionDenied
    verb, _, place = room.request.POST.get("do", "").partition("-")
    if verb in _EDITS:
        return _edit(room, verb, place)
    if verb not in _STEPS:
        messages.error(room.request, "The page did not say what to do. Nothing was changed.")
        return room.back()
    return _STEPS[verb](room)


def _edit(room: Room, verb: str, place: str) -> HttpResponse:
    """Save the sections as typed, and do with them what the button says. What cannot be saved stays in the form."""
    typed = SECTIONS(room.request.POST)
    if room.latest is None:
        return _nothing_there(room)
    if not typed.is_valid():
        return room.shown(sections=typed, problems=["Some of this cannot be saved: see below.", *_of_the_set(typed)])
    try:
        _EDITS[verb](room, room.latest, typed.rows(), place)
    except ValidationError as problem:
        return _refused(room, typed, problem)
    messages.success(room.request, "The brief is saved.")
    return room.back()


def _refused(room: Room, typed: SectionFormSet, problem: ValidationError) -> HttpResponse:
    code = getattr(problem, "code", None)
    if code == service.FROZEN and room.latest:
        service.edit_as_next(room.latest, room.user)
        room = Room(room.request, room.collaboration)
    kept = [_KEPT] if code in (service.FROZEN, service.TOUCHED) else []
    return room.shown(sections=typed, problems=[*problem.messages, *kept])


def _of_the_set(typed: SectionFormSet) -> list[str]:
    return [str(sentence) for sentence in typed.non_form_errors()]


def _save(room: Room, brief: Brief, rows: list[dict[str, str]], place: str) -> None:
    service.write(brief, rows, _seen(room))


def _up(room: Room, brief: Brief, rows: list[dict[str, str]], place: str) -> None:
    service.move_up(brief, rows, int(place) if place.isdecimal() and len(place) <= 2 else 0, _seen(room))


def _add(room: Room, brief: Brief, rows: list[dict[str, str]], place: str) -> None:
    service.add_section(brief, rows, room.request.POST.get("section", ""), room.user, _seen(room))


def _start(room: Room) -> HttpResponse:
    form = GroundForm(room.request.POST, networks=room.ground.networks)
    if not form.is_valid():
        return room.tried(_refuse_ground, "")
    language, network = form.cleaned_data["language"], form.cleaned_data["network"]
    if room.draft:
        draft = room.draft
        return room.tried(
            lambda: service.write_anew(draft, room.user, language, network, _seen(room)),
            "The brief is written anew from what is on file.",
        )
    return room.tried(
        lambda: service.start(room.collaboration, room.user, language, network),
        "The brief is written from what is on file. Read it through before it goes out.",
    )


def _refuse_ground() -> None:
    raise ValidationError("Choose one of the languages, and a network on which the creator is.")


def _next(room: Room) -> HttpResponse:
    if room.latest is None:
        return _nothing_there(room)
    latest = room.latest
    return room.tried(lambda: service.edit_as_next(latest, room.user), "Go on here: what was sent stays as it is.")


def _discard(room: Room) -> HttpResponse:
    if room.latest is None:
        return _nothing_there(room)
    latest = room.latest
    return room.tried(lambda: service.discard(latest, _seen(room)), "The draft is thrown away.")


def _nothing_there(room: Room) -> HttpResponse:
    messages.error(room.request, "There is no brief yet: write the first version.")
    return room.back()


def _seen(room: Room) -> str:
    return room.request.POST.get("seen", "")


_EDITS: Mapping[str, Callable[[Room, Brief, list[dict[str, str]], str], None]] = {
    "save": _save,
    "up": _up,
    "add": _add,
}
_STEPS: Mapping[str, Callable[[Room], HttpResponse]] = {"start": _start, "next": _next, "discard": _discard}
