"""How many relationships there are per tier, and how each tier is compensated and worked with.

Counting stops at a limit, so that a page never waits for a large count; the exact answer is asked for separately.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from relationships.domain.collaborations import HistoryKind
from relationships.domain.compensation import Compensation
from relationships.domain.evidence import COMPENSATION_FIGURES, Figure
from relationships.domain.tiers import Tier
from relationships.querysets.counts import By, Way, count_groups

#: In the order of the index that covers them, so that a million rows are grouped as they are read.
_GROUPS = ("brand_id", "tier", "compensation", "history_kind")
_FIGURES = len(COMPENSATION_FIGURES)


@dataclass(slots=True)
class Mix:
    """How some relationships divide, by compensation and by history. What is not known is in neither counter."""

    relationships: int = 0
    compensation: Counter[Compensation] = field(default_factory=Counter)
    history: Counter[HistoryKind] = field(default_factory=Counter)

    def add(self, compensation: str, history: str, count: int) -> None:
        self.relationships += count
        if compensation:
            self.compensation[Compensation(compensation)] += count
        if history != HistoryKind.NONE:
            self.history[HistoryKind(history)] += count


@dataclass(frozen=True, slots=True)
class TierCounts:
    """``by_tier`` follows every filter but the tier's own; it is None where there are too many rows to have counted.

    ``by_figure``: the same divided by which published figure is about the creator (None: no figure is).
    ``total`` counts the rows of the list itself and is exact unless ``capped``.
    """

    total: int
    capped: bool
    by_tier: Mapping[Tier, Mix] | None
    by_figure: Mapping[tuple[Tier, Figure | None], Mix]


def count_tiers(
    everywhere: QuerySet[Any, Any],
    listed: QuerySet[Any, Any] | None,
    *,
    limit: int | None = None,
    way: Way = Way(),  # noqa: B008 - frozen
) -> TierCounts:
    """One query. ``everywhere``: the rows in all tiers; ``listed``: those of the tiers chosen, None when all are."""
    by = By(_GROUPS, {"figure": figure_case()}, tally=("figure", _FIGURES))
    found = count_groups(everywhere, listed, by, limit=limit, way=way)
    total = found.number if found.in_list is None else found.in_list
    if limit is not None and found.number > limit:
        return TierCounts(min(total, limit), total > limit, None, {})
    by_tier: dict[Tier, Mix] = {tier: Mix() for tier in Tier}
    by_figure: dict[tuple[Tier, Figure | None], Mix] = {}
    for _, tier, compensation, history, *tallies, count in found.groups:
        by_tier[Tier(tier)].add(compensation, history, count)
        for figure, part in zip((*COMPENSATION_FIGURES, None), (*tallies, count - sum(tallies)), strict=True):
            if part:
                by_figure.setdefault((Tier(tier), figure), Mix()).add(compensation, history, part)
    return TierCounts(total, False, by_tier, by_figure)


def figure_case(figures: Sequence[Figure] = COMPENSATION_FIGURES) -> Case:
    """`Figure.covers` as SQL: the index of the first of ``figures`` that is about the row's creator, or null."""
    whens = [When(_about(figure), then=Value(index)) for index, figure in enumerate(figures)]
    return Case(*whens, default=None, output_field=IntegerField(null=True))


def _about(figure: Figure) -> Q:
    conditions = {
        "tier": figure.tier,
        "followers__gte": figure.followers_from,
        "followers__lt": figure.followers_below,
    }
    return Q(**{lookup: value for lookup, value in conditions.items() if value is not None})
