"""The workplace: a relationship's page with all that an account manager reads and writes about it, and its list."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from relationships.admin import cells, workplace
from relationships.admin.base import POPUP, RapportAdmin
from relationships.admin.collaborations import CollaborationInline
from relationships.admin.contributions import ContributionInline
from relationships.admin.decisions import AdjudicationInline, GateOverrideInline
from relationships.admin.fields import LabelsField, SafeAutocompleteMultiple
from relationships.admin.guards import GuardedForm
from relationships.admin.guidance import AT_HAND, guidance_of
from relationships.admin.history import Trail
from relationships.admin.listfilters import by_brand, by_person, due, one_of, only
from relationships.admin.ratings import RatingInline
from relationships.admin.site import site
from relationships.admin.touchpoints import TouchpointInline
from relationships.models import (
    Adjudication,
    AdviceDecision,
    Attachment,
    Brand,
    ChecklistTick,
    Collaboration,
    Contribution,
    Creator,
    FitCriterion,
    GateOverride,
    LadderDecision,
    Rating,
    Relationship,
    RelationshipTag,
    Tag,
    Touchpoint,
)
from relationships.services.creator_merge_links import taken_in
from relationships.services.freshness import freshen_histories
from relationships.services.labels import set_tags
from relationships.services.people import people_of, people_who_see


class RelationshipForm(GuardedForm):
    tags = LabelsField(
        Tag.objects.all(),
        required=False,
        widget=SafeAutocompleteMultiple(Relationship._meta.get_field("tags"), site),
        help_text="Type to find; several are possible.",
    )

    def clean(self) -> dict[str, Any] | None:
        values: dict[str, Any] = super().clean() or {}
        brand, owner = values.get("brand"), values.get("owner")
        if brand and owner and not people_who_see(Brand.objects.filter(pk=brand.pk)).filter(pk=owner.pk).exists():
            raise ValidationError(
                {"owner": f"{owner} is not in the team of {brand}: choose somebody else, or ask a lead to add them."}
            )
        return values

    def _save_m2m(self) -> None:
        """In place of the stock way, which writes in bulk: tags have a model of their own, with a history."""
        if "tags" in self.changed_data:
            set_tags(self.instance, self.cleaned_data["tags"])


@admin.register(Relationship, site=site)
class RelationshipAdmin(RapportAdmin):
    form = RelationshipForm
    selects = ("owner",)
    prefilled = ("creator", "brand")
    list_display = (
        "creator_name", "brand_name", "tier_shown", "followers_shown", "compensation_shown", "history_shown",
        "fit", "last_touch", "next_due", "stage_shown", "owner_name",
    )  # fmt: skip
    sortable_by = list_display
    ordering = ("creator_sort",)
    list_select_related = ("creator", "brand", "owner")
    list_filter = (
        one_of("tier", "tier", Relationship._meta.get_field("tier").flatchoices),
        one_of("compensation", "compensation", Relationship._meta.get_field("compensation").flatchoices),
        one_of("history", "history", Relationship._meta.get_field("history_kind").flatchoices, "history_kind"),
        one_of("stage", "stage", Relationship._meta.get_field("stage").flatchoices),
        due(),
        by_brand(),
        by_person("owner", "owner"),
        only("creator", "creator", Creator),
    )
    search_help_text = "Name, handle or e-mail of the creator."
    trails = (
        Trail(Collaboration, "relationship_id"),
        Trail(Touchpoint, "relationship_id"),
        Trail(Contribution, "relationship_id"),
        Trail(LadderDecision, "relationship_id"),
        Trail(AdviceDecision, "relationship_id"),
        Trail(ChecklistTick, "relationship_id"),
        Trail(Attachment, "relationship_id"),
        Trail(Rating, "relationship_id"),
        Trail(Adjudication, "relationship_id"),
        Trail(GateOverride, "relationship_id"),
        Trail(RelationshipTag, "relationship_id"),
    )
    change_form_template = "admin/relationships/relationship/change_form.html"

    class Media:
        css = {"all": ["rapport/css/workplace.css", "rapport/css/guidance.css", "rapport/css/attachments.css"]}
        js = (Script("rapport/js/attachments.js", defer=True),)

    def numbers_of(self, row: Relationship) -> list[int]:
        return taken_in(row.creator_id).of_relationship(row.pk)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("creator__agent", "brand", "owner")

    # --- The page -------------------------------------------------------------------------------------------------

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        whose = () if obj else (("creator", "brand"),)
        plan = (
            ("stage", "owner", "compensation"),
            ("next_action", "next_action_kind", "next_action_on"),
            "tags",
            "notes",
        )
        return ((None if obj is None else "Plan", {"fields": (*whose, *plan)}),)

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> Any:
        """A new relationship first needs to be one: its brand decides what can be rated and by whom."""
        if obj is None:
            return ()
        vars(request)["offered"] = {
            "by": people_of(obj),
            "criterion": FitCriterion.objects.filter(brand_id=obj.brand_id),
        }
        return (
            CollaborationInline,
            TouchpointInline,
            ContributionInline,
            RatingInline,
            AdjudicationInline,
            GateOverrideInline,
        )

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        vars(request)["relationship"] = obj
        return super().get_form(request, obj, change, **kwargs)

    def choices_of(self, name: str, request: HttpRequest) -> QuerySet[Any] | None:
        if name != "owner":
            return None
        known = getattr(request, "relationship", None)
        return people_of(known) if known else people_who_see(Brand.objects.visible_to(request.user))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new relationship is the user's own until they say otherwise, and of the one brand they see if it is one."""
        brands = list(Brand.objects.visible_to(request.user).values_list("pk", flat=True)[:2])
        brand = {"brand": brands[0]} if len(brands) == 1 else {}
        return {"owner": request.user.pk, **brand, **super().get_changeform_initial_data(request)}

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        relationship = context.get("original")
        if relationship is not None:
            context["summary"] = workplace.summary_of(relationship)
            context["guidance"] = guidance_of(relationship, request.user, request.GET.get(AT_HAND, ""))
            context |= {"show_save_and_continue": False, "show_save_and_add_another": False}
        return super().render_change_form(request, context, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Saving stays here: what was noted is read back, and the next empty rows are at hand."""
        if POPUP in request.POST or "_addanother" in request.POST:
            return super().response_change(request, obj)
        self.message_user(request, f"{obj} is saved.", messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:relationships_relationship_change", args=[obj.pk]))

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """A new relationship opens its workplace: that is where one goes on."""
        if POPUP in request.POST or "_addanother" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        self.message_user(request, f"{obj} is on file.", messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:relationships_relationship_change", args=[obj.pk]))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        freshen_histories()
        shown: HttpResponse = super().changelist_view(request, extra_context)
        return shown

    # --- The list -------------------------------------------------------------------------------------------------

    @admin.display(description="creator", ordering="creator_sort")
    def creator_name(self, row: Relationship) -> str:
        return str(row.creator)

    @admin.display(description="brand", ordering="brand_sort")
    def brand_name(self, row: Relationship) -> str:
        return str(row.brand)

    @admin.display(description="tier", ordering="tier_rank")
    def tier_shown(self, row: Relationship) -> str:
        return cells.tier_badge(row.tier)

    @admin.display(description="followers", ordering="followers")
    def followers_shown(self, row: Relationship) -> str:
        return cells.count(row.followers)

    @admin.display(description="compensation", ordering="compensation_rank")
    def compensation_shown(self, row: Relationship) -> str:
        return row.get_compensation_display() or cells.NOTHING

    @admin.display(description="history", ordering="history_rank")
    def history_shown(self, row: Relationship) -> str:
        return cells.history_words(row.history_kind, row.history_count, row.history_since)

    @admin.display(description="fit", ordering="fit_score")
    def fit(self, row: Relationship) -> str:
        return cells.fit_cell(row, timezone.localdate())

    @admin.display(description="last touch", ordering="last_touch_at")
    def last_touch(self, row: Relationship) -> str:
        return cells.day(timezone.localtime(row.last_touch_at).date() if row.last_touch_at else None)

    @admin.display(description="due", ordering="next_due_on")
    def next_due(self, row: Relationship) -> str:
        return cells.due_cell(row.next_due_on, row.next_due_kind, timezone.localdate())

    @admin.display(description="stage", ordering="stage_rank")
    def stage_shown(self, row: Relationship) -> str:
        return str(row.get_stage_display())

    @admin.display(description="owner", ordering="owner_sort")
    def owner_name(self, row: Relationship) -> str:
        return str(row.owner or cells.NOTHING)
