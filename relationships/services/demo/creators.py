"""Invented creators: who they are, their accounts, and what these measured over the months."""

import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate
from random import Random
from typing import Any

from relationships.domain.engagement import EngagementBasis
from relationships.domain.networks import normalise_handle, profile_url
from relationships.domain.relationships import LawfulBasis, Motivation
from relationships.domain.text import fold
from relationships.domain.tiers import DEFAULT_BANDS, Bands, Tier, tier_for
from relationships.models import Account, AudienceSnapshot, Creator, CreatorCategory
from relationships.models.base import sort_key
from relationships.querysets.search import search_text_of
from relationships.services.demo.agency import Agency
from relationships.services.demo.batches import Batches
from relationships.services.demo.names import Person, invent_person
from relationships.services.handles import taken

#: Share of each tier in percent, and the followers between which its members are drawn.
_TIERS = {
    Tier.NANO: (20, 300, DEFAULT_BANDS.micro_from - 1),
    Tier.MICRO: (46, DEFAULT_BANDS.micro_from, DEFAULT_BANDS.macro_from - 1),
    Tier.MACRO: (24, DEFAULT_BANDS.macro_from, DEFAULT_BANDS.mega_from - 1),
    Tier.MEGA: (5, DEFAULT_BANDS.mega_from, 90_000_000),
    Tier.UNKNOWN: (5, 0, 0),
}
#: Usual engagement in percent by tier: by followers on Instagram, on TikTok, by views on YouTube (house default).
_ENGAGEMENT = {
    Tier.NANO: ((2, 10), (3, 15), (2, 8)),
    Tier.MICRO: ((1, 8), (2, 12), (1.5, 6)),
    Tier.MACRO: ((0.5, 3), (1, 8), (1, 4)),
    Tier.MEGA: ((0.2, 2), (1, 6), (0.5, 3)),
}
_NETWORKS = {
    "instagram": 44, "tiktok": 27, "youtube": 14, "twitch": 4, "x": 3, "facebook": 2, "pinterest": 2, "linkedin": 2,
    "snapchat": 1, "blog": 1,
}  # fmt: skip
#: Creators after this many are there to be counted rather than read: fewer accounts, touches and ratings each.
_TOLD_IN_FULL = 10_000
#: By how much thinner they are told.
THINNER = 4
_CHANNEL_SIGNS = string.ascii_letters + string.digits + "_-"
_TIER_KEYS, _TIER_SHARES = list(_TIERS), list(accumulate(share for share, _, _ in _TIERS.values()))
_NETWORK_KEYS, _NETWORK_SHARES = list(_NETWORKS), list(accumulate(_NETWORKS.values()))
_SOURCES = (
    "Wrote to us by the form on our site",
    "Own research on the network",
    "List of an agency, spring 2026",
    "Recommended by another creator",
    "Met at a trade fair",
)
_CELEBRITY = ("Olympic medal winner", "Plays the lead in a series", "Singer with sold-out tours")
_DO_NOT_CONTACT = (
    "Asked by e-mail not to be written to again",
    "Objected to marketing messages",
    "Agent: no offers before next year",
)
_NOTES = (
    "Films on Mondays; answers best in the evening.",
    "Prefers voice messages.",
    "Moved house lately: ask for the address again.",
    "Vegan; no leather, no wool.",
    "Two small children: short notice does not work.",
)


@dataclass(slots=True)
class InventedAccount:
    """``was``: followers at the earliest measurement."""

    network: str
    handle: str
    key: str
    followers: int | None
    rate: Decimal | None
    basis: EngagementBasis | None
    measured_on: date | None
    is_primary: bool = False
    was: int | None = None
    id: int = 0


@dataclass(slots=True)
class InventedCreator:
    """``was``: the tier of some months ago, where that is known; the creator is written with it, and then re-tiered."""

    number: int
    person: Person
    on_file_for: timedelta
    is_thin: bool
    is_celebrity: bool
    accounts: list[InventedAccount]
    rng: Random
    do_not_contact: bool
    email: str
    was: Tier | None = None
    tier: Tier = Tier.UNKNOWN
    id: int = 0
    main: InventedAccount | None = None
    has_agent: bool = False
    notice_on: date | None = None
    copies: Mapping[str, Any] = field(default_factory=dict)


def invent_creator(number: int, seed: int, today: date) -> InventedCreator:
    """The creator of this number: the same for the same seed and day."""
    # A string would be hashed anew for each of a million; this is quick and as good here.
    rng = Random(seed * 1_000_003 + number)  # noqa: S311 - nothing secret
    person = invent_person(rng)
    celebrity = rng.random() < 0.012
    tier = rng.choices(_TIER_KEYS, cum_weights=_TIER_SHARES)[0]
    return InventedCreator(
        number=number,
        person=person,
        on_file_for=timedelta(days=int(rng.triangular(3, 1_300, 150))),
        is_thin=number > _TOLD_IN_FULL,
        is_celebrity=celebrity,
        accounts=list(_accounts(rng, person, tier, number > _TOLD_IN_FULL, today)),
        rng=rng,
        do_not_contact=rng.random() < 0.03,
        email=f"{_latin(person.given)}.{_latin(person.family)}{number}@example.com" if rng.random() < 0.7 else "",
    )


@lru_cache(maxsize=4_096)  # a name is carried by many
def _latin(name: str) -> str:
    return "".join(sign for sign in fold(name) if sign.isascii() and sign.isalnum())


def _followers(rng: Random, tier: Tier) -> int | None:
    if tier is Tier.UNKNOWN:
        return None
    _, low, high = _TIERS[tier]
    if rng.random() < 0.02:
        return rng.choice((low, high))
    # Small audiences are commoner than large ones, within a tier too.
    return int(low * (high / low) ** (rng.random() ** 1.3))


def _accounts(rng: Random, person: Person, tier: Tier, is_thin: bool, today: date) -> Iterator[InventedAccount]:
    if rng.random() < 0.01:
        return
    followers = _followers(rng, tier)
    often = (1, 1, 1, 1, 1, 2) if is_thin else (1, 1, 1, 2, 2, 3)
    kinds = rng.choices(_NETWORK_KEYS, cum_weights=_NETWORK_SHARES, k=rng.choice(often))
    primary = rng.randrange(len(kinds)) if rng.random() < 0.15 else None
    for position, network in enumerate(dict.fromkeys(kinds)):
        if position and followers is not None:
            followers = int(followers * rng.uniform(0.05, 0.9))
        handle = _handle(rng, network, person)
        rate, basis = _engagement(rng, network, tier, followers)
        measured_on = (
            None if followers is None and rate is None else today - timedelta(days=int(rng.triangular(0, 420, 20)))
        )
        yield InventedAccount(
            network, handle, normalise_handle(network, handle), followers, rate, basis, measured_on, position == primary
        )


def _handle(rng: Random, network: str, person: Person) -> str:
    given, family = _latin(person.given), _latin(person.family)
    if network == "blog":
        return f"https://{given}{family}.example.com"
    if network == "linkedin":
        return f"{given}-{family}"
    if network == "youtube" and rng.random() < 0.15:
        return "UC" + "".join(rng.choices(_CHANNEL_SIGNS, k=22))
    style = rng.choice(("{0}{1}", "{0}.{1}", "{0}_{1}", "{0}{2}", "its{0}{1}", "{1}.{0}", "{0}.{2}{1}", "{0}__{1}"))
    written = style.format(given, family, family[:1])
    return f"@{written.title()}" if rng.random() < 0.1 else f"@{written}"


def _engagement(
    rng: Random, network: str, tier: Tier, followers: int | None
) -> tuple[Decimal | None, EngagementBasis | None]:
    if followers is None or network == "blog" or rng.random() < 0.1:
        return None, None
    instagram, tiktok, youtube = _ENGAGEMENT[tier]
    low, high = {"tiktok": tiktok, "youtube": youtube}.get(network, instagram)
    rate = rng.triangular(low, high, low + (high - low) / 3)
    if rng.random() < 0.06:  # odd: too good, or hardly any
        rate = rng.choice((rate / 12, min(rate * 4, 60)))
    basis = EngagementBasis.VIEWS if network == "youtube" else EngagementBasis.FOLLOWERS
    return Decimal(f"{rate:.3f}"), EngagementBasis.REACH if rng.random() < 0.08 else basis


def keep_handles_apart(creators: Sequence[InventedCreator]) -> None:
    """A number behind every handle that somebody else already has, on file or among these."""
    pending = [(creator, account, account.handle) for creator in creators for account in creator.accounts]
    ours: set[tuple[str, str]] = set()
    attempt = 0
    while pending:
        held = taken((account.network, account.key) for _, account, _ in pending) | ours
        attempt += 1
        clashing = []
        for creator, account, first in pending:
            if (account.network, account.key) in held:
                stem, dot, end = first.partition(".example.com")
                account.handle = f"{stem}{creator.number}{'x' * (attempt - 1)}{dot}{end}"
                account.key = normalise_handle(account.network, account.handle)
                clashing.append((creator, account, first))
            else:
                held.add((account.network, account.key))
                ours.add((account.network, account.key))
        pending = clashing


def add_creator(
    creator: InventedCreator, into: Batches, agency: Agency, bands: tuple[Bands, Mapping[str, Bands]]
) -> None:
    """Put a creator with accounts, snapshots and categories into the batches; sets ids, tier and row copies."""
    creator.id = next(into[Creator].ids)
    for account in creator.accounts:
        _add_account(creator, account, into)
    creator.main = min(
        creator.accounts, key=lambda a: (not a.is_primary, a.followers is None, -(a.followers or 0), a.id), default=None
    )
    default, by_network = bands
    main = creator.main
    followers, network = (main.followers, main.network) if main else (None, "")
    bands_here = by_network.get(network, default)
    creator.tier = tier_for(followers, celebrity=creator.is_celebrity, bands=bands_here)
    if main and main.was is not None:
        creator.was = tier_for(main.was, celebrity=creator.is_celebrity, bands=bands_here)
    person, rng = creator.person, creator.rng
    agent = _agent(rng, creator.tier, agency)
    creator.has_agent = agent is not None
    creator.notice_on = _notice(creator, into[Creator].stamp.date())
    name_key = sort_key(person.name)
    shared = {
        "tier": creator.tier.value,
        "followers": followers,
        "network": network,
        "country": person.country,
        "language": person.language,
        "do_not_contact": creator.do_not_contact,
        "search_text": search_text_of(name_key, creator.email, (account.key for account in creator.accounts)),
    }
    creator.copies = shared | {
        "creator_sort": name_key,
        "engagement_rate": main.rate if main else None,
        "engagement_basis": main.basis.value if main and main.basis else "",
    }
    into[Creator].add(
        **shared | {"tier": (creator.was or creator.tier).value},
        id=creator.id,
        name=person.name,
        name_key=name_key,
        email=creator.email,
        created_at=into[Creator].stamp - creator.on_file_for,
        main_account_id=main.id if main else None,
        is_celebrity=creator.is_celebrity,
        celebrity_reason=rng.choice(_CELEBRITY) if creator.is_celebrity else "",
        do_not_contact_reason=rng.choice(_DO_NOT_CONTACT) if creator.do_not_contact else "",
        data_source=rng.choice(_SOURCES) if rng.random() < 0.85 else "",
        lawful_basis=rng.choice(("", *(basis.value for basis in LawfulBasis))),
        motivation=_motivation(rng, creator.tier),
        agent_id=agent,
        notice_given_on=creator.notice_on,
        postal_address=_address(rng, creator),
        notes=rng.choice(_NOTES) if rng.random() < 0.12 else "",
    )
    for category in rng.sample(agency.categories, rng.choice((0, 0, 1) if creator.is_thin else (0, 1, 1, 1, 2, 3))):
        into[CreatorCategory].add(creator_id=creator.id, category_id=category.pk)


def _motivation(rng: Random, tier: Tier) -> str:
    if rng.random() < 0.35:
        return ""
    paid = tier in (Tier.MACRO, Tier.MEGA)
    return rng.choices([motive.value for motive in Motivation], (1, 1, 1, 7) if paid else (4, 3, 3, 1))[0]


def _agent(rng: Random, tier: Tier, agency: Agency) -> int | None:
    share = {Tier.NANO: 0.0, Tier.MICRO: 0.04, Tier.MACRO: 0.5, Tier.MEGA: 0.95}.get(tier, 0.05)
    return rng.choice(agency.agents).pk if rng.random() < share else None


def _notice(creator: InventedCreator, today: date) -> date | None:
    """Given by nearly all, within the month."""
    if creator.rng.random() < 0.05:
        return None
    return min(today, today - creator.on_file_for + timedelta(days=creator.rng.randrange(1, 26)))


def _address(rng: Random, creator: InventedCreator) -> str:
    if rng.random() < (0.35 if creator.tier in (Tier.NANO, Tier.MICRO) else 0.7):
        return ""
    return f"{creator.person.name}\n{rng.randrange(1, 180)} Example Lane"


def _add_account(creator: InventedCreator, account: InventedAccount, into: Batches) -> None:
    is_channel = account.network == "youtube" and account.key.startswith("UC")
    account.id = into[Account].add(
        creator_id=creator.id,
        network=account.network,
        handle=account.handle,
        handle_key=account.key,
        channel_id=account.key if is_channel else "",
        url=profile_url(account.network, account.key),
        followers=account.followers,
        engagement_rate=account.rate,
        engagement_basis=account.basis.value if account.basis else "",
        measured_on=account.measured_on,
        is_primary=account.is_primary,
        created_at=into[Account].stamp - creator.on_file_for,
    )
    if account.measured_on is not None:
        _add_snapshots(creator, account, account.measured_on, into)


def _add_snapshots(creator: InventedCreator, account: InventedAccount, day: date, into: Batches) -> None:
    """The latest figure and, for some, one a month before it, each smaller by that month's growth."""
    rng, followers = creator.rng, account.followers
    months = rng.choice((3, 5, 8)) if followers and not creator.is_thin and rng.random() < 0.3 else 0
    growth = rng.choices((1.015, 1.05, 1.18, 0.97), (5, 3, 1, 1))[0]
    for months_ago in range(months + 1):
        into[AudienceSnapshot].add(
            account_id=account.id,
            measured_on=day,
            followers=followers,
            engagement_rate=account.rate,
            engagement_basis=account.basis.value if account.basis else "",
            created_at=into[AudienceSnapshot].stamp - timedelta(days=30 * months_ago),
        )
        day -= timedelta(days=30)
        if followers:
            account.was = followers
            followers = int(followers / (growth * rng.uniform(0.985, 1.015)))


def moment(day: date, rng: Random, like: datetime) -> datetime:
    """A moment in working hours of ``day``, in the zone of ``like`` and never after it."""
    return min(
        like, datetime(day.year, day.month, day.day, rng.randrange(8, 18), rng.randrange(60), tzinfo=like.tzinfo)
    )
