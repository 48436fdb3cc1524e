"""A creator's accounts on the networks, what they measured and when, and the bands that turn followers into a tier."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from relationships.domain import networks
from relationships.domain.engagement import MAX_RATE, EngagementBasis
from relationships.models.base import DatedModel, choices, network_choices
from relationships.models.creators import Creator


class Account(DatedModel):
    """A creator's handle on one network. ``handle`` is as written; ``handle_key`` is what makes it the same account."""

    creator = models.ForeignKey(Creator, on_delete=models.CASCADE, related_name="accounts")
    network = models.CharField(max_length=12, choices=network_choices)
    handle = models.CharField(
        max_length=networks.HANDLE_MAX, help_text="As the creator writes it, or the profile's address."
    )
    handle_key = models.CharField(max_length=networks.HANDLE_MAX, editable=False)
    channel_id = models.CharField(max_length=networks.HANDLE_MAX, blank=True, editable=False)
    url = models.URLField("address", max_length=500, blank=True)
    followers = models.PositiveBigIntegerField(
        null=True, blank=True, help_text="Leave empty when not known: unknown is not zero."
    )
    engagement_rate = models.DecimalField(
        "engagement, %",
        max_digits=7,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(MAX_RATE)],
    )
    engagement_basis = models.CharField(
        "engagement measured by",
        max_length=10,
        blank=True,
        choices=choices(EngagementBasis),
        help_text="The denominator of the rate.",
    )
    measured_on = models.DateField(
        null=True, blank=True, help_text="The day on which followers and engagement were read."
    )
    is_primary = models.BooleanField(
        "primary", default=False, help_text="Decides the tier; else the account with most followers does."
    )

    history = HistoricalRecords(excluded_fields=["handle_key"])

    class Meta:
        ordering = ["-is_primary", F("followers").desc(nulls_last=True), "pk"]
        # Whose creators are on a network: read without touching the accounts.
        indexes = [models.Index(fields=["network", "creator"], name="account_by_network")]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "handle_key"],
                name="one_account_per_handle",
                violation_error_message="This handle is already on file for this network.",
            ),
            models.UniqueConstraint(
                fields=["network", "channel_id"],
                condition=~Q(channel_id=""),
                name="one_account_per_channel",
                violation_error_message="This channel is already on file for this network.",
            ),
            models.UniqueConstraint(
                fields=["creator"],
                condition=Q(is_primary=True),
                name="one_primary_account",
                violation_error_message="A creator has one primary account: unmark the other one first.",
            ),
            models.CheckConstraint(
                name="account_engagement_in_range",
                condition=Q(engagement_rate__isnull=True) | Q(engagement_rate__range=(0, MAX_RATE)),
                violation_error_message="An engagement rate is a percentage, not negative and at most 1000.",
            ),
            models.CheckConstraint(
                name="account_engagement_names_basis",
                condition=Q(engagement_rate__isnull=True, engagement_basis="")
                | (Q(engagement_rate__isnull=False) & ~Q(engagement_basis="")),
                violation_error_message="Fill in both the engagement rate and what it is measured by, or neither.",
            ),
        ]

    def clean(self) -> None:
        if self.network and self.handle:
            try:
                self.handle_key = networks.normalise_handle(self.network, self.handle)
            except ValueError as problem:
                raise ValidationError({"handle": str(problem)}) from problem

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises ValueError when the handle cannot be one on its network."""
        self.handle_key = networks.normalise_handle(self.network, self.handle)
        self.url = self.url or networks.profile_url(self.network, self.handle_key)
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return f"{self.handle} on {networks.NETWORKS[self.network].label}"


class AudienceSnapshot(DatedModel):
    """What an account measured on one day. Written by `services.audience` whenever a measurement changes."""

    # The constraint that there is one a day begins with it.
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="snapshots", db_index=False)
    measured_on = models.DateField()
    followers = models.PositiveBigIntegerField(null=True)
    engagement_rate = models.DecimalField("engagement, %", max_digits=7, decimal_places=3, null=True)
    engagement_basis = models.CharField(max_length=10, blank=True, choices=choices(EngagementBasis))

    history = HistoricalRecords()

    class Meta:
        ordering = ["account", "measured_on"]
        constraints = [models.UniqueConstraint(fields=["account", "measured_on"], name="one_snapshot_a_day")]

    def __str__(self) -> str:
        return f"{self.account}, {self.measured_on}"


class TierBandSet(DatedModel):
    """The follower counts at which tiers begin. Told by lower edges, so a gap or an overlap cannot be stored."""

    network = models.CharField(
        max_length=12,
        choices=network_choices,
        blank=True,
        default="",
        unique=True,
        help_text="Empty: every network without bands of its own.",
    )
    micro_from = models.PositiveBigIntegerField()
    macro_from = models.PositiveBigIntegerField()
    mega_from = models.PositiveBigIntegerField()
    source = models.CharField(max_length=300, blank=True, help_text="Where these bands come from, with its year.")

    history = HistoricalRecords()

    class Meta:
        ordering = ["network"]
        verbose_name = "tier bands"
        verbose_name_plural = "tier bands"
        constraints = [
            models.CheckConstraint(
                name="tier_bands_rise",
                condition=Q(micro_from__gt=0, macro_from__gt=F("micro_from"), mega_from__gt=F("macro_from")),
                violation_error_message="Bands must rise: 0 < micro from < macro from < mega from.",
            )
        ]

    def __str__(self) -> str:
        return networks.NETWORKS[self.network].label if self.network else "Every network"
