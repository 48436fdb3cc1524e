"""Opening a file, whatever kind it is: its content decides, not its name."""

import hashlib
import io
from functools import partial
from itertools import islice
from typing import BinaryIO

from relationships.services.tables.archives import Archive
from relationships.services.tables.delimiters import find_dialect, separator_line
from relationships.services.tables.encodings import encoding_of
from relationships.services.tables.kinds import what_binary, what_text
from relationships.services.tables.limits import HEAD_ROWS, MAX_BYTES, MEBI
from relationships.services.tables.table import CannotTakeError, Table, Tables, head
from relationships.services.tables.texts import Dialect, Writing, lines_of, text_rows
from relationships.services.tables.xlsx_book import open_xlsx, workbook_part

_BLOCK = 1024 * 1024
_KINDS = {",": "csv", ";": "csv", "\t": "tsv"}


def open_tables(file: BinaryIO, name: str = "") -> Tables:
    """The tables in ``file``, which must stay open as long as rows are read. ``name``: for the messages only.

    Raises CannotTakeError in seconds, whatever the file is; also while the rows are read.
    """
    _check_size(file)
    beginning = file.read(4096)
    what = what_binary(beginning)
    if what:
        raise CannotTakeError(f"this is {what}")
    if beginning.startswith(b"PK\x03\x04"):
        return _open_archive(Archive(file))
    return open_text(file)


def of_text(pasted: str) -> Tables:
    """The tables in text from the clipboard: the selection of a spreadsheet (tabs), or CSV."""
    return open_text(io.BytesIO(pasted.encode("utf-8", "replace")), "utf-8")


def fingerprint(file: BinaryIO) -> tuple[str, int]:
    """(SHA-256 in hexadecimal, bytes) of the whole file."""
    file.seek(0)
    digest, size = hashlib.sha256(), 0
    while block := file.read(_BLOCK):
        digest.update(block)
        size += len(block)
    file.seek(0)
    return digest.hexdigest(), size


def _check_size(file: BinaryIO) -> None:
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    if size == 0:
        raise CannotTakeError("the file is empty")
    if size > MAX_BYTES:
        raise CannotTakeError(f"the file is too large ({size / MEBI:,.0f} MB): at most {MAX_BYTES / MEBI:,.0f} MB")


def _open_archive(archive: Archive) -> Tables:
    main = workbook_part(archive)
    if main is None:
        raise CannotTakeError("this is a zip archive, not a workbook: unpack it first")
    return open_xlsx(archive, main)


def open_text(file: BinaryIO, encoding: str | None = None) -> Tables:
    """The one table of a text file. ``encoding``: where it is known."""
    encoding = encoding or encoding_of(file)
    if encoding is None:
        raise CannotTakeError("this is a binary file, not a list: give a CSV or an .xlsx file")
    writing = Writing(encoding)
    lines = list(islice(lines_of(file, writing), HEAD_ROWS))
    what = what_text("".join(lines[:20]))
    if what:
        raise CannotTakeError(f"this is {what}")
    named = separator_line(lines[0]) if lines else ""
    dialect = Dialect(named) if named else find_dialect(lines)
    table = Table("", partial(text_rows, file, writing, dialect))
    if not head(table, 1):
        raise CannotTakeError("the file is empty")
    return Tables((table,), _KINDS.get(dialect.delimiter, "text"), encoding, dialect.delimiter)
