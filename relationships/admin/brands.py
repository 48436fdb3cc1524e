"""Brands with their team and rubric, and the criteria as a list over all brands. Leads change them; others read."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest

from relationships.admin import cells
from relationships.admin.base import RapportAdmin
from relationships.admin.history import Trail
from relationships.admin.inlines import LatestFormSet, TableInline
from relationships.admin.listfilters import by_brand, yes_or_no
from relationships.admin.site import site
from relationships.domain.fit import Criterion, can_score
from relationships.models import Brand, Competitor, FitCriterion, Membership, User


class TeamFormSet(LatestFormSet):
    latest = 100


def _leave_a_score_possible(rubric: Iterable[FitCriterion]) -> None:
    if not can_score(Criterion(row.pk, row.weight, row.is_gate, row.is_applicable) for row in rubric):
        raise ValidationError("No score would be possible: leave a weight above 0 on an applicable criterion.")


class CompetitorFormSet(LatestFormSet):
    latest = 50


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


class TeamInline(TableInline):
    model = Membership
    formset = TeamFormSet
    fields = ("user",)
    extra = 1
    verbose_name_plural = "team"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("user").order_by("user__name_key", "pk")

    def choices_of(self, name: str, request: HttpRequest) -> QuerySet[Any] | None:
        return User.objects.filter(is_staff=True) if name == "user" else None


class CompetitorForm(forms.ModelForm[Competitor]):
    """A brand on file that the user does not see is neither named nor taken away by saving the rest."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields.get("rival")
        kept = self.instance.rival if offered is not None and self.instance.rival_id else None
        self.unseen = kept if kept is not None and not offered.queryset.filter(pk=kept.pk).exists() else None
        if self.unseen is not None:
            self.initial["rival"] = None

    def clean_rival(self) -> Brand | None:
        chosen: Brand | None = self.cleaned_data["rival"]
        return chosen or self.unseen


class CompetitorInline(TableInline):
    """Every brand that competes, by name; where it is a brand on file, whoever sees that one says so."""

    model = Competitor
    fk_name = "brand"
    form = CompetitorForm
    formset = CompetitorFormSet
    extra = 1
    verbose_name_plural = "competitors"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        seen = Brand.objects.visible_to(request.user).filter(pk=OuterRef("rival_id")).values("name")
        rows: QuerySet[Any] = super().get_queryset(request).select_related("rival").order_by("name", "pk")
        named: QuerySet[Any] = rows.annotate(rival_name=Subquery(seen[:1]))
        return named

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The stock page of a reader would name any brand."""
        return ("name", "rival" if self.has_change_permission(request, obj) else "same_brand")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return () if self.has_change_permission(request, obj) else ("same_brand",)

    @admin.display(description="the same brand here")
    def same_brand(self, row: Any) -> str:
        return row.rival_name or cells.NOTHING


class CriterionInline(TableInline):
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
    trails = (Trail(Membership, "brand_id"), Trail(Competitor, "brand_id"), Trail(FitCriterion, "brand_id"))
    prepopulated_fields = {"slug": ("name",)}
    fieldsets = ((None, {"fields": (("name", "slug"), ("market_country", "currency", "language"), "values")}),)

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> Any:
        """A new brand is given the house's criteria when it is saved; they are changed after that."""
        return (TeamInline, CompetitorInline, CriterionInline) if obj else (TeamInline,)

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
