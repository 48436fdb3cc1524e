"""Briefs in the admin: all of them as a list, each to look at. They are written on their own pages (`views.briefs`)."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from relationships.admin.base import RapportAdmin
from relationships.admin.listfilters import by_brand, one_of, only
from relationships.admin.site import site
from relationships.models import Brief, Collaboration
from relationships.models.brands import BRIEF_LANGUAGES


@admin.register(Brief, site=site)
class BriefAdmin(RapportAdmin):
    through = "collaboration__relationship"
    list_display = ("creator", "brand", "collaboration", "version", "language", "sent_at", "sent_by")
    list_display_links = ("creator",)
    list_select_related = ("collaboration__relationship__creator", "collaboration__relationship__brand", "sent_by")
    list_filter = (
        one_of("language", "language", BRIEF_LANGUAGES),
        by_brand("collaboration__relationship__brand"),
        only("collaboration", "collaboration", Collaboration),
    )
    search_fields = ()
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "pages",
                    "collaboration",
                    ("version", "language", "made_by"),
                    ("sent_at", "sent_by", "touchpoint"),
                )
            },
        ),
    )
    readonly_fields = ("pages",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display
    def creator(self, row: Brief) -> str:
        return str(row.collaboration.relationship.creator)

    @admin.display
    def brand(self, row: Brief) -> str:
        return str(row.collaboration.relationship.brand)

    @admin.display(description="to read")
    def pages(self, row: Brief) -> SafeString:
        return format_html(
            '<a href="{}">This version</a> · <a href="{}">All versions</a> · <a href="{}">PDF</a>',
            reverse("staff:brief_page", args=[row.pk]),
            reverse("staff:brief", args=[row.collaboration_id]),
            reverse("staff:brief_pdf", args=[row.pk]),
        )
