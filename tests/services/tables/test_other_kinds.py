"""Old workbooks, OpenDocument sheets and web pages."""

from __future__ import annotations

import pytest

from relationships.services.tables import CannotTakeError, head
from tests.services.tables.makers import as_ods, as_xls, cells_of, opened, rows_of


def test_an_excel_97_workbook() -> None:
    tables = opened(as_xls([["Name", "F"], [], ["Zoë", 12.0], ["Ben", 0.1 + 0.2]]))
    assert tables.kind == "xls"
    assert [table.title for table in tables.tables] == ["List"]
    assert [(row.number, row.cells) for row in tables.tables[0].rows()] == [
        (1, ["Name", "F"]),
        (2, []),
        (3, ["Zoë", "12"]),
        (4, ["Ben", "0.3"]),
    ]


def cell(value: str, kind: str = "string") -> str:
    given = f'office:value="{value}"' if kind == "float" else ""
    return f'<table:table-cell office:value-type="{kind}" {given}><text:p>{value}</text:p></table:table-cell>'


def test_an_opendocument_sheet() -> None:
    rows = "".join(
        f"<table:table-row>{row}</table:table-row>"
        for row in (cell("Name") + cell("F"), cell("Zoë") + cell("12", "float"))
    )
    tables = opened(as_ods(f'<table:table table:name="A">{rows}</table:table><table:table table:name="B"/>'))
    assert tables.kind == "ods"
    assert [(table.title, head(table)) for table in tables.tables] == [("A", [["Name", "F"], ["Zoë", "12"]])]


def test_an_old_workbook_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("relationships.services.tables.old_book.MAX_OLD_BOOK", 100)
    with pytest.raises(CannotTakeError, match="is read whole, and at most"):
        opened(as_xls([["a"]]))


PAGES = {
    "a table": ("<table><tr><th>a<th>b<tr><td>1<td>2</table>", [["a", "b"], ["1", "2"]]),
    "signs and spaces": ("<table><tr><td> x&amp;y<br>z &nbsp;</td><td>&eacute;</td></tr></table>", [["x&y z", "é"]]),
    "cells across": ('<table><tr><td colspan="2">a</td><td>b</td></tr></table>', [["a", "", "b"]]),
    "cells down": (
        "<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr><tr><td>d</td><td>e</td></tr></table>",
        [["a", "b"], ["", "c"], ["d", "e"]],
    ),
    "what is not shown": (
        "<style>td {}</style><!--[if x]><xml>1</xml><![endif]--><table><tr><td>a<script>1 < 2</script></td><td>b</td>",
        [["a", "b"]],
    ),
    "a table within": ("<table><tr><td>a<table><tr><td>b</td></tr></table></td><td>c</td></tr></table>", [["ab", "c"]]),
}


@pytest.mark.parametrize(("page", "expected"), PAGES.values(), ids=PAGES.keys())
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_web_pages(page: str, expected: list[list[str]], encoding: str) -> None:
    assert cells_of(f"<html>{page}</html>".encode(encoding)) == expected


def test_a_web_page_with_several_tables() -> None:
    one = "<table><tr><td>{}</td><td>x</td></tr></table>"
    tables = opened(f"<html><table><tr><td>layout</td></tr></table>{one.format(1)}<p>{one.format(2)}".encode())
    assert [(table.title, head(table)) for table in tables.tables] == [
        ("Table 1", [["1", "x"]]),
        ("Table 2", [["2", "x"]]),
    ]
    assert (tables.kind, tables.notes) == ("html", ("this is a web page, of which the table is read",))


def test_a_long_web_page_is_read_by_pieces() -> None:
    page = "<table>" + "".join(f"<tr><td>{at}</td><td>{'x' * 50}</td></tr>" for at in range(5_000))
    assert [row.cells[0] for row in rows_of(page.encode())] == [str(at) for at in range(5_000)]
