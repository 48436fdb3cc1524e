"""How values of a list are shown beside those on file."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.formats import date_format

from relationships.domain.compensation import LABELS, Compensation
from relationships.templatetags.column_words import country, language
from relationships.templatetags.relationship_words import NOTHING

register = template.Library()

#: More names of columns than these are folded.
NAMES_SHOWN = 12


def _compensation(word: str) -> str:
    return LABELS[Compensation(word)] if word in set(Compensation) else word


_BY_FIELD: Mapping[str, Callable[[Any], str]] = {
    "Country": country,
    "Language": language,
    "Compensation": _compensation,
}


@register.simple_tag
def said(field: str, value: Any) -> str:
    """A value as a person reads it; a dash where there is none."""
    if value in (None, ""):
        return NOTHING
    if field in _BY_FIELD:
        return _BY_FIELD[field](value)
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, Decimal | float):
        return f"{value:.3f}".rstrip("0").rstrip(".")
    if isinstance(value, date):
        return str(date_format(value))
    return str(value)


@register.filter
def has_more(row: Any) -> bool:
    """Whether anything is known of a row that its line does not tell."""
    told = (row.tags, row.notes, row.stage, row.compensation, row.next_action)
    return any(told) or row.engagement[0] is not None


@register.inclusion_tag("staff/imports/left_columns.html")
def left_columns(said: str, names: Sequence[str], others: int = 0) -> dict[str, object]:
    """Columns of which nothing is brought in; ``others``: those that are named elsewhere on the page."""
    return {"said": said, "names": names, "others": others, "folds": len(names) > NAMES_SHOWN}
