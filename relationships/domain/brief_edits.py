"""What people may make of a brief: which sections, how long, in which order."""

from collections.abc import Iterable, Mapping, Sequence

from relationships.domain.playbooks.norms import BriefSection
from relationships.domain.text import clean, clean_line

#: The key of a section with a heading of somebody's own.
OWN = "own"
#: Longest heading, text and brief, in characters, and most sections: a brief is read on a phone.
HEADING_MAX, TEXT_MAX, BRIEF_MAX, SECTIONS_MAX = 120, 5_000, 20_000, 40

Row = Mapping[str, str]


def sections_from(rows: Iterable[Row]) -> list[dict[str, str]]:
    """Rows of ``key``, ``heading`` and ``text`` as they are stored. ValueError, with a sentence, for what cannot be."""
    sections = [{"key": row["key"], "heading": clean_line(row["heading"]), "text": clean(row["text"])} for row in rows]
    if len(sections) > SECTIONS_MAX:
        raise ValueError(f"A brief has at most {SECTIONS_MAX} sections.")
    for section in sections:
        _check(section)
    if sum(len(section["text"]) for section in sections) > BRIEF_MAX:
        raise ValueError(f"The brief is too long: all texts together have at most {BRIEF_MAX:,} characters.")
    return sections


def _check(section: Row) -> None:
    name = section["heading"] or section["key"]
    if section["key"] != OWN and section["key"] not in set(BriefSection):
        raise ValueError(f"There is no section “{section['key']}”.")
    if len(section["heading"]) > HEADING_MAX:
        raise ValueError(f"The heading “{name[:40]}…” is too long: at most {HEADING_MAX} characters.")
    if len(section["text"]) > TEXT_MAX:
        raise ValueError(f"The text under “{name}” is too long: at most {TEXT_MAX:,} characters.")


def moved_up(sections: Sequence[dict[str, str]], place: int) -> list[dict[str, str]]:
    """With the section at ``place`` (from 0) one place earlier; the first one, and one that is not there, stay."""
    moved = list(sections)
    if 0 < place < len(moved):
        moved[place - 1], moved[place] = moved[place], moved[place - 1]
    return moved


def is_written(sections: Iterable[Row]) -> bool:
    """Whether there is anything to read."""
    return any(section["text"].strip() for section in sections)
