"""Opening a file, whatever kind it is: its content decides, not its name."""

import hashlib
import io
from typing import BinaryIO

from relationships.services.tables.containers import ARCHIVE, CONTAINER, open_archive, open_container
from relationships.services.tables.kinds import what_binary
from relationships.services.tables.limits import MAX_BYTES, MEBI
from relationships.services.tables.table import CannotTakeError, Tables
from relationships.services.tables.text_file import open_text

_BLOCK = 1024 * 1024


def open_tables(file: BinaryIO, name: str = "") -> Tables:
    """The tables in ``file``, which must stay open as long as rows are read. ``name``: for the messages only.

    Raises CannotTakeError in seconds, whatever the file is; also while the rows are read.
    """
    _check_size(file)
    beginning = file.read(4096)
    what = what_binary(beginning)
    if what:
        raise CannotTakeError(f"this is {what}")
    if beginning.startswith(ARCHIVE):
        return open_archive(file)
    if beginning.startswith(CONTAINER):
        return open_container(file)
    return open_text(file)


def of_text(pasted: str) -> Tables:
    """The tables in text from the clipboard: the selection of a spreadsheet (tabs), or CSV."""
    return open_text(io.BytesIO(pasted.encode("utf-8", "replace")), "utf-8")


def fingerprint(file: BinaryIO) -> tuple[str, int]:
    """(SHA-256 in hexadecimal, bytes) of the whole file."""
    file.seek(0)
    digest, size = hashlib.sha256(), 0
    while block := file.read(_BLOCK):
        digest.update(block)
        size += len(block)
    file.seek(0)
    return digest.hexdigest(), size


def _check_size(file: BinaryIO) -> None:
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    if size == 0:
        raise CannotTakeError("the file is empty")
    if size > MAX_BYTES:
        raise CannotTakeError(f"the file is too large ({size / MEBI:,.0f} MB): at most {MAX_BYTES / MEBI:,.0f} MB")
