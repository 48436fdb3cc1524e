"""Brand-value fit: the worked examples, every threshold, and what must hold for any ratings."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.domain.fit import (
    DEFAULT_RUBRIC,
    Adjudication,
    Confidence,
    Criterion,
    Fit,
    FitConfigurationError,
    Override,
    Rating,
    confidence_level,
    score_fit,
)

TODAY = date(2026, 3, 10)
RUBRIC = [Criterion(key, weight, gate) for key, _, weight, gate in DEFAULT_RUBRIC]
FRESH = {"values": 4, "audience": 3, "content": 5, "sentiment": 4, "safety": 5, "conflict": 5}


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def ratings(values: Mapping[str, float], reviewer: str = "ana", days: int = 0) -> list[Rating]:
    return [Rating(key, reviewer, value, ago(days)) for key, value in values.items()]


def test_a_new_rubric_weighs_as_documented() -> None:
    assert [(criterion.key, criterion.weight) for criterion in RUBRIC if criterion.gate] == [
        ("safety", 15),
        ("conflict", 5),
    ]
    assert [criterion.weight for criterion in RUBRIC] == [25, 20, 15, 10, 10, 15, 5]


def test_worked_example_of_one_fresh_reviewer() -> None:
    fit = score_fit(RUBRIC, ratings(FRESH), TODAY)
    assert fit.score == pytest.approx(83.3333, abs=1e-4)
    assert [fit.low, fit.high, fit.coverage, fit.confidence] == pytest.approx([75, 85, 0.90, 0.45])
    assert fit.level is Confidence.MEDIUM
    assert (fit.disputed, fit.blocked_by, fit.uncleared) == ((), (), ())


def test_worked_example_of_a_second_reviewer_half_a_year_old() -> None:
    fit = score_fit(RUBRIC, ratings(FRESH) + ratings({"values": 1}, "ben", 180), TODAY)
    assert fit.score == pytest.approx(77.7778, abs=1e-4)
    assert [fit.low, fit.high, fit.confidence] == pytest.approx([70, 80, 0.475])
    assert fit.disputed == ("values",)


@pytest.mark.parametrize(("weight", "shown"), [(59, False), (60, True), (61, True)])
def test_a_score_is_shown_from_a_coverage_of_six_tenths(weight: int, shown: bool) -> None:
    fit = score_fit([Criterion("a", weight), Criterion("b", 100 - weight)], ratings({"a": 4}), TODAY)
    assert fit.coverage == weight / 100
    assert [value is not None for value in (fit.score, fit.low, fit.high)] == [shown] * 3


@pytest.mark.parametrize(
    ("confidence", "level"),
    [(0.0, "low"), (0.3999, "low"), (0.40, "medium"), (0.6499, "medium"), (0.65, "high"), (1.0, "high")],
)
def test_levels_of_confidence(confidence: float, level: str) -> None:
    assert confidence_level(confidence) == level


def test_no_evidence_is_not_zero() -> None:
    fit = score_fit(RUBRIC, [], TODAY)
    assert fit == Fit(None, 0, None, None, 0, Confidence.LOW, (), (), ("safety", "conflict"))


def test_not_applicable_is_not_missing() -> None:
    criteria = [Criterion("a", 50), Criterion("b", 50, applicable=False)]
    assert score_fit(criteria, ratings({"a": 3, "b": 0}), TODAY).coverage == 1
    assert score_fit(criteria, ratings({"a": 3, "b": 0}), TODAY).score == 60


@pytest.mark.parametrize("criteria", [[], [Criterion("a", 0)], [Criterion("a", 5, applicable=False)]])
def test_criteria_without_weight_are_an_error_of_the_rubric(criteria: list[Criterion]) -> None:
    with pytest.raises(FitConfigurationError):
        score_fit(criteria, [], TODAY)


@pytest.mark.parametrize(
    ("criteria", "rated", "says"),
    [
        ([Criterion("a", 1), Criterion("a", 2)], [], "twice"),
        ([Criterion("a", -1)], [], "negative weight"),
        ([Criterion("a", 1)], [Rating("b", "ana", 3, TODAY)], "not one of"),
        ([Criterion("a", 1)], [Rating("a", "ana", -0.1, TODAY)], "not within"),
        ([Criterion("a", 1)], [Rating("a", "ana", 5.1, TODAY)], "not within"),
        ([Criterion("a", 1)], [Rating("a", "ana", 3, ago(-1))], "future"),
    ],
)
def test_wrong_input_is_refused(criteria: list[Criterion], rated: list[Rating], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        score_fit(criteria, rated, TODAY)


def test_a_decision_in_the_future_is_refused() -> None:
    with pytest.raises(ValueError, match="future"):
        score_fit(RUBRIC, [], TODAY, adjudications=[Adjudication("safety", 3, ago(-1))])
    with pytest.raises(ValueError, match="future"):
        score_fit(RUBRIC, [], TODAY, overrides=[Override("safety", ago(-1))])


@pytest.mark.parametrize(("other", "disputed"), [(3, ()), (2, ()), (1.1, ()), (1, ("values",)), (0, ("values",))])
def test_reviewers_dispute_from_three_points_apart(other: float, disputed: tuple[str, ...]) -> None:
    assert score_fit(RUBRIC, ratings({"values": 4}) + ratings({"values": other}, "ben"), TODAY).disputed == disputed


def test_one_reviewer_cannot_disagree() -> None:
    fit = score_fit(RUBRIC, ratings({"values": 0}, days=9) + ratings({"values": 5}), TODAY)
    assert fit.disputed == ()
    assert fit.confidence == pytest.approx(0.25 * 0.5)


@pytest.mark.parametrize(
    ("values", "blocked", "uncleared"),
    [
        ({}, (), ("safety", "conflict")),
        ({"safety": 0.1, "conflict": 5}, (), ()),
        ({"safety": 0, "conflict": 5}, ("safety",), ()),
        ({"safety": 0, "conflict": 0}, ("safety", "conflict"), ()),
        ({"values": 0, "safety": 5}, (), ("conflict",)),
    ],
)
def test_gates(values: dict[str, float], blocked: tuple[str, ...], uncleared: tuple[str, ...]) -> None:
    fit = score_fit(RUBRIC, ratings(values), TODAY)
    assert (fit.blocked_by, fit.uncleared) == (blocked, uncleared)


def test_an_average_does_not_hide_a_zero_but_the_reviewers_later_rating_does() -> None:
    one_zero = ratings({"safety": 0}, "ana", 5) + ratings({"safety": 5}, "ben") + ratings({"safety": 5}, "eva")
    assert score_fit(RUBRIC, one_zero, TODAY).blocked_by == ("safety",)
    assert score_fit(RUBRIC, one_zero + ratings({"safety": 3}, "ana", 1), TODAY).blocked_by == ()


@pytest.mark.parametrize(
    ("value", "decided", "rated_later", "blocked", "disputed"),
    [
        (None, 0, False, ("safety",), ("safety",)),
        (3, 5, False, (), ()),
        (0, 5, False, ("safety",), ()),
        (3, 10, False, (), ()),  # on the day of the last rating it still stands
        (3, 11, False, ("safety",), ("safety",)),
        (3, 5, True, ("safety",), ("safety",)),
    ],
)
def test_an_adjudication_stands_until_a_later_rating(
    value: float | None, decided: int, rated_later: bool, blocked: tuple[str, ...], disputed: tuple[str, ...]
) -> None:
    rated = ratings({"safety": 0}, "ana", 20) + ratings({"safety": 5}, "ben", 10)
    rated += ratings({"safety": 5}, "eva") if rated_later else []
    decisions = [] if value is None else [Adjudication("safety", value, ago(decided))]
    fit = score_fit(RUBRIC, rated, TODAY, adjudications=decisions)
    assert (fit.blocked_by, fit.disputed) == (blocked, disputed)


def test_an_adjudicated_value_replaces_the_mean_and_leaves_the_evidence() -> None:
    rated = ratings(FRESH) + ratings({"values": 1}, "ben")
    before = score_fit(RUBRIC, rated, TODAY)
    after = score_fit(RUBRIC, rated, TODAY, adjudications=[Adjudication("values", 4, TODAY)])
    assert after.score == pytest.approx(83.3333, abs=1e-4)
    assert after.confidence == before.confidence


@pytest.mark.parametrize(("days", "blocked"), [(11, ("safety",)), (10, ()), (0, ())])
def test_an_override_lets_a_gate_pass_until_a_later_rating(days: int, blocked: tuple[str, ...]) -> None:
    fit = score_fit(RUBRIC, ratings({"safety": 0}, days=10), TODAY, overrides=[Override("safety", ago(days))])
    assert fit.blocked_by == blocked
    assert fit.score is None
    assert fit.uncleared == ("conflict",)


def test_the_newest_adjudication_counts() -> None:
    decisions = [Adjudication("safety", 0, ago(1)), Adjudication("safety", 4, TODAY)]
    for order in (decisions, decisions[::-1]):
        assert score_fit(RUBRIC, ratings({"safety": 0}, days=9), TODAY, adjudications=order).blocked_by == ()


def test_ratings_lose_half_their_weight_in_180_days() -> None:
    assert score_fit([Criterion("a", 1)], ratings({"a": 5}), TODAY).confidence == pytest.approx(0.5)
    assert score_fit([Criterion("a", 1)], ratings({"a": 5}, days=180), TODAY).confidence == pytest.approx(1 / 3)
    mixed = ratings({"a": 5}) + ratings({"a": 2}, "ben", 180)
    assert score_fit([Criterion("a", 1)], mixed, TODAY).score == pytest.approx(100 * (5 + 0.5 * 2) / 1.5 / 5)


def test_a_rating_of_centuries_ago_is_a_rating() -> None:
    criteria = [Criterion("a", 1), Criterion("b", 1)]
    fit = score_fit(criteria, [Rating("a", "ana", 3, date.min), Rating("b", "ana", 5, TODAY)], TODAY)
    assert (fit.score, fit.coverage, fit.confidence) == (80, 1, 0.25)


KEYS = [str(criterion.key) for criterion in RUBRIC]
RATED = st.lists(
    st.builds(
        Rating,
        st.sampled_from(KEYS),
        st.sampled_from(["ana", "ben", "eva"]),
        st.integers(0, 5),
        st.integers(0, 900).map(ago),
    ),
    max_size=20,
)
CRITERIA = st.lists(st.tuples(st.integers(0, 50), st.booleans()), min_size=len(KEYS), max_size=len(KEYS)).map(
    lambda drawn: [
        Criterion("values", 1),
        *(replace(c, weight=w, applicable=a) for c, (w, a) in zip(RUBRIC[1:], drawn[1:], strict=True)),
    ]
)


@given(CRITERIA, RATED)
def test_a_score_lies_within_its_bounds(criteria: Sequence[Criterion], rated: list[Rating]) -> None:
    fit = score_fit(criteria, rated, TODAY)
    assert 0 <= fit.coverage <= 1
    assert 0 <= fit.confidence < 1
    if fit.score is None:
        assert fit.low is fit.high is None
        assert fit.coverage < 0.6
    else:
        assert fit.low is not None
        assert fit.high is not None
        slack = 1e-9
        assert -slack <= fit.low <= fit.score + slack
        assert fit.score - slack <= fit.high <= 100 + slack
        assert fit.high - fit.low == pytest.approx(100 * (1 - fit.coverage))


@given(RATED, st.randoms())
def test_the_order_of_ratings_does_not_matter(rated: list[Rating], chance: Random) -> None:
    shuffled = rated.copy()
    chance.shuffle(shuffled)
    one, other = score_fit(RUBRIC, rated, TODAY), score_fit(RUBRIC, shuffled, TODAY)
    assert one == other


@given(RATED, st.sampled_from(KEYS), st.integers(0, 5), st.integers(0, 900))
def test_another_reviewers_opinion_never_lifts_a_block(rated: list[Rating], key: str, value: int, days: int) -> None:
    before = score_fit(RUBRIC, rated, TODAY)
    after = score_fit(RUBRIC, [*rated, Rating(key, "zoe", value, ago(days))], TODAY)
    assert set(before.blocked_by) <= set(after.blocked_by)
    assert set(after.uncleared) <= set(before.uncleared)
    assert ("safety" in after.blocked_by) == ("safety" in before.blocked_by or (key == "safety" and value == 0))


@given(RATED, st.integers(0, 2_000))
def test_days_that_pass_lower_confidence_alone(rated: list[Rating], days: int) -> None:
    now, later = score_fit(RUBRIC, rated, TODAY), score_fit(RUBRIC, rated, TODAY + timedelta(days=days))
    assert later.confidence <= now.confidence
    assert replace(later, confidence=now.confidence, level=now.level) == now


@given(RATED.filter(bool))
def test_the_dates_on_which_confidence_falls_are_true(rated: list[Rating]) -> None:
    fit = score_fit(RUBRIC, rated, TODAY)
    newest = max(rating.on for rating in rated)
    for first, below in ((fit.medium_from, 0.65), (fit.low_from, 0.40)):
        assert first is not None
        assert first >= newest
        assert score_fit(RUBRIC, rated, max(first, newest)).confidence < below
        if first > newest:
            assert score_fit(RUBRIC, rated, first - timedelta(days=1)).confidence >= below
