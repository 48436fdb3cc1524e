"""Whose fit somebody has to look at (again), and why: rated without leaving the list."""

from typing import Any

from django.utils import timezone

from relationships.filters.parts import FitReviewFilters
from relationships.filters.relationships import MINE
from relationships.models import Brand, Relationship
from relationships.querysets.relationships import DueWindow
from relationships.querysets.walks import are_all
from relationships.reports.fit_review_rows import fit_review_rows
from relationships.views.lists.columns import Column
from relationships.views.lists.listing import Quick
from relationships.views.lists.tabs import counted_by
from relationships.views.relationship_columns import BRAND, CREATOR, DUE, FIT, OWNER, TIER
from relationships.views.relationship_lists import opened, presented_by, relationship_listing


def _rows(user: Any) -> Any:
    """Brand by brand, as their index holds them: for somebody who sees all brands, too."""
    visible = Relationship.objects.visible_to(user)
    if are_all(visible):
        visible = visible.filter(brand__in=Brand.objects.order_by().values("pk"))
    return visible.to_review(timezone.localdate())


FIT_REVIEW = relationship_listing(
    key="fit-review",
    things=("fit to review", "fits to review"),
    title="Fit review",
    says="Whose brand-value fit nobody can rely on today. Whoever is due next comes first; rate in the row.",
    url_name="staff:fit_review",
    templates="staff/fit_review",
    columns=(
        CREATOR,
        BRAND,
        TIER,
        FIT,
        Column("coverage", "Coverage", no_filter="low coverage shows as no fit", numeric=True),
        Column("confidence", "Confidence", filters=("reason",)),
        Column("open", "Waits for", no_filter="the reasons and marks say it"),
        Column("rated", "Last rated", no_filter="what is old shows as low confidence"),
        DUE,
        OWNER,
        Column("act", "Rate", no_filter="a step, not a value"),
    ),
    default_sort="due",
    filters=FitReviewFilters,
    rows=_rows,
    present=presented_by(fit_review_rows),
    count=counted_by("reason"),
    tabs="reason",
    quick=(Quick("Mine", "owner", MINE), Quick("Overdue", "due", DueWindow.OVERDUE)),
    styles=("rapport/css/fit-review.css",),
)

fit_review = opened(FIT_REVIEW)
