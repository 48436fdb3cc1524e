"""Opening whatever file it is: encodings, delimiters, headers, workbooks, and what is refused in one clear line."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from relationships.domain.import_rows import Field
from relationships.services.imports import reading, workbooks
from relationships.services.imports.encodings import encoding_of
from relationships.services.imports.reading import Listing, open_list
from relationships.services.imports.results import CannotTakeError
from tests.services.lists import as_csv, as_workbook

ROWS = [["Name", "Username", "Followers"], ["Zoé", "@zoe", "12,4K"], ["Ben", "@ben", "3 100"]]


def opened(content: bytes, network: str | None = "instagram") -> Listing:
    return open_list(io.BytesIO(content), network)


def rows_of(content: bytes) -> list[tuple[int, list[str]]]:
    return [(number, list(row)) for number, row in opened(content).rows]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "cp1250"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters(encoding: str, delimiter: str) -> None:
    listing = opened(as_csv(ROWS, encoding=encoding, delimiter=delimiter))
    assert set(listing.columns.at) == {Field.NAME, Field.HANDLE, Field.FOLLOWERS}
    assert next(iter(listing.rows)) == (2, ROWS[1])


SENTENCES = {
    "cp1251": "Имя,Username\nОльга Вербицкая и её друзья из Киева снимают про книги,olga\n" * 5,  # noqa: RUF001 - another script
    "cp1253": "Όνομα,Username\nΜαρία η μαγείρισσα από την Αθήνα και η παρέα της,maria\n" * 5,  # noqa: RUF001 - another script
    "shift_jis": "名前,Username\n美咲の毎日とお料理の記録をお届けします,misaki\n" * 5,
    "cp1250": "Name,Username\nMałgorzata Wróbel,gosia\nŁucja Śliwka,lucja\nMałgośka Żabińska,zaba\n",
    "cp1252": "Name,Username\nChloé Müller – “Café”,chloe\nÑandú Çelik,nandu\n",
}


@pytest.mark.parametrize(("encoding", "text"), SENTENCES.items())
def test_other_encodings_only_on_evidence(encoding: str, text: str) -> None:
    found = encoding_of(io.BytesIO(text.encode(encoding)))
    assert found is not None
    assert text.encode(encoding).decode(found) == text


def test_the_first_accent_may_be_far_down() -> None:
    text = "Username,Name\n" + "a,plain\n" * 100_000 + "b,Zoë\n"
    assert encoding_of(io.BytesIO(text.encode())) == "utf-8"
    assert encoding_of(io.BytesIO(text.encode("cp1252"))) == "cp1252"


def test_a_header_below_a_title_and_blank_rows() -> None:
    content = b"Our best creators 2026,,\n,,\n\nName,Username,Followers\nZoe,@zoe,1K\n"
    assert rows_of(content) == [(5, ["Zoe", "@zoe", "1K"])]


def test_quoted_line_ends_and_delimiters_stay_in_their_cell() -> None:
    content = b'Username;Notes;Followers\n@zoe;"first; second\nthird ""quoted""";1K\n@ben;;2K\n'
    assert rows_of(content) == [(2, ["@zoe", 'first; second\nthird "quoted"', "1K"]), (3, ["@ben", "", "2K"])]


def test_excels_note_of_the_delimiter() -> None:
    assert rows_of(b"sep=;\r\nUsername;Followers\r\n@zoe;1,5K\r\n") == [(3, ["@zoe", "1,5K"])]


def test_old_macs_line_ends() -> None:
    assert rows_of(b"Username,Followers\r@zoe,1K\r@ben,2K\r") == [(2, ["@zoe", "1K"]), (3, ["@ben", "2K"])]


def test_a_single_column() -> None:
    assert rows_of(b"username\nzoe\nben\n") == [(2, ["zoe"]), (3, ["ben"])]


def test_empty_columns_behind_the_last_header_do_not_count() -> None:
    assert opened(b"Username" + b"," * 99_999 + b"\nzoe\n").columns.headers == ("Username",)


# --- workbooks ------------------------------------------------------------------------------------------------------


def test_cells_of_a_workbook_are_what_a_csv_would_hold() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Username", "Followers", "ER", "Notes", "Score"])
    sheet.append(["zoe", 5893570, 0.045, date(2026, 3, 1), True])
    sheet.append(["ben", 637000.0, 4.5, None, 0.5])
    sheet["C2"].number_format = "0.0%"
    sheet["A6"] = "cy"
    content = io.BytesIO()
    book.save(content)
    rows = [(number, [cell for cell in row if cell]) for number, row in rows_of(content.getvalue())]
    assert rows == [
        (2, ["zoe", "5893570", "4.5%", "2026-03-01T00:00:00", "TRUE"]),
        (3, ["ben", "637000", "4.5", "0.5"]),
        (4, []),
        (5, []),
        (6, ["cy"]),
    ]


def test_the_first_sheet_that_is_a_list() -> None:
    listing = opened(as_workbook([["Read me first"]], People=ROWS, Old=ROWS))
    assert next(iter(listing.rows)) == (2, ["Zoé", "@zoe", "12,4K"])
    assert listing.notes == ("read from the sheet “People”, not from “List”, “Old”",)


def bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (60 * 2**20))
    return content.getvalue()


def zipped(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return content.getvalue()


BROKEN_SHEET = as_workbook(ROWS).replace(b"PK\x01\x02", b"PK\x01\x03")
REFUSED = [
    ("nothing", b"", "empty"),
    ("blank", b"\n \n,,\n", "empty"),
    ("only a mark", b"\xef\xbb\xbf", "empty"),
    ("prose", b"Dear all,\nplease find the list attached.\n", "no header"),
    ("no account", b"Name,Followers\nZoe,1K\n", "no column tells the account"),
    ("NUL bytes", b"Username,Followers\n\0\0\0zoe\0,1K\n" * 20, "binary file"),
    ("picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10, "picture"),
    ("photograph", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 10, "picture"),
    ("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
    ("gzip", b"\x1f\x8b\x08" + b"x" * 40, "compressed"),
    ("old Excel", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel"),
    ("not a zip after all", b"PK\x03\x04" + b"x" * 100, "damaged"),
    ("damaged workbook", BROKEN_SHEET, "damaged"),
    ("zip of pictures", zipped("a.png"), "zip archive"),
    ("OpenDocument", zipped("mimetype", "content.xml"), "OpenDocument"),
    ("workbook of nothing", zipped("xl/workbook.xml"), "damaged"),
    ("zip bomb", bomb(), "unpacks to 60 MB"),
    ("blank workbook", as_workbook([]), "empty"),
    ("endless line", b"Username,Followers\n" + b"x" * 1_200_000, "longer than"),
    ("huge cell", b'Username,Followers\n"' + b"x\n" * 100_000, "never closed"),
    ("open quotation", b'Username,Followers\na,1K\n"b,2K\nc,3K\n', "line 3: a quotation mark"),
    ("too wide a header", b"Username," + b"x," * 99_999 + b"\nzoe\n", "too many columns"),
    ("two networks", b"Instagram handle,TikTok handle\na,b\n", "Instagram and TikTok"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "says"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_cannot_be_taken_is_told_in_one_line(content: bytes, says: str) -> None:
    with pytest.raises(CannotTakeError, match=says) as refusal:
        list(opened(content, None).rows)
    assert "\n" not in str(refusal.value)


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    with pytest.raises(CannotTakeError, match="too large"):
        opened(b"Username,Followers\n")


def test_a_workbook_that_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MAX_UNPACKED", 1_000)
    with pytest.raises(CannotTakeError, match="unpacks to"):
        opened(as_workbook(ROWS))
