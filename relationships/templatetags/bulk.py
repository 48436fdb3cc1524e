"""What the bar below a list offers for the rows that are ticked."""

from typing import Any

from django import template

from relationships.domain.bulk import LABELS
from relationships.services.bulk import may

register = template.Library()


@register.simple_tag
def bulk_actions(user: Any) -> tuple[tuple[str, str], ...]:
    """Those that ``user`` may take, each with its name."""
    return tuple((action, label) for action, label in LABELS.items() if may(user, action))
