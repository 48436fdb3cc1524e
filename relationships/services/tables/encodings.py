"""Which encoding a text file is in: UTF-8 where it can be, else Windows-1252 unless the bytes speak for another one."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from relationships.services.tables.alphabets import cased_encoding, caseless_encoding, latin_encoding
from relationships.services.tables.east_asian import east_asian_encoding

_SAMPLE = 64 * 1024  # bytes; enough for any guess
_BLOCK = 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WITHOUT_MARK = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
#: Bytes that no text has, beside the NUL, which is judged by itself.
_CONTROLS = bytes((*range(1, 9), *range(14, 27), *range(28, 32), 127))
_MARKED_LINE = re.compile(rb"[^\n\r]*[\x80-\xff][^\n\r]*")


@dataclass(frozen=True, slots=True)
class Scan:
    """What the whole file says: its encoding, characters that cannot be read, NUL characters, and about its lines."""

    encoding: str
    unread: int = 0
    nuls: int = 0
    lines: int = 0


def scan(file: BinaryIO, encoding: str | None = None) -> Scan | None:
    """Reads the file from its start to its end. None when it is no text at all. ``encoding``: where it is known."""
    encoding = encoding or encoding_of(file)
    if encoding is None:
        return None
    unread = nuls = lines = 0
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for block in _blocks(file):
        text = decoder.decode(block)
        unread += text.count("\ufffd")
        nuls += text.count("\0")
        lines += text.count("\n") or text.count("\r")
    unread += decoder.decode(b"", final=True).count("\ufffd")
    return Scan(encoding, unread, nuls, lines + 1)


def encoding_of(file: BinaryIO) -> str | None:
    """The name of the encoding, or None when the file is no text at all."""
    file.seek(0)
    sample = file.read(_SAMPLE)
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name
    if b"\0" in sample:
        wide = _without_mark(sample)
        if wide or sample.count(0) > len(sample) / 50:
            return wide
    if sum(map(sample.count, map(bytes, zip(_CONTROLS)))) > max(len(sample) / 25, 1):
        return None
    if b"\x1b$" in sample:
        return "iso2022_jp"
    return "utf-8" if _is_utf8(file) else _by_evidence(_marked(file))


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while block := file.read(_BLOCK):
        yield block


def _without_mark(sample: bytes) -> str | None:
    """UTF-16 or UTF-32 without its mark: commas, digits and ends of lines have NUL bytes, at the same places always."""
    if sample.count(0) < len(sample) / 20:
        return None
    sample = sample[: len(sample) // 4 * 4]
    for name in _WITHOUT_MARK:
        try:
            text = sample.decode(name)
        except UnicodeDecodeError as problem:
            if problem.start < len(sample) - 4:
                continue
            text = sample[: problem.start].decode(name)
        if b"\n" in sample and not {"\n", "\r"} & set(text):  # its lines would end in the midst of characters
            continue
        strange = sum(not character.isprintable() and character not in "\r\n\t\ufeff" for character in text)
        if text and strange <= len(text) / 100:
            return name
    return None


def _is_utf8(file: BinaryIO) -> bool:
    """Judged by the whole file: the first letter with an accent may stand on its last line."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for block in _blocks(file):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _marked(file: BinaryIO) -> bytes:
    """The lines with bytes beyond ASCII, up to a sample of them."""
    found: list[bytes] = []
    size = 0
    for block in _blocks(file):
        for line in _MARKED_LINE.finditer(block):
            found.append(line[0][:_SAMPLE])
            size += len(found[-1])
            if size > _SAMPLE:
                return b"\n".join(found)
    return b"\n".join(found)


def _by_evidence(sample: bytes) -> str:
    if _mostly_utf8(sample):
        return "utf-8"
    return cased_encoding(sample) or east_asian_encoding(sample) or caseless_encoding(sample) or latin_encoding(sample)


def _mostly_utf8(sample: bytes) -> bool:
    """A few broken characters, as a cut or a careless join leaves, do not make it another encoding."""
    text = sample.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(character > "\x7f" for character in text) - broken > 2 * broken
