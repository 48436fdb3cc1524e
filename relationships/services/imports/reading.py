"""Opening a list, whatever kind of file it is: its header found, its columns understood, its rows still to be read."""

import csv
import io
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import BinaryIO

from relationships.domain.import_columns import HEADER_ROWS
from relationships.domain.import_rows import Columns, find_header, map_columns
from relationships.services.imports.encodings import encoding_of
from relationships.services.imports.results import CannotTakeError
from relationships.services.imports.workbooks import Row, Table, open_workbook

MAX_BYTES = 400 * 2**20
MAX_COLUMNS = 1_000
MAX_LINE = 1_000_000  # characters
DELIMITERS = ",;\t|"

_MAGIC = (
    (
        b"\xd0\xcf\x11\xe0",
        "an old Excel file (.xls) or a workbook with a password: save it as .xlsx without one, or as CSV",
    ),
    (b"\x89PNG", "a picture, not a list"),
    (b"\xff\xd8\xff", "a picture, not a list"),
    (b"GIF8", "a picture, not a list"),
    (b"%PDF", "a PDF, not a list: export the table as CSV or .xlsx"),
    (b"\x1f\x8b", "compressed (gzip): unpack it first"),
    (b"Rar!", "compressed (rar): unpack it first"),
    (b"7z\xbc\xaf", "compressed (7z): unpack it first"),
)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of creators, opened. ``rows``: (number as a spreadsheet counts, cells) of each row under the header."""

    columns: Columns
    rows: Iterator[tuple[int, Row]]
    notes: tuple[str, ...] = ()


def open_list(file: BinaryIO, network: str | None = None) -> Listing:
    """The list in ``file``, whose content decides what it is, not its name. ``network``: the one asked for, if any.

    Raises CannotTakeError, also while the rows are read.
    """
    _check_size(file)
    beginning = file.read(8)
    for magic, what in _MAGIC:
        if beginning.startswith(magic):
            raise CannotTakeError(f"this is {what}")
    if beginning.startswith(b"PK"):
        return _first_with_header(open_workbook(file), network)
    return _open_text(file, network)


def _check_size(file: BinaryIO) -> None:
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    if size == 0:
        raise CannotTakeError("the file is empty")
    if size > MAX_BYTES:
        raise CannotTakeError(f"the file is too large ({size / 2**20:,.0f} MB): at most {MAX_BYTES / 2**20:,.0f} MB")


def _open_text(file: BinaryIO, network: str | None) -> Listing:
    encoding = encoding_of(file)
    if encoding is None:
        raise CannotTakeError("this is a binary file, not a list: give a CSV or an .xlsx file")
    candidates: list[tuple[int, int, Listing]] = []
    refusals: list[CannotTakeError] = []
    for delimiter in DELIMITERS:
        try:
            listing = _listing(partial(_text_rows, file, encoding, delimiter), network)
        except CannotTakeError as refusal:
            refusals.append(refusal)
        else:
            candidates.append((len(listing.columns.at), len(listing.columns.headers), listing))
    if not candidates:
        raise refusals[0]
    *_, best = max(candidates, key=lambda candidate: candidate[:2])
    return best


def _listing(table: Table, network: str | None) -> Listing:
    with closing(table()) as beginning:
        head = list(islice(beginning, HEADER_ROWS))
    if not any(cell.strip() for row in head for cell in row):
        raise CannotTakeError(
            "the file is empty" if len(head) < HEADER_ROWS else f"the first {HEADER_ROWS} rows are blank"
        )
    try:
        at = find_header(head)
        header = _trimmed(head[at])
        if len(header) > MAX_COLUMNS:
            raise CannotTakeError(f"too many columns ({len(header):,}): at most {MAX_COLUMNS:,}")
        columns = map_columns(header, network)
    except CannotTakeError:
        raise
    except ValueError as problem:
        raise CannotTakeError(str(problem)) from problem
    return Listing(columns, islice(enumerate(table(), start=1), at + 1, None))


def _trimmed(header: Row) -> Row:
    """Without the empty cells behind the last header."""
    width = max((position for position, cell in enumerate(header, start=1) if cell.strip()), default=0)
    return header[:width]


def _first_with_header(sheets: Sequence[tuple[str, Table]], network: str | None) -> Listing:
    """The first sheet that is a list; the others are named in a note."""
    refusals: list[CannotTakeError] = []
    for title, table in sheets:
        try:
            listing = _listing(table, network)
        except CannotTakeError as refusal:
            refusals.append(refusal)
        else:
            others = [other for other, _ in sheets if other != title]
            note = (f"read from the sheet “{title}”, not from {', '.join(f'“{other}”' for other in others)}",)
            return Listing(listing.columns, listing.rows, note if others else ())
    raise refusals[0] if refusals else CannotTakeError("the workbook has no sheet")


def _text_rows(file: BinaryIO, encoding: str, delimiter: str) -> Generator[Row, None, None]:
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    lines = _Lines(text)
    try:
        reader = csv.reader(lines, delimiter=delimiter)
        for row in reader:
            # Excel's own note of the delimiter is no row of the list, but has a number.
            is_note = reader.line_num == 1 and len(row) <= 2 and "".join(row).lower().startswith("sep=")
            yield [] if is_note else row
            lines.taken()
        lines.check_closed(delimiter)
    except csv.Error as problem:
        raise CannotTakeError(
            f"line {lines.number}: a cell is too long ({problem}); a quotation mark above it is probably never closed"
        ) from problem
    finally:
        if not file.closed:
            text.detach()  # or it would close the file with itself


class _Lines:
    """Lines for the CSV reader: of bounded length, and those of the current row remembered."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self.text = text
        self.number = 0
        self.current: list[str] = []
        self.last: list[str] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self.text.readline(MAX_LINE + 1)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) > MAX_LINE:
            raise CannotTakeError(f"line {self.number} is longer than {MAX_LINE:,} characters: this is no list")
        self.current.append(line)
        return line

    def taken(self) -> None:
        """The reader has made a row of the lines so far."""
        self.last, self.current = self.current, []

    def check_closed(self, delimiter: str) -> None:
        """A quotation mark that is opened and never closed swallows every row below it: better told than lost."""
        if len(self.last) < 2:
            return
        try:
            list(csv.reader(self.last, delimiter=delimiter, strict=True))
        except csv.Error as problem:
            if "unexpected end" in str(problem):
                first = self.number - len(self.last) + 1
                raise CannotTakeError(
                    f"line {first}: a quotation mark is opened and never closed; close it, or write it twice"
                ) from problem
