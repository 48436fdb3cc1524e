"""Tier bands, whose change moves creators and so is shown before it is made, and the readings of accounts."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.template.response import TemplateResponse

from relationships.admin import cells
from relationships.admin.base import RapportAdmin
from relationships.admin.listfilters import only
from relationships.admin.site import site
from relationships.models import Account, AudienceSnapshot, TierBandSet
from relationships.reports.retier import Move, moves_if
from relationships.services.audience import bands_of

CONFIRMED = "_confirmed"
_EDGES = (("micro_from", "macro_from"), ("macro_from", "mega_from"))


class TierBandForm(forms.ModelForm[Any]):
    def clean(self) -> dict[str, Any] | None:
        values: dict[str, Any] = super().clean() or {}
        if values.get("micro_from") == 0:
            self.add_error("micro_from", "Micro begins above 0: below it is nano.")
        for lower, upper in _EDGES:
            low, high = values.get(lower), values.get(upper)
            if low is not None and high is not None and high <= low:
                names = self.fields[upper].label, self.fields[lower].label
                self.add_error(upper, f"“{names[0]}” must be above “{names[1]}” ({low:,}).")
        return values


@admin.register(TierBandSet, site=site)
class TierBandSetAdmin(RapportAdmin):
    form = TierBandForm
    search_fields = ()
    list_display = ("__str__", "micro_from", "macro_from", "mega_from", "source")
    ordering = ("network",)
    fieldsets = ((None, {"fields": ("network", ("micro_from", "macro_from", "mega_from"), "source")}),)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("network",) if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The bands for every network stay: without them nobody would have a tier."""
        return (obj is None or bool(obj.network)) and super().has_delete_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> Any:
        """No deleting of several at once: each deletion shows its own moves."""
        return {}

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if request.method == "POST" and CONFIRMED not in request.POST:
            asked = self._confirmation(request, object_id)
            if asked is not None:
                return asked
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _confirmation(self, request: HttpRequest, object_id: str | None) -> TemplateResponse | None:
        """The page that shows who would move; None when nobody would, or when the form has errors to show first."""
        row = self.get_object(request, object_id) if object_id else None
        allowed = self.has_change_permission(request, row) if row else self.has_add_permission(request)
        if not allowed:
            raise PermissionDenied
        form = self.get_form(request, row, change=row is not None)(request.POST, instance=row)
        if not form.is_valid():
            return None
        moves = moves_if(form.instance.network, bands_of(form.instance))
        if not moves:
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": "Confirm the new bands",
            "opts": self.opts,
            "original": row,
            "bands": form.instance,
            "posted": [(name, value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"],
            "confirmed": CONFIRMED,
            **moved(moves),
        }
        return TemplateResponse(request, "admin/relationships/tierbandset/confirm.html", context)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> Any:
        row = self.get_object(request, object_id)
        moves = moved(moves_if(row.network, None)) if row.network else {}
        return super().delete_view(request, object_id, {**moves, **(extra_context or {})})


def moved(moves: Any) -> dict[str, Any]:
    """The moves as the templates show them."""
    return {"moves": [_told(move) for move in moves], "moving": sum(move.creators for move in moves)}


def _told(move: Move) -> tuple[str, str, int]:
    return cells.tier_badge(move.was), cells.tier_badge(move.becomes), move.creators


@admin.register(AudienceSnapshot, site=site)
class AudienceSnapshotAdmin(RapportAdmin):
    """What accounts measured, written by the product alone: to be read."""

    search_fields = ()
    list_display = ("account", "measured_on", "followers", "engagement_rate", "engagement_basis")
    list_select_related = ("account",)
    list_filter = (only("account", "account", Account),)

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("-measured_on",) if "account" in request.GET else ("-pk",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
