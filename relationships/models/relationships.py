"""The relationship: one creator × one brand, the unit that an account manager works on and the staff list's row."""

from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, SmallIntegerField, Value, When
from django.db.models.functions import Least
from simple_history.models import HistoricalRecords

from relationships.domain.collaborations import HistoryKind
from relationships.domain.compensation import LABELS, Compensation
from relationships.domain.due import DueKind
from relationships.domain.engagement import EngagementBasis
from relationships.domain.ladder import Rung
from relationships.domain.relationships import NextActionKind, Stage
from relationships.domain.tiers import Tier
from relationships.models.base import KEY_MAX, DatedModel, DerivedColumns, Label, choices, network_choices
from relationships.models.brands import Brand
from relationships.models.creators import Creator
from relationships.querysets.relationships import RelationshipQuerySet
from relationships.querysets.visibility import VisibleThroughRelationship

#: More collaborations than this sort as this many.
_COUNT_MAX = 999
#: How far two kinds of history lie apart in `history_rank`.
HISTORY_STEP = _COUNT_MAX + 1

#: Row copies. Each has one writer in `services`; none is typed in by hand.
DERIVED = (
    "tier", "followers", "engagement_rate", "engagement_basis", "network", "country", "language", "do_not_contact",
    "creator_sort", "brand_sort", "owner_sort", "search_text",
    "history_kind", "history_count", "history_since", "history_changes_on", "next_due_on", "next_due_kind",
    "last_touch_at",
    "fit_score", "fit_low", "fit_high", "fit_coverage", "fit_rated", "fit_disputed", "fit_blocked", "fit_uncleared",
    "fit_medium_from", "confidence_low_from", "review_from",
    "drift", "drift_blocks", "advice_infos", "drift_changes_on", "ladder", "renewal_on",
)  # fmt: skip
#: Computed by the database itself.
COMPUTED = (
    "tier_rank", "stage_rank", "compensation_rank", "history_rank",
    "engagement_by_followers", "engagement_by_reach", "engagement_by_views",
)  # fmt: skip
#: The columns of the staff list, each served forwards and backwards by one (column, id, brand) index. The brand is
#: there so that a team's rows are picked out without touching the others.
SORTED = (
    "creator_sort", "brand_sort", "tier_rank", "followers", "engagement_by_followers", "engagement_by_reach",
    "engagement_by_views", "compensation_rank", "history_rank", "fit_score", "last_touch_at",
    "next_due_on", "stage_rank", "owner_sort", "drift",
)  # fmt: skip

#: Filtered by, but not sorted by: one of hundreds of values each.
PLACES = ("country", "language")
#: Both days on which confidence falls, of whoever was rated.
CONFIDENCE = ("fit_medium_from", "confidence_low_from", "id", "brand")

#: What the staff list filters and counts by, in one index that covers it: any combination of filters is answered from
#: here without touching the rows. The brand comes first, since that is what a team sees; the creator leads to accounts
#: and categories. SQLite takes no index for a covering one where a computed column is asked for, but reads it there all
#: the same when it is told to walk along it.
FACTS = (
    "brand", "tier", "compensation", "history_kind", "stage", "owner", "country", "language", "do_not_contact",
    "fit_rated", "fit_disputed", "fit_blocked", "fit_uncleared", "followers", "fit_score", "next_due_on",
    "last_touch_at", "drift", "drift_blocks", "advice_infos", "creator", "fit_medium_from", "confidence_low_from",
    "renewal_on", "review_from", "engagement_by_followers", "engagement_by_reach", "engagement_by_views",
)  # fmt: skip


#: What a person's day asks for, the most drift first, and all that is counted of a colleague's load.
OF_OWNER = (
    "owner", "drift", "drift_blocks", "id", "brand", "advice_infos", "history_kind", "next_due_on", "renewal_on",
)  # fmt: skip

#: What the fit review counts by, each brand's rows in the order in which they came to need a reviewer.
TO_REVIEW = (
    "brand", "review_from", "stage", "do_not_contact", "fit_rated", "fit_disputed", "fit_blocked",
    "confidence_low_from", "owner", "tier",
)  # fmt: skip


def _rank(column: str, words: type[StrEnum]) -> Case:
    """Where a word stands in its own order (nano before micro), which is not the alphabet's; unknown is null."""
    whens = [When(**{column: word.value}, then=Value(rank)) for rank, word in enumerate(words) if word != Tier.UNKNOWN]
    return Case(*whens, default=None, output_field=SmallIntegerField())


def _rank_field(expression: Any) -> "models.GeneratedField":
    return models.GeneratedField(
        expression=expression, output_field=SmallIntegerField(null=True), db_persist=True, null=True
    )


def _engagement_by(basis: EngagementBasis) -> "models.GeneratedField":
    """The rate if it is measured by ``basis``, else not known: two denominators never meet in one sort."""
    rate = models.DecimalField(max_digits=7, decimal_places=3, null=True)
    expression = Case(When(engagement_basis=basis.value, then=F("engagement_rate")), default=None, output_field=rate)
    return models.GeneratedField(expression=expression, output_field=rate, db_persist=True, null=True)


class Tag(Label):
    """A word by which a team finds relationships again."""

    name = models.CharField(max_length=60, unique=True)

    history = HistoricalRecords(excluded_fields=["name_key"])


class Relationship(DerivedColumns, DatedModel):
    """What people write comes first; the row copies below it are derived, each by one writer in `services`."""

    # The constraint that there is one for each brand begins with it.
    creator = models.ForeignKey(Creator, on_delete=models.PROTECT, related_name="relationships", db_index=False)
    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="relationships")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="relationships"
    )
    stage = models.CharField(max_length=12, choices=choices(Stage), default=Stage.PROSPECT)
    compensation = models.CharField(
        max_length=8,
        blank=True,
        choices=choices(Compensation, LABELS),
        help_text="How this creator is usually compensated by this brand.",
    )
    next_action = models.CharField(max_length=200, blank=True)
    next_action_kind = models.CharField(
        "kind of next action", max_length=16, choices=choices(NextActionKind), blank=True
    )
    next_action_on = models.DateField("next action on", null=True, blank=True)
    tags = models.ManyToManyField(Tag, through="RelationshipTag", related_name="relationships")
    notes = models.TextField(blank=True, help_text="Seen by this brand's team only.")

    # From the creator, the brand and the owner (services.copies).
    tier = models.CharField(max_length=8, choices=choices(Tier), default=Tier.UNKNOWN, editable=False)
    followers = models.PositiveBigIntegerField(null=True, editable=False)
    engagement_rate = models.DecimalField(max_digits=7, decimal_places=3, null=True, editable=False)
    engagement_basis = models.CharField(
        max_length=10, choices=choices(EngagementBasis), blank=True, default="", editable=False
    )
    network = models.CharField(max_length=12, choices=network_choices, blank=True, default="", editable=False)
    country = models.CharField(max_length=2, blank=True, default="", editable=False)
    language = models.CharField(max_length=3, blank=True, default="", editable=False)
    do_not_contact = models.BooleanField(default=False, editable=False)
    creator_sort = models.CharField(max_length=KEY_MAX, default="", editable=False)
    brand_sort = models.CharField(max_length=KEY_MAX, default="", editable=False)
    owner_sort = models.CharField(max_length=KEY_MAX, default="", editable=False)
    search_text = models.TextField(default="", editable=False)
    # From the collaborations and the next action (services.work).
    history_kind = models.CharField(
        max_length=18, choices=choices(HistoryKind), default=HistoryKind.NONE, editable=False
    )
    history_count = models.PositiveIntegerField(default=0, editable=False)
    history_since = models.DateField(null=True, editable=False)
    history_changes_on = models.DateField(null=True, editable=False)
    next_due_on = models.DateField(null=True, editable=False)
    next_due_kind = models.CharField(max_length=8, choices=choices(DueKind), blank=True, default="", editable=False)
    # From the touchpoints (services.copies).
    last_touch_at = models.DateTimeField(null=True, editable=False)
    # From the ratings, adjudications and overrides (services.fits). 0 to 100, and 0 to 1 for coverage.
    fit_score = models.FloatField(null=True, editable=False)
    fit_low = models.FloatField(null=True, editable=False)
    fit_high = models.FloatField(null=True, editable=False)
    fit_coverage = models.FloatField(default=0, editable=False)
    fit_rated = models.BooleanField(default=False, editable=False)
    fit_disputed = models.BooleanField(default=False, editable=False)
    fit_blocked = models.BooleanField(default=False, editable=False)
    fit_uncleared = models.BooleanField(default=False, editable=False)
    fit_medium_from = models.DateField(null=True, editable=False)
    confidence_low_from = models.DateField(null=True, editable=False)
    review_from = models.DateField(null=True, editable=False)
    # From everything above and the playbook (services.advice). Drift: undismissed blocks and warnings.
    drift = models.PositiveSmallIntegerField(default=0, editable=False)
    drift_blocks = models.PositiveSmallIntegerField(default=0, editable=False)
    advice_infos = models.PositiveSmallIntegerField(default=0, editable=False)
    drift_changes_on = models.DateField(null=True, editable=False)
    ladder = models.CharField(max_length=12, choices=choices(Rung), default=Rung.NONE, editable=False)
    renewal_on = models.DateField(null=True, editable=False)
    # Computed by the database from the columns above, for sorting.
    tier_rank = _rank_field(_rank("tier", Tier))
    stage_rank = _rank_field(_rank("stage", Stage))
    compensation_rank = _rank_field(_rank("compensation", Compensation))
    history_rank = models.GeneratedField(
        expression=_rank("history_kind", HistoryKind) * Value(HISTORY_STEP)
        + Least(F("history_count"), Value(_COUNT_MAX)),
        output_field=models.IntegerField(),
        db_persist=True,
    )
    engagement_by_followers = _engagement_by(EngagementBasis.FOLLOWERS)
    engagement_by_reach = _engagement_by(EngagementBasis.REACH)
    engagement_by_views = _engagement_by(EngagementBasis.VIEWS)

    history = HistoricalRecords(excluded_fields=[*DERIVED, *COMPUTED])
    objects = RelationshipQuerySet.as_manager()

    class Meta:
        ordering = ["creator_sort", "pk"]
        permissions = [("export_relationship", "Can take lists out as files")]
        constraints = [
            models.UniqueConstraint(
                fields=["creator", "brand"],
                name="one_relationship_per_brand",
                violation_error_message="This creator already has a relationship with this brand.",
            ),
            models.CheckConstraint(
                name="next_action_date_says_what",
                condition=Q(next_action_on__isnull=True) | ~Q(next_action=""),
                violation_error_message="Say what the next action is, not only when.",
            ),
        ]
        indexes = [
            *(models.Index(fields=[column, "id", "brand"], name=f"rel_{column}") for column in (*SORTED, *PLACES)),
            models.Index(fields=FACTS, name="rel_facts"),
            # The most natural view of all: one tier, its largest audiences first.
            models.Index(fields=["tier", "followers", "id", "brand"], name="rel_tier_followers"),
            # What few rows are, or none, is found without looking through all of them.
            models.Index(
                fields=["id", "brand", "do_not_contact"], name="rel_do_not_contact", condition=Q(do_not_contact=True)
            ),
            models.Index(fields=CONFIDENCE, name="rel_confidence", condition=Q(fit_rated=True)),
            models.Index(
                fields=["history_changes_on"],
                name="rel_history_changes_on",
                condition=Q(history_changes_on__isnull=False),
            ),
            models.Index(fields=["drift_changes_on", "id"], name="rel_drift_changes_on"),
            models.Index(fields=["owner", "renewal_on"], name="rel_renewal_on", condition=Q(renewal_on__isnull=False)),
            # A person's day, and the load of everybody: read in these orders, without touching the rows.
            models.Index(
                fields=["owner", "next_due_on", "id", "brand"],
                name="rel_owner_due",
                condition=Q(next_due_on__isnull=False),
            ),
            models.Index(fields=OF_OWNER, name="rel_of_owner"),
            # The lists of whose fit has to be looked at, and of ambassadors: both are parts of the whole table.
            models.Index(fields=TO_REVIEW, name="rel_to_review"),
            models.Index(fields=["history_kind", "renewal_on", "id", "brand"], name="rel_kind_renewal"),
            models.Index(fields=["history_kind", "history_since", "id", "brand"], name="rel_kind_since"),
            models.Index(fields=["history_kind", "last_touch_at", "id", "brand"], name="rel_kind_touch"),
        ]

    derived = (*DERIVED, *COMPUTED)

    def __str__(self) -> str:
        return f"{self.creator} × {self.brand}"


class RelationshipTag(DatedModel):
    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="relationship_tags")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="relationship_tags")

    history = HistoricalRecords()
    objects = VisibleThroughRelationship.as_manager()

    class Meta:
        verbose_name = "tag of a relationship"
        verbose_name_plural = "tags of relationships"
        constraints = [models.UniqueConstraint(fields=["tag", "relationship"], name="one_relationship_tag")]

    def __str__(self) -> str:
        return str(self.tag)
