"""The peer of the lists: Django's own changelist over the same table, set up as anybody would."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from relationships.models import Relationship

site = admin.AdminSite(name="stock")


class StockRelationshipAdmin(admin.ModelAdmin[Relationship]):
    list_display = (
        "creator", "brand", "tier", "followers", "engagement_rate", "compensation", "history_kind", "fit_score",
        "drift", "last_touch_at", "next_due_on", "stage", "owner",
    )  # fmt: skip
    list_filter = ("tier", "compensation", "history_kind", "stage", "brand")
    search_fields = ("creator__name", "creator__email", "creator__accounts__handle")
    list_select_related = ("creator", "brand", "owner")
    list_per_page = 50
    ordering = ("creator__name_key",)


site.register(Relationship, StockRelationshipAdmin)

# Ours stay beside it: its pages are drawn by stock templates, which name the admin's own addresses.
urlpatterns = [path("stock/", site.urls), path("", include("crm.urls"))]
