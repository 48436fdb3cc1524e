"""Collaborations: what was agreed, in the workplace and as a list of their own."""

from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from relationships.admin import cells
from relationships.admin.base import RapportAdmin
from relationships.admin.guards import GuardedForm
from relationships.admin.inlines import Line, RowsInline
from relationships.admin.listfilters import by_brand, one_of, only
from relationships.admin.site import site
from relationships.domain.collaborations import Status
from relationships.domain.money import minor_digits, quantise
from relationships.models import Collaboration, Relationship

_TERMS = (
    ("title", "kind", "status"),
    ("compensation", "fee", "product_value", "currency", "commission_percent"),
    ("starts_on", "ends_on", "contract_signed_on"),
    ("deliverables", "disclosure_proof"),
    ("exclusivity_until", "usage_rights_until", "payment_due_on", "paid_on"),
)
_TONES = {Status.AGREED: "accent", Status.LIVE: "success", Status.CANCELLED: "danger", Status.PROPOSED: "warning"}


class CollaborationForm(GuardedForm):
    def clean(self) -> dict[str, Any] | None:
        values: dict[str, Any] = super().clean() or {}
        currency = values.get("currency")
        for name in ("fee", "product_value"):
            amount: Decimal | None = values.get(name)
            if amount is not None and currency and amount != quantise(amount, currency):
                digits = minor_digits(currency)
                self.add_error(name, f"{currency} has {digits or 'no'} digits after the decimal mark.")
        return values


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


class CollaborationInline(RowsInline):
    model = Collaboration
    form = CollaborationForm
    latest = 10
    fieldsets = ((None, {"fields": _TERMS}),)
    new_title = "New collaboration"

    def initial(self, request: HttpRequest, parent: Any) -> dict[str, Any]:
        return {"currency": parent.brand.currency} if parent else {}

    def line(self, row: Collaboration) -> Line:
        words = (term(row), terms(row), f"agreed as {row.get_tier_agreed_display()}" if row.tier_agreed else "")
        title = f"{row.title} ({row.get_kind_display().lower()})" if row.title else row.get_kind_display()
        tone = _TONES.get(Status(row.status), "neutral")
        links = (("Brief", reverse("staff:brief", args=[row.pk])),)
        return Line(title, words, row.get_status_display(), tone, row.deliverables, links)


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
    list_select_related = ("relationship__creator", "relationship__brand")
    list_filter = (
        one_of("status", "status", Collaboration._meta.get_field("status").flatchoices),
        one_of("kind", "kind", Collaboration._meta.get_field("kind").flatchoices),
        one_of("compensation", "compensation", Collaboration._meta.get_field("compensation").flatchoices),
        by_brand("relationship__brand"),
        only("relationship", "relationship", Relationship),
    )
    search_help_text = "The creator's name, handle or e-mail."
    fieldsets = ((None, {"fields": ("relationship", *_TERMS, "tier_agreed")}),)
    readonly_fields = ("tier_agreed",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("relationship", *self.readonly_fields) if obj else self.readonly_fields

    @admin.display
    def creator(self, row: Collaboration) -> str:
        return str(row.relationship.creator)

    @admin.display
    def brand(self, row: Collaboration) -> str:
        return str(row.relationship.brand)

    @admin.display(description="money")
    def money(self, row: Collaboration) -> str:
        return f"{row.fee:,} {row.currency}" if row.fee else cells.NOTHING
