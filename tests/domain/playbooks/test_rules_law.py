"""Objection, disclosure, written contract, privacy notice, retention: each fires, does not fire, and at its edges."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from relationships.domain.playbooks.advice import Code, Transition
from relationships.domain.playbooks.facts import CollaborationFacts
from relationships.domain.relationships import NextActionKind
from relationships.domain.tiers import Tier
from tests.domain.playbooks.cases import advice, asked, facts, playbook, severity, touch, work

# --- do-not-contact


@pytest.mark.parametrize("planned", list(NextActionKind))
def test_whoever_objected_is_stopped_from_every_planned_contact(planned: NextActionKind) -> None:
    reaches = planned not in (NextActionKind.SHIPMENT, NextActionKind.INTERNAL)
    barred = facts(Tier.UNKNOWN, do_not_contact=True, planned=planned, something_planned=True)
    assert severity(Code.DO_NOT_CONTACT, barred) == ("block" if reaches else None)
    assert severity(Code.DO_NOT_CONTACT, replace(barred, do_not_contact=False)) is None


def test_an_objection_stops_four_steps() -> None:
    found = advice(Code.DO_NOT_CONTACT, facts(do_not_contact=True, planned=NextActionKind.NUDGE))
    assert found is not None
    assert found.stops == {Transition.OUTREACH, Transition.BRIEF, Transition.AGREE, Transition.SHIP}
    assert "article 21" in found.source


def test_what_is_planned_is_asked_only_where_something_is() -> None:
    assert severity(Code.DO_NOT_CONTACT, facts(do_not_contact=True)) is None
    assert asked(facts(do_not_contact=True)) == ()
    assert asked(facts(do_not_contact=True, something_planned=True)) == ("what the next action is",)
    assert asked(facts(something_planned=True)) == ()


# --- disclosure-missing


@pytest.mark.parametrize(
    ("said", "expected", "is_asked"),
    [
        ({"status": "live", "compensation": "products"}, "block", False),
        ({"status": "completed", "compensation": "paid"}, "block", False),
        ({"status": "live", "is_gift": True}, "block", False),
        ({"status": "live", "delivered_on": 0}, "block", False),
        ({"status": "live", "delivered_on": 1}, None, True),
        ({"status": "live", "fee": "0.01"}, "block", False),
        ({"status": "live", "commission_percent": "5"}, "block", False),
        ({"status": "live"}, None, True),
        ({"status": "live", "fee": "0"}, None, True),
        ({"status": "live", "fee": "0", "product_value": "0"}, None, False),
        ({"status": "live", "compensation": "paid", "fee": "0"}, None, False),
        ({"status": "live", "compensation": "products", "product_value": "0"}, None, False),
        ({"status": "live", "compensation": "mixed", "fee": "0", "product_value": "0"}, None, False),
        ({"status": "live", "compensation": "mixed", "fee": "0"}, "block", False),
        # Live is what says so, and what was planned for a day that has come.
        ({"status": "agreed", "compensation": "products", "live_on": 0}, "block", False),
        ({"status": "agreed", "compensation": "products", "live_on": 1}, None, False),
        ({"status": "live", "compensation": "products", "live_on": 1}, "block", False),
        ({"status": "agreed", "compensation": "products"}, None, False),
        ({"status": "cancelled", "compensation": "products", "live_on": -9}, None, False),
    ],
)
@pytest.mark.parametrize("tier", [Tier.NANO, Tier.MEGA, Tier.UNKNOWN])
def test_disclosure(tier: Tier, said: dict[str, Any], expected: str | None, is_asked: bool) -> None:
    unlabelled = facts(tier, work(disclosure_proof=False, **said))
    assert severity(Code.DISCLOSURE_MISSING, unlabelled) == expected
    assert ("whether anything was given for “C1”" in asked(unlabelled)) is is_asked
    labelled = facts(tier, work(**said))
    assert severity(Code.DISCLOSURE_MISSING, labelled) is None
    assert "whether anything was given for “C1”" not in asked(labelled)


def test_disclosure_stops_completing_and_names_what_it_is_about() -> None:
    found = advice(
        Code.DISCLOSURE_MISSING,
        facts(Tier.MACRO, work(1, status="live", fee="5"), work(2, status="live", fee="5", disclosure_proof=False)),
    )
    assert found is not None
    assert (found.about, set(found.stops)) == ((2,), {Transition.COMPLETE})
    assert "“C2”" in found.why


# --- contract-needed


def french(*collaborations: CollaborationFacts, **said: Any) -> Any:
    return facts(Tier.MICRO, *collaborations, market="FR", **said)


def parcel(id: int, value: str | None, **said: Any) -> CollaborationFacts:  # noqa: A002 - the field's own name
    return work(
        id, **{"status": "agreed", "compensation": "products", "product_value": value, "agreed_on": -9,
               "objective": "spring", "delivered_on": -1, **said},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("collaborations", "expected"),
    [
        ([parcel(1, "799.99")], None),
        ([parcel(1, "800")], "warn"),
        ([parcel(1, "999.99")], "warn"),
        ([parcel(1, "1000")], "block"),
        ([parcel(1, "400"), parcel(2, "600")], "block"),
        ([work(1, status="proposed", compensation="mixed", fee="600", product_value="400", agreed_on=-9)], "block"),
        # Cash and products count together, a cancelled one for nothing, a proposed one in full.
        ([parcel(1, "400"), parcel(2, "600", status="cancelled")], None),
        ([parcel(1, "400"), parcel(2, "600", status="proposed")], "block"),
        # Another objective or year is another contract; letters and blanks are none.
        ([parcel(1, "400"), parcel(2, "600", objective="summer")], None),
        ([parcel(1, "400"), parcel(2, "600", objective=" Spring")], "block"),
        ([parcel(1, "400"), parcel(2, "600", agreed_on=date(2027, 1, 1))], None),
        ([parcel(1, "2000", agreed_on=date(2025, 12, 31))], None),
        ([parcel(1, "2000", agreed_on=date(2026, 1, 1))], "block"),
        # Signed by today, all of them.
        ([parcel(1, "1000", contract_signed_on=0)], None),
        ([parcel(1, "1000", contract_signed_on=1)], "block"),
        ([parcel(1, "900", contract_signed_on=0), parcel(2, "100")], "block"),
        # Beside a signed contract: what is worth nothing, or nobody knows what, needs none.
        ([parcel(1, "5000", contract_signed_on=0), parcel(2, "0")], None),
        ([parcel(1, "5000", contract_signed_on=0), parcel(2, "0.01")], "block"),
        ([parcel(1, "5000", contract_signed_on=0), parcel(2, None)], None),
        # Another currency is not euro.
        ([parcel(1, "5000", currency="USD")], None),
    ],
)
def test_contract(collaborations: list[CollaborationFacts], expected: str | None) -> None:
    assert severity(Code.CONTRACT_NEEDED, french(*collaborations)) == expected
    assert severity(Code.CONTRACT_NEEDED, replace(french(*collaborations), market="DE")) is None
    assert severity(Code.CONTRACT_NEEDED, replace(french(*collaborations), market="")) is None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"agreed_on": date(2025, 9, 1), "starts_on": date(2026, 2, 1)}, None),
        ({"agreed_on": None, "starts_on": date(2025, 9, 1), "live_on": date(2026, 9, 1)}, None),
        ({"agreed_on": None, "live_on": date(2026, 9, 1), "delivered_on": date(2025, 9, 1)}, "block"),
        ({"agreed_on": None, "delivered_on": date(2025, 9, 1)}, None),
        ({"agreed_on": None, "delivered_on": None}, "block"),
    ],
)
def test_the_year_of_a_contract_is_that_of_the_first_day_known(said: dict[str, Any], expected: str | None) -> None:
    assert severity(Code.CONTRACT_NEEDED, french(parcel(1, "1000", **said))) == expected


@pytest.mark.parametrize(
    ("collaborations", "missing"),
    [
        ([parcel(1, None)], ("the market value of the products of “C1”",)),
        ([parcel(1, None, contract_signed_on=-1)], ()),
        ([parcel(1, None), parcel(2, "1000")], ()),
        ([parcel(1, None), parcel(2, "1000", contract_signed_on=-1)], ("the market value of the products of “C1”",)),
        ([work(1, compensation="paid", objective="spring", delivered_on=-1)], ("the fee of “C1”",)),
        ([parcel(1, "50", currency="USD")], ("what “C1” is worth in euro",)),
        # Without an objective it stands by itself; where joining could matter, the objective is asked for.
        ([parcel(1, "500", objective=""), parcel(2, "499")], ()),
        ([parcel(1, "500", objective=""), parcel(2, "500")], ("the objective of “C1”",)),
        ([parcel(1, "500", objective=""), parcel(2, "500", objective="")],
         ("the objective of “C1”", "the objective of “C2”")),
        ([parcel(1, "500", objective=""), parcel(2, "500", agreed_on=date(2027, 1, 1))], ()),
        ([parcel(1, "500", objective="", contract_signed_on=-1), parcel(2, "500", contract_signed_on=-1)], ()),
    ],
)  # fmt: skip
def test_what_a_contract_turns_on_is_asked_for(
    collaborations: list[CollaborationFacts], missing: tuple[str, ...]
) -> None:
    assert asked(french(*collaborations)) == missing


def test_an_objective_that_is_not_known_blocks_only_by_itself() -> None:
    assert severity(Code.CONTRACT_NEEDED, french(parcel(1, "999", objective=""), parcel(2, "1"))) == "warn"
    assert severity(Code.CONTRACT_NEEDED, french(parcel(1, "1000", objective=""))) == "block"


def test_a_contract_stops_three_steps_and_says_the_sum() -> None:
    found = advice(Code.CONTRACT_NEEDED, french(parcel(1, "400"), parcel(2, "650.50")))
    assert found is not None
    assert found.stops == {Transition.SHIP, Transition.BRIEF, Transition.PAY}
    assert "€1,050.50" in found.why
    assert "€1,000" in found.why
    assert (found.about, found.year) == ((1, 2), 2025)
    signed = advice(Code.CONTRACT_NEEDED, french(parcel(1, "900", contract_signed_on=0), parcel(2, "100")))
    assert signed is not None
    assert signed.about == (2,)
    warned = advice(Code.CONTRACT_NEEDED, french(parcel(1, "900")))
    assert warned is not None
    assert not warned.stops


# --- notice-missing


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"touches": (), "on_file_since": -30}, None),
        ({"touches": (), "on_file_since": -31}, "block"),
        ({"touches": (), "on_file_since": -29}, None),
        ({"touches": (), "on_file_since": None}, None),
        ({"touches": (touch(0),), "on_file_since": 0}, "block"),
        ({"touches": (touch(1),), "on_file_since": 0}, None),
        ({"touches": (touch(0, "inbound"),), "on_file_since": 0}, None),
        ({"touches": (touch(0),), "on_file_since": None}, "block"),
        ({"notice_given_on": 0}, None),
        ({"notice_given_on": 1}, "block"),
        ({"stage": "ended"}, None),
        ({}, "block"),
    ],
)
@pytest.mark.parametrize("tier", [Tier.NANO, Tier.MACRO, Tier.UNKNOWN])
def test_notice(tier: Tier, said: dict[str, Any], expected: str | None) -> None:
    assert severity(Code.NOTICE_MISSING, facts(tier, **{"notice_given_on": None, **said})) == expected


def test_the_notice_stops_other_outreach() -> None:
    found = advice(Code.NOTICE_MISSING, facts(notice_given_on=None))
    assert found is not None
    assert found.stops == {Transition.OUTREACH, Transition.BRIEF}


# --- retention-due

EVE = date(2023, 6, 10)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"on_file_since": EVE}, "warn"),
        ({"on_file_since": date(2023, 6, 11)}, None),
        ({"on_file_since": date(2023, 6, 9)}, "warn"),
        ({"on_file_since": None}, None),
        # The last word of theirs counts, not ours.
        ({"on_file_since": EVE, "touches": (touch(-3),)}, "warn"),
        ({"on_file_since": EVE, "touches": (touch(-3, "inbound"), touch(-2))}, None),
        ({"on_file_since": EVE, "touches": (touch(3, "inbound"),)}, "warn"),
        # Or the day on which the ground for keeping them was looked at again.
        ({"on_file_since": EVE, "basis_renewed_on": EVE}, "warn"),
        ({"on_file_since": EVE, "basis_renewed_on": date(2023, 6, 11)}, None),
        ({"on_file_since": EVE, "basis_renewed_on": date(2026, 6, 11)}, "warn"),
        ({"on_file_since": EVE, "stage": "active"}, None),
        ({"on_file_since": EVE, "stage": "ended"}, "warn"),
        ({"on_file_since": EVE, "collaborations": (work(status="completed", live_on=-1200),)}, None),
        ({"on_file_since": EVE, "collaborations": (work(status="proposed"),)}, "warn"),
        ({"on_file_since": EVE, "collaborations": (work(status="cancelled"),)}, "warn"),
    ],
)
def test_retention(said: dict[str, Any], expected: str | None) -> None:
    assert severity(Code.RETENTION_DUE, facts(**{"touches": (), **said})) == expected


@pytest.mark.parametrize(("on", "expected"), [(date(2027, 2, 27), None), (date(2027, 2, 28), "warn")])
def test_three_years_from_29_february_end_on_the_28th(on: date, expected: str | None) -> None:
    silent = facts(touches=(), on_file_since=date(2024, 2, 29))
    assert severity(Code.RETENTION_DUE, silent, on) == expected


@pytest.mark.parametrize(
    ("code", "norm"),
    [
        (Code.CONTRACT_NEEDED, "contract_from"),
        (Code.NOTICE_MISSING, "notice_days"),
        (Code.RETENTION_DUE, "retention_years"),
    ],
)
def test_without_its_norm_a_rule_is_silent(code: Code, norm: str) -> None:
    said = facts(market="FR", notice_given_on=None, on_file_since=EVE, touches=())
    said = replace(said, collaborations=(work(status="proposed", product_value="5000", agreed_on=-3),))
    assert severity(code, said) is not None
    assert severity(code, said, norms=playbook(Tier.MICRO, **{norm: None})) is None
