"""The conditions under which relationships are looked for, each once, over the row's own columns."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any, Self

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from relationships.domain.collaborations import HistoryKind
from relationships.domain.engagement import EngagementBasis
from relationships.domain.fit import Confidence
from relationships.domain.fit_review import ReviewReason
from relationships.domain.playbooks.advice import Severity
from relationships.domain.relationships import Stage
from relationships.querysets import search
from relationships.querysets.visibility import VisibleQuerySet

DUE_SOON = timedelta(days=7)
RENEWAL_SOON = timedelta(days=30)

Number = int | float | Decimal
#: What has an order of its own in the database.
Ordered = Number | date


class RenewalWindow(StrEnum):
    """When an ambassadorship's renewal has to be talked about, seen from one day."""

    DUE = "due"
    SOON = "soon"
    LATER = "later"
    OPEN = "open"


class FitMark(StrEnum):
    """What about a fit asks for somebody's attention."""

    DISPUTED = "disputed"
    BLOCKED = "blocked"
    UNRATED = "unrated"
    UNCLEARED = "uncleared"


class DueWindow(StrEnum):
    """When the next thing is due, seen from one day."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"
    NONE = "none"


def review_reason_q(reason: str, on: date) -> Q:
    """As `domain.fit_review.review_reasons` says it of one fit."""
    return {
        ReviewReason.UNRATED: Q(fit_rated=False),
        ReviewReason.LOW: confidence_q(Confidence.LOW, on),
        ReviewReason.DISPUTED: Q(fit_disputed=True),
        ReviewReason.BLOCKED: Q(fit_blocked=True),
    }[ReviewReason(reason)]


def confidence_q(level: str, on: date) -> Q:
    """Confidence is stored as the days on which it falls, so the level on any day is a comparison of dates."""
    rated = Q(fit_rated=True)
    return {
        Confidence.HIGH: rated & Q(fit_medium_from__gt=on),
        Confidence.MEDIUM: rated & Q(fit_medium_from__lte=on, confidence_low_from__gt=on),
        Confidence.LOW: rated & (Q(confidence_low_from__lte=on) | Q(confidence_low_from__isnull=True)),
    }[Confidence(level)]


def due_q(window: str, on: date) -> Q:
    """The week is today and the six days after it: what is already overdue has its own window."""
    return {
        DueWindow.OVERDUE: Q(next_due_on__lt=on),
        DueWindow.TODAY: Q(next_due_on=on),
        DueWindow.WEEK: Q(next_due_on__gte=on, next_due_on__lt=on + DUE_SOON),
        DueWindow.LATER: Q(next_due_on__gte=on + DUE_SOON),
        DueWindow.NONE: Q(next_due_on__isnull=True),
    }[DueWindow(window)]


def renewal_q(window: str, on: date) -> Q:
    """The talk about a renewal begins on the row's day; it is due from then on, and soon in the 30 days before. An
    agreement without an end is open."""
    return {
        RenewalWindow.DUE: Q(renewal_on__lte=on),
        RenewalWindow.SOON: Q(renewal_on__gt=on, renewal_on__lte=on + RENEWAL_SOON),
        RenewalWindow.LATER: Q(renewal_on__gt=on + RENEWAL_SOON),
        RenewalWindow.OPEN: Q(renewal_on__isnull=True),
    }[RenewalWindow(window)]


def severity_q(severity: str) -> Q:
    """Whether any advice of that weight stands undismissed: drift counts blocks and warnings together."""
    return {
        Severity.BLOCK: Q(drift_blocks__gt=0),
        Severity.WARN: Q(drift__gt=F("drift_blocks")),
        Severity.INFO: Q(advice_infos__gt=0),
    }[Severity(severity)]


def fit_mark_q(mark: str) -> Q:
    return {
        FitMark.DISPUTED: Q(fit_disputed=True),
        FitMark.BLOCKED: Q(fit_blocked=True),
        FitMark.UNRATED: Q(fit_rated=False),
        FitMark.UNCLEARED: Q(fit_uncleared=True),
    }[FitMark(mark)]


def between_q(column: str, low: Ordered | None, high: Ordered | None) -> Q:
    """Both ends included, None for an open one. A value that is not known is never between."""
    ends = {f"{column}__gte": low, f"{column}__lte": high}
    return Q(**{lookup: end for lookup, end in ends.items() if end is not None})


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions)


def _rows_of(model: str) -> Any:
    return apps.get_model("relationships", model)._default_manager.all()


class RelationshipQuerySet(VisibleQuerySet):
    """Conditions on other tables come in two forms: as a set of ids, which finds few rows at once, and as a check of
    each row (`checking`), which costs nothing beforehand and suits a walk that meets enough of them anyway.
    """

    checks = False

    def checking(self) -> Self:
        rows = self.all()
        rows.checks = True
        return rows

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc] # the stubs leave it out
        clone.checks = self.checks
        return clone

    def _related(self, column: str, others: QuerySet[Any, Any], other_column: str, *, crowd: bool) -> Self:
        """Rows whose ``column`` stands in ``other_column`` of ``others``. A ``crowd`` of others is always checked."""
        if self.checks or crowd:
            return self.filter(Exists(others.filter(**{other_column: OuterRef(column)})))
        return self.filter(**{f"{column}__in": others.values(other_column)})

    def search(self, written: str) -> Self:
        """Every word of ``written`` in the creator's name, handles or e-mail."""
        return search.matching(self, written, name_column="creator_sort", by_index=not self.checks)  # type: ignore[return-value]

    def any_of(self, column: str, values: Collection[Any]) -> Self:
        """Rows whose ``column`` is one of ``values``; None among them means: not known, nobody."""
        known = [value for value in values if value is not None]
        condition = Q(**{f"{column}__in": known})
        return self.filter(condition | Q(**{f"{column}__isnull": True}) if len(known) < len(values) else condition)

    def on_networks(self, networks: Collection[str], *, crowd: bool = False) -> Self:
        """Whose creator has any account, the main one or another, on one of them."""
        return self._related("creator_id", _rows_of("Account").filter(network__in=networks), "creator_id", crowd=crowd)

    def in_categories(self, categories: Collection[Any], *, crowd: bool = False) -> Self:
        of_creators = _rows_of("CreatorCategory").filter(category__in=categories)
        return self._related("creator_id", of_creators, "creator_id", crowd=crowd)

    def tagged(self, tags: Collection[Any], *, crowd: bool = False) -> Self:
        """With at least one of the tags."""
        return self._related("pk", _rows_of("RelationshipTag").filter(tag__in=tags), "relationship_id", crowd=crowd)

    def advised(self, codes: Collection[str], *, crowd: bool = False) -> Self:
        """About which at least one of the rules says something that nobody dismissed."""
        standing = _rows_of("StandingAdvice").filter(code__in=codes, dismissed=False)
        found = self._related("pk", standing, "relationship_id", crowd=crowd)
        # Where rows are checked one by one, their own columns say first whether there is anything to look for.
        return found.filter(Q(drift__gt=0) | Q(advice_infos__gt=0)) if self.checks or crowd else found

    def advised_by_weight(self, severities: Collection[str]) -> Self:
        return self.filter(_any(severity_q(severity) for severity in severities))

    def drifting(self, norms: int) -> Self:
        """Which depart from at least so many norms."""
        return self.filter(drift__gte=norms)

    def renewing(self, windows: Collection[str], on: date) -> Self:
        return self.filter(_any(renewal_q(window, on) for window in windows))

    def followers_between(self, low: int | None = None, high: int | None = None) -> Self:
        return self.filter(between_q("followers", low, high))

    def engagement_between(self, basis: str, low: Number | None = None, high: Number | None = None) -> Self:
        """In percent, measured by ``basis``: what is measured otherwise counts as not known."""
        return self.filter(between_q(f"engagement_by_{EngagementBasis(basis)}", low, high))

    def fit_between(self, low: float | None = None, high: float | None = None) -> Self:
        return self.filter(between_q("fit_score", low, high))

    def confidence(self, levels: Collection[str], on: date) -> Self:
        return self.filter(_any(confidence_q(level, on) for level in levels))

    def marked(self, marks: Collection[str]) -> Self:
        return self.filter(_any(fit_mark_q(mark) for mark in marks))

    def due(self, windows: Collection[str], on: date) -> Self:
        return self.filter(_any(due_q(window, on) for window in windows))

    def not_touched_since(self, moment: datetime) -> Self:
        """Last touched before ``moment``, or never."""
        return self.filter(Q(last_touch_at__lt=moment) | Q(last_touch_at__isnull=True))

    def to_review(self, on: date) -> Self:
        """Whose fit somebody has to look at on that day, as long as anybody works on the relationship."""
        return self.filter(review_from__lte=on, do_not_contact=False).exclude(stage=Stage.ENDED)

    def of_ambassadors(self) -> Self:
        return self.filter(history_kind=HistoryKind.AMBASSADOR)

    def with_something_due(self) -> Self:
        return self.filter(next_due_on__isnull=False)

    def history_is_stale(self, on: date) -> Self:
        """Rows whose history turned on or before ``on`` and was not yet rewritten."""
        return self.filter(history_changes_on__lte=on)

    def advice_is_stale(self, on: date) -> Self:
        """Rows whose advice turned on or before ``on``, or that were marked, and that nobody rewrote yet."""
        return self.filter(drift_changes_on__lte=on)


class CreatorQuerySet(VisibleQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Creators are one directory: all of it for any staff, nothing for anybody else."""
        return self if user.is_authenticated and user.is_active and user.is_staff else self.none()

    def search(self, written: str) -> Self:
        return search.matching(self, written, name_column="name_key")  # type: ignore[return-value]
