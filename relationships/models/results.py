"""What a collaboration brought and cost, and what an ambassador contributes beyond posts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from relationships.domain.ladder import ContributionKind
from relationships.models.base import DatedModel, choices, currency_field, money_field
from relationships.models.collaborations import Collaboration
from relationships.models.relationships import Relationship, Tag
from relationships.querysets.visibility import VisibleThroughCollaboration, VisibleThroughRelationship

#: Figures of a result that are counts, and those that are amounts excluding VAT. Not measured is null, never 0.
COUNTS = ("reach", "impressions", "engagements", "views", "clicks", "conversions")
AMOUNTS = (
    "revenue", "margin", "landed_product_cost", "shipping_cost", "commission_paid", "rights_cost", "agency_cost",
)  # fmt: skip


def _count_field(verbose_name: str = "") -> "models.PositiveBigIntegerField[int | None, int | None]":
    return models.PositiveBigIntegerField(verbose_name or None, null=True, blank=True)


class Result(DatedModel):
    """The figures of one collaboration, as last measured. Amounts exclude VAT and share ``currency``.

    Brand cost is the collaboration's fee plus the five costs here; creator value, its fee, product market value and
    commission (DOMAIN notes, key figures).
    """

    collaboration = models.OneToOneField(Collaboration, on_delete=models.CASCADE, related_name="result")
    measured_on = models.DateField()
    source = models.CharField(max_length=300, help_text="Where the figures come from, such as the creator's insights.")
    reach = _count_field()
    impressions = _count_field()
    engagements = _count_field()
    views = _count_field()
    clicks = _count_field()
    conversions = _count_field()
    currency = currency_field(blank=True)
    revenue = money_field("attributed revenue")
    margin = money_field("attributed gross margin")
    landed_product_cost = money_field("landed product cost")
    shipping_cost = money_field("shipping")
    commission_paid = money_field("commission paid")
    rights_cost = money_field("usage rights")
    agency_cost = money_field("agency")

    history = HistoricalRecords()
    objects = VisibleThroughCollaboration.as_manager()

    class Meta:
        ordering = ["-measured_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="result_money_has_currency",
                condition=Q(**{f"{name}__isnull": True for name in AMOUNTS}) | ~Q(currency=""),
                violation_error_message="Name the currency of the amounts.",
            ),
            models.CheckConstraint(
                name="result_money_not_negative",
                # A margin can be negative: then the work cost more than it brought.
                condition=Q(
                    *(Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0}) for name in AMOUNTS if name != "margin")
                ),
                violation_error_message="An amount cannot be negative.",
            ),
        ]

    def __str__(self) -> str:
        return f"Result of {self.collaboration}, {self.measured_on}"


class Contribution(DatedModel):
    """What came from a creator beyond posts: a co-creation, a product review, an insight into what followers say."""

    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="contributions")
    kind = models.CharField(
        max_length=12, choices=choices(ContributionKind, {ContributionKind.COCREATION: "Co-creation"})
    )
    happened_on = models.DateField("when")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True, help_text="What they made, or what their followers say.")
    url = models.URLField("link", max_length=500, blank=True)
    tags = models.ManyToManyField(Tag, related_name="contributions", blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="contributions"
    )

    history = HistoricalRecords(m2m_fields=["tags"])
    objects = VisibleThroughRelationship.as_manager()

    class Meta:
        ordering = ["-happened_on", "-pk"]
        verbose_name = "contribution"
        indexes = [models.Index(fields=["relationship", "happened_on"], name="contribution_by_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"
