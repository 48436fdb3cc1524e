"""Briefs: what a creator is told about a collaboration, version by version."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from relationships.models.base import DatedModel
from relationships.models.brands import BRIEF_LANGUAGES
from relationships.models.collaborations import Collaboration
from relationships.models.touchpoints import Touchpoint
from relationships.querysets.visibility import VisibleThroughCollaboration


class Brief(DatedModel):
    """One version; once sent it stays as it is. ``sections``: ``[{"key", "heading", "text"}, …]`` in reading order."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="briefs")
    version = models.PositiveIntegerField(default=1, editable=False)
    language = models.CharField(max_length=3, choices=BRIEF_LANGUAGES, default="en")
    sections = models.JSONField(default=list)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="briefs_made")
    sent_at = models.DateTimeField(null=True, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="briefs_sent"
    )
    touchpoint = models.OneToOneField(
        Touchpoint, on_delete=models.SET_NULL, null=True, editable=False, related_name="brief"
    )

    history = HistoricalRecords()
    objects = VisibleThroughCollaboration.as_manager()

    class Meta:
        ordering = ["collaboration", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "version"], name="one_brief_per_version"),
            models.CheckConstraint(
                name="brief_sent_by_somebody", condition=Q(sent_at__isnull=True) | Q(sent_by__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"Brief, version {self.version}"
