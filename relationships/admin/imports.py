"""Lists that were brought in, and columns that are kept for the next of their kind. Both are made on its way."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from relationships.admin.base import RapportAdmin
from relationships.admin.listfilters import by_brand, by_person
from relationships.admin.site import site
from relationships.models import CreatorImport, SavedMapping


@admin.register(CreatorImport, site=site)
class CreatorImportAdmin(RapportAdmin):
    search_fields = ()
    list_display = ("source_name", "brand", "by", "created_at", "status", "applied_at", "undone_at")
    list_select_related = ("brand", "by")
    list_filter = (by_brand(), by_person("by", "by"))
    fieldsets = (
        (None, {"fields": ("page", ("brand", "owner"), ("by", "created_at"), ("status", "problem"))}),
        ("The file", {"fields": ("source_name", ("kind", "size"), "table", "sha256", ("network", "measured_on"))}),
        ("Brought in", {"fields": ("applied_at", ("undone_at", "undone_by"))}),
    )
    readonly_fields = ("page", "created_at", "kind", "size", "sha256")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Where a creator came from is told by it."""
        return False

    @admin.display(description="its page")
    def page(self, row: CreatorImport) -> str:
        return format_html('<a href="{}">{}</a>', reverse("staff:import", args=[row.pk]), row.source_name)


@admin.register(SavedMapping, site=site)
class SavedMappingAdmin(RapportAdmin):
    """To be renamed, or deleted when nobody needs them."""

    search_fields = ("name",)
    list_display = ("name", "by", "updated_at")
    list_select_related = ("by",)
    fieldsets = ((None, {"fields": ("name", "headers", ("by", "updated_at"))}),)
    readonly_fields = ("headers", "by", "updated_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description="header line")
    def headers(self, row: SavedMapping) -> str:
        return ", ".join(str(header) for header in row.mapping.get("headers", ()))
