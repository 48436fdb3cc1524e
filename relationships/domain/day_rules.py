"""Days that cannot be: a delivery after today, a payment marked as made that is to come, rights that end too soon.

One table for every kind of row. A day that is not known breaks no rule. Each problem is one whole sentence, told at the
day that has to be looked at.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from relationships.domain.collaborations import Kind, Status

Days = Mapping[str, date | None]

NOT_COME = "This day has not come yet: give today or an earlier one."


@dataclass(frozen=True, slots=True)
class Order:
    """``later`` cannot lie before ``earlier``; ``says`` so, at the later one."""

    earlier: str
    later: str
    says: str


@dataclass(frozen=True, slots=True)
class Rules:
    """``past``: days that say that something happened, so they cannot lie ahead."""

    past: tuple[str, ...] = ()
    orders: tuple[Order, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Every day that the rules speak of."""
        return frozenset((*self.past, *(name for order in self.orders for name in (order.earlier, order.later))))


COLLABORATION = Rules(
    past=("agreed_on", "contract_signed_on", "delivered_on", "accepted_on", "paid_on"),
    orders=(
        Order("agreed_on", "deadline_on", "Content cannot be due before it was agreed."),
        Order("agreed_on", "payment_due_on", "A payment cannot be due before it was agreed."),
        Order("agreed_on", "paid_on", "This is before the day of the agreement: look at both days."),
        Order("live_on", "usage_rights_until", "The rights of use would end before the content is live."),
    ),
)
RESULT = Rules(
    past=("measured_on",), orders=(Order("live_on", "measured_on", "This was measured before the content was live."),)
)
CONTRIBUTION = Rules(past=("happened_on",))
CREATOR = Rules(past=("notice_given_on", "basis_renewed_on"))


def problems(
    rules: Rules, days: Days, today: date, changed: Collection[str] | None = None
) -> Iterator[tuple[str, str]]:
    """``(field, sentence)`` for each day in ``days`` that cannot be. ``changed``: only rules about one of these fields
    (an old row that is odd already does not hinder an edit elsewhere); None: all of them."""
    for name in rules.past:
        day = days.get(name)
        if day and day > today and _concerned({name}, changed):
            yield name, NOT_COME
    for order in rules.orders:
        earlier, later = days.get(order.earlier), days.get(order.later)
        if earlier and later and later < earlier and _concerned({order.earlier, order.later}, changed):
            yield order.later, order.says


def collaboration_problems(
    days: Days, today: date, *, kind: str, status: str, changed: Collection[str] | None = None
) -> Sequence[tuple[str, str]]:
    """As `problems`; and a one-off that is marked live or completed cannot go live on a day to come."""
    found = list(problems(COLLABORATION, days, today, changed))
    live_on = days.get("live_on")
    is_live = status in {Status.LIVE, Status.COMPLETED} and kind != Kind.AMBASSADOR
    if is_live and live_on and live_on > today and _concerned({"live_on", "status"}, changed):
        found.append(
            ("live_on", f"Marked as {Status(status).value}, so this day cannot lie ahead: change one of the two.")
        )
    return found


def _concerned(names: set[str], changed: Collection[str] | None) -> bool:
    return changed is None or not names.isdisjoint(changed)
