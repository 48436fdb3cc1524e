"""What an Office file is and carries, told from the list of its parts: nothing of it is unpacked.

Read are the list at its end, whose size is limited before it is read, and at most `SAID_MAX` bytes of the one part in
which such a file says what it is: an archive that would unpack to gigabytes costs no more than another.
"""

import re
import zipfile
import zlib
from enum import Enum
from typing import BinaryIO

#: Bytes of the list of parts; that of a document of a thousand pictures has about 100 KB.
LIST_MAX = 2**20
#: Bytes in which an Office file says what it is.
SAID_MAX = 2**16
_END, _END_BYTES, _COMMENT_MAX = b"PK\x05\x06", 22, 2**16
#: Before the end of an archive whose list is told of elsewhere, in numbers for more than four gigabytes.
_ELSEWHERE, _ELSEWHERE_BYTES = b"PK\x06\x07", 20
_OOXML_TYPES, _ODF_TYPE = "[Content_Types].xml", "mimetype"
#: Where macros and controls are kept: OOXML's VBA project, ActiveX, Excel 4 macro sheets; ODF's Basic and scripts.
_ACTIVE = re.compile(r"(?i)(^|/)(vbaproject\.bin|vbadata\.xml|activex/|macrosheets/|basic/|scripts/)")


class Carries(Enum):
    """What was found. NOTHING_ELSE: the document that it was said to be, without anything that acts."""

    NOTHING_ELSE = "nothing else"
    MACROS = "macros"
    SOMETHING_ELSE = "something else"


def carries(content: BinaryIO, size: int, marker: str) -> Carries:
    """``marker``: the part without which an OOXML file is not of its type, or the type that an ODF file names."""
    if not _list_is_short(content, size):
        return Carries.SOMETHING_ELSE
    try:
        with zipfile.ZipFile(content) as archive:
            return _judged(archive, marker)
    except (zipfile.BadZipFile, zlib.error, ValueError, KeyError, EOFError, OSError, RuntimeError, NotImplementedError):
        # However an archive can be broken or locked, it is not the document that its name promises.
        return Carries.SOMETHING_ELSE


def _list_is_short(content: BinaryIO, size: int) -> bool:
    content.seek(max(0, size - _END_BYTES - _COMMENT_MAX))
    tail = content.read(_END_BYTES + _COMMENT_MAX)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_BYTES or tail[max(0, at - _ELSEWHERE_BYTES) : at].startswith(_ELSEWHERE):
        return False
    return int.from_bytes(tail[at + 12 : at + 16], "little") <= LIST_MAX


def _judged(archive: zipfile.ZipFile, marker: str) -> Carries:
    names = archive.namelist()
    if any(_ACTIVE.search(name) for name in names):
        return Carries.MACROS
    if marker in names:
        said = _read(archive, _OOXML_TYPES)
        return Carries.MACROS if b"macroenabled" in said.lower() else Carries.NOTHING_ELSE
    is_odf = _ODF_TYPE in names and _read(archive, _ODF_TYPE).strip() == marker.encode()
    return Carries.NOTHING_ELSE if is_odf else Carries.SOMETHING_ELSE


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(SAID_MAX)
