"""Playbooks: read by all staff, edited by leads, each edit one version. A brand's own holds where it departs."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from relationships.admin import cells
from relationships.admin.base import RapportAdmin
from relationships.admin.listfilters import by_brand, one_of
from relationships.admin.playbook_form import Norms, PlaybookForm, to_read
from relationships.admin.site import site
from relationships.domain.playbooks.specs import SPEC
from relationships.models import Playbook
from relationships.reports.playbook_versions import versions_of
from relationships.services.playbook_edits import (
    ChangedMeanwhileError,
    NormsError,
    Saved,
    drop_for_brand,
    save_norms,
)

#: A tier's norm that was taken away stays on file as "no norm"; a brand's "no norm" is a departure.
_HELD = Q(norms__value__isnull=False) | Q(brand__isnull=False)


class NewPlaybookForm(forms.ModelForm[Any]):
    """The tiers have theirs from the first day; what is new is always a brand's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "brand" in self.fields:
            self.fields["brand"].required = True
            self.fields["brand"].help_text = "It starts with the tier’s norms; fill in only where the brand departs."


@admin.register(Playbook, site=site)
class PlaybookAdmin(RapportAdmin):
    form = NewPlaybookForm
    search_fields = ()
    list_display = ("tier_shown", "brand_shown", "version", "norms_shown", "updated_at")
    list_display_links = ("tier_shown", "brand_shown")
    list_select_related = ("brand",)
    ordering = ("pk",)
    list_filter = (one_of("tier", "tier", Playbook._meta.get_field("tier").flatchoices), by_brand())
    fieldsets = ((None, {"fields": (("brand", "tier"),)}),)

    class Media:
        css = {"all": ["rapport/css/playbooks.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request).select_related("brand")
        counted: QuerySet[Any] = rows.annotate(norm_count=Count("norms", filter=_HELD))
        return counted

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A tier's own playbook stays; a brand may follow its tier again."""
        return (obj is None or obj.brand_id is not None) and super().has_delete_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> Any:
        return {}

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        drop_for_brand(obj, by=request.user)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        self.message_user(
            request, f"{obj} is on file. Fill in where the brand departs from its tier.", messages.SUCCESS
        )
        return HttpResponseRedirect(reverse("admin:relationships_playbook_change", args=[obj.pk]))

    # --- One playbook ---------------------------------------------------------------------------------------------

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        playbook = self.get_object(request, object_id)
        may_edit = self.has_change_permission(request, playbook)
        if not may_edit and (request.method == "POST" or not self.has_view_permission(request, playbook)):
            raise PermissionDenied
        if not may_edit:
            return self._page(request, playbook, None)
        form = PlaybookForm(playbook, request.POST if request.method == "POST" else None)
        saved = self._save(request, playbook, form) if request.method == "POST" else None
        if saved is None:
            return self._page(request, playbook, form)
        self._tell(request, playbook, saved)
        return HttpResponseRedirect(request.get_full_path())

    def _save(self, request: HttpRequest, playbook: Playbook, form: PlaybookForm) -> Saved | None:
        """None when there is something to put right first; the form then says what."""
        if not form.is_valid():
            return None
        values = form.cleaned_data
        try:
            return save_norms(playbook, values["wanted"], by=request.user, seen=values["version"])
        except ChangedMeanwhileError as newer:
            form.add_error(None, f"{newer} Nothing was saved: open the page again and repeat your change.")
        except NormsError as wrong:
            for key, sentences in wrong.problems.items():
                form.add_error(key if key in form.fields else None, list(sentences))
        return None

    def _tell(self, request: HttpRequest, playbook: Playbook, saved: Saved) -> None:
        if not saved.changed:
            self.message_user(request, "Nothing was changed.", messages.INFO)
            return
        number = len(saved.changed)
        norms = "1 norm" if number == 1 else f"{number} norms"
        self.message_user(request, f"{playbook}, version {saved.version}: {norms} changed.", messages.SUCCESS)
        if saved.renamed:
            names = ", ".join(f"“{SPEC[key].label}”" for key in saved.renamed)
            are = "is a house default" if len(saved.renamed) == 1 else "are house defaults"
            self.message_user(
                request, f"{names} {are} now: the figure is ours, no longer its former source’s.", messages.WARNING
            )

    def _page(self, request: HttpRequest, playbook: Playbook, form: PlaybookForm | None) -> TemplateResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": str(playbook),
            "opts": self.opts,
            "original": playbook,
            "form": form,
            "groups": form.groups if form else to_read(Norms.read(playbook)),
            "may_delete": self.has_delete_permission(request, playbook),
            "media": self.media,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/relationships/playbook/page.html", context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        playbook = self.get_object(request, object_id)
        if not self.has_view_or_change_permission(request, playbook):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"Versions of {playbook}",
            "opts": self.opts,
            "original": playbook,
            "versions": versions_of(playbook),
            "media": self.media,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/relationships/playbook/versions.html", context)

    # --- The list -------------------------------------------------------------------------------------------------

    @admin.display(description="tier")
    def tier_shown(self, row: Playbook) -> str:
        return cells.tier_badge(row.tier)

    @admin.display(description="for")
    def brand_shown(self, row: Playbook) -> str:
        return str(row.brand or "Every brand")

    @admin.display(description="norms")
    def norms_shown(self, row: Any) -> str:
        return f"{row.norm_count} of its own" if row.brand_id else str(row.norm_count)
