"""Creators and their agents: one directory, shared by all staff."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Substr
from simple_history.models import HistoricalRecords

from relationships.domain.likeness import BEGINNING
from relationships.domain.relationships import LawfulBasis, Motivation
from relationships.domain.tiers import Tier
from relationships.models.base import (
    KEY_MAX,
    DatedModel,
    DerivedColumns,
    Label,
    choices,
    countries,
    languages,
    network_choices,
    percent_field,
    sort_key,
)
from relationships.querysets.relationships import CreatorQuerySet


class Agent(DatedModel):
    """Who speaks for a creator."""

    name = models.CharField(max_length=200)
    agency = models.CharField(max_length=200, blank=True)
    email = models.EmailField("e-mail", blank=True)
    phone = models.CharField(max_length=40, blank=True)
    commission_percent = percent_field("commission, %")
    notes = models.TextField(blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="agent_commission_is_percent",
                condition=Q(commission_percent__isnull=True) | Q(commission_percent__range=(0, 100)),
                violation_error_message="A commission is between 0 and 100 percent.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.agency})" if self.agency else self.name


class Category(Label):
    """What a creator makes content about, such as beauty or travel."""

    name = models.CharField(max_length=80, unique=True)

    history = HistoricalRecords(excluded_fields=["name_key"])

    class Meta(Label.Meta):
        verbose_name_plural = "categories"


#: Written by `services.audience` alone, never typed in by hand.
DERIVED = ("tier", "main_account", "followers", "network", "search_text")


class Creator(DerivedColumns, DatedModel):
    """The person. ``tier`` and the columns after it are derived; `services.audience` is their only writer."""

    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=KEY_MAX, editable=False, db_index=True, default="")
    email = models.EmailField("e-mail", blank=True)
    phone = models.CharField(max_length=40, blank=True)
    agent = models.ForeignKey(Agent, on_delete=models.SET_NULL, null=True, blank=True, related_name="creators")
    country = models.CharField(max_length=2, blank=True, choices=countries)
    language = models.CharField(max_length=3, blank=True, choices=languages)
    categories = models.ManyToManyField(Category, through="CreatorCategory", related_name="creators")
    motivation = models.CharField(max_length=24, blank=True, choices=choices(Motivation))
    is_celebrity = models.BooleanField(
        "celebrity", default=False, help_text="A celebrity or international star is mega, whatever the count."
    )
    celebrity_reason = models.CharField("why a celebrity", max_length=300, blank=True)
    data_source = models.CharField(
        "source of the data", max_length=300, blank=True, help_text="Where these details came from."
    )
    lawful_basis = models.CharField(
        max_length=24, blank=True, choices=choices(LawfulBasis), help_text="The ground (GDPR) on which they are kept."
    )
    notice_given_on = models.DateField(
        "privacy notice given on", null=True, blank=True, help_text="Due with the first message, within a month."
    )
    basis_renewed_on = models.DateField(
        "basis renewed on",
        null=True,
        blank=True,
        help_text="When the ground for keeping a silent prospect was last looked at and found to hold.",
    )
    postal_address = models.TextField(blank=True, help_text="Where products are sent.")
    do_not_contact = models.BooleanField(default=False)
    do_not_contact_reason = models.CharField("why not", max_length=300, blank=True)
    notes = models.TextField(
        blank=True, help_text="Seen by all staff. What concerns one brand belongs in that relationship."
    )

    tier = models.CharField(max_length=8, choices=choices(Tier), default=Tier.UNKNOWN, editable=False, db_index=True)
    main_account = models.OneToOneField(
        "Account", on_delete=models.SET_NULL, null=True, editable=False, related_name="main_account_of"
    )
    followers = models.PositiveBigIntegerField(null=True, editable=False)
    network = models.CharField(max_length=12, choices=network_choices, blank=True, editable=False, default="")
    search_text = models.TextField(editable=False, default="")

    # The tier stays in: crossing a band is an event on the creator's timeline. Followers have their snapshots.
    history = HistoricalRecords(excluded_fields=["name_key", *(name for name in DERIVED if name != "tier")])
    objects = CreatorQuerySet.as_manager()

    class Meta:
        ordering = ["name_key", "pk"]
        constraints = [
            models.CheckConstraint(
                name="celebrity_has_reason",
                condition=Q(is_celebrity=False) | ~Q(celebrity_reason=""),
                violation_error_message="Say why this creator counts as a celebrity.",
            ),
            models.CheckConstraint(
                name="do_not_contact_has_reason",
                condition=Q(do_not_contact=False) | ~Q(do_not_contact_reason=""),
                violation_error_message="Say why this creator must not be contacted.",
            ),
        ]
        indexes = [
            models.Index(fields=["name_key", "id"], name="creator_by_name"),
            models.Index(fields=["followers", "id"], name="creator_by_followers"),
            # Is this person on file already? By e-mail, or by a name that begins alike in the same country.
            models.Index(Lower("email"), name="creator_by_email"),
            models.Index(Substr("name_key", 1, BEGINNING), "country", name="creator_alike"),
        ]

    derived = DERIVED

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = sort_key(self.name)
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.name


class CreatorCategory(DatedModel):
    creator = models.ForeignKey(Creator, on_delete=models.CASCADE, related_name="creator_categories")
    # The constraint that a creator has it once begins with it.
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="creator_categories", db_index=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "category of a creator"
        verbose_name_plural = "categories of creators"
        constraints = [models.UniqueConstraint(fields=["category", "creator"], name="one_creator_category")]

    def __str__(self) -> str:
        return str(self.category)
