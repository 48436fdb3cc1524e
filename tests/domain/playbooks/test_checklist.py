"""The playbook as a checklist: what is done, what is open, what comes later, and what nobody can tell."""

from typing import Any

import pytest
from hypothesis import given, settings

from relationships.domain.playbooks.checklist import Line, State, checklist
from relationships.domain.playbooks.facts import CollaborationFacts, Facts, TouchFacts
from relationships.domain.playbooks.norms import Playbook, Term
from relationships.domain.playbooks.specs import SPEC
from relationships.domain.playbooks.terms import is_on_file, missing_terms
from relationships.domain.tiers import Tier
from tests.domain.playbooks.cases import PLAYBOOKS, TODAY, facts, playbook, touch, work
from tests.domain.playbooks.strategies import COLLABORATIONS, FACTS, playbooks


def line(key: str, of: Facts, c: CollaborationFacts | None, **norms: Any) -> Line | None:
    found = [one for one in checklist(of, c, playbook(of.tier, **norms), TODAY) if one.key == key]
    assert len(found) <= 1
    return found[0] if found else None


def keys(tier: Tier, c: CollaborationFacts | None = None) -> list[str]:
    return [one.key for one in checklist(facts(tier), c, PLAYBOOKS[tier], TODAY)]


BOND = ["thanked", "reviewed", "decided"]
TERMS = ["contract", "deliverables", "usage_rights", "exclusivity", "payment_terms", "approval"]


def test_each_tier_has_its_own_list() -> None:
    given_products = ["product_choice", "address", "disclosure_words"]
    assert keys(Tier.NANO) == [*given_products, "shipped", "live", "labelled", *BOND]
    assert keys(Tier.MICRO) == [*given_products, "light_brief", "shipped", "live", "labelled", *BOND]
    booked = [*TERMS, "briefed", "live", "labelled", "accepted", "paid", "measured"]
    assert keys(Tier.MACRO) == booked
    assert keys(Tier.MEGA) == booked
    assert keys(Tier.UNKNOWN) == ["live", "labelled"]


def test_the_list_follows_what_was_agreed() -> None:
    paid = keys(Tier.NANO, work(compensation="paid"))
    assert "shipped" not in paid
    assert {"accepted", "paid"} <= set(paid)
    mixed = keys(Tier.MACRO, work(compensation="mixed"))
    assert {"shipped", "paid"} <= set(mixed)
    assert "paid" not in keys(Tier.MACRO, work(is_gift=True))


def test_without_a_collaboration_all_is_still_to_come_but_what_is_known_of_the_creator() -> None:
    lines = checklist(facts(Tier.NANO, address_known=True), None, PLAYBOOKS[Tier.NANO], TODAY)
    assert {one.key for one in lines if one.state == State.DONE} == {"address"}
    assert {one.state for one in lines if one.key != "address"} == {State.NOT_YET}


@pytest.mark.parametrize(
    ("key", "said", "evidence"),
    [
        ("contract", {"contract_signed_on": -1}, "Signed on 9 June 2026."),
        ("contract", {"contract_signed_on": 1}, ""),
        ("deliverables", {"deliverables": True}, "On file."),
        ("usage_rights", {"usage_rights_until": 1}, "Until 11 June 2026."),
        ("exclusivity", {"exclusivity_until": 1}, "Until 11 June 2026."),
        ("payment_terms", {"payment_terms_days": 1}, "1 day from acceptance."),
        ("payment_terms", {"payment_due_on": 1}, "Due on 11 June 2026."),
        ("approval", {"approval_rounds": 2}, "2 rounds."),
        ("approval", {}, ""),
    ],
)
def test_terms(key: str, said: dict[str, Any], evidence: str) -> None:
    found = line(key, facts(Tier.MACRO), work(**said))
    assert found is not None
    assert (found.state, found.evidence) == ((State.DONE, evidence) if evidence else (State.OPEN, "Not on file."))
    assert (found.norm, found.term, found.is_ticked) == ("needed_before_start", Term(key), False)


def test_a_tick_settles_a_term_unless_an_entry_shows_it_anyway() -> None:
    settled = frozenset({Term.EXCLUSIVITY})
    ticked = line("exclusivity", facts(Tier.MACRO), work(settled=settled))
    shown = line("exclusivity", facts(Tier.MACRO), work(settled=settled, exclusivity_until=9))
    assert ticked is not None
    assert shown is not None
    assert (ticked.state, ticked.is_ticked, shown.is_ticked) == (State.DONE, True, False)


SMALL: dict[str, Any] = {"compensation": "products", "status": "agreed"}
LARGE: dict[str, Any] = {"compensation": "paid", "status": "agreed"}
ALL_SET = {"contract_signed_on": -1, "deliverables": True, "usage_rights_until": 9, "exclusivity_until": 9,
           "payment_terms_days": 30, "approval_rounds": 2}  # fmt: skip


@pytest.mark.parametrize(
    ("tier", "key", "said", "state"),
    [
        (Tier.NANO, "shipped", SMALL, "not_yet"),
        (Tier.NANO, "shipped", {**SMALL, "products": True, "settled": frozenset({Term.ADDRESS})}, "open"),
        (Tier.NANO, "shipped", {**SMALL, "delivered_on": 0}, "done"),
        (Tier.NANO, "shipped", {**SMALL, "delivered_on": 1}, "not_yet"),
        (Tier.NANO, "shipped", {**SMALL, "status": "live"}, "unknown"),
        (Tier.NANO, "live", SMALL, "not_yet"),
        (Tier.NANO, "live", {**SMALL, "delivered_on": 0}, "open"),
        (Tier.NANO, "live", {**SMALL, "delivered_on": 0, "status": "proposed"}, "not_yet"),
        (Tier.NANO, "live", {**SMALL, "live_on": 0}, "done"),
        (Tier.NANO, "live", {**SMALL, "live_on": 1}, "not_yet"),
        (Tier.NANO, "live", {**SMALL, "status": "live"}, "done"),
        (Tier.NANO, "labelled", {**SMALL, "disclosure_proof": False}, "not_yet"),
        (Tier.NANO, "labelled", {**SMALL, "disclosure_proof": False, "live_on": 0}, "open"),
        (Tier.NANO, "labelled", SMALL, "done"),
        (Tier.NANO, "decided", SMALL, "not_yet"),
        (Tier.MICRO, "light_brief", {**SMALL, "briefed_on": 0}, "done"),
        (Tier.MICRO, "light_brief", {**SMALL, "briefed_on": 1}, "open"),
        (Tier.MACRO, "briefed", {**LARGE, "briefed_on": 0}, "done"),
        (Tier.MACRO, "briefed", LARGE, "not_yet"),
        (Tier.MACRO, "briefed", {**LARGE, **ALL_SET}, "open"),
        (Tier.MACRO, "briefed", {**LARGE, **ALL_SET, "status": "proposed"}, "not_yet"),
        (Tier.MACRO, "briefed", {**LARGE, **ALL_SET, "live_on": 0}, "unknown"),
        (Tier.MACRO, "accepted", LARGE, "not_yet"),
        (Tier.MACRO, "accepted", {**LARGE, "live_on": 0}, "open"),
        (Tier.MACRO, "accepted", {**LARGE, "accepted_on": 0}, "done"),
        (Tier.MACRO, "accepted", {**LARGE, "status": "completed"}, "done"),
        (Tier.MACRO, "paid", LARGE, "not_yet"),
        (Tier.MACRO, "paid", {**LARGE, "accepted_on": 0}, "unknown"),
        (Tier.MACRO, "paid", {**LARGE, "accepted_on": 0, "fee": "9"}, "open"),
        (Tier.MACRO, "paid", {**LARGE, "paid_on": 0}, "done"),
        (Tier.MACRO, "paid", {**LARGE, "fee": "0"}, "done"),
        (Tier.MACRO, "measured", LARGE, "not_yet"),
        (Tier.MACRO, "measured", {**LARGE, "live_on": 0}, "open"),
        (Tier.MACRO, "measured", {**LARGE, "measured": True}, "done"),
    ],
)
def test_steps(tier: Tier, key: str, said: dict[str, Any], state: str) -> None:
    c = work(**said)
    found = line(key, facts(tier, c), c)
    assert found is not None
    assert found.state == state


THANKS, REVIEW = touch(-8, purpose="thank_you"), touch(-6, purpose="review_request")


@pytest.mark.parametrize(
    ("key", "said", "touches", "state"),
    [
        ("thanked", {}, (), "not_yet"),
        ("thanked", {"live_on": 0}, (), "open"),
        ("thanked", {"live_on": -8}, (THANKS,), "done"),
        ("thanked", {"live_on": -7}, (THANKS,), "open"),
        ("thanked", {"live_on": -8}, (touch(-8, "inbound", purpose="thank_you"),), "open"),
        ("thanked", {"live_on": -8}, (touch(1, purpose="thank_you"),), "open"),
        ("thanked", {"status": "live"}, (THANKS,), "unknown"),
        ("reviewed", {}, (), "not_yet"),
        ("reviewed", {"live_on": -13}, (THANKS,), "not_yet"),
        ("reviewed", {"live_on": -14}, (THANKS,), "open"),
        ("reviewed", {"live_on": -14}, (THANKS, REVIEW), "done"),
        ("reviewed", {"live_on": -6}, (REVIEW,), "done"),
        ("reviewed", {"status": "live"}, (REVIEW,), "unknown"),
    ],
)
def test_messages_after_going_live(key: str, said: dict[str, Any], touches: tuple[TouchFacts, ...], state: str) -> None:
    c = work(**{**SMALL, **said})
    found = line(key, facts(Tier.NANO, c, touches=touches), c)
    assert found is not None
    assert found.state == state


@pytest.mark.parametrize(
    ("one_offs", "said", "state"),
    [
        (2, {}, "not_yet"),
        (3, {}, "open"),
        (3, {"ladder_choice": "not_yet", "ladder_chosen_on": 0}, "done"),
        (3, {"ladder_choice": "not_yet", "ladder_chosen_on": -10}, "open"),
        (0, {"history": "ambassador"}, "done"),
    ],
)
def test_the_ladder_is_decided_after_some_one_offs(one_offs: int, said: dict[str, Any], state: str) -> None:
    several = [work(place, status="completed", agreed_on=-9) for place in range(one_offs)]
    found = line("decided", facts(Tier.MICRO, *several, **said), work())
    assert found is not None
    assert found.state == state


@given(of=FACTS, c=COLLABORATIONS, norms=playbooks())
@settings(max_examples=120, deadline=None)
def test_any_collaboration_has_a_list_that_says_what_it_rests_on(
    of: Facts, c: CollaborationFacts, norms: Playbook
) -> None:
    for one in (*checklist(of, c, norms, TODAY), *checklist(of, None, norms, TODAY)):
        assert one.what
        assert one.evidence.endswith(".")
        assert "None" not in one.evidence
        assert not one.norm or one.norm in SPEC
        assert (one.term is not None) is (one.norm == "needed_before_start")


@given(of=FACTS, c=COLLABORATIONS, norms=playbooks())
@settings(max_examples=80, deadline=None)
def test_the_list_and_the_rule_know_the_same_terms(of: Facts, c: CollaborationFacts, norms: Playbook) -> None:
    missing = missing_terms(c, of, norms.needed_before_start, TODAY)
    open_lines = [one.term for one in checklist(of, c, norms, TODAY) if one.term and one.state != State.DONE]
    assert open_lines == list(missing)
    assert not any(is_on_file(term, c, of, TODAY) for term in missing)
