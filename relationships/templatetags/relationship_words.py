"""How a relationship's values are shown: in few words, and as "–" or "not known" where nothing is known, never as 0.

A list draws thousands of these, so a piece of markup is one filter rather than a tree of template tags.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.safestring import SafeString, mark_safe

from relationships.domain.collaborations import HistoryKind
from relationships.domain.compensation import LABELS, Compensation
from relationships.domain.counts import short_count
from relationships.domain.due import DueKind
from relationships.domain.fit import level_on
from relationships.domain.playbooks.advice import Code, Severity
from relationships.domain.playbooks.labels import BASIS_LABELS, CODE_LABELS, SEVERITY_LABELS
from relationships.domain.playbooks.norms import Basis

register = template.Library()

NOTHING = "–"
_SOON = 7  # days


@register.filter
def count(number: int | None) -> str:
    """12.4K; a dash where it is not known."""
    return NOTHING if number is None else short_count(number)


@register.filter
def percent(rate: Decimal | float | None) -> str:
    """A rate in at most two decimals: 3.25%, 4%."""
    return NOTHING if rate is None else f"{rate:.2f}".rstrip("0").rstrip(".") + "%"


@register.filter
def whole(number: float) -> str:
    return f"{number:.0f}"


@register.filter
def tenth(number: float) -> str:
    """A length in a drawing; never with a decimal comma."""
    return f"{number:.1f}"


@register.filter
def compensation(word: str) -> str:
    return LABELS[Compensation(word)] if word else "Not known"


@register.filter
def history(row: Any) -> str:
    """ "One-off ×3", "Ambassador since Mar 2026", "Former ambassador", "None yet"."""
    match row.history_kind:
        case HistoryKind.ONE_OFF:
            return f"One-off ×{row.history_count}"
        case HistoryKind.AMBASSADOR:
            return f"Ambassador since {_month(row.history_since)}" if row.history_since else "Ambassador"
        case HistoryKind.FORMER_AMBASSADOR:
            return "Former ambassador"
        case _:
            return "None yet"


@register.filter
def handles(accounts: Sequence[Any]) -> SafeString:
    """Every account of a creator with its network's name."""
    if not accounts:
        return mark_safe("no account on file")
    shown = (
        f'<span class="handle">{escape(account.handle)}'
        f' <span class="handle__network">{escape(account.network)}</span></span>'
        for account in accounts
    )
    return mark_safe(" ".join(shown))  # noqa: S308 - escaped above


@register.filter
def fit(row: Any, today: date) -> SafeString:
    """The score as a bar with its bounds, in figures too, how sure it is, and what asks for attention."""
    bar, marks = _fit_bar(row, today), _fit_marks(row)
    if not marks:
        return mark_safe(bar)  # noqa: S308 - numbers and our own words only
    shown = " ".join(f'<span class="{classes}">{word}</span>' for word, classes in marks)
    told = ", ".join(word for word, _ in marks)
    return mark_safe(f'{bar} <span class="fit__marks" title="{told}">{shown}</span>')  # noqa: S308 - as above


def _fit_bar(row: Any, today: date) -> str:
    if row.fit_score is None:
        return f'<span class="quiet">{"Too little rated" if row.fit_rated else "Not rated"}</span>'
    level = level_on(row.fit_medium_from, row.confidence_low_from, today).value
    low, high = row.fit_low, row.fit_high
    return (
        f'<span class="fit fit--{level}"><svg class="fit__bar" viewBox="0 0 100 8" preserveAspectRatio="none"'
        ' aria-hidden="true"><rect class="fit__track" width="100" height="8" rx="4"/>'
        f'<rect class="fit__range" x="{low:.1f}" width="{high - low:.1f}" height="8"/>'
        f'<rect class="fit__value" width="{row.fit_score:.1f}" height="8" rx="4"/></svg>'
        f'<span class="fit__score">{row.fit_score:.0f}</span><span class="fit__note">'
        f'<span class="visually-hidden">between </span>{low:.0f}–{high:.0f}, {level}'
        '<span class="visually-hidden"> confidence</span></span></span>'
    )


def _fit_marks(row: Any) -> Sequence[tuple[str, str]]:
    """What asks for attention, the gravest first, each with its classes."""
    found = []
    if row.fit_blocked:
        found.append(("Blocked", "badge badge--danger"))
    if row.fit_disputed:
        found.append(("Disputed", "badge badge--warning"))
    if row.fit_rated and row.fit_uncleared and not row.fit_blocked:
        found.append(("gate not cleared", "cell-sub fit__gate"))
    return found


@register.filter
def drift(row: Any, url: str) -> SafeString:
    """From how many norms the relationship departs; which ones is told to whoever points at the number or tabs to it.

    The weight stands there as a word and as the shape of a mark, not only as a colour.
    """
    if not row.advice:
        return mark_safe('<span class="quiet">0</span>')
    weight = "block" if row.drift_blocks else "warn" if row.drift else "info"
    lines = "".join(
        f'<span class="drift__norm drift__norm--{one.severity}">{_mark(one.severity)}'
        f"<b>{SEVERITY_LABELS[Severity(one.severity)]}</b> {escape(CODE_LABELS[Code(one.code)])}</span>"
        for one in row.advice
    )
    norms = f'<span class="visually-hidden"> norm{"" if row.drift == 1 else "s"} departed from</span>'
    return mark_safe(  # noqa: S308 - numbers and our own words only
        f'<a class="drift drift--{weight}" href="{escape(url)}#advice" aria-describedby="drift-{row.id}">'
        f"{_mark(weight)}{row.drift}{norms}</a>"
        f'<span class="drift__tip" role="tooltip" id="drift-{row.id}">{lines}</span>'
    )


@register.filter
def severity(word: str) -> str:
    return SEVERITY_LABELS[Severity(word)]


@register.filter
def code_label(word: str) -> str:
    return CODE_LABELS[Code(word)]


@register.filter
def basis(word: str) -> str:
    return BASIS_LABELS[Basis(word)]


@register.filter
def touched(moment: datetime, today: date) -> str:
    """ "5 days ago", where the reader is."""
    return ago(timezone.localtime(moment).date(), today)


@register.filter
def ago_day(on: date, today: date) -> SafeString:
    """A day that lies back: how long ago, and the date."""
    return _time(on, f'<span class="nowrap">{ago(on, today)}</span><span class="cell-sub">{day(on)}</span>')


@register.filter
def day_due(on: date | None, today: date) -> SafeString:
    """A day with how far it lies off, overdue in words as well as in colour."""
    if on is None:
        return mark_safe("")
    return _time(on, f"{due_word(on, today)}, {_short_day(on, today.year)}", f"due due--{due_tone(on, today)}")


@register.simple_tag
def severity_mark(severity: str) -> SafeString:
    """The shape of a weight: an octagon, a triangle, a circle. Its word stands beside it."""
    return mark_safe(_mark(severity))  # noqa: S308 - our own markup


#: A shape for each weight, so that nobody needs its colour.
_SHAPES = {"block": "stop", "warn": "alert", "info": "info"}


@lru_cache(maxsize=8)
def _mark(severity: str) -> str:
    return (
        f'<svg class="icon mark mark--{severity}" aria-hidden="true">'
        f'<use href="{static("rapport/img/icons.svg")}#{_SHAPES[severity]}"></use></svg>'
    )


@register.filter
def touch(moment: datetime | None, today: date) -> SafeString:
    """When a relationship was last touched: how long ago, and the date where the reader is."""
    if moment is None:
        return mark_safe('<span class="quiet">Never</span>')
    on = timezone.localtime(moment).date()
    return _time(on, f'{ago(on, today)}<span class="cell-sub">{day(on)}</span>')


@register.filter
def due(row: Any, today: date) -> SafeString:
    """What is due and when; overdue in words as well as in colour."""
    on = row.next_due_on
    what = escape("Payment" if row.next_due_kind == DueKind.PAYMENT else row.next_action)
    if on is None:
        planned = f'<span class="cell-line">{what}</span><span class="cell-sub">no date</span>'
        return mark_safe(planned if what else NOTHING)  # noqa: S308 - escaped above
    far, short = due_word(on, today), _short_day(on, today.year)
    said = f'<span class="due__far">{far}</span> <span class="nowrap">{short}</span>'
    when = _time(on, said, f"due due--{due_tone(on, today)}")
    return mark_safe(f'<span class="cell-line">{what}</span>{when}')  # noqa: S308 - escaped above


def _time(on: date, inside: str, classes: str = "") -> SafeString:
    marked = f' class="{classes}"' if classes else ""
    return mark_safe(f'<time{marked} datetime="{on.isoformat()}">{inside}</time>')  # noqa: S308 - our own words only


@lru_cache(maxsize=4_096)
def day(on: date) -> str:
    """4 Mar 2026."""
    return format_date(on, "j M Y")


@lru_cache(maxsize=4_096)
def _short_day(on: date, this_year: int) -> str:
    """4 Mar; with its year when it is another."""
    return format_date(on, "j M" if on.year == this_year else "j M Y")


@lru_cache(maxsize=512)
def _month(on: date) -> str:
    return format_date(on, "M Y")


def ago(on: date, today: date) -> str:
    """How long a day lies back, in its largest unit: "today", "yesterday", "5 days ago", "3 months ago"."""
    days = (today - on).days
    if days < 2:
        return ("ahead", "today", "yesterday")[max(days, -1) + 1]
    if days < 14:
        return f"{days} days ago"
    for length, unit in ((365, "year"), (30, "month")):
        if days >= length:
            return f"{_some(days // length, unit)} ago"
    return f"{days // 7} weeks ago"


def due_tone(on: date, today: date) -> str:
    days = (on - today).days
    return "overdue" if days < 0 else "today" if days == 0 else "soon" if days < _SOON else "later"


def due_word(on: date, today: date) -> str:
    """ "3 days overdue", "today", "in 12 days"."""
    days = (on - today).days
    if days == 0:
        return "today"
    return f"{_some(-days, 'day')} overdue" if days < 0 else f"in {_some(days, 'day')}"


def _some(number: int, unit: str) -> str:
    return f"{number:,} {unit}{'' if number == 1 else 's'}"
