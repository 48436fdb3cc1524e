"""Numbers as people and spreadsheets write them, in any script: the part that counts, rates and money share.

The hard question is what a lone separator means: in 1.234 a German reads a thousand, an American a fraction. What is
being counted decides, so callers say whether a separator followed by three digits groups thousands.
"""

import re
import unicodedata
from decimal import Decimal

WRITTEN_MAX = 60  # characters; nobody writes a longer number on purpose

_APOSTROPHES = "'\u2019\u02bc\u00b4`"
_MARKS = str.maketrans({"\u066b": ".", "\u066c": ",", "\u060c": ",", "\u2212": "-", "\u2013": "-", "\u2014": "-"})
_SPACE = re.compile(r"(?<=\d)\s(?=\d{3}(?!\d))")
_APOSTROPHE = re.compile(rf"(?<=\d)[{_APOSTROPHES}](?=\d{{3}}(?!\d))")
# 1,234,567 as in English, 12,34,567 as in India: groups of two or three, the last of three.
_GROUPED = {mark: re.compile(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{2,3}})*{re.escape(mark)}\d{{3}}") for mark in ".,"}


def plain(text: str) -> str:
    """The text with Latin digits, plain dashes and single plain spaces; full-width and similar forms made plain."""
    if len(text) > WRITTEN_MAX:
        raise ValueError(f"too long for a number ({len(text):,} characters): write it as 12500 or 12.5K")
    if text.isascii() and text.isprintable():  # nearly every number of every list
        return " ".join(text.split())
    if any(unicodedata.category(char) == "No" for char in text):  # 10² is not 102
        raise ValueError(f"“{text}” is not a number: write it in plain digits, such as 12500")
    digits = "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else char for char in unicodedata.normalize("NFKC", text)
    )
    visible = "".join(char for char in digits if unicodedata.category(char) not in ("Cf", "Cc") or char.isspace())
    return " ".join(visible.translate(_MARKS).split())


def decimal_of(written: str, *, three_digits_group: bool) -> Decimal:
    """The number that digits, separators and spaces stand for; ValueError when they stand for none.

    Where both marks occur, the last one is the decimal mark; a mark that occurs twice groups thousands. A lone mark
    before exactly three digits groups thousands when `three_digits_group` (and the number does not start with 0), else
    it is the decimal mark; before any other number of digits it is the decimal mark.
    """
    text = _APOSTROPHE.sub("", _SPACE.sub("", written))
    whole, mark, fraction = _parts(text, three_digits_group)
    if not re.fullmatch(r"\d*", whole + fraction, re.ASCII) or not whole + fraction or (mark and not fraction):
        raise ValueError(f"“{written}” is not a number: write it as 12500 or 12,500.50")
    return Decimal(f"{whole or 0}.{fraction or 0}")


def _parts(text: str, three_digits_group: bool) -> tuple[str, str, str]:
    """(whole digits, decimal mark, fraction digits); whole and fraction are checked by the caller."""
    last = max(text.rfind("."), text.rfind(","))
    if last < 0:
        return text, "", ""
    mark, other = text[last], "," if text[last] == "." else "."
    if other in text:
        whole = text[:last]
        return (whole.replace(other, "") if _GROUPED[other].fullmatch(whole) else "?"), mark, text[last + 1 :]
    grouped = _GROUPED[mark].fullmatch(text) is not None
    if text.count(mark) > 1:
        return (text.replace(mark, "") if grouped else "?"), "", ""
    if grouped and three_digits_group and not text.startswith("0"):
        return text.replace(mark, ""), "", ""
    return text[:last], mark, text[last + 1 :]
