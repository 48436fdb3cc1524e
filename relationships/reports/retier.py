"""What other bands would do: how many creators would change tier, counted by SQL before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F

from relationships.domain.tiers import DEFAULT_BANDS, Bands, Tier
from relationships.models import Creator
from relationships.querysets.tiers import tier_case
from relationships.services.audience import bands_on_file


@dataclass(frozen=True, slots=True)
class Move:
    """``creators`` creators that are ``was`` today and would be ``becomes``."""

    was: Tier
    becomes: Tier
    creators: int


def moves_if(network: str, bands: Bands | None) -> Sequence[Move]:
    """The moves if ``network`` ("": every network without its own) had ``bands``; None: if it had none of its own."""
    default, by_network = bands_on_file()
    if not network:
        return moves_under(bands or DEFAULT_BANDS, by_network)
    others = {name: own for name, own in by_network.items() if name != network}
    return moves_under(default, {**others, network: bands} if bands else others)


def moves_under(default: Bands, by_network: Mapping[str, Bands]) -> Sequence[Move]:
    """The moves under these bands, in the order of the tiers; empty when nobody would move."""
    moving = Creator.objects.annotate(becomes=tier_case(default, by_network)).exclude(tier=F("becomes"))
    counted = moving.order_by().values_list("tier", "becomes").annotate(creators=Count("pk"))
    rank = list(Tier).index
    found = [Move(Tier(was), Tier(becomes), creators) for was, becomes, creators in counted]
    return sorted(found, key=lambda move: (rank(move.was), rank(move.becomes)))
