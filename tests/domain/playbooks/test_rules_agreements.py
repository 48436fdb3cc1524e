"""Gifts, terms, lead time, exclusivity, results: each fires, does not fire, and at its edges."""

from typing import Any

import pytest

from relationships.domain.playbooks.advice import Code, Transition
from relationships.domain.playbooks.facts import ENDLESS, CollaborationFacts, RivalFacts
from relationships.domain.playbooks.norms import Term
from relationships.domain.tiers import Tier
from tests.domain.playbooks.cases import advice, facts, playbook, rival, severity, work

# --- gift-with-strings


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"is_gift": True}, None),
        ({"is_gift": True, "deadline_on": 9}, "block"),
        ({"is_gift": True, "deadline_on": -9}, "block"),
        ({"is_gift": True, "deliverables": True}, "block"),
        ({"deadline_on": 9, "deliverables": True, "compensation": "products"}, None),
        ({"is_gift": True, "deliverables": True, "status": "live"}, "block"),
        ({"is_gift": True, "deliverables": True, "status": "completed"}, None),
        ({"is_gift": True, "deliverables": True, "status": "cancelled"}, None),
    ],
)
def test_gift_with_strings(said: dict[str, Any], expected: str | None) -> None:
    assert severity(Code.GIFT_WITH_STRINGS, facts(Tier.MICRO, work(**said))) == expected
    assert severity(Code.GIFT_WITH_STRINGS, facts(Tier.NANO, work(**said))) == expected
    assert severity(Code.GIFT_WITH_STRINGS, facts(Tier.MACRO, work(**said))) is None
    assert severity(Code.GIFT_WITH_STRINGS, facts(Tier.UNKNOWN, work(**said))) is None


def test_strings_stop_the_parcel_and_the_brief() -> None:
    found = advice(Code.GIFT_WITH_STRINGS, facts(Tier.NANO, work(7, is_gift=True, deadline_on=3)))
    assert found is not None
    assert (set(found.stops), found.about) == ({Transition.SHIP, Transition.BRIEF}, (7,))
    assert "a deadline" in found.why
    assert "deliverables" not in found.why


# --- terms-missing

SETTLED: dict[str, Any] = {
    "status": "agreed", "contract_signed_on": 0, "deliverables": True, "usage_rights_until": 300,
    "exclusivity_until": 30, "payment_terms_days": 30, "approval_rounds": 2,
}  # fmt: skip


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ({}, ()),
        ({"contract_signed_on": 1}, ("a signed contract",)),
        ({"contract_signed_on": None}, ("a signed contract",)),
        ({"deliverables": False}, ("the deliverables",)),
        ({"usage_rights_until": None}, ("until when usage rights run",)),
        ({"exclusivity_until": None}, ("until when exclusivity runs",)),
        ({"exclusivity_until": None, "settled": frozenset({Term.EXCLUSIVITY})}, ()),
        ({"payment_terms_days": None}, ("the payment terms",)),
        ({"payment_terms_days": None, "payment_due_on": 9}, ()),
        ({"payment_terms_days": 0}, ()),
        ({"approval_rounds": None}, ("the approval rounds",)),
        ({"approval_rounds": 0}, ()),
        ({"deliverables": False, "contract_signed_on": None}, ("a signed contract", "the deliverables")),
    ],
)
@pytest.mark.parametrize("tier", [Tier.MACRO, Tier.MEGA])
def test_terms(tier: Tier, said: dict[str, Any], missing: tuple[str, ...]) -> None:
    found = advice(Code.TERMS_MISSING, facts(tier, work(**{**SETTLED, **said})))
    assert (found.missing if found else ()) == missing
    if found:
        assert found.stops == {Transition.BRIEF, Transition.SHIP}
        assert all(term in found.what for term in missing)


@pytest.mark.parametrize(
    ("tier", "said", "expected"),
    [
        (Tier.MACRO, {"status": "agreed"}, "block"),
        (Tier.MACRO, {"status": "agreed", "live_on": 1}, "block"),
        (Tier.MACRO, {"status": "agreed", "live_on": 0}, None),
        (Tier.MACRO, {"status": "proposed"}, None),
        (Tier.MACRO, {"status": "completed"}, None),
        (Tier.MICRO, {"status": "agreed"}, None),
        (Tier.UNKNOWN, {"status": "agreed"}, None),
    ],
)
def test_terms_are_asked_of_what_is_agreed_and_not_live(tier: Tier, said: dict[str, Any], expected: str | None) -> None:
    assert severity(Code.TERMS_MISSING, facts(tier, work(**said))) == expected


def test_the_terms_are_those_of_the_playbook() -> None:
    agreed = facts(Tier.MACRO, work(status="agreed"))
    assert severity(Code.TERMS_MISSING, agreed, norms=playbook(Tier.MACRO, needed_before_start=())) is None
    # A brief that had to be sent before the brief may be sent would never be sent.
    only_brief = playbook(Tier.MACRO, needed_before_start=(Term.LIGHT_BRIEF,))
    assert severity(Code.TERMS_MISSING, agreed, norms=only_brief) is None
    address = playbook(Tier.MACRO, needed_before_start=(Term.ADDRESS,))
    assert severity(Code.TERMS_MISSING, agreed, norms=address) == "block"
    known = facts(Tier.MACRO, work(status="agreed"), address_known=True)
    assert severity(Code.TERMS_MISSING, known, norms=address) is None


# --- lead-time


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"live_on": 27}, "warn"),
        ({"live_on": 28}, None),
        ({"live_on": 29}, None),
        ({"live_on": 1}, "warn"),
        ({"live_on": 0}, "warn"),
        ({"live_on": -1}, None),
        ({"live_on": -1, "deadline_on": 5}, "warn"),
        ({"deadline_on": 0}, "warn"),
        ({"deadline_on": -1}, None),
        ({"deadline_on": 27}, "warn"),
        ({"starts_on": 27}, "warn"),
        ({"starts_on": 28}, None),
        ({"live_on": 28, "deadline_on": 27}, None),
        ({"deadline_on": 28, "starts_on": 3}, None),
        ({}, None),
        ({"live_on": 27, "status": "agreed"}, None),
        ({"live_on": 27, "status": "cancelled"}, None),
    ],
)
def test_lead_time(said: dict[str, Any], expected: str | None) -> None:
    assert severity(Code.LEAD_TIME, facts(Tier.MACRO, work(**said))) == expected
    assert severity(Code.LEAD_TIME, facts(Tier.MICRO, work(**said))) is None


def test_lead_time_follows_the_norm() -> None:
    soon = facts(Tier.MEGA, work(live_on=28))
    assert severity(Code.LEAD_TIME, soon, norms=playbook(Tier.MEGA, lead_warn_weeks=5)) == "warn"
    assert severity(Code.LEAD_TIME, soon, norms=playbook(Tier.MEGA, lead_warn_weeks=None)) is None


# --- exclusivity-clash

OURS: dict[str, Any] = {"status": "agreed", "exclusivity_from": 0, "exclusivity_until": 30}


@pytest.mark.parametrize(
    ("said", "theirs", "expected"),
    [
        # They work for a competitor within the days promised to us: both ends belong to it.
        (OURS, {"starts_on": 30}, "block"),
        (OURS, {"starts_on": 31}, None),
        (OURS, {"starts_on": -9, "ends_on": 0}, "block"),
        (OURS, {"starts_on": -9, "ends_on": -1}, None),
        (OURS, {"starts_on": -9}, None),
        (OURS, {"starts_on": -9, "ends_on": ENDLESS}, "block"),
        (OURS, {"starts_on": 31, "ends_on": ENDLESS}, None),
        (OURS, {}, None),
        (OURS, {"ends_on": 5}, None),
        ({**OURS, "status": "proposed"}, {"starts_on": 5}, None),
        ({**OURS, "status": "completed"}, {"starts_on": 5}, "block"),
        ({**OURS, "status": "cancelled"}, {"starts_on": 5}, None),
        ({**OURS, "exclusivity_until": None}, {"starts_on": 5}, None),
        ({**OURS, "exclusivity_from": None}, {"starts_on": 5}, None),
        ({**OURS, "exclusivity_from": None, "agreed_on": -5, "starts_on": 9}, {"starts_on": -5}, "block"),
        ({**OURS, "exclusivity_from": None, "starts_on": -4}, {"starts_on": -5}, None),
        ({**OURS, "exclusivity_from": None, "live_on": -5}, {"starts_on": -5}, "block"),
        # What is over is history; on its last day it is not.
        ({**OURS, "exclusivity_from": -9, "exclusivity_until": 0}, {"starts_on": -5}, "block"),
        ({**OURS, "exclusivity_from": -9, "exclusivity_until": -1}, {"starts_on": -5}, None),
        # Ours falls into what was promised to them.
        ({"starts_on": 5, "ends_on": 9}, {"exclusive_from": 9, "exclusive_until": 20}, "block"),
        ({"starts_on": 5, "ends_on": 8}, {"exclusive_from": 9, "exclusive_until": 20}, None),
        ({"starts_on": 20}, {"exclusive_from": 9, "exclusive_until": 20}, "block"),
        ({"starts_on": 21}, {"exclusive_from": 9, "exclusive_until": 20}, None),
        # An ambassador agreement without an end runs on.
        ({"starts_on": 5, "kind": "ambassador"}, {"exclusive_from": 9, "exclusive_until": 20}, "block"),
        ({"starts_on": 5, "kind": "ambassador", "ends_on": 8}, {"exclusive_from": 9, "exclusive_until": 20}, None),
        ({"starts_on": 5}, {"exclusive_from": 9, "exclusive_until": 20}, None),
        ({"live_on": 10}, {"exclusive_from": 9, "exclusive_until": 20}, "block"),
        ({"ends_on": 10}, {"exclusive_from": 9, "exclusive_until": 20}, None),
        ({"starts_on": 10}, {"exclusive_until": 20}, None),
        ({"starts_on": 10}, {"exclusive_from": 9}, None),
        ({"starts_on": 10, "status": "live"}, {"exclusive_from": 9, "exclusive_until": 20}, "block"),
        ({"starts_on": 10, "status": "completed"}, {"exclusive_from": 9, "exclusive_until": 20}, None),
        ({"starts_on": -5}, {"exclusive_from": -9, "exclusive_until": -1}, None),
        ({"starts_on": -5}, {"exclusive_from": -9, "exclusive_until": 0}, "block"),
    ],
)
@pytest.mark.parametrize("tier", [Tier.NANO, Tier.MACRO, Tier.UNKNOWN])
def test_exclusivity(tier: Tier, said: dict[str, Any], theirs: dict[str, Any], expected: str | None) -> None:
    assert severity(Code.EXCLUSIVITY_CLASH, facts(tier, work(**said), rivals=(rival(**theirs),))) == expected


def test_a_competitor_is_named_only_where_the_reader_may_know() -> None:
    def clash(theirs: RivalFacts) -> Any:
        return advice(Code.EXCLUSIVITY_CLASH, facts(Tier.MICRO, work(**OURS), rivals=(theirs,)))

    told, hidden = clash(rival(brand="Solara", starts_on=7)), clash(rival(starts_on=7))
    assert "Solara (17 June 2026 to 17 June 2026)" in told.why
    assert "Solara (from 17 June 2026 on)" in clash(rival(brand="Solara", starts_on=7, ends_on=ENDLESS)).why
    for written in ("17 June", "2026-06-17"):
        assert written not in hidden.why + hidden.what + hidden.facts
    assert "Solara" not in told.facts
    assert (told.facts, told.severity, told.stops) == (hidden.facts, hidden.severity, hidden.stops)
    assert told.stops == {Transition.AGREE, Transition.BRIEF, Transition.SHIP, Transition.PAY}
    assert clash(rival(starts_on=8)).facts != told.facts


# --- rebook-unmeasured


@pytest.mark.parametrize(
    ("collaborations", "expected"),
    [
        ([work(1, status="completed"), work(2)], "warn"),
        ([work(1, status="live"), work(2, status="agreed")], "warn"),
        ([work(1, status="completed", measured=True), work(2)], None),
        ([work(1, status="completed"), work(2, status="cancelled")], None),
        ([work(1, status="completed")], None),
        ([work(2)], None),
        # Only the last one.
        ([work(1, status="completed"), work(2, status="completed", measured=True), work(3)], None),
        ([work(1, status="completed", measured=True), work(2, status="completed"), work(3)], "warn"),
        ([work(1, status="cancelled"), work(3)], None),
    ],
)
def test_rebooking(collaborations: list[CollaborationFacts], expected: str | None) -> None:
    assert severity(Code.REBOOK_UNMEASURED, facts(Tier.MACRO, *collaborations)) == expected
    assert severity(Code.REBOOK_UNMEASURED, facts(Tier.NANO, *collaborations)) is None
