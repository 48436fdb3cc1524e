"""Headers that say in what their counts are: "Followers (millions)", "Подписчики, тыс.", "粉丝数(万)"."""

import re
from functools import lru_cache

from relationships.domain.text import fold

_WORDS = {
    1_000: "k|thousands?|000s?|tsd|tausend|mil|miles|milliers|migliaia|тыс|тысяч|тисяч|rb|ribu|bin|tys|千|천",
    10_000: "w|wan|万|万人|萬|萬人|만|만명",
    1_000_000: "m|mn|mm|mio|mln|millions?|mill|millones|milhoes|millionen|milioni|miljoen|milyon|млн|juta|jt|百万|백만",
}
_LETTERS = ("k", "m", "w")  # alone behind a blank they may mean anything: M is male
_EAST = ("万", "万人", "萬", "萬人", "만", "만명", "百万", "백만")  # stand right behind the word
PLAUSIBLE = {1_000: 50_000_000, 10_000: 500_000_000, 1_000_000: 1_000_000_000}
"""Scale -> a count above this was not meant so: few accounts are that large, and whole numbers would be."""


def _pattern(words: str) -> re.Pattern[str]:
    words = fold(words)
    longer = "|".join(word for word in words.split("|") if word not in _LETTERS)
    glued = "|".join(word for word in map(fold, _EAST) if word in words.split("|")) or "(?!)"
    ends = (
        rf"[(\[]\s*(?:in\s+)?(?:{words})\.?\s*[)\]]",
        rf"[,/_:–—-]\s*(?:{words})\.?",
        rf"(?<=\w)\s(?:{longer})\.?",
        rf"(?<=\w)(?:{glued})",
    )
    return re.compile(rf"\bin (?:{words})\b|(?:{'|'.join(ends)})\s*$")


_PATTERNS = tuple((scale, _pattern(words)) for scale, words in _WORDS.items())


@lru_cache(maxsize=1_024)
def scale_of(header: str) -> tuple[int, str]:
    """(what bare counts beneath a header are to be multiplied by, 1 where it says nothing; the header without that)."""
    folded = fold(header)
    for scale, pattern in _PATTERNS:
        if pattern.search(folded):
            return scale, pattern.sub(" ", folded)
    return 1, folded
