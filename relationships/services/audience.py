"""A creator's audience: main account, followers and tier, kept true; measurements kept as dated snapshots."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from relationships.domain.tiers import DEFAULT_BANDS, Bands
from relationships.models import Account, AudienceSnapshot, Creator, TierBandSet
from relationships.querysets.copies import creator_search_copies, main_account_copies
from relationships.querysets.operators import Differs
from relationships.querysets.tiers import tier_case
from relationships.services.advice import refresh_marked
from relationships.services.audit import record_history
from relationships.services.clock import organisation_today
from relationships.services.copies import refresh_from_creators, rewrite

MEASURED = ("followers", "engagement_rate", "engagement_basis")


def bands_on_file() -> tuple[Bands, Mapping[str, Bands]]:
    """The bands for every network, and those of the networks that have their own."""
    by_network = {row.network: bands_of(row) for row in TierBandSet.objects.all()}
    return by_network.pop("", DEFAULT_BANDS), by_network


def bands_of(row: TierBandSet) -> Bands:
    """Raises ValueError when the edges do not rise."""
    return Bands(row.micro_from, row.macro_from, row.mega_from)


def refresh_audience(creators: QuerySet[Creator]) -> None:
    """Bring main account, followers, tier and search text of ``creators``, and the rows that copy them, up to date."""
    with transaction.atomic():
        # Two writers take turns; the weaker lock, as in `derivations.lock`.
        list(creators.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))
        # An account that moved leaves its former creator first: it is the main one of a single creator at a time.
        creators.filter(main_account__isnull=False).exclude(main_account__creator=F("pk")).update(main_account=None)
        rewrite(creators, main_account_copies())
        rewrite(creators, creator_search_copies())
        retier(creators)
        refresh_from_creators(creators)


def retier(creators: QuerySet[Creator], reason: str = "") -> int:
    """Give each of ``creators`` the tier of its followers, in one statement; returns how many moved.

    Each move is a row of the creator's history: crossing a band is an event.
    """
    default, by_network = bands_on_file()
    stamp = timezone.now()
    with transaction.atomic():
        moved = rewrite(creators, {"tier": tier_case(default, by_network)}, updated_at=stamp)
        if moved:
            record_history(creators.filter(updated_at=stamp), reason=reason or "tier follows followers")
    return moved


def retier_everyone() -> int:
    """After a change of bands: everybody's tier, then the relationships' copies of it. Returns how many moved."""
    with transaction.atomic():
        moved = retier(Creator.objects.all(), reason="tier bands changed")
        if moved:
            # Marked where the tier moved: whose advice that changes is worked off at once unless they are very many.
            refresh_from_creators(Creator.objects.all(), drift_changes_on=organisation_today())
            refresh_marked()
    return moved


def without_snapshot(accounts: QuerySet[Account]) -> QuerySet[Account]:
    """Those whose measurement is not kept under its day as it stands."""
    kept = AudienceSnapshot.objects.filter(account=OuterRef("pk"), measured_on=OuterRef("measured_on"))
    for column in MEASURED:
        kept = kept.exclude(Differs(F(column), OuterRef(column)))
    measured = accounts.filter(measured_on__isnull=False)
    return measured.exclude(followers=None, engagement_rate=None).exclude(Exists(kept))


def keep_missing_snapshots(accounts: QuerySet[Account]) -> None:
    for account in without_snapshot(accounts).iterator():
        keep_snapshot(account)


def keep_snapshot(account: Account) -> None:
    """Keep what ``account`` measured on its day; a later reading of the same day replaces the earlier one."""
    if account.measured_on is None or (account.followers is None and account.engagement_rate is None):
        return
    measured = {column: getattr(account, column) for column in MEASURED}
    snapshot = AudienceSnapshot.objects.filter(account=account, measured_on=account.measured_on).first()
    if snapshot is None:
        AudienceSnapshot.objects.create(account=account, measured_on=account.measured_on, **measured)
    elif any(getattr(snapshot, column) != value for column, value in measured.items()):
        for column, value in measured.items():
            setattr(snapshot, column, value)
        snapshot.save()
