"""Ambassadors: since when, what came last, what of the promises, and when to talk about the next agreement."""

from typing import Any

from relationships.domain.playbooks.advice import Code
from relationships.filters.parts import AmbassadorFilters
from relationships.filters.relationships import MINE
from relationships.models import Relationship
from relationships.reports.ambassador_rows import ambassador_rows
from relationships.views.lists.columns import Column
from relationships.views.lists.listing import Quick
from relationships.views.lists.tabs import counted_by
from relationships.views.relationship_columns import BRAND, CREATOR, DRIFT, FIT, OWNER, TIER, TOUCH
from relationships.views.relationship_lists import opened, presented_by, relationship_listing


def _rows(user: Any) -> Any:
    return Relationship.objects.visible_to(user).of_ambassadors()


AMBASSADORS = relationship_listing(
    key="ambassadors",
    title="Ambassadors",
    things=("ambassador", "ambassadors"),
    says="Everybody with an ambassador agreement that holds today. Whose renewal is due comes first.",
    url_name="staff:ambassadors",
    templates="staff/ambassadors",
    columns=(
        CREATOR,
        BRAND,
        TIER,
        Column("since", "Since", "history_since", no_filter="people look for the renewal"),
        TOUCH,
        Column("last", "Last collaboration", no_filter="the list of collaborations looks for it"),
        Column("promises", "Promises kept", no_filter="shown for the talk", numeric=True),
        Column("renewal", "Renewal", "renewal_on", filters=("renewal",)),
        FIT,
        DRIFT,
        OWNER,
    ),
    default_sort="renewal",
    styles=("rapport/css/ambassadors.css",),
    filters=AmbassadorFilters,
    rows=_rows,
    present=presented_by(ambassador_rows),
    count=counted_by("renewal"),
    tabs="renewal",
    quick=(Quick("Mine", "owner", MINE), Quick("Gone quiet", "advice", Code.GONE_QUIET)),
)

ambassadors = opened(AMBASSADORS)
