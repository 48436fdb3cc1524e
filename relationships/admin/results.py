"""Results: what a collaboration reached and cost, recorded beside it; and all of them as a list."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from relationships.admin import cells
from relationships.admin.base import POPUP, RapportAdmin
from relationships.admin.entry import check_amounts, check_days
from relationships.admin.fields import CountField, today
from relationships.admin.inlines import Line, RowsInline
from relationships.admin.listfilters import by_brand, only
from relationships.admin.site import site
from relationships.admin.visible import visible_rows
from relationships.domain.day_rules import RESULT
from relationships.domain.ids import is_id
from relationships.models import Collaboration, Relationship, Result
from relationships.models.results import AMOUNTS, COUNTS

_FIELDS = (
    ("measured_on", "source"),
    COUNTS,
    ("currency", "revenue", "margin"),
    ("landed_product_cost", "shipping_cost", "commission_paid", "rights_cost", "agency_cost"),
)


class ResultForm(forms.ModelForm[Any]):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in COUNTS:
            if name in self.fields:
                self.fields[name] = CountField(required=False, label=self.fields[name].label)

    def clean(self) -> dict[str, Any] | None:
        values: dict[str, Any] = super().clean() or {}
        check_amounts(self, AMOUNTS)
        collaboration = values.get("collaboration") or Collaboration.objects.filter(
            pk=self.instance.collaboration_id
        ).only("live_on").first()  # fmt: skip
        check_days(self, RESULT, live_on=collaboration.live_on if collaboration else None)
        if not self.errors and all(values.get(name) is None for name in (*COUNTS, *AMOUNTS)):
            raise ValidationError("Fill in at least one figure; what was not measured stays empty.")
        return values


def figures(result: Result) -> tuple[str, ...]:
    """ "reach 12.4K", "revenue 1,200.00 EUR": what was measured, in words."""
    counts = (f"{name} {cells.count(number)}" for name in COUNTS if (number := getattr(result, name)) is not None)
    money = (("revenue", result.revenue), ("margin", result.margin))
    return (*counts, *(f"{name} {amount:,} {result.currency}" for name, amount in money if amount is not None))


class ResultInline(RowsInline):
    """On the page of its collaboration: one, to fill in or to put right."""

    model = Result
    form = ResultForm
    fieldsets = ((None, {"fields": _FIELDS}),)
    new_title = "Record the result"
    list_parameter = "collaboration"

    def initial(self, request: HttpRequest, parent: Any) -> dict[str, Any]:
        return {"measured_on": today(), "currency": parent.currency or parent.relationship.brand.currency}

    def line(self, row: Result) -> Line:
        return Line(f"Measured {cells.day(row.measured_on)}", figures(row), text=row.source)


@admin.register(Result, site=site)
class ResultAdmin(RapportAdmin):
    form = ResultForm
    prefilled = ("collaboration",)
    list_display = ("creator", "brand", "collaboration", "measured_on", "reach_shown", "engagements_shown", "source")
    list_display_links = ("creator",)
    list_select_related = ("collaboration__relationship__creator", "collaboration__relationship__brand")
    list_filter = (
        by_brand("collaboration__relationship__brand"),
        only("collaboration", "collaboration", Collaboration),
    )
    search_help_text = "The creator's name, handle or e-mail."
    fieldsets = ((None, {"fields": ("collaboration", *_FIELDS)}),)

    class Media:
        css = {"all": ["rapport/css/workplace.css"]}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("collaboration",) if obj else ()

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        found: Any = visible_rows(Relationship, request.user)
        term = search_term.replace("\0", "").strip()[:200]
        return (queryset.filter(collaboration__relationship__in=found.search(term)) if term else queryset), False

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The figures are in the currency of what they are about, where that is one the user sees."""
        initial = super().get_changeform_initial_data(request)
        about = self._about(request, initial.get("collaboration"))
        currency = (about.currency or about.relationship.brand.currency) if about else ""
        return {"measured_on": today(), "currency": currency, **initial}

    def _about(self, request: HttpRequest, pk: Any) -> Any:
        if not is_id(pk or ""):
            return None
        rows: QuerySet[Any] = visible_rows(Collaboration, request.user)
        return rows.select_related("relationship__brand").filter(pk=pk).first()

    # One comes from the relationship, and goes on there.

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        if POPUP in request.POST or "_addanother" in request.POST or "_continue" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return self._back(request, obj)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if POPUP in request.POST or "_addanother" in request.POST or "_continue" in request.POST:
            return super().response_change(request, obj)
        return self._back(request, obj)

    def _back(self, request: HttpRequest, obj: Any) -> HttpResponse:
        self.message_user(request, f"The result of {obj.collaboration} is on file.", messages.SUCCESS)
        url = reverse("admin:relationships_relationship_change", args=[obj.collaboration.relationship_id])
        return HttpResponseRedirect(url)

    @admin.display
    def creator(self, row: Result) -> str:
        return str(row.collaboration.relationship.creator)

    @admin.display
    def brand(self, row: Result) -> str:
        return str(row.collaboration.relationship.brand)

    @admin.display(description="reach")
    def reach_shown(self, row: Result) -> str:
        return cells.count(row.reach)

    @admin.display(description="engagements")
    def engagements_shown(self, row: Result) -> str:
        return cells.count(row.engagements)
