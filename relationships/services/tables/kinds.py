"""What a file is by its first bytes, where it is no list: a sentence that says so and how to mend it."""

import re

PICTURE = "a picture, not a list: export the table as CSV or .xlsx"
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"II*\0", PICTURE),
    (b"MM\0*", PICTURE),
    (b"%PDF", "a PDF, not a list: export the table as CSV or .xlsx"),
    (b"%!PS", "a PostScript file, not a list: export the table as CSV or .xlsx"),
    (b"\x1f\x8b", "compressed (gzip): unpack it first"),
    (b"BZh", "compressed (bzip2): unpack it first"),
    (b"\xfd7zXZ", "compressed (xz): unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed (zstd): unpack it first"),
    (b"Rar!", "compressed (rar): unpack it first"),
    (b"7z\xbc\xaf", "compressed (7z): unpack it first"),
    (b"{\\rtf", "a text document (RTF), not a list: export the table as CSV or .xlsx"),
    (b"SQLite format 3\0", "a database (SQLite), not a list: export the table as CSV"),
    (b"PAR1", "a Parquet file: export the table as CSV"),
    (b"ARROW1", "an Arrow file: export the table as CSV"),
    (b"bplist", "a property list of macOS, not a list: export the table as CSV or .xlsx"),
    (b"\x7fELF", "a program, not a list"),
)
#: The lines at the head of an e-mail, each of which may go on in lines that are set in.
_MAIL = (
    r"(?:(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID|X-[\w-]+|Date|From|To|Subject): .*"
    r"(?:\r?\n[ \t].*)*\r?\n){2}"
)
_TEXTS: tuple[tuple[str, str], ...] = (
    (r'\s*(\{\s*("|\})|\[\s*([\{\["\d-]|\]))', "JSON, not a table: export the list as CSV or .xlsx"),
    (
        r"MIME-Version:[\s\S]*multipart/related",
        "a web archive (.mht): open it in a spreadsheet program and save it as .xlsx",
    ),
    (_MAIL, "an e-mail, not a list: save the file that is attached to it and give that one"),
    (
        r"\s*<\?xml[\s\S]*(office:spreadsheet|office:document)",
        "an XML spreadsheet of an old kind: open it in a spreadsheet program and save it as .xlsx",
    ),
    (r"\s*(<\?xml|<\w+ xmlns)", "an XML file, not a table: export the list as CSV or .xlsx"),
    (r"BEGIN:V(CARD|CALENDAR)", "an address card or calendar, not a list: export the list as CSV"),
    (r"\s*(CREATE TABLE|INSERT INTO|-- \w+ (database )?dump)", "a database's dump: export the table as CSV"),
)


def what_binary(beginning: bytes) -> str | None:
    """What a file is that begins like this, where it is surely no list; else None."""
    for magic, what in _MAGIC:
        if beginning.startswith(magic):
            return what
    if beginning[4:8] == b"ftyp":
        return "a picture or film, not a list"
    if beginning.startswith(b"RIFF") and beginning[8:12] in {b"WEBP", b"WAVE", b"AVI "}:
        return "a picture, film or sound, not a list"
    return None


def what_text(beginning: str) -> str | None:
    """The same of a text."""
    for pattern, what in _TEXTS:
        if re.match(pattern, beginning, re.IGNORECASE):
            return what
    return None
