"""Every attached file in one list. They are added and described where they belong: on the relationship's page."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from relationships.admin import cells
from relationships.admin.listfilters import by_brand, by_person, one_of, only
from relationships.admin.site import site
from relationships.admin.verdicts import VerdictAdmin
from relationships.domain.attachments import shown_size
from relationships.models import Attachment, Relationship


@admin.register(Attachment, site=site)
class AttachmentAdmin(VerdictAdmin):
    list_display = ("name", "kind", "creator", "brand", "about", "size_shown", "uploaded_by", "created_at")
    list_display_links = ("name",)
    list_select_related = ("relationship__creator", "relationship__brand", "collaboration", "uploaded_by")
    list_filter = (
        one_of("kind", "kind", Attachment._meta.get_field("kind").flatchoices),
        by_brand("relationship__brand"),
        by_person("sent by", "uploaded_by"),
        only("relationship", "relationship", Relationship),
    )
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "download",
                    ("kind", "size_shown", "content_type"),
                    "relationship",
                    "collaboration",
                    "note",
                    ("uploaded_by", "created_at"),
                    "digest",
                )
            },
        ),
    )
    readonly_fields = ("download", "size_shown", "content_type", "digest", "created_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related(*self.list_select_related)

    @admin.display(description="collaboration")
    def about(self, row: Attachment) -> str:
        return str(row.collaboration or cells.NOTHING)

    @admin.display(description="size")
    def size_shown(self, row: Attachment) -> str:
        return shown_size(row.size)

    @admin.display(description="file")
    def download(self, row: Attachment) -> SafeString:
        return format_html('<a href="{}" download>{}</a>', reverse("staff:attachment_file", args=[row.pk]), row.name)
