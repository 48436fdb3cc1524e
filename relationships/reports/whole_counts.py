"""How many relationships there are per tier where nothing narrows them: counted along an index, or not at all.

A list is opened far more often than it is filtered. To stop a count at a limit and group it by tier, a database has to
sort what it met; here it is told first whether there are too many, and then either reads the groups in the order in
which an index holds them, or none.
"""

from functools import cache
from typing import Any

from django.db.models import Count, IntegerField
from django.db.models.expressions import RawSQL

from relationships.models import Brand, Relationship
from relationships.querysets.counts import number_of
from relationships.querysets.prepared import STAND_IN, Prepared, listed, prepare_statement
from relationships.querysets.visibility import Somebody
from relationships.querysets.walks import along
from relationships.reports.tab_counts import TabCounts


def count_all_tiers(user: Any, limit: int) -> TabCounts:
    """Of all relationships that ``user`` may see, in one query; no further than ``limit``."""
    groups = _composed(Somebody.like(user, STAND_IN), limit).rows(user=listed([user.pk]))
    met = sum(count for _, tier, count in groups if tier is None)
    if met > limit:
        return TabCounts(limit, True, None, None)
    by_tier: dict[str, int] = {}
    for _, tier, count in groups:
        if tier is not None:
            by_tier[tier] = by_tier.get(tier, 0) + count
    return TabCounts(met, False, by_tier, met)


@cache
def _composed(user: Somebody, limit: int) -> Prepared:
    rows = Relationship.objects.visible_to(user)
    met, met_params = number_of(rows, limit)
    # With too many there is no brand left whose part of the index would be read.
    brands = Brand.objects.visible_to(user).annotate(met=RawSQL(met, met_params, output_field=IntegerField()))  # noqa: S611 - the ORM's own SQL
    few = along(Relationship.objects.filter(brand__in=brands.filter(met__lte=limit).values("pk")), "rel_facts")
    by_tier = few.order_by().values("brand_id", "tier").annotate(count=Count("pk"))
    groups, params = by_tier.query.get_compiler(rows.db).as_sql()
    together = (f"{groups} UNION ALL SELECT NULL, NULL, ({met})", (*params, *met_params))
    return prepare_statement(rows.db, together, {STAND_IN: "user"})
