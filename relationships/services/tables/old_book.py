"""Workbooks of the binary kinds (.xls, .xlsb) and OpenDocument's (.ods): read whole, by another process, in limits."""

import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, BinaryIO

from relationships.services.tables.archives import DAMAGED
from relationships.services.tables.limits import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_OLD_BOOK,
    MEBI,
    OLD_BOOK_MEMORY,
    OLD_BOOK_OUTPUT,
    OLD_BOOK_SECONDS,
)
from relationships.services.tables.number_formats import number
from relationships.services.tables.packed import unpacked
from relationships.services.tables.table import CannotTakeError, Row, Rows, Table, Tables, sift

LOCKED = "the workbook has a password: save it without one"
_READER = Path(__file__).with_name("old_book_reader.py")
_REFUSED = 3  # exit status of the reader


@dataclass(frozen=True, slots=True)
class _Part:
    """Where the rows of a sheet stand in the reader's output."""

    title: str
    hidden: bool
    start: int
    rows: int


def open_old_book(file: BinaryIO, kind: str) -> Tables:
    """The sheets of the workbook. ``kind``: "xls", "xlsb" or "ods". Raises CannotTakeError."""
    size = file.seek(0, io.SEEK_END)
    if size > MAX_OLD_BOOK:
        raise CannotTakeError(
            f"this is a .{kind} workbook of {size / MEBI:,.0f} MB; such a one is read whole, and at most "
            f"{MAX_OLD_BOOK / MEBI:,.0f} MB: save it as .xlsx or CSV"
        )
    output = tempfile.TemporaryFile(prefix="rapport-sheets-")  # noqa: SIM115 - lives as long as the tables
    _run(file, output)
    parts = list(_parts(output))
    tables = [
        unpacked(Table(part.title, _stream(output, part), about_rows=part.rows))
        for part in parts
        if part.rows and not part.hidden
    ]
    hidden = [part.title for part in parts if part.hidden]
    if not tables:
        raise CannotTakeError(f"the workbook has no {'visible ' if hidden else ''}sheet with anything in it")
    notes = (f"hidden sheets are left out: {', '.join(f'“{title}”' for title in hidden)}",) if hidden else ()
    return Tables(tuple(tables), kind, notes=notes)


def _run(file: BinaryIO, output: IO[bytes]) -> None:
    file.seek(0)
    limits = map(str, (OLD_BOOK_MEMORY, OLD_BOOK_SECONDS, OLD_BOOK_OUTPUT))
    try:
        # Nothing of the command comes from outside: our own Python, our own script, our own figures.
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-I", str(_READER), *limits],
            input=file.read(),
            stdout=output,
            stderr=subprocess.PIPE,
            timeout=2 * OLD_BOOK_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as problem:
        raise CannotTakeError("the workbook takes too long to read: save it as .xlsx or CSV") from problem
    if done.returncode == _REFUSED:
        said = done.stderr.decode("utf-8", "replace").lower()
        raise CannotTakeError(LOCKED if "password" in said or "encrypt" in said else DAMAGED)
    if done.returncode:
        raise CannotTakeError("the workbook is damaged or too large to be read whole: save it as .xlsx or CSV")


def _parts(output: IO[bytes]) -> Iterator[_Part]:
    output.seek(0)
    title, hidden, start, rows = "", False, -1, 0
    while line := output.readline():
        if line.startswith(b"{"):
            if start >= 0:
                yield _Part(title, hidden, start, rows)
            sheet = json.loads(line)
            title, hidden, start, rows = sheet["title"], sheet["hidden"], output.tell(), 0
        else:
            rows += 1
    if start >= 0:
        yield _Part(title, hidden, start, rows)


def _stream(output: IO[bytes], part: _Part) -> Rows:
    return partial(_rows, output, part)


def _rows(output: IO[bytes], part: _Part) -> Generator[Row, None, None]:
    yield from sift(_all_rows(output, part))


def _all_rows(output: IO[bytes], part: _Part) -> Iterator[Row]:
    at = part.start
    for count in range(1, part.rows + 1):
        output.seek(at)  # others may be reading in it at the moment
        line = output.readline()
        at += len(line)
        cells = [cell if isinstance(cell, str) else number(repr(cell)) for cell in json.loads(line)]
        if any(cells[MAX_COLUMNS:]):
            yield Row(count, cells[:MAX_COLUMNS], f"this row has a cell beyond column {MAX_COLUMNS:,}")
        elif any(len(cell) > MAX_CELL for cell in cells):
            yield Row(count, [cell[:1_000] for cell in cells[:MAX_COLUMNS]], "a cell is too long")
        else:
            yield Row(count, cells[:MAX_COLUMNS])
