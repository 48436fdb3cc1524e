"""Small pieces of page that the lists and the workplace share, built from the components of components.css."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.html import format_html

from relationships.domain.collaborations import HistoryKind
from relationships.domain.counts import short_count
from relationships.domain.due import DueKind
from relationships.domain.fit import Confidence
from relationships.domain.tiers import Tier

NOTHING = "–"


def day(on: date | None) -> str:
    return date_format(on) if on else NOTHING


def tier_badge(tier: str) -> str:
    return format_html('<span class="badge badge--{}">{}</span>', tier, Tier(tier).value.capitalize())


def count(followers: int | None) -> str:
    return NOTHING if followers is None else short_count(followers)


def history_words(kind: str, times: int, since: date | None) -> str:
    """ "One-off ×3", "Ongoing ambassador since 4 Mar 2026": a history as people say it."""
    if kind == HistoryKind.NONE:
        return "None yet"
    if kind == HistoryKind.ONE_OFF:
        return f"One-off ×{times}"
    word = "Ongoing ambassador" if kind == HistoryKind.AMBASSADOR else "Former ambassador"
    return f"{word} since {day(since)}" if since else word


def confidence_on(row: Any, on: date) -> str:
    """The word for a row's stored days on which confidence falls; "" when nothing is rated."""
    if not row.fit_rated or row.confidence_low_from is None:
        return ""
    if row.confidence_low_from <= on:
        return Confidence.LOW
    return Confidence.MEDIUM if row.fit_medium_from and row.fit_medium_from <= on else Confidence.HIGH


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


def fit_cell(row: Any, on: date) -> str:
    level = confidence_on(row, on)
    if row.fit_score is None:
        return "Too little rated" if level else "Unrated"
    bar = fit_bar(row.fit_score, row.fit_low, row.fit_high, level)
    flags = [word for word, is_set in (("blocked", row.fit_blocked), ("disputed", row.fit_disputed)) if is_set]
    tone = "danger" if row.fit_blocked else "warning"
    return format_html('{} <span class="badge badge--{}">{}</span>', bar, tone, ", ".join(flags)) if flags else bar


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


def due_tone(on: date, today: date) -> str:
    if on < today:
        return "overdue"
    if on == today:
        return "today"
    return "soon" if (on - today).days < 7 else "later"


def due_word(on: date, today: date) -> str:
    days = (on - today).days
    if days == 0:
        return "today"
    if days < 0:
        return f"overdue by {_days(-days)}"
    return f"in {_days(days)}"


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number:,} days"
