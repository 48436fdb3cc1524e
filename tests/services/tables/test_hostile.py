"""What is no list, or was made to do harm: one clear line, in little time and little memory."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from relationships.services.tables import CannotTakeError, limits, open_tables
from tests.services.tables.makers import (
    as_book,
    as_ods,
    as_xls,
    as_zip,
    container,
    opened,
    sheet,
)

ONE = "<row><c><v>1</v></c></row>"
ENTITIES = '<!DOCTYPE w [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

REFUSED = {
    "nothing": (b"", "the file is empty"),
    "only blank": (b" \n\t\n\n", "no row with anything"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(50), "this is a picture, not a list"),
    "a photograph": (b"\xff\xd8\xff\xe0" + bytes(50), "this is a picture, not a list"),
    "a picture of a telephone": (b"\0\0\0\x18ftypheic" + bytes(50), "this is a picture or film"),
    "a picture of the web": (b"RIFF\0\0\0\0WEBPVP8 ", "this is a picture"),
    "a PDF": (b"%PDF-1.7\n", "this is a PDF, not a list: export"),
    "gzip": (b"\x1f\x8b\x08", r"compressed \(gzip\): unpack it first"),
    "rar": (b"Rar!\x1a\x07", r"compressed \(rar\): unpack"),
    "7z": (b"7z\xbc\xaf\x27\x1c", r"compressed \(7z\): unpack"),
    "JSON": (b'[{"name": "Zoe"}]', "this is JSON, not a table: export"),
    "JSON in UTF-16": ('{"name": "Zoe"}'.encode("utf-16"), "this is JSON"),
    "an e-mail": (
        b"From: a@example.com\r\nTo: b@example.com\r\n\r\nHello",
        "this is an e-mail, not a list: save the file",
    ),
    "a web archive": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; x\r\n", r"a web archive \(.mht\)"),
    "a web page": (b"<!DOCTYPE html><html><body><p>Hello</p></body></html>", "web page without a table"),
    "XML": (b'<?xml version="1.0"?><list><a/></list>', "this is an XML file"),
    "an XML spreadsheet": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "an XML spreadsheet of an old kind: open it",
    ),
    "a dump": (b"-- MySQL dump 10.13\nINSERT INTO a VALUES (1);\n", "a database's dump"),
    "NUL bytes": (bytes(10_000), "a binary file, not a list"),
    "NUL bytes here and there": (
        b"Handle,Name,Followers\n@a\0na,An\0a,12K\n@b\0en,Ben,3K\n",
        "a binary file, not a list",
    ),
    "machine code": (b"\x7fELF" + bytes(50), "a program"),
    "too many columns": ((",".join(["a"] * 100_000) + "\n").encode() * 2, "more than 1,000 cells"),
    "an empty archive": (as_zip({}), "an empty archive"),
    "an archive with a list": (as_zip({"a/list.csv": "a,b"}), "unpack it and give the file “a/list.csv”"),
    "an archive with lists": (as_zip({"a.csv": "a,b", "b.xlsx": ""}), "with 2 lists in it"),
    "an archive of pictures": (as_zip({"a.png": ""}), "without a list in it"),
    "Numbers": (as_zip({"Index/Document.iwa": ""}), "Apple Numbers .* export it as CSV"),
    "Word": (as_zip({"word/document.xml": ""}), "a Word document"),
    "an OpenDocument text": (as_zip({"mimetype": "application/vnd.oasis.opendocument.text"}), "an OpenDocument file"),
    "half a workbook": (as_book(sheet(ONE))[:-30], "cut off or damaged"),
    "no end of a workbook": (as_book(sheet(ONE))[:300], "cut off or damaged"),
    "a workbook without its sheet": (
        as_zip({"xl/workbook.xml": "<workbook><sheets/></workbook>"}),
        "no sheet with anything",
    ),
    "entities in a sheet": (as_book(ENTITIES + sheet(ONE)), "holds a document type"),
    "entities in a sheet of another encoding": (
        as_book(('<?xml version="1.0" encoding="UTF-16"?>' + ENTITIES + sheet(ONE)).encode("utf-16")),
        "holds a document type",
    ),
    "entities in texts": (
        as_book(sheet(ONE), texts="<si/>", more={"xl/sharedStrings.xml": ENTITIES + "<sst/>"}),
        "holds a document type",
    ),
    "entities in styles": (
        as_book(sheet(ONE), styles=" ", more={"xl/styles.xml": ENTITIES + "<styleSheet/>"}),
        "holds a document type",
    ),
    "an encrypted workbook": (container("EncryptedPackage", b"x"), "has a password: save it without one"),
    "an old workbook with a password": (as_xls([["a"]], locked=True), "has a password: save it without one"),
    "half an old workbook": (as_xls([["a"]])[:1800], "damaged"),
    "an old Word document": (container("WordDocument", b"x"), "a Word document"),
    "another old document": (container("Something", b"x"), "no workbook"),
    "an OpenDocument sheet that repeats itself": (
        as_ods(
            '<table:table table:name="L"><table:table-row table:number-rows-repeated="1048576"><table:table-cell '
            'office:value-type="string" table:number-columns-repeated="16384"><text:p>A</text:p></table:table-cell>'
            "</table:table-row></table:table>"
        ),
        "damaged",
    ),
}


def read(content: bytes) -> None:
    """Reads every table to its end."""
    for table in open_tables(io.BytesIO(content)).tables:
        for _ in table.rows():
            pass


def refusal_of(content: bytes) -> str | None:
    try:
        read(content)
    except CannotTakeError as refusal:
        return str(refusal)
    return None


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_refused_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(CannotTakeError, match=said) as refusal:
        read(content)
    assert "\n" not in str(refusal.value)
    assert len(str(refusal.value)) < 200


def with_flag(content: bytes) -> bytes:
    """The archive, as if its parts had a password."""
    at = content.index(b"PK\x01\x02")
    return content[: at + 8] + b"\x01" + content[at + 9 :]


def test_an_archive_with_a_password() -> None:
    with pytest.raises(CannotTakeError, match="has a password"):
        opened(with_flag(as_book(sheet(ONE))))


def test_an_archive_packed_in_another_way() -> None:
    with pytest.raises(CannotTakeError, match="no spreadsheet program"):
        opened(as_zip({"xl/workbook.xml": "<a/>"}, compression=zipfile.ZIP_LZMA))


def test_too_many_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    content = as_zip({f"{at}": "" for at in range(12)})
    for allowed, said in ((12, "without a list in it"), (11, "too many parts")):
        monkeypatch.setattr("relationships.services.tables.archives.MAX_PARTS", allowed)
        with pytest.raises(CannotTakeError, match=said):
            opened(content)


def test_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("relationships.services.tables.table.MAX_ROWS", 400)
    assert len(list(opened(b"a,b\n" * 400).tables[0].rows())) == 400
    table = opened(b"a,b\n" * 401).tables[0]
    with pytest.raises(CannotTakeError, match="more than 400 rows: split"):
        list(table.rows())


def test_a_size_that_lies(monkeypatch: pytest.MonkeyPatch) -> None:
    """The part says that it unpacks to little: no more than that is unpacked."""
    monkeypatch.setattr(limits, "MAX_UNPACKED", 1)
    content = bytearray(as_book(sheet("<row><c><v>1</v></c></row>" * 10_000)))
    name = content.rindex(b"xl/worksheets/sheet1.xml")
    content[name - 22 : name - 18] = (400).to_bytes(4, "little")
    with pytest.raises(CannotTakeError, match="damaged"):
        opened(bytes(content))


#: What is made in the process that measures, and what is said: "" where the file is read to its end.
WORST = {
    "b'a,b\\n' + b'x' * 100_000_000": "longer than 16,000,000",
    "b'\"a,b\\n' + b'xy,z\\n' * 100_000": "",
    "b'a,\"b\\nc,d\\n' * 10_000": "",
    "zipped(b'<row/>' * 5_000_000)": "unpacks to",
    "zipped(sheet('<row><c t=\"str\"><v>' + RANDOM * 12 + '</v></c></row>').encode())": "damaged",
    "zipped(('<worksheet a=\"' + RANDOM * 12 + '\"/>').encode())": "damaged",
    "b'<table><tr><td>' + b'<td><!-' * 50_000": "",
    "b'<html><table><tr>' + b'<td ' * 200_000": "web page without a table",
}
_PROGRAM = """
import base64, gc, io, json, os, sys, time
from tests.services.tables.makers import as_book, sheet
from relationships.services.tables import CannotTakeError, open_tables
RANDOM = base64.b64encode(os.urandom(600_000)).decode()
def zipped(content):
    return as_book(sheet("<row><c><v>1</v></c></row>"), more={"xl/worksheets/sheet1.xml": content})
def peak():
    return int(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1]) / 1024
for made in sys.argv[1:]:
    file = io.BytesIO(eval(made))
    gc.collect()
    with open("/proc/self/clear_refs", "w") as counters:
        counters.write("5")  # the peak of memory is counted from here on
    before, start, said = peak(), time.process_time(), ""
    try:
        for table in open_tables(file).tables:
            for row in table.rows():
                pass
    except CannotTakeError as refusal:
        said = str(refusal)
    print(json.dumps({"said": said, "mb": peak() - before, "s": time.process_time() - start}))
"""


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="the system does not tell the peak of memory")
def test_the_worst_ones_take_little() -> None:
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _PROGRAM, *WORST],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        check=True,
        text=True,
    )
    for (made, said), line in zip(WORST.items(), told.stdout.splitlines(), strict=True):
        found = json.loads(line)
        assert (said in found["said"]) if said else not found["said"], made
        assert found["mb"] < 60, made
        assert found["s"] < 20, made


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=400) | st.binary(max_size=60).map(lambda end: as_book(sheet(ONE))[: -len(end) or None] + end))
@example(b"\xfe\xff\x00")
@example(b"\xff\xfe\x00\x00\x01")
@example(b"PK\x05\x06" + bytes(18))
@example(b'\x00"')
@example(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
def test_any_bytes_are_a_list_or_refused(content: bytes) -> None:
    assert refusal_of(content) != ""


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_damaged_sheet_is_read_or_refused(data: st.DataObject) -> None:
    whole = sheet(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Zoë</t></is></c><c r="B1" s="1"><f>A1</f><v>1.5</v></c></row>' * 3
    ).encode()
    at = data.draw(st.integers(0, len(whole)))
    damaged = whole[:at] + data.draw(st.binary(max_size=4)) + whole[at + data.draw(st.integers(0, 8)) :]
    assert refusal_of(as_book(damaged)) != ""
