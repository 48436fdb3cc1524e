"""Days that cannot be: each rule at its edge, and silence where a day is not known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from relationships.domain.day_rules import (
    COLLABORATION,
    CONTRIBUTION,
    CREATOR,
    NOT_COME,
    RESULT,
    Rules,
    collaboration_problems,
    problems,
)

TODAY, DAY = date(2026, 5, 20), timedelta(days=1)


@pytest.mark.parametrize(
    ("rules", "name"),
    [(rules, name) for rules in (COLLABORATION, RESULT, CONTRIBUTION, CREATOR) for name in rules.past],
)
def test_what_happened_does_not_lie_ahead(rules: Rules, name: str) -> None:
    assert list(problems(rules, {name: TODAY + DAY}, TODAY)) == [(name, NOT_COME)]
    for day in (TODAY, TODAY - DAY, None):
        assert list(problems(rules, {name: day}, TODAY)) == []


@pytest.mark.parametrize(
    ("rules", "place"), [(rules, place) for rules in (COLLABORATION, RESULT) for place in range(len(rules.orders))]
)
def test_what_comes_after_does_not_come_before(rules: Rules, place: int) -> None:
    order, on = rules.orders[place], TODAY - 10 * DAY
    wrong = {order.earlier: on, order.later: on - DAY}
    assert (order.later, order.says) in list(problems(rules, wrong, TODAY))
    for later in (on, on + DAY, None):
        found = problems(rules, {order.earlier: on, order.later: later}, TODAY)
        assert (order.later, order.says) not in list(found)


def test_an_odd_row_does_not_hinder_an_edit_elsewhere() -> None:
    odd = {"live_on": TODAY, "usage_rights_until": TODAY - DAY}
    assert list(problems(COLLABORATION, odd, TODAY, changed=["title"])) == []
    assert list(problems(COLLABORATION, odd, TODAY, changed=["live_on"]))


@pytest.mark.parametrize(
    ("kind", "status", "day", "wrong"),
    [
        ("one_off", "live", TODAY + DAY, True),
        ("one_off", "completed", TODAY + DAY, True),
        ("one_off", "live", TODAY, False),
        ("one_off", "agreed", TODAY + DAY, False),
        ("ambassador", "live", TODAY + DAY, False),
        ("one_off", "live", None, False),
    ],
)
def test_what_is_live_does_not_go_live_later(kind: str, status: str, day: date | None, *, wrong: bool) -> None:
    found = collaboration_problems({"live_on": day}, TODAY, kind=kind, status=status)
    assert bool(found) is wrong
