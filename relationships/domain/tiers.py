"""A creator's tier: nano, micro, macro or mega, derived from followers and never typed in by hand.

Source of the default bands: the articles the product was founded on (nano under 5,000; micro 5,000 to under 100,000;
macro from 100,000, "several million" included). Mega is "celebrities and international stars": a flag on the creator,
plus a floor of 10,000,000 followers that is a house default.
"""

from dataclasses import dataclass
from enum import StrEnum


class Tier(StrEnum):
    """Ordered by audience; UNKNOWN comes last, for a creator whose follower count nobody knows."""

    NANO = "nano"
    MICRO = "micro"
    MACRO = "macro"
    MEGA = "mega"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Bands:
    """Half-open follower bands ``[min, max)``, told by their three lower edges (followers).

    Nano starts at 0 and mega has no upper edge, so a gap or an overlap cannot be written down.
    Raises ValueError unless ``0 < micro_from < macro_from < mega_from``.
    """

    micro_from: int = 5_000  # seed
    macro_from: int = 100_000  # seed
    mega_from: int = 10_000_000  # house default

    def __post_init__(self) -> None:
        if not 0 < self.micro_from < self.macro_from < self.mega_from:
            raise ValueError("bands must rise: 0 < micro from < macro from < mega from")

    def lower_edges(self) -> tuple[tuple[Tier, int], ...]:
        """Each tier with the count from which it holds, highest first."""
        return (
            (Tier.MEGA, self.mega_from),
            (Tier.MACRO, self.macro_from),
            (Tier.MICRO, self.micro_from),
            (Tier.NANO, 0),
        )


DEFAULT_BANDS = Bands()


def tier_for(followers: int | None, *, celebrity: bool = False, bands: Bands = DEFAULT_BANDS) -> Tier:
    """The tier of ``followers`` (of one account; None when not known). A celebrity is mega, whatever the count.

    Raises ValueError on a negative count.
    """
    if followers is not None and followers < 0:
        raise ValueError(f"followers cannot be negative: {followers}")
    if celebrity:
        return Tier.MEGA
    if followers is None:
        return Tier.UNKNOWN
    return next(tier for tier, edge in bands.lower_edges() if followers >= edge)
