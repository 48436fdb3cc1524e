"""How many followers stood behind a crossing of tiers, as far as what is on file explains it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from django.utils.timezone import localtime, make_aware

from relationships.domain.tiers import Bands, tier_for
from relationships.models import Account, AudienceSnapshot, Creator
from relationships.reports.timeline_versions import Version
from relationships.services.audience import bands_on_file

#: Before and after; None where that is not known.
Followers = tuple[int | None, int | None]
Reading = tuple[datetime, Any]
#: So many readings are looked through: years of daily ones.
_READINGS = 2_000


def followers_around(creator: Creator, crossings: Sequence[Version]) -> Mapping[int, Followers]:
    """By the number of each crossing's version: the main account's followers before and after it. Three queries."""
    if not crossings or creator.main_account_id is None:
        return {}
    known = _readings(creator.main_account_id, max(version.row.history_date for version in crossings))
    default, by_network = bands_on_file()
    bands = by_network.get(creator.network, default)
    return {version.row.history_id: _around(version, known, bands) for version in crossings}


def _readings(account_id: int, until: datetime) -> Sequence[Reading]:
    """Newest first. The account's history knows the moment of each; what was read before it, the snapshots know."""
    history = Account.history.filter(id=account_id, history_date__lte=until).order_by("-history_date", "-history_id")
    written: list[Reading] = list(history.values_list("history_date", "followers")[:_READINGS])
    earlier = AudienceSnapshot.objects.filter(account=account_id, followers__isnull=False).order_by("-measured_on")
    if written:
        earlier = earlier.filter(measured_on__lt=localtime(written[-1][0]).date())
    days = earlier.values_list("measured_on", "followers")[:_READINGS]
    return [*written, *((make_aware(datetime.combine(day, time())), followers) for day, followers in days)]


def _around(version: Version, known: Sequence[Reading], bands: Bands) -> Followers:
    until = [followers for moment, followers in known if moment <= version.row.history_date and followers is not None]
    now = until[0] if until else None
    before = next((followers for followers in until if followers != now), None)
    # Another account that became the main one, or other bands, are not explained by the readings of this one.
    return _fitting(before, version.before.tier, bands), _fitting(now, version.row.tier, bands)


def _fitting(followers: int | None, tier: str, bands: Bands) -> int | None:
    return followers if followers is not None and tier_for(followers, bands=bands) == tier else None
