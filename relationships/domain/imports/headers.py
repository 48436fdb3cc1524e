"""What a header says by itself, before anybody looks at the cells beneath it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from relationships.domain.engagement import EngagementBasis
from relationships.domain.imports.fields import Field
from relationships.domain.imports.longer import alternatives, is_of_several, shorter
from relationships.domain.imports.phrases import BASIS_PHRASES, CARRIERS, FILLERS, PHRASES
from relationships.domain.imports.scales import scale_of
from relationships.domain.imports.strangers import AUDIENCE, DERIVED, NUMBERS, OTHERS, TELLING_WORDS
from relationships.domain.networks import NETWORKS, network_named
from relationships.domain.text import fold, is_unknown

HEADER_MAX = 100
"""Characters of a header that are looked at; nobody calls a column by more on purpose."""

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")  # in userName and FollowerCount, but also in TikTok
_WORD = re.compile(r"[^\W_]+")
_IN_BRACKETS = re.compile(r"[(\[].*?[)\]]")  # "Followers (as of March)": what is neither known nor telling
_EAST = "\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff"  # as folding leaves Hangul, kana and Chinese characters
_BORDER = re.compile(rf"(?<=[a-z\d])(?=[{_EAST}])|(?<=[{_EAST}])(?=[a-z])")
_GLUED = sorted(
    {key for row in NETWORKS.values() for name in row.names if re.match(f"[{_EAST}]", key := fold(name))},
    key=len,
    reverse=True,
)
"""What networks are called in scripts that put no blank behind it."""
_AGES = re.compile(r"(?:\d{2}\s?[-\u2013]\s?\d{2}|\d{2}\s?\+)\s?%?")  # of an audience: 18-24, 55+
_LAST_NUMBER = re.compile(r" ?\d{1,2}$")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one header says.

    `field` with the network and the denominator that it names, if any; or `stranger`, what the column is instead when
    it is none of ours. `firm`: the cells cannot change that it is a stranger. `scale`: of followers, what bare numbers
    are to be multiplied by.
    """

    field: Field | None = None
    network: str | None = None
    basis: EngagementBasis | None = None
    stranger: str = ""
    firm: bool = False
    scale: int = 1


def header_key(text: str) -> str:
    """A header as it is looked up: folded, words alone, one space between."""
    return " ".join(_WORD.findall(fold(text)))


def before_joining(headers: Sequence[str]) -> list[str]:
    """The headers without what joining two tables put behind those that both had: `fans_x` and `fans_y`, not of X."""
    stems = {name[:-2] for name in headers if name.endswith("_x")} & {
        name[:-2] for name in headers if name.endswith("_y")
    }
    return [name[:-2] if name.endswith(("_x", "_y")) and name[:-2] in stems else name for name in headers]


def words_of(header: str) -> frozenset[str]:
    """The words of a header, of a name in humps as well: tweet and count in tweetCount."""
    return frozenset(header_key(_HUMP.sub(" ", header[:HEADER_MAX])).split())


def _each(phrases: str) -> Iterator[str]:
    return (key for phrase in phrases.split(";") if (key := header_key(phrase)))


FIELDS: Mapping[str, Field] = {
    phrase: field for field, tongues in PHRASES.items() for phrases in tongues.values() for phrase in _each(phrases)
}
"""Phrase (as `header_key` gives it) -> field."""
BASES: Mapping[str, EngagementBasis] = {
    pattern.format(rate, by).strip(): basis
    for basis, phrases in BASIS_PHRASES.items()
    for by in _each(phrases)
    for rate in ("", *(rate for tongue in PHRASES[Field.ENGAGEMENT_RATE].values() for rate in _each(tongue)))
    if (rate or by.startswith("er"))
    for pattern in ("{} {}", "{} {} rate")
}
"""Phrase for an engagement rate that names its denominator -> denominator."""
_STRANGERS: Mapping[str, Meaning] = {
    phrase: Meaning(stranger=what, firm=table is OTHERS)
    for table in (NUMBERS, OTHERS)
    for what, phrases in table.items()
    for phrase in _each(phrases)
}
_TURNED: dict[str, Meaning | None] = {}
"""Words of a phrase in the order of the alphabet -> what it means, None where phrases of the same words disagree."""
for _phrase, _said in (*((phrase, Meaning(field)) for phrase, field in FIELDS.items()), *_STRANGERS.items()):
    _words = " ".join(sorted(_phrase.split()))
    _TURNED[_words] = _said if _TURNED.get(_words, _said) == _said else None
DERIVED_HEADS: Mapping[str, str] = {phrase: why for why, phrases in DERIVED.items() for phrase in _each(phrases)}
"""Head of one of our own exports -> why it is not read."""


def meaning_of(header: str) -> Meaning | None:
    """What a header says, or None when it says nothing that we know."""
    return _meaning_of(header) if len(header) <= HEADER_MAX else None


@lru_cache(maxsize=4_096)
def meaning_at_once(header: str) -> Meaning | None:
    """As `meaning_of` for a header that says no more than what it means: quick enough for any cell of a list."""
    return _meaning(header_key(header)) if len(header) <= HEADER_MAX else None


@lru_cache(maxsize=4_096)
def _meaning_of(header: str) -> Meaning | None:
    if is_unknown(header):
        return Meaning(Field.HANDLE) if header.strip() == "@" else None
    if _AGES.fullmatch(header.strip()):
        return Meaning(stranger=AUDIENCE, firm=True)
    scale, without = scale_of(header)
    if scale != 1:
        plain = _meaning(header_key(without)) or _meaning(header_key(_IN_BRACKETS.sub(" ", without)))
        return replace(plain, scale=scale) if plain and plain.field is Field.FOLLOWERS else plain
    if is_of_several(header):
        return Meaning(stranger="one of several things that stand side by side", firm=True)
    keys = (header_key(header), header_key(_HUMP.sub(" ", header)))
    found = _first(_meaning, keys) or _either(header)
    found = found or _first(_meaning, map(header_key, shorter(header))) or _first(_stranger_by_word, keys)
    return found or _meaning(header_key(_IN_BRACKETS.sub(" ", header))) or _meaning(_apart(keys[0]))


def _first(look: Callable[[str], Meaning | None], keys: Iterable[str]) -> Meaning | None:
    return next((found for key in keys if (found := look(key))), None)


def _either(header: str) -> Meaning | None:
    """ "Follower/subscriber count": what all alternatives mean."""
    found = [_meaning(header_key(part)) for part in alternatives(header)]
    fields = {meaning.field if meaning else None for meaning in found}
    networks = {meaning.network for meaning in found if meaning and meaning.network}
    fields -= {Field.URL} if Field.HANDLE in fields else set()  # a column of handles may hold addresses
    if len(fields) != 1 or len(networks) > 1 or None in fields:
        return None
    return Meaning(fields.pop(), networks.pop() if networks else None)


def _meaning(key: str) -> Meaning | None:
    if plain := _known(key) or _known(_LAST_NUMBER.sub("", key)):
        return plain
    words = [word for word in key.split() if word not in FILLERS]
    words, network = _without_network(words)
    rest = " ".join(words)
    if network is None:
        rest_alone = " ".join(word for word in words if word not in CARRIERS)
        return _known(rest) or _known(_LAST_NUMBER.sub("", rest)) or _known(rest_alone)
    if network == "":
        return None
    return _of_network(rest, network)


def _of_network(rest: str, network: str) -> Meaning | None:
    if rest in ("", "name", "id", "account", "user"):
        return Meaning(Field.HANDLE, network)
    found = _known(rest) or _known(_LAST_NUMBER.sub("", rest))
    return replace(found, network=network) if found else None


def _apart(key: str) -> str:
    """A header of a script without blanks, the network's name and each other script by themselves: `ig粉絲數`."""
    spaced = _BORDER.sub(" ", key)
    name = next((name for name in _GLUED if spaced.startswith(name)), "")
    return f"{name} {spaced[len(name) :].strip()}" if name else spaced


def _without_network(words: list[str]) -> tuple[list[str], str | None]:
    """The words beside a network's name, and its key; "" when several networks are named, None when none is."""
    named: dict[str, None] = {}
    rest: list[str] = []
    at = 0
    while at < len(words):
        two = network_named("".join(words[at : at + 2])) if at + 1 < len(words) else None
        one = network_named(words[at]) or network_named(words[at].removeprefix("ال"))
        network = next((key for key in (two, one) if key and NETWORKS[key].hosts is not None), None)
        if network:
            named[network] = None
            at += 2 if network == two and network != one else 1
        else:
            rest.append(words[at])
            at += 1
    if not named:
        return words, None
    return rest, next(iter(named)) if len(named) == 1 else ""


def network_in(header: str) -> str | None:
    """The one network that a header names, whatever else it says."""
    return (
        _without_network([word for word in header_key(header[:HEADER_MAX]).split() if word not in FILLERS])[1] or None
    )


def _stranger_by_word(key: str) -> Meaning | None:
    """A header that no table has, of which one word says enough: "audience 18-24", "agent's assistant"."""
    what = next((TELLING_WORDS[word] for word in key.split() if word in TELLING_WORDS), None)
    return Meaning(stranger=what, firm=True) if what else None


def _known(key: str) -> Meaning | None:
    if key in FIELDS:
        return Meaning(FIELDS[key])
    if basis := BASES.get(key):
        return Meaning(Field.ENGAGEMENT_RATE, basis=basis)
    # "Title channel" is "channel title".
    return _STRANGERS.get(key) or _TURNED.get(" ".join(sorted(key.split())))
