"""What stands in a cell of a sheet, by its kind and its style, and where in its row."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from relationships.services.tables.limits import MAX_CELL, MAX_COLUMNS
from relationships.services.tables.number_formats import number
from relationships.services.tables.xlsx_texts import SharedTexts, unescaped

INLINE = "inlineStr"
_SHOWN = 1_000  # characters that are kept of a cell that is too long
#: Makes the text of a cell of what is stored in it.
Write = Callable[[str], str]


class Values:
    """The writers of a workbook's cells. ``formats``: how a number is written, by the position of the cell's style."""

    def __init__(self, texts: SharedTexts, formats: Sequence[Write]) -> None:
        self._first, self._text_at = texts.first, texts.text
        self._formats = {str(at): write for at, write in enumerate(formats)}
        self._kinds = {"s": self._shared, "b": _truth, "d": _day, "str": unescaped, INLINE: unescaped}
        self.column = lru_cache(1 << 15)(column_of)

    def writer(self, kind: str | None, style: str | None) -> Write:
        """``kind``, ``style``: the cell's attributes t and s."""
        if kind is None or kind == "n":
            return self._formats.get(style or "0", number)
        return self._kinds.get(kind, str)

    def _shared(self, text: str) -> str:
        if not text.strip().isdecimal() or len(text) > 10:
            return ""
        at = int(text)
        return self._first[at] if at < len(self._first) else self._text_at(at)


def _truth(text: str) -> str:
    return {"1": "TRUE", "0": "FALSE"}.get(text, text.upper())


def _day(text: str) -> str:
    """A day as ISO text."""
    return text.removesuffix("Z").removesuffix("T00:00:00").replace("T", " ")


def place(cells: list[str], at: int, text: str) -> str:
    """Puts a text at its position into a row that has no cells there yet; gives the fault, if it cannot stand there."""
    fault = ""
    if len(text) > MAX_CELL:
        fault = f"cell {at + 1} is longer than {MAX_CELL:,} characters: shorten it"
        text = text[:_SHOWN]
    width = len(cells)
    if at < 0:  # a value outside of any cell
        return ""
    if at >= MAX_COLUMNS:
        return f"this row has a cell beyond column {MAX_COLUMNS:,}: remove what stands right of the list"
    if at < width:
        cells[at] = text
        return fault
    if at > width:
        cells.extend([""] * (at - width))
    cells.append(text)
    return fault


def column_of(letters: str) -> int:
    """The position of a column, from 0: A is 0, AA is 26. One that no sheet has comes out beyond all columns."""
    if not 0 < len(letters) < 4:
        return MAX_COLUMNS
    at = 0
    for letter in letters.upper():
        at = at * 26 + ord(letter) - 64
    return at - 1 if at > 0 else MAX_COLUMNS
