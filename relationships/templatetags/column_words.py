"""How the values of the columns are shown that a list has beside its own: a dash where nothing is known."""

from collections.abc import Sequence
from datetime import date, datetime
from html import escape
from typing import Any

from django import template
from django.utils import timezone
from django.utils.safestring import mark_safe

from relationships.domain.fit import level_on
from relationships.domain.networks import NETWORKS
from relationships.domain.places import COUNTRIES, LANGUAGES
from relationships.templatetags.relationship_words import NOTHING, day

register = template.Library()


@register.filter
def network(key: str) -> str:
    return NETWORKS[key].label if key in NETWORKS else NOTHING


@register.filter
def country(code: str) -> str:
    return COUNTRIES.get(code, code) or NOTHING


@register.filter
def language(code: str) -> str:
    return LANGUAGES.get(code, code) or NOTHING


@register.filter
def in_words(word: str) -> str:
    """ "thank_you": Thank you."""
    return NOTHING if word in ("", "none") else word.replace("_", " ").capitalize()


@register.filter
def confidence(row: Any, today: date) -> str:
    """How sure the fit is today."""
    if not row.fit_rated:
        return NOTHING
    return level_on(row.fit_medium_from, row.confidence_low_from, today).value.capitalize()


@register.filter
def coverage(row: Any) -> str:
    """How much of the rubric is rated, by weight."""
    return f"{row.fit_coverage:.0%}" if row.fit_rated else NOTHING


@register.filter
def tags(names: Sequence[str]) -> str:
    if not names:
        return NOTHING
    shown = (f'<span class="badge">{escape(name)}</span>' for name in names)
    return mark_safe(" ".join(shown))  # noqa: S308 - escaped above


@register.filter
def on_day(on: date | datetime | None) -> str:
    """A day, of a moment the one where the reader is."""
    if on is None:
        return NOTHING
    if isinstance(on, datetime):
        on = timezone.localtime(on).date()
    return mark_safe(f'<time datetime="{on.isoformat()}">{day(on)}</time>')  # noqa: S308 - our own words only
