"""A file of delimited text as one table: how its characters, lines and cells stand, found at its head."""

import codecs
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from itertools import islice
from typing import BinaryIO

from relationships.services.tables.delimiters import find_dialect
from relationships.services.tables.encodings import Scan, scan
from relationships.services.tables.kinds import what_text
from relationships.services.tables.limits import HEAD_ROWS, MAX_ROW
from relationships.services.tables.packed import unpacked
from relationships.services.tables.table import CannotTakeError, Row, Rows, Table, Tables
from relationships.services.tables.texts import Dialect, Writing, lines_of, text_of, text_rows
from relationships.services.tables.web_page import is_page, open_page

_SAMPLE = 256 * 1024  # bytes
_BEGINNING = 20_000  # characters that tell whether it is a table at all
_KINDS = {",": "csv", ";": "csv", "\t": "tsv"}


def open_text(file: BinaryIO, encoding: str | None = None) -> Tables:
    """The one table of a text file. ``encoding``: where it is known."""
    seen = scan(file, encoding)
    if seen is None:
        raise CannotTakeError("this is a binary file, not a list: give a CSV or an .xlsx file")
    writing = Writing(seen.encoding, _ends(file, seen.encoding), nuls=seen.nuls > 0)
    beginning = next(text_of(file, writing, _BEGINNING), "").lstrip("\ufeff")
    if is_page(beginning):
        return open_page(file, writing)
    what = what_text(beginning)
    if what:
        raise CannotTakeError(f"this is {what}")
    lines = _beginning(file, writing)
    dialect = find_dialect(lines) or Dialect()
    rows: Rows = partial(text_rows, file, writing, dialect)
    with closing(rows()) as stream:
        _check(list(islice(stream, HEAD_ROWS)))
    table = unpacked(Table("", rows, about_rows=seen.lines))
    kind = _KINDS.get(dialect.delimiter, "text")
    return Tables((table,), kind, seen.encoding, dialect.delimiter, tuple(_notes(seen)))


def _notes(seen: Scan) -> Iterator[str]:
    if seen.unread:
        yield f"characters that could not be read, shown as “\ufffd”: {seen.unread:,}; save the file as UTF-8"
    if seen.nuls:
        yield f"NUL characters, which no text has, were taken out: {seen.nuls:,}"


def _check(rows: list[Row]) -> None:
    """Refuses a table whose first rows tell that it is none that can be taken."""
    if not rows:
        raise CannotTakeError("the file has no row with anything in it")
    if all(row.fault for row in rows if row.cells):
        raise CannotTakeError(f"no row of the file can be read; row {rows[0].number}: {rows[0].fault}")


def _ends(file: BinaryIO, encoding: str) -> str:
    """How lines end: old programs of the Mac write a lone CR; elsewhere that is a part of its cell."""
    file.seek(0)
    beginning = codecs.getincrementaldecoder(encoding)("replace").decode(file.read(_SAMPLE))
    return "\r" if "\r" in beginning and "\n" not in beginning else "\n"


def _beginning(file: BinaryIO, writing: Writing) -> list[str]:
    """The first lines, as many as tell what the file is."""
    lines: list[str] = []
    length = 0
    for line in islice(lines_of(file, writing), HEAD_ROWS):
        lines.append(line)
        length += len(line)
        if length > MAX_ROW:
            break
    return lines
