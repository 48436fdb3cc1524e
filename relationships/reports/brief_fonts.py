"""The fonts of a brief's PDF: which of them a text needs, and what becomes of a character that none of them has.

Source Sans 3 writes Latin, Greek, Cyrillic and Vietnamese. What it lacks comes from Kurinto Sans, which is loaded only
when a text asks for it: Arabic, Hebrew, Indic and Thai letters, kana and most emoji; then Han, then Hangul. Both
families are under the SIL Open Font License 1.1 and come with the package weblate-fonts.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from fontTools.ttLib import TTFont

_FOLDER = Path(str(files("weblate_fonts"))) / "static" / "weblate_fonts"

REGULAR = _FOLDER / "source-sans" / "ttf" / "SourceSans3-Regular.ttf"
BOLD = _FOLDER / "source-sans" / "ttf" / "SourceSans3-Semibold.ttf"
_OTHERS = tuple(
    _FOLDER / "kurinto" / "ttf" / f"{name}.ttf" for name in ("KurintoSans-Rg", "KurintoSansSC-Rg", "KurintoSansKR-Rg")
)

#: Stands for a character that no font has.
BOX = "\u25a1"


@cache
def _letters(font: Path) -> frozenset[int]:
    with TTFont(font, lazy=True) as opened:
        return frozenset(opened.getBestCmap())


def fallbacks_for(text: str) -> tuple[Path, ...]:
    """The further fonts that ``text`` needs, in the order in which they are asked; none for most texts."""
    return tuple(font for font, _ in _needed({ord(char) for char in text}))


def _needed(letters: set[int]) -> Iterator[tuple[Path, set[int]]]:
    left = letters - _letters(REGULAR)
    for font in _OTHERS:
        if not any(map(_is_drawn, left)):
            return
        found = left & _letters(font)
        left -= found
        if any(map(_is_drawn, found)):
            yield font, found


def covering(text: str, fallbacks: tuple[Path, ...]) -> Path | None:
    """The one of ``fallbacks`` that draws all of ``text`` alone, where Source Sans does not; None where none does.

    A line in one font is set much quicker than one that changes the font at every blank.
    """
    letters = {ord(char) for char in text if char != "\n"}
    if letters <= _letters(REGULAR):
        return None
    return next((font for font in fallbacks if letters <= _letters(font)), None)


def is_shaped(fallbacks: tuple[Path, ...]) -> bool:
    """Whether one of them has letters that join or carry marks (Arabic, Indic, Thai)."""
    return _OTHERS[0] in fallbacks


def drawable(text: str, fallbacks: tuple[Path, ...]) -> str:
    """``text`` with a box for what cannot be drawn, and without invisible marks that the fonts do not know."""
    known = _letters(REGULAR).union(*map(_letters, fallbacks))
    return "".join(_shown(char, known) for char in text)


def _shown(char: str, known: frozenset[int]) -> str:
    if char.isspace():
        return char if ord(char) in known or char == "\n" else " "
    if not _is_drawn(ord(char)):
        return ""
    return char if ord(char) in known else BOX


def _is_drawn(letter: int) -> bool:
    """Not a joiner, a variation selector, a skin tone, a mark of direction or a control character."""
    char = chr(letter)
    selects = 0xFE00 <= letter <= 0xFE0F or 0xE0100 <= letter <= 0xE01EF or 0x1F3FB <= letter <= 0x1F3FF
    return not (selects or char.isspace() or unicodedata.category(char) in ("Cc", "Cf", "Cs"))
