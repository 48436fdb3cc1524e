"""What about a collaboration asks for somebody's attention today: money, label, contract, a deadline that passed."""

from datetime import date
from enum import StrEnum

from relationships.domain.collaborations import Status, is_owed
from relationships.domain.playbooks.facts import CollaborationFacts


class Mark(StrEnum):
    """``UNPAID``: a fee is agreed and not paid. ``OVERDUE``: its day has passed as well. ``LATE``: agreed content is
    not out though it was due. ``UNLABELLED``: content for which value was given is out, and nothing shows its
    advertising label. ``UNSIGNED``: an agreement that runs has no signed contract."""

    OVERDUE = "overdue"
    UNPAID = "unpaid"
    LATE = "late"
    UNLABELLED = "unlabelled"
    UNSIGNED = "unsigned"


#: Agreements under way: what has to be signed, is signed by now.
RUNNING: frozenset[Status] = frozenset({Status.AGREED, Status.LIVE})


def marks_of(c: CollaborationFacts, on: date) -> frozenset[Mark]:
    """What is not known asks for nothing here; a payment without a day is unpaid, but never overdue."""
    owed = is_owed(c.status, c.fee, c.paid_on)
    is_live = c.is_live(on)
    held = {
        Mark.OVERDUE: owed and c.fee_due_on is not None and c.fee_due_on < on,
        Mark.UNPAID: owed,
        Mark.LATE: c.status is Status.AGREED and not is_live and c.deadline_on is not None and c.deadline_on < on,
        Mark.UNLABELLED: is_live and not c.disclosure_proof and bool(c.gives_value(on)),
        Mark.UNSIGNED: c.status in RUNNING and not c.is_signed(on),
    }
    return frozenset(mark for mark, holds in held.items() if holds)
