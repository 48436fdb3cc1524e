"""What a list did: its figures, the rows that were left out of it, and what an undo left."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from relationships.domain.import_states import Outcome
from relationships.domain.imports import Field
from relationships.domain.imports.mapping import labels_of
from relationships.domain.spreadsheets import safe_cell
from relationships.models import Account, Creator, CreatorImport, RefusedRow
from relationships.services.imports.filling import SHOWN
from relationships.services.imports.mappings import mapping_of
from relationships.services.imports.undecided import refused, undecided

WHAT_IS_WRONG = "What is wrong"
REFUSED = "refused"
#: So many cells tell a row.
_CELLS = 6


@dataclass(frozen=True, slots=True)
class Refusal:
    """``problems``: (column, value, problem) of each."""

    number: int
    cells: tuple[str, ...]
    problems: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class OnFile:
    """A creator on file whom a row may mean. ``handles``: "@x on Instagram"."""

    creator: Creator
    handles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Undecided:
    """A row about which a person had still to say something. ``cells``: the first that say something. ``torn``: its
    accounts are several creators'."""

    number: int
    name: str
    cells: tuple[str, ...]
    why: str
    torn: bool
    people: tuple[OnFile, ...]


def figures_of(record: CreatorImport) -> Mapping[str, int]:
    """Rows by what became of them, each told once: undecided ones are kept with those that were refused."""
    found = dict(record.counts.get("outcomes", {}))
    left = record.counts.get("undecided")
    if left is None:  # written by an older version of the product
        left = {one.value: found.get(one, 0) for one in (Outcome.DOUBT, Outcome.TORN)}
    said_twice = found.get(Outcome.FOLDED, 0) - left.get("with", 0)
    doubt, torn = left.get(Outcome.DOUBT, 0), left.get(Outcome.TORN, 0)
    wrong = record.counts.get("refused", 0) - doubt - torn
    now = {Outcome.FOLDED: said_twice, Outcome.DOUBT: doubt, Outcome.TORN: torn, REFUSED: wrong}
    return {**found, **{str(one): max(count, 0) for one, count in now.items()}}


def refusals(record: CreatorImport, page: int) -> tuple[Refusal, ...]:
    """Rows with which something is wrong, as they stand in the file; ``page`` counted from 1."""
    return tuple(
        Refusal(row.number, tuple(row.cells), tuple((one[0], one[1], one[2]) for one in row.problems))
        for row in refused(record)[page_of(page)]
    )


def undecided_rows(record: CreatorImport, page: int) -> tuple[Undecided, ...]:
    some = list(undecided(record)[page_of(page)])
    people = people_on_file({pk for row in some for pk in row.problems[0][4]})
    return tuple(_undecided(row, people) for row in some)


def _undecided(row: RefusedRow, people: Mapping[int, OnFile]) -> Undecided:
    _, name, _, outcome, creators, why = row.problems[0]
    cells = tuple(said for cell in row.cells if (said := str(cell).strip()))[:_CELLS]
    found = tuple(people[pk] for pk in creators if pk in people)
    return Undecided(row.number, name, cells, why, outcome == Outcome.TORN, found)


def people_on_file(pks: Sequence[int] | set[int]) -> Mapping[int, OnFile]:
    handles: dict[int, list[str]] = {}
    for account in Account.objects.filter(creator__in=pks):
        handles.setdefault(account.creator_id, []).append(str(account))
    return {pk: OnFile(row, tuple(handles.get(pk, ()))) for pk, row in Creator.objects.in_bulk(list(pks)).items()}


def refused_csv(record: CreatorImport, rows: QuerySet[RefusedRow]) -> Iterator[list[str]]:
    """``rows`` under the list's own header, to mend and bring in again: the last column says what is wrong."""
    headers = list(mapping_of(record).headers)
    yield [safe_cell(header) for header in [*headers, WHAT_IS_WRONG]]
    for row in rows.iterator():
        cells = [str(cell) for cell in row.cells[: len(headers)]]
        wrong = "; ".join(f"{column}: {problem}" if column else problem for column, _, problem, *_ in row.problems)
        yield [safe_cell(cell) for cell in [*cells, *[""] * (len(headers) - len(cells)), f"Row {row.number}: {wrong}"]]


def unmapped(record: CreatorImport) -> tuple[str, ...]:
    """Headers of columns that are not used, as in the file."""
    mapping = mapping_of(record)
    used = {use.position for use in mapping.uses if use.field is not None}
    return tuple(header for position, header in enumerate(mapping.headers) if position not in used and header.strip())


def mapped(record: CreatorImport) -> tuple[tuple[str, Field], ...]:
    """Headers of columns that are used, each with what it was taken for; those without a header by their letter."""
    mapping = mapping_of(record)
    labels = labels_of(mapping.headers)
    used = sorted((use.position, use.field) for use in mapping.uses if use.field is not None)
    return tuple((labels[position], field) for position, field in used if position < len(labels))


def remarks(record: CreatorImport, page: int) -> tuple[tuple[int, str, str, str], ...]:
    """Cells that were left out of rows that were taken, of the first thousand: row, column, cell, why."""
    return tuple((row, column, value, why) for row, column, value, why in record.remarks[page_of(page)])


def not_undone(record: CreatorImport) -> tuple[tuple[str, str, str], ...]:
    """What an undo left as it was: (what, field, why), the first thousand."""
    return tuple((what, field, why) for what, field, why in record.counts.get("undo", {}).get("told", []))


def page_of(page: int) -> slice:
    return slice((page - 1) * SHOWN, page * SHOWN)
