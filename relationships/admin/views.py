"""Saved views of lists: who keeps which. They are made and changed above their list."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from relationships.admin.base import RapportAdmin
from relationships.admin.site import site
from relationships.models import SavedView


@admin.register(SavedView, site=site)
class SavedViewAdmin(RapportAdmin):
    """What is shared, to be deleted by a lead when nobody needs it; what people keep for themselves is their own."""

    search_fields = ("name",)
    list_display = ("name", "list_key", "owner", "updated_at")
    list_select_related = ("owner",)
    fieldsets = (
        (None, {"fields": (("name", "list_key"), ("owner", "is_shared"), "query", ("columns", "density"))}),
        (None, {"fields": (("created_at", "updated_at"),)}),
    )
    readonly_fields = ("created_at", "updated_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(is_shared=True)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
