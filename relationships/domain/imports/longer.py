"""Headers that say more than what they mean: paths of machines, questions of forms, alternatives.

`shorter` gives what of a header may be looked up, the surest first. Nothing here knows what a phrase means.
"""

import re
from collections.abc import Iterator

from relationships.domain.imports.dates import is_month

_AT = re.compile(r"[@\uff20](?!\w)")  # "IG @": the sign stands for the handle
_IN_BRACKETS = re.compile(r"[(\[].*?[)\]]")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_OF_SEVERAL = re.compile(r"(?<=[a-z])[/.\[]\d{1,3}[/.\]]+(?=[a-z])", re.IGNORECASE)
_ALTERNATIVES = re.compile(r"\s*(?:[/|\\;]|\bor\b|\band\b|&|\+)\s*", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W_]+")
_QUESTION = re.compile(r"[?\uff1f]|\b(?:you|your|please)\b", re.IGNORECASE)

_PATHS = frozenset(
    re.findall(
        r"\w+",
        "default"
        " user account profile channel page snippet statistics statistic metrics stats node data attributes info legacy"
        " core result graphql details meta of nb nbr pct percent percentage perc https",
    )
)
"""Where a machine keeps a value, and units that the cells show."""
_ASKED = frozenset(
    re.findall(
        r"\w+",
        "what whats s is are how many much do does you have has which where who if any please enter provide add share"
        " paste give us we can live lives based located currently to for of in qual quais cual quel quelle wie was ist"
        " dein deine ihr ihre seu sua tu ton ta votre que quantos quantas cuantos combien viele tem tienes hast du hat",
    )
)
"""What a form asks with."""
_OF_DAYS = frozenset(
    re.findall(r"\w+", "as of at on a am le de del al il per vom stand um do dia st nd rd th q1 q2 q3 q4")
)


def is_of_several(header: str) -> bool:
    """Whether a column holds one of several things that a machine has put side by side: `posts/0/url`."""
    return _OF_SEVERAL.search(header) is not None


def shorter(header: str) -> Iterator[str]:
    """What a header may be called by, without what surrounds its meaning."""
    text = _AT.sub(" handle ", header)
    if text != header:
        yield " ".join(text.split())
        yield _without(_IN_BRACKETS.sub(" ", text), _ASKED)
    for written in (text, _HUMP.sub(" ", text)):
        yield _without(written, _PATHS)
    if _DIGIT.search(header):
        yield " ".join(word for word in _WORD.findall(text) if not (word.isdigit() or _is_of_day(word)))
    if _QUESTION.search(header):
        yield _without(_IN_BRACKETS.sub(" ", text), _ASKED)


def alternatives(header: str) -> list[str]:
    """The parts of "Follower/subscriber count"; none where there is but one."""
    parts = [part for part in _ALTERNATIVES.split(header.replace("_", " ")) if part.strip()]
    return parts if len(parts) > 1 else []


def _is_of_day(word: str) -> bool:
    """Whether a word speaks of a day, as in "Followers as of 1 March 2026"."""
    return word.casefold() in _OF_DAYS or is_month(word)


def _without(text: str, words: frozenset[str]) -> str:
    return " ".join(word for word in _WORD.findall(text) if word.casefold() not in words)
