"""How long an ambassadorship lasts, what is proposed for it, and what came within it."""

from __future__ import annotations

from datetime import date

import pytest

from relationships.domain.ambassadorship import delivered, last_day, months_later, proposed_promises
from relationships.domain.ladder import ContributionKind

COCREATION, REVIEW, INSIGHT = ContributionKind.COCREATION, ContributionKind.REVIEW, ContributionKind.INSIGHT


@pytest.mark.parametrize(
    ("starts_on", "months", "ends_on"),
    [
        (date(2026, 1, 1), 3, date(2026, 3, 31)),
        (date(2026, 1, 15), 6, date(2026, 7, 14)),
        (date(2026, 10, 1), 3, date(2026, 12, 31)),
        (date(2026, 11, 30), 3, date(2027, 2, 27)),
        (date(2024, 1, 31), 1, date(2024, 2, 28)),
        (date(2026, 3, 31), 1, date(2026, 4, 29)),
        (date(2026, 12, 5), 12, date(2027, 12, 4)),
    ],
)
def test_the_last_day_is_the_one_before_the_same_day_months_later(starts_on: date, months: int, ends_on: date) -> None:
    assert last_day(starts_on, months) == ends_on


def test_a_month_that_is_shorter_gives_its_last_day() -> None:
    assert months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_later(date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert months_later(date(2026, 12, 31), 2) == date(2027, 2, 28)


@pytest.mark.parametrize(("starts_on", "months"), [(date(2026, 1, 1), 0), (date(9999, 11, 1), 3)])
def test_no_agreement_of_no_length_or_beyond_the_calendar(starts_on: date, months: int) -> None:
    with pytest.raises(ValueError, match=r"at least a month|calendar ends"):
        last_day(starts_on, months)


@pytest.mark.parametrize(
    ("months", "proposed"),
    [(1, (1, 1, 1)), (3, (1, 1, 3)), (5, (1, 2, 5)), (6, (2, 3, 6)), (12, (4, 6, 12))],
)
def test_at_least_one_of_each_is_proposed(months: int, proposed: tuple[int, int, int]) -> None:
    assert tuple(proposed_promises(months)[kind] for kind in (COCREATION, REVIEW, INSIGHT)) == proposed


def test_only_what_came_within_the_agreement_counts() -> None:
    first, last, on = date(2026, 1, 10), date(2026, 4, 9), date(2026, 3, 1)
    came = [
        (REVIEW, date(2026, 1, 9)),
        (REVIEW, date(2026, 1, 10)),
        (REVIEW, on),
        (REVIEW, date(2026, 3, 2)),
        (INSIGHT, date(2026, 2, 2)),
    ]
    assert delivered(came, first, last, on) == {COCREATION: 0, REVIEW: 2, INSIGHT: 1}
    assert delivered([(REVIEW, last), (REVIEW, date(2026, 4, 10))], first, last, date(2026, 9, 9))[REVIEW] == 1


def test_an_end_that_is_not_known_bounds_nothing() -> None:
    assert delivered([(INSIGHT, date(2020, 1, 1))], None, None, date(2026, 1, 1))[INSIGHT] == 1
