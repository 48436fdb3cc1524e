"""Merges of creators: who became whom, who said so, what moved, and the way back. Read only, but for that."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from relationships.admin import cells
from relationships.admin.base import RapportAdmin
from relationships.admin.listfilters import by_person
from relationships.admin.site import site
from relationships.models import Creator, CreatorMerge
from relationships.querysets.visibility import SEES_ALL_BRANDS
from relationships.services.audit import acting_user
from relationships.services.creator_merge_pair import may_merge
from relationships.services.creator_merge_undo import obstacle


@admin.register(CreatorMerge, site=site)
class CreatorMergeAdmin(RapportAdmin):
    search_fields = ("kept_name", "absorbed_name")
    search_help_text = "The name of either creator."
    list_display = ("absorbed_name", "kept_name", "by", "created_at", "undone_at", "undone_by")
    list_select_related = ("by", "undone_by")
    list_filter = (by_person("by", "by"),)
    readonly_fields = ("became", "created_at", "what_moved", "what_was_left")
    change_form_template = "admin/relationships/creatormerge/change_form.html"

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        told = (None, {"fields": (("absorbed_name", "became"), ("by", "created_at"), "what_moved")})
        back = ("Taken back", {"fields": (("undone_at", "undone_by"), "what_was_left")})
        return (told, back) if obj is not None and obj.undone_at else (told,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The way back leads over it, and old links lead on by it."""
        return False

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        names = CreatorMerge.objects.filter(kept_name__icontains=search_term) | CreatorMerge.objects.filter(
            absorbed_name__icontains=search_term
        )
        return queryset.filter(pk__in=names.values("pk")) if search_term else queryset, False

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        merge: CreatorMerge = context["original"]
        context["why_not"] = obstacle(merge)
        context["can_undo"] = not context["why_not"] and may_merge(request.user)
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="merged into")
    def became(self, row: CreatorMerge) -> str:
        if not Creator.objects.filter(pk=row.kept_number).exists():
            return row.kept_name
        address = reverse("admin:relationships_creator_change", args=[row.kept_number])
        return format_html('<a href="{}">{}</a>', address, row.kept_name)

    @admin.display(description="what moved")
    def what_moved(self, row: CreatorMerge) -> str:
        return ", ".join(f"{count:,} {words}" for words, count in row.moved) or cells.NOTHING

    @admin.display(description="left as it was")
    def what_was_left(self, row: CreatorMerge) -> str:
        """It can name brands, so only who sees all of them reads more than a number."""
        if not row.left:
            return cells.NOTHING
        if not acting_user().has_perm(SEES_ALL_BRANDS):
            return f"{len(row.left):,} fields and records"
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line,) for line in row.left)))
