"""Briefs on file: written from the agreement in the brand's language, edited as drafts, frozen once sent."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from relationships.domain.brief_facts import Country, Percent, Phrase
from relationships.domain.brief_words import Say
from relationships.domain.briefs import messages
from relationships.domain.collaborations import Status
from relationships.domain.money import Money
from relationships.domain.relationships import Channel, Purpose, Through
from relationships.models import Brief, Collaboration, Touchpoint, User
from relationships.reports.briefs import Piece, changes_between, document_of
from relationships.services import briefs
from relationships.services.brief_facts import ground_of
from relationships.services.brief_texts import day_text, phrase_text, say
from tests import factories

CATALOGUE = Path(__file__).parents[2] / "relationships" / "locale" / "fr" / "LC_MESSAGES"
NOTICE = date(2026, 1, 1)


def agreed(followers: int = 12_400, *, brand: Any = None, creator: Any = None, **values: Any) -> Collaboration:
    brand = brand or factories.make_brand("Halden", values="Repair before replacing\n- No waste")
    creator = creator or factories.make_creator("Noor Haddad", followers=followers, notice_given_on=NOTICE)
    relationship = factories.make_relationship(creator, brand)
    return factories.make_collaboration(relationship, **{"status": Status.PROPOSED, "title": "Launch", **values})


@pytest.fixture
def manager(db: None) -> User:
    return factories.make_manager(first_name="Maya", last_name="Özil", email="maya@halden.example")


def started(collaboration: Collaboration, by: User, language: str = "en", network: str = "") -> Brief:
    return briefs.start(collaboration, by, language, network)


def text_of(brief: Brief, key: str) -> str:
    return "\n\n".join(section["text"] for section in brief.sections if section["key"] == key)


def keys_of(brief: Brief) -> list[str]:
    return [section["key"] for section in brief.sections]


SENDING = briefs.Sending(Channel.EMAIL, "With the photos.")

# --- The catalogue ----------------------------------------------------------------------------------------------------


def catalogue() -> Catalog:
    with (CATALOGUE / "django.po").open("rb") as po:
        return read_po(po, locale="fr")


def test_the_catalogue_translates_every_message_and_no_other() -> None:
    told = {str(message.id): message for message in catalogue() if message.id}
    assert told.keys() == messages()
    assert [key for key, message in told.items() if not message.string or message.fuzzy] == []


def test_a_translation_keeps_the_placeholders() -> None:
    def placeholders(text: str) -> list[str]:
        return sorted(re.findall(r"%\(\w+\)s|%", text))

    wrong = [m.id for m in catalogue() if m.id and placeholders(str(m.id)) != placeholders(str(m.string))]
    assert wrong == []


def test_the_compiled_catalogue_is_the_written_one() -> None:
    """The compiled one is on file, since a fresh machine has nothing to compile with before the first start."""
    with (CATALOGUE / "django.mo").open("rb") as mo:
        compiled = read_mo(mo)
    assert {m.id: m.string for m in compiled if m.id} == {m.id: m.string for m in catalogue() if m.id}, "make messages"


@pytest.mark.parametrize(
    ("language", "value", "expected"),
    [
        ("en", date(2026, 12, 1), "1 December 2026"),
        ("fr", date(2026, 12, 1), "1er décembre 2026"),
        ("fr", date(2026, 12, 11), "11 décembre 2026"),
        ("en", Money(Decimal(4500), "EUR"), "€4,500.00"),
        ("fr", Money(Decimal(4500), "EUR"), "4 500,00 €"),
        ("en", Country("PL"), "Poland"),
        ("fr", Country("PL"), "Pologne"),
        ("en", Percent(Decimal("7.50")), "7.5%"),
        ("fr", ("A", "B", "C"), "A, B et C"),
        ("en", ("A", "B", "C"), "A, B and C"),
        ("fr", 1200, "1 200"),
        ("fr", "100% own %(words)s", "100% own %(words)s"),
    ],
)
def test_values_are_written_as_the_language_writes_them(language: str, value: Any, expected: str) -> None:
    told = phrase_text(Phrase(Say.FOR, {"name": value}), language)
    assert told.replace("\u202f", " ").replace("\xa0", " ").endswith(expected)


def test_only_what_is_asked_for_is_translated() -> None:
    assert say(Say.HELLO, "fr", name="Noor") == "Bonjour Noor,"
    assert translation.get_language() == "en"
    assert day_text(date(2026, 5, 2), "fr") == "2 mai 2026"


# --- Writing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("followers", "has", "has_not"),
    [
        (2_000, {"local_line", "greeting"}, {"approval", "usage_rights", "values"}),
        (12_400, {"values", "ideas", "format"}, {"approval", "usage_rights", "local_line"}),
        (240_000, {"approval", "usage_rights", "exclusivity", "compensation"}, {"ideas", "greeting"}),
    ],
)
def test_the_tier_decides_what_is_written(manager: User, followers: int, has: set[str], has_not: set[str]) -> None:
    keys = set(keys_of(started(agreed(followers), manager)))
    assert has <= keys
    assert not has_not & keys


def test_the_terms_and_values_are_told(manager: User) -> None:
    collaboration = agreed(
        240_000, compensation="mixed", fee="4500.00", product_value="320.00", deliverables="1 reel\n3 stories",
        usage_rights="paid social", usage_rights_until=date(2027, 6, 12), payment_terms_days=30,
        disclosure_words="#ad", objective="spring", approval_rounds=2, deadline_on=date(2026, 12, 4),
    )  # fmt: skip
    brief = started(collaboration, manager)
    assert "€4,500.00" in text_of(brief, "compensation")
    assert "30 days" in text_of(brief, "compensation")
    assert text_of(brief, "deliverables") == "1 reel\n3 stories"
    assert "paid social" in text_of(brief, "usage_rights")
    assert "12 June 2027" in text_of(brief, "usage_rights")
    assert text_of(brief, "values").startswith("– Repair before replacing\n– No waste\n\n")
    assert "“#ad”" in text_of(brief, "disclosure")
    assert "On Instagram" in text_of(brief, "disclosure")
    assert "2 rounds" in text_of(brief, "approval")
    assert "maya@halden.example" in text_of(brief, "contact")
    # Not agreed, so not made up.
    assert text_of(brief, "exclusivity") == ""


def test_the_brief_speaks_the_language_asked_for(manager: User) -> None:
    brief = started(agreed(), manager, "fr")
    assert brief.language == "fr"
    assert text_of(brief, "greeting").startswith("Bonjour Noor Haddad,")
    assert {"heading": "Les valeurs de la marque"}.items() <= brief.sections[keys_of(brief).index("values")].items()


def test_the_form_is_the_chosen_networks(manager: User) -> None:
    creator = factories.make_creator(followers=12_400)
    factories.make_account(creator, "@noortok", network="tiktok", followers=900)
    collaboration = agreed(creator=creator)
    assert ground_of(collaboration, manager).networks == ("instagram", "tiktok")
    assert "Reel" in text_of(started(collaboration, manager), "format")
    assert "TikTok" in text_of(
        started(agreed(creator=creator, brand=factories.make_brand()), manager, "en", "tiktok"), "format"
    )
    # One on which the creator is not: the main one.
    assert ground_of(collaboration, manager, "youtube").facts.network == "instagram"


def test_what_was_ticked_as_settled_is_told_in_its_own_words(manager: User) -> None:
    collaboration = agreed(240_000)
    factories.make_tick(
        collaboration.relationship, collaboration=collaboration, term="exclusivity", note="None agreed."
    )
    assert text_of(started(collaboration, manager), "exclusivity") == "None agreed."


def test_the_contact_is_the_owner(manager: User) -> None:
    collaboration = agreed()
    collaboration.relationship.owner = factories.make_manager(first_name="Ola", email="ola@halden.example")
    assert "ola@halden.example" in text_of(started(collaboration, manager), "contact")


# --- Versions ---------------------------------------------------------------------------------------------------------


ROWS = [{"key": "own", "heading": "Mine", "text": "One.\n"}, {"key": "brand", "heading": "The brand", "text": "Two."}]


def test_a_draft_is_edited_and_every_state_of_it_kept(manager: User) -> None:
    brief = started(agreed(), manager)
    written = briefs.write(brief, ROWS, briefs.seen_as(brief))
    assert [section["text"] for section in written.sections] == ["One.", "Two."]
    assert Brief.objects.count() == 1
    assert brief.history.count() == 2


def test_sections_are_moved_and_added(manager: User) -> None:
    brief = started(agreed(objective="spring"), manager)
    brief = briefs.move_up(brief, ROWS, 1, briefs.seen_as(brief))
    assert keys_of(brief) == ["brand", "own"]
    brief = briefs.add_section(brief, ROWS, "objective", manager, briefs.seen_as(brief))
    assert brief.sections[-1]["text"] == "This collaboration is for: spring."
    brief = briefs.add_section(brief, ROWS, "own", manager, briefs.seen_as(brief))
    assert brief.sections[-1] == {"key": "own", "heading": "", "text": ""}
    with pytest.raises(ValidationError, match="Choose"):
        briefs.add_section(brief, ROWS, "nothing", manager, briefs.seen_as(brief))


def test_nobody_saves_over_what_they_have_not_seen(manager: User) -> None:
    brief = started(agreed(), manager)
    seen = briefs.seen_as(brief)
    briefs.write(brief, ROWS, seen)
    with pytest.raises(ValidationError, match="Somebody else") as problem:
        briefs.write(brief, ROWS[:1], seen)
    assert problem.value.code == briefs.TOUCHED
    brief.refresh_from_db()
    assert len(brief.sections) == 2


def test_there_is_one_draft_at_a_time(manager: User) -> None:
    collaboration = agreed()
    started(collaboration, manager)
    with pytest.raises(ValidationError, match="draft already"):
        started(collaboration, manager)


def test_a_sent_version_stays_and_editing_makes_the_next(manager: User) -> None:
    collaboration = agreed()
    first = started(collaboration, manager)
    briefs.send(first, manager, SENDING, briefs.seen_as(first))
    first.refresh_from_db()
    for change in (
        lambda: briefs.write(first, ROWS, briefs.seen_as(first)),
        lambda: briefs.write_anew(first, manager, "fr", "", briefs.seen_as(first)),
        lambda: briefs.discard(first, briefs.seen_as(first)),
        lambda: briefs.send(first, manager, SENDING, briefs.seen_as(first)),
    ):
        with pytest.raises(ValidationError, match="sent and stays") as problem:
            change()
        assert problem.value.code == briefs.FROZEN
    second = briefs.edit_as_next(first, manager)
    assert (second.version, second.sections, second.sent_at) == (2, first.sections, None)
    assert briefs.edit_as_next(first, manager) == second
    briefs.write(second, ROWS, briefs.seen_as(second))
    first.refresh_from_db()
    assert first.sections != ROWS
    assert Touchpoint.objects.count() == 1


def test_a_draft_is_written_anew_in_another_language_or_thrown_away(manager: User) -> None:
    brief = started(agreed(), manager)
    brief = briefs.write_anew(brief, manager, "fr", "", briefs.seen_as(brief))
    assert (brief.version, brief.language) == (1, "fr")
    assert text_of(brief, "greeting").startswith("Bonjour")
    briefs.discard(brief, briefs.seen_as(brief))
    assert not Brief.objects.exists()
    assert Brief.history.filter(history_type="-").count() == 1


# --- Sending ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("followers", "with_agent", "through"),
    [
        (12_400, True, Through.CREATOR),
        (12_400, False, Through.CREATOR),
        (240_000, True, Through.AGENT),
        (240_000, False, Through.CREATOR),
    ],
)
def test_sending_logs_a_touch_through_whom_the_playbook_says(
    manager: User, followers: int, with_agent: bool, through: Through
) -> None:
    agent = factories.make_agent("Ines Calder") if with_agent else None
    creator = factories.make_creator(followers=followers, agent=agent, notice_given_on=NOTICE)
    brief = started(agreed(creator=creator), manager)
    touch = briefs.send(brief, manager, SENDING, briefs.seen_as(brief))
    brief.refresh_from_db()
    assert (touch.purpose, touch.direction, touch.channel, touch.by) == (Purpose.BRIEF, "outbound", "email", manager)
    assert touch.through == through
    assert touch.summary == "Brief of “Launch” sent, version 1.\nWith the photos."
    assert (brief.touchpoint, brief.sent_by, brief.sent_at) == (touch, manager, touch.happened_at)
    relationship = type(touch.relationship).objects.get(pk=touch.relationship_id)
    assert relationship.last_touch_at == touch.happened_at


@pytest.mark.parametrize(("line", "has_local_line"), [(None, False), ("", False), ("Your Sunday market!", True)])
def test_only_a_line_that_somebody_wrote_is_local(manager: User, line: str | None, has_local_line: bool) -> None:
    creator = factories.make_creator(followers=2_000, country="FR", notice_given_on=NOTICE)
    brief = started(agreed(creator=creator), manager)
    assert "France" in text_of(brief, "local_line")
    if line is not None:
        rows = [{**row, "text": line} if row["key"] == "local_line" else row for row in brief.sections]
        brief = briefs.write(brief, rows, briefs.seen_as(brief))
    touch = briefs.send(brief, manager, SENDING, briefs.seen_as(brief))
    assert (touch.from_template, touch.has_local_line) == (True, has_local_line)


def test_an_empty_brief_is_not_sent(manager: User) -> None:
    brief = started(agreed(), manager)
    brief = briefs.write(brief, [{"key": "own", "heading": "Mine", "text": " "}], briefs.seen_as(brief))
    with pytest.raises(ValidationError, match="empty"):
        briefs.send(brief, manager, SENDING, briefs.seen_as(brief))
    assert not Touchpoint.objects.exists()


def test_a_block_of_the_playbook_stops_it(manager: User) -> None:
    creator = factories.make_creator(
        followers=12_400, do_not_contact=True, do_not_contact_reason="asked", notice_given_on=NOTICE
    )
    brief = started(agreed(creator=creator), manager)
    assert briefs.stopped_by(brief.collaboration, manager)
    with pytest.raises(ValidationError, match="do-not-contact"):
        briefs.send(brief, manager, SENDING, briefs.seen_as(brief))
    brief.refresh_from_db()
    assert brief.sent_at is None
    assert not Touchpoint.objects.exists()


def test_a_brief_can_carry_the_privacy_notice_itself(manager: User) -> None:
    creator = factories.make_creator(followers=12_400, notice_given_on=None)
    collaboration = agreed(creator=creator)
    factories.make_touchpoint(collaboration.relationship, timezone.now() - timedelta(days=40))
    brief = started(collaboration, manager)
    with pytest.raises(ValidationError, match="notice-missing"):
        briefs.send(brief, manager, SENDING, briefs.seen_as(brief))
    assert briefs.stopped_by(collaboration, manager) == ()
    carrying = briefs.Sending(Channel.EMAIL, carries_notice=True)
    assert briefs.send(brief, manager, carrying, briefs.seen_as(brief)).carries_notice


# --- Reading ----------------------------------------------------------------------------------------------------------


def test_a_document_leaves_out_what_is_empty(manager: User) -> None:
    brief = factories.make_brief(
        agreed(),
        by=manager,
        language="fr",
        version=3,
        sections=[ROWS[0], {"key": "brand", "heading": "B", "text": " "}],
    )
    document = document_of(brief)
    assert [section.heading for section in document.sections] == ["Mine"]
    assert (document.whom, document.version, document.day) == ("pour Noor Haddad", "Version 3", "Brouillon")


def test_versions_are_compared_section_by_section(manager: User) -> None:
    def version(*sections: tuple[str, str, str]) -> Brief:
        return Brief(sections=[dict(zip(("key", "heading", "text"), section, strict=True)) for section in sections])

    older = version(("brand", "The brand", "We mend bags."), ("own", "Mine", "Gone."), ("values", "Values", "Same."))
    newer = version(("values", "Values", "Same."), ("brand", "Who", "We mend old bags."), ("ideas", "Ideas", "New."))
    told = [(change.heading, change.change) for change in changes_between(older, newer)]
    assert told == [("Values", ""), ("The brand → Who", "changed"), ("Ideas", "added"), ("Mine", "removed")]
    assert changes_between(older, newer)[1].pieces == (Piece("We mend "), Piece("old ", "added"), Piece("bags."))
