"""Delimited text as rows: CSV, TSV and their kin. One bad row is told as a fault and the rows below it go on."""

import csv
import io
import re
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count, islice, repeat
from typing import BinaryIO

from relationships.services.tables.limits import MAX_CELL, MAX_COLUMNS, MAX_LINE, MAX_ROW, MAX_ROW_LINES
from relationships.services.tables.table import CannotTakeError, Row, sift

_BUFFER = 256 * 1024  # bytes
_BLOCK = 512  # lines
_SHOWN = 1_000  # characters that are kept of a cell that is too long
#: Row(number, cells, "") of a tuple of these, without a call of Python for each.
_new_row: Callable[[tuple[int, list[str], str]], Row] = partial(tuple.__new__, Row)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the cells of a text stand.

    ``escape``: a backslash makes the next quotation mark a plain one. ``spaced``: a space stands behind delimiters,
    also before a quotation mark. ``named``: the first line says the delimiter, and is no row.
    """

    delimiter: str = ","
    escape: bool = False
    spaced: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class Writing:
    """How the characters of a text stand. ``ends``: "\\n" (also for CR LF) or "\\r". ``nuls``: some are to go."""

    encoding: str = "utf-8"
    ends: str = "\n"
    nuls: bool = False


def text_rows(file: BinaryIO, writing: Writing, dialect: Dialect) -> Generator[Row, None, None]:
    """The rows of the file from its start, wherever others are reading in it at the moment."""
    yield from sift(islice(records(lines_of(file, writing), dialect), dialect.named, None))


def lines_of(file: BinaryIO, writing: Writing) -> Iterator[str]:
    """Lines with their ends. Of one that is too long just the beginning (longer than MAX_ROW) is given."""
    text = _opened(file, writing)
    readline = text.readline
    first = True
    while line := readline(MAX_ROW + 1):
        if len(line) > MAX_ROW and line[-1] != writing.ends:
            _skip(readline, writing.ends)
        if first:
            line, first = line.removeprefix("\ufeff"), False  # a second mark, left by joining files
        yield line.replace("\0", "") if writing.nuls else line


def text_of(file: BinaryIO, writing: Writing, size: int) -> Iterator[str]:
    """The whole text by pieces of at most ``size`` characters."""
    text = _opened(file, writing)
    while piece := text.read(size):
        yield piece.replace("\0", "") if writing.nuls else piece


def _opened(file: BinaryIO, writing: Writing) -> io.TextIOWrapper:
    blocks = io.BufferedReader(_Own(file), _BUFFER)
    return io.TextIOWrapper(blocks, encoding=writing.encoding, errors="replace", newline=writing.ends)


def _skip(readline: Callable[[int], str], ends: str) -> None:
    """To the end of a line, if it comes at all."""
    for _ in range(MAX_LINE // MAX_ROW):
        piece = readline(MAX_ROW)
        if not piece or piece[-1] == ends:
            return
    raise CannotTakeError(f"a line is longer than {MAX_LINE:,} characters: this is no list with one row on each line")


class _Own(io.RawIOBase):
    """The file with a position of its own, so that several may read it side by side; it leaves the file open."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._at = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # typeshed calls any buffer that cannot be sliced one
        self._file.seek(self._at)
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


def records(lines: Iterator[str], dialect: Dialect) -> Iterator[Row]:
    """Rows out of lines. Where a quotation mark is never closed, only its own line is lost.

    Lines are taken by blocks. One where each line is a row in good order goes through the CSV reader as it is; any
    other goes line by line.
    """
    source = _Source(lines)
    number = 1
    while block := source.block():
        rows = _in_order(block, dialect)
        if rows is not None:
            yield from map(_new_row, zip(count(number), rows, repeat("")))
            number += len(rows)
            continue
        end = source.at
        source.put_back(block)
        for line in source:
            yield _row(number, line, source, dialect)
            number += 1
            if source.at >= end:
                break


def _in_order(block: list[str], dialect: Dialect) -> list[list[str]] | None:
    """The rows of these lines, one of each, or None where that is not so, or any limit is passed."""
    if len(max(block, key=len)) > MAX_CELL:
        return None
    try:
        rows = list(_reader(block, dialect))
    except csv.Error:
        return None
    return rows if len(rows) == len(block) and len(max(rows, key=len)) <= MAX_COLUMNS else None


def _row(number: int, line: str, source: "_Source", dialect: Dialect) -> Row:
    if len(line) > MAX_ROW:
        return _checked(number, line.split(dialect.delimiter, MAX_COLUMNS + 1), f"longer than {MAX_ROW:,} characters")
    if '"' in line or dialect.escape or dialect.spaced:
        return _quoted(number, line, source, dialect)
    return _checked(number, line.rstrip("\r\n").split(dialect.delimiter))


class _Source:
    """Lines, of which some can be put back. ``at``: how many have been given."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._back: list[str] = []  # the next one last
        self.at = 0

    def __iter__(self) -> "_Source":
        return self

    def __next__(self) -> str:
        line = self._back.pop() if self._back else next(self._lines)
        self.at += 1
        return line

    def block(self) -> list[str]:
        """Some lines at once."""
        lines = [*reversed(self._back)] or list(islice(self._lines, _BLOCK))
        self._back = []
        self.at += len(lines)
        return lines

    def put_back(self, lines: list[str]) -> None:
        self._back.extend(reversed(lines))
        self.at -= len(lines)

    def more(self, taken: list[str]) -> Iterator[str]:
        """The line that was taken and those below it, remembered there, as long as they may be one row."""
        yield taken[0]
        length = len(taken[0])
        for line in self:
            taken.append(line)
            length += len(line)
            if length > MAX_ROW or len(taken) > MAX_ROW_LINES:
                return
            yield line


def _quoted(number: int, line: str, source: _Source, dialect: Dialect) -> Row:
    """The row that begins with this line, which may go on in the next ones."""
    opened_at = source.at
    taken = [line]
    try:
        cells: list[str] = next(_reader(source.more(taken), dialect), [])
    except csv.Error:
        source.put_back(taken[1:])
        loose = split_loosely(line.rstrip("\r\n"), dialect.delimiter)
        if loose is not None:
            return _checked(number, loose)
        fault = (
            f"a quotation mark is opened in this row (line {opened_at:,} of the file) and never closed: "
            "close it, or write it twice where it is meant as a sign"
        )
        return _checked(number, line.rstrip("\r\n").split(dialect.delimiter), fault)
    return _checked(number, cells)


def _reader(lines: Iterable[str], dialect: Dialect) -> Iterator[list[str]]:
    return csv.reader(
        lines,
        delimiter=dialect.delimiter,
        escapechar="\\" if dialect.escape else None,
        skipinitialspace=dialect.spaced,
        strict=True,
    )


def split_loosely(line: str, delimiter: str) -> list[str] | None:
    """The cells of a line with stray quotation marks: one closes a cell only where a delimiter or the end follows.

    None when a cell that is opened is never closed by then, nor has another mark that shows both to be plain signs.
    """
    end = re.compile(rf'" *(?={re.escape(delimiter)}|$)')
    cells: list[str] = []
    at = 0
    while at <= len(line):
        stop = line.find(delimiter, at)
        stop = len(line) if stop < 0 else stop
        closing = end.search(line, at + 1) if line.startswith('"', at) else None
        if closing:
            cells.append(line[at + 1 : closing.start()].replace('""', '"'))
            stop = closing.end()
        elif line.startswith('"', at) and line.count('"', at, stop) == 1:
            return None
        else:
            cells.append(line[at:stop])
        at = stop + 1
    return cells


def _checked(number: int, cells: list[str], fault: str = "") -> Row:
    """The row, if it is within the limits; else what of it can be shown, with the fault."""
    if len(cells) > MAX_COLUMNS and not any(cells[MAX_COLUMNS:]):
        cells = cells[:MAX_COLUMNS]
    if len(cells) > MAX_COLUMNS:
        fault = fault or f"this row has more than {MAX_COLUMNS:,} cells: remove what stands to the right of the list"
    elif not fault:
        longest = max(range(len(cells)), key=lambda at: len(cells[at]), default=0)
        if cells and len(cells[longest]) > MAX_CELL:
            fault = f"cell {longest + 1} is longer than {MAX_CELL:,} characters: shorten it"
    return Row(number, [cell[:_SHOWN] for cell in cells[:MAX_COLUMNS]], fault) if fault else Row(number, cells)
