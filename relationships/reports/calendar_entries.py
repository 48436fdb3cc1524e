"""What stands in a person's calendar: their next actions, payments that are due, renewals. Names, and nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from relationships.domain import collaborations as rules
from relationships.models import Collaboration
from relationships.reports.today import mine

#: How far a calendar reaches back and ahead (days), and how many entries of a kind it holds at most.
BACK, AHEAD = timedelta(days=90), timedelta(days=400)
AT_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Entry:
    """All day on ``on``. ``key`` stays the same for as long as the thing itself does, whatever day it moves to."""

    key: str
    on: date
    summary: str
    relationship: int
    changed_at: datetime


def entries_of(user: Any, today: date) -> Sequence[Entry]:
    """In the order of their days; only of relationships that are the user's own and that they may see now."""
    first, last = today - BACK, today + AHEAD
    entries = [*_actions(user, first, last), *_payments(user, first, last), *_renewals(user, first, last)]
    return sorted(entries, key=lambda entry: (entry.on, entry.key))


_WHO = ("creator__name", "brand__name", "updated_at")


def _actions(user: Any, first: date, last: date) -> Iterator[Entry]:
    rows = (
        mine(user).filter(next_due_on__lte=last, next_action_on__range=(first, last)).order_by("next_action_on", "pk")
    )
    for pk, on, what, creator, brand, changed_at in rows.values_list("pk", "next_action_on", "next_action", *_WHO)[
        :AT_MOST
    ]:
        yield Entry(f"action-{pk}", on, f"{what}: {creator} × {brand}", pk, changed_at)


def _renewals(user: Any, first: date, last: date) -> Iterator[Entry]:
    rows = mine(user).filter(renewal_on__range=(first, last)).order_by("renewal_on", "pk")
    for pk, on, creator, brand, changed_at in rows.values_list("pk", "renewal_on", *_WHO)[:AT_MOST]:
        yield Entry(f"renewal-{pk}", on, f"Talk about the renewal: {creator} × {brand}", pk, changed_at)


def _payments(user: Any, first: date, last: date) -> Iterator[Entry]:
    """Fees that are agreed and not paid. The amount stays out of the calendar."""
    rows = Collaboration.objects.filter(
        relationship__in=mine(user).filter(next_due_on__lte=last).order_by().values("pk"),
        payment_due_on__range=(first, last),
        paid_on__isnull=True,
    ).order_by("payment_due_on", "pk")
    columns = ("pk", "payment_due_on", "status", "fee", "paid_on", "relationship_id", "relationship__creator__name",
               "relationship__brand__name", "updated_at")  # fmt: skip
    for pk, on, status, fee, paid_on, relationship, creator, brand, changed_at in rows.values_list(*columns)[:AT_MOST]:
        if rules.is_owed(status, fee, paid_on):
            yield Entry(f"payment-{pk}", on, f"Payment due: {creator} × {brand}", relationship, changed_at)
