"""Touchpoints: what was said with the creator, noted in the workplace, found again in a list."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator

from relationships.admin import cells
from relationships.admin.base import RapportAdmin
from relationships.admin.fields import not_after_today
from relationships.admin.guards import GuardedForm
from relationships.admin.inlines import Line, RowsInline
from relationships.admin.listfilters import by_brand, by_person, one_of, only
from relationships.admin.site import site
from relationships.domain.relationships import Direction
from relationships.models import Brand, Relationship, Touchpoint
from relationships.services.people import people_of, people_who_see


class TouchpointForm(GuardedForm):
    acting: Any = None

    def clean_happened_at(self) -> Any:
        moment = self.cleaned_data["happened_at"]
        if moment:
            # The user's clock and ours may differ by a little; a planned contact is the next action, not a touchpoint.
            not_after_today(timezone.localtime(moment).date())
        return moment


class TouchpointInline(RowsInline):
    model = Touchpoint
    form = TouchpointForm
    selects = ("by",)
    fieldsets = ((None, {"fields": (("happened_at", "channel", "direction", "by"), "summary")}),)
    new_title = "New touchpoint"
    new_is_open = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("by")

    def initial(self, request: HttpRequest, parent: Any) -> dict[str, Any]:
        return {"by": request.user.pk}

    def line(self, row: Touchpoint) -> Line:
        to = "to the creator" if row.direction == Direction.OUTBOUND else "from the creator"
        words = (f"{row.get_channel_display()} {to}", f"by {row.by}" if row.by else "")
        return Line(date_format(timezone.localtime(row.happened_at), "DATETIME_FORMAT"), words, text=row.summary)


@admin.register(Touchpoint, site=site)
class TouchpointAdmin(RapportAdmin):
    form = TouchpointForm
    through = "relationship"
    prefilled = ("relationship",)
    selects = ("by",)
    list_display = ("creator", "brand", "happened_at", "channel", "direction", "by", "what")
    list_display_links = ("creator",)
    list_select_related = ("relationship__creator", "relationship__brand", "by")
    list_filter = (
        one_of("channel", "channel", Touchpoint._meta.get_field("channel").flatchoices),
        one_of("direction", "direction", Touchpoint._meta.get_field("direction").flatchoices),
        by_person("by whom", "by"),
        by_brand("relationship__brand"),
        only("relationship", "relationship", Relationship),
    )
    search_help_text = "The creator's name, handle or e-mail."
    fieldsets = ((None, {"fields": ("relationship", ("happened_at", "channel", "direction", "by"), "summary")}),)

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """Within one relationship an index gives them by time; over all of them the latest noted come first."""
        return ("-happened_at",) if "relationship" in request.GET else ("-pk",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("relationship",) if obj else ()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"by": request.user.pk, **super().get_changeform_initial_data(request)}

    def choices_of(self, name: str, request: HttpRequest) -> QuerySet[Any] | None:
        if name != "by":
            return None
        known = getattr(request, "touchpoint", None)
        return people_of(known) if known else people_who_see(Brand.objects.visible_to(request.user))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        vars(request)["touchpoint"] = obj.relationship if obj else None
        return super().get_form(request, obj, change, **kwargs)

    @admin.display
    def creator(self, row: Touchpoint) -> str:
        return str(row.relationship.creator)

    @admin.display
    def brand(self, row: Touchpoint) -> str:
        return str(row.relationship.brand)

    @admin.display(description="summary")
    def what(self, row: Touchpoint) -> str:
        return Truncator(row.summary).chars(80) or cells.NOTHING
