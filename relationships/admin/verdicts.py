"""What people decided beside the advice: dismissals and overrides, ladder decisions, ticks of the checklist.

They are made where the advice stands, and found again here; none is rewritten afterwards, so that who decided what on
which grounds stays as it was. Who and when is never typed in.
"""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import Truncator

from relationships.admin import cells
from relationships.admin.base import RapportAdmin
from relationships.admin.decisions import DecisionForm
from relationships.admin.listfilters import by_brand, by_person, one_of, only
from relationships.admin.site import site
from relationships.domain.playbooks.labels import CODE_LABELS
from relationships.models import AdviceDecision, ChecklistTick, LadderDecision, Relationship

_BESIDE = ("relationship__creator", "relationship__brand")


class VerdictAdmin(RapportAdmin):
    """Read here. A lead may take one away."""

    through = "relationship"
    list_display_links = ("creator",)
    list_select_related: ClassVar[tuple[str, ...]] = _BESIDE
    search_help_text = "The creator's name, handle or e-mail."

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display
    def creator(self, row: Any) -> str:
        return str(row.relationship.creator)

    @admin.display
    def brand(self, row: Any) -> str:
        return str(row.relationship.brand)


@admin.register(AdviceDecision, site=site)
class AdviceDecisionAdmin(VerdictAdmin):
    """Countable by rule: one that everybody dismisses should change."""

    list_display = ("creator", "brand", "advice", "kind", "why", "until", "decided_by", "decided_on")
    list_select_related = (*_BESIDE, "decided_by")
    list_filter = (
        one_of("advice", "code", [(code.value, label) for code, label in CODE_LABELS.items()]),
        one_of("decision", "kind", AdviceDecision.Kind.choices),
        by_person("decided by", "decided_by"),
        by_brand("relationship__brand"),
        only("relationship", "relationship", Relationship),
    )
    fieldsets = ((None, {"fields": ("relationship", "code", "kind", "reason", "until", ("decided_by", "decided_on"))}),)

    @admin.display
    def advice(self, row: AdviceDecision) -> str:
        return next((label for code, label in CODE_LABELS.items() if code.value == row.code), row.code)

    @admin.display(description="reason")
    def why(self, row: AdviceDecision) -> str:
        return Truncator(row.reason).chars(80)


@admin.register(ChecklistTick, site=site)
class ChecklistTickAdmin(VerdictAdmin):
    list_display = ("creator", "brand", "term", "about", "note_shown", "ticked_by", "ticked_on")
    list_select_related = (*_BESIDE, "collaboration", "ticked_by")
    list_filter = (
        one_of("term", "term", ChecklistTick._meta.get_field("term").flatchoices),
        by_person("ticked by", "ticked_by"),
        by_brand("relationship__brand"),
        only("relationship", "relationship", Relationship),
    )
    fieldsets = ((None, {"fields": ("relationship", "collaboration", "term", "note", ("ticked_by", "ticked_on"))}),)

    @admin.display(description="collaboration")
    def about(self, row: ChecklistTick) -> str:
        return str(row.collaboration or cells.NOTHING)

    @admin.display(description="note")
    def note_shown(self, row: ChecklistTick) -> str:
        return row.note or cells.NOTHING


@admin.register(LadderDecision, site=site)
class LadderDecisionAdmin(VerdictAdmin):
    """A new one stands above the older ones; none is changed."""

    form = DecisionForm
    prefilled = ("relationship",)
    list_display = ("creator", "brand", "choice", "why", "decided_by", "decided_on")
    list_select_related = (*_BESIDE, "decided_by")
    list_filter = (
        one_of("decision", "choice", LadderDecision._meta.get_field("choice").flatchoices),
        by_person("decided by", "decided_by"),
        by_brand("relationship__brand"),
        only("relationship", "relationship", Relationship),
    )

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super(VerdictAdmin, self).has_add_permission(request)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        signed = (("decided_by", "decided_on"),) if obj else ()
        return ((None, {"fields": ("relationship", "choice", "reason", *signed)}),)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = type("OwnDecision", (DecisionForm,), {"acting": request.user})
        return super().get_form(request, obj, change, **{"form": form, **kwargs})

    @admin.display(description="reason")
    def why(self, row: LadderDecision) -> str:
        return Truncator(row.reason).chars(80)
