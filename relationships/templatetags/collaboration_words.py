"""How a collaboration's values are shown: its status, what it costs, whether it is paid, labelled and signed."""

from datetime import date
from decimal import Decimal
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from relationships.domain.collaboration_marks import Mark
from relationships.domain.collaborations import Kind, Status, is_owed
from relationships.domain.compensation import LABELS, Compensation
from relationships.domain.money import CURRENCIES, minor_digits
from relationships.templatetags.relationship_words import NOTHING, day, day_due, due_word

register = template.Library()

_NOTHING = SafeString(NOTHING)
_TONES = {
    Status.PROPOSED: "warning",
    Status.AGREED: "accent",
    Status.LIVE: "success",
    Status.COMPLETED: "neutral",
    Status.CANCELLED: "danger",
}


@register.filter
def status(word: str) -> SafeString:
    tone = _TONES[Status(word)]
    return mark_safe(f'<span class="badge badge--{tone}">{Status(word).value.capitalize()}</span>')  # noqa: S308 - our own words


@register.filter
def kind(row: Any) -> str:
    if row.kind == Kind.AMBASSADOR:
        return "Ambassador agreement"
    return "Gift" if row.is_gift else "One-off"


@register.filter
def terms(row: Any) -> SafeString:
    """The fee, or that it is not known, and below it what else is given."""
    parts = [money(row.fee, row.currency)] if row.fee else []
    if row.product_value:
        parts.append(f"{'p' if parts else 'P'}roducts {money(row.product_value, row.currency)}")
    parts = parts or [LABELS[Compensation(row.compensation)]]
    if row.commission_percent:
        parts.append(f"{row.commission_percent.normalize():f}% commission")
    first, *rest = parts
    below = f'<span class="cell-sub">{escape(", ".join(rest))}</span>' if rest else ""
    return mark_safe(f'<span class="nowrap">{escape(first)}</span>{below}')  # noqa: S308 - escaped


def money(amount: Decimal, currency: str) -> str:
    """ "1,200 EUR": no digits after the point where there are none to tell."""
    digits = 0 if amount == amount.to_integral_value() else minor_digits(currency) if currency in CURRENCIES else 2
    return f"{amount:,.{min(digits, 2)}f} {currency}"


@register.filter
def payment(row: Any, today: date) -> SafeString:
    """Paid when, or due when; overdue in words as well."""
    if row.paid_on:
        return _said("Paid", day(row.paid_on))
    if not is_owed(row.status, row.fee, row.paid_on):
        return _NOTHING
    if row.fee_due_on is None:
        return _said("Not paid", "no day agreed")
    return day_due(row.fee_due_on, today)


@register.filter
def deadline(row: Any, today: date) -> SafeString:
    """A day that passed is only told as such where something is still to come."""
    if row.deadline_on is None:
        return _NOTHING
    if Mark.LATE in row.marks:
        return day_due(row.deadline_on, today)
    return mark_safe(f'<span class="nowrap">{day(row.deadline_on)}</span>')  # noqa: S308 - our own words


@register.filter
def disclosure(row: Any) -> SafeString:
    if Mark.UNLABELLED in row.marks:
        return mark_safe('<span class="badge badge--danger">No proof</span>')
    if row.has_proof:
        return _said("Shown", row.disclosure_words)
    return _said(row.disclosure_words, "agreed") if row.disclosure_words else _NOTHING


@register.filter
def contract(row: Any) -> SafeString:
    if row.contract_signed_on:
        return _said("Signed", day(row.contract_signed_on))
    return _said("Not signed", "") if Mark.UNSIGNED in row.marks else _NOTHING


@register.filter
def plain_day(on: date | None, today: date) -> SafeString:
    """A day, and how far ahead it lies."""
    if on is None:
        return _NOTHING
    ahead = f'<span class="cell-sub">{due_word(on, today)}</span>' if on > today else ""
    return mark_safe(f'<span class="nowrap">{day(on)}</span>{ahead}')  # noqa: S308 - our own words


def _said(word: str, below: str) -> SafeString:
    sub = f'<span class="cell-sub">{escape(below)}</span>' if below else ""
    return mark_safe(f'<span class="cell-line">{escape(word)}</span>{sub}')  # noqa: S308 - escaped
