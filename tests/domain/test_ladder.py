"""The ladder: where a relationship stands, what it takes to climb, when a renewal is due, what was promised."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relationships.domain.collaborations import Collaboration, HistoryKind, history_of
from relationships.domain.fit import Confidence
from relationships.domain.ladder import (
    ContributionKind,
    Promise,
    Rung,
    Standing,
    conditions_met,
    promises,
    readiness,
    renewal_on,
    rung_of,
)
from relationships.domain.playbooks.facts import CollaborationFacts, Facts
from relationships.domain.tiers import Tier
from tests.domain.playbooks.cases import PLAYBOOKS, TODAY, day, facts, fit, playbook, work
from tests.domain.playbooks.strategies import COLLABORATIONS, FACTS, playbooks


def written(words: str) -> CollaborationFacts:
    """From "kind status first..last" with days counted from today; "?" where no date is on file."""
    kind, status, dates = words.split()
    start, end = (None if part == "?" else int(part) for part in dates.split(".."))
    return work(kind=kind, status=status, starts_on=start, ends_on=end)


@pytest.mark.parametrize(
    ("collaborations", "rung"),
    [
        ([], "none"),
        (["one_off proposed -9..9"], "none"),
        (["one_off cancelled -9..9"], "none"),
        (["one_off agreed 1..5"], "none"),
        (["one_off agreed 0..5"], "first"),
        (["one_off agreed ?..?"], "first"),
        (["one_off completed -9..-8", "one_off proposed -1..5"], "first"),
        (["one_off completed -9..-8", "one_off agreed 1..5"], "first"),
        (["one_off completed -9..-8", "one_off agreed 0..5"], "repeat"),
        (["one_off completed -9..-8"] * 5, "repeat"),
        (["ambassador proposed ?..?"], "offered"),
        (["one_off completed -9..-8", "ambassador proposed -5..90"], "offered"),
        # Agreed and not begun: still an offer, until its first day.
        (["ambassador agreed 1..90"], "offered"),
        (["ambassador agreed 0..90"], "ambassador"),
        (["ambassador cancelled 0..90"], "none"),
        (["ambassador live -90..0"], "ambassador"),
        (["ambassador live -90..-1"], "former"),
        (["ambassador live ?..?"], "ambassador"),
        (["ambassador completed -90..5"], "former"),
        (["ambassador live -90..-1", "one_off live -3..5"], "former"),
        # One can be offered it again.
        (["ambassador live -90..-1", "ambassador proposed 5..90"], "offered"),
        # A renewal that is offered is no new rung while the agreement runs.
        (["ambassador live -90..5", "ambassador proposed 6..90"], "ambassador"),
        (["ambassador live -90..-1", "ambassador live 0..90"], "renewed"),
        (["ambassador completed -90..-1", "ambassador live 0..90"], "renewed"),
        (["ambassador live -90..-2", "ambassador live 0..90"], "ambassador"),
        (["ambassador live -90..9", "ambassador live -5..90"], "renewed"),
        (["ambassador live -90..9", "ambassador agreed 10..90"], "ambassador"),
        (["ambassador live -90..-1", "ambassador live ?..90"], "ambassador"),
        (["ambassador completed -90..?", "ambassador live 0..90"], "ambassador"),
        (["ambassador completed -90..-1", "ambassador completed 0..0"], "former"),
        # A one-off before it makes no renewal.
        (["one_off completed -9..-1", "ambassador live 0..90"], "ambassador"),
    ],
)
def test_rung(collaborations: list[str], rung: str) -> None:
    several = [written(words) for words in collaborations]
    assert rung_of(several, TODAY) == rung
    assert rung_of(several[::-1], TODAY) == rung


@given(st.lists(COLLABORATIONS, max_size=4))
@settings(max_examples=120, deadline=None)
def test_the_ladder_and_the_history_agree(several: list[CollaborationFacts]) -> None:
    history = history_of([Collaboration(c.kind, c.status, c.starts_on, c.ends_on) for c in several], TODAY)
    rung = rung_of(several, TODAY)
    assert (rung in (Rung.AMBASSADOR, Rung.RENEWED)) is (history.kind == HistoryKind.AMBASSADOR)
    if rung == Rung.FORMER:
        assert history.kind == HistoryKind.FORMER_AMBASSADOR
    if rung in (Rung.NONE, Rung.FIRST, Rung.REPEAT):
        assert min(history.count, 2) == [Rung.NONE, Rung.FIRST, Rung.REPEAT].index(rung)


@pytest.mark.parametrize(
    ("collaborations", "on", "expected"),
    [
        ([], None, None),
        (["one_off live -9..90"], None, None),
        (["ambassador live -9..90"], None, 30),
        (["ambassador live -9..30"], None, -30),
        (["ambassador agreed 5..90"], None, 30),
        (["ambassador proposed -9..90"], None, None),
        (["ambassador completed -9..90"], None, None),
        (["ambassador live -9..?"], None, None),
        (["ambassador live -9..?", "ambassador live -90..-10"], None, None),
        # The next one is agreed: its own end counts.
        (["ambassador live -9..30", "ambassador agreed 31..120"], None, 60),
        (["ambassador live -90..-1"], None, -61),
        (["ambassador live -90..-1"], 0, None),
        (["ambassador live -90..0"], 0, -60),
    ],
)
def test_renewal(collaborations: list[str], on: int | None, expected: int | None) -> None:
    found = renewal_on(map(written, collaborations), PLAYBOOKS[Tier.MICRO], None if on is None else day(on))
    assert found == (None if expected is None else day(expected))


def test_renewal_follows_its_norm() -> None:
    agreement = [written("ambassador live -9..90")]
    assert renewal_on(agreement, PLAYBOOKS[Tier.MEGA]) == TODAY
    assert renewal_on(agreement, playbook(Tier.MICRO, renewal_days=None)) is None
    first = work(kind="ambassador", status="live", ends_on=date.min)
    assert renewal_on([first], PLAYBOOKS[Tier.MICRO]) is None


def on_time(**said: Any) -> CollaborationFacts:
    return work(**{"status": "completed", "live_on": -9, "agreed_on": -50, **said})


def standings(of: Facts, **norms: Any) -> list[str]:
    return [condition.standing.value for condition in readiness(of, playbook(Tier.MICRO, **norms), TODAY)]


MET = ["met"] * 5
TWO = (on_time(), on_time(id=2))


@pytest.mark.parametrize(
    ("of", "place", "standing"),
    [
        (facts(Tier.MICRO, *TWO), 0, "met"),
        (facts(Tier.MICRO, *TWO, history="ambassador"), 0, "missing"),
        (facts(Tier.MICRO, *TWO, work(3, kind="ambassador")), 0, "missing"),
        (facts(Tier.MICRO, *TWO, ladder_choice="not_yet", ladder_chosen_on=-1), 0, "missing"),
        (facts(Tier.MICRO, on_time()), 1, "missing"),
        (facts(Tier.MICRO, on_time(), on_time(live_on=None, deadline_on=-5)), 1, "unknown"),
        (facts(Tier.MICRO, on_time(), on_time(deadline_on=-10)), 1, "missing"),
        (facts(Tier.MICRO, *TWO, fit=fit(70)), 2, "met"),
        (facts(Tier.MICRO, *TWO, fit=fit(69.9)), 2, "missing"),
        (facts(Tier.MICRO, *TWO, fit=fit(69.99999999999999)), 2, "met"),
        (facts(Tier.MICRO, *TWO, fit=fit(None)), 2, "unknown"),
        (facts(Tier.MICRO, *TWO, fit=fit(level=Confidence.LOW)), 3, "missing"),
        (facts(Tier.MICRO, *TWO, fit=fit(level=None)), 3, "unknown"),
        (facts(Tier.MICRO, *TWO, fit=fit(blocked=("Brand safety",))), 4, "missing"),
        (facts(Tier.MICRO, *TWO, fit=fit(uncleared=("Brand safety",))), 4, "met"),
    ],
)
def test_each_condition_stands_by_itself(of: Facts, place: int, standing: str) -> None:
    assert standings(of) == [*MET[:place], standing, *MET[place + 1 :]]


def test_without_a_rubric_or_a_norm_nobody_can_tell() -> None:
    assert standings(facts(Tier.MICRO, *TWO, fit=None)) == ["met", "met", "unknown", "unknown", "unknown"]
    for place, norm in enumerate(("ladder_collaborations", "ladder_fit", "ladder_confidence"), 1):
        assert standings(facts(Tier.MICRO, *TWO), **{norm: None}) == [*MET[:place], "unknown", *MET[place + 1 :]]


def test_evidence_names_what_it_rests_on() -> None:
    late, undated = on_time(id=3, deadline_on=-10), on_time(id=4, live_on=None, deadline_on=-5)
    of = facts(Tier.MICRO, *TWO, late, undated, fit=fit(80, 0.9, Confidence.MEDIUM))
    told = {condition.what: condition.evidence for condition in readiness(of, PLAYBOOKS[Tier.MICRO], TODAY)}
    assert told["2 collaborations on time"] == "On time: “C1”, “C2”. Late: “C3”. Day not known: “C4”."
    assert told["Brand-value fit of at least 70"] == "Fit 80.0, between 72 and 82 once all is rated (90% is)."
    assert told["Confidence in the fit at least medium"] == "Confidence in the fit is medium."
    assert told["No gate blocked"] == "No gate is blocked."


@given(of=FACTS, norms=playbooks())
@settings(max_examples=80, deadline=None)
def test_ready_is_when_every_condition_is_met(of: Facts, norms: Any) -> None:
    conditions = readiness(of, norms, TODAY)
    assert all(condition.evidence.endswith(".") for condition in conditions)
    is_ready = all(condition.standing == Standing.MET for condition in conditions)
    assert conditions_met(of, norms, TODAY) == (conditions if is_ready else ())


def test_promises() -> None:
    kept = promises({ContributionKind.COCREATION: 2, ContributionKind.REVIEW: None}, {ContributionKind.COCREATION: 1})
    assert kept == (Promise(ContributionKind.COCREATION, 2, 1),)
    more = promises({ContributionKind.INSIGHT: 0}, {ContributionKind.INSIGHT: 3})
    assert [(line.promised, line.delivered) for line in more] == [(0, 3)]
    assert promises({}, {}) == ()
    unasked = promises({}, {ContributionKind.REVIEW: 1})
    assert [(line.promised, line.delivered) for line in unasked] == [(None, 1)]


def test_a_decision_of_tomorrow_has_not_been_taken() -> None:
    decided = facts(Tier.MICRO, *TWO, ladder_choice="let_go", ladder_chosen_on=1)
    assert standings(decided) == MET
    assert standings(replace(decided, ladder_chosen_on=TODAY))[0] == "missing"
