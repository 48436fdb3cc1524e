"""Is this creator on file already? Asked before one is entered: by handle, profile address and e-mail, never by name.

The same handle on the same network is the same account, which the database holds once. All else is a hint, since agents
share e-mails and a handle may be somebody else's on another network: whoever enters the creator decides.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from relationships.domain.networks import NETWORKS, is_channel_id, network_of_url, normalise_handle
from relationships.models import Account, Agent, Creator, Relationship

#: Creators that are told; more of one e-mail are an agency's.
TOLD = 5
#: Accounts and characters that are looked at; nobody types more.
ACCOUNTS_MAX, EMAIL_MAX = 20, 254


@dataclass(frozen=True, slots=True)
class Entered:
    """What was typed: ``accounts`` as (network, handle or address); the network may be "" beside an address."""

    email: str = ""
    accounts: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """A relationship that the reader sees."""

    pk: int
    brand: str


@dataclass(slots=True)
class Known:
    """A creator on file, and ``why`` it may be the same one."""

    pk: int
    name: str
    tier: str
    followers: int | None
    why: list[str] = field(default_factory=list)
    handles: list[str] = field(default_factory=list)
    work: list[Work] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """``agent``: whose e-mail it is, too; "" for nobody's."""

    creators: Sequence[Known] = ()
    has_more: bool = False
    agent: str = ""

    @property
    def ids(self) -> str:
        """What an answer of "somebody else" is about."""
        return ",".join(str(one.pk) for one in self.creators)

    def is_answered(self, answered: str) -> bool:
        """Whether somebody has said of all of them that they are somebody else."""
        return {str(one.pk) for one in self.creators} <= set(answered.split(","))


def find_known(entered: Entered, reader: Any, creator_id: int | None = None) -> Found:
    """Creators on file to whom something of ``entered`` belongs. ``creator_id``: the one that is edited, left out."""
    why = _by_account(entered.accounts, creator_id)
    email = entered.email.strip()[:EMAIL_MAX]
    for pk in _by_email(email, creator_id):
        why.setdefault(pk, []).append(f"the same e-mail, {email}")
    if not why:
        return Found()
    ids = sorted(why, key=lambda pk: (-len(why[pk]), pk))
    agent = Agent.objects.filter(email__iexact=email).order_by("pk").first() if email else None
    return Found(told(ids[:TOLD], why, reader), len(ids) > TOLD, str(agent or ""))


def _by_account(accounts: Iterable[tuple[str, str]], creator_id: int | None) -> dict[int, list[str]]:
    """Why, by creator. The same handle on any network: people keep their names."""
    keys = {pair for network, written in list(accounts)[:ACCOUNTS_MAX] if (pair := _key(network, written))}
    same = Q(pk=None)
    for network, key in keys:
        same |= Q(network__in=list(NETWORKS), handle_key=key)
        if is_channel_id(network, key):
            same |= Q(network=network, channel_id=key)
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = Account.objects.filter(same).exclude(creator=creator_id) if keys else Account.objects.none()
    for account in rows.order_by("pk")[: TOLD * len(NETWORKS)]:
        is_same = (account.network, account.handle_key) in keys or (account.network, account.channel_id) in keys
        found[account.creator_id].append(str(account) if is_same else f"the same handle elsewhere: {account}")
    return dict(found)


def _key(network: str, written: str) -> tuple[str, str] | None:
    """The account that is meant; None while what was typed cannot be one (the form says so in words)."""
    if network not in NETWORKS:
        return network_of_url(written)
    try:
        return network, normalise_handle(network, written)
    except ValueError:
        return None


def _by_email(email: str, creator_id: int | None) -> Sequence[int]:
    if "@" not in email:
        return ()
    # Found through the index of the search, which holds every e-mail; the exact condition narrows it down.
    rows = Creator.objects.search(email).filter(email__iexact=email).exclude(pk=creator_id)
    return list(rows.order_by("pk").values_list("pk", flat=True)[: TOLD + 1])


def told(ids: Collection[int], why: Mapping[int, list[str]], reader: Any) -> list[Known]:
    """The creators ``ids``, in this order, as far as they are on file; ``why``: by creator."""
    rows = Creator.objects.in_bulk(ids)
    known = {pk: Known(pk, rows[pk].name, rows[pk].tier, rows[pk].followers, why[pk]) for pk in ids if pk in rows}
    for account in Account.objects.filter(creator__in=ids):
        if account.creator_id in known:
            known[account.creator_id].handles.append(str(account))
    work = Relationship.objects.visible_to(reader).filter(creator__in=ids).order_by("brand_sort", "pk")
    for pk, creator, brand in work.values_list("pk", "creator_id", "brand__name"):
        if creator in known:
            known[creator].work.append(Work(pk, brand))
    return list(known.values())
