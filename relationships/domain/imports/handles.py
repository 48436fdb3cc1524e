"""What a cell says about which account it is: a handle, a handle with a name beside it, or addresses of profiles."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from relationships.domain.networks import (
    HANDLE_MAX,
    NETWORKS,
    is_channel_id,
    network_of_url,
    normalise_handle,
    profile_url,
)
from relationships.domain.text import clean_line, fold, is_unknown

_PLAIN = re.compile(r"@?([A-Za-z0-9_][A-Za-z0-9_.-]{0,98})")
_MAY_BE_HOST = re.compile(r"\.[a-z]{2,3}$|\.$")
_MAY_BE_ADDRESS = re.compile(r"[./]")
_PIECES = re.compile(r"[\s,;|]+")
_ONE = re.compile(r"[^\s,;|]+")
_SIMPLE_URL = re.compile(r"https?://(?:www\.)?([a-z]+\.[a-z]{2,3})/(@?)([A-Za-z0-9_][A-Za-z0-9_.-]{0,97})/?")
_CHANNEL_URL = re.compile(r"https?://(?:www\.)?youtube\.com/channel/([\w-]{24})/?")

_BESIDE_MAX = 300  # characters of a cell that may hold a handle and a name
_HANDLE = r"@?[\w][\w.\-]{0,98}"
_IN_BRACKETS = re.compile("(?P<outer>.+?)\\s*[(\\[\uff08]\\s*(?P<inner>[^()\\[\\]\uff08\uff09]+?)\\s*[)\\]\uff09]")
_DIVIDED = re.compile(r"(?P<outer>.+?)\s+[-–—|/·•:]\s+(?P<inner>.+)|(?P<one>[^|]+?)\s*\|\s*(?P<two>[^|]+)")
_WITH_AT = re.compile(r"(?P<outer>.*?\S)\s+(?P<inner>@[\w][\w.\-]{0,98})")
_THEN_NAME = re.compile(r"(?P<handle>@\w[\w.]*\w|[a-z\d_][a-z\d_.]+[a-z\d_])\s+(?P<name>\S.*)")
_LIKE_HANDLE = re.compile(_HANDLE)
_MARKED = re.compile(r"@|[_.\d]")
_TWO_WORDS = re.compile(r"[a-z][A-Z]")
_LATIN = re.compile(r"[A-Za-z]")


class Told(NamedTuple):
    """An account that a cell names: its key, the handle as shown, and the display name beside it, if any."""

    network: str
    key: str
    shown: str
    name: str = ""


class _Plain(NamedTuple):
    """What a handle of plain letters has to be checked against on one network, and what its address is made of."""

    normal: Callable[[str], str]
    reserved: frozenset[str]
    has_ids: bool
    at: str
    before: str
    after: str


@cache
def _plain(network: str) -> _Plain | None:
    """None where no handle is plain (a blog's is an address)."""
    rule = NETWORKS.get(network)
    if rule is None or rule.by_address or rule.hosts is None:
        return None
    before, after = rule.url.split("{}")
    at = "@" if "@" in rule.url else ""
    return _Plain(rule.normal, frozenset() if at else rule.reserved, rule.channel_id is not None, at, before, after)


def _quick_key(rule: _Plain, handle: str) -> str | None:
    """The key of a handle of plain letters; None where `normalise_handle` has to look at it closely."""
    key = rule.normal(handle.lower())
    if key in rule.reserved or ("." in key and _MAY_BE_HOST.search(key)):
        return None
    return key


def key_of(network: str, written: str) -> str:
    """As `normalise_handle`, and quick for a handle of plain letters, as nearly all are."""
    found = _PLAIN.fullmatch(written)
    rule = _plain(network) if found else None
    if found is None or rule is None:
        return normalise_handle(network, written)
    if rule.has_ids and is_channel_id(network, written):
        return written
    return _quick_key(rule, found[1]) or normalise_handle(network, written)


def plain_handle(network: str | None, cell: str) -> Told | None:
    """As `handle_in` for a cell that is one handle of plain letters, or one channel id; None for any other."""
    found, rule = _PLAIN.fullmatch(cell), _plain(network) if network else None
    if found is None or rule is None or network is None:
        return None
    if rule.has_ids and is_channel_id(network, cell):
        return Told(network, cell, cell)
    if cell[0] != "@" and is_unknown(cell):
        return None
    key = _quick_key(rule, found[1])
    return Told(network, key, cell) if key else None


def plain_address(network: str | None, cell: str) -> Told | None:
    """As `address_in` for a cell that is one address of a profile, on ``network`` if that is given."""
    told = address_in(cell) if is_one(cell) else None
    return None if told is None or (network and told.network != network) else told


def plain_id(network: str | None, cell: str) -> Told | None:
    """The account that a cell names which is one channel id."""
    return Told(network, cell, cell) if network and is_channel_id(network, cell) else None


def url_of(network: str, key: str) -> str | None:
    """As `profile_url`, and quick for a key of plain letters."""
    rule = _plain(network)
    if rule and _PLAIN.fullmatch(key) and not (rule.has_ids and is_channel_id(network, key)):
        return f"{rule.before}{key}{rule.after}"
    return profile_url(network, key) or None


def handle_in(network: str, cell: str) -> Told:
    """The account that a cell of handles names on a network: @x, x, an address, or one of these with a name beside it.

    ValueError, with a sentence for the user, when it names none.
    """
    written = clean_line(cell)
    # No handle has a blank in it, so that what stands beside it is looked for first.
    if " " in written and len(written) <= _BESIDE_MAX and (told := _with_name(network, written)):
        return told
    try:
        key = key_of(network, written)
    except ValueError:
        if len(written) <= _BESIDE_MAX and (told := _with_name(network, written)):
            return told
        raise
    return Told(network, key, shown(network, written, key))


def shown(network: str, written: str, key: str) -> str:
    """The handle as people will see it: as written, unless that was an address."""
    return written if "/" not in written and len(written) <= HANDLE_MAX and "\n" not in written else key


def _with_name(network: str, written: str) -> Told | None:
    """`Mina K. (minak_live)`, `minak_live - Mina K.`, `Mina K. @minak_live`; None where that is not clear."""
    for pattern, brackets in ((_WITH_AT, False), (_IN_BRACKETS, True), (_DIVIDED, False)):
        found = pattern.fullmatch(written)
        if found is None:
            continue
        outer, inner = (part for part in found.groups() if part is not None)
        if (handle := _which(outer.strip(), inner.strip(), brackets=brackets)) is None:
            continue
        name = outer if handle == inner.strip() else inner
        try:
            key = key_of(network, handle)
        except ValueError:
            continue
        return Told(network, key, shown(network, handle, key), name.strip(" -–—|/·•:"))
    return _then_name(network, written)


def _then_name(network: str, written: str) -> Told | None:
    """`mina.live Mina K.`: a handle, which has a mark or is made of the name, and then a name that begins as one."""
    found = _THEN_NAME.fullmatch(written)
    if found is None:
        return None
    handle, name = found["handle"], found["name"]
    marked = re.search(r"[a-z]", handle) and _MARKED.search(handle) and not name[0].islower()
    if not any(char.isalpha() for char in name) or not (marked or _made_of(handle, name)):
        return None
    try:
        key = key_of(network, handle)
    except ValueError:
        return None
    return Told(network, key, shown(network, handle, key), name)


def _made_of(handle: str, name: str) -> bool:
    """Whether a handle without a mark has a word of the name in it (three letters and more), or is in the name."""
    words = re.findall(r"[^\W\d_]{3,}", fold(name))
    return not name[0].islower() and (any(word in handle for word in words) or handle in "".join(words))


def _which(outer: str, inner: str, *, brackets: bool) -> str | None:
    """Which part is the handle: the only one that can be; else what looks like one; else what is in brackets, unless
    it may as well be a remark: nobody is called Boston in `Ted (Boston)`."""
    may = [part for part in (outer, inner) if _LIKE_HANDLE.fullmatch(part) or "/" in part]
    at = [part for part in (outer, inner) if part.startswith("@") or "://" in part]
    if len(at) == 1:
        return at[0]
    marked = [part for part in may if _MARKED.search(part) or (part.islower() and part.isascii())]
    if len(may) == 1:
        return may[0] if marked or (brackets and may[0] == inner and not _is_remark(outer, inner)) else None
    if len(may) == 2 and len(marked) == 1:
        return marked[0]
    return inner if brackets and len(may) == 2 and (marked or not _is_remark(outer, inner)) else None


def _is_remark(outer: str, inner: str) -> bool:
    """Whether a word in brackets without any mark may be a place or the like: it is no two words in one, nor made of
    the name before it, where that has letters to tell by."""
    return not _TWO_WORDS.search(inner) and bool(_LATIN.search(outer)) and not _made_of(fold(inner), outer)


def is_one(cell: str) -> bool:
    """Whether a cell holds one address at most."""
    return _ONE.fullmatch(cell) is not None


def pieces(cell: str) -> list[str]:
    """The addresses in a cell that may hold several."""
    return [cell] if is_one(cell) else [piece for piece in _PIECES.split(cell) if piece]


def address_in(piece: str) -> Told | None:
    """The account whose profile this is an address of, or None."""
    if quick := _SIMPLE_URL.fullmatch(piece):
        network = _host(quick[1])
        rule = _plain(network) if network else None
        key = _quick_key(rule, quick[3]) if rule and rule.at == quick[2] else None
        if network and key and key not in NETWORKS[network].reserved:
            return Told(network, key, key)
    elif (quick := _CHANNEL_URL.fullmatch(piece)) and is_channel_id("youtube", quick[1]):
        return Told("youtube", quick[1], quick[1])
    if not _MAY_BE_ADDRESS.search(piece):
        return None
    found = network_of_url(piece)
    return Told(found[0], found[1], found[1]) if found else None


@lru_cache(maxsize=1_024)
def _host(host: str) -> str | None:
    return next((row.key for row in NETWORKS.values() if row.hosts is not None and row.hosts.fullmatch(host)), None)
