"""The ladder as it is drawn: what is behind, where it stands, what shows it."""

from __future__ import annotations

from datetime import date

from relationships.domain.collaborations import Kind, Status
from relationships.domain.compensation import Compensation
from relationships.domain.ladder import Rung, rung_of
from relationships.domain.ladder_steps import Step, StepState, steps
from relationships.domain.playbooks.facts import CollaborationFacts

ON = date(2026, 6, 15)
DONE, PASSED, HERE, AHEAD = StepState.DONE, StepState.PASSED, StepState.HERE, StepState.AHEAD


def _one(month: int, **values: object) -> CollaborationFacts:
    base = {"status": Status.COMPLETED, "starts_on": date(2026, month, 1), "ends_on": date(2026, month, 20)}
    return CollaborationFacts(**{**base, **values})  # type: ignore[arg-type]  # any field, as the test needs it


GIFT = _one(1, is_gift=True)
PAID = _one(2, compensation=Compensation.PAID)
OFFER = _one(9, kind=Kind.AMBASSADOR, status=Status.PROPOSED)
AMBASSADOR = _one(4, kind=Kind.AMBASSADOR, status=Status.LIVE, ends_on=date(2026, 9, 30))
ENDED = _one(3, kind=Kind.AMBASSADOR)


def _steps(*collaborations: CollaborationFacts) -> tuple[Step, ...]:
    return steps(collaborations, rung_of(collaborations, ON), ON)


def _states(*collaborations: CollaborationFacts) -> list[StepState]:
    return [step.state for step in _steps(*collaborations)]


def test_nothing_yet_is_five_steps_ahead() -> None:
    assert _states() == [AHEAD] * 5
    assert [step.rung for step in _steps()][-1] is Rung.RENEWED


def test_where_it_stands() -> None:
    assert _states(GIFT) == [HERE, AHEAD, AHEAD, AHEAD, AHEAD]
    assert _states(GIFT, PAID) == [DONE, HERE, AHEAD, AHEAD, AHEAD]
    assert _states(GIFT, PAID, OFFER) == [DONE, DONE, HERE, AHEAD, AHEAD]
    assert _states(GIFT, PAID, AMBASSADOR) == [DONE, DONE, DONE, HERE, AHEAD]


def test_a_step_that_was_never_taken_is_passed_and_not_done() -> None:
    assert _states(GIFT, OFFER) == [DONE, PASSED, HERE, AHEAD, AHEAD]
    assert _states(OFFER)[:3] == [PASSED, PASSED, HERE]


def test_a_former_ambassador_has_it_all_behind() -> None:
    several = _steps(GIFT, PAID, ENDED)
    assert [step.state for step in several] == [DONE, DONE, DONE, DONE, HERE]
    assert several[-1].rung is Rung.FORMER
    assert several[-1].since == date(2026, 3, 21)


def test_each_step_shows_what_speaks_for_it() -> None:
    first, repeat, offered, ambassador, _ = _steps(GIFT, PAID, AMBASSADOR)
    assert (first.since, first.in_products) == (GIFT.starts_on, True)
    assert repeat.count == 3
    assert offered.since == AMBASSADOR.starts_on
    assert (ambassador.since, ambassador.until) == (AMBASSADOR.starts_on, AMBASSADOR.ends_on)


def test_a_first_fee_is_no_gift_and_a_proposal_bears_no_day() -> None:
    assert not _steps(PAID)[0].in_products
    assert _steps(PAID, OFFER)[2].since is None


def test_what_begins_later_or_was_cancelled_is_no_step() -> None:
    assert _states(_one(8, status=Status.AGREED), _one(1, status=Status.CANCELLED)) == [AHEAD] * 5


def test_a_renewed_ambassador_shows_the_agreement_it_began_with_and_the_one_that_runs() -> None:
    renewal = _one(4, kind=Kind.AMBASSADOR, status=Status.LIVE, starts_on=date(2026, 3, 21), ends_on=date(2026, 9, 30))
    _, _, offered, ambassador, renewed = _steps(GIFT, PAID, ENDED, renewal)
    assert renewed.state is HERE
    assert offered.since == ENDED.starts_on
    assert (ambassador.since, ambassador.until) == (ENDED.starts_on, ENDED.ends_on)
    assert (renewed.since, renewed.until) == (renewal.starts_on, renewal.ends_on)
