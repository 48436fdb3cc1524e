"""Files that hold other files: zip archives and the container of the old Office programs. What is in them decides."""

import struct
from typing import BinaryIO

from relationships.services.tables.archives import Archive
from relationships.services.tables.limits import MAX_OLD_BOOK
from relationships.services.tables.old_book import LOCKED, open_old_book
from relationships.services.tables.table import CannotTakeError, Tables
from relationships.services.tables.xlsx_book import open_xlsx, workbook_part

ARCHIVE = (b"PK\x03\x04", b"PK\x05\x06")
CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_NO_LIST = "not a list: save the table in it as .xlsx or CSV"
#: Part of an archive -> what the archive is.
_PARTS = {
    "index/document.iwa": "an Apple Numbers (or Pages) file: export it as CSV or Excel there",
    "index.zip": "an Apple Numbers (or Pages) file: export it as CSV or Excel there",
    "word/document.xml": f"a Word document, {_NO_LIST}",
    "ppt/presentation.xml": f"a presentation, {_NO_LIST}",
    "meta-inf/manifest.mf": "a program (Java), not a list",
    "androidmanifest.xml": "a program (Android), not a list",
}
_LISTS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
#: Names in the directory of a container -> what it is; in this order, since a workbook may hold documents.
_ENTRIES = {
    "EncryptedPackage": LOCKED,
    "Workbook": "",
    "Book": "",
    "WordDocument": f"this is a Word document, {_NO_LIST}",
    "PowerPoint Document": f"this is a presentation, {_NO_LIST}",
    "__properties_version1.0": "this is an e-mail of Outlook, not a list: save the file that is attached to it",
}
#: The first record of an Excel 97 workbook, and the one that says that a password is needed.
_FIRST_RECORD = b"\x09\x08\x10\x00\x00\x06\x05\x00"
_PASSWORD_RECORD = 0x2F
_RECORDS = 10
_BLOCK = 1024 * 1024
_OVERLAP = 128


def open_archive(file: BinaryIO) -> Tables:
    """The tables of a zip-based workbook. Raises CannotTakeError, with what it is, for any other archive."""
    archive = Archive(file)
    main = workbook_part(archive)
    if main:
        return open_xlsx(archive, main)
    if "xl/workbook.bin" in archive:
        return open_old_book(file, "xlsb")
    if "mimetype" in archive:
        kind = b"".join(archive.small("mimetype")).strip()
        if kind.startswith(_ODS):
            return open_old_book(file, "ods")
        if b"opendocument" in kind:
            raise CannotTakeError(f"this is an OpenDocument file, {_NO_LIST}")
    raise CannotTakeError(f"this is {_what(archive)}")


def _what(archive: Archive) -> str:
    for part, what in _PARTS.items():
        if part in archive:
            return what
    if not archive.names:
        return "an empty archive"
    lists = [name for name in archive.names if name.lower().endswith(_LISTS) and not name.startswith("__MACOSX")]
    if len(lists) == 1:
        return f"a zip archive: unpack it and give the file “{lists[0][:100]}” that is in it"
    if lists:
        return f"a zip archive with {len(lists):,} lists in it: unpack it and give them one by one"
    return "a zip archive without a list in it: give a CSV or an .xlsx file"


def open_container(file: BinaryIO) -> Tables:
    """The sheets of an .xls. Raises CannotTakeError, with what it is, for anything else in such a container."""
    found = _entries(file)
    for name, what in _ENTRIES.items():
        if name in found:
            if what or _is_locked(file):
                raise CannotTakeError(what or LOCKED)
            return open_old_book(file, "xls")
    raise CannotTakeError("this is a file of an old Office program, but no workbook: save the list as .xlsx or CSV")


def _entries(file: BinaryIO) -> set[str]:
    """Those of the names that we know which stand anywhere in the file, as the directory writes them."""
    wanted = {name: b"\0\0" + name.encode("utf-16-le") + b"\0\0" for name in _ENTRIES}
    found: set[str] = set()
    file.seek(0)
    before = b""
    while block := file.read(_BLOCK):
        window = before + block
        found |= {name for name, code in wanted.items() if code in window}
        before = window[-_OVERLAP:]
    return found


def _is_locked(file: BinaryIO) -> bool:
    """Whether the record of a password follows the first one of the workbook, or one soon after it."""
    file.seek(0)
    content = file.read(MAX_OLD_BOOK)
    at = content.find(_FIRST_RECORD)
    for _ in range(_RECORDS if at >= 0 else 0):
        if at + 4 > len(content):
            break
        code, size = struct.unpack_from("<HH", content, at)
        if code == _PASSWORD_RECORD:
            return True
        at += 4 + size
    return False
