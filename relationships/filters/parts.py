"""The filters of the lists that hold a part of all relationships: whose fit to look at, ambassadors, what is due."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import ClassVar

from django.utils import timezone

from relationships.domain.fit_review import ReviewReason
from relationships.filters.conditions import AnyOf
from relationships.filters.declared import Choices, Filter, Rows, Typed
from relationships.filters.fields import parse_day
from relationships.filters.lists import Control
from relationships.filters.relationships import MINE, OF_THE_ROW, PLAYBOOK, RENEWALS, WORK, RelationshipFilters
from relationships.querysets.relationships import DueWindow, RenewalWindow, due_q, renewal_q, review_reason_q
from relationships.querysets.visibility import SEES_ALL_BRANDS

REASONS: Choices = {
    ReviewReason.UNRATED.value: "Not rated",
    ReviewReason.LOW.value: "Low confidence",
    ReviewReason.DISPUTED.value: "Disputed",
    ReviewReason.BLOCKED.value: "Blocked",
}
WINDOWS: Choices = {**RENEWALS, RenewalWindow.LATER.value: "Later", RenewalWindow.OPEN.value: "No end agreed"}
DUE: Choices = {
    DueWindow.OVERDUE.value: "Overdue",
    DueWindow.TODAY.value: "Today",
    DueWindow.WEEK.value: "Within 7 days",
    DueWindow.LATER.value: "Later",
}
#: What leads to few rows by an index of its own.
_LOOKED_UP = frozenset({"q", "network", "category", "tag", "advice"})
#: What may be asked for and be rare, and where it lies.
_OWN = {
    "country": "rel_country",
    "language": "rel_language",
    "contact": "rel_do_not_contact",
    "confidence": "rel_confidence",
    "fit_max": "rel_fit_score",
    "drift_min": "rel_drift",
}


def _today() -> date:
    return timezone.localdate()


class PartFilters(RelationshipFilters):
    """``finds``: the index that holds the list's own rows, and all that the filters ``covered`` ask. ``walks``: those
    that hold the rows in a column's order. ``left_out``: filters of all relationships that say nothing here."""

    finds: ClassVar[str] = ""
    covered: ClassVar[frozenset[str]] = frozenset()
    walks: ClassVar[Mapping[str, str]] = {}
    left_out: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def get_filters(cls) -> Mapping[str, Filter]:
        return {name: entry for name, entry in super().get_filters().items() if name not in cls.left_out}

    def index_to_find(self, *, everything: bool = False) -> str | None:
        used = self.cleaned.keys() - self.covered
        if used & _LOOKED_UP:
            return None
        if len(self.cleaned) == 1 and (own := self._index_of_its_own()):
            return own
        return "rel_facts" if used and used <= OF_THE_ROW else self.finds

    def _index_of_its_own(self) -> str:
        """Where the rows lie that the only filter asks for, "" if it has no such index."""
        name, value = next(iter(self.cleaned.items()))
        if (name == "confidence" and len(value) > 1) or (name == "contact" and value != "no"):
            return ""  # the index of a part holds no more than that part
        return _OWN.get(name, "")

    def index_to_walk(self, column: str) -> str | None:
        return self.walks.get(column)


class FitReviewFilters(PartFilters):
    finds = "rel_to_review"
    covered = frozenset({"reason", "brand", "owner", "tier", "stage", "contact"})

    reason = AnyOf(
        "Reason", choices=REASONS, condition=lambda reason: review_reason_q(reason, _today()), group="Review"
    )


class AmbassadorFilters(PartFilters):
    finds = "rel_kind_renewal"
    covered = frozenset({"renewal", "brand"})
    walks: ClassVar[Mapping[str, str]] = {"renewal_on": "rel_kind_renewal", "history_since": "rel_kind_since"}

    left_out = frozenset({"history"})

    renewal = AnyOf("Renewal", choices=WINDOWS, condition=lambda window: renewal_q(window, _today()), group=PLAYBOOK)


class DueFilters(PartFilters):
    """Whose day it is the owner says; without one it is the reader's own."""

    finds = "rel_owner_due"
    covered = frozenset({"owner", "due", "day", "brand"})
    walks: ClassVar[Mapping[str, str]] = {"next_due_on": "rel_owner_due"}

    due = AnyOf("Due", choices=DUE, condition=lambda window: due_q(window, _today()), group=WORK)
    day = Typed("Day", parse=parse_day, by=lambda rows, day: rows.filter(next_due_on=day), group="Day", kind="date")

    @property
    def whose(self) -> tuple[str, Control] | None:
        """Whose day it is, in words, and the choice of another one's, for whoever leads them all."""
        if not self.user.has_perm(SEES_ALL_BRANDS):
            return None
        control = self.control("owner")
        chosen = [option.label for option in control.options if option.chosen and option.value != MINE]
        return f"Day of {', '.join(chosen)}" if chosen else "My day", control

    def _narrowed(self, rows: Rows, without: Collection[str] = ()) -> Rows:
        narrowed = super()._narrowed(rows, without)
        return narrowed if "owner" in self.cleaned else narrowed.filter(owner=self.user)
