"""What was done to many relationships at once: by whom, to which, and what stood there before."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from relationships.admin import cells
from relationships.admin.base import RapportAdmin
from relationships.admin.listfilters import by_person, one_of
from relationships.admin.site import site
from relationships.domain.bulk import left_of
from relationships.domain.lists import BulkAction
from relationships.models import BulkChange, BulkChangeRow, Relationship, Tag, User
from relationships.services.audit import acting_user

#: Rows that the page of one bulk change names.
_SHOWN = 100
#: Columns that hold an id: what it stands for.
_NAMED: Mapping[str, Any] = {"owner_id": User, "tag_id": Tag}
#: Columns that say nothing to a reader: the relationship names its creator.
_UNSAID = frozenset({"creator_id"})


@admin.register(BulkChange, site=site)
class BulkChangeAdmin(RapportAdmin):
    search_fields = ()
    list_display = ("words", "by", "created_at", "list_key", "asked", "changed", "undone_at", "restored")
    list_display_links = ("words",)
    list_select_related = ("by",)
    list_filter = (
        by_person("by", "by"),
        one_of("action", "action", BulkChange._meta.get_field("action").flatchoices),
    )
    fieldsets = (
        (None, {"fields": ("words", ("by", "created_at"), ("list_key", "query"), ("asked", "changed"), "left_alone")}),
        ("Taken back", {"fields": (("undone_at", "restored"),)}),
        ("Rows", {"fields": ("before",)}),
    )
    readonly_fields = ("created_at", "left_alone", "before")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The way back leads over it."""
        return False

    @admin.display(description="left alone")
    def left_alone(self, row: BulkChange) -> str:
        same = row.outcome.get("same", 0)
        told = [f"{same:,} had it so already"] if same else []
        told += [f"{one.count:,}: {one.why}" for one in left_of(row.outcome)]
        return format_html_join("", "<div>{}</div>", ((line,) for line in told)) or cells.NOTHING

    @admin.display(description="what stood there before")
    def before(self, row: BulkChange) -> str:
        """The first rows of it that the reader may see."""
        rows = BulkChangeRow.objects.visible_to(acting_user()).filter(change=row)
        shown = list(rows.select_related("relationship__creator", "relationship__brand").order_by("pk")[:_SHOWN])
        names, without = _names(shown), "without " if row.action == BulkAction.TAG_ADD else ""
        lines = format_html_join(
            "",
            '<li><a href="{}">{}</a>: {}</li>',
            ((_address(one.relationship), str(one.relationship), without + _words(one.before, names)) for one in shown),
        )
        more = row.changed - len(shown)
        rest = format_html("<p>and {} more</p>", f"{more:,}") if more > 0 else SafeString("")
        return format_html("<ul>{}</ul>{}", lines, rest) if shown else cells.NOTHING


def _address(relationship: Relationship) -> str:
    return reverse("admin:relationships_relationship_change", args=[relationship.pk])


def _names(rows: list[Any]) -> Mapping[tuple[str, Any], str]:
    """What the ids among the values stand for, by column and id."""
    found: dict[tuple[str, Any], str] = {}
    for column, model in _NAMED.items():
        ids = {one.before[column] for one in rows if one.before.get(column)}
        found |= {(column, each.pk): str(each) for each in (model.objects.filter(pk__in=ids) if ids else ())}
    return found


def _words(before: Mapping[str, Any], names: Mapping[tuple[str, Any], str]) -> str:
    told = []
    for column, value in before.items():
        if column not in _UNSAID:
            label = column.removesuffix("_id").replace("_", " ")
            told.append(f"{label} {names.get((column, value), value) or cells.NOTHING}")
    return ", ".join(told) or cells.NOTHING
