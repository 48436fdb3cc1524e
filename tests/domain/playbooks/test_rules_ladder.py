"""From one-offs to an ambassador: each rule fires, does not fire, and at its edges."""

from dataclasses import replace
from typing import Any

import pytest

from relationships.domain.fit import Confidence
from relationships.domain.playbooks.advice import Code
from relationships.domain.playbooks.facts import CollaborationFacts, Facts
from relationships.domain.playbooks.norms import UsualHistory
from relationships.domain.tiers import Tier
from tests.domain.playbooks.cases import advice, facts, fit, playbook, severity, touch, work


def done(id: int, **said: Any) -> CollaborationFacts:  # noqa: A002 - the field's own name
    return work(id, **{"status": "completed", "live_on": -100 + id, "agreed_on": -200 + id, **said})


def ready(*collaborations: CollaborationFacts, tier: Tier = Tier.MICRO, **said: Any) -> Facts:
    thanked = (touch(-50, purpose="thank_you"), touch(-1))
    return facts(tier, *(collaborations or (done(1), done(2))), **{"touches": thanked, **said})


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (ready(), "info"),
        (ready(tier=Tier.NANO), "info"),
        (ready(tier=Tier.MACRO), None),
        (ready(tier=Tier.UNKNOWN), None),
        (ready(done(1)), None),
        (ready(done(1), done(2), done(3)), "info"),
        (ready(done(1), done(2, status="live")), "info"),
        (ready(done(1), done(2, status="agreed", live_on=0)), "info"),
        (ready(done(1), done(2, status="agreed", live_on=1)), None),
        (ready(done(1), done(2, status="cancelled")), None),
        # On time: by the deadline, or none was agreed.
        (ready(done(1), done(2, live_on=-50, deadline_on=-51)), None),
        (ready(done(1), done(2, live_on=-50, deadline_on=-50)), "info"),
        (ready(done(1), done(2, live_on=-50, deadline_on=-49)), "info"),
        (ready(done(1), done(2, live_on=None, deadline_on=-50)), None),
        (ready(done(1), done(2, live_on=None, deadline_on=-50, accepted_on=-50)), "info"),
        (ready(done(1), done(2, live_on=None, deadline_on=-50, accepted_on=-49)), None),
        (ready(done(1), done(2, live_on=None, deadline_on=5, accepted_on=1)), None),
        (ready(done(1), done(2, live_on=None)), "info"),
        # Fit, confidence, gates.
        (ready(fit=fit(69.9)), None),
        (ready(fit=fit(70)), "info"),
        (ready(fit=fit(None)), None),
        (ready(fit=None), None),
        (ready(fit=fit(level=Confidence.MEDIUM)), "info"),
        (ready(fit=fit(level=Confidence.LOW)), None),
        (ready(fit=fit(level=None)), None),
        (ready(fit=fit(blocked=("Brand safety",))), None),
        (ready(fit=fit(uncleared=("Brand safety",))), "info"),
        # Nothing of the kind is there, offered or decided against.
        (ready(history="ambassador"), None),
        (ready(history="former_ambassador"), "info"),
        (ready(done(1), done(2), work(3, kind="ambassador")), None),
        (ready(done(1), done(2), work(3, kind="ambassador", status="agreed", starts_on=1)), None),
        (ready(done(1), done(2), work(3, kind="ambassador", status="cancelled")), "info"),
        (ready(ladder_choice="not_yet", ladder_chosen_on=-197), None),
        (ready(ladder_choice="let_go", ladder_chosen_on=-198), None),
        (ready(ladder_choice="let_go", ladder_chosen_on=-199), "info"),
        (ready(ladder_choice="let_go"), None),
        (ready(ladder_choice="offer", ladder_chosen_on=-1), "info"),
        (ready(ladder_choice="not_yet", ladder_chosen_on=1), "info"),
    ],
)
def test_ladder_ready(of: Facts, expected: str | None) -> None:
    assert severity(Code.LADDER_READY, of) == expected


@pytest.mark.parametrize("norm", ["ladder_collaborations", "ladder_fit", "ladder_confidence"])
def test_without_its_norms_nobody_is_ready(norm: str) -> None:
    assert severity(Code.LADDER_READY, ready(), norms=playbook(Tier.MICRO, **{norm: None})) is None


def test_the_offer_says_how_long_and_why() -> None:
    found = advice(Code.LADDER_READY, ready())
    assert found is not None
    assert "3–6 months" in found.what
    assert "co-creation" in found.what
    assert "“C1”, “C2”" in found.why
    assert found.about == (1, 2)


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (facts(Tier.MICRO, done(1), done(2)), None),
        (facts(Tier.MICRO, done(1), done(2), done(3)), "info"),
        (facts(Tier.NANO, done(1), done(2), done(3), done(4)), "info"),
        (facts(Tier.MACRO, done(1), done(2), done(3)), None),
        (facts(Tier.UNKNOWN, done(1), done(2), done(3)), None),
        (facts(Tier.MICRO, done(1), done(2), done(3, status="proposed", live_on=None)), None),
        (facts(Tier.MICRO, done(1), done(2), done(3, status="agreed", live_on=None)), "info"),
        (facts(Tier.MICRO, done(1), done(2), done(3, status="cancelled")), None),
        (facts(Tier.MICRO, done(1), done(2), done(3), work(4, kind="ambassador")), None),
        (facts(Tier.MICRO, done(1), done(2), done(3), work(4, kind="ambassador", status="cancelled")), "info"),
        (facts(Tier.MICRO, done(1), done(2), done(3, kind="ambassador")), None),
    ],
)
def test_streak(of: Facts, expected: str | None) -> None:
    assert severity(Code.ONE_OFF_STREAK, of) == expected


@pytest.mark.parametrize("choice", ["offer", "not_yet", "let_go"])
def test_a_decision_ends_the_streak_until_there_is_another_one_off(choice: str) -> None:
    several = facts(Tier.MICRO, done(1), done(2), done(3), ladder_choice=choice, ladder_chosen_on=-197)
    assert severity(Code.ONE_OFF_STREAK, several) is None
    earlier = facts(Tier.MICRO, done(1), done(2), done(3), ladder_choice=choice, ladder_chosen_on=-198)
    assert severity(Code.ONE_OFF_STREAK, earlier) == "info"
    another = replace(several, collaborations=(*several.collaborations, done(9)))
    assert severity(Code.ONE_OFF_STREAK, another) == "info"


def test_the_streak_follows_its_norm() -> None:
    several = facts(Tier.MICRO, done(1), done(2), done(3))
    for wanted, expected in ((None, None), (4, None), (3, "info"), (2, "info")):
        norms = playbook(Tier.MICRO, one_offs_before_decision=wanted)
        assert severity(Code.ONE_OFF_STREAK, several, norms=norms) == expected


def test_ambassador_macro() -> None:
    for tier, expected in ((Tier.MACRO, "info"), (Tier.MEGA, "info"), (Tier.MICRO, None), (Tier.UNKNOWN, None)):
        assert severity(Code.AMBASSADOR_MACRO, facts(tier, history="ambassador")) == expected
        assert severity(Code.AMBASSADOR_MACRO, facts(tier, history="former_ambassador")) is None
    for usual in (UsualHistory.ONGOING, None):
        norms = playbook(Tier.MACRO, usual_history=usual)
        assert severity(Code.AMBASSADOR_MACRO, facts(Tier.MACRO, history="ambassador"), norms=norms) is None
