"""The rows of one sheet of an .xlsx workbook, streamed out of its XML.

Nearly every row is written in one plain way, which a regular expression takes apart at once. A row that is not goes
through the parser (`xlsx_sheet`), as the beginning of the sheet does, and a sheet that is not in UTF-8 as a whole.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import product

from relationships.services.tables.archives import DAMAGED
from relationships.services.tables.limits import MAX_CELL, MAX_TOKEN
from relationships.services.tables.markup import feed
from relationships.services.tables.table import CannotTakeError, Row
from relationships.services.tables.xlsx_sheet import Facts, Sheet
from relationships.services.tables.xlsx_values import Values, Write, place

_DATA = re.compile(rb"<((?:\w+:)?)sheetData(?:\s[^<>]*)?>")
#: Comments, marked data, instructions.
_ODD = re.compile(rb"<[!?]")
_BEGINNING = 1024 * 1024  # bytes in which the rows begin, as far as the quick way is concerned


def sheet_rows(pieces: Iterable[bytes], values: Values, facts: Facts) -> Iterator[Row]:
    """``values``: the workbook's. ``facts``: is filled in as the sheet is read. Raises CannotTakeError."""
    pieces = iter(pieces)
    sheet = Sheet(values, facts)
    beginning, rest = _split(pieces)
    for _ in feed(sheet.parser, (beginning,), whole=False):
        pass
    if sheet.started and rest is not None:
        yield from _Quick(sheet, values, facts).rows(rest, pieces)
        return
    yield from _parsed(sheet, rest or b"", pieces)


def _split(pieces: Iterator[bytes]) -> tuple[bytes, bytes | None]:
    """What stands before the rows, and what was read behind that; None where no rows were found."""
    read = b""
    for piece in pieces:
        read += piece
        found = _DATA.search(read)
        if found:
            return read[: found.end()], read[found.end() :]
        if len(read) > _BEGINNING:
            break
    return read, None


def _parsed(sheet: Sheet, first: bytes, pieces: Iterable[bytes]) -> Iterator[Row]:
    """What comes, up to the end of the document."""
    for _ in feed(sheet.parser, _chained(first, pieces)):
        yield from sheet.taken()
    sheet.end_row()
    yield from sheet.taken()


def _chained(first: bytes, pieces: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from pieces


class _Quick:
    """Takes whole rows apart by what they look like."""

    def __init__(self, sheet: Sheet, values: Values, facts: Facts) -> None:
        self._sheet, self._values, self._facts = sheet, values, facts
        prefix = re.escape(sheet.prefix)
        self._end = f"</{sheet.prefix}row>"
        self._over = f"</{sheet.prefix}sheetData".encode()
        self._empty = re.compile(rf"(?:\s*<{prefix}row(?: [^<>]*)?/>)+".encode())
        self._head = re.compile(rf"(?:\s*<{prefix}row(?: [^<>]*)?/>)*\s*<{prefix}row((?: [^<>]*[^<>/])?)>")
        self._cell = f"<{sheet.prefix}c"
        self._cells = re.compile(_CELL.replace("~", prefix)).findall
        self._writers: dict[str, Write] = {}
        self._number = 0

    def rows(self, rest: bytes, pieces: Iterator[bytes]) -> Iterator[Row]:
        """``rest``: what of the rows was read already."""
        end = self._end.encode()
        while True:
            if _ODD.search(rest):
                # Where a row ends is no longer to be told by what it looks like.
                yield from _parsed(self._sheet, rest, pieces)
                return
            cut = rest.rfind(end)
            if cut >= 0:
                yield from self._batch(rest[: cut + len(end)])
                rest = rest[cut + len(end) :]
            if self._over in rest:
                return
            empty = self._empty.match(rest)
            rest = rest[empty.end() :] if empty else rest
            piece = next(pieces, b"")
            if not piece or len(rest) > MAX_TOKEN:
                # A sheet without any row may end in its own first tag.
                if rest.strip() or self._number:
                    raise CannotTakeError(DAMAGED)
                return
            rest += piece

    def _batch(self, data: bytes) -> Iterator[Row]:
        try:
            text = data.decode()
        except UnicodeDecodeError as problem:
            raise CannotTakeError(DAMAGED) from problem
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        for fragment in text.split(self._end)[:-1]:
            row = self._row(fragment)
            if row is None:
                yield from self._told(fragment)
            elif row.cells or row.fault:
                yield row

    def _told(self, fragment: str) -> list[Row]:
        sheet = self._sheet
        for _ in feed(sheet.parser, (f"{fragment}{self._end}".encode(),), whole=False):
            pass
        sheet.end_row()
        rows = sheet.taken()
        self._number = rows[-1].number if rows else self._number
        return rows

    def _row(self, fragment: str) -> Row | None:
        """The row, or None where it is not written in the plain way."""
        head = self._head.match(fragment)
        found = self._cells(fragment)
        if head is None or len(found) != fragment.count(self._cell):
            return None
        self._take_head(head[1])
        if not found:
            return Row(self._number, [])
        columns, attributes, formulas, values, inlines = zip(*found, strict=True)
        stored = [value or inline for value, inline in zip(values, inlines, strict=True)]
        if "&" in fragment:
            stored = [unescape(text) for text in stored]
        if any(formulas):
            self._facts.formulas_without_value += sum(
                not text for text, formula in zip(stored, formulas, strict=True) if formula
            )
        writers = self._writers
        try:
            cells = [writers[how](text) for how, text in zip(attributes, stored, strict=True)]
        except KeyError:
            cells = [self._writer(how)(text) for how, text in zip(attributes, stored, strict=True)]
        if columns == _IN_ORDER[: len(columns)] and len(max(cells, key=len)) <= MAX_CELL:
            return Row(self._number, cells)
        return self._placed(columns, cells)

    def _placed(self, columns: Iterable[str], texts: Iterable[str]) -> Row:
        cells: list[str] = []
        fault = ""
        for letters, text in zip(columns, texts, strict=True):
            if text:
                fault = place(cells, self._values.column(letters), text) or fault
        return Row(self._number, cells, fault)

    def _take_head(self, attributes: str) -> None:
        number = _NUMBER.search(attributes)
        self._number = int(number[1]) if number else self._number + 1
        if _HIDDEN.search(attributes):
            self._facts.hidden_rows = True

    def _writer(self, attributes: str) -> Write:
        found = dict(_ATTRIBUTE.findall(attributes))
        write = self._values.writer(found.get("t"), found.get("s"))
        if len(self._writers) < _MAX_WRITERS:
            self._writers[attributes] = write
        return write


#: A cell: its column, its attributes, whether it has a formula, its value or its text. "~" stands for the prefix.
_CELL = (
    r'<~c r="([A-Z]{1,3})\d{1,7}"([^<>/]*)(?:/>|>'
    r"(?:(<~f)(?: [^<>]*)?>(?:[^<]*</~f>)?)?"
    r"(?:<~v(?: [^<>]*)?>([^<]*)</~v>|<~is><~t(?: [^<>]*)?>([^<]*)</~t></~is>|<~v/>)?"
    r"</~c>)"
)
_NUMBER = re.compile(r' r="(\d{1,8})"')
_HIDDEN = re.compile(r' hidden="(?:1|true)"')
_ATTRIBUTE = re.compile(r' ([ts])="([^"]*)"')
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_IN_ORDER = (*_ALPHABET, *map("".join, product(_ALPHABET, repeat=2)))
_MAX_WRITERS = 100_000
