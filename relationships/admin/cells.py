"""Small pieces of page that the admin's lists and the workplace share. Words of the staff list are used as they are:
a fact that stands on two pages is said alike.
"""

from datetime import date
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.html import format_html

from relationships.domain.collaborations import HistoryKind
from relationships.domain.due import DueKind
from relationships.domain.tiers import Tier
from relationships.templatetags.relationship_words import NOTHING, count, due_tone, due_word
from relationships.templatetags.relationship_words import fit as fit_cell

__all__ = [
    "NOTHING", "count", "day", "due_cell", "due_tone", "due_word", "fit_bar", "fit_cell", "history_words", "tier_badge",
]  # fmt: skip


@lru_cache(maxsize=4_096)
def day(on: date | None) -> str:
    return date_format(on) if on else NOTHING


@lru_cache(maxsize=16)
def tier_badge(tier: str) -> str:
    return format_html('<span class="badge badge--{}">{}</span>', tier, Tier(tier).value.capitalize())


def history_words(kind: str, times: int, since: date | None) -> str:
    """ "One-off ×3", "Ongoing ambassador since 4 Mar 2026": a history as people say it."""
    if kind == HistoryKind.NONE:
        return "None yet"
    if kind == HistoryKind.ONE_OFF:
        return f"One-off ×{times}"
    word = "Ongoing ambassador" if kind == HistoryKind.AMBASSADOR else "Former ambassador"
    return f"{word} since {day(since)}" if since else word


def fit_bar(score: float, low: float, high: float, level: str) -> str:
    """The score from 0, its bounds lighter behind it; the words and figures stand beside it."""
    return format_html(
        '<span class="fit fit--{level}"><svg class="fit__bar" viewBox="0 0 100 8" preserveAspectRatio="none"'
        ' aria-hidden="true"><rect class="fit__track" width="100" height="8" rx="4"/>'
        '<rect class="fit__range" x="{low}" width="{span}" height="8"/>'
        '<rect class="fit__value" width="{score}" height="8" rx="4"/></svg>'
        '<span class="fit__score">{shown}</span><span class="fit__note">{level}</span></span>',
        level=level,
        low=f"{low:.1f}",
        span=f"{high - low:.1f}",
        score=f"{score:.1f}",
        shown=f"{score:.0f}",
    )


def due_cell(on: date | None, kind: str, today: date) -> str:
    if on is None:
        return NOTHING
    word = "payment, " if kind == DueKind.PAYMENT else ""
    return format_html(
        '<time class="due due--{}" datetime="{}">{} <span class="cell-sub">{}{}</span></time>',
        due_tone(on, today),
        on.isoformat(),
        day(on),
        word,
        due_word(on, today),
    )
