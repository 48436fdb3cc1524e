"""The columns that lists of relationships share: each once, with the sort and the filters behind it."""

from collections.abc import Sequence
from dataclasses import replace

from relationships.filters.relationships import RelationshipFilters
from relationships.views.lists.columns import Column


def _engagement_column(filters: RelationshipFilters) -> str:
    return f"engagement_by_{filters.basis}"


CREATOR = Column(
    "creator",
    "Creator",
    "creator_sort",
    filters=("q", "network", "category", "country", "language", "contact", "tag"),
)
BRAND = Column("brand", "Brand", "brand_sort", filters=("brand",))
TIER = Column("tier", "Tier", "tier_rank", filters=("tier",))
FOLLOWERS = Column(
    "followers",
    "Followers",
    "followers",
    filters=("followers_min", "followers_max"),
    numeric=True,
    largest_first=True,
)
ENGAGEMENT = Column(
    "engagement",
    "Engagement",
    _engagement_column,
    filters=("engagement_min", "engagement_max", "engagement_by"),
    numeric=True,
    largest_first=True,
)
COMPENSATION = Column("compensation", "Compensation", "compensation_rank", filters=("compensation",))
HISTORY = Column("history", "History", "history_rank", filters=("history",), largest_first=True)
FIT = Column("fit", "Fit", "fit_score", filters=("fit_min", "fit_max", "confidence", "mark"), largest_first=True)
DRIFT = Column(
    "drift",
    "Drift",
    "drift",
    filters=("drift_min", "severity", "advice", "renewal"),
    numeric=True,
    largest_first=True,
)
TOUCH = Column("touch", "Last touch", "last_touch_at", filters=("not_touched_since",))
DUE = Column("due", "Next action", "next_due_on", filters=("due",))
STAGE = Column("stage", "Stage", "stage_rank", filters=("stage",))
OWNER = Column("owner", "Owner", "owner_sort", filters=("owner",), unknown="")

# Shown to whom asks for them. None is sorted by: a sort takes an index, and these have none.
EXTRAS: Sequence[Column] = (
    Column("network", "Network", filters=("network",), is_extra=True),
    Column("country", "Country", filters=("country",), is_extra=True),
    Column("language", "Language", filters=("language",), is_extra=True),
    Column("tags", "Tags", filters=("tag",), is_extra=True),
    Column("confidence", "Fit confidence", filters=("confidence",), is_extra=True),
    Column("coverage", "Fit coverage", no_filter="low coverage shows as no fit", numeric=True, is_extra=True),
    Column("ladder", "Ladder", no_filter="people look for the kind of history", is_extra=True),
    Column("renewal", "Renewal talk", filters=("renewal",), is_extra=True),
    Column("action_kind", "Kind of action", no_filter="what is due is what people look for", is_extra=True),
    Column("since", "On file since", no_filter="an import may have brought it; people look for touches", is_extra=True),
)

#: All of them, in the order in which a relationship is read.
EVERY: Sequence[Column] = (
    CREATOR,
    BRAND,
    TIER,
    FOLLOWERS,
    ENGAGEMENT,
    COMPENSATION,
    HISTORY,
    FIT,
    DRIFT,
    TOUCH,
    DUE,
    STAGE,
    OWNER,
    *EXTRAS,
)


def unsorted(*columns: Column) -> Sequence[Column]:
    """The same for a list whose rows have one order of their own."""
    return [replace(column, sorts_by="") for column in columns]
