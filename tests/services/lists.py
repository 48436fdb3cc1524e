"""Lists of creators for tests: made of rows, brought in without a file on disk."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook

from relationships.domain.import_states import ImportStatus, Outcome
from relationships.models import Brand, CreatorImport, RefusedRow, User
from relationships.services.clock import organisation_today
from relationships.services.imports import arrival, running
from relationships.services.tables import CannotTakeError
from tests.factories import make_brand

Rows = Sequence[Sequence[object]]


def as_csv(rows: Rows, *, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def as_workbook(rows: Rows, **other_sheets: Rows) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for title, sheet_rows in (("List", rows), *other_sheets.items()):
        sheet = book.create_sheet(title)
        for row in sheet_rows:
            sheet.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of the rows of a list; ``rejected`` as (row, column, problem)."""

    record: CreatorImport
    created: int
    updated: int
    unchanged: int
    rejected: tuple[tuple[int, str, str], ...]
    tiers: Mapping[str, int]
    new_relationships: int


def bring_in(
    content: bytes | Rows,
    *,
    brand: Brand | None = None,
    network: str | None = "instagram",
    owner: User | None = None,
    on: date | None = None,
    create_doubtful: bool = False,
) -> Brought:
    """All the steps, as the command takes them. Raises CannotTakeError where the list is refused as a whole."""
    record = staged(content, brand=brand, network=network, owner=owner, on=on, create_doubtful=create_doubtful)
    return applied(record)


def staged(
    content: bytes | Rows,
    *,
    brand: Brand | None = None,
    network: str | None = "instagram",
    owner: User | None = None,
    on: date | None = None,
    by: User | None = None,
    create_doubtful: bool = False,
) -> CreatorImport:
    """Received and compared, nothing written."""
    content = content if isinstance(content, bytes) else as_csv(content)
    received = arrival.receive(
        io.BytesIO(content),
        name="list.csv",
        by=by,
        brand=brand or make_brand(),
        owner=owner,
        network=network or "",
        measured_on=on or organisation_today(),
    )
    CreatorImport.objects.filter(pk=received.pk).update(create_doubtful=create_doubtful)
    record = running.stage(received.pk)
    if record.status == ImportStatus.FAILED:
        raise CannotTakeError(record.problem)
    return record


def applied(record: CreatorImport) -> Brought:
    record = running.apply(record.pk)
    assert record.status == ImportStatus.DONE, record.problem
    outcomes, telling = record.counts["outcomes"], record.counts["telling"]
    refused = RefusedRow.objects.filter(creator_import=record).order_by("number")
    return Brought(
        record,
        outcomes.get(Outcome.NEW, 0),
        outcomes.get(Outcome.UPDATED, 0) + telling,
        outcomes.get(Outcome.UNCHANGED, 0) + outcomes.get(Outcome.FOLDED, 0) - telling,
        tuple((row.number, row.problems[0][0], row.problems[0][2]) for row in refused),
        record.counts["tiers"],
        record.counts["new_relationships"],
    )


def figures(result: Brought) -> tuple[int, int, int, int]:
    """(created, updated, unchanged, rejected)"""
    return result.created, result.updated, result.unchanged, len(result.rejected)
