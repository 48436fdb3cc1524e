"""Brand-value fit on file: a brand's criteria, the reviewers' ratings, and what a lead decided about them."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from relationships.domain.fit import MAX_RATING
from relationships.models.base import DatedModel
from relationships.models.brands import Brand
from relationships.models.relationships import Relationship
from relationships.querysets.visibility import VisibleQuerySet, VisibleThroughRelationship

RATINGS = [
    (0, "0 contradicts"),
    (1, "1 weak"),
    (2, "2 mixed"),
    (3, "3 adequate"),
    (4, "4 strong"),
    (5, "5 repeated recent proof"),
]


def _within_scale(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name, condition=Q(value__range=(0, MAX_RATING)), violation_error_message=f"A rating is 0 to {MAX_RATING}."
    )


class FitCriterion(DatedModel):
    """One line of a brand's rubric."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="criteria")
    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=80)
    description = models.CharField("what to look for", max_length=300, blank=True)
    weight = models.PositiveSmallIntegerField(validators=[MaxValueValidator(1000)])
    is_gate = models.BooleanField("gate", default=False, help_text="A rating of 0 blocks, whatever the average.")
    is_applicable = models.BooleanField(
        "applicable", default=True, help_text="Unmarked: left out of score and coverage."
    )
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()
    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ["brand", "position", "pk"]
        verbose_name_plural = "fit criteria"
        constraints = [models.UniqueConstraint(fields=["brand", "key"], name="one_criterion_per_key")]

    def __str__(self) -> str:
        return self.name


class _OnCriterion(DatedModel):
    """Something said about one criterion of the relationship's own brand."""

    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="%(class)ss")
    criterion = models.ForeignKey(FitCriterion, on_delete=models.PROTECT, related_name="%(class)ss")

    objects = VisibleThroughRelationship.as_manager()

    class Meta:
        abstract = True

    def clean(self) -> None:
        if self.criterion_id and self.relationship_id and self.criterion.brand_id != self.relationship.brand_id:
            raise ValidationError({"criterion": "Choose one of this brand's own criteria."})


class Rating(_OnCriterion):
    """One reviewer's view on one day; a reviewer's latest is the one that counts, the earlier ones stay."""

    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="ratings")
    value = models.PositiveSmallIntegerField("rating", choices=RATINGS)
    rated_on = models.DateField()
    evidence = models.CharField(max_length=500, help_text="A note or a link that shows it.")

    history = HistoricalRecords()

    class Meta:
        ordering = ["criterion__position", "-rated_on", "pk"]
        constraints = [
            _within_scale("rating_within_scale"),
            models.UniqueConstraint(
                fields=["relationship", "criterion", "reviewer", "rated_on"],
                name="one_rating_a_day",
                violation_error_message="This reviewer already rated this criterion that day: change that one.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.value} by {self.reviewer}"


class Adjudication(_OnCriterion):
    """A lead's decision on a disputed criterion. It replaces the score; the ratings stay. A later rating reopens it."""

    value = models.PositiveSmallIntegerField(choices=RATINGS)
    reason = models.CharField(max_length=500)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="adjudications")
    decided_on = models.DateField()

    history = HistoricalRecords()

    class Meta:
        ordering = ["-decided_on", "-pk"]
        constraints = [
            _within_scale("adjudication_within_scale"),
            models.UniqueConstraint(
                fields=["relationship", "criterion", "decided_on"],
                name="one_adjudication_a_day",
                violation_error_message="This criterion was already adjudicated that day: change that decision.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.value} decided by {self.decided_by}"


class GateOverride(_OnCriterion):
    """A lead lets a gate pass. A later rating of the criterion reopens it."""

    reason = models.CharField(max_length=500)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="gate_overrides")
    decided_on = models.DateField()

    history = HistoricalRecords()

    class Meta:
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["relationship", "criterion", "decided_on"],
                name="one_override_a_day",
                violation_error_message="This gate was already overridden that day: change that decision.",
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.criterion_id and not self.criterion.is_gate:
            raise ValidationError({"criterion": "Only a gate can be overridden."})

    def __str__(self) -> str:
        return f"{self.criterion} overridden by {self.decided_by}"
