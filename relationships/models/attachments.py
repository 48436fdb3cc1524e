"""Files that belong to a relationship: the contract, the brief, the proof that content bore its label."""

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from simple_history.models import HistoricalRecords

from relationships.domain.attachments import NAME_MAX, AttachmentKind
from relationships.models.base import DatedModel, choices
from relationships.models.collaborations import Collaboration
from relationships.models.relationships import Relationship
from relationships.querysets.visibility import VisibleThroughRelationship


def attachment_storage() -> Storage:
    """Outside of what the web server shows: a file is reached only through the page that asks who is asking."""
    return storages["attachments"]


class Attachment(DatedModel):
    """``name`` is the file's own name, shown and given back; ``file`` bears one that nobody can guess.

    ``size`` in bytes; ``content_type`` is what the content turned out to be; ``digest``: SHA-256 as hex.
    """

    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="attachments")
    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.SET_NULL, null=True, blank=True, related_name="attachments"
    )
    kind = models.CharField(max_length=8, choices=choices(AttachmentKind))
    name = models.CharField("file name", max_length=NAME_MAX)
    note = models.CharField(max_length=300, blank=True)
    file = models.FileField(storage=attachment_storage, max_length=100, editable=False)
    size = models.PositiveIntegerField("size, bytes", editable=False)
    content_type = models.CharField("type", max_length=100, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attachments")

    history = HistoricalRecords()
    objects = VisibleThroughRelationship.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "file", "files"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["relationship", "id"], name="attachment_of_relation")]

    def __str__(self) -> str:
        return self.name
