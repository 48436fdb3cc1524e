"""The tables of a web page: what agencies' tools and Google Sheets save as .xls or .html is often one."""

import html
import io
import re
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from functools import partial
from itertools import islice
from typing import BinaryIO

from relationships.services.tables.limits import HEAD_ROWS, MAX_CELL, MAX_COLUMNS, MAX_PAGE, MEBI
from relationships.services.tables.table import CannotTakeError, Row, Rows, Table, Tables, sift
from relationships.services.tables.texts import Writing, text_of

_BEGINNING = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|table|meta|style|div|title|center)\b",
    re.IGNORECASE | re.DOTALL,
)
_TOKEN = re.compile(r"<[^<>]*>|[^<]+|<")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_SPAN = re.compile(r"\b(colspan|rowspan)\s*=\s*[\"']?(\d{1,5})", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_PIECE = 64 * 1024  # characters
_MAX_TABLES = 100
_SILENT = frozenset(("script", "style", "title", "xml"))
_NOTE = "this is a web page, of which the table is read"


def is_page(beginning: str) -> bool:
    """Whether a text that begins like this is a web page."""
    return _BEGINNING.match(beginning) is not None


def open_page(file: BinaryIO, writing: Writing) -> Tables:
    """The tables of the page that have more than one cell. Raises CannotTakeError."""
    size = file.seek(0, io.SEEK_END)
    if size > MAX_PAGE:
        raise CannotTakeError(
            f"this is a web page of {size / MEBI:,.0f} MB, and at most {MAX_PAGE / MEBI:,.0f} MB are read of one: "
            "open it in a spreadsheet program and save it as .xlsx"
        )
    found = list(islice(_first_rows(file, writing), _MAX_TABLES))
    tables: list[Table] = []
    for at, rows in found:
        if any(len(row.cells) > 1 for row in rows):
            stream: Rows = partial(_rows, file, writing, at)
            tables.append(Table(f"Table {len(tables) + 1}", stream))
    if not tables:
        raise CannotTakeError("this is a web page without a table: export the list as CSV or .xlsx")
    return Tables(tuple(tables), "html", writing.encoding, notes=(_NOTE,))


def _first_rows(file: BinaryIO, writing: Writing) -> Iterator[tuple[int, list[Row]]]:
    """(position of the table on the page, its first rows) of each table that has rows."""
    at = -1
    rows: list[Row] = []
    for table, row in _numbered(file, writing):
        if table != at:
            if rows:
                yield at, rows
            at, rows = table, []
        if len(rows) < HEAD_ROWS:
            rows.append(row)
    if rows:
        yield at, rows


def _rows(file: BinaryIO, writing: Writing, at: int) -> Generator[Row, None, None]:
    with closing(_numbered(file, writing)) as stream:
        yield from sift(row for table, row in stream if table == at)


def _numbered(file: BinaryIO, writing: Writing) -> Generator[tuple[int, Row], None, None]:
    """(position of its table, row) of every row on the page."""
    page = _Page()
    for token in tokens(text_of(file, writing, _PIECE)):
        page.take(token)
        if page.done:
            yield from page.done
            page.done.clear()
    page.end_row()
    yield from page.done


def tokens(pieces: Iterable[str]) -> Iterator[str]:
    """Tags and the texts between them."""
    rest = ""
    for piece in pieces:
        whole = rest + piece
        cut = whole.rfind("<")
        if cut < 0 or len(whole) - cut > _PIECE:
            cut = len(whole)
        rest = whole[cut:]
        yield from _TOKEN.findall(whole[:cut])
    yield from _TOKEN.findall(rest)


class _Page:
    """Gathers the rows of the outermost tables; a table within a cell is text of that cell."""

    def __init__(self) -> None:
        self.done: list[tuple[int, Row]] = []
        self._table = -1
        self._depth = 0
        self._number = 0
        self._cells: list[str] | None = None
        self._text: list[str] | None = None  # of the open cell
        self._span = (1, 1)
        self._below: dict[int, int] = {}  # column -> rows that a cell above still reaches into
        self._silent = ""

    def take(self, token: str) -> None:
        tag = _TAG.match(token) if token.startswith("<") else None
        if self._silent:
            if (tag and tag[1] and tag[2].lower() == self._silent) or (self._silent == "--" and token.endswith("-->")):
                self._silent = ""
        elif token.startswith("<!--"):
            self._silent = "" if token.endswith("-->") else "--"
        elif tag is None:
            if self._text is not None and not token.startswith("<!"):
                self._text.append(token)
        else:
            self._take_tag(token, tag[2].lower(), closes=bool(tag[1]))

    def _take_tag(self, token: str, name: str, *, closes: bool) -> None:
        if name in _SILENT:
            self._silent = "" if closes or token.endswith("/>") else name
        elif name == "table":
            self._take_table(closes)
        elif self._depth != 1:
            pass
        elif name == "tr":
            self.end_row()
            if not closes:
                self._cells = []
                self._number += 1
        elif name in {"td", "th"}:
            self._end_cell()
            if not closes:
                self._start_cell(token)
        elif name in {"br", "p", "div", "li"} and self._text is not None:
            self._text.append(" ")

    def _take_table(self, closes: bool) -> None:
        if closes:
            if self._depth == 1:
                self.end_row()
            self._depth = max(0, self._depth - 1)
            return
        self._depth += 1
        if self._depth == 1:
            self._table += 1
            self._number = 0
            self._below = {}

    def _start_cell(self, token: str) -> None:
        if self._cells is None:
            self._cells = []
            self._number += 1
        spans = {name.lower(): int(number) for name, number in _SPAN.findall(token)}
        self._span = (min(spans.get("colspan", 1) or 1, MAX_COLUMNS), spans.get("rowspan", 1) or 1)
        self._text = []

    def _end_cell(self) -> None:
        if self._text is None or self._cells is None:
            return
        text = html.unescape(_SPACE.sub(" ", "".join(self._text))).replace("\xa0", " ").strip()
        self._text = None
        self._skip_reached()
        across, down = self._span
        if len(self._cells) <= MAX_COLUMNS:
            if down > 1:
                self._below.update((len(self._cells) + i, down) for i in range(across))
            self._cells.extend([text, *[""] * (across - 1)])

    def _skip_reached(self) -> None:
        """A cell above that reaches down pushes this row's cells to the right."""
        while self._cells is not None and len(self._cells) in self._below and len(self._cells) <= MAX_COLUMNS:
            self._cells.append("")

    def end_row(self) -> None:
        self._end_cell()
        if self._cells is None:
            return
        self._skip_reached()
        self._below = {column: left - 1 for column, left in self._below.items() if left > 1}
        fault = ""
        if len(self._cells) > MAX_COLUMNS:
            fault = f"this row has more than {MAX_COLUMNS:,} cells"
        elif any(len(cell) > MAX_CELL for cell in self._cells):
            fault = f"a cell is longer than {MAX_CELL:,} characters: shorten it"
        cells = [cell[:1_000] for cell in self._cells[:MAX_COLUMNS]] if fault else self._cells
        self.done.append((self._table, Row(self._number, cells, fault)))
        self._cells = None
