"""A person's calendar feed: its address is its only key, so it can be revoked and only a digest of it is kept."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from relationships.models.base import DatedModel


class CalendarFeed(DatedModel):
    """``token_digest``: SHA-256, as hex, of the secret in the feed's address. No row: the person has no feed."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed")
    token_digest = models.CharField(max_length=64, unique=True, editable=False)

    history = HistoricalRecords(excluded_fields=["token_digest"])

    def __str__(self) -> str:
        return f"Calendar feed of {self.user}"
