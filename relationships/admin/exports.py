"""Which files left the lists: who took them, with which filters, how many rows. Written by the export alone."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from relationships.admin.base import RapportAdmin
from relationships.admin.listfilters import by_person
from relationships.admin.site import site
from relationships.models import Export


@admin.register(Export, site=site)
class ExportAdmin(RapportAdmin):
    search_fields = ()
    list_display = ("created_at", "by", "list_key", "query", "rows", "file_format")
    list_select_related = ("by",)
    list_filter = (by_person("by", "by"),)
    fieldsets = ((None, {"fields": ("by", "created_at", "list_key", "query", "columns", "file_format", "rows")}),)
    readonly_fields = ("created_at",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not even a superuser: a note of what left is worth nothing when it can be taken away."""
        return False
