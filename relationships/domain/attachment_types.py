"""Types of files as a table: how each is named, how its content begins, and which names are refused with which words.

How contents begin is each format's own definition: PDF (ISO 32000-1, 7.5.2), PNG (W3C, 5.2), JPEG (ITU-T T.81,
B.1.1.3), WebP (RFC 9649, 2.4), ISO media files (ISO/IEC 14496-12, 4.3), ZIP (APPNOTE.TXT, 4.3.7), OOXML (ECMA-376-2),
ODF (1.3, part 2).
"""

import codecs
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

#: So many bytes show what a content is.
HEAD_BYTES = 512


@dataclass(frozen=True, slots=True)
class FileType:
    """``begins`` judges the first `HEAD_BYTES`. ``marker``: what an Office file must hold to be of this type."""

    label: str
    content_type: str
    extensions: tuple[str, ...]
    begins: Callable[[bytes], bool]
    marker: str = ""


def _starts(magic: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(magic)


def _media(*brands: bytes) -> Callable[[bytes], bool]:
    return lambda head: head[4:8] == b"ftyp" and head[8:12] in brands


def _never(head: bytes) -> bool:
    return False


#: Registered at mp4ra.org for files of the MPEG-4 family that telephones and editors write.
_MP4_BRANDS = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ")
_ZIP = _starts(b"PK\x03\x04")
_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."

OFFICE_TYPES = (
    FileType("Word document", f"{_OOXML}wordprocessingml.document", ("docx",), _ZIP, "word/document.xml"),
    FileType("Excel workbook", f"{_OOXML}spreadsheetml.sheet", ("xlsx",), _ZIP, "xl/workbook.xml"),
    FileType("OpenDocument text", f"{_ODF}text", ("odt",), _ZIP, f"{_ODF}text"),
    FileType("OpenDocument spreadsheet", f"{_ODF}spreadsheet", ("ods",), _ZIP, f"{_ODF}spreadsheet"),
)
#: Known by having none of the other beginnings, and by being text to the end.
TEXT_TYPES = (
    FileType("plain text", "text/plain", ("txt",), _never),
    FileType("Markdown", "text/markdown", ("md", "markdown"), _never),
)
ALLOWED = (
    FileType("PDF", "application/pdf", ("pdf",), _starts(b"%PDF-")),
    FileType("PNG picture", "image/png", ("png",), _starts(b"\x89PNG\r\n\x1a\n")),
    FileType("JPEG picture", "image/jpeg", ("jpg", "jpeg"), _starts(b"\xff\xd8\xff")),
    FileType("WebP picture", "image/webp", ("webp",), lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP"),
    # What telephones take: screens that show a label before a story vanishes.
    FileType("HEIC picture", "image/heic", ("heic", "heif"), _media(b"heic", b"heix", b"mif1", b"heif")),
    FileType("MP4 video", "video/mp4", ("mp4", "m4v"), _media(*_MP4_BRANDS)),
    FileType("QuickTime video", "video/quicktime", ("mov",), _media(b"qt  ")),
    *OFFICE_TYPES,
    *TEXT_TYPES,
)

_PROGRAM = "Programs and scripts are not kept here. If it came with an agreement, attach the agreement itself as a PDF."
_MACROS = "Its kind of file can carry macros. Save it without them (.docx, .xlsx) or as a PDF."
_OLD_OFFICE = "Older Office files can hide macros. Save it as .docx, .xlsx or a PDF."
_WEB = "A web page or a drawing of this kind can carry script. Print it to a PDF, or take a picture of it."
_ARCHIVE = "Archives are not opened here. Unpack it and attach its files one by one."
_MAIL = "An e-mail can carry other files. Print it to a PDF, and attach its files one by one."
_REFUSALS = {
    _PROGRAM: "exe com scr pif msi msix bat cmd ps1 psm1 vbs vbe js mjs jse wsf wsh hta cpl dll sys jar apk ipa app dmg"
    " pkg deb rpm sh bash run bin elf py pyc pl rb php lnk url desktop reg inf iso img vhd one chm",
    _MACROS: "docm dotm xlsm xltm xlsb xlam pptm potm ppam ppsm sldm dotx xltx",
    _OLD_OFFICE: "doc dot xls xlt ppt pot pps rtf wps",
    _WEB: "svg svgz html htm xhtml xht shtml mht mhtml xml xsl xslt swf",
    _ARCHIVE: "zip rar 7z gz tgz bz2 xz zst tar cab arj lzh ace",
    _MAIL: "eml msg mbox pst ost",
}
_REFUSAL_OF = {extension: words for words, extensions in _REFUSALS.items() for extension in extensions.split()}


def refusal_of(extension: str) -> str:
    """Why files of this name are never kept, and what to do; "" when the name decides nothing."""
    return _REFUSAL_OF.get(extension, "")


def named_type(extension: str) -> FileType | None:
    return next((one for one in ALLOWED if extension in one.extensions), None)


def shown_by(head: bytes) -> tuple[FileType, ...]:
    """The types whose contents begin so: all Office types for a ZIP, none for text and for what is not known."""
    return tuple(one for one in ALLOWED if one.begins(head))


class Text(Enum):
    """What a content is as text. OTHER: text in a legacy encoding of one byte a letter."""

    UTF8 = "utf-8"
    OTHER = "other"
    MARKUP = "markup"
    NONE = "none"


_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\f")
_MARKUP = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"<head", b"<body", b"<iframe", b"#!", b"{\\rtf")


def text_of(chunks: Iterable[bytes]) -> Text:
    """Read to the end, a chunk at a time: a control character anywhere, and it is no text."""
    decoder, is_utf8, first = codecs.getincrementaldecoder("utf-8")(), True, True
    for chunk in chunks:
        if first and chunk.removeprefix(codecs.BOM_UTF8).lstrip().lower().startswith(_MARKUP):
            return Text.MARKUP
        if len(chunk.translate(None, _CONTROLS)) != len(chunk):
            return Text.NONE
        is_utf8 = is_utf8 and _decodes(decoder, chunk)
        first = False
    return Text.UTF8 if is_utf8 and _decodes(decoder, b"", final=True) else Text.OTHER


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True
