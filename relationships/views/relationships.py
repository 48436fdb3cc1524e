"""The staff list of relationships: where they are reviewed. One row is one creator × one brand."""

from relationships.domain.evidence import COMPENSATION_FIGURES
from relationships.domain.playbooks.advice import Severity
from relationships.domain.samples import MIN_SAMPLE
from relationships.filters.relationships import MINE, RelationshipFilters
from relationships.models import Relationship
from relationships.querysets.relationships import DueWindow, FitMark
from relationships.reports.tier_lines import compensation_lines, history_lines
from relationships.reports.tier_mix import count_tiers
from relationships.reports.usual_norms import usual_norms
from relationships.reports.whole_counts import count_all_tiers
from relationships.views.lists.listing import Counted, Quick
from relationships.views.lists.paging import Total
from relationships.views.lists.tabs import counted, counted_by_column
from relationships.views.relationship_columns import EVERY
from relationships.views.relationship_lists import opened, relationship_listing

_count_filtered = counted_by_column("tier")


def _count(filters: RelationshipFilters, limit: int | None) -> Counted:
    if limit is None or filters.cleaned or filters.withheld:
        return _count_filtered(filters, limit)
    return counted(count_all_tiers(filters.user, limit))


def _count_in_detail(filters: RelationshipFilters, limit: int | None) -> Counted:
    chosen = "tier" in filters.cleaned
    everywhere = filters.rows(without=("tier",))
    way = filters.way(everything=limit is None)
    found = count_tiers(everywhere, filters.rows() if chosen else None, limit=limit, way=way)
    total = Total(found.total, found.capped)
    if found.by_tier is None:
        return Counted(total)
    by_tab = {tier.value: mix.relationships for tier, mix in found.by_tier.items()}
    if not any(by_tab.values()):
        return Counted(total, by_tab)
    usual = usual_norms(filters.offered["usual"].values())
    lines = {"compensation": compensation_lines(found, usual), "history": history_lines(found, usual)}
    return Counted(total, by_tab, {**lines, "quoted": COMPENSATION_FIGURES[0].quoted, "enough": MIN_SAMPLE})


RELATIONSHIPS = relationship_listing(
    key="relationships",
    title="Relationships",
    url_name="staff:relationships",
    templates="staff/relationships",
    columns=EVERY,
    default_sort="creator",
    filters=RelationshipFilters,
    rows=Relationship.objects.visible_to,
    count=_count,
    tabs="tier",
    detail="mix",
    styles=("rapport/css/mix.css",),
    count_in_detail=_count_in_detail,
    quick=(
        Quick("Mine", "owner", MINE),
        Quick("Overdue", "due", DueWindow.OVERDUE),
        Quick("Blocked", "severity", Severity.BLOCK),
        Quick("Not rated", "mark", FitMark.UNRATED),
    ),
)


relationship_list = opened(RELATIONSHIPS)
