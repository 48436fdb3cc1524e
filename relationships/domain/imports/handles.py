"""What a cell says about which account it is: a handle, a handle with a name beside it, or addresses of profiles."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from relationships.domain.network_table import Network
from relationships.domain.networks import HANDLE_MAX, NETWORKS, is_channel_id, network_of_url, normalise_handle
from relationships.domain.text import clean_line

_PLAIN = re.compile(r"@?([A-Za-z0-9_][A-Za-z0-9_-]{0,98})")
_PIECES = re.compile(r"[\s,;|]+")
_SIMPLE_URL = re.compile(r"https?://(?:www\.)?([a-z]+\.[a-z]{2,3})/(@?)([A-Za-z0-9_]{1,98})/?")

_HANDLE = r"@?[\w][\w.\-]{0,98}"
_IN_BRACKETS = re.compile(r"(?P<outer>.+?)\s*[(\[（]\s*(?P<inner>[^()\[\]（）]+?)\s*[)\]）]")
_DIVIDED = re.compile(r"(?P<outer>.+?)\s+[-–—|/·•:]\s+(?P<inner>.+)|(?P<one>[^|]+?)\s*\|\s*(?P<two>[^|]+)")
_WITH_AT = re.compile(r"(?P<outer>.*?\S)\s+(?P<inner>@[\w][\w.\-]{0,98})")
_LIKE_HANDLE = re.compile(_HANDLE)
_MARKED = re.compile(r"@|[_.\d]")


@dataclass(frozen=True, slots=True)
class Told:
    """An account that a cell names: its key, the handle as shown, and the display name beside it, if any."""

    network: str
    key: str
    shown: str
    name: str = ""


@cache
def _plain_rule(network: str) -> tuple[Network, frozenset[str], bool] | None:
    """What a plain handle has to be checked against; None where no handle is plain (a blog's is an address)."""
    rule = NETWORKS.get(network)
    if rule is None or rule.by_address or rule.hosts is None:
        return None
    return rule, rule.reserved if "@" not in rule.url else frozenset(), rule.channel_id is not None


def key_of(network: str, written: str) -> str:
    """As `normalise_handle`, and quick for a handle of plain letters, as nearly all are."""
    found = _PLAIN.fullmatch(written)
    plain = _plain_rule(network) if found else None
    if found is None or plain is None:
        return normalise_handle(network, written)
    rule, reserved, has_ids = plain
    if has_ids and is_channel_id(network, written):
        return written
    key = rule.normal(found[1].lower())
    if key in reserved or not key.strip("-"):
        return normalise_handle(network, written)
    return key


def handle_in(network: str, cell: str) -> Told:
    """The account that a cell of handles names on a network: @x, x, an address, or one of these with a name beside it.

    ValueError, with a sentence for the user, when it names none.
    """
    written = clean_line(cell)
    try:
        key = key_of(network, written)
    except ValueError:
        if told := _with_name(network, written):
            return told
        raise
    return Told(network, key, shown(network, written, key))


def shown(network: str, written: str, key: str) -> str:
    """The handle as people will see it: as written, unless that was an address."""
    return written if "/" not in written and len(written) <= HANDLE_MAX and "\n" not in written else key


def _with_name(network: str, written: str) -> Told | None:
    """`Mina K. (minak_live)`, `minak_live - Mina K.`, `Mina K. @minak_live`; None where it is not clear which is which."""
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
    return None


def _which(outer: str, inner: str, *, brackets: bool) -> str | None:
    """Which part is the handle: the only one that can be; else the one that looks like one; else what is in brackets."""
    may = [part for part in (outer, inner) if _LIKE_HANDLE.fullmatch(part) or "/" in part]
    at = [part for part in (outer, inner) if part.startswith("@") or "://" in part]
    if len(at) == 1:
        return at[0]
    marked = [part for part in may if _MARKED.search(part) or (part.islower() and part.isascii())]
    if len(may) == 1:
        return may[0] if brackets or marked else None
    if len(may) == 2 and len(marked) == 1:
        return marked[0]
    return inner if brackets and len(may) == 2 else None


def pieces(cell: str) -> list[str]:
    """The addresses in a cell that may hold several."""
    return [piece for piece in _PIECES.split(cell) if piece]


def address_in(piece: str) -> Told | None:
    """The account whose profile this is an address of, or None."""
    quick = _SIMPLE_URL.fullmatch(piece)
    network = _host(quick[1]) if quick else None
    if quick and network and (plain := _plain_rule(network)):
        rule = plain[0]
        key = rule.normal(quick[3].lower())
        if ("@" in rule.url) is bool(quick[2]) and key not in rule.reserved:
            return Told(network, key, key)
    found = network_of_url(piece)
    return Told(found[0], found[1], found[1]) if found else None


@lru_cache(maxsize=1_024)
def _host(host: str) -> str | None:
    return next((row.key for row in NETWORKS.values() if row.hosts is not None and row.hosts.fullmatch(host)), None)
