"""Which encoding of two bytes for each sign a Chinese, Japanese or Korean text is in.

In all of them the signs of daily use stand together, by their first byte. A text that has other ones, or signs that
stand alone between Latin letters, is something else. Where more than one encoding explains the text, charset-normalizer
knows the frequent signs.
"""

import re

from charset_normalizer import from_bytes

_GREATER = range(0xA1, 0xFF)
#: Encoding -> first bytes of the signs of daily use, and the second bytes that they have.
COMMON: dict[str, tuple[frozenset[int], range]] = {
    "cp949": (frozenset(range(0xB0, 0xC9)), _GREATER),
    "cp932": (frozenset((0x82, 0x83, *range(0x88, 0x98))), range(0x40, 0xFD)),
    "euc_jp": (frozenset((0xA4, 0xA5, *range(0xB0, 0xD0))), _GREATER),
    "gb18030": (frozenset(range(0xB0, 0xD8)), _GREATER),
    "big5hkscs": (frozenset(range(0xA4, 0xC7)), range(0x40, 0xFF)),
}
#: What charset-normalizer calls them, or their kin.
_KIN = {
    "euc_jis_2004": "euc_jp",
    "euc_jisx0213": "euc_jp",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
}
_KIN |= {"gbk": "gb18030", "gb2312": "gb18030", "shift_jis": "cp932"}
_SIGNS = re.compile(r"[^\x00-\x7f]")
_RUNS = re.compile(r"[^\x00-\x7f]{2,}")
_PUNCTUATION = re.compile(r"[\u3000-\u303f\uff01-\uff65\u2010-\u2027ー]")
_USUAL = 0.7  # share of the signs that are of daily use
_TOGETHER = 0.7  # share of the signs that stand beside another one


def east_asian_encoding(sample: bytes) -> str | None:
    """The encoding, or None when none explains the text."""
    found = [name for name in COMMON if _explains(sample, name)]
    if len(found) > 1:
        guess = from_bytes(sample).best()
        name = _KIN.get(guess.encoding, guess.encoding) if guess else ""
        return name if name in found else found[0]
    return found[0] if found else None


def _explains(sample: bytes, encoding: str) -> bool:
    text = sample.decode(encoding, "replace")
    signs = _SIGNS.findall(_PUNCTUATION.sub("", text))
    if not signs or signs.count("\ufffd") > len(signs) / 50:
        return False
    firsts, seconds = COMMON[encoding]
    codes = [sign.encode(encoding, "replace") for sign in signs]
    usual = sum(len(code) == 2 and code[0] in firsts and code[1] in seconds for code in codes)
    together = sum(len(run) for run in _RUNS.findall(text))
    return usual >= _USUAL * len(signs) and together >= _TOGETHER * len(signs)
