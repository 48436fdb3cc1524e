"""What a collaboration's dates and status amount to on one day."""

from typing import Any

import pytest

from relationships.domain.collaborations import Status
from tests.domain.playbooks.cases import TODAY, day, fit, work


@pytest.mark.parametrize(
    ("status", "live_on", "is_open", "is_live"),
    [
        ("proposed", None, True, False),
        ("proposed", 1, True, False),
        # What was never agreed is not out, though the day planned for it has come.
        ("proposed", 0, True, False),
        ("proposed", -1, True, False),
        ("agreed", None, True, False),
        ("agreed", 1, True, False),
        ("agreed", 0, False, True),
        ("agreed", -1, False, True),
        # Who says that it is live knows better than the date that was planned.
        ("live", 1, False, True),
        ("live", None, False, True),
        ("completed", None, False, True),
        ("cancelled", None, False, False),
        ("cancelled", -1, False, False),
        ("cancelled", 1, False, False),
    ],
)
def test_open_and_live(status: str, live_on: int | None, is_open: bool, is_live: bool) -> None:
    c = work(status=status, live_on=live_on)
    assert (c.is_open(TODAY), c.is_live(TODAY)) == (is_open, is_live)
    assert c.went_live_on(TODAY) == (day(live_on) if is_live and live_on is not None and live_on <= 0 else None)
    assert c.counts is (Status(status) in (Status.AGREED, Status.LIVE, Status.COMPLETED))


@pytest.mark.parametrize("offset", [-1, 0, 1])
def test_what_is_dated_tomorrow_has_not_happened(offset: int) -> None:
    c = work(compensation="mixed", delivered_on=offset, paid_on=offset, contract_signed_on=offset)
    happened = offset <= 0
    assert (c.is_delivered(TODAY), c.is_paid(TODAY), c.is_signed(TODAY)) == (happened,) * 3
    assert (c.ships(TODAY), c.spends(TODAY)) == (not happened,) * 2


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"title": "Spring"}, "“Spring”"),
        ({"title": "", "is_gift": True}, "the gift"),
        ({"title": "", "kind": "ambassador"}, "the ambassador agreement"),
        ({"title": ""}, "the one-off collaboration"),
    ],
)
def test_what_it_is_called(said: dict[str, Any], name: str) -> None:
    assert work(**said).name == name


def test_a_collaboration_that_is_not_on_file_is_told_apart_by_its_title() -> None:
    assert (work(3).key, work(None, title="Spring").key) == ("3", "Spring")


@pytest.mark.parametrize(
    ("said", "day_of"),
    [
        ({"agreed_on": 4, "starts_on": 3, "live_on": 2, "delivered_on": 1}, 4),
        ({"starts_on": 3, "live_on": 2, "delivered_on": 1}, 3),
        ({"live_on": 2, "delivered_on": 1}, 2),
        ({"delivered_on": 1}, 1),
        ({"deadline_on": 1}, None),
    ],
)
def test_its_place_in_time(said: dict[str, Any], day_of: int | None) -> None:
    assert work(**said).dated == (None if day_of is None else day(day_of))


def test_bounds_of_a_fit() -> None:
    # The worked example of the domain notes: F 83.33, C 0.90, bounds 75 to 85.
    bounds = fit(100 * 75 / 90, 0.9).bounds()
    assert bounds is not None
    assert (round(bounds[0], 6), round(bounds[1], 6)) == (75, 85)
    assert fit(None, 0.5).bounds() is None
