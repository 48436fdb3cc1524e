"""Excel workbooks (.xlsx, .xlsm), read row by row; checked before anything is unpacked."""

import zipfile
import zlib
from collections.abc import Callable, Generator, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook

from relationships.services.imports.results import CannotTakeError

Row = Sequence[str]
#: Gives the rows from the first one on, each time that it is called.
Table = Callable[[], Generator[Row, None, None]]

MAX_UNPACKED = 800 * 2**20
#: A sheet's XML shrinks to a tenth or a twentieth; what shrinks to less than a hundredth was made to do harm.
MAX_RATIO = 100
_RATIO_FROM = 20 * 2**20

#: What openpyxl raises on a file that is not what it says.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
)
_DAMAGED = "the workbook is damaged and cannot be read: open it in a spreadsheet program and save it again"


def open_workbook(file: BinaryIO) -> Sequence[tuple[str, Table]]:
    """(title, its rows) of each visible sheet. Raises CannotTakeError."""
    _check(file)
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except _BROKEN as problem:
        raise CannotTakeError(_DAMAGED) from problem
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    return [(sheet.title, partial(_rows, sheet)) for sheet in sheets]


def _check(file: BinaryIO) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, EOFError, ValueError) as problem:
        raise CannotTakeError(_DAMAGED) from problem
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        kind = "an OpenDocument sheet" if "mimetype" in names else "a zip archive" if names else "an empty archive"
        raise CannotTakeError(f"this is {kind}, not an Excel workbook: save it as .xlsx or CSV")
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if unpacked > MAX_UNPACKED or (unpacked > _RATIO_FROM and unpacked > MAX_RATIO * packed):
        raise CannotTakeError(f"the workbook unpacks to {unpacked / 2**20:,.0f} MB: too much; save the sheet as CSV")


def _rows(sheet: Any) -> Generator[Row, None, None]:
    sheet.reset_dimensions()  # some programs write wrong ones, which would cut the sheet off
    try:
        for cells in sheet.iter_rows():
            yield [_text(cell) for cell in cells]
    except _BROKEN as problem:
        raise CannotTakeError(_DAMAGED) from problem


def _text(cell: Any) -> str:
    """A cell as a CSV would hold it: whole numbers without a fraction, a percentage with its sign."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float | int):
        if "%" in (cell.number_format or ""):
            return f"{value * 100:.6g}%"
        return str(int(value)) if value == int(value) else repr(value)
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
