"""What the account's figures say: to be checked, never to be called a fraud."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from relationships.domain.collaborations import Status
from relationships.domain.networks import NETWORKS
from relationships.domain.playbooks.advice import Advice, Code, Severity
from relationships.domain.playbooks.case import Case, advice
from relationships.domain.playbooks.norms import Basis, EngagementBand, Origin, Playbook
from relationships.domain.playbooks.words import counted, listed, said, sentence
from relationships.domain.tiers import Tier

_BY_FOLLOWERS = Origin(
    "", "Skeepers article: relationships vary with the number of followers (it says of itself that it is outdated)",
    None, Basis.SEED,
)  # fmt: skip


def band_missed(playbook: Playbook, network: str, basis: str, rate: Decimal | None) -> EngagementBand | None:
    """The tier's range for that network and denominator, where ``rate`` (percent) lies outside of it."""
    band = playbook.band_for(network, basis) if rate is not None else None
    # As a float: a rate typed as 1.7 must equal the 1.7 of the norm, which Decimal would call a little less.
    return None if band is None or rate is None or band.low <= float(rate) <= band.high else band


def _outside_band(case: Case) -> str:
    """What is odd about the engagement rate, or ""."""
    audience = case.facts.audience
    rate = audience.engagement_rate
    band = band_missed(case.playbook, audience.network, audience.engagement_basis, rate)
    if band is None or rate is None:
        return ""
    network = NETWORKS[audience.network].label if audience.network in NETWORKS else audience.network
    return (
        f"engagement on {network} is {float(rate):g}% of {audience.engagement_basis}, and {band.low:g}–{band.high:g}%"
        " are usual for this tier"
    )


def _jump(counts: Sequence[tuple[date, int]], percent: int, days: int, on: date) -> tuple[date, int, date, int] | None:
    """The newest count and the earlier one that it jumped from, the steepest where there are several."""
    known = [count for count in counts if count[0] <= on]
    if len(known) < 2:
        return None
    newest_on, newest = known[-1]
    low_on, low = min(
        ((day, count) for day, count in known[:-1] if 0 < (newest_on - day).days <= days and count > 0),
        key=lambda found: (found[1], found[0]),
        default=(newest_on, newest),
    )
    if low_on == newest_on or (newest - low) * 100 < percent * low:
        return None
    return low_on, low, newest_on, newest


def engagement_odd(case: Case) -> Advice | None:
    """All tiers: engagement outside the tier's range for its network and denominator, or a jump in followers."""
    playbook, audience = case.playbook, case.facts.audience
    odd = [found] if (found := _outside_band(case)) else []
    norm = "engagement" if odd else "follower_jump_percent"
    rests_on: list[object] = [audience.network, audience.engagement_basis, audience.engagement_rate] if odd else []
    percent, days = playbook.follower_jump_percent, playbook.follower_jump_days
    if percent is not None and days is not None and audience.followers:
        jump = _jump(audience.followers, percent, days, case.on)
        if jump:
            odd.append(
                f"followers rose from {jump[1]:,} on {said(jump[0])} to {jump[3]:,} on {said(jump[2])}, and {percent}% "
                f"within {counted(days, 'day')} is worth a look"
            )
            rests_on += jump
    if not odd:
        return None
    return advice(
        Code.ENGAGEMENT_ODD,
        Severity.WARN,
        "Check the account's figures: ask for its own statistics, and look for a post that travelled.",
        " ".join(map(sentence, odd)),
        case.origin(norm),
        rests_on,
    )


def tier_crossed(case: Case) -> Advice | None:
    """All tiers: the creator belongs to another tier now than when a running, or the last, agreement was made."""
    tier = case.facts.tier
    if not case.counted or tier == Tier.UNKNOWN:
        return None
    standing = [c for c in case.counted if c.status != Status.COMPLETED and not c.is_over(case.on)]
    crossed = [c for c in standing or case.counted[-1:] if c.tier_agreed not in (None, Tier.UNKNOWN, tier)]
    if not crossed:
        return None
    then = listed([f"{c.name} was agreed with a {c.tier_agreed} creator" for c in crossed])
    return advice(
        Code.TIER_CROSSED,
        Severity.INFO,
        "Review the compensation and go by the playbook of the new tier.",
        f"{sentence(f'{then}, who is {tier} today')} Relationships vary with the number of followers.",
        _BY_FOLLOWERS,
        (tier, *(f"{c.key}:{c.tier_agreed}" for c in crossed)),
        about=crossed,
    )
