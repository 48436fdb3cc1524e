"""Who may be contacted and was told of the notice is stopped by no block: that is why most rows are not asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given

from relationships.domain.bulk import NAMED, Left, Tally, contact_may_be_stopped, left_of
from relationships.domain.playbooks.advice import Transition
from relationships.domain.playbooks.facts import Facts
from relationships.domain.playbooks.rules import advise
from relationships.domain.relationships import NextActionKind
from tests.domain.playbooks.cases import PLAYBOOKS, TODAY
from tests.domain.playbooks.strategies import FACTS

DAY = timedelta(days=1)


@given(FACTS)
def test_no_other_block_stops_a_contact(facts: Facts) -> None:
    asked = replace(facts, do_not_contact=False, notice_given_on=TODAY, planned=NextActionKind.OUTREACH)
    assert not contact_may_be_stopped(do_not_contact=False, notice_given_on=TODAY, on=TODAY)
    stopping = [one.code for one in advise(asked, PLAYBOOKS[asked.tier], TODAY) if Transition.OUTREACH in one.stops]
    assert stopping == []


@pytest.mark.parametrize(
    ("do_not_contact", "notice", "may_be"),
    [
        (True, TODAY, True),
        (False, None, True),
        (False, TODAY + DAY, True),
        (False, TODAY, False),
        (False, TODAY - DAY, False),
    ],
)
def test_who_is_asked_about(do_not_contact: bool, notice: object, may_be: bool) -> None:
    assert contact_may_be_stopped(do_not_contact=do_not_contact, notice_given_on=notice, on=TODAY) is may_be  # type: ignore[arg-type]


def test_what_is_left_is_told_by_reason_the_most_common_first() -> None:
    tally = Tally(same=2)
    tally.refuse(9, "rare")
    for pk in range(1, 8):
        tally.refuse(pk, "common")
    assert tally.left == [Left("common", 7, [1, 2, 3, 4, 5][:NAMED]), Left("rare", 1, [9])]
    assert left_of(tally.outcome()) == tally.left
    assert left_of({}) == []
