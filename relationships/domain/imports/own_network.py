"""Which network a list is of, where neither its rows nor the heads of its columns say so."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from relationships.domain.imports.drafts import Draft
from relationships.domain.imports.fields import Field
from relationships.domain.imports.headers import words_of
from relationships.domain.networks import NETWORKS, network_named
from relationships.domain.text import fold

ALL_BUT_FEW = 0.95
"""Such a part of the addresses of a list makes it one of their network."""
_SHORT_NAMES = frozenset(re.findall(r"\w+", "x web site pin pins meta blog other others li sc tw snap"))
_CLUES: Mapping[str, frozenset[str]] = {
    "x": frozenset(("tweet", "tweets", "retweet", "retweets", "retweeted", "statuses", "твиты")),
    "instagram": frozenset(("igtv", "reel", "reels", "edge")),
    "tiktok": frozenset(("authormeta", "digg", "duet", "duets")),
}
"""Words in heads of columns that one network alone has, or that it made known."""


@dataclass(frozen=True, slots=True)
class Titles:
    """What stands around a table: the cells above its header, its sheet's name, its file's name."""

    above: Sequence[str]
    sheet: str
    file_name: str


def own_network(found: Sequence[Draft], asked: str | None, titles: Titles) -> tuple[str | None, list[str]]:
    """The list's own network, where there is one, and a sentence about what told it."""
    if asked or any(draft.field is Field.NETWORK for draft in found):
        return asked, []
    own = [draft for draft in found if draft.network is None and draft.field in (Field.HANDLE, Field.URL)]
    named = {draft.network for draft in found if draft.network} or _named_beside(found)
    by_handle = any(draft.field is Field.HANDLE for draft in own)
    beside = any(draft.network and draft.field is Field.HANDLE for draft in found)
    if len(named) == 1 and not (own and beside):
        return named.pop(), []
    addresses = sum((draft.values.networks for draft in own), Counter[str]())
    if by_handle and addresses and addresses.most_common(1)[0][1] >= ALL_BUT_FEW * addresses.total():
        only = addresses.most_common(1)[0][0]
        return only, [f"Taken as a list of {NETWORKS[only].label}: its addresses are."]
    if by_handle and any(draft.field is Field.CHANNEL_ID for draft in found):
        return "youtube", ["Taken as a list of YouTube: it has channel ids."]
    if by_handle and not addresses:
        return _told_around(found, titles)
    return None, []


def _told_around(found: Sequence[Draft], titles: Titles) -> tuple[str | None, list[str]]:
    """What the titles say, else a column that only one network's lists have."""
    sources = (
        ("the title above it", titles.above),
        ("its sheet's name", [titles.sheet]),
        ("its file's name", [titles.file_name]),
    )
    for source, texts in sources:
        if told := _network_within(texts):
            return told, [f"Taken as a list of {NETWORKS[told].label}, by {source}."]
    clues = {network: draft.header for draft in found if (network := _clue_in(draft.header))}
    if len(clues) == 1:
        [(told, header)] = clues.items()
        return told, [f"Taken as a list of {NETWORKS[told].label}, by its column “{header[:60]}”."]
    return None, []


def _clue_in(header: str) -> str | None:
    words = words_of(header)
    return next((network for network, clues in _CLUES.items() if not clues.isdisjoint(words)), None)


def links_elsewhere(found: Sequence[Draft], own: str | None) -> list[Draft]:
    """Beside handles that their header says to be of the list's network, addresses of another are further accounts."""
    if not any(draft.field is Field.HANDLE and draft.network == own for draft in found if own):
        return list(found)
    return [
        replace(draft, network=there)
        if draft.field is Field.URL and draft.network is None and (there := _only_network(draft)) and there != own
        else draft
        for draft in found
    ]


def _only_network(draft: Draft) -> str | None:
    """The network of which nearly all addresses of a column are."""
    named = draft.values.networks
    [(network, number), *_] = named.most_common(1) or [("", 0)]
    return network if number and number >= ALL_BUT_FEW * named.total() else None


def _named_beside(found: Sequence[Draft]) -> set[str]:
    """Networks in headers of columns that turned out to be no account's: "Instagram name" over display names."""
    return {each.meaning.network for each in found if each.meaning and each.meaning.network}


def _network_within(texts: Sequence[str]) -> str | None:
    """The one network that titles or a file's name speak of."""
    words = [word for text in texts for word in re.findall(r"[^\W_]+", fold(text[:300]))]
    words += [word.removesuffix("s") for word in words]
    named = {
        key
        for word in words
        if word not in _SHORT_NAMES and (key := network_named(word)) and NETWORKS[key].hosts is not None
    }
    return named.pop() if len(named) == 1 else None
