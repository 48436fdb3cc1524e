"""Collaborations: what was agreed, in the workplace and as a list of their own."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from relationships.admin import cells
from relationships.admin.base import RapportAdmin
from relationships.admin.entry import arranged, changed_in, check_amounts, days_of, playbook_for, tell_days
from relationships.admin.fields import today
from relationships.admin.guards import GuardedForm
from relationships.admin.inlines import Line, RowsInline
from relationships.admin.listfilters import by_brand, one_of, only
from relationships.admin.results import ResultInline
from relationships.admin.site import site
from relationships.admin.visible import visible_rows
from relationships.domain.collaborations import Status
from relationships.domain.day_rules import COLLABORATION, collaboration_problems
from relationships.domain.ids import is_id
from relationships.domain.money import minor_digits
from relationships.domain.playbooks.entry import AMBASSADOR, of_collaboration, usual_compensation
from relationships.domain.playbooks.norms import Term
from relationships.models import Collaboration, Relationship, Result

#: All that is known of an agreement, in lines; which of them are asked for at once is the playbook's choice.
_LINES = (
    ("title", "kind", "status", "objective"),
    ("compensation", "fee", "product_value", "currency", "commission_percent"),
    ("products", "is_gift", "delivered_on"),
    ("starts_on", "ends_on", "agreed_on", "contract_signed_on"),
    ("deliverables",),
    ("deadline_on", "live_on", "accepted_on", "approval_rounds"),
    ("disclosure_words", "disclosure_proof"),
    ("exclusivity_from", "exclusivity_until", "usage_rights", "usage_rights_until"),
    ("payment_terms_days", "payment_due_on", "paid_on"),
)
_PROMISES = (("Promised by both", {"fields": (AMBASSADOR[:3], AMBASSADOR[3]), "classes": ("when-ambassador",)}),)
_TONES = {Status.AGREED: "accent", Status.LIVE: "success", Status.CANCELLED: "danger", Status.PROPOSED: "warning"}


class CollaborationForm(GuardedForm):
    def clean(self) -> dict[str, Any] | None:
        values: dict[str, Any] = super().clean() or {}
        check_amounts(self, ("fee", "product_value"))
        kind, status = (values.get(name) or getattr(self.instance, name) for name in ("kind", "status"))
        days = days_of(self, COLLABORATION.names)
        found = collaboration_problems(days, today(), kind=kind, status=status, changed=changed_in(self))
        tell_days(self, found)
        return values


def fieldsets_for(relationship: Relationship | None) -> Any:
    """What the playbook of the relationship asks for at once; everything while there is none yet."""
    if relationship is None:
        return arranged(_LINES, {name for line in _LINES for name in line}, _PROMISES)
    asked = of_collaboration(playbook_for(relationship), relationship.followers)
    return arranged(_LINES, asked, _PROMISES)


def starts_as(relationship: Relationship) -> dict[str, Any]:
    """What a new agreement starts with: how such creators are usually compensated, in the brand's currency."""
    playbook = playbook_for(relationship)
    usual = usual_compensation(playbook, relationship.followers)
    rounds = playbook.approval_rounds if Term.APPROVAL in playbook.needed_before_start else None
    return {
        "currency": relationship.brand.currency,
        **({"compensation": usual.value} if usual else {}),
        **({"approval_rounds": rounds} if rounds is not None else {}),
    }


def terms(collaboration: Collaboration) -> str:
    """ "Products + paid, fee 1,200.00 EUR": how it is compensated."""
    parts = [collaboration.get_compensation_display()]
    for label, amount in (("fee", collaboration.fee), ("products worth", collaboration.product_value)):
        if amount:
            digits = minor_digits(collaboration.currency)
            parts.append(f"{label} {amount:,.{min(digits, 2)}f} {collaboration.currency}")
    if collaboration.commission_percent:
        parts.append(f"{collaboration.commission_percent.normalize():f}% commission")
    return ", ".join(parts)


def term(collaboration: Collaboration) -> str:
    if collaboration.starts_on is None:
        return "no dates yet" if collaboration.ends_on is None else f"until {cells.day(collaboration.ends_on)}"
    end = cells.day(collaboration.ends_on) if collaboration.ends_on else "open"
    return f"{cells.day(collaboration.starts_on)} – {end}"


def measured(result: Result | None) -> str:
    """ "reach 12.4K": the widest figure that was measured."""
    if result is None:
        return ""
    names = ("reach", "impressions", "views", "engagements")
    known = ((name, getattr(result, name)) for name in names if getattr(result, name) is not None)
    return next((f"{name} {cells.count(number)}" for name, number in known), "measured")


class CollaborationInline(RowsInline):
    model = Collaboration
    form = CollaborationForm
    latest = 10
    new_title = "New collaboration"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.select_related("result")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return fieldsets_for(obj)

    def initial(self, request: HttpRequest, parent: Any) -> dict[str, Any]:
        return starts_as(parent) if parent else {}

    def links(self, row: Collaboration, request: HttpRequest) -> Sequence[tuple[str, str]]:
        """What one goes on with: the brief, and the result."""
        found = []
        if request.user.has_perm("relationships.view_brief"):
            found.append(("Brief", reverse("staff:brief", args=[row.pk])))
        result = getattr(row, "result", None)
        if result is not None:
            found.append(("Result", reverse("admin:relationships_result_change", args=[result.pk])))
        elif request.user.has_perm("relationships.add_result"):
            found.append(("Record the result", f"{reverse('admin:relationships_result_add')}?collaboration={row.pk}"))
        return found

    def line(self, row: Collaboration) -> Line:
        agreed = f"agreed as {row.get_tier_agreed_display()}" if row.tier_agreed else ""
        words = (term(row), terms(row), agreed, measured(getattr(row, "result", None)))
        title = f"{row.title} ({row.get_kind_display().lower()})" if row.title else row.get_kind_display()
        tone = _TONES.get(Status(row.status), "neutral")
        return Line(title, words, row.get_status_display(), tone, row.deliverables)


@admin.register(Collaboration, site=site)
class CollaborationAdmin(RapportAdmin):
    form = CollaborationForm
    through = "relationship"
    prefilled = ("relationship",)
    list_display = (
        "creator",
        "brand",
        "title",
        "kind",
        "status",
        "compensation",
        "money",
        "starts_on",
        "ends_on",
        "paid_on",
    )
    list_display_links = ("creator",)
    list_select_related = ("relationship__creator", "relationship__brand", "brand")
    list_filter = (
        one_of("status", "status", Collaboration._meta.get_field("status").flatchoices),
        one_of("kind", "kind", Collaboration._meta.get_field("kind").flatchoices),
        one_of("compensation", "compensation", Collaboration._meta.get_field("compensation").flatchoices),
        by_brand(),
        only("relationship", "relationship", Relationship),
    )
    search_help_text = "The creator's name, handle or e-mail."
    readonly_fields = ("tier_agreed",)

    class Media:
        css = {"all": ["rapport/css/workplace.css"]}

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> Any:
        """A result is measured of an agreement that is on file."""
        return (ResultInline,) if obj else ()

    def _about(self, request: HttpRequest) -> Relationship | None:
        """The relationship that a new one is added to, where the address or the form names one that the user sees."""
        asked = request.POST.get("relationship") or request.GET.get("relationship", "")
        known: dict[str, Any] = vars(request)
        if "_about" not in known:
            rows = visible_rows(Relationship, request.user).select_related("creator", "brand")
            known["_about"] = rows.filter(pk=asked).first() if is_id(asked) else None
        found: Relationship | None = known["_about"]
        return found

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        about = self._about(request)
        return {**(starts_as(about) if about else {}), **super().get_changeform_initial_data(request)}

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        main, *others = fieldsets_for(obj.relationship if obj else self._about(request))
        agreed = ("tier_agreed",) if obj else ()
        return ((None, {"fields": ("relationship", *main[1]["fields"], *agreed)}), *others)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.select_related("relationship__creator", "relationship__brand", "brand")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("relationship", *self.readonly_fields) if obj else self.readonly_fields

    @admin.display
    def creator(self, row: Collaboration) -> str:
        return str(row.relationship.creator)

    @admin.display(description="money")
    def money(self, row: Collaboration) -> str:
        return f"{row.fee:,} {row.currency}" if row.fee else cells.NOTHING
