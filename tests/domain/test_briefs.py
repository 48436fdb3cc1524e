"""What a brief says, by tier, network and terms; and what people may make of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.domain.brief_edits import (
    BRIEF_MAX,
    HEADING_MAX,
    OWN,
    SECTIONS_MAX,
    TEXT_MAX,
    is_written,
    moved_up,
    sections_from,
)
from relationships.domain.brief_facts import BriefFacts, Country, Phrase, Word
from relationships.domain.brief_networks import FORMS, form_of
from relationships.domain.brief_sections import WRITTEN
from relationships.domain.brief_text import Block, blocks_of
from relationships.domain.brief_words import ASKED_FOR, HEADINGS, Say
from relationships.domain.briefs import PLAIN, lacks, messages, section_keys, section_of, sections_of
from relationships.domain.collaborations import Kind
from relationships.domain.compensation import Compensation
from relationships.domain.money import Money
from relationships.domain.networks import NETWORKS
from relationships.domain.playbooks import starting
from relationships.domain.playbooks.norms import BriefSection, Measure, MessageStyle, Playbook, Term
from relationships.domain.playbooks.specs import build
from relationships.domain.tiers import Tier

S = BriefSection
DAY = date(2026, 12, 4)
TERMS: Mapping[str, Any] = {
    "deliverables": "1 reel",
    "fee": Money(Decimal(4500), "EUR"),
    "deadline_on": DAY,
    "approval_rounds": 2,
    "rights": "paid social",
    "rights_until": DAY,
    "exclusive_until": DAY,
}


def facts(**values: Any) -> BriefFacts:
    return BriefFacts(
        **{
            "creator": "Noor Haddad",
            "brand": "Halden",
            "compensation": Compensation.PRODUCTS,
            "network": "instagram",
            "network_label": "Instagram",
            "handle": "@noor",
            **values,
        }
    )


def starting_playbook(tier: Tier) -> Playbook:
    """The playbook that a new house starts with."""
    values = {line.key: line.value for line in starting.starting_norms() if line.tier == tier}
    return build(tier, values, {})


def said(key: BriefSection, about: BriefFacts, playbook: Playbook | None = None) -> list[Phrase]:
    """Every phrase of a section, lists laid flat."""
    parts = section_of(key, about, playbook or Playbook(tier=Tier.MICRO)).parts
    return [phrase for part in parts for phrase in (part if isinstance(part, tuple) else (part,))]


def messages_of(key: BriefSection, about: BriefFacts, playbook: Playbook | None = None) -> list[str]:
    return [phrase.message for phrase in said(key, about, playbook)]


# --- Which sections ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tier", "has", "has_not"),
    [
        (Tier.NANO, {S.GREETING, S.LOCAL_LINE, S.DISCLOSURE}, {S.APPROVAL, S.USAGE_RIGHTS, S.MESSAGES}),
        (Tier.MICRO, {S.VALUES, S.IDEAS, S.FORMAT}, {S.LOCAL_LINE, S.APPROVAL, S.USAGE_RIGHTS, S.COMPENSATION}),
        (Tier.MACRO, {S.APPROVAL, S.USAGE_RIGHTS, S.EXCLUSIVITY, S.COMPENSATION, S.DELIVERABLES}, {S.IDEAS}),
        (Tier.MEGA, {S.APPROVAL, S.USAGE_RIGHTS, S.EXCLUSIVITY, S.COMPENSATION, S.DELIVERABLES}, {S.LOCAL_LINE}),
        (Tier.UNKNOWN, set(PLAIN), {S.APPROVAL, S.USAGE_RIGHTS}),
    ],
)
def test_the_tier_decides_the_sections(tier: Tier, has: set[S], has_not: set[S]) -> None:
    keys = section_keys(facts(), starting_playbook(tier))
    assert has <= set(keys)
    assert not has_not & set(keys)
    assert list(keys) == sorted(keys, key=list(S).index)


@pytest.mark.parametrize(
    ("term", "section"),
    [
        ("deliverables", S.DELIVERABLES),
        ("fee", S.COMPENSATION),
        ("deadline_on", S.SCHEDULE),
        ("approval_rounds", S.APPROVAL),
        ("rights", S.USAGE_RIGHTS),
        ("rights_until", S.USAGE_RIGHTS),
        ("exclusive_until", S.EXCLUSIVITY),
    ],
)
def test_an_agreed_term_is_never_left_out(term: str, section: S) -> None:
    playbook = starting_playbook(Tier.NANO)
    assert section not in section_keys(facts(), playbook)
    assert section in section_keys(facts(**{term: TERMS[term]}), playbook)


def test_a_gift_has_no_strings() -> None:
    keys = section_keys(facts(is_gift=True, **TERMS), starting_playbook(Tier.MACRO))
    assert not {S.DELIVERABLES, S.APPROVAL, S.SCHEDULE} & set(keys)
    assert Say.PRODUCT_GIFT in messages_of(S.PRODUCT, facts(is_gift=True))


# --- What they say ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("style", "message"),
    [
        (MessageStyle.LOCALISED, Say.GREETING_LOCALISED),
        (MessageStyle.PERSONAL, Say.GREETING_PERSONAL),
        (MessageStyle.CONTRACTUAL, Say.GREETING_CONTRACTUAL),
        (None, Say.GREETING_PERSONAL),
    ],
)
def test_the_message_style_decides_the_tone(style: MessageStyle | None, message: Say) -> None:
    playbook = Playbook(tier=Tier.MICRO, message_style=style)
    assert messages_of(S.GREETING, facts(), playbook) == [Say.HELLO, message]
    assert messages_of(S.GREETING, facts(agent="Ines"), playbook) == [Say.HELLO_AGENT, message]


@pytest.mark.parametrize(
    ("agreed", "norm", "expected"),
    [
        (None, None, []),
        (None, 0, [Say.APPROVAL_NONE]),
        (None, 1, [Say.APPROVAL_FIRST, Say.APPROVAL_ONE]),
        (None, 2, [Say.APPROVAL_FIRST, Say.APPROVAL_ROUNDS]),
        (0, 2, [Say.APPROVAL_NONE]),
        (3, 0, [Say.APPROVAL_FIRST, Say.APPROVAL_ROUNDS]),
    ],
)
def test_what_was_agreed_stands_above_the_norm(agreed: int | None, norm: int | None, expected: list[str]) -> None:
    playbook = Playbook(tier=Tier.MICRO, approval_rounds=norm)
    assert messages_of(S.APPROVAL, facts(approval_rounds=agreed), playbook) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"label": "#pub"}, "#pub"),
        ({"label": "#pub", "market": "FR"}, "#pub"),
        ({"market": "FR"}, "Publicité"),
        ({"market": "GB"}, "#ad"),
        ({"market": "PL"}, Word(Say.LABEL_ADVERTISING)),
    ],
)
def test_the_label_is_the_agreed_one_else_the_markets(values: dict[str, str], expected: Any) -> None:
    first = said(S.DISCLOSURE, facts(**values))[0]
    assert first.values["label"] == expected


@pytest.mark.parametrize(
    ("compensation", "explains"),
    [(Compensation.PRODUCTS, True), (Compensation.MIXED, True), (Compensation.PAID, False)],
)
def test_products_are_named_as_advertising(compensation: Compensation, explains: bool) -> None:
    assert (Say.LABEL_WHY in messages_of(S.DISCLOSURE, facts(compensation=compensation))) is explains


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"fee": Money(Decimal(9), "EUR")}, [Say.FEE]),
        ({"fee": Money(Decimal(9), "EUR"), "payment_terms_days": 30}, [Say.FEE, Say.PAID_WITHIN]),
        ({"fee": Money(Decimal(9), "EUR"), "payment_terms_days": 0}, [Say.FEE, Say.PAID_WITHIN]),
        ({"fee": Money(Decimal(9), "EUR"), "payment_terms_days": 9, "payment_due_on": DAY}, [Say.FEE, Say.PAID_BY]),
        ({"payment_terms_days": 30}, []),
        ({"compensation": Compensation.PRODUCTS}, [Say.PRODUCTS_KEPT]),
        ({"commission": Decimal("7.5")}, [Say.COMMISSION]),
    ],
)
def test_what_the_creator_gets(values: dict[str, Any], expected: list[str]) -> None:
    assert messages_of(S.COMPENSATION, facts(**{"compensation": Compensation.PAID, **values})) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, []),
        ({"rights": "own site"}, [Say.RIGHTS]),
        ({"rights_until": DAY}, [Say.RIGHTS_PLAIN, Say.RIGHTS_UNTIL]),
        ({"rights": "own site", "rights_until": DAY}, [Say.RIGHTS, Say.RIGHTS_UNTIL]),
        ({"settled": {Term.USAGE_RIGHTS: "None asked."}}, ["None asked."]),
    ],
)
def test_usage_rights_are_told_as_agreed_and_never_made_up(values: dict[str, Any], expected: list[str]) -> None:
    assert messages_of(S.USAGE_RIGHTS, facts(**values)) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, []),
        ({"exclusive_from": DAY}, []),
        ({"exclusive_until": DAY}, [Say.EXCLUSIVE_UNTIL]),
        ({"exclusive_until": DAY, "exclusive_from": DAY}, [Say.EXCLUSIVE_SPAN]),
        ({"exclusive_until": DAY, "competitors": ("A", "B")}, [Say.EXCLUSIVE_UNTIL, Say.COMPETITORS]),
        ({"settled": {Term.EXCLUSIVITY: "No exclusivity."}}, ["No exclusivity."]),
    ],
)
def test_exclusivity(values: dict[str, Any], expected: list[str]) -> None:
    assert messages_of(S.EXCLUSIVITY, facts(**values)) == expected


def test_an_ambassador_reads_what_both_promise() -> None:
    ambassador = facts(kind=Kind.AMBASSADOR, cocreations=2, reviews=0, insights=1, promises="early access")
    told = messages_of(S.DELIVERABLES, ambassador)
    assert told == [Say.PROMISED_COCREATIONS, Say.PROMISED_INSIGHTS, Say.BRAND_PROMISES]
    assert messages_of(S.OBJECTIVE, ambassador) == [Say.AMBASSADOR]


def test_costs_are_not_asked_of_the_creator() -> None:
    playbook = Playbook(tier=Tier.MACRO, measures=(Measure.REACH, Measure.COST_PER_THOUSAND))
    assert messages_of(S.MEASURES, facts(), playbook) == [Say.MEASURES_ASK, ASKED_FOR[Measure.REACH]]
    assert messages_of(S.MEASURES, facts(), Playbook(tier=Tier.MACRO, measures=(Measure.COST_PER_THOUSAND,))) == []


@pytest.mark.parametrize("network", NETWORKS)
def test_every_network_has_a_form(network: str) -> None:
    form = FORMS[network]
    assert form.formats
    assert form.ideas
    assert form.label in messages_of(S.DISCLOSURE, facts(network=network))
    assert set(form.formats) <= set(messages_of(S.FORMAT, facts(network=network)))


def test_a_network_that_is_not_on_file_gets_the_form_of_any_place() -> None:
    assert form_of("") is form_of("nothing") is FORMS["other"]
    assert messages_of(S.FORMAT, facts(network="", network_label="")) == list(FORMS["other"].formats)


def test_place_and_market_are_told_by_name() -> None:
    assert said(S.LOCAL_LINE, facts(country="PL"))[0].values == {"country": Country("PL")}
    assert messages_of(S.LOCAL_LINE, facts()) == []
    assert messages_of(S.BRAND, facts(market="FR")) == [Say.BRAND_MARKET]


def test_a_sentence_brings_its_own_full_stop() -> None:
    assert said(S.OBJECTIVE, facts(objective="Spring launch. "))[0].values == {"objective": "Spring launch"}


# --- What is lacking --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "values"),
    [
        (S.VALUES, {"values": ("No waste",)}),
        (S.OBJECTIVE, {"objective": "launch"}),
        (S.PRODUCT, {"products": "a bag"}),
        (S.DELIVERABLES, {"deliverables": "1 reel"}),
        (S.DELIVERABLES, {"settled": {Term.DELIVERABLES: "one, free"}}),
        (S.DISCLOSURE, {"label": "#ad"}),
        (S.APPROVAL, {"approval_rounds": 0}),
        (S.SCHEDULE, {"live_on": DAY}),
        (S.USAGE_RIGHTS, {"rights_until": DAY}),
        (S.USAGE_RIGHTS, {"settled": {Term.USAGE_RIGHTS: "none"}}),
        (S.EXCLUSIVITY, {"exclusive_until": DAY}),
        (S.CONTACT, {"contact_email": "m@halden.example"}),
    ],
)
def test_what_is_lacking_is_told_until_it_is_there(key: S, values: dict[str, Any]) -> None:
    assert lacks(key, facts())
    assert lacks(key, facts(**values)) == ()


@pytest.mark.parametrize(
    ("compensation", "fee", "terms", "sentences"),
    [
        (Compensation.PRODUCTS, None, None, 0),
        (Compensation.PAID, None, None, 2),
        (Compensation.MIXED, Money(Decimal(9), "EUR"), None, 1),
        (Compensation.PAID, Money(Decimal(9), "EUR"), 0, 0),
    ],
)
def test_pay_is_lacking_only_where_somebody_is_paid(
    compensation: Compensation, fee: Money | None, terms: int | None, sentences: int
) -> None:
    paid = facts(compensation=compensation, fee=fee, payment_terms_days=terms)
    assert len(lacks(S.COMPENSATION, paid)) == sentences


# --- The tables -------------------------------------------------------------------------------------------------------


def test_every_section_can_be_written_and_has_a_heading() -> None:
    assert set(WRITTEN) == set(HEADINGS) == set(S)
    assert [key for key, heading in HEADINGS.items() if not heading] == [S.GREETING]


def test_only_known_messages_are_used() -> None:
    everything = facts(
        country="FR", market="FR", topics=("travel",), values=("No waste",), objective="launch", products="bag",
        delivered_on=DAY, promises="access", cocreations=1, payment_terms_days=30, starts_on=DAY, ends_on=DAY,
        exclusive_from=DAY, competitors=("A",), contact="Maya", contact_email="m@h.example", agent="Ines",
        product_value=Money(Decimal(9), "EUR"), commission=Decimal(5), **TERMS,
    )  # fmt: skip
    playbook = Playbook(tier=Tier.MACRO, brief_sections=tuple(S), measures=tuple(Measure), approval_rounds=2)
    for style in MessageStyle:
        for section in sections_of(everything, replace(playbook, message_style=style)):
            assert section.parts, section.key
            phrases = said(section.key, everything, replace(playbook, message_style=style))
            assert {phrase.message for phrase in phrases if not phrase.own} <= messages()


# --- Text -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", ()),
        ("  \n \n", ()),
        ("one\ntwo", (Block(("one", "two")),)),
        ("one\n\n\ntwo", (Block(("one",)), Block(("two",)))),
        ("– one\n- two\n• three", (Block(("one", "two", "three"), is_list=True),)),
        ("– 1 May – 2 June\n- a - b", (Block(("1 May – 2 June", "a - b"), is_list=True),)),
        ("so:\n- one\nand", (Block(("so:",)), Block(("one",), is_list=True), Block(("and",)))),
        ("-5 degrees\n-", (Block(("-5 degrees", "-")),)),
        ("<b>x</b> **y**", (Block(("<b>x</b> **y**",)),)),
    ],
)
def test_text_becomes_paragraphs_and_lists(text: str, blocks: tuple[Block, ...]) -> None:
    assert blocks_of(text) == blocks


@given(st.text())
def test_no_word_of_a_text_is_lost(text: str) -> None:
    shown = "".join(line for block in blocks_of(text) for line in block.lines)
    dashes = set("-–—•*·")
    assert [c for c in shown if not c.isspace() and c not in dashes] == [
        c for c in text if not c.isspace() and c not in dashes
    ]


# --- Edits ------------------------------------------------------------------------------------------------------------


def row(key: str = "brand", heading: str = "The brand", text: str = "Halden.") -> dict[str, str]:
    return {"key": key, "heading": heading, "text": text}


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([row(heading="x" * HEADING_MAX)], ""),
        ([row(heading="x" * (HEADING_MAX + 1))], "heading"),
        ([row(text="x" * TEXT_MAX)], ""),
        ([row(text="x" * (TEXT_MAX + 1))], "text"),
        ([row()] * SECTIONS_MAX, ""),
        ([row()] * (SECTIONS_MAX + 1), "sections"),
        ([row(text="x" * TEXT_MAX)] * (BRIEF_MAX // TEXT_MAX), ""),
        ([*[row(text="x" * TEXT_MAX)] * (BRIEF_MAX // TEXT_MAX), row(text="x")], "too long"),
        ([row(key=OWN)], ""),
        ([row(key="nothing")], "no section"),
    ],
)
def test_what_a_brief_may_hold(rows: list[dict[str, str]], problem: str) -> None:
    if not problem:
        assert len(sections_from(rows)) == len(rows)
        return
    with pytest.raises(ValueError, match=problem):
        sections_from(rows)


def test_what_is_written_is_cleaned() -> None:
    assert sections_from([row(heading=" The\x00 brand\n", text="a\r\nb\x00\u202e ")]) == [
        row(heading="The brand", text="a\nb")
    ]


@pytest.mark.parametrize(("place", "order"), [(0, "abc"), (1, "bac"), (2, "acb"), (3, "abc"), (-1, "abc")])
def test_a_section_moves_up_by_one(place: int, order: str) -> None:
    assert "".join(r["text"] for r in moved_up([row(text=t) for t in "abc"], place)) == order


@pytest.mark.parametrize(("texts", "expected"), [((), False), (("", " \n"), False), (("", "x"), True)])
def test_a_brief_is_written_once_there_is_a_word(texts: tuple[str, ...], expected: bool) -> None:
    assert is_written([row(text=text) for text in texts]) is expected
