"""Counts of people (followers, subscribers) and engagement rates: reading what lists write, and writing them short.

Reading decides some ambiguities, most of which would be wrong by a factor of a thousand if decided the other way:
- A lone mark before three digits groups thousands ("1,234" and "1.234" are 1,234). People come in whole numbers, so a
  fraction of three digits has no sense, while lists from Spain or Germany write thousands so.
- With a scale it is the decimal mark ("12,5K", "1.234M"), but "1,234K" is refused: both readings occur.
- "mil" is a thousand, never a million: CLDR's short form in Spanish, Mexico's with its decimal point included, and in
  Portuguese; an English list writes M.
- "1.2M+", ">1M" and "600K-800K" are read as their lower end: so much is sure.
"""

import re
from decimal import Decimal

from relationships.domain.engagement import MAX_RATE
from relationships.domain.numerals import decimal_of, plain
from relationships.domain.text import fold, is_unknown

MAX_FOLLOWERS = 1_000_000_000
"""House default: no account has more, so a larger count is a slip (or Turkish, where B is a thousand)."""

# Powers of ten as networks and people write them; the compact forms of CLDR and their long words.
_SCALE_WORDS = {
    1_000: "k;mil;tsd;tausend;thousand;thousands;mille;mila;miles;duizend;rb;ribu;bin;tys;тыс;тис;к;千;천;ألف",
    10_000: "万;萬;만;w",
    100_000: "lakh;lakhs;lac;lacs",
    1_000_000: (
        "m;mm;mn;mio;mill;mln;mi;jt;juta;million;millions;millionen;millon;millones;milion;milioni;milione;milhao;milhoes;"
        "miljoen;milyon;млн;м;百万;백만;مليون"
    ),
    10_000_000: "cr;crore;crores",
    100_000_000: "亿;億;억",
    1_000_000_000: "b;bn;bi;md;mrd;mld;billion;billions;milliard;milliards;mil m;mil millones;млрд;مليار",
}
_SCALES = {fold(word): scale for scale, words in _SCALE_WORDS.items() for word in words.split(";")}

# What may stand around a count without changing it.
_PEOPLE = re.compile(
    r"\s*\b(?:followers?|fans?|subs|subscribers?|suscribers?|seguidor[ae]?s?|suscriptor(?:es)?|inscritos?|abonnes?"
    r"|abonnent(?:en|s)?|iscritti|volgers)\.?$"
)
_ABOUT = re.compile(r"^(?:~|≈|>=?|≥|\+|(?:ca|circa|approx|about|env|environ|unos|etwa|over)\b\.?)\s*")
_COUNT = re.compile(r"(?P<number>[\d.,][\d., '\u2019]*?)\s*(?P<scale>[^\W\d_][^\d+]*?)?\.?\s*\+?")
_POWER = re.compile(r"\d+(?:[.,]\d+)?e\+?\d{1,2}")  # what a spreadsheet makes of a long number: 1.2E+06
_RANGE = re.compile(r"([\d.,][^-]*?)\s*-\s*(\d[^-]*)")
_PERCENT = re.compile(r"^[%\u066a]\s*|\s*(?:%|\u066a|percent|per cent|pct)\.?$")  # before the number in Turkish
_PICTURES = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d]+")

_RATE_STEP = Decimal("0.001")  # of a percent; finer figures are noise


def parse_count(text: str, *, limit: int = MAX_FOLLOWERS, scale: int = 1) -> int | None:
    """A count of people as lists write it, such as 1.2M, 977.2K, 12,5K, 5.893.570, 637000.0, 1,2 Mio; None if unknown.

    ``scale``: what a bare number is to be multiplied by. ValueError, with a sentence for the user, when it is no
    number, negative, not whole or above ``limit``.
    """
    if is_unknown(text):
        return None
    bare = text if text.isascii() else _PICTURES.sub("", text)
    written = _ABOUT.sub("", _PEOPLE.sub("", fold(plain(bare))))
    if written.startswith("-"):
        raise ValueError(f"“{text}” is negative: a count is 0 or more; leave the cell empty when it is not known")
    ends = _RANGE.fullmatch(written)
    value = _lower_end(ends[1], ends[2], scale) if ends else _count(written, scale)
    if value is None:
        raise ValueError(f"“{text}” is not a whole number: write it as 12500 or 12.5K, or leave the cell empty")
    if value > limit:
        raise ValueError(f"“{text}” is implausible (more than {limit:,}): check the number")
    return value


def _count(written: str, other_scale: int = 1) -> int | None:
    """A folded count as a whole number, or None; `other_scale` holds for a number that has no scale of its own."""
    if _POWER.fullmatch(written):
        return _whole(Decimal(written.replace(",", ".")))
    found = _COUNT.fullmatch(written)
    scale = _scale(found, other_scale)
    if found is None or scale is None:
        return None
    number = found["number"].strip()
    if scale == 1:
        return _whole(decimal_of(number, three_digits_group=True))
    if re.fullmatch(r"[1-9]\d{0,2},\d{3}", number):
        raise ValueError(f"“{written}” can be read in two ways: write the whole number, such as 1234000")
    return int(decimal_of(number, three_digits_group=False) * scale)


def _scale(found: re.Match[str] | None, other: int) -> int | None:
    if found is None:
        return None
    return _SCALES.get(found["scale"].strip()) if found["scale"] else other


def _whole(value: Decimal) -> int | None:
    return int(value) if value == value.to_integral_value() else None


def _lower_end(low: str, high: str, bare: int) -> int | None:
    """The lower end of a range; it borrows the upper end's scale ("600-800K"), unless it would then be the larger."""
    upper = _count(high, bare)
    if upper is None:
        return None
    scale = _scale(_COUNT.fullmatch(high), bare) or 1
    ends = (_count(low, scale), _count(low, bare))
    return next((end for end in ends if end is not None and end <= upper), None)


def parse_rate(text: str) -> Decimal | None:
    """A rate in percent, to a thousandth: "4.5%", "4,5 %" and "4.5" are 4.5; None for "unknown".

    A bare number is taken as percent; whether a whole column holds fractions is not for one cell to decide. ValueError,
    with a sentence for the user, when it is no number, negative or above MAX_RATE.
    """
    if is_unknown(text):
        return None
    written = _ABOUT.sub("", _PERCENT.sub("", fold(plain(text))))
    if written.startswith("-"):
        raise ValueError(f"“{text}” is negative: a rate is 0 or more; leave the cell empty when it is not known")
    try:
        rate = decimal_of(written, three_digits_group=False)
    except ValueError:
        raise ValueError(f"“{text}” is not a rate: write it as 4.5% or leave the cell empty") from None
    if rate > MAX_RATE:
        raise ValueError(f"“{text}” is implausible (more than {MAX_RATE}%): check the number")
    return rate.quantize(_RATE_STEP)


def short_count(count: int) -> str:
    """A count in at most one decimal: 999, 1K, 12.4K, 1.2M. Rounded down: 99,999 never reads as 100K, the next tier."""
    if count < 0:
        raise ValueError(f"{count} is negative: a count is 0 or more")
    for unit, letter in ((1_000_000_000, "B"), (1_000_000, "M"), (1_000, "K")):
        if count >= unit:
            whole, tenth = divmod(count * 10 // unit, 10)
            return f"{whole:,}{f'.{tenth}' if tenth else ''}{letter}"
    return str(count)
