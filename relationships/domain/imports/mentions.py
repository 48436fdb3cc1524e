"""Accounts as people note them down, several in one cell: `IG: @kim (12k), TT: @kim.tt`, `@kim (Instagram, 12K)`."""

import re
from functools import lru_cache
from typing import NamedTuple

from relationships.domain.imports.cells import count
from relationships.domain.imports.handles import Told, address_in, key_of
from relationships.domain.networks import NETWORKS, network_named

_CELL_MAX = 300  # characters of a cell that may hold mentions
_BETWEEN = re.compile(r"\s*(?:[;|\n•·]|,(?!\d)(?![^(\[]*[)\]])|(?<=\s)[/+&]\s|(?<=\s)(?:and|und|et|y|e)\s)\s*")
_HANDLE = r"(?P<handle>(?:https?://)?@?\w[\w.\-/@]{0,98})"
_COUNT = r"(?P<count>\d[\d.,]*\s?[KkMm]?\+?)(?:\s+(?:followers|fans|subs|subscribers|seguidores|abonn[ée]s))?"
_NETWORK = r"(?P<network>[^\W\d_][^\W_ ]*(?: [^\W_]+)?)"
_WITH_COUNT = rf"{_HANDLE}(?:\s*[-–—,(\[]?\s*{_COUNT}\s*[)\]]?)?"
_FORMS = (
    re.compile(rf"{_NETWORK}\s*[:=–—-]\s*{_WITH_COUNT}"),  # IG: @kim (12k)
    re.compile(rf"{_NETWORK}\s+(?=@){_WITH_COUNT}"),  # IG @kim 12k
    re.compile(rf"(?=@){_HANDLE}\s+[-–—]\s+{_NETWORK}(?P<count>)"),  # @kim - IG
    re.compile(rf"{_HANDLE}\s*[(\[]\s*{_NETWORK}\s*(?:[-–—:, ]\s*{_COUNT}\s*)?[)\]]"),  # @kim (Instagram, 12k)
)


class Mention(NamedTuple):
    """An account that is named with its network; ``followers`` where they stand beside it."""

    told: Told
    followers: int | None


@lru_cache(maxsize=1_024)
def mentions(cell: str) -> tuple[Mention, ...]:
    """The accounts that a cell notes; none when any part of it is something else."""
    if len(cell) > _CELL_MAX or not any(mark in cell for mark in ":=@([–—-"):
        return ()
    found = [_mention(piece) for piece in _BETWEEN.split(cell.strip()) if piece]
    known = tuple(each for each in found if each)
    return known if len(known) == len(found) else ()


def _mention(piece: str) -> Mention | None:
    for form in _FORMS:
        if (match := form.fullmatch(piece)) and (network := network_named(match["network"])):
            return _checked(network, match["handle"], match["count"])
    return None


def _checked(network: str, handle: str, number: str | None) -> Mention | None:
    """None where the handle cannot be one there, or what stands beside it is no count."""
    address = address_in(handle) if "/" in handle else None
    if NETWORKS[network].hosts is None or (address and address.network != network):
        return None
    try:
        told = address or Told(network, key_of(network, handle), handle)
        return Mention(told, count(number.strip()) if number else None)
    except ValueError:
        return None
