"""Calendar feeds: who has one. The secret in a feed's address is on file as a digest only, and is shown to nobody."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from relationships.admin.base import RapportAdmin
from relationships.admin.site import site
from relationships.models import CalendarFeed


@admin.register(CalendarFeed, site=site)
class CalendarFeedAdmin(RapportAdmin):
    """To be revoked by an administrator, by deleting it: when somebody left, or an address went astray."""

    search_fields = ()
    list_display = ("user", "created_at", "updated_at")
    list_select_related = ("user",)
    fieldsets = ((None, {"fields": ("user", ("created_at", "updated_at"))}),)
    readonly_fields = ("created_at", "updated_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
