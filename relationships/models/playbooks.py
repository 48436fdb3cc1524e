"""Playbooks on file, what they advise today, and what people decided about that advice."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from relationships.domain.ladder import LadderChoice
from relationships.domain.playbooks.advice import Code, Severity
from relationships.domain.playbooks.norms import Basis, Term
from relationships.domain.playbooks.specs import SPECS
from relationships.domain.tiers import Tier
from relationships.models.base import DatedModel, choices
from relationships.models.brands import Brand
from relationships.models.collaborations import Collaboration
from relationships.models.relationships import Relationship
from relationships.querysets.visibility import VisiblePlaybooks, VisibleThroughPlaybook, VisibleThroughRelationship


# Callables, so that one more rule or norm asks for no migration.
def codes() -> list[tuple[str, str]]:
    """A rule's code is its own word."""
    return [(code.value, code.value) for code in Code]


def norms() -> list[tuple[str, str]]:
    return [(spec.key, spec.label) for spec in SPECS]


class Playbook(DatedModel):
    """The norms of one tier, or those in which one brand departs from them. ``version`` counts the edits."""

    tier = models.CharField(max_length=8, choices=choices(Tier, {Tier.UNKNOWN: "Tier not known"}))
    brand = models.ForeignKey(
        Brand,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="playbooks",
        help_text="Empty: every brand. A brand's own playbook holds only the norms in which it departs.",
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()
    objects = VisiblePlaybooks.as_manager()

    class Meta:
        ordering = ["brand__name_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tier"],
                condition=Q(brand__isnull=True),
                name="one_playbook_per_tier",
                violation_error_message="This tier has its playbook already: change that one.",
            ),
            models.UniqueConstraint(
                fields=["brand", "tier"],
                name="one_playbook_per_brand_and_tier",
                violation_error_message="This brand already departs from this tier's playbook: change that one.",
            ),
        ]

    def __str__(self) -> str:
        tier = self.get_tier_display()
        return f"{tier} playbook of {self.brand}" if self.brand_id else f"{tier} playbook"


class PlaybookNorm(DatedModel):
    """One norm with its reason and source. ``value`` is JSON as `domain.playbooks.specs` has it; null is "no norm"."""

    playbook = models.ForeignKey(Playbook, on_delete=models.CASCADE, related_name="norms")
    key = models.CharField("norm", max_length=40, choices=norms)
    value = models.JSONField(null=True, blank=True)
    reason = models.CharField(max_length=400)
    source = models.CharField(max_length=300)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    basis = models.CharField(max_length=16, choices=choices(Basis), default=Basis.HOUSE)

    history = HistoricalRecords()
    objects = VisibleThroughPlaybook.as_manager()

    class Meta:
        ordering = ["playbook", "pk"]
        verbose_name = "norm of a playbook"
        verbose_name_plural = "norms of playbooks"
        constraints = [models.UniqueConstraint(fields=["playbook", "key"], name="one_norm_per_key")]

    def __str__(self) -> str:
        return str(self.get_key_display())


class StandingAdvice(models.Model):
    """What the rules say about a relationship today, for finding and counting. Written by `services.advice` alone."""

    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="standing_advice")
    code = models.CharField(max_length=24, choices=codes)
    severity = models.CharField(max_length=8, choices=choices(Severity))
    dismissed = models.BooleanField(default=False)

    objects = VisibleThroughRelationship.as_manager()

    class Meta:
        ordering = ["relationship", "pk"]
        verbose_name_plural = "standing advice"
        constraints = [models.UniqueConstraint(fields=["relationship", "code"], name="one_advice_per_code")]
        indexes = [models.Index(fields=["code", "dismissed", "relationship"], name="advice_by_code")]

    def __str__(self) -> str:
        return self.code


class AdviceDecision(DatedModel):
    """Somebody dismissed an advice until a date, or a lead let a blocked step pass. Ends when ``facts`` change."""

    class Kind(models.TextChoices):
        DISMISSED = "dismissed"
        OVERRIDDEN = "overridden"

    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="advice_decisions")
    code = models.CharField("advice", max_length=24, choices=codes)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.DISMISSED)
    facts = models.CharField(max_length=64, editable=False, help_text="Digest of what the advice rested on.")
    reason = models.CharField(max_length=500)
    until = models.DateField(help_text="The last day for which it holds.")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="advice_decisions")
    decided_on = models.DateField()

    history = HistoricalRecords()
    objects = VisibleThroughRelationship.as_manager()

    class Meta:
        ordering = ["-decided_on", "-pk"]
        indexes = [models.Index(fields=["code", "kind"], name="decision_by_code")]
        permissions = [("override_advice", "Can let a blocked step pass")]

    def __str__(self) -> str:
        return f"{self.code} {self.get_kind_display().lower()} until {self.until}"


class ChecklistTick(DatedModel):
    """Somebody vouches that a line of the playbook's checklist is settled, where no other entry shows it."""

    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="ticks")
    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.CASCADE, null=True, blank=True, related_name="ticks"
    )
    term = models.CharField(max_length=20, choices=choices(Term))
    note = models.CharField(max_length=300, blank=True, help_text="Such as “no exclusivity agreed”.")
    ticked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="ticks")
    ticked_on = models.DateField()

    history = HistoricalRecords()
    objects = VisibleThroughRelationship.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["relationship", "collaboration", "term"],
                name="one_tick_per_term",
                violation_error_message="This line is ticked already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_term_display()} settled by {self.ticked_by}"


class LadderDecision(DatedModel):
    """What was decided after a few one-offs: offer an ambassadorship, not yet, or let go."""

    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="ladder_decisions")
    choice = models.CharField(
        "decision", max_length=8, choices=choices(LadderChoice, {LadderChoice.OFFER: "Offer an ambassadorship"})
    )
    reason = models.CharField(max_length=500)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="ladder_decisions")
    decided_on = models.DateField()

    history = HistoricalRecords()
    objects = VisibleThroughRelationship.as_manager()

    class Meta:
        ordering = ["-decided_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_choice_display()}, {self.decided_on}"
