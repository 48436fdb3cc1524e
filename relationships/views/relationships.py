"""The staff list of relationships: where they are reviewed. One row is one creator × one brand."""

from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from relationships.domain.evidence import COMPENSATION_FIGURES
from relationships.domain.playbooks.advice import Severity
from relationships.domain.samples import MIN_SAMPLE
from relationships.filters.relationships import MINE, RelationshipFilters
from relationships.models import Relationship
from relationships.querysets.keyset import Record
from relationships.querysets.relationships import DueWindow, FitMark
from relationships.reports.relationship_file import RELATIONSHIP_FILE
from relationships.reports.relationship_rows import COLUMNS, RelationshipRow, relationship_rows
from relationships.reports.tier_lines import compensation_lines, history_lines
from relationships.reports.tier_mix import count_tiers
from relationships.reports.usual_norms import usual_norms
from relationships.services.clock import organisation_today
from relationships.services.freshness import freshen_advice, freshen_histories
from relationships.views.access import staff_page
from relationships.views.lists.page import Counted, Listing, Quick, list_page
from relationships.views.lists.paging import Total
from relationships.views.relationship_columns import EVERY


def _count(filters: RelationshipFilters, limit: int | None) -> Counted:
    chosen = "tier" in filters.cleaned
    everywhere = filters.rows(without=("tier",))
    index = filters.index_to_find(everything=limit is None)
    found = count_tiers(everywhere, filters.rows() if chosen else None, limit=limit, index=index)
    total = Total(found.total, found.capped)
    if found.by_tier is None:
        return Counted(total)
    by_tab = {tier.value: mix.relationships for tier, mix in found.by_tier.items()}
    if not any(by_tab.values()):
        return Counted(total, by_tab)
    usual = usual_norms(filters.offered["usual"].values())
    lines = {"compensation": compensation_lines(found, usual), "history": history_lines(found, usual)}
    return Counted(total, by_tab, {**lines, "quoted": COMPENSATION_FIGURES[0].quoted, "enough": MIN_SAMPLE})


def _present(records: Iterable[Record]) -> Sequence[RelationshipRow]:
    """The rows of the page; advice that turned since it was written is brought up to date first."""
    records, today = list(records), organisation_today()
    stale = [row["id"] for row in records if row["drift_changes_on"] and row["drift_changes_on"] <= today]
    if stale:
        freshen_advice(stale)
        fresh = {row["id"]: row for row in Relationship.objects.filter(pk__in=stale).values("id", *COLUMNS)}
        records = [fresh.get(row["id"], row) for row in records]
    return relationship_rows(records)


RELATIONSHIPS = Listing(
    key="relationships",
    title="Relationships",
    things=("relationship", "relationships"),
    url_name="staff:relationships",
    row_url_name="admin:relationships_relationship_change",
    templates="staff/relationships",
    model=Relationship,
    columns=EVERY,
    default_sort="creator",
    filters=RelationshipFilters,
    rows=Relationship.objects.visible_to,
    reads=COLUMNS,
    present=_present,
    count=_count,
    tabs="tier",
    file=RELATIONSHIP_FILE,
    quick=(
        Quick("Mine", "owner", MINE),
        Quick("Overdue", "due", DueWindow.OVERDUE),
        Quick("Blocked", "severity", Severity.BLOCK),
        Quick("Not rated", "mark", FitMark.UNRATED),
    ),
)


@require_safe
@staff_page(RELATIONSHIPS.permission)
def relationship_list(request: HttpRequest) -> HttpResponse:
    freshen_histories()
    return list_page(request, RELATIONSHIPS)
