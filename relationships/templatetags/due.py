"""The strip of coming days above what is due."""

from datetime import date
from typing import Any

from django import template

register = template.Library()


@register.simple_tag
def day_url(page: Any, on: date) -> str:
    """The list of that day alone; of all days again, where it is that one already."""
    chosen = page.filters.cleaned.get("day") == on
    url: str = page.address.with_only("day", None if chosen else on.isoformat())
    return url
