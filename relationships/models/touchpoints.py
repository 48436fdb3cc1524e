"""Touchpoints: one contact with a creator, in either direction."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from relationships.domain.relationships import Channel, Direction, Purpose, Through
from relationships.models.base import DatedModel, choices
from relationships.models.relationships import Relationship
from relationships.querysets.visibility import VisibleThroughRelationship


class Touchpoint(DatedModel):
    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="touchpoints")
    happened_at = models.DateTimeField("when", default=timezone.now)
    channel = models.CharField(max_length=16, choices=choices(Channel), default=Channel.EMAIL)
    direction = models.CharField(max_length=8, choices=choices(Direction), default=Direction.OUTBOUND)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="touchpoints",
        verbose_name="by whom",
    )
    purpose = models.CharField(max_length=16, choices=choices(Purpose), blank=True)
    through = models.CharField(
        max_length=8, choices=choices(Through), blank=True, help_text="Straight to the creator, or through the agent."
    )
    from_template = models.BooleanField("made from a template", null=True, blank=True)
    has_local_line = models.BooleanField(
        "has a local line", null=True, blank=True, help_text="A sentence that only this creator could have been sent."
    )
    carries_notice = models.BooleanField(
        "carries the privacy notice",
        default=False,
        help_text="The creator’s record then says it was given.",
    )
    summary = models.TextField()

    history = HistoricalRecords()
    objects = VisibleThroughRelationship.as_manager()

    class Meta:
        ordering = ["-happened_at", "-pk"]
        indexes = [models.Index(fields=["relationship", "happened_at"], name="touchpoint_by_time")]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}, {self.happened_at:%Y-%m-%d}"
