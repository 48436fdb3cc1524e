"""What leads decide about fit: adjudications of disputes, overrides of gates. Who and when is set here, not typed."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from relationships.admin import cells
from relationships.admin.base import RapportAdmin, SignedForm
from relationships.admin.inlines import Line, RowsInline
from relationships.admin.listfilters import by_brand, by_person, only
from relationships.admin.site import site
from relationships.models import Adjudication, FitCriterion, GateOverride, Relationship
from relationships.models.fit import RATINGS
from relationships.services.clock import organisation_today


class DecisionForm(SignedForm):
    """On a new decision: by whom and when. A correction keeps both; the history tells who corrected it."""

    signed = frozenset({"decided_by", "decided_on"})
    acting: ClassVar[Any] = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.instance.decided_by = self.acting
            self.instance.decided_on = organisation_today()


class DecisionInline(RowsInline):
    form = DecisionForm
    selects = ("criterion",)
    latest = 10

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("criterion", "decided_by")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A decision that stands is read here; it is corrected on its own page."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def choices_of(self, name: str, request: HttpRequest) -> QuerySet[Any] | None:
        offered = super().choices_of(name, request)
        return offered.filter(is_gate=True) if offered is not None and self.model is GateOverride else offered


class AdjudicationInline(DecisionInline):
    model = Adjudication
    fieldsets = ((None, {"fields": (("criterion", "value"), "reason")}),)
    new_title = "Adjudicate a disputed criterion"

    def line(self, row: Any) -> Line:
        words = (f"by {row.decided_by}", cells.day(row.decided_on))
        return Line(str(row.criterion), words, dict(RATINGS)[row.value], "accent", row.reason)


class GateOverrideInline(DecisionInline):
    model = GateOverride
    fieldsets = ((None, {"fields": ("criterion", "reason")}),)
    new_title = "Let a gate pass"

    def line(self, row: Any) -> Line:
        words = (f"by {row.decided_by}", cells.day(row.decided_on))
        return Line(str(row.criterion), words, "let pass", "warning", row.reason)


class DecisionAdmin(RapportAdmin):
    form = DecisionForm
    through = "relationship"
    prefilled = ("relationship",)
    selects = ("criterion",)
    list_display_links = ("creator",)
    list_select_related = ("relationship__creator", "relationship__brand", "criterion", "decided_by")
    list_filter = (
        by_brand("relationship__brand"),
        by_person("decided by", "decided_by"),
        only("relationship", "relationship", Relationship),
    )
    search_help_text = "The creator's name, handle or e-mail."
    own_fields: ClassVar[tuple[Any, ...]] = ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        signed = ("decided_by", "decided_on") if obj else ()
        return ((None, {"fields": ("relationship", *self.own_fields, *signed)}),)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("relationship", "criterion", "decided_by", "decided_on") if obj else ()

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(
            request, obj, change, **{"form": type("Decision", (DecisionForm,), {"acting": request.user}), **kwargs}
        )

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        return with_brand(field) if db_field.name == "criterion" else field

    def choices_of(self, name: str, request: HttpRequest) -> QuerySet[Any] | None:
        if name != "criterion":
            return None
        criteria = criteria_to_choose(request)
        return criteria.filter(is_gate=True) if self.model is GateOverride else criteria

    @admin.display
    def creator(self, row: Any) -> str:
        return str(row.relationship.creator)

    @admin.display
    def brand(self, row: Any) -> str:
        return str(row.relationship.brand)


def criteria_to_choose(request: HttpRequest) -> QuerySet[Any]:
    """Outside of a relationship's page the brand is not known yet: the criteria of every brand that the user sees."""
    visible = FitCriterion.objects.visible_to(request.user)
    return visible.filter(is_applicable=True).select_related("brand").order_by("brand__name_key", "position", "pk")


def with_brand(field: Any) -> Any:
    field.label_from_instance = lambda criterion: f"{criterion.brand}: {criterion}"
    return field


@admin.register(Adjudication, site=site)
class AdjudicationAdmin(DecisionAdmin):
    list_display = ("creator", "brand", "criterion", "value", "reason", "decided_by", "decided_on")
    own_fields = ("criterion", "value", "reason")


@admin.register(GateOverride, site=site)
class GateOverrideAdmin(DecisionAdmin):
    list_display = ("creator", "brand", "criterion", "reason", "decided_by", "decided_on")
    own_fields = ("criterion", "reason")
