"""Brands: the clients (or own labels) whose relationships are managed, and the team that sees each."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from relationships.models.base import KEY_MAX, DatedModel, countries, currency_field, sort_key
from relationships.querysets.visibility import VisibleBrands, VisibleQuerySet

#: The languages in which a brief can be written.
BRIEF_LANGUAGES = [("en", "English"), ("fr", "French")]


class Brand(DatedModel):
    name = models.CharField(max_length=120, unique=True)
    name_key = models.CharField(max_length=KEY_MAX, editable=False, default="")
    slug = models.SlugField(max_length=60, unique=True, help_text="The brand's name in addresses and commands.")
    market_country = models.CharField(
        max_length=2, blank=True, choices=countries, help_text="Where the brand sells: it decides which law applies."
    )
    currency = currency_field(default="EUR")
    language = models.CharField(
        "language of briefs", max_length=3, choices=BRIEF_LANGUAGES, default="en", help_text="What its creators read."
    )
    values = models.TextField("brand values", blank=True, help_text="What the brand stands for, one value a line.")
    team = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="brands", help_text="Who sees its relationships."
    )

    history = HistoricalRecords(excluded_fields=["name_key"])
    objects = VisibleBrands.as_manager()

    class Meta:
        ordering = ["name_key", "pk"]
        permissions = [("view_all_brands", "Can see the relationships of every brand")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = sort_key(self.name)
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.name


class Membership(DatedModel):
    """A person in a brand's team."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")

    history = HistoricalRecords()
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = "team member"
        constraints = [models.UniqueConstraint(fields=["user", "brand"], name="one_membership_per_brand")]

    def __str__(self) -> str:
        return f"{self.user} in {self.brand}"


class Competitor(DatedModel):
    """A brand that must not be served at the same time. ``rival`` where it is itself a brand on file."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="competitors")
    name = models.CharField(max_length=120)
    rival = models.ForeignKey(
        Brand,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="competitor_of",
        verbose_name="the same brand here",
        help_text="Its collaborations are then checked against agreed exclusivity.",
    )

    history = HistoricalRecords()
    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "name"],
                name="one_competitor_per_name",
                violation_error_message="This competitor is listed already.",
            ),
            models.CheckConstraint(
                name="no_brand_rivals_itself",
                condition=Q(rival__isnull=True) | ~Q(rival=F("brand")),
                violation_error_message="A brand does not compete with itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
