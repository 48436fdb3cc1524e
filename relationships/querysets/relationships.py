"""The conditions under which relationships are looked for, each once, over the row's own columns."""

from datetime import date, datetime, timedelta
from typing import Any, Self

from django.db.models import Q

from relationships.domain.fit import Confidence
from relationships.querysets import search
from relationships.querysets.visibility import VisibleQuerySet

DUE_SOON = timedelta(days=7)


def confidence_q(level: str, on: date) -> Q:
    """Confidence is stored as the days on which it falls, so the level on any day is a comparison of dates."""
    rated = Q(fit_rated=True)
    return {
        Confidence.HIGH: rated & Q(fit_medium_from__gt=on),
        Confidence.MEDIUM: rated & Q(fit_medium_from__lte=on, confidence_low_from__gt=on),
        Confidence.LOW: rated & Q(confidence_low_from__lte=on),
    }[Confidence(level)]


class RelationshipQuerySet(VisibleQuerySet):
    def search(self, written: str) -> Self:
        """Every word of ``written`` in the creator's name, handles or e-mail."""
        return search.matching(self, written, name_column="creator_sort")  # type: ignore[return-value]

    def confidence(self, level: str, on: date) -> Self:
        return self.filter(confidence_q(level, on))

    def disputed(self) -> Self:
        return self.filter(fit_disputed=True)

    def blocked(self) -> Self:
        return self.filter(fit_blocked=True)

    def unrated(self) -> Self:
        return self.filter(fit_rated=False)

    def overdue(self, on: date) -> Self:
        return self.filter(next_due_on__lt=on)

    def due_on(self, on: date) -> Self:
        return self.filter(next_due_on=on)

    def due_within_a_week(self, on: date) -> Self:
        """Today and the six days after it: what is already overdue has its own filter."""
        return self.filter(next_due_on__gte=on, next_due_on__lt=on + DUE_SOON)

    def nothing_due(self) -> Self:
        return self.filter(next_due_on__isnull=True)

    def not_touched_since(self, moment: datetime) -> Self:
        """Last touched before ``moment``, or never."""
        return self.filter(Q(last_touch_at__lt=moment) | Q(last_touch_at__isnull=True))

    def history_is_stale(self, on: date) -> Self:
        """Rows whose history turned on or before ``on`` and was not yet rewritten."""
        return self.filter(history_changes_on__lte=on)


class CreatorQuerySet(VisibleQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Creators are one directory: all of it for any staff, nothing for anybody else."""
        return self if user.is_authenticated and user.is_active and user.is_staff else self.none()

    def search(self, written: str) -> Self:
        return search.matching(self, written, name_column="name_key")  # type: ignore[return-value]
