"""The filters of the list of collaborations, each by one condition of `querysets.collaborations`."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import ClassVar

from django.utils import timezone

from relationships.domain.collaboration_marks import Mark
from relationships.domain.collaborations import Kind, Status
from relationships.domain.compensation import LABELS
from relationships.filters.brands import BrandFilters
from relationships.filters.declared import Choices, OneOrMore, Rows, Typed
from relationships.filters.fields import parse_day, parse_search
from relationships.filters.relationships import MINE, NOBODY, TIERS

STATUSES: Choices = {status.value: status.value.capitalize() for status in Status}
KINDS: Choices = {Kind.ONE_OFF.value: "One-off", Kind.AMBASSADOR.value: "Ambassador"}
COMPENSATIONS: Choices = {word.value: label for word, label in LABELS.items()}
MARKS: Choices = {
    Mark.OVERDUE.value: "Payment overdue",
    Mark.UNPAID.value: "Fee not paid",
    Mark.LATE.value: "Deadline passed",
    Mark.UNLABELLED.value: "No proof of disclosure",
    Mark.UNSIGNED.value: "No signed contract",
}
AGREED, MONEY, WORK = "Collaboration", "Attention", "Work"

#: Where the rows with one mark lie together.
_OF_MARK = {
    Mark.OVERDUE: "col_owed",
    Mark.UNPAID: "col_owed",
    Mark.LATE: "col_status_deadline_on",
    Mark.UNLABELLED: "col_unlabelled",
}
#: What leads to its rows through their relationships.
_LOOKED_UP = frozenset({"q", "owner"})


def _today() -> date:
    return timezone.localdate()


class CollaborationFilters(BrandFilters):
    kinds: ClassVar[Sequence[str]] = ("brand", "owner")

    q = Typed("Search", parse=parse_search, by=lambda rows, text: rows.search(text), group="", kind="search")

    status = OneOrMore(
        "Status", choices=STATUSES, by=lambda rows, statuses: rows.any_of("status", statuses), group=AGREED
    )
    kind = OneOrMore("Kind", choices=KINDS, by=lambda rows, kinds: rows.any_of("kind", kinds), group=AGREED)
    compensation = OneOrMore(
        "Compensation", choices=COMPENSATIONS, by=lambda rows, words: rows.any_of("compensation", words), group=AGREED
    )
    tier = OneOrMore(
        "Tier when agreed", choices=TIERS, by=lambda rows, tiers: rows.any_of("tier_agreed", tiers), group=AGREED
    )
    mark = OneOrMore("Attention", choices=MARKS, by=lambda rows, marks: rows.marked(marks, _today()), group=MONEY)
    live_from = Typed(
        "Live from", parse=parse_day, by=lambda rows, day: rows.live_between(first=day), group=WORK, kind="date"
    )
    live_to = Typed(
        "Live until", parse=parse_day, by=lambda rows, day: rows.live_between(last=day), group=WORK, kind="date"
    )
    brand = OneOrMore(
        "Brand", choices="brand", by=lambda rows, ids: rows.any_of("brand_id", ids), group=WORK, kind="list"
    )
    owner = OneOrMore("Owner", choices="owner", by="owned_by", group=WORK, kind="list")

    def index_to_find(self, *, everything: bool = False) -> str | None:
        """Rows with one mark lie in an index of their own; the rest is read in the one that covers the filters."""
        used, marks = self.cleaned.keys(), self.cleaned.get("mark", ())
        if _LOOKED_UP & used and not self._few:
            return None
        if len(marks) == 1 and marks[0] in _OF_MARK:
            return _OF_MARK[marks[0]]
        return None if marks else "col_facts"

    def lie_together(self) -> bool:
        """What asks for a mark or another table is not answered within the index."""
        return not self.cleaned or (bool(self._few) and not self.cleaned.keys() & {"mark", *_LOOKED_UP})

    def lie_apart(self) -> bool:
        """What is overdue began long ago, and the list begins with what is to come."""
        return self.cleaned.get("mark") == [Mark.OVERDUE]

    def rows_for_walk(self, column: str) -> Rows:
        return self._narrowed(self.queryset.checking())

    def owned_by(self, rows: Rows, owners: Sequence[str]) -> Rows:
        ids = {MINE: self.user.pk, NOBODY: None}
        return rows.owned_by([ids.get(owner, owner) for owner in owners])

    @cached_property
    def offered(self) -> Mapping[str, Choices]:
        found = super().offered
        return {**found, "owner": {MINE: "Me", NOBODY: "Nobody", **found["owner"]}}
