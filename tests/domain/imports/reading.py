"""Lists in tests: as text with "|" between the cells, or the invented ones in tests/fixtures/imports."""

import csv
from pathlib import Path

from relationships.domain.imports import CleanRow, Guess, Mapping, Problem, Recognised, RowReader, recognise

FIXTURES = Path(__file__).parents[2] / "fixtures" / "imports"


def cells(text: str) -> list[list[str]]:
    """Rows of cells, from lines with "|" between them."""
    return [line.strip().split("|") for line in text.strip().splitlines()]


def fixture(name: str) -> list[list[str]]:
    with (FIXTURES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=";" if name == "audience_report.csv" else ","))


def meanings(found: Recognised) -> list[str]:
    """Of each column "field", with "@network" where it names one; "-" where it is left out."""
    return [_meaning(guess) for guess in found.guesses]


def _meaning(guess: Guess) -> str:
    network = f"@{guess.use.network}" if guess.use.network else ""
    return f"{guess.use.field}{network}" if guess.use.field else "-"


def read_all(rows: list[list[str]], found: Recognised) -> list[CleanRow | tuple[Problem, ...]]:
    reader = RowReader(found.mapping())
    return [reader.read(row) for row in rows[found.header_at + 1 :] if any(row)]


def taken(rows: list[list[str]], network: str | None = None) -> list[CleanRow]:
    """Every row, clean; fails when one is refused."""
    found = []
    for row in read_all(rows, recognise(rows, network=network)):
        assert isinstance(row, CleanRow), row
        found.append(row)
    return found


def row_of(text: str, network: str | None = "instagram") -> CleanRow:
    """The one row beneath a header, clean."""
    [row] = taken(cells(text), network)
    return row


def refused(mapping: Mapping, row: list[str]) -> list[Problem]:
    result = RowReader(mapping).read(row)
    assert not isinstance(result, CleanRow), result
    return list(result)
