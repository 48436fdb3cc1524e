"""Which encoding a text file is in: UTF-8 where it can be, else Windows-1252 unless the bytes speak for another one."""

import codecs
import re
from typing import BinaryIO

from charset_normalizer import from_bytes

_SAMPLE = 256 * 1024  # bytes; enough for any guess
_BLOCK = 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Scripts that no Windows-1252 text looks like; a guess of one of these alphabets is evidence.
_OTHER_SCRIPTS = re.compile("Cyrillic|Greek|Arabic|Hebrew|Thai|CJK|Hiragana|Katakana|Hangul|Devanagari")
_UNDEFINED = frozenset(b"\x81\x8d\x8f\x90\x9d")  # no characters of Windows-1252


def encoding_of(file: BinaryIO) -> str | None:
    """The name of the encoding, or None when the file is no text at all. Reads the file from its start to its end."""
    file.seek(0)
    sample = file.read(_SAMPLE)
    for mark, name in _BOMS:
        if sample.startswith(mark):
            return name
    if b"\0" in sample:
        return _without_mark(sample)
    return "utf-8" if _is_utf8(file) else _other(sample)


def _without_mark(sample: bytes) -> str | None:
    """UTF-16 without its mark: in text of a Western list, nearly every second byte is NUL."""
    even, odd = sample[0::2], sample[1::2]
    for zeros, others, name in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros.count(0) > 0.7 * len(zeros) and 0 not in others:
            return name
    return None


def _is_utf8(file: BinaryIO) -> bool:
    """Judged by the whole file: the first letter with an accent may stand on its last line."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while block := file.read(_BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _other(sample: bytes) -> str:
    guess = from_bytes(sample).best()
    if guess and any(_OTHER_SCRIPTS.search(alphabet) for alphabet in guess.alphabets):
        return guess.encoding
    if _central_european(sample):
        return "cp1250"
    # A byte that Windows-1252 leaves undefined would stop the reading.
    return "latin-1" if _UNDEFINED & set(sample) else "cp1252"


def _central_european(sample: bytes) -> bool:
    """Signs in the middle of words (Ma³gorzata) that Windows-1250 reads as letters (Małgorzata)."""
    western, central = sample.decode("cp1252", "replace"), sample.decode("cp1250", "replace")
    within = re.compile(r"(?<=[^\W\d_])[^\w\s](?=[^\W\d_])|(?<=[^\W\d_])[³¹](?=[^\W\d_])")
    return any(central[found.start()].isalpha() for found in within.finditer(western))
