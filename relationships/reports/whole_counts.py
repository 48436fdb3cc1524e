"""How many relationships there are per tier where nothing narrows them: counted along an index, or not at all.

A list is opened far more often than it is filtered. Whether there are too many to count is found out first, by asking
for the one beyond the limit: a database passes over rows several times faster than it counts those that a limit left.
Each tier is one range of an index for each brand, and to count a range is faster than to divide rows into groups.
"""

from functools import cache
from typing import Any

from relationships.domain.tiers import Tier
from relationships.models import Relationship
from relationships.querysets.counts import number_of
from relationships.querysets.prepared import STAND_IN, Prepared, listed, prepare_statement
from relationships.querysets.visibility import SEES_ALL_BRANDS, Somebody
from relationships.querysets.walks import along
from relationships.reports.tab_counts import TabCounts


def count_all_tiers(user: Any, limit: int) -> TabCounts:
    """Of all relationships that ``user`` may see, in one query; no further than ``limit``."""
    ((has_more, *counts),) = _composed(Somebody.like(user, STAND_IN), limit).rows(user=listed([user.pk]))
    if has_more:
        return TabCounts(limit, True, None, None)
    met = sum(counts)
    return TabCounts(met, False, {tier.value: count for tier, count in zip(Tier, counts, strict=True) if count}, met)


@cache
def _composed(user: Somebody, limit: int) -> Prepared:
    """One row: whether there are more than ``limit``, and how many there are of each tier, if not."""
    rows = Relationship.objects.visible_to(user).order_by()
    beyond, params = rows.values("pk")[limit : limit + 1].query.get_compiler(rows.db).as_sql()
    in_order = along(rows, "rel_tier_followers" if user.has_perm(SEES_ALL_BRANDS) else "rel_facts")
    counts = [number_of(in_order.filter(tier=tier), None) for tier in Tier]
    shown = "".join(f", CASE WHEN has_more THEN NULL ELSE ({count}) END" for count, _ in counts)
    # Its LIMIT keeps the engines from asking the first question anew for each of the others.
    known = f"(SELECT EXISTS({beyond}) AS has_more LIMIT 1) AS known"
    together = (f"SELECT has_more{shown} FROM {known}", [*(one for _, own in counts for one in own), *params])  # noqa: S608 - the ORM's own SQL
    return prepare_statement(rows.db, together, {STAND_IN: "user"})
