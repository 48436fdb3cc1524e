"""What may be attached to a relationship: contracts, briefs, proofs. By what a file holds, never by its name alone.

A file is taken when its name and its content agree on one of `attachment_types.ALLOWED`. Everything else is refused
with a sentence that says what to do instead: programs and whatever can carry one (macros, scripts in a drawing or a
web page, archives, e-mails with files of their own).
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import BinaryIO

from relationships.domain.attachment_office import Carries, carries
from relationships.domain.attachment_types import (
    HEAD_BYTES,
    OFFICE_TYPES,
    TEXT_TYPES,
    FileType,
    Text,
    named_type,
    refusal_of,
    shown_by,
    text_of,
)
from relationships.domain.text import clean_line


class AttachmentKind(StrEnum):
    """What an attached file is."""

    CONTRACT = "contract"
    BRIEF = "brief"
    PROOF = "proof"
    OTHER = "other"


#: Characters of a file's name, and bytes of its content.
NAME_MAX = 200
SIZE_MAX = 20 * 2**20
#: Files of one upload.
AT_ONCE = 10

KINDS_IN_WORDS = (
    "PDF, Word, Excel or OpenDocument files without macros, "
    "pictures (PNG, JPEG, WebP, HEIC), videos (MP4, MOV) and plain text"
)
_FORBIDDEN = re.compile(r'[<>:"|?*\\/]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_BYTES_A_READ = 2**20


class Refused(ValueError):  # noqa: N818 - a message to the user, not an error of ours
    """Its text is a sentence for whoever sent the file: what is wrong, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file that may be kept: its name made safe, and the type that its content was found to have."""

    name: str
    content_type: str


def clean_name(written: str) -> str:
    """A file's name as it is shown and given back: no folder, nothing invisible, nothing that a disk refuses.

    It has at most NAME_MAX characters: too long a name loses the end of its stem, never its extension. Of a name that
    is nothing but dots "file" is left.
    """
    last = re.split(r"[\\/]", written)[-1]
    visible = "".join(char for char in last if char.isspace() or unicodedata.category(char)[0] != "C")
    name = _FORBIDDEN.sub("_", clean_line(visible)).rstrip(" .")
    stem, dot, extension = name.rpartition(".")
    if not dot:
        stem, extension = name, ""
    stem = stem.strip(" .")
    if not stem or _RESERVED.match(stem):
        stem = f"file_{stem}" if stem else "file"
    extension = extension.strip()[: NAME_MAX // 2]
    kept = stem[: NAME_MAX - len(dot) - len(extension)].rstrip(" .")
    return f"{kept}{dot}{extension}"


def extension_of(name: str) -> str:
    """In small letters, without the dot; "" for none."""
    _, dot, extension = name.rpartition(".")
    return extension.casefold() if dot else ""


def check(written_name: str, content: BinaryIO, size: int) -> Accepted:
    """Look at a file of ``size`` bytes that somebody wants to attach. Raises Refused.

    ``content`` can be sought; where it stands afterwards is not settled. An archive's list of files is read, its
    content is not unpacked (but for the few bytes in which an Office file says what it is).
    """
    name = clean_name(written_name)
    if not size:
        raise Refused("It is empty. Save the file again and look whether it opens.")
    if size > SIZE_MAX:
        raise Refused(
            f"It has {shown_size(size)}; at most {shown_size(SIZE_MAX)} can be kept. Send it smaller or in parts."
        )
    extension = extension_of(name)
    refusal = refusal_of(extension)
    if refusal:
        raise Refused(refusal)
    named = named_type(extension)
    if named is None:
        raise Refused(f"Kept are {KINDS_IN_WORDS}. Save it as one of these, a PDF as a rule.")
    content.seek(0)
    found = shown_by(content.read(HEAD_BYTES))
    if named in TEXT_TYPES and not found:
        return Accepted(name, _text_type(named, content))
    if named not in found:
        raise Refused(_disagreement(named, found))
    _look_inside(named, content, size)
    return Accepted(name, named.content_type)


def _text_type(one: FileType, content: BinaryIO) -> str:
    content.seek(0)
    text = text_of(iter(lambda: content.read(_BYTES_A_READ), b""))
    if text is Text.NONE:
        raise Refused("It is no plain text, whatever its name says. Save it as text in UTF-8, or as a PDF.")
    if text is Text.MARKUP:
        raise Refused(
            "It is a web page or a drawing, which can carry script. Print it to a PDF, or take a picture of it."
        )
    return f"{one.content_type}; charset=utf-8" if text is Text.UTF8 else one.content_type


def _look_inside(one: FileType, content: BinaryIO, size: int) -> None:
    if one not in OFFICE_TYPES:
        return
    found = carries(content, size, one.marker)
    if found is Carries.MACROS:
        raise Refused("It carries macros. Save it without them (.docx, .xlsx) or as a PDF.")
    if found is Carries.SOMETHING_ELSE:
        raise Refused(f"It is no {one.label}, whatever its name says. Open it, and save it again or as a PDF.")


def _disagreement(named: FileType, found: tuple[FileType, ...]) -> str:
    if found and found[0] not in OFFICE_TYPES:
        one = found[0]
        said = f"Its name says {named.label}, its content {one.label}."
        return f"{said} Let its name end in .{one.extensions[0]}, or save it again."
    return f"Its name says {named.label}, but it holds nothing of the kind. Open it, and save it again or as a PDF."


def shown_size(size: int) -> str:
    """20 MB, 1.4 MB, 320 KB, 12 bytes."""
    if size < 2**10:
        return f"{size} byte" if size == 1 else f"{size} bytes"
    if size < 2**20:
        return f"{size / 2**10:.0f} KB" if size < 2**20 - 2**9 else "1 MB"
    return f"{size / 2**20:.1f}".removesuffix(".0") + " MB"


def may_be_taken_back(*, by_uploader: bool, uploaded_on: date, on: date) -> bool:
    """A slip is mended by whoever made it, on the day that it was made; later others may have relied on the file."""
    return by_uploader and uploaded_on == on
