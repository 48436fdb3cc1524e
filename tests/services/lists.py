"""Lists of creators for tests: made of rows, brought in without a file on disk."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook

from relationships.models import Brand, User
from relationships.services.clock import organisation_today
from relationships.services.imports.importing import import_list
from relationships.services.imports.results import ImportResult, Outcome
from relationships.services.imports.steps import Purpose
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


def bring_in(
    content: bytes | Rows,
    *,
    brand: Brand | None = None,
    network: str | None = "instagram",
    owner: User | None = None,
    on: date | None = None,
    **options: Any,
) -> ImportResult:
    content = content if isinstance(content, bytes) else as_csv(content)
    purpose = Purpose(brand or make_brand(), owner, "list.csv", on or organisation_today())
    return import_list(io.BytesIO(content), purpose, network=network, **options)


def figures(result: ImportResult) -> tuple[int, int, int, int]:
    """(created, updated, unchanged, rejected)"""
    created, updated, unchanged = (result.outcomes.get(outcome, 0) for outcome in Outcome)
    return created, updated, unchanged, len(result.rejected)
