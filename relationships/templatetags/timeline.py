"""The kinds of a timeline's entries: what they are called, and the icon of each."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from relationships.reports.timeline_sources import Kind

register = template.Library()

#: What a kind is called on its chip, in the order of the chips, and its icon.
KINDS: Mapping[Kind, tuple[Any, str]] = {
    Kind.TOUCHPOINT: (gettext_lazy("Touchpoints"), "touchpoints"),
    Kind.COLLABORATION: (gettext_lazy("Collaborations"), "collaborations"),
    Kind.RATING: (gettext_lazy("Ratings"), "rating"),
    Kind.DECISION: (gettext_lazy("Decisions"), "adjudications"),
    Kind.TIER: (gettext_lazy("Tier"), "tiers"),
    Kind.FILE: (gettext_lazy("Files"), "brief"),
    Kind.IMPORT: (gettext_lazy("Imports"), "inbox"),
    Kind.CHANGE: (gettext_lazy("Changes"), "pencil"),
}


@register.simple_tag
def kind_icon(kind: Kind) -> SafeString:
    return icon(KINDS[kind][1])


@register.simple_tag
def kind_label(kind: Kind) -> str:
    return str(KINDS[kind][0])


@lru_cache(maxsize=32)
def icon(name: str) -> SafeString:
    """A drawing of the set, for the eye only."""
    address = static("rapport/img/icons.svg")
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', address, name)
