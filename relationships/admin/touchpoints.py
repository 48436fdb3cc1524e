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
from relationships.admin.entry import arranged, playbook_for
from relationships.admin.fields import not_after_today
from relationships.admin.guards import GuardedForm
from relationships.admin.inlines import Line, RowsInline
from relationships.admin.listfilters import by_brand, by_person, one_of, only
from relationships.admin.site import site
from relationships.domain.playbooks.entry import of_touchpoint, usual_through
from relationships.domain.relationships import Direction, Through
from relationships.models import Brand, Relationship, Touchpoint
from relationships.services.people import people_of, people_who_see

#: All that is known of a contact, in lines; which of them are asked for at once is the playbook's choice.
_LINES = (
    ("purpose", "channel", "direction", "happened_at", "by"),
    ("through", "from_template", "has_local_line", "carries_notice"),
    ("summary",),
)


def asked_of(relationship: Relationship | None) -> frozenset[str]:
    """The fields that the playbook of the relationship asks for at once; all of them while there is none yet."""
    if relationship is None:
        return frozenset(name for line in _LINES for name in line)
    creator = relationship.creator
    return of_touchpoint(
        playbook_for(relationship),
        has_agent=creator.agent_id is not None,
        notice_given=creator.notice_given_on is not None,
    )


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
    new_title = "New touchpoint"
    new_is_open = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("by")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return arranged(_LINES, asked_of(obj))

    def initial(self, request: HttpRequest, parent: Any) -> dict[str, Any]:
        has_agent = parent is not None and parent.creator.agent_id is not None
        through = usual_through(playbook_for(parent), has_agent=has_agent) if has_agent else None
        return {"by": request.user.pk, **({"through": through.value} if through else {})}

    def line(self, row: Touchpoint) -> Line:
        to = "to the creator" if row.direction == Direction.OUTBOUND else "from the creator"
        through = "through the agent" if row.through == Through.AGENT else ""
        words = (f"{row.get_channel_display()} {to}", through, f"by {row.by}" if row.by else "")
        when = date_format(timezone.localtime(row.happened_at), "DATETIME_FORMAT")
        return Line(when, words, row.get_purpose_display(), text=row.summary)


@admin.register(Touchpoint, site=site)
class TouchpointAdmin(RapportAdmin):
    form = TouchpointForm
    through = "relationship"
    prefilled = ("relationship",)
    selects = ("by",)
    list_display = ("creator", "brand", "happened_at", "purpose", "channel", "direction", "by", "what")
    list_display_links = ("creator",)
    list_select_related = ("relationship__creator", "relationship__brand", "by")
    list_filter = (
        one_of("purpose", "purpose", Touchpoint._meta.get_field("purpose").flatchoices),
        one_of("channel", "channel", Touchpoint._meta.get_field("channel").flatchoices),
        one_of("direction", "direction", Touchpoint._meta.get_field("direction").flatchoices),
        by_person("by whom", "by"),
        by_brand("relationship__brand"),
        only("relationship", "relationship", Relationship),
    )
    search_help_text = "The creator's name, handle or e-mail."

    class Media:
        css = {"all": ["rapport/css/workplace.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.select_related("relationship__creator", "relationship__brand", "by")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        main, *others = arranged(_LINES, asked_of(obj.relationship if obj else None))
        return ((None, {"fields": ("relationship", *main[1]["fields"])}), *others)

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
