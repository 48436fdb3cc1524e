"""Delimited text: delimiters, quotation marks, ends of lines, blank rows, and the one bad row that is told alone."""

from __future__ import annotations

import io

import pytest

from relationships.services.tables import CannotTakeError, fingerprint, head, of_text
from relationships.services.tables.limits import MAX_CELL, MAX_COLUMNS, MAX_ROW
from tests.services.tables.makers import as_csv, cells_of, opened, rows_of

LIST = [["Name", "Username", "Followers"], ["Zoé", "@zoe", "12,4K"], ["Ben; jr", "@ben", "3|100"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_list_comes_back(encoding: str, delimiter: str, end: str) -> None:
    content = as_csv(LIST, delimiter=delimiter, encoding=encoding, end=end)
    tables = opened(content)
    assert head(tables.tables[0]) == LIST
    assert tables.delimiter == delimiter
    assert tables.kind == {",": "csv", ";": "csv", "\t": "tsv"}.get(delimiter, "text")


ODD = {
    "decimal commas": ("name;er\nA;1,5\nB;2,3\n", [["name", "er"], ["A", "1,5"], ["B", "2,3"]]),
    "commas of thousands": (
        "name;views;likes\n" + "A;1,234,567;2,345,678\n" * 3,
        [["name", "views", "likes"], *[["A", "1,234,567", "2,345,678"]] * 3],
    ),
    "lists in cells": (
        "name,in,f\nA,Art;Food,3\nB,Art;Food,4\n",
        [["name", "in", "f"], ["A", "Art;Food", "3"], ["B", "Art;Food", "4"]],
    ),
    "texts with commas": ("Name\tBio\nA\tx, y, z\nB\tp, q, r\n", [["Name", "Bio"], ["A", "x, y, z"], ["B", "p, q, r"]]),
    "a title above": (
        "Top creators, Spain, 2024\nName;F\nA;1,5\nB;2,5\n",
        [["Top creators, Spain, 2024"], ["Name", "F"], ["A", "1,5"], ["B", "2,5"]],
    ),
    "Excel's own line": ("sep=;\na,x;b\n1,2;3\n", [[], ["a,x", "b"], ["1,2", "3"]]),
    "one column": ("Username\nanna\nben\n", [["Username"], ["anna"], ["ben"]]),
    "commas in the only column": ('Name\n"Smith, J"\n"Doe, K"\n', [["Name"], ["Smith, J"], ["Doe, K"]]),
    "wrong widths": (
        "a,b,c\n1,2\n1,2,3,4\n1,2,3\n",
        [["a", "b", "c"], ["1", "2"], ["1", "2", "3", "4"], ["1", "2", "3"]],
    ),
    "a quoted end of line": ('a,b\n"x\r\ny",2\n', [["a", "b"], ["x\r\ny", "2"]]),
    "a lone CR in a cell": ("a,b\r\n1\r1,2\r\n", [["a", "b"], ["1\r1", "2"]]),
    "marks in plain cells": (
        'a,b\n5\'10" tall,2\n"King" of,3\n',
        [["a", "b"], ["5'10\" tall", "2"], ['"King" of', "3"]],
    ),
    "marks that are not doubled": (
        'a,b\n"Nick "the King, of" Smith",2\n',
        [["a", "b"], ['Nick "the King, of" Smith', "2"]],
    ),
    "marks behind a backslash": (
        'a,b\n"say \\"hi, you\\"",2\n"\\", ",3\n',
        [["a", "b"], ['say "hi, you"', "2"], ['", ', "3"]],
    ),
    "spaces behind delimiters": ('a, b\n1, "x, y"\n', [["a", "b"], ["1", "x, y"]]),
    "rows in one cell": ('"a,b"\n"1,""x, y"""\n', [["a", "b"], ["1", "x, y"]]),
    "two marks of the order of bytes": ("\ufeff\ufeffa,b\n1,2\n", [["a", "b"], ["1", "2"]]),
}


@pytest.mark.parametrize(("text", "expected"), ODD.values(), ids=ODD.keys())
def test_odd_texts(text: str, expected: list[list[str]]) -> None:
    assert cells_of(text.encode()) == expected


def test_blank_rows_are_one_and_numbers_go_on() -> None:
    rows = rows_of(b"\n\n,,\na,b,c\n1,2,3\n\n , \n4,5,6\n\n\n")
    assert [(row.number, row.cells) for row in rows] == [
        (1, []),
        (4, ["a", "b", "c"]),
        (5, ["1", "2", "3"]),
        (6, []),
        (8, ["4", "5", "6"]),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a,b,c\n1,"x,2\n3,y,4\n5,"z",6\n', 2),  # closed by the next mark, behind which the cell goes on
        ('a,b,c\n1,2,3\n5,"z,6\n7,8,9\n', 3),  # never closed
        ('a,b,c\n"q\nr",2,3\n5,"z,6\n' + "7,8,9\n" * 1_000, 4),  # not within the lines that a row may have
    ],
)
def test_a_mark_that_is_never_closed_costs_its_own_row(text: str, line: int) -> None:
    rows = rows_of(text.encode())
    faults = [row for row in rows if row.fault]
    assert [fault.fault.startswith(f"a quotation mark is opened in this row (line {line} of") for fault in faults] == [
        True
    ]
    whole = [row for row in rows if not row.fault]
    assert len(rows) == len(whole) + 1
    assert {len(row.cells) for row in whole} == {3}
    assert len(whole) >= 3


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("x" * (MAX_CELL + 1) + ",2", "longer than 32,767"),
        (",".join("x" * (MAX_COLUMNS + 1)), "more than 1,000 cells"),
        ("x" * (MAX_ROW + 10) + ",2", "longer than 1,000,000"),
    ],
)
def test_a_row_beyond_the_limits_is_told_alone(bad: str, said: str) -> None:
    rows = rows_of(f"a,b\n1,2\n{bad}\n3,4\n".encode())
    assert [row.number for row in rows] == [1, 2, 3, 4]
    assert said in rows[2].fault
    assert sum(map(len, rows[2].cells)) <= 1_000 * MAX_COLUMNS
    assert [row.fault for row in rows[:2] + rows[3:]] == ["", "", ""]
    assert rows[3].cells == ["3", "4"]


@pytest.mark.parametrize("bad", ["x" * MAX_CELL + ",2", ",".join("x" * MAX_COLUMNS), "x,y" + "," * 16_000])
def test_a_row_at_the_limits_is_taken(bad: str) -> None:
    assert not any(row.fault for row in rows_of(f"a,b\n{bad}\n3,4\n".encode()))


def test_nul_characters_are_taken_out_and_told() -> None:
    tables = opened(b"a,b\n1\0,2\n" + b"3,4\n" * 40)
    assert head(tables.tables[0])[1] == ["1", "2"]
    assert tables.notes == ("NUL characters, which no text has, were taken out: 1",)


def test_characters_that_cannot_be_read_are_counted() -> None:
    tables = opened("Name,F\nZoë é,1\nÑandú ö,2\n".encode() + b"Caf\xe9 \xff,3\n")
    assert tables.encoding == "utf-8"
    assert head(tables.tables[0])[3] == ["Caf\ufffd \ufffd", "3"]
    assert "2; save the file as UTF-8" in tables.notes[0]


def test_several_read_the_same_file() -> None:
    table = opened(as_csv([[str(at), "x"] for at in range(5_000)])).tables[0]
    assert [one.cells for one, other in zip(table.rows(), table.rows(), strict=True) if one != other] == []
    assert table.about_rows == 5_001


def test_the_clipboard() -> None:
    tables = of_text('Name\tBio\r\nZoë\t"two\nlines, ""quoted"""\r\n')
    assert head(tables.tables[0]) == [["Name", "Bio"], ["Zoë", 'two\nlines, "quoted"']]
    assert tables.kind == "tsv"
    with pytest.raises(CannotTakeError, match="no row"):
        of_text(" \n\t\n")


def test_the_fingerprint() -> None:
    assert fingerprint(io.BytesIO(b"abc")) == ("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3)
