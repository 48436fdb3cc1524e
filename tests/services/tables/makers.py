"""Files of every kind, made for a test."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

from relationships.services.tables import Row, Tables, open_tables

Cells = Sequence[Sequence[str]]


def opened(content: bytes) -> Tables:
    return open_tables(io.BytesIO(content))


def rows_of(content: bytes, at: int = 0) -> list[Row]:
    return list(opened(content).tables[at].rows())


def cells_of(content: bytes, at: int = 0) -> list[list[str]]:
    return [row.cells for row in rows_of(content, at)]


def as_csv(rows: Cells, *, delimiter: str = ",", encoding: str = "utf-8", end: str = "\r\n", quoting: int = 0) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)  # type: ignore[arg-type] # one of csv's figures
    return text.getvalue().encode(encoding)


def as_zip(parts: Mapping[str, bytes | str], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relations(targets: Mapping[str, tuple[str, str]], kinds: str = _KINDS) -> str:
    """``targets``: id -> (kind, target)."""
    links = "".join(
        f'<Relationship Id="{at}" Type="{kinds}/{kind}" Target="{target}"/>' for at, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_RELATIONS}">{links}</Relationships>'


def sheet(rows: str, *, before: str = "", after: str = "", prefix: str = "", namespace: str = MAIN) -> str:
    declared = f'xmlns:{prefix[:-1]}="{namespace}"' if prefix else f'xmlns="{namespace}"'
    data = f"<{prefix}sheetData>{rows}</{prefix}sheetData>"
    return f"<{prefix}worksheet {declared}>{before}{data}{after}</{prefix}worksheet>"


def as_book(
    *sheets: str | bytes,
    states: Sequence[str] = (),
    texts: str = "",
    styles: str = "",
    properties: str = "",
    kinds: str = _KINDS,
    more: Mapping[str, bytes | str] | None = None,
) -> bytes:
    """An .xlsx out of the XML of its sheets, named S1, S2 …; ``texts``: the shared ones, as ``si`` elements."""
    names = "".join(
        f'<sheet name="S{at}" sheetId="{at}" r:id="rId{at}" state="{(*states, *["visible"] * 99)[at - 1]}"/>'
        for at in range(1, len(sheets) + 1)
    )
    targets = {f"rId{at}": ("worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(sheets) + 1)}
    parts: dict[str, bytes | str] = {
        "_rels/.rels": relations({"rId1": ("officeDocument", "xl/workbook.xml")}, kinds),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{kinds}">{properties}<sheets>{names}</sheets></workbook>'
        ),
    }
    parts |= {f"xl/worksheets/sheet{at}.xml": content for at, content in enumerate(sheets, start=1)}
    if texts:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{texts}</sst>'
        targets["rIdT"] = ("sharedStrings", "sharedStrings.xml")
    if styles:
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
        targets["rIdS"] = ("styles", "styles.xml")
    parts["xl/_rels/workbook.xml.rels"] = relations(targets, kinds)
    return as_zip({**parts, **(more or {})})


def as_ods(table: str) -> bytes:
    """An OpenDocument sheet; ``table``: the XML of its tables."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    parts = {"mimetype": kind, "content.xml": f"{content}</office:document-content>", "META-INF/manifest.xml": manifest}
    return as_zip(parts, compression=zipfile.ZIP_STORED)


def container(name: str, stream: bytes) -> bytes:
    """The container of the old Office programs with one stream in it."""
    free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    blocks = len(stream) // 512
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", 0, *[free] * 108)
    chain = [fat, end, *range(3, blocks + 2), end]
    table = struct.pack("<128I", *chain, *[free] * (128 - len(chain)))

    def entry(title: str, kind: int, child: int, start: int, size: int) -> bytes:
        code = (title.encode("utf-16-le") + b"\0\0").ljust(64, b"\0")
        return code + struct.pack("<HBBIII36xIQ", 2 * len(title) + 2, kind, 1, free, free, child, start, size)

    directory = entry("Root Entry", 5, 1, end, 0) + entry(name, 2, free, 2, len(stream))
    return header + table + directory.ljust(512, b"\0") + stream


def as_xls(rows: Sequence[Sequence[str | float]], *, locked: bool = False) -> bytes:
    """An Excel 97 workbook with one sheet."""

    def record(code: int, data: bytes) -> bytes:
        return struct.pack("<HH", code, len(data)) + data

    def bof(kind: int) -> bytes:
        return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 6))

    cells = b""
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            place = struct.pack("<HHH", at, column, 0)
            if isinstance(value, str):
                cells += record(0x204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
            else:
                cells += record(0x203, place + struct.pack("<d", value))
    start = bof(5) + (record(0x2F, struct.pack("<HHH", 1, 1, 1) + bytes(48)) if locked else b"")
    title = struct.pack("<BB", 4, 0) + b"List"
    offset = len(start) + 4 + 6 + len(title) + 4
    return container(
        "Workbook",
        start
        + record(0x85, struct.pack("<IBB", offset, 0, 0) + title)
        + record(0xA, b"")
        + bof(0x10)
        + cells
        + record(0xA, b""),
    )
