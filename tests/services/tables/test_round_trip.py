"""Any table of text, written as a list or as a workbook, comes back cell for cell.

What cannot: rows and cells at the ends that are blank (a sheet leaves them out, a run of blank rows is one); a table of
one column, whose texts may look like rows; in a list, characters that are no text (NUL and its like).
"""

from __future__ import annotations

import csv
import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from relationships.services.tables import head
from tests.services.tables.makers import as_csv, opened

HEADER = ["Name", "Handle", "Followers"]
_LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="\ufeff\ufffe\uffff\ufffd")
TEXTS = st.text(_LETTERS | st.sampled_from(list('",;\t|\n\'"= @')), max_size=12)
ROWS = st.lists(st.tuples(st.text("abcdefXYZ", min_size=1, max_size=8), TEXTS, TEXTS).map(list), min_size=1, max_size=6)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    rows=ROWS,
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    end=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_lists(rows: list[list[str]], delimiter: str, encoding: str, end: str, quoting: int) -> None:
    # Some rows without any trick, as every list has them, tell the delimiter.
    table = [HEADER, *[["Zoe", "@zoe", "12000"]] * 12, *rows]
    content = as_csv(table, delimiter=delimiter, encoding=encoding, end=end, quoting=quoting)
    assert head(opened(content).tables[0]) == table


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=ROWS, quick=st.booleans())
def test_workbooks(rows: list[list[str]], quick: bool) -> None:
    book = Workbook(write_only=quick)  # texts within the sheet, or shared ones
    page = book.create_sheet("List", 0)
    for row in (HEADER, *rows):
        page.append([f"\u200b{cell}" if cell.startswith("=") else cell for cell in row])
    file = io.BytesIO()
    book.save(file)
    found = head(opened(file.getvalue()).tables[0])
    assert [[cell.removeprefix("\u200b") for cell in row] for row in found] == [
        [cell.removeprefix("\u200b") for cell in row] for row in (HEADER, *rows)
    ]
