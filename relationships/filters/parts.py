"""The filters of the lists that hold a part of all relationships: whose fit to look at, ambassadors, what is due."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import ClassVar

from django.utils import timezone

from relationships.domain.compensation import Compensation
from relationships.domain.fit import Confidence
from relationships.domain.fit_review import ReviewReason
from relationships.domain.tiers import Tier
from relationships.filters.conditions import AnyOf
from relationships.filters.declared import Choices, Filter, Rows, Typed
from relationships.filters.fields import parse_day
from relationships.filters.lists import Control
from relationships.filters.relationships import ELSEWHERE, MINE, PLAYBOOK, RENEWALS, WORK, RelationshipFilters
from relationships.models import Brand
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
#: What may be asked for and be rare, and where it lies.
_RARE = {
    "country": "rel_country",
    "language": "rel_language",
    "contact": "rel_do_not_contact",
    "confidence": "rel_confidence",
    "fit_max": "rel_fit_score",
    "drift_min": "rel_drift",
}
#: What most rows of a long list have as often as others: they are met soon where they lie.
_ANYWHERE = {
    "owner": "rel_of_owner",
    "renewal": "rel_renewal_on",
    "followers_min": "rel_followers",
    "followers_max": "rel_followers",
    "engagement_min": "rel_engagement_by_followers",
    "engagement_max": "rel_engagement_by_followers",
}


def _today() -> date:
    return timezone.localdate()


class PartFilters(RelationshipFilters):
    """``finds``: the index that holds the list's own rows, and all that the filters ``covered`` ask. ``lie``: those in
    which the rows lie that a filter alone asks for. ``walks``: those that hold the rows in a column's order.
    ``left_out``: filters of all relationships that say nothing here."""

    finds: ClassVar[str] = ""
    lie: ClassVar[Mapping[str, str]] = _RARE
    covered: ClassVar[frozenset[str]] = frozenset()
    walks: ClassVar[Mapping[str, str]] = {}
    left_out: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def get_filters(cls) -> Mapping[str, Filter]:
        return {name: entry for name, entry in super().get_filters().items() if name not in cls.left_out}

    def index_to_find(self, *, everything: bool = False) -> str | None:
        used = self.cleaned.keys() - self.covered
        if self._few:
            return "rel_facts" if used else self.finds
        if (used & ELSEWHERE) - self._crowds:
            return None
        return self._where_it_lies() or ("rel_facts" if used else self.finds)

    def _where_it_lies(self) -> str:
        """The index of the only filter, "" where there are several or it has none."""
        if len(self.cleaned) != 1:
            return ""
        name, value = next(iter(self.cleaned.items()))
        if (name == "confidence" and value != [Confidence.HIGH]) or (name == "contact" and value != "no"):
            return ""  # many have it
        return self.lie.get(name, "")

    def index_to_walk(self, column: str) -> str | None:
        return self.walks.get(column)


class FitReviewFilters(PartFilters):
    finds = "rel_to_review"
    lie: ClassVar[Mapping[str, str]] = _RARE | _ANYWHERE
    covered = frozenset({"reason", "brand", "owner", "tier", "stage", "contact"})

    reason = AnyOf(
        "Reason", choices=REASONS, condition=lambda reason: review_reason_q(reason, _today()), group="Review"
    )


class AmbassadorFilters(PartFilters):
    finds = "rel_kind_renewal"
    covered = frozenset({"renewal", "brand"})
    walks: ClassVar[Mapping[str, str]] = {
        "renewal_on": "rel_kind_renewal",
        "history_since": "rel_kind_since",
        "last_touch_at": "rel_kind_touch",
    }

    left_out = frozenset({"history"})

    def index_to_find(self, *, everything: bool = False) -> str | None:
        """Ambassadors are few: their own rows are looked through, whatever but a word is looked up elsewhere."""
        if self._few:
            return "rel_facts"
        if "q" in self.cleaned:
            return None
        if not self.cleaned.keys() - self.covered:
            return self.finds
        return self._where_it_lies() or "rel_facts"

    def _to_find(self) -> Rows:
        rows = super()._to_find()
        if self.index_to_find() != "rel_facts":
            return rows
        # Every value of what comes before the history in that index: SQLite then goes from one's ambassadors to the
        # next one's without reading what lies between.
        brands = self._few or Brand.objects.order_by().values("pk")
        return rows.filter(brand__in=brands, tier__in=list(Tier), compensation__in=["", *Compensation])

    renewal = AnyOf("Renewal", choices=WINDOWS, condition=lambda window: renewal_q(window, _today()), group=PLAYBOOK)


class DueFilters(PartFilters):
    """Whose day it is the owner says; without one it is the reader's own."""

    finds = "rel_owner_due"
    covered = frozenset({"owner", "due", "day", "brand"})
    walks: ClassVar[Mapping[str, str]] = {"next_due_on": "rel_owner_due"}

    def index_to_find(self, *, everything: bool = False) -> str | None:
        """One person's rows are few, whatever else is asked of them; a colleague may have many in other brands."""
        return "rel_facts" if self._few and "owner" in self.cleaned else self.finds

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
