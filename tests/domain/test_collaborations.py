"""History: none yet, one-off, ongoing ambassador, former ambassador."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.domain.collaborations import Collaboration, History, HistoryKind, history_of, is_owed

TODAY = date(2026, 3, 10)


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def collaboration(written: str) -> Collaboration:
    """From "kind status first..last" with days counted from today; "?" where no date is on file."""
    kind, status, dates = written.split()
    start, end = (None if part == "?" else day(int(part)) for part in dates.split(".."))
    return Collaboration(kind, status, start, end)


@pytest.mark.parametrize(
    ("collaborations", "kind", "count", "since", "changes"),
    [
        ([], "none", 0, None, None),
        (["one_off proposed -9..9"], "none", 0, None, None),
        (["ambassador cancelled -9..9"], "none", 0, None, None),
        # It counts from its first day.
        (["one_off agreed 1..5"], "none", 0, None, 1),
        (["one_off agreed 0..5"], "one_off", 1, 0, None),
        (["one_off agreed ?..?"], "one_off", 1, None, None),
        (["one_off completed -9..-5", "one_off live -3..5"], "one_off", 2, -9, None),
        (["one_off completed -9..-5", "one_off agreed 4..5"], "one_off", 1, -9, 4),
        # An ambassadorship holds through its last day.
        (["ambassador live -9..0"], "ambassador", 1, -9, 1),
        (["ambassador live -9..-1"], "former_ambassador", 1, 0, None),
        (["ambassador live -9..?"], "ambassador", 1, -9, None),
        (["ambassador agreed ?..3"], "ambassador", 1, None, 4),
        (["ambassador agreed 2..3"], "none", 0, None, 2),
        (["one_off completed -9..-9", "ambassador agreed 2..3"], "one_off", 1, -9, 2),
        # Renewed without a day between is one run; with a day between it is not.
        (["ambassador live -20..-11", "ambassador live -10..5"], "ambassador", 2, -20, 6),
        (["ambassador live -20..-12", "ambassador live -10..5"], "ambassador", 2, -10, 6),
        (["ambassador live -9..2", "ambassador agreed 3..8"], "ambassador", 1, -9, 3),
        # Completed is over, whatever its written end.
        (["ambassador completed -9..5"], "former_ambassador", 1, None, 6),
        (["ambassador completed -9..?"], "former_ambassador", 1, None, None),
        (["ambassador completed -9..-2"], "former_ambassador", 1, -1, None),
        # Once an ambassador, a later one-off does not make it a one-off history again.
        (["ambassador live -9..-5", "one_off live -2..2"], "former_ambassador", 2, -4, None),
    ],
)
def test_history(collaborations: list[str], kind: str, count: int, since: int | None, changes: int | None) -> None:
    history = history_of([collaboration(written) for written in collaborations], TODAY)
    assert (history.kind, history.count) == (kind, count)
    assert history.since == (None if since is None else day(since))
    assert history.changes_on == (None if changes is None else day(changes))


@pytest.mark.parametrize(("kind", "status"), [("gift", "live"), ("one_off", "lost")])
def test_an_unknown_word_is_refused(kind: str, status: str) -> None:
    with pytest.raises(ValueError, match="is not a valid"):
        history_of([Collaboration(kind, status)], TODAY)


def test_the_first_and_the_last_day_there_are_do_not_overflow() -> None:
    forever = Collaboration("ambassador", "live", day(-1), date.max)
    assert history_of([forever], TODAY) == History(HistoryKind.AMBASSADOR, 1, day(-1))
    since_ever = Collaboration("ambassador", "live", date.min, date.max)
    assert history_of([since_ever], TODAY).since == date.min


SPAN = 30
DATES = st.none() | st.integers(-SPAN, SPAN).map(day)


@st.composite
def some_collaborations(draw: st.DrawFn) -> list[Collaboration]:
    def one() -> Collaboration:
        start, end = draw(DATES), draw(DATES)
        if start and end:
            start, end = min(start, end), max(start, end)
        kind = draw(st.sampled_from(["one_off", "ambassador"]))
        return Collaboration(
            kind, draw(st.sampled_from(["agreed", "live", "completed", "proposed", "cancelled"])), start, end
        )

    return [one() for _ in range(draw(st.integers(0, 5)))]


@given(some_collaborations(), st.integers(-SPAN - 2, SPAN + 2))
def test_changes_on_is_truly_the_next_day_on_which_the_answer_differs(
    collaborations: list[Collaboration], on: int
) -> None:
    def answer(offset: int) -> tuple[object, ...]:
        history = history_of(collaborations, day(offset))
        return history.kind, history.count, history.since

    differs = (offset for offset in range(on + 1, SPAN + 4) if answer(offset) != answer(on))
    expected = next(differs, None)
    assert history_of(collaborations, day(on)).changes_on == (None if expected is None else day(expected))


@given(some_collaborations(), st.randoms())
def test_the_order_does_not_matter(collaborations: list[Collaboration], chance: Random) -> None:
    shuffled = collaborations.copy()
    chance.shuffle(shuffled)
    assert history_of(shuffled, TODAY) == history_of(collaborations, TODAY)


@given(some_collaborations(), st.integers(-SPAN, SPAN), st.integers(0, SPAN))
def test_work_that_began_stays_counted(collaborations: list[Collaboration], on: int, days: int) -> None:
    assert history_of(collaborations, day(on)).count <= history_of(collaborations, day(on + days)).count


@pytest.mark.parametrize(
    ("status", "fee", "paid_on", "owed"),
    [
        ("agreed", Decimal(1), None, True),
        ("live", Decimal(1), None, True),
        ("completed", Decimal(1), None, True),
        ("completed", Decimal(1), TODAY, False),
        ("completed", Decimal(0), None, False),
        ("completed", None, None, False),
        ("proposed", Decimal(1), None, False),
        ("cancelled", Decimal(1), None, False),
    ],
)
def test_a_fee_is_owed_when_agreed_and_not_paid(
    status: str, fee: Decimal | None, paid_on: date | None, owed: bool
) -> None:
    assert is_owed(status, fee, paid_on) is owed
