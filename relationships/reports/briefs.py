"""A version of a brief as it is read: on a page, on paper, as a PDF, and beside another version."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils import timezone

from relationships.domain.brief_text import Block, blocks_of
from relationships.domain.brief_words import Say
from relationships.models import Brief
from relationships.services.brief_texts import day_text, say


@dataclass(frozen=True, slots=True)
class ReadSection:
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class BriefDocument:
    """All words are in ``language``. Sections without a text are left out. ``about`` is the collaboration's title."""

    language: str
    brand: str
    kind: str
    whom: str
    about: str
    version: str
    day: str
    sections: tuple[ReadSection, ...]

    @property
    def title(self) -> str:
        return f"{self.brand}: {self.kind} {self.whom}"


def document_of(brief: Brief) -> BriefDocument:
    """Reads the collaboration, its relationship, creator and brand: select them beforehand."""
    language, relationship = brief.language, brief.collaboration.relationship
    sent = timezone.localtime(brief.sent_at).date() if brief.sent_at else None
    return BriefDocument(
        language=language,
        brand=str(relationship.brand),
        kind=say(Say.BRIEF, language),
        whom=say(Say.FOR, language, name=str(relationship.creator)),
        about=brief.collaboration.title,
        version=say(Say.VERSION, language, number=brief.version),
        day=day_text(sent, language) if sent else say(Say.DRAFT, language),
        sections=tuple(
            ReadSection(section["heading"], blocks_of(section["text"]))
            for section in brief.sections
            if section["text"].strip()
        ),
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that both versions have (""), or only the older ("removed") or the newer one ("added")."""

    text: str
    change: str = ""


@dataclass(frozen=True, slots=True)
class SectionChange:
    """``change``: "added", "removed", "changed", or "" for a section that is the same in both."""

    heading: str
    change: str
    pieces: tuple[Piece, ...]


def changes_between(older: Brief, newer: Brief) -> tuple[SectionChange, ...]:
    """Section by section in the order of the newer version, then what only the older one has."""
    before = dict(_told(older.sections))
    told = list(_told(newer.sections))
    changes = [_change(before.pop(key, None), section) for key, section in told]
    return (*changes, *(_change(section, None) for section in before.values()))


def _told(sections: Sequence[dict[str, str]]) -> Iterator[tuple[tuple[str, int], dict[str, str]]]:
    """By key and, as people may add several of their own, by how many of the key came before."""
    seen: dict[str, int] = {}
    for section in sections:
        number = seen[section["key"]] = seen.get(section["key"], 0) + 1
        yield (section["key"], number), section


def _change(old: dict[str, str] | None, new: dict[str, str] | None) -> SectionChange:
    if old is None or new is None:
        section, change = (new or old or {}), "added" if old is None else "removed"
        return SectionChange(section["heading"], change, (Piece(section["text"], change),))
    pieces = tuple(_pieces(old["text"], new["text"]))
    same = old == new
    heading = new["heading"] if same or old["heading"] == new["heading"] else f"{old['heading']} → {new['heading']}"
    return SectionChange(heading, "" if same else "changed", pieces)


def _pieces(old: str, new: str) -> Iterator[Piece]:
    before, after = _words(old), _words(new)
    for kind, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        if kind == "equal":
            yield Piece("".join(before[a:b]))
            continue
        if a < b:
            yield Piece("".join(before[a:b]), "removed")
        if c < d:
            yield Piece("".join(after[c:d]), "added")


def _words(text: str) -> list[str]:
    """Words with the blanks behind them."""
    return re.findall(r"\s+|\S+\s*", text)
