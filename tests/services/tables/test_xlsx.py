"""Workbooks as programs write them: kinds of cells, formats, sheets, and what stands hidden or wrong in them."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from relationships.services.tables import CannotTakeError, head
from relationships.services.tables.limits import MAX_CELL
from relationships.services.tables.number_formats import Kind, kind_of, number
from tests.services.tables.makers import MAIN, STRICT, as_book, cells_of, opened, relations, rows_of, sheet

STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd;@"/>'
    '<numFmt numFmtId="165" formatCode="0.0,,&quot;M&quot;"/>'
    '<numFmt numFmtId="166" formatCode="[h]:mm:ss"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
    "<cellXfs>" + "".join(f'<xf numFmtId="{at}"/>' for at in (0, 10, 14, 164, 165, 166, 22, 49)) + "</cellXfs>"
)
TEXTS = (
    "<si><t>plain</t></si>"
    "<si><r><t>ri</t></r><r><rPr><b/></rPr><t xml:space='preserve'>ch </t></r><rPh><t>no</t></rPh></si>"
)

CELLS = {
    "a whole number": ("<c r='A1'><v>12345678.0</v></c>", "12345678"),
    "a large number": ("<c r='A1'><v>1.2345678E7</v></c>", "12345678"),
    "noise": ("<c r='A1'><v>0.30000000000000004</v></c>", "0.3"),
    "a small number": ("<c r='A1'><v>3.4000000000000002E-2</v></c>", "0.034"),
    "a percentage": ("<c r='A1' s='1'><v>3.4000000000000002E-2</v></c>", "3.4%"),
    "a day": ("<c r='A1' s='2'><v>45352</v></c>", "2024-03-01"),
    "a day by its own format": ("<c r='A1' s='3'><v>45352</v></c>", "2024-03-01"),
    "a day and a time": ("<c r='A1' s='6'><v>45352.770833333336</v></c>", "2024-03-01 18:30:00"),
    "millions": ("<c r='A1' s='4'><v>1234567</v></c>", "1234567"),
    "a length of time": ("<c r='A1' s='5'><v>1.5</v></c>", "36:00:00"),
    "a day that is none": ("<c r='A1' s='2'><v>-5</v></c>", "-5"),
    "a truth": ("<c r='A1' t='b'><v>1</v></c>", "TRUE"),
    "an error": ("<c r='A1' t='e'><v>#N/A</v></c>", "#N/A"),
    "an ISO day": ("<c r='A1' t='d'><v>2024-03-01T00:00:00</v></c>", "2024-03-01"),
    "a shared text": ("<c r='A1' t='s'><v>0</v></c>", "plain"),
    "a rich text": ("<c r='A1' t='s'><v>1</v></c>", "rich "),
    "a text that is not there": ("<c r='A1' t='s'><v>99</v></c>", ""),
    "a formula's text": ("<c r='A1' t='str'><f>B1&amp;C1</f><v>a &amp; b &lt; &#233;</v></c>", "a & b < é"),
    "a formula's number": ("<c r='A1'><f t='shared' si='0'/><v>7</v></c>", "7"),
    "an inline text": ("<c r='A1' t='inlineStr'><is><t>in  line_x000D_</t></is></c>", "in  line\r"),
    "an inline rich text": (
        "<c r='A1' t='inlineStr'><is><r><t>a</t></r><r><t>b</t></r><rPh sb='0' eb='1'><t>c</t></rPh></is></c>",
        "ab",
    ),
    "marked data": ("<c r='A1' t='str'><v><![CDATA[a>b &]]></v></c>", "a>b &"),
    "a comment within": ("<c r='A1'><!-- </row> --><v>5</v></c>", "5"),
    "attributes in another order": ("<c t='str' r='A1'><v>x</v></c>", "x"),
    "no place": ("<c t='str'><v>x</v></c>", "x"),
}


@pytest.mark.parametrize(("cell", "expected"), CELLS.values(), ids=CELLS.keys())
@pytest.mark.parametrize("quote", ["'", '"'])
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_cells(cell: str, expected: str, quote: str, prefix: str) -> None:
    rows = f"<row r='1'>{cell}<c r='B1'><v>1</v></c></row>".replace("'", quote)
    if prefix:
        rows = (
            rows.replace("</", "\0").replace("<!", "\1").replace("<", "<x:").replace("\0", "</x:").replace("\1", "<!")
        )
    content = as_book(sheet(rows, prefix=prefix), texts=TEXTS, styles=STYLES)
    assert cells_of(content) == [[expected, "1"]]


def test_empty_cells_keep_their_places_and_rows_their_numbers() -> None:
    rows = (
        '<row r="3"><c r="B3"><v>1</v></c><c r="D3"><v>2</v></c></row><row r="4"/><row r="6"><c r="A6" s="1"/></row>'
        '<row r="8" spans="1:4"><c r="A8"><v>3</v></c></row><row><c r="A9"><v>4</v></c></row>'
    )
    assert [(row.number, row.cells) for row in rows_of(as_book(sheet(rows)))] == [
        (1, []),
        (3, ["", "1", "", "2"]),
        (4, []),
        (8, ["3", "", "", ""]),
        (9, ["4", "", "", ""]),
    ]


def test_what_stands_behind_the_rows_is_no_cell() -> None:
    after = "<mergeCells><mergeCell ref='A1:B1'/></mergeCells><dataValidations><formula1>5</formula1></dataValidations>"
    for rows in ("<row r='1'><c r='A1'><v>1</v></c></row>", '<row r="1"><c r="A1"><v>1</v></c></row>'):
        assert cells_of(as_book(sheet(rows, after=after, before="<dimension ref='A1:A1'/>"))) == [["1"]]


def test_sheets_in_their_order_without_empty_hidden_and_chart_sheets() -> None:
    one = sheet("<row><c><v>{}</v></c></row>")
    content = as_book(
        sheet(""), one.format(2), one.format(3), f'<chartsheet xmlns="{MAIN}"/>', one.format(5),
        states=("visible", "visible", "veryHidden"),
        more={
            "xl/_rels/workbook.xml.rels": relations(
                {
                    f"rId{at}": ("chartsheet" if at == 4 else "worksheet", f"/xl/worksheets/Sheet{at}.xml")
                    for at in range(1, 6)
                }
            )
        },
    )  # fmt: skip
    tables = opened(content)
    assert [(table.title, head(table)) for table in tables.tables] == [("S2", [["2"]]), ("S5", [["5"]])]
    assert tables.notes == ("hidden sheets are left out: “S3”",)


def test_notes_on_a_sheet() -> None:
    before = '<sheetPr filterMode="1"/><dimension ref="A1:B2500"/><cols><col min="2" max="2" hidden="1"/></cols>'
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1</f></c></row>'
        '<row r="2" hidden="1"><c r="A2"><v>2</v></c></row>'
    )
    table = opened(as_book(sheet(rows, before=before))).tables[0]
    assert head(table) == [["1", ""], ["2", ""]]
    assert [note.split(" in the sheet")[0].split(" are read")[0] for note in table.notes] == [
        "rows that are hidden or filtered out",
        "hidden columns",
        "formulas without a stored value",
    ]
    assert table.about_rows == 2500


def test_days_from_1904_and_strict_workbooks() -> None:
    rows = '<row r="1"><c r="A1" s="2"><v>43890</v></c></row>'
    content = as_book(
        sheet(rows, namespace=STRICT),
        styles=STYLES,
        properties='<workbookPr date1904="1"/>',
        kinds="http://purl.oclc.org/ooxml/officeDocument/relationships",
    )
    assert cells_of(content) == [["2024-03-01"]]


def test_a_sheet_in_another_encoding_goes_through_the_parser() -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>Zoë</t></is></c><c r="B1"><v>1</v></c></row>'
    content = '<?xml version="1.0" encoding="UTF-16"?>' + sheet(rows)
    assert cells_of(as_book(content.encode("utf-16"))) == [["Zoë", "1"]]


def test_a_sheet_that_is_set_in_lines() -> None:
    rows = "\n<row r='1'>\n <c r='A1' t='inlineStr'>\n  <is>\n   <t>Zoë</t>\n  </is>\n </c>\n"
    rows += " <c r='B1'>\n  <v>1</v>\n </c>\n</row>\n"
    for text in (rows, rows.replace("'", '"')):
        assert cells_of(as_book(sheet(text, before="\n <cols/>\n"))) == [["Zoë", "1"]]


def test_macros_are_said_to_be_left_alone() -> None:
    links = relations({"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId2": ("vbaProject", "vbaProject.bin")})
    tables = opened(as_book(sheet("<row><c><v>1</v></c></row>"), more={"xl/_rels/workbook.xml.rels": links}))
    assert tables.kind == "xlsm"
    assert tables.notes == ("the workbook has macros: they are neither run nor kept",)


def test_what_openpyxl_writes() -> None:
    book = Workbook()
    page = book.active
    page.append(["Name", "Rate", "On", "At", "F", None, "Yes"])
    page.append(["=1+1", 0.034, date(2024, 3, 1), datetime.fromisoformat("2024-03-01 18:30"), 12345678.0, None, True])
    page["B2"].number_format = "0.0%"
    page.merge_cells("A3:B3")
    page["A3"] = "both"
    file = io.BytesIO()
    book.save(file)
    table = opened(file.getvalue()).tables[0]
    assert head(table)[1] == ["", "3.4%", "2024-03-01", "2024-03-01 18:30:00", "12345678", "", "TRUE"]
    assert head(table)[2] == ["both", "", "", "", "", "", ""]
    assert table.notes[0].startswith("formulas without a stored value")


def test_one_bad_row_of_a_sheet_is_told_alone() -> None:
    long = "x" * (MAX_CELL + 1)
    rows = (
        f'<row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="2"><c r="A2" t="str"><v>{long}</v></c></row>'
        '<row r="3"><c r="ALM3"><v>1</v></c></row><row r="4"><c r="A4"><v>1</v></c><c r="ZZZZ4"><v>1</v></c></row>'
        '<row r="5"><c r="ALL5"><v>1</v></c></row>'
    )
    found = rows_of(as_book(sheet(rows)))
    assert [row.fault.split(":")[0] for row in found] == [
        "",
        "cell 1 is longer than 32,767 characters",
        "this row has a cell beyond column 1,000",
        "this row has a cell beyond column 1,000",
        "",
    ]
    assert len(found[-1].cells) == 1_000


def test_more_shared_texts_than_are_kept_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("relationships.services.tables.xlsx_texts._IN_MEMORY", 3)
    texts = "".join(f"<si><t>Zoë {at}</t></si>" for at in range(10))
    rows = "".join(f'<row><c r="A1" t="s"><v>{at}</v></c></row>' for at in (9, 0, 3, 2, 10, 4))
    assert cells_of(as_book(sheet(rows), texts=texts)) == [["Zoë 9"], ["Zoë 0"], ["Zoë 3"], ["Zoë 2"], [], ["Zoë 4"]]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", Kind.NUMBER), ("0.00", Kind.NUMBER), ('0.0,,"MM"', Kind.NUMBER),
        ("#,##0;[Red]-#,##0", Kind.NUMBER),
        ("0%", Kind.PERCENT), ("0.0\\%", Kind.NUMBER),
        ("[$-409]d-mmm-yy;@", Kind.DATE), ("mmm", Kind.DATE), ("h:mm", Kind.TIME),
        ("mm:ss.0", Kind.TIME), ('[>999999]0.0,,"M";0', Kind.NUMBER), ("yyyy年m月", Kind.DATE), ("@", Kind.NUMBER),
    ],
)  # fmt: skip
def test_what_a_format_makes_of_a_number(code: str, kind: Kind) -> None:
    assert kind_of(code) is kind


@pytest.mark.parametrize(
    ("stored", "shown"),
    [("5", "5"), ("-0.0", "0"), ("1E+20", "100000000000000000000"), ("1e300", "1e+300"), ("0.0000001", "0.0000001"),
     ("x", "x"),
     ("123456789012345678", "123456789012346000"), ("nan", "nan")],
)  # fmt: skip
def test_numbers(stored: str, shown: str) -> None:
    assert number(stored) == shown


@pytest.mark.parametrize(
    ("sheets", "states", "said"),
    [
        ([sheet("")], (), "no sheet with anything"),
        ([sheet("<row><c><v>1</v></c></row>")], ("hidden",), "show the one with the list"),
        (["<html/>"], (), "damaged"),
        (["<worksheet><sheetData><row>"], (), "damaged"),
        (["not xml"], (), "damaged"),
    ],
)
def test_workbooks_without_a_list(sheets: list[str], states: tuple[str, ...], said: str) -> None:
    with pytest.raises(CannotTakeError, match=said):
        opened(as_book(*sheets, states=states))
