"""The panel on a creator's page: tier and why, each account's past as a small line, the relationships one may see."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from relationships.admin import cells
from relationships.admin.advice_panel import Weight, weight
from relationships.admin.fields import today
from relationships.admin.workplace import Handle, TierWhy, handle_of, tier_why
from relationships.domain.playbooks.advice import Code, Severity
from relationships.domain.playbooks.labels import CODE_LABELS, shown_order
from relationships.models import Account, AudienceSnapshot, Creator, Relationship, StandingAdvice
from relationships.services.freshness import freshen_histories, freshen_some

#: Readings drawn per account, and relationships listed; the rest is a link away.
READINGS, LISTED = 60, 50
_WIDTH, _HEIGHT, _MARGIN = 160, 36, 3


@dataclass(frozen=True, slots=True)
class Past:
    """``points`` of an SVG polyline of 160 × 36 ("" with fewer than two readings), told in ``words`` too."""

    account_id: int
    handle: Handle
    points: str
    words: str


@dataclass(frozen=True, slots=True)
class Next:
    """What a relationship is advised first, in a few words."""

    weight: Weight
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """One of the creator's relationships, in words."""

    pk: int
    brand: str
    owner: str
    stage: str
    history: str
    fit: str
    due: str
    drift: int
    next: Next | None


@dataclass(frozen=True, slots=True)
class Panel:
    tier: TierWhy
    pasts: tuple[Past, ...]
    relationships: tuple[Row, ...]
    has_more: bool


def panel_of(creator: Creator, user: Any) -> Panel:
    freshen_histories()
    visible = Relationship.objects.visible_to(user).filter(creator=creator)
    freshen_some(visible)
    accounts = list(creator.accounts.all())
    readings = _readings(creator)
    rows = list(visible.select_related("brand", "owner").order_by("brand_sort", "pk")[: LISTED + 1])
    first = _first_advice([row.pk for row in rows[:LISTED]])
    return Panel(
        tier=tier_why(creator, accounts),
        pasts=tuple(past_of(account, readings.get(account.pk, ())) for account in accounts),
        relationships=tuple(_row(row, today(), first.get(row.pk)) for row in rows[:LISTED]),
        has_more=len(rows) > LISTED,
    )


def _readings(creator: Creator) -> Mapping[int, Sequence[tuple[date, int]]]:
    """The latest readings of followers of each account, oldest first."""
    number = Window(RowNumber(), partition_by=F("account_id"), order_by=F("measured_on").desc())
    known = AudienceSnapshot.objects.filter(account__creator=creator, followers__isnull=False)
    latest = known.annotate(number=number).filter(number__lte=READINGS).order_by("account_id", "measured_on")
    readings: defaultdict[int, list[tuple[date, int]]] = defaultdict(list)
    for account, day, followers in latest.values_list("account_id", "measured_on", "followers"):
        readings[account].append((day, int(followers or 0)))
    return readings


def past_of(account: Account, readings: Sequence[tuple[date, int]]) -> Past:
    return Past(account.pk, handle_of(account), polyline(readings), _words(readings))


def polyline(readings: Sequence[tuple[date, int]]) -> str:
    """The points of the line: days across, followers up, from the smallest to the largest count read."""
    if len(readings) < 2:
        return ""
    first, last = readings[0][0], readings[-1][0]
    low, high = min(count for _, count in readings), max(count for _, count in readings)
    across, up = (_WIDTH - 2 * _MARGIN) / max((last - first).days, 1), (_HEIGHT - 2 * _MARGIN) / max(high - low, 1)
    level = _HEIGHT / 2 if high == low else 0.0
    points = (
        (_MARGIN + (day - first).days * across, level or _HEIGHT - _MARGIN - (count - low) * up)
        for day, count in readings
    )
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _words(readings: Sequence[tuple[date, int]]) -> str:
    if not readings:
        return "Never measured."
    last_day, last = readings[-1]
    if len(readings) == 1:
        return f"{last:,} on {cells.day(last_day)}; measured once."
    first_day, first = readings[0]
    change = last - first
    way = "unchanged" if not change else f"{'up' if change > 0 else 'down'} {abs(change):,}"
    share = f" ({change / first:+.1%})" if first and change else ""
    return f"{last:,} on {cells.day(last_day)}, {way}{share} since {cells.day(first_day)}, {len(readings)} readings."


def _first_advice(ids: Sequence[int]) -> Mapping[int, Next]:
    """By relationship: the first that is advised and that nobody set aside."""
    standing = StandingAdvice.objects.filter(relationship__in=ids, dismissed=False).order_by()
    several = sorted(
        standing.values_list("relationship_id", "severity", "code"), key=lambda one: shown_order(*one[1:]), reverse=True
    )
    return {pk: Next(weight(Severity(severity)), CODE_LABELS[Code(code)]) for pk, severity, code in several}


def _row(row: Relationship, on: date, first: Next | None) -> Row:
    return Row(
        pk=row.pk,
        brand=str(row.brand),
        owner=str(row.owner or cells.NOTHING),
        stage=str(row.get_stage_display()),
        history=cells.history_words(row.history_kind, row.history_count, row.history_since),
        fit=cells.fit_cell(row, on),
        due=cells.due_cell(row.next_due_on, row.next_due_kind, on),
        drift=row.drift,
        next=first,
    )
