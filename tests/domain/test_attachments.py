"""What may be attached: names made safe, contents that agree with them, and a sentence for everything else."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.domain import attachment_office
from relationships.domain.attachments import (
    NAME_MAX,
    SIZE_MAX,
    Refused,
    check,
    clean_name,
    extension_of,
    may_be_taken_back,
    shown_size,
)

PDF = b"%PDF-1.7\n%\xe2\xe3"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
WORD, SHEET = "word/document.xml", "xl/workbook.xml"
TYPES = "[Content_Types].xml"
ODT = "application/vnd.oasis.opendocument.text"
OOXML = "application/vnd.openxmlformats-officedocument"


def archive(**parts: str) -> bytes:
    return archive_of({TYPES: "<Types/>"} | parts)


def archive_of(parts: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return made.getvalue()


def media(brand: bytes) -> bytes:
    return b"\0\0\0\x18ftyp" + brand + b"\0\0\0\0"


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("A.PDF", PDF, "application/pdf"),
        ("shot.png", PNG, "image/png"),
        ("shot.jpg", b"\xff\xd8\xff\xe0JFIF", "image/jpeg"),
        ("shot.jpeg", b"\xff\xd8\xff\xe1Exif", "image/jpeg"),
        ("shot.webp", b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        ("shot.heic", media(b"heic"), "image/heic"),
        ("story.mp4", media(b"mp42"), "video/mp4"),
        ("story.mov", media(b"qt  "), "video/quicktime"),
        ("deal.docx", archive_of({TYPES: "<Types/>", WORD: "x"}), f"{OOXML}.wordprocessingml.document"),
        ("deal.xlsx", archive_of({TYPES: "<Types/>", SHEET: "x"}), f"{OOXML}.spreadsheetml.sheet"),
        ("deal.odt", archive_of({"mimetype": ODT, "content.xml": "x"}), ODT),
        ("deal.ods", archive_of({"mimetype": ODT.replace("text", "spreadsheet")}), ODT.replace("text", "spreadsheet")),
        ("note.txt", "Réunion à midi, 王小明".encode(), "text/plain; charset=utf-8"),
        ("note.txt", "Réunion".encode("cp1252"), "text/plain"),
        ("note.md", b"# Brief\r\n\tone < two", "text/markdown; charset=utf-8"),
    ],
)
def test_name_and_content_that_agree_are_taken(name: str, content: bytes, found: str) -> None:
    accepted = check(name, io.BytesIO(content), len(content))
    assert (accepted.name, accepted.content_type) == (name, found)


@pytest.mark.parametrize(
    ("name", "content", "because"),
    [
        ("a.pdf", b"", "It is empty."),
        ("a.pdf", PNG, "Its name says PDF, its content PNG picture. Let its name end in .png"),
        ("a.pdf", b" %PDF-1.7", "it holds nothing of the kind"),
        ("a.pdf", b"MZ\x90\0", "it holds nothing of the kind"),
        ("a.png", archive(), "it holds nothing of the kind"),
        ("a", PDF, "Kept are PDF"),
        ("a.xyz", PDF, "Kept are PDF"),
        ("pdf", PDF, "Kept are PDF"),
        ("run.exe", b"MZ", "Programs and scripts"),
        ("contract.pdf.exe", PDF, "Programs and scripts"),
        ("contract.pdf.exe. ", PDF, "Programs and scripts"),
        ("contract\u202efdp.exe", PDF, "Programs and scripts"),
        ("tool.JS", b"1", "Programs and scripts"),
        ("deal.docm", archive_of({TYPES: "", WORD: ""}), "can carry macros"),
        ("deal.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Older Office files"),
        ("logo.svg", b"<svg/>", "can carry script"),
        ("page.html", b"<html>", "can carry script"),
        ("all.zip", archive(), "Archives are not opened"),
        ("mail.eml", b"From: a", "An e-mail can carry other files"),
        ("deal.docx", archive_of({TYPES: "", WORD: "", "word/vbaProject.bin": ""}), "It carries macros"),
        ("deal.docx", archive_of({TYPES: "", WORD: "", "word/ActiveX/x.xml": ""}), "It carries macros"),
        ("deal.docx", archive_of({TYPES: "ms-word.document.macroEnabled.main+xml", WORD: ""}), "It carries macros"),
        ("deal.xlsx", archive_of({TYPES: "", SHEET: "", "xl/macrosheets/s.xml": ""}), "It carries macros"),
        ("deal.odt", archive_of({"mimetype": ODT, "Basic/script-lc.xml": ""}), "It carries macros"),
        ("deal.docx", archive_of({TYPES: "", SHEET: ""}), "It is no Word document"),
        ("deal.docx", archive_of({WORD: ""}), "It is no Word document"),
        ("deal.odt", archive_of({"mimetype": "text/plain"}), "It is no OpenDocument text"),
        ("deal.docx", b"PK\x03\x04" + b"\0" * 90, "It is no Word document"),
        ("note.txt", b"a\0b", "It is no plain text"),
        ("note.txt", "über".encode("utf-16"), "It is no plain text"),
        ("note.txt", b"x" * 600 + b"\x1b[2J", "It is no plain text"),
        ("note.txt", b"\xef\xbb\xbf \n<!DOCTYPE html>", "a web page or a drawing"),
        ("note.md", b"<svg onload=x>", "a web page or a drawing"),
        ("note.txt", PDF, "Its name says plain text, its content PDF."),
    ],
)
def test_everything_else_is_refused_with_a_way_out(name: str, content: bytes, because: str) -> None:
    with pytest.raises(Refused) as refused:
        check(name, io.BytesIO(content), len(content))
    assert because in str(refused.value)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(("size", "taken"), [(1, True), (SIZE_MAX, True), (SIZE_MAX + 1, False)])
def test_the_size_has_a_limit(size: int, taken: bool) -> None:
    if taken:
        assert check("a.pdf", io.BytesIO(PDF), size).name == "a.pdf"
    else:
        with pytest.raises(Refused, match="at most 20 MB"):
            check("a.pdf", io.BytesIO(PDF), size)


def test_an_archive_that_would_unpack_to_gigabytes_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever its parts hold, no more than the few bytes are read in which it says what it is."""
    read: list[int] = []
    stock = zipfile.ZipExtFile.read

    def counted(self: zipfile.ZipExtFile, n: int | None = -1) -> bytes:
        found = stock(self, n)
        read.append(len(found))
        return found

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counted)
    bomb = archive_of({TYPES: "0" * 5_000_000, WORD: "0" * 5_000_000})
    assert len(bomb) < 50_000
    assert check("deal.docx", io.BytesIO(bomb), len(bomb)).name == "deal.docx"
    assert read == [attachment_office.SAID_MAX]


def test_a_list_of_parts_that_is_endless_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = archive_of({TYPES: "", WORD: ""})
    monkeypatch.setattr(attachment_office, "LIST_MAX", 50)
    with pytest.raises(Refused, match="no Word document"):
        check("deal.docx", io.BytesIO(whole), len(whole))


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("contract.pdf", "contract.pdf"),
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\ada\Deal 2.pdf", "Deal 2.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie_ x.pdf"),
        ("a\0b\x1b.pdf", "ab.pdf"),
        ("inv\u202efdp.exe", "invfdp.exe"),
        ("Ré su\u0301mé 王.PDF", "Ré sú" + "mé 王.PDF"),
        ('a<b>:"|?*.pdf', "a_b______.pdf"),
        (".pdf", "file.pdf"),
        ("....", "file"),
        ("", "file"),
        ("CON.pdf", "file_CON.pdf"),
        ("con", "file_con"),
        ("contract.pdf. .", "contract.pdf"),
        ("x" * 300 + ".pdf", "x" * (NAME_MAX - 4) + ".pdf"),
    ],
)
def test_names_are_made_safe(written: str, clean: str) -> None:
    assert clean_name(written) == clean


@given(st.text(max_size=400))
def test_a_clean_name_is_a_name_and_stays_as_it_is(written: str) -> None:
    name = clean_name(written)
    assert 1 <= len(name) <= NAME_MAX
    assert not set(name) & set('/\\<>:"|?*\r\n\0\u202e')
    assert name == name.strip()
    assert clean_name(name) == name


@pytest.mark.parametrize(("name", "extension"), [("a.PDF", "pdf"), ("a.tar.gz", "gz"), ("a", ""), ("pdf", "")])
def test_extensions(name: str, extension: str) -> None:
    assert extension_of(name) == extension


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (0, "0 bytes"), (1, "1 byte"), (1023, "1023 bytes"), (1024, "1 KB"), (2**20 - 2**9 - 1, "1023 KB"),
        (2**20 - 1, "1 MB"), (2**20, "1 MB"), (int(1.44 * 2**20), "1.4 MB"), (SIZE_MAX, "20 MB"),
    ],
)  # fmt: skip
def test_sizes_in_words(size: int, shown: str) -> None:
    assert shown_size(size) == shown


@pytest.mark.parametrize(("own", "days", "may"), [(True, 0, True), (True, 1, False), (False, 0, False)])
def test_a_slip_is_taken_back_on_its_day_by_whoever_made_it(own: bool, days: int, may: bool) -> None:
    on = date(2026, 5, 4)
    assert may_be_taken_back(by_uploader=own, uploaded_on=on - timedelta(days), on=on) is may
