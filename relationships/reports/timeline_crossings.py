"""How many followers stood behind a crossing of tiers, as far as the readings on file explain it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.timezone import localtime

from relationships.domain.tiers import Bands, tier_for
from relationships.models import AudienceSnapshot, Creator
from relationships.reports.timeline_versions import Version
from relationships.services.audience import bands_on_file

#: Before and after; None where that is not known.
Followers = tuple[int | None, int | None]
#: Readings that are looked through: years of daily ones.
_READINGS = 2_000


def followers_around(creator: Creator, crossings: Sequence[Version]) -> Mapping[int, Followers]:
    """By the number of each crossing's version: the main account's followers before and after it. Two queries."""
    if not crossings or creator.main_account_id is None:
        return {}
    last = max(_day(version.row) for version in crossings)
    readings = AudienceSnapshot.objects.filter(
        account=creator.main_account_id, measured_on__lte=last, followers__isnull=False
    )
    known = list(readings.order_by("-measured_on").values_list("measured_on", "followers")[:_READINGS])
    default, by_network = bands_on_file()
    bands = by_network.get(creator.network, default)
    return {version.row.history_id: _around(version, known, bands) for version in crossings}


def _around(version: Version, known: Sequence[tuple[date, Any]], bands: Bands) -> Followers:
    until = [followers for day, followers in known if day <= _day(version.row)]
    now = until[0] if until else None
    before = until[1] if len(until) > 1 else None
    # Another account that became the main one, or other bands, are not told by two readings of this one.
    if before is not None and version.before is not None and tier_for(before, bands=bands) == version.before.tier:
        return before, now
    return None, now


def _day(row: Any) -> date:
    return localtime(row.history_date).date()
