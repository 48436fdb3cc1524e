"""Collaborations: what was agreed with a creator, for what, and how it went."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from relationships.domain.collaborations import Kind, Status
from relationships.domain.compensation import LABELS, Compensation
from relationships.domain.tiers import Tier
from relationships.models.base import DatedModel, choices, currency_field, money_field, percent_field
from relationships.models.brands import Brand
from relationships.models.relationships import Relationship
from relationships.querysets.collaborations import CollaborationQuerySet

_KINDS = {Kind.ONE_OFF: "One-off"}

#: The columns by which the list of collaborations can be sorted, each served by one (column, id, …) index, and by
#: another one within a status: what is agreed lies at one end of any order, behind all that is completed.
SORTED = ("starts_on", "live_on", "deadline_on", "ends_on", "payment_due_on")
#: What a walk along each of them picks rows out by without touching the others: whose they are, and, in the list's own
#: order, when they were live.
ALONG = {column: ("brand", "live_on") if column == "starts_on" else ("brand",) for column in SORTED}
#: What it filters and counts by, in one index; the brand comes first, since that is what a team sees.
FACTS = (
    "brand", "status", "kind", "compensation", "tier_agreed", "live_on", "deadline_on", "contract_signed_on",
    "relationship",
)  # fmt: skip
#: What decides whether a fee is overdue, and whether a label has to be shown; without touching the rows.
OWED = ("payment_due_on", "id", "brand", "status", "fee", "accepted_on", "payment_terms_days", "paid_on")
UNLABELLED = (
    "status", "live_on", "id", "brand", "is_gift", "delivered_on", "fee", "product_value", "commission_percent",
    "compensation", "disclosure_proof",
)  # fmt: skip


def _not_negative(column: str) -> Q:
    return Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__gte": 0})


def _small_field(
    verbose_name: str = "", *, most: int = 1_000, help_text: str = ""
) -> "models.PositiveSmallIntegerField[int | None, int | None]":
    """A count that nobody needs to be large: beyond ``most`` it is a slip of the finger."""
    return models.PositiveSmallIntegerField(
        verbose_name or None, null=True, blank=True, validators=[MaxValueValidator(most)], help_text=help_text
    )


class Collaboration(DatedModel):
    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="collaborations")
    # The relationship's own, for who may see it (services.collaborations, services.copies); null until it is saved.
    brand = models.ForeignKey(
        Brand, on_delete=models.PROTECT, null=True, editable=False, db_index=False, related_name="+"
    )
    title = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=12, choices=choices(Kind, _KINDS), default=Kind.ONE_OFF)
    status = models.CharField(max_length=12, choices=choices(Status), default=Status.PROPOSED)
    compensation = models.CharField(max_length=8, choices=choices(Compensation, LABELS))
    is_gift = models.BooleanField(
        "is a gift",
        default=False,
        help_text="Products with nothing promised in return: no deadline, no deliverables.",
    )
    objective = models.CharField(
        max_length=120, blank=True, help_text="Such as “spring launch”: a contract is due per objective."
    )
    fee = money_field("fee, excluding VAT")
    product_value = money_field("market value of products, excluding VAT")
    currency = currency_field(blank=True)
    commission_percent = percent_field("commission on sales, %")
    tier_agreed = models.CharField(
        "tier when agreed",
        max_length=8,
        choices=choices(Tier),
        blank=True,
        editable=False,
        help_text="Kept as it was on the day of the agreement.",
    )
    agreed_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True, help_text="Its last day. Empty while open.")
    products = models.CharField("product choice", max_length=300, blank=True, help_text="What the creator chose.")
    delivered_on = models.DateField("goods delivered on", null=True, blank=True)
    deadline_on = models.DateField("content due by", null=True, blank=True)
    live_on = models.DateField(
        "content live on", null=True, blank=True, help_text="A day to come while it is planned, then the day it was."
    )
    accepted_on = models.DateField("work accepted on", null=True, blank=True)
    approval_rounds = _small_field(most=20)
    deliverables = models.TextField(blank=True, help_text="In words: what is made, how many, where, by when.")
    disclosure_words = models.CharField(
        max_length=120, blank=True, help_text="The advertising label agreed, such as “#ad” or “Publicité”."
    )
    disclosure_proof = models.CharField(
        max_length=500, blank=True, help_text="Link or note that shows the advertising label."
    )
    contract_signed_on = models.DateField(null=True, blank=True)
    exclusivity_from = models.DateField(null=True, blank=True)
    exclusivity_until = models.DateField(null=True, blank=True)
    usage_rights = models.CharField(
        max_length=300, blank=True, help_text="Where the brand may use the content, such as “paid social”."
    )
    usage_rights_until = models.DateField(null=True, blank=True)
    payment_terms_days = _small_field("payment terms, days", most=365, help_text="Days from acceptance to payment.")
    payment_due_on = models.DateField(null=True, blank=True)
    paid_on = models.DateField(null=True, blank=True)
    cocreations_promised = _small_field("co-creations promised")
    reviews_promised = _small_field("product reviews promised")
    insights_promised = _small_field()
    brand_promises = models.CharField("what the brand promises", max_length=500, blank=True)

    history = HistoricalRecords(excluded_fields=["brand"])
    objects = CollaborationQuerySet.as_manager()

    class Meta:
        ordering = [F("starts_on").desc(nulls_first=True), "-pk"]
        indexes = [
            models.Index(fields=["relationship", "starts_on"], name="collaboration_by_start"),
            *(models.Index(fields=[column, "id", *ALONG[column]], name=f"col_{column}") for column in SORTED),
            models.Index(fields=FACTS, name="col_facts"),
            *(models.Index(fields=["status", column, "id"], name=f"col_status_{column}") for column in SORTED),
            # What asks for attention is a small part of all that was ever agreed.
            models.Index(fields=OWED, name="col_owed", condition=Q(paid_on__isnull=True, fee__isnull=False)),
            models.Index(fields=UNLABELLED, name="col_unlabelled", condition=Q(disclosure_proof="")),
        ]
        constraints = [
            models.CheckConstraint(
                name="collaboration_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="A collaboration cannot end before it starts.",
            ),
            models.CheckConstraint(
                name="collaboration_money_not_negative",
                condition=_not_negative("fee") & _not_negative("product_value"),
                violation_error_message="An amount cannot be negative.",
            ),
            models.CheckConstraint(
                name="collaboration_commission_is_percent",
                condition=Q(commission_percent__isnull=True) | Q(commission_percent__range=(0, 100)),
                violation_error_message="A commission is between 0 and 100 percent.",
            ),
            models.CheckConstraint(
                name="collaboration_products_without_fee",
                condition=~Q(compensation=Compensation.PRODUCTS) | Q(fee__isnull=True) | Q(fee=0),
                violation_error_message="A fee means paid, or products + paid: choose one of these.",
            ),
            models.CheckConstraint(
                name="collaboration_paid_without_products",
                condition=~Q(compensation=Compensation.PAID) | Q(product_value__isnull=True) | Q(product_value=0),
                violation_error_message="Products beside pay mean products + paid: choose that.",
            ),
            models.CheckConstraint(
                name="collaboration_gift_is_products",
                condition=Q(is_gift=False) | Q(compensation=Compensation.PRODUCTS),
                violation_error_message="A gift is products only: with a fee it is an agreement.",
            ),
            models.CheckConstraint(
                name="collaboration_exclusivity_rises",
                condition=Q(exclusivity_from__isnull=True)
                | Q(exclusivity_until__isnull=True)
                | Q(exclusivity_until__gte=F("exclusivity_from")),
                violation_error_message="Exclusivity cannot end before it begins.",
            ),
            models.CheckConstraint(
                name="collaboration_money_has_currency",
                condition=(Q(fee__isnull=True) & Q(product_value__isnull=True)) | ~Q(currency=""),
                violation_error_message="Name the currency of the amount.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.get_kind_display()}, {self.get_status_display().lower()}"
