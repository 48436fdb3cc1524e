"""Zip archives, checked before anything of them is unpacked, and read by bounded pieces."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from relationships.services.tables.limits import (
    MAX_CONTENTS,
    MAX_PARTS,
    MAX_RATIO,
    MAX_SMALL_PART,
    MAX_UNPACKED,
    MEBI,
    RATIO_FROM,
)
from relationships.services.tables.table import CannotTakeError

DAMAGED = "the workbook is damaged and cannot be read: open it in a spreadsheet program and save it again"
_PIECE = 64 * 1024  # bytes
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError)
_ENCRYPTED = 1  # bit of a part's flags


class Archive:
    """The parts of a zip file by name. Names are compared as some writers need it: any case, either slash."""

    def __init__(self, file: BinaryIO) -> None:
        """Raises CannotTakeError for an archive that is damaged, encrypted or would unpack to too much."""
        _check_contents(file)
        try:
            self._zip = zipfile.ZipFile(file)
            parts = self._zip.infolist()
        except _BROKEN as problem:
            raise CannotTakeError(DAMAGED) from problem
        _check_parts(parts)
        self._parts = {_folded(part.filename): part for part in parts if not part.is_dir()}
        self.names = [part.filename for part in self._parts.values()]

    def __contains__(self, name: str) -> bool:
        return _folded(name) in self._parts

    def pieces(self, name: str) -> Iterator[bytes]:
        """The part's bytes, unpacked as they are asked for. Raises CannotTakeError where it is damaged or missing."""
        try:
            with self._zip.open(self._parts[_folded(name)]) as part:
                while piece := part.read(_PIECE):
                    yield piece
        except KeyError as problem:
            raise CannotTakeError(DAMAGED) from problem
        except _BROKEN as problem:
            if isinstance(problem, CannotTakeError):
                raise
            raise CannotTakeError(DAMAGED) from problem

    def small(self, name: str) -> Iterator[bytes]:
        """The same of a part that has no reason to be large."""
        if name in self and self._parts[_folded(name)].file_size > MAX_SMALL_PART:
            raise CannotTakeError(f"the workbook's part “{name}” is too large: save the sheet as CSV")
        return self.pieces(name)


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _check_contents(file: BinaryIO) -> None:
    """The table of contents stands at the end, and its size in its last lines: looked at before it is read."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - 65_557))
    end = file.read()
    file.seek(0)
    at = end.rfind(b"PK\x05\x06")
    if at < 0 or len(end) - at < 22:
        raise CannotTakeError("the file is cut off or damaged: send or save it again")
    parts, contents = struct.unpack_from("<HI", end, at + 10)
    if end[:at][-20:].startswith(b"PK\x06\x07"):  # the locator of a larger table's own record, which stands before it
        record = end[: at - 20][-56:]
        if len(record) < 56 or not record.startswith(b"PK\x06\x06"):
            raise CannotTakeError(DAMAGED)
        parts, contents = struct.unpack_from("<QQ", record, 32)
    if parts > MAX_PARTS or contents > MAX_CONTENTS:
        raise CannotTakeError(f"the archive has too many parts: at most {MAX_PARTS:,}; save the sheet as CSV")


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise CannotTakeError("the archive has a password: save the list without one")
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if unpacked > MAX_UNPACKED or (unpacked > RATIO_FROM and unpacked > MAX_RATIO * packed):
        raise CannotTakeError(f"the workbook unpacks to {unpacked / MEBI:,.0f} MB: too much; save the sheet as CSV")
    if any(part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for part in parts):
        raise CannotTakeError("the archive is packed in a way that no spreadsheet program uses: save the sheet as CSV")
