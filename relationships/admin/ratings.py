"""Ratings: a sheet with one row a criterion in the workplace. The reviewer is who is logged in, never chosen."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

from relationships.admin import cells
from relationships.admin.base import RapportAdmin, SignedForm
from relationships.admin.decisions import criteria_to_choose, with_brand
from relationships.admin.fields import not_after_today, today
from relationships.admin.inlines import LatestFormSet, Line, RowsInline
from relationships.admin.listfilters import by_brand, by_person, one_of, only
from relationships.admin.site import site
from relationships.models import FitCriterion, Rating, Relationship
from relationships.models.fit import RATINGS

SHOWN = 20


class RatingForm(SignedForm):
    signed = frozenset({"reviewer"})
    acting: ClassVar[Any] = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.instance.reviewer = self.acting

    def clean_rated_on(self) -> Any:
        day = self.cleaned_data["rated_on"]
        if day:
            not_after_today(day)
        return day


class SheetForm(RatingForm):
    """A row of the sheet. Its criterion and its day stand there from the start: they are nothing that was filled in."""

    def has_changed(self) -> bool:
        return bool({"value", "evidence"} & set(self.changed_data))


class SheetFormSet(LatestFormSet):
    """New ratings only: what somebody rated is theirs, and stands below the sheet as text."""

    def get_queryset(self) -> Any:
        return self.queryset.none()

    def initial_form_count(self) -> int:
        return 0

    @cached_property
    def earlier(self) -> list[tuple[Rating, Line]]:
        rows = list(self.queryset.select_related("criterion", "reviewer").order_by("-rated_on", "-pk")[: SHOWN + 1])
        self.has_more = len(rows) > SHOWN
        return [(row, rating_line(row)) for row in rows[:SHOWN]]


def rating_line(row: Rating) -> Line:
    tone = "danger" if row.value == 0 else "warning" if row.value < 3 else "success"
    words = (f"by {row.reviewer}", cells.day(row.rated_on))
    return Line(str(row.criterion), words, dict(RATINGS)[row.value], tone, row.evidence)


class RatingInline(RowsInline):
    model = Rating
    form = SheetForm
    formset = SheetFormSet
    template = "admin/relationships/ratings.html"
    selects = ("criterion",)
    latest = SHOWN
    fieldsets = ((None, {"fields": ("criterion", "value", "rated_on", "evidence")}),)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "criterion":
            kwargs["widget"] = forms.HiddenInput
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "evidence":
            field.widget.attrs["placeholder"] = "Note or link that shows it"
        return field

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        criteria = sheet_of(obj)
        made: Any = super().get_formset(request, obj, **kwargs, extra=len(criteria))
        starts = [{"criterion": criterion.pk, "rated_on": today()} for criterion in criteria]

        class Sheet(made):  # type: ignore[misc]  # the class is made per request, as Django makes it
            def __init__(self, *args: Any, **kwargs: Any) -> None:
                super().__init__(*args, **{**kwargs, "initial": starts})

            def _construct_form(self, i: int, **kwargs: Any) -> Any:
                form = super()._construct_form(i, **kwargs)
                form.about = criteria[i] if i < len(criteria) else None
                return form

        return Sheet


def sheet_of(relationship: Relationship | None) -> Sequence[FitCriterion]:
    """The criteria to rate, in the rubric's order; what is not applicable is nothing to rate."""
    if relationship is None:
        return ()
    return list(FitCriterion.objects.filter(brand_id=relationship.brand_id, is_applicable=True))


@admin.register(Rating, site=site)
class RatingAdmin(RapportAdmin):
    through = "relationship"
    prefilled = ("relationship",)
    selects = ("criterion",)
    list_display = ("creator", "brand", "criterion", "value", "reviewer", "rated_on", "evidence")
    list_display_links = ("creator",)
    list_select_related = ("relationship__creator", "relationship__brand", "criterion", "reviewer")
    list_filter = (
        one_of("rating", "value", RATINGS),
        by_person("reviewer", "reviewer"),
        by_brand("relationship__brand"),
        only("relationship", "relationship", Relationship),
    )
    search_help_text = "The creator's name, handle or e-mail."

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return (
            (
                None,
                {
                    "fields": (
                        "relationship",
                        "criterion",
                        *(("reviewer",) if obj else ()),
                        "value",
                        "rated_on",
                        "evidence",
                    )
                },
            ),
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("relationship", "criterion", "reviewer") if obj else ()

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only a reviewer corrects their own rating: changing another's would be rating in their name."""
        mine = obj is None or obj.reviewer_id == request.user.pk
        return mine and super().has_change_permission(request, obj)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = type("OwnRating", (RatingForm,), {"acting": request.user})
        return super().get_form(request, obj, change, **{"form": form, **kwargs})

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"rated_on": today(), **super().get_changeform_initial_data(request)}

    def choices_of(self, name: str, request: HttpRequest) -> QuerySet[Any] | None:
        return criteria_to_choose(request) if name == "criterion" else None

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        return with_brand(field) if db_field.name == "criterion" else field

    @admin.display
    def creator(self, row: Rating) -> str:
        return str(row.relationship.creator)

    @admin.display
    def brand(self, row: Rating) -> str:
        return str(row.relationship.brand)
