"""Two records of creators that became one: which, by whom, what moved, and what it takes to part them again."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from relationships.models.base import DatedModel


class CreatorMerge(DatedModel):
    """``kept_number`` and ``absorbed_number`` are ids of creators, of whom either may be gone: hence no foreign keys.

    ``moved``: how many rows of which kind moved, ``[[words, count], …]``. ``joined``: relationships with the same brand
    that became one, ``[[absorbed, kept], …]``. ``steps``: what was written and what stood there before, as
    `services.creator_merge_steps` writes and reads it. ``left``: sentences about what an undo left alone.
    """

    kept_number = models.PositiveBigIntegerField(db_index=True, editable=False)
    kept_name = models.CharField("merged into", max_length=200)
    absorbed_number = models.PositiveBigIntegerField(db_index=True, editable=False)
    absorbed_name = models.CharField("creator", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="creator_merges")
    moved = models.JSONField(default=list, editable=False)
    joined = models.JSONField(default=list, editable=False)
    steps = models.JSONField(default=dict, editable=False)
    undone_at = models.DateTimeField("taken back", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="creator_merges_undone",
        verbose_name="taken back by",
    )
    left = models.JSONField(default=list, editable=False)

    # The steps never change after they are written, and can be long.
    history = HistoricalRecords(excluded_fields=["steps"])

    class Meta:
        ordering = ["-pk"]
        verbose_name = "merge of creators"
        verbose_name_plural = "merges of creators"

    def __str__(self) -> str:
        return f"{self.absorbed_name} into {self.kept_name}"
