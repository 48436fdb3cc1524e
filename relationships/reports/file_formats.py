"""Rows as a CSV file, piece by piece, and as a workbook: both safe to open, both with flat memory."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from relationships.domain.spreadsheets import safe_cell
from relationships.reports.file_tables import Cell

#: Excel shows no more in one cell (characters).
_CELL_MAX = 32_767
#: Rows of a workbook. Excel takes ten times as many; whoever waits for it does not.
WORKBOOK_ROWS = 100_000
#: Rows of one piece of a CSV file.
_AT_ONCE = 500


def csv_pieces(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """UTF-8 with the mark by which spreadsheets know it. Text that a spreadsheet would compute stands behind an
    apostrophe, which the import takes off again; numbers and days stand as they are."""
    every = chain([heads], ([_text(cell) for cell in row] for row in rows))
    mark = "\ufeff"
    while some := list(islice(every, _AT_ONCE)):
        piece = io.StringIO()
        piece.write(mark)
        csv.writer(piece).writerows(some)
        yield piece.getvalue().encode()
        mark = ""


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case str():
            return safe_cell(cell)
        case date():
            return cell.isoformat()
        case Decimal():
            return f"{cell:f}"
    return str(cell)


def write_workbook(title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], into: IO[bytes]) -> None:
    """One sheet: heads that stay in view, numbers and days as such, text as text even where it begins with "="."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    sheet.append([_bold(sheet, head) for head in heads])
    for row in rows:
        sheet.append([_typed(sheet, cell) for cell in row])
    book.save(into)


def _bold(sheet: Any, head: str) -> Any:
    cell = WriteOnlyCell(sheet, head)
    cell.font = Font(bold=True)
    return cell


def _typed(sheet: Any, value: Cell) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)[:_CELL_MAX]
    if not text.startswith("="):
        return text
    # openpyxl takes it for a formula unless it is told otherwise.
    cell = WriteOnlyCell(sheet)
    cell.value, cell.data_type = text, "s"
    return cell
