"""Columns that the domain derives in Python: how any of them is compared and rewritten, in chunks, with flat memory."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from relationships.models import Relationship
from relationships.querysets.bulk import update_rows
from relationships.services.clock import organisation_today

CHUNK = 2_000

Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Derivation:
    """``columns`` of a relationship, and the function from some ids and a day to each one's values."""

    columns: tuple[str, ...]
    values_of: Callable[[Sequence[int], date], Mapping[int, Values]]

    def refresh(self, relationships: QuerySet[Relationship], on: date | None = None) -> int:
        """Bring the columns up to date; returns how many rows were stale."""
        on = on or organisation_today()
        stale = 0
        for ids in id_chunks(relationships):
            with transaction.atomic():
                # Locked before the sources are read: of two writers the second one sees what the first one wrote.
                lock(ids)
                stale += update_rows(Relationship.objects.all(), self.columns, self.stale_rows(ids, on))
        return stale

    def count_stale(self, relationships: QuerySet[Relationship], on: date | None = None) -> int:
        on = on or organisation_today()
        return sum(len(self.stale_rows(ids, on)) for ids in id_chunks(relationships))

    def stale_rows(self, ids: Sequence[int], on: date) -> list[Values]:
        """``(id, value …)`` of those whose stored values differ from what their sources say."""
        stored = Relationship.objects.filter(pk__in=ids).order_by().values_list("pk", *self.columns)
        true = self.values_of(ids, on)
        return [(row[0], *true[row[0]]) for row in stored if row[1:] != true[row[0]]]


def lock(ids: Sequence[int]) -> None:
    """Make other writers of these relationships wait until the transaction ends.

    The weaker of the two locks: a colleague who has just written a row that points to the relationship, and is about to
    ask for the same lock, holds nothing that this one would wait for. So there is no deadlock.
    """
    rows = Relationship.objects.filter(pk__in=ids).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))


def id_chunks(relationships: QuerySet[Relationship]) -> Iterator[list[int]]:
    """The ids in order, some thousands at a time, by keyset: nothing is held open while a chunk is written."""
    rows, last = relationships.order_by("pk"), 0
    while ids := list(rows.filter(pk__gt=last).values_list("pk", flat=True)[:CHUNK]):
        yield ids
        last = ids[-1]
