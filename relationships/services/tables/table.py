"""What every file becomes: tables of text cells, streamed row by row."""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from relationships.services.tables.limits import HEAD_ROWS, MAX_ROWS


class CannotTakeError(ValueError):
    """The file (or what was asked for) cannot be taken at all; the message is one line for the user."""


class Row(NamedTuple):
    """One row as it stands in the file.

    ``number``: as a spreadsheet counts, from 1. ``cells``: as many as the row has, whatever its neighbours have; none
    for a blank row, which stands for a whole run of blank rows. ``fault``: why this one row cannot be read, in words
    for the user; its cells then hold what could be read.
    """

    number: int
    cells: list[str]
    fault: str = ""


#: Gives the rows from the first one on, anew each time that it is called. Raises CannotTakeError while they are read.
Rows = Callable[[], Generator[Row, None, None]]


@dataclass(frozen=True, slots=True)
class Table:
    """One table. ``title``: its sheet's name, "" for a text file.

    ``about_rows``: how many rows it has by a quick look (lines of the file, the sheet's own word), for a progress bar;
    None where nothing tells.
    """

    title: str
    rows: Rows
    notes: tuple[str, ...] = ()
    about_rows: int | None = None


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables of a file that have any row, in their order; at least one.

    ``kind``: "csv", "tsv", "text" (other delimiters), "xlsx", "xls", "xlsb", "ods", "html". ``encoding`` and
    ``delimiter``: as found, "" where the kind has none. ``notes``: what the user should know about the file as a whole.
    """

    tables: tuple[Table, ...]
    kind: str
    encoding: str = ""
    delimiter: str = ""
    notes: tuple[str, ...] = ()


def head(table: Table, rows: int = HEAD_ROWS) -> list[list[str]]:
    """The cells of the first rows."""
    with closing(table.rows()) as stream:
        return [row.cells for row in islice(stream, rows)]


def sift(rows: Iterable[Row]) -> Iterator[Row]:
    """Each run of blank rows as one row without cells, the last run not at all; too many rows are refused."""
    blank: Row | None = None
    expected = 1
    for row in rows:
        number, cells, fault = row
        if number > expected and blank is None:
            blank = Row(expected, [])
        expected = number + 1
        if not fault and not (cells and cells[0] and not cells[0].isspace()) and not any(map(str.strip, cells)):
            blank = blank or Row(number, [])
            continue
        if number > MAX_ROWS:
            raise CannotTakeError(f"there are more than {MAX_ROWS:,} rows: split the list into several files")
        if blank is not None:
            yield blank
            blank = None
        yield row
