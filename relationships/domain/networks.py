"""Handles and addresses: from what people write to the key by which an account is known, and back to its address.

(network, normalised handle) names one account. Normalising is idempotent; the handle as written is kept beside the key.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote, unquote

from relationships.domain.network_table import CHOICES, NETWORKS, Network, folded
from relationships.domain.text import fold

__all__ = [
    "CHOICES",
    "HANDLE_MAX",
    "NETWORKS",
    "Network",
    "is_channel_id",
    "network_named",
    "network_of_url",
    "normalise_handle",
    "profile_url",
]

HANDLE_MAX = 200
"""Longest normalised handle, in characters. The networks stop at 15 to 100; a blog's address may be longer."""
_WRITTEN_MAX = 2_000  # a profile's address with tracking parameters; anything longer is not a handle

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]")
_FORBIDDEN = re.compile(r"""[\s\x00-\x1f\x7f-\x9f\ud800-\udfff/\\?#<>"'`@:;,()\[\]{}|&%$!*+=^~]""")
_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*[^\W_](?::\d{1,5})?")
_WWW = re.compile(r"(?:www\.)+(?=[^.]+\.)")
_PATH_FORBIDDEN = re.compile(r"""[\s\x00-\x1f\x7f-\x9f\ud800-\udfff\\?#<>"`{}|^]""")
_FULL_WIDTH_AT = "\uff20"
_COMPANY = ("company", "school", "showcase")  # LinkedIn pages that are not a person's

# Addresses that lead somewhere else: the handle cannot be read from them.
_SHORT_LINKS = frozenset(
    ("vm.tiktok.com", "vt.tiktok.com", "youtu.be", "pin.it", "fb.watch", "fb.me", "lnkd.in", "t.co", "bit.ly", "goo.gl")
)


@dataclass(frozen=True, slots=True)
class _Address:
    """A web address in parts: host in lower case, path without slashes around it, query with its question mark."""

    host: str
    path: str
    query: str


def _address(written: str) -> _Address | None:
    """The parts of what looks like a web address, or None when it is a bare word."""
    scheme, separator, rest = written.partition("://")
    if separator and scheme.casefold() not in ("http", "https"):
        raise ValueError(f"“{scheme}:” is not a web address: give the handle, or an address that starts with https://")
    rest = (rest if separator else written.removeprefix("//")).partition("#")[0]
    place, mark, query = rest.partition("?")
    host, slash, path = place.partition("/")
    host = folded(host.rpartition("@")[2]).removesuffix(":80").removesuffix(":443").rstrip(".")
    if not (separator or slash) or "." not in host:
        return None
    return _Address(host, re.sub(r"/{2,}", "/", path).strip("/"), mark + query)


def _network_at(host: str) -> Network | None:
    if "." not in host:
        return None
    return next((row for row in NETWORKS.values() if row.hosts is not None and row.hosts.fullmatch(host)), None)


def _in_profile(network: Network, address: _Address) -> str | None:
    """The handle as it stands in the address of a profile, or None when the address is no profile of this network."""
    if network.hosts is None or not network.hosts.fullmatch(address.host):
        return None
    for pattern in network.paths:
        found = pattern.fullmatch(address.path + address.query)
        if found and (address.path.startswith("@") or folded(unquote(found["handle"])) not in network.reserved):
            return unquote(found["handle"])
    return None


def _trimmed(written: str) -> str:
    if len(written) > _WRITTEN_MAX:
        raise ValueError(f"too long for a handle ({len(written):,} characters): at most {HANDLE_MAX} are possible")
    return _INVISIBLE.sub("", written).strip()


def _without_at(text: str) -> str:
    return text.lstrip("@" + _FULL_WIDTH_AT).strip()


def _short_enough(handle: str) -> str:
    if len(handle) > HANDLE_MAX:
        raise ValueError(f"too long for a handle: {len(handle)} characters, at most {HANDLE_MAX}")
    return handle


def _key(network: Network, handle: str) -> str:
    """The key of a bare handle, or ValueError when it cannot be one."""
    prefix, slash, name = handle.rpartition("/")
    prefix = folded(prefix)
    if slash and not (network.key == "linkedin" and prefix in _COMPANY):
        raise ValueError(f"“{handle}” is neither a handle nor an address of {network.label}")
    name = network.normal(_without_at(_INVISIBLE.sub("", name)))
    if re.search(r"\s", name):
        raise ValueError(f"“{name}” has a space inside: write the handle (such as @name), not the display name")
    if not any(char.isalnum() or char == "_" for char in name):
        raise ValueError("no handle: write the account's name as on the network, such as @name")
    if "@" in name:
        raise ValueError(f"“{name}” looks like an e-mail address: write the handle, such as @name")
    if bad := _FORBIDDEN.search(name):
        raise ValueError(f"“{name}” cannot be a handle: {bad[0]!r} does not occur in handles")
    if _network_at(name) or name in _SHORT_LINKS:
        raise ValueError(f"“{name}” is a network's own address: add the profile, or write the handle alone")
    if name in network.reserved and "@" not in network.url:
        raise ValueError(f"“{name}” is a page of {network.label} itself, not a handle")
    return _short_enough(prefix + slash + name)


def _site(address: _Address) -> str:
    """Host and path of a site: the path keeps its case, since many servers tell cases apart."""
    host = _WWW.sub("", address.host, count=1) if address.host.startswith("www.") else address.host
    if not _HOST.fullmatch(host) or _PATH_FORBIDDEN.search(address.path):
        raise ValueError(f"“{host}” is not a web address: give it as in example.com/name")
    path = quote(unicodedata.normalize("NFC", address.path), safe="/%@:~!$&'()*+,;=")
    return _short_enough(f"{host}/{path}" if path else host)


def _refuse_foreign(network: Network, address: _Address) -> None:
    """ValueError when the address belongs to another network than the one asked for, or shows no profile."""
    if address.host in _SHORT_LINKS:
        raise ValueError(f"“{address.host}” is a short link that hides the profile: open it and give the handle")
    owner = _network_at(address.host)
    if owner is network:
        raise ValueError(f"this {network.label} address shows a post or a page, not a profile: give the handle")
    if owner is not None:
        raise ValueError(f"this is an address of {owner.label}, not of {network.label}")


def normalise_handle(network: str, written: str) -> str:
    """The key by which an account of `network` is known: from @x, x, or the address of its profile.

    Case and Unicode are folded as the network does. A YouTube channel id (UC…) keeps its case; YouTube's old /c/name
    and /user/name count as the handle, since YouTube gave most channels their old name as handle. A blog is host and
    path without scheme and "www."; an "other" account is an address or a name. Idempotent. ValueError, with a sentence
    for the user, when it cannot be a handle.
    """
    rule = NETWORKS.get(network)
    if rule is None:
        raise ValueError(f"“{network}” is not a network: choose one of {', '.join(NETWORKS)}")
    trimmed = _trimmed(written)
    text = _without_at(trimmed)
    if rule.channel_id and rule.channel_id.fullmatch(trimmed):
        return trimmed
    address = _address(text + "/" if rule.by_address and "/" not in text else text)
    if rule.by_address and address is None:
        raise ValueError(f"“{text}” is not a web address: give it as in example.com")
    if address is None:
        return _key(rule, folded(text))
    if (found := _in_profile(rule, address)) is not None:
        return _key(rule, found)
    _refuse_foreign(rule, address)
    if rule.hosts is not None:
        raise ValueError(f"“{text}” is not an address of {rule.label}: give the profile on {rule.label} or the handle")
    return _site(address)


def is_channel_id(network: str, handle: str) -> bool:
    """Whether a handle of this network is a lasting channel id (YouTube's UC…) rather than a name."""
    rule = NETWORKS.get(network)
    return bool(rule and rule.channel_id and rule.channel_id.fullmatch(handle))


def profile_url(network: str, handle: str) -> str:
    """The address of a profile from its normalised handle; "" where none can be made. Always https, always escaped."""
    rule = NETWORKS.get(network)
    if rule is None or not handle:
        return ""
    if rule.hosts is None:
        host, slash, path = handle.partition("/")
        known = _HOST.fullmatch(host) and (rule.by_address or slash)
        return f"https://{handle}" if known and not _PATH_FORBIDDEN.search(path) else ""
    if is_channel_id(network, handle):
        return rule.channel_url.format(handle)
    prefix, slash, name = handle.rpartition("/")
    if slash:  # a company's page on LinkedIn
        return f"https://www.linkedin.com/{quote(prefix, safe='')}/{quote(name, safe='')}/"
    return rule.url.format(quote(handle, safe=""))


def network_of_url(url: str) -> tuple[str, str] | None:
    """(network key, normalised handle) of a profile's address, or None when it is no profile of a network we know."""
    try:
        address = _address(_without_at(_trimmed(url)))
        owner = _network_at(address.host) if address else None
        return (owner.key, normalise_handle(owner.key, url)) if owner else None
    except ValueError:
        return None


def _name_key(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))


@cache
def _by_name() -> dict[str, str]:
    return {_name_key(name): row.key for row in NETWORKS.values() for name in (row.key, row.label, *row.names)}


def network_named(text: str) -> str | None:
    """The key of the network that people call so ("IG", "Twitter", "You Tube"), or None."""
    return _by_name().get(_name_key(text))
