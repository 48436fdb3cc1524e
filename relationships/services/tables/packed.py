"""A table whose rows stand in one cell each, as a spreadsheet program leaves a CSV that it did not take apart."""

from collections.abc import Generator
from dataclasses import replace
from functools import partial

from relationships.services.tables.delimiters import find_dialect
from relationships.services.tables.table import Row, Rows, Table, head
from relationships.services.tables.texts import Dialect, records

_LIKE_THE_FIRST = 0.9  # share of the rows
_NOTE = "each row stood in one cell and was taken apart"


def unpacked(table: Table) -> Table:
    """The table with such cells taken apart, if they are rows themselves; else the table as it is."""
    beginning = head(table)
    if any(any(cells[1:]) for cells in beginning):
        return table
    lines = [cells[0] for cells in beginning if cells]
    dialect = find_dialect(lines)
    if dialect is None:
        return table
    widths = [len(row.cells) for row in records(iter(lines), dialect)]
    # Names with a comma under a header without one are just names.
    if widths[0] == 1 or widths.count(widths[0]) < _LIKE_THE_FIRST * len(widths):
        return table
    rows: Rows = partial(_rows, table, dialect)
    return replace(table, rows=rows, notes=(*table.notes, _NOTE))


def _rows(table: Table, dialect: Dialect) -> Generator[Row, None, None]:
    for row in table.rows():
        if row.fault or not row.cells:
            yield row
        else:
            inner = next(records(iter((row.cells[0],)), dialect))
            yield Row(row.number, inner.cells, inner.fault)
