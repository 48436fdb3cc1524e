"""What people keep about a list: views of it, how it looks to them, what was changed in bulk, what was exported."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from relationships.domain.lists import BulkAction, Density, FileFormat
from relationships.models.base import DatedModel, choices
from relationships.models.relationships import Relationship
from relationships.querysets.visibility import VisibleThroughRelationship

#: Longest name of a list, such as "relationships" or "fit-review".
LIST_KEY_MAX = 40
#: Longest query string that is kept with a view (characters): hundreds of filters.
QUERY_MAX = 4_000


def _list_field() -> "models.CharField[str, str]":
    return models.CharField("list", max_length=LIST_KEY_MAX)


class Looks(DatedModel):
    """How a list is drawn. ``columns``: their keys in order; empty: the list's own choice."""

    columns = models.JSONField(default=list, blank=True)
    density = models.CharField(max_length=12, choices=choices(Density), default=Density.COMPACT)

    class Meta:
        abstract = True


class SavedView(Looks):
    """A list as somebody wants to find it again: ``query`` holds its filters and sort as they stand in an address."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    list_key = _list_field()
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=QUERY_MAX, blank=True)
    is_shared = models.BooleanField(
        "shared with the team", default=False, help_text="Everybody may use it; each sees only what they may see."
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "list_key", "name"],
                name="one_view_per_name",
                violation_error_message="You have a view of that name in this list: choose another name.",
            )
        ]
        indexes = [models.Index(fields=["list_key", "is_shared"], name="view_by_list")]

    def __str__(self) -> str:
        return self.name


class ListSetting(Looks):
    """How one person sees one list while no view is chosen, and which view they begin with."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="list_settings")
    list_key = _list_field()
    default_view = models.ForeignKey(
        SavedView, on_delete=models.SET_NULL, null=True, blank=True, related_name="default_of"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["user", "list_key"], name="one_setting_per_list")]

    def __str__(self) -> str:
        return f"{self.list_key} of {self.user}"


class BulkChange(DatedModel):
    """One change that somebody made to many rows at once. ``words`` says what, as its confirmation did.

    ``stamp`` is the `updated_at` that the changed rows were given: a row that still bears it was not changed since.
    ``outcome``: what became of the others, as `domain.bulk.Outcome` writes it; "undo" holds that of the undo.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="bulk_changes")
    list_key = _list_field()
    action = models.CharField(max_length=16, choices=choices(BulkAction))
    words = models.CharField(max_length=300)
    query = models.CharField("filters", max_length=QUERY_MAX, blank=True, help_text="Empty: rows chosen one by one.")
    asked = models.PositiveIntegerField("rows asked for")
    changed = models.PositiveIntegerField("rows changed", default=0)
    stamp = models.DateTimeField()
    outcome = models.JSONField(default=dict, blank=True, editable=False)
    undone_at = models.DateTimeField(null=True, blank=True)
    restored = models.PositiveIntegerField("rows restored", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.words


class BulkChangeRow(models.Model):
    """What stood in one row before a bulk change, as ``{column: value}``: what an undo needs. A history by itself."""

    change = models.ForeignKey(BulkChange, on_delete=models.CASCADE, related_name="rows")
    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="bulk_changes")
    before = models.JSONField(default=dict)

    objects = VisibleThroughRelationship.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["change", "relationship"], name="one_row_per_bulk_change")]

    def __str__(self) -> str:
        return f"{self.change}: {self.relationship_id}"


class Export(DatedModel):
    """A file that somebody took out of a list: who, which rows, how many."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="exports")
    list_key = _list_field()
    query = models.CharField("filters", max_length=QUERY_MAX, blank=True)
    columns = models.JSONField(default=list, blank=True)
    file_format = models.CharField(
        "format", max_length=4, choices=choices(FileFormat, {FileFormat.CSV: "CSV", FileFormat.XLSX: "XLSX"})
    )
    rows = models.PositiveIntegerField(null=True, blank=True, help_text="Empty: it broke off before its end.")

    history = HistoricalRecords()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.list_key}, {self.created_at:%Y-%m-%d}"
