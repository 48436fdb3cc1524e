"""Briefs as a list: which were written, which were sent, and by whom. They are written on the page of their own."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localtime

from relationships.admin import cells
from relationships.admin.base import RapportAdmin
from relationships.admin.listfilters import by_brand, by_person, one_of, only
from relationships.admin.site import site
from relationships.admin.visible import visible_rows
from relationships.models import Brief, Collaboration, Relationship
from relationships.models.brands import BRIEF_LANGUAGES


@admin.register(Brief, site=site)
class BriefAdmin(RapportAdmin):
    list_display = ("creator", "brand", "about", "version", "language", "sent", "made_by", "pages")
    list_display_links = ("creator",)
    list_select_related = (
        "collaboration__relationship__creator", "collaboration__relationship__brand", "made_by",
    )  # fmt: skip
    list_filter = (
        one_of("language", "language", BRIEF_LANGUAGES),
        by_person("made by", "made_by"),
        by_brand("collaboration__relationship__brand"),
        only("collaboration", "collaboration", Collaboration),
    )
    search_help_text = "The creator's name, handle or e-mail."
    fieldsets = (
        (None, {"fields": ("collaboration", ("version", "language"), "pages", "made_by", ("sent_at", "sent_by"))}),
    )
    readonly_fields = ("version", "pages", "sent_at", "sent_by")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was sent stays as it is."""
        return (obj is None or obj.sent_at is None) and super().has_delete_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> Any:
        return {}

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        found: Any = visible_rows(Relationship, request.user)
        term = search_term.replace("\0", "").strip()[:200]
        return (queryset.filter(collaboration__relationship__in=found.search(term)) if term else queryset), False

    @admin.display
    def creator(self, row: Brief) -> str:
        return str(row.collaboration.relationship.creator)

    @admin.display
    def brand(self, row: Brief) -> str:
        return str(row.collaboration.relationship.brand)

    @admin.display(description="collaboration")
    def about(self, row: Brief) -> str:
        return str(row.collaboration)

    @admin.display(description="sent")
    def sent(self, row: Brief) -> str:
        return cells.day(localtime(row.sent_at).date()) if row.sent_at else "draft"

    @admin.display(description="to read")
    def pages(self, row: Brief) -> str:
        return format_html(
            '<a href="{}">This version</a> · <a href="{}">All versions</a> · <a href="{}">PDF</a>',
            reverse("staff:brief_page", args=[row.pk]),
            reverse("staff:brief", args=[row.collaboration_id]),
            reverse("staff:brief_pdf", args=[row.pk]),
        )
