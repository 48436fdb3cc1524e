"""Brands with their team and rubric, and the criteria as a list over all brands. Leads change them; others read."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from relationships.admin.base import RapportAdmin, VisibleRows
from relationships.admin.history import Trail
from relationships.admin.inlines import LatestFormSet
from relationships.admin.listfilters import by_brand, yes_or_no
from relationships.admin.site import site
from relationships.domain.fit import Criterion, can_score
from relationships.models import Brand, FitCriterion, Membership, User


class TeamFormSet(LatestFormSet):
    latest = 100


def _leave_a_score_possible(rubric: Iterable[FitCriterion]) -> None:
    if not can_score(Criterion(row.pk, row.weight, row.is_gate, row.is_applicable) for row in rubric):
        raise ValidationError("No score would be possible: leave a weight above 0 on an applicable criterion.")


class CriteriaFormSet(LatestFormSet):
    latest = 50

    def clean(self) -> None:
        super().clean()
        rows = [form.instance for form in self.forms if form.is_valid() and (form.instance.pk or form.has_changed())]
        if rows:
            _leave_a_score_possible(rows)


class CriterionForm(forms.ModelForm[FitCriterion]):
    def clean(self) -> Any:
        cleaned = super().clean() or {}
        brand = cleaned.get("brand") or self.instance.brand_id
        if brand and "weight" in cleaned:
            changed = FitCriterion(weight=cleaned["weight"], is_applicable=cleaned["is_applicable"])
            _leave_a_score_possible([*FitCriterion.objects.filter(brand=brand).exclude(pk=self.instance.pk), changed])
        return cleaned


class TeamInline(VisibleRows, admin.TabularInline[Any, Any]):
    model = Membership
    formset = TeamFormSet
    fields = ("user",)
    extra = 1
    verbose_name_plural = "team"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("user").order_by("user__name_key", "pk")

    def choices_of(self, name: str, request: HttpRequest) -> QuerySet[Any] | None:
        return User.objects.filter(is_staff=True) if name == "user" else None


class CriterionInline(VisibleRows, admin.TabularInline[Any, Any]):
    model = FitCriterion
    formset = CriteriaFormSet
    fields = ("position", "name", "key", "description", "weight", "is_gate", "is_applicable")
    extra = 1
    show_change_link = True
    ordering = ("position", "pk")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """On its own page, which shows what would go along; one that was rated is made not applicable instead."""
        return False


@admin.register(Brand, site=site)
class BrandAdmin(RapportAdmin):
    folded = "name_key__contains"
    list_display = ("brand_name", "slug", "market_country", "currency")
    sortable_by = ("brand_name",)
    ordering = ("name_key",)
    search_help_text = "The brand's name."
    trails = (Trail(Membership, "brand_id"), Trail(FitCriterion, "brand_id"))
    prepopulated_fields = {"slug": ("name",)}
    fieldsets = ((None, {"fields": (("name", "slug"), ("market_country", "currency"), "values")}),)

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> Any:
        """A new brand is given the house's criteria when it is saved; they are changed after that."""
        return (TeamInline, CriterionInline) if obj else (TeamInline,)

    @admin.display(description="name", ordering="name_key")
    def brand_name(self, row: Brand) -> str:
        return row.name


@admin.register(FitCriterion, site=site)
class FitCriterionAdmin(RapportAdmin):
    form = CriterionForm
    list_display = ("name", "brand", "weight", "is_gate", "is_applicable", "position")
    list_select_related = ("brand",)
    list_filter = (by_brand(), yes_or_no("gate", "is_gate"), yes_or_no("applicable", "is_applicable"))
    fieldsets = (
        (
            None,
            {"fields": ("brand", ("name", "key"), "description", ("weight", "position"), ("is_gate", "is_applicable"))},
        ),
    )

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("position",) if "brand" in request.GET else ("pk",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Its ratings hang on the brand that it is of."""
        return ("brand",) if obj else ()
