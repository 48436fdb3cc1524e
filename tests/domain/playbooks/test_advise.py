"""The table and what comes out of it: complete, in order, silenced where nobody may be contacted, and never a guess."""

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relationships.domain.playbooks import advise, changes_on, fingerprint
from relationships.domain.playbooks.advice import Advice, Code, Severity
from relationships.domain.playbooks.case import Case
from relationships.domain.playbooks.facts import Facts
from relationships.domain.playbooks.norms import Basis, Playbook
from relationships.domain.playbooks.rules import ALL, LARGE, RULES, SMALL
from relationships.domain.relationships import NextActionKind
from relationships.domain.tiers import Tier
from tests.domain.playbooks.cases import (
    PLAYBOOKS,
    TODAY,
    advice,
    asked,
    day,
    facts,
    fit,
    rival,
    severity,
    touch,
    work,
)
from tests.domain.playbooks.strategies import FACTS, playbooks


def test_every_code_has_its_rule_and_the_table_is_in_the_order_of_the_codes() -> None:
    assert [rule.code for rule in RULES] == list(Code)


def test_every_rule_says_what_it_does_and_which_facts_it_needs() -> None:
    names = {field.name for field in fields(Facts)}
    for rule in RULES:
        assert rule.find.__doc__, rule.code
        assert set(rule.needs) <= names
        assert rule.tiers in (ALL, SMALL, LARGE, {Tier.NANO})


@settings(max_examples=60, deadline=None)
@given(of=FACTS, norms=playbooks(), other=FACTS)
def test_a_rule_reads_no_facts_but_those_that_it_names(of: Facts, norms: Playbook, other: Facts) -> None:
    for rule in RULES:
        unread = {field.name: getattr(other, field.name) for field in fields(Facts) if field.name not in rule.needs}
        assert rule.find(Case(replace(of, **unread), norms, TODAY)) == rule.find(Case(of, norms, TODAY)), rule.code


@pytest.mark.parametrize("tier", list(Tier))
def test_a_relationship_in_good_order_needs_no_advice(tier: Tier) -> None:
    assert advise(facts(tier), PLAYBOOKS[tier], TODAY) == []
    assert advise(facts(tier), Playbook(tier=tier), TODAY) == []


@given(of=FACTS, norms=playbooks(), on=st.integers(-900, 900).map(day))
@settings(max_examples=120, deadline=None)
def test_any_facts_and_any_playbook_get_an_answer(of: Facts, norms: Playbook, on: object) -> None:
    given_advice = advise(of, norms, TODAY)
    codes = [one.code for one in given_advice]
    assert len(codes) == len(set(codes))
    weights = [(list(Severity).index(one.severity), list(Code).index(one.code)) for one in given_advice]
    assert weights == sorted(weights)
    for one in given_advice:
        _is_well_told(one)
    assert given_advice == advise(of, norms, TODAY)


def _is_well_told(one: Advice) -> None:
    for told in (one.what, one.why):
        assert told[0].isupper() or told[0] == "“"
        assert told.endswith((".", "…"))
        assert ".." not in told
        assert "None" not in told
        assert "_" not in told
    assert one.source
    assert one.basis in Basis
    assert bool(one.stops) is (one.severity == Severity.BLOCK)
    assert len(fingerprint(one)) == 64


@given(of=FACTS, norms=playbooks(), data=st.data())
@settings(max_examples=120, deadline=None)
def test_until_it_says_so_nothing_changes(of: Facts, norms: Playbook, data: st.DataObject) -> None:
    turns = changes_on(of, norms, TODAY)
    assert turns is None or turns > TODAY
    last = min((turns - TODAY).days - 1 if turns else 2000, 5000)
    later = day(data.draw(st.integers(0, last)))
    for on in (day(last), later):
        assert [_standing(one) for one in advise(of, norms, on)] == [_standing(one) for one in advise(of, norms, TODAY)]


def _standing(one: Advice) -> tuple[object, ...]:
    return one.code, one.severity, fingerprint(one), one.about, one.stops, one.missing


def test_the_day_of_change_is_exact_where_one_thing_is_to_happen() -> None:
    # 90 days after the last touch, one day for "more than".
    agreed = facts(Tier.MICRO, work(status="agreed", agreed_on=-9), touches=(touch(-1),))
    assert changes_on(agreed, PLAYBOOKS[Tier.MICRO], TODAY) == day(90)
    assert severity(Code.TOUCH_OVERDUE, agreed, day(89)) is None
    assert severity(Code.TOUCH_OVERDUE, agreed, day(90)) == "warn"


def test_nothing_on_file_never_changes() -> None:
    assert changes_on(Facts(), Playbook(tier=Tier.UNKNOWN), TODAY) is None


# --- fingerprints


def test_a_fingerprint_changes_with_the_facts_and_not_with_the_day() -> None:
    def printed(on: int = 0, **said: Any) -> str:
        found = advice(
            Code.GIFT_UNPOSTED, facts(Tier.NANO, work(**{"is_gift": True, "delivered_on": -7, **said})), day(on)
        )
        assert found is not None
        return fingerprint(found)

    assert printed() == printed(1) == printed(2)
    assert printed() != printed(9)  # it is time to close
    assert printed() != printed(delivered_on=-8)
    assert printed() != printed(id=2)


def test_two_rules_with_the_same_facts_have_two_fingerprints() -> None:
    one = Advice(
        code=Code.LOW_FIT, severity=Severity.WARN, what="", why="", source="", year=None, basis=Basis.HOUSE, facts="x"
    )
    assert fingerprint(one) != fingerprint(replace(one, code=Code.LEAD_TIME))
    assert fingerprint(one) == fingerprint(replace(one, what="Said otherwise.", severity=Severity.INFO))


# --- do not contact

BUSY = facts(
    Tier.NANO,
    work(1, status="completed", live_on=-9, agreed_on=-60, fee="9", disclosure_proof=False, tier_agreed="micro"),
    work(2, status="live", live_on=-5, agreed_on=-50, fee="9", accepted_on=-40, payment_terms_days=9),
    work(3, status="agreed", is_gift=True, delivered_on=-8, deadline_on=4, rights_asked=True, agreed_on=-40),
    notice_given_on=None,
    history="one_off",
    touches=(touch(-500, from_template=True, local_line=False),),
)


def test_who_must_not_be_contacted_gets_nothing_that_proposes_a_contact() -> None:
    def codes(of: Facts) -> list[Code]:
        return [one.code for one in advise(of, PLAYBOOKS[of.tier], TODAY)]

    proposing = [rule.code for rule in RULES if rule.proposes_contact]
    assert set(proposing) == {
        Code.GENERIC_MESSAGE, Code.GIFT_UNPOSTED, Code.THANK_YOU, Code.LADDER_READY, Code.TOUCH_OVERDUE,
        Code.GONE_QUIET, Code.AGENT_BYPASSED, Code.NOTICE_MISSING,
    }  # fmt: skip
    before = codes(BUSY)
    assert set(proposing) - set(before) == {Code.GONE_QUIET, Code.AGENT_BYPASSED}
    barred = replace(BUSY, do_not_contact=True, planned=NextActionKind.NUDGE)
    assert codes(barred) == [Code.DO_NOT_CONTACT, *(code for code in before if code not in proposing)]


def test_blocks_come_first_then_warnings_then_infos() -> None:
    given_advice = advise(BUSY, PLAYBOOKS[Tier.NANO], TODAY)
    severities = [one.severity for one in given_advice]
    assert severities == sorted(severities, key=list(Severity).index)
    assert set(severities) == set(Severity)
    assert [one.code for one in given_advice][:3] == [
        Code.DISCLOSURE_MISSING, Code.GIFT_WITH_STRINGS, Code.NOTICE_MISSING,
    ]  # fmt: skip


# --- the unknown tier


def test_an_unknown_tier_gets_only_what_holds_for_all() -> None:
    for norms in PLAYBOOKS.values():  # whatever playbook is asked
        found = {one.code for one in advise(replace(BUSY, tier=Tier.UNKNOWN), norms, TODAY)}
        assert found <= {rule.code for rule in RULES if rule.tiers == ALL}


@pytest.mark.parametrize(
    ("of", "is_asked"),
    [
        (facts(Tier.UNKNOWN), False),
        (facts(Tier.UNKNOWN, work()), True),
        (facts(Tier.UNKNOWN, work(status="cancelled")), False),
        (facts(Tier.UNKNOWN, planned=NextActionKind.OUTREACH), True),
        (facts(Tier.UNKNOWN, planned=NextActionKind.INTERNAL), False),
        (facts(Tier.MICRO, planned=NextActionKind.OUTREACH), False),
    ],
)
def test_followers_are_asked_for_where_they_matter(of: Facts, is_asked: bool) -> None:
    assert asked(of) == (("the followers of the main account",) if is_asked else ())


def test_one_advice_asks_for_everything() -> None:
    found = advice(Code.FIND_OUT, facts(Tier.UNKNOWN, work(status="live", disclosure_proof=False)))
    assert found is not None
    assert found.missing == ("whether anything was given for “C1”", "the followers of the main account")
    assert found.what == "Find out whether anything was given for “C1” and the followers of the main account."
    assert found.severity == Severity.INFO


def test_nothing_that_is_unknown_triggers_a_rule() -> None:
    for tier in Tier:
        unknown = Facts(tier=tier, fit=fit(None), collaborations=(work(), work(2, status="agreed")), rivals=(rival(),))
        found = {one.code for one in advise(unknown, PLAYBOOKS[tier], TODAY)}
        # Whether a notice was given, a term settled or a gate looked at is known: nothing on file is a no.
        assert found <= {Code.FIND_OUT, Code.TERMS_MISSING}, tier
