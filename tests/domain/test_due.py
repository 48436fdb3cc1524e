"""What is due next, and the words for compensation."""

from datetime import date

import pytest

from relationships.domain.compensation import LABELS, Compensation
from relationships.domain.due import Due, DueKind, next_due

EARLY, LATE = date(2026, 3, 1), date(2026, 3, 2)


@pytest.mark.parametrize(
    ("action", "payments", "due"),
    [
        (None, [], None),
        (EARLY, [], Due(EARLY, DueKind.ACTION)),
        (None, [LATE, EARLY], Due(EARLY, DueKind.PAYMENT)),
        (EARLY, [LATE], Due(EARLY, DueKind.ACTION)),
        (LATE, [EARLY], Due(EARLY, DueKind.PAYMENT)),
        (EARLY, [EARLY], Due(EARLY, DueKind.PAYMENT)),
    ],
)
def test_the_earliest_comes_first_and_money_before_words(
    action: date | None, payments: list[date], due: Due | None
) -> None:
    assert next_due(action, payments) == due


def test_every_way_of_compensation_has_its_words() -> None:
    assert {way: LABELS[way] for way in Compensation} == {
        "products": "Products",
        "paid": "Paid",
        "mixed": "Products + paid",
    }
