"""Two who save at the same moment take turns: what each alone may do, the second may not after the first."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from threading import Thread
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from relationships.models import Collaboration, Relationship
from relationships.services.blocks import Blocked
from relationships.services.clock import organisation_today
from relationships.services.versions import Outdated, claim
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = organisation_today()
#: Seconds in which the second one would long be done, if nobody made it wait.
MEANWHILE = 0.4


class _Second(Thread):
    """Somebody else's request, with a connection of its own."""

    def __init__(self, act: Callable[[], None]) -> None:
        super().__init__()
        self.act, self.met = act, None

    met: Any

    def run(self) -> None:
        try:
            self.act()
        except ValidationError as problem:
            self.met = problem
        finally:
            connection.close()


def meanwhile(first: Callable[[], None], second: Callable[[], None]) -> Any:
    """``second`` begins when ``first`` has written and not yet committed; what it met is returned."""
    with transaction.atomic():
        first()
        other = _Second(second)
        other.start()
        other.join(MEANWHILE)
        waited = other.is_alive()
    other.join()
    assert waited, other.met
    return other.met


def save(row: Any, **values: Any) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def test_two_who_together_are_stopped() -> None:
    """One promises more than needs no contract; the other pays: each alone passes, and the second one is stopped."""
    row = factories.make_relationship()
    shared = {"relationship": row, "compensation": "paid", "status": "completed", "currency": "EUR",
              "objective": "spring", "agreed_on": TODAY, "starts_on": TODAY, "disclosure_proof": "Link"}  # fmt: skip
    Collaboration.objects.bulk_create([Collaboration(fee=Decimal(fee), **shared) for fee in (600, 100)])
    larger, smaller = Collaboration.objects.order_by("-fee")
    met = meanwhile(lambda: save(smaller, fee=600), lambda: save(larger, paid_on=TODAY))
    assert isinstance(met, Blocked), met
    larger.refresh_from_db()
    assert larger.paid_on is None


def test_two_who_started_from_the_same_version() -> None:
    row = factories.make_relationship()

    def first() -> None:
        claim(row, row.updated_at)
        save(row, notes="Called.")

    def second() -> None:
        same = Relationship.objects.get(pk=row.pk)
        with transaction.atomic():
            claim(same, seen)
            save(same, notes="Wrote.")

    seen = row.updated_at
    assert isinstance(meanwhile(first, second), Outdated)
    row.refresh_from_db()
    assert row.notes == "Called."
