"""The report as rows of a file: one figure a row, with what it rests on and what stands beside it."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from relationships.domain.spreadsheets import safe_cell
from relationships.reports.side_by_side import Board, Line, SideBySide, Table

HEADS = (
    "Brand", "From", "Until", "Section", "Measure", "Creators", "Figure", "Value", "Unit", "Rests on", "Of what",
    "Not shown because", "Published", "About whom", "Published by", "Usual", "Source of the usual", "Caution",
)  # fmt: skip


def csv_rows(report: SideBySide) -> Iterator[Sequence[str]]:
    """Heads first. Values are plain numbers without grouping, unrounded to six digits; every cell is safe to open."""
    yield HEADS
    days = (report.period.first.isoformat(), report.period.last.isoformat())
    for board in report.boards:
        for table in board.tables:
            for line in table.lines:
                for row in _rows(board, table, line, days):
                    yield [safe_cell(cell) for cell in row]


def _rows(board: Board, table: Table, line: Line, days: tuple[str, str]) -> Iterator[Sequence[str]]:
    published = line.published
    beside = (
        line.published_words,
        published.about if published else "",
        f"{published.origin}, read in {published.quoted}" if published else "",
        "; ".join(usual.says for usual in line.usual),
        "; ".join(usual.origin for usual in line.usual),
        line.caution,
    )
    for head, cell in zip_longest(table.heads, line.cells):
        value = f"{cell.number:.6f}".rstrip("0").rstrip(".") if cell else ""
        rests_on = str(line.known) if table.of else ""
        yield (
            board.name, *days, table.section, table.title, line.label, head, value, table.unit, rests_on,
            table.of, "" if cell else line.reason, *beside,
        )  # fmt: skip
