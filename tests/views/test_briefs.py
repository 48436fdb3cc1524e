"""The pages of a brief: who may read and write what, what is kept, and what the interface around it speaks."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from relationships.domain.collaborations import Status
from relationships.domain.networks import NETWORKS
from relationships.models import Brief, Collaboration, Touchpoint, User
from relationships.services.briefs import seen_as
from tests import factories

pytestmark = pytest.mark.django_db

EVIL = "<script>alert(1)</script> & “x”"


def agreed(**values: Any) -> Collaboration:
    brand = factories.make_brand("Halden", values="No waste", language=values.pop("language", "en"))
    creator = factories.make_creator("Łukasz O’Neil", followers=12_400, notice_given_on=date(2026, 1, 1))
    relationship = factories.make_relationship(creator, brand)
    return factories.make_collaboration(relationship, **{"status": Status.PROPOSED, "title": "Launch", **values})


@pytest.fixture
def collaboration() -> Collaboration:
    return agreed()


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def manager(collaboration: Collaboration) -> Client:
    return logged_in(factories.make_manager(collaboration.relationship.brand))


@pytest.fixture
def viewer(collaboration: Collaboration) -> Client:
    return logged_in(factories.make_viewer(collaboration.relationship.brand))


def room(collaboration: Collaboration) -> str:
    return reverse("staff:brief", args=[collaboration.pk])


def typed(brief: Brief, *texts: str, do: str = "save", **further: str) -> dict[str, str]:
    """What the form posts with one section of one's own for each text."""
    rows = {
        f"form-{n}-{k}": v for n, t in enumerate(texts) for k, v in (("key", "own"), ("heading", f"H{n}"), ("text", t))
    }
    management = {"form-TOTAL_FORMS": str(len(texts)), "form-INITIAL_FORMS": str(len(texts))}
    return {"do": do, "seen": seen_as(brief), **management, **rows, **further}


def page_of(response: Any) -> str:
    return str(response.content.decode())


def test_the_room_shows_what_would_be_written_then_writes_it(manager: Client, collaboration: Collaboration) -> None:
    page = page_of(manager.get(room(collaboration)))
    assert "Nothing is written yet" in page
    assert "Łukasz O’Neil" in page
    assert not Brief.objects.exists()
    response = manager.post(room(collaboration), {"do": "start", "language": "fr", "network": "instagram"}, follow=True)
    assert "Version 1, draft" in page_of(response)
    brief = Brief.objects.get()
    assert (brief.version, brief.language, brief.made_by.username) == (1, "fr", response.context["user"].username)
    assert "Bonjour Łukasz O’Neil," in page_of(response)


@pytest.mark.parametrize(
    "posted",
    [
        {"do": "start", "language": "xx", "network": "instagram"},
        {"do": "start", "language": "en", "network": "youtube"},
        {"do": "next"},
        {"do": "discard"},
        {"do": "save"},
        {"do": "nothing"},
        {"do": "up-99999999999999999999"},
        {},
    ],
)
def test_what_cannot_be_done_is_told(manager: Client, collaboration: Collaboration, posted: dict[str, str]) -> None:
    response = manager.post(room(collaboration), posted, follow=True)
    assert response.status_code == 200
    assert 'class="error"' in page_of(response)
    assert not Brief.objects.exists()


def test_sections_are_saved_moved_added_and_left_out(manager: Client, collaboration: Collaboration) -> None:
    brief = factories.make_brief(collaboration)

    def after(**posted: str) -> list[str]:
        brief.refresh_from_db()
        assert manager.post(room(collaboration), typed(brief, "one", "two", **posted)).status_code == 302
        brief.refresh_from_db()
        return [section["text"] for section in brief.sections]

    assert after() == ["one", "two"]
    assert after(do="up-1") == ["two", "one"]
    assert after(do="add", section="own") == ["one", "two", ""]
    assert after(**{"form-0-leave_out": "on"}) == ["two"]


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ({"form-0-text": "x" * 5_001}, "at most 5000 characters"),
        ({"form-0-heading": "x" * 121}, "at most 120 characters"),
        ({"form-0-key": "nothing"}, "There is no section"),
        ({"form-0-key": ""}, "required"),
        ({"form-TOTAL_FORMS": "41"}, "at most 40"),
        ({"form-TOTAL_FORMS": "x"}, "ManagementForm data is missing"),
        ({"do": "add", "section": "nothing"}, "Choose which section"),
    ],
)
def test_what_cannot_be_saved_stays_in_the_form(
    manager: Client, collaboration: Collaboration, broken: dict[str, str], told: str
) -> None:
    brief = factories.make_brief(collaboration)
    response = manager.post(room(collaboration), {**typed(brief, "kept words"), **broken})
    assert response.status_code == 200
    assert told in page_of(response)
    brief.refresh_from_db()
    assert brief.sections[0]["text"] == "You work with us."


def test_forms_posted_without_anything_are_no_sections(manager: Client, collaboration: Collaboration) -> None:
    brief = factories.make_brief(collaboration)
    empty = {"form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "0"}
    assert manager.post(room(collaboration), {**typed(brief, "one"), **empty}).status_code == 302
    brief.refresh_from_db()
    assert [section["text"] for section in brief.sections] == ["one"]


def test_words_are_kept_when_somebody_else_was_quicker(manager: Client, collaboration: Collaboration) -> None:
    brief = factories.make_brief(collaboration)
    mine = typed(brief, "mine")
    manager.post(room(collaboration), typed(brief, "theirs"))
    response = manager.post(room(collaboration), mine)
    assert "Somebody else changed this brief" in page_of(response)
    assert "mine" in page_of(response)
    assert Brief.objects.get().sections[0]["text"] == "theirs"
    # Having seen it, they may save theirs.
    manager.post(room(collaboration), {**mine, "seen": response.context["seen"]})
    assert Brief.objects.get().sections[0]["text"] == "mine"


def test_words_typed_into_a_version_that_was_sent_go_into_the_next(
    manager: Client, collaboration: Collaboration
) -> None:
    brief = factories.make_brief(collaboration)
    mine = typed(brief, "mine")
    manager.post(reverse("staff:brief_send", args=[brief.pk]), {"channel": "email", "seen": seen_as(brief)})
    response = manager.post(room(collaboration), mine)
    assert "sent and stays as it is" in page_of(response)
    assert "Version 2, draft" in page_of(response)
    assert "mine" in page_of(response)
    assert [b.sections[0]["text"] for b in Brief.objects.order_by("version")] == ["You work with us."] * 2


def test_sending_closes_the_version_and_logs_a_touch(manager: Client, collaboration: Collaboration) -> None:
    brief = factories.make_brief(collaboration)
    send = reverse("staff:brief_send", args=[brief.pk])
    assert manager.get(send).status_code == 405
    response = manager.post(send, {"channel": "direct_message", "note": "Hi", "seen": seen_as(brief)}, follow=True)
    page = page_of(response)
    assert "Version 1, sent" in page
    assert "Edit as version 2" in page
    assert "brief-form" not in page
    touch = Touchpoint.objects.get()
    assert (touch.purpose, touch.channel, touch.relationship) == ("brief", "direct_message", collaboration.relationship)
    manager.post(room(collaboration), {"do": "next"})
    assert Brief.objects.get(version=2).sections == brief.sections


@pytest.mark.parametrize(
    ("posted", "told"),
    [
        ({"channel": "pigeon"}, "Select a valid choice"),
        ({"channel": "email", "note": "x" * 1_001}, "at most 1000 characters"),
        ({"channel": "email", "seen": "yesterday"}, "Somebody else"),
    ],
)
def test_a_sending_that_cannot_be_taken_is_told(
    manager: Client, collaboration: Collaboration, posted: dict[str, str], told: str
) -> None:
    brief = factories.make_brief(collaboration)
    response = manager.post(reverse("staff:brief_send", args=[brief.pk]), {"seen": seen_as(brief), **posted})
    assert response.status_code == 200
    assert told in page_of(response)
    assert not Touchpoint.objects.exists()


def test_what_stops_it_is_told_in_place_of_the_button(manager: Client, collaboration: Collaboration) -> None:
    creator = collaboration.relationship.creator
    creator.do_not_contact, creator.do_not_contact_reason = True, "asked by mail"
    creator.save()
    brief = factories.make_brief(collaboration)
    page = page_of(manager.get(room(collaboration)))
    assert "asked by mail" in page
    assert "(do-not-contact)" in page
    assert "Note as sent" not in page
    response = manager.post(
        reverse("staff:brief_send", args=[brief.pk]), {"channel": "email", "seen": seen_as(brief)}, follow=True
    )
    assert "(do-not-contact)" in page_of(response)
    assert not Touchpoint.objects.exists()


def test_a_viewer_reads_and_is_offered_nothing_else(viewer: Client, collaboration: Collaboration) -> None:
    page = page_of(viewer.get(room(collaboration)))
    assert "No brief is written yet" in page
    assert 'name="do"' not in page
    brief = factories.make_brief(collaboration)
    page = page_of(viewer.get(room(collaboration)))
    assert "You work with us." in page
    assert 'name="do"' not in page
    assert "Note as sent" not in page
    for name in ("brief_page", "brief_pdf", "brief_changes"):
        assert viewer.get(reverse(f"staff:{name}", args=[brief.pk])).status_code == 200
    assert viewer.post(room(collaboration), typed(brief, "x")).status_code == 403
    send = reverse("staff:brief_send", args=[brief.pk])
    assert viewer.post(send, {"channel": "email", "seen": seen_as(brief)}).status_code == 403


def test_a_foreign_brief_is_not_there(collaboration: Collaboration) -> None:
    brief = factories.make_brief(collaboration)
    stranger = logged_in(factories.make_manager(factories.make_brand()))
    assert stranger.get(room(collaboration)).status_code == 404
    assert stranger.post(room(collaboration), typed(brief, "x")).status_code == 404
    for name in ("brief_page", "brief_pdf", "brief_changes"):
        assert stranger.get(reverse(f"staff:{name}", args=[brief.pk])).status_code == 404
    assert stranger.post(reverse("staff:brief_send", args=[brief.pk]), {"channel": "email"}).status_code == 404
    huge = 10**30
    assert stranger.get(f"/staff/briefs/{huge}/").status_code == 404
    assert stranger.get(f"/staff/collaborations/{huge}/brief/").status_code == 404


def test_a_version_is_read_and_compared(manager: Client, collaboration: Collaboration) -> None:
    first = factories.make_brief(collaboration)
    alone = manager.get(reverse("staff:brief_changes", args=[first.pk]))
    assert "nothing to compare with" in page_of(alone)
    section = {"key": "brand", "heading": "The brand", "text": f"You work with all of us.\n- {EVIL}"}
    second = factories.make_brief(collaboration, version=2, sections=[section])
    changes = page_of(manager.get(reverse("staff:brief_changes", args=[second.pk])))
    assert "<ins>all of us." in changes.replace("\n", " ") or "<ins>all of " in changes
    assert EVIL not in changes
    for since in ("1", "7", "x", "9" * 30):
        assert manager.get(reverse("staff:brief_changes", args=[second.pk]), {"since": since}).status_code == 200
    page = page_of(manager.get(reverse("staff:brief_page", args=[second.pk])))
    assert "<li>&lt;script&gt;alert(1)&lt;/script&gt; &amp; “x”</li>" in page


def test_the_pdf_holds_the_words_in_the_briefs_language(manager: Client, collaboration: Collaboration) -> None:
    section = {"key": "compensation", "heading": "Votre contrepartie", "text": "Rémunération : 1 200,00 € – l’été"}
    brief = factories.make_brief(collaboration, language="fr", sections=[section])
    response = manager.get(reverse("staff:brief_pdf", args=[brief.pk]))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline; filename")
    words = PdfReader(io.BytesIO(response.content)).pages[0].extract_text()
    for part in ("Brief pour Łukasz O’Neil", "Rémunération : 1 200,00 € – l’été", "Brouillon", "Page 1 sur 1"):
        assert part in words


def test_the_interface_stays_english_around_a_french_brief(manager: Client, collaboration: Collaboration) -> None:
    brief = factories.make_brief(collaboration, language="fr")
    for address in (room(collaboration), reverse("staff:brief_page", args=[brief.pk])):
        page = page_of(manager.get(address, headers={"accept-language": "fr"}))
        assert '<html lang="en">' in page
        assert "Relationships" in page
    assert '<article class="brief" lang="fr">' in page
    assert "pour Łukasz O’Neil" in page


@pytest.mark.parametrize(("text", "told"), [("", "Empty, so left out: Mine."), ("Written.", "")])
def test_whoever_sends_knows_what_is_left_out(
    manager: Client, collaboration: Collaboration, text: str, told: str
) -> None:
    factories.make_brief(collaboration, sections=[{"key": "own", "heading": "Mine", "text": text}])
    page = page_of(manager.get(room(collaboration)))
    assert ("so left out" in page) is bool(told)
    assert told in page


@pytest.mark.parametrize(
    ("followers", "text", "is_told"), [(900, "", True), (900, "Your market!", False), (9_000, "", False)]
)
def test_a_nano_brief_asks_for_a_local_line(followers: int, text: str, is_told: bool) -> None:
    creator = factories.make_creator(followers=followers)
    collaboration = factories.make_collaboration(factories.make_relationship(creator), status=Status.PROPOSED)
    factories.make_brief(collaboration, sections=[{"key": "local_line", "heading": "Here", "text": text}])
    page = page_of(logged_in(factories.make_lead()).get(room(collaboration)))
    assert ("Nobody wrote a local line yet" in page) is is_told


def test_what_is_on_file_today_is_shown_beside_a_term_that_says_otherwise(
    manager: Client, collaboration: Collaboration
) -> None:
    section = {"key": "disclosure", "heading": "Label", "text": "Say #gifted."}
    factories.make_brief(collaboration, sections=[section])
    page = page_of(manager.get(room(collaboration)))
    assert "What is on file today says it differently" in page
    assert "On Instagram the label stands" in page


@pytest.mark.parametrize("network", NETWORKS)
def test_a_brief_can_be_written_for_any_network(network: str) -> None:
    creator = factories.make_creator()
    factories.make_account(creator, "someone.example" if network == "blog" else "@someone", network=network)
    collaboration = factories.make_collaboration(factories.make_relationship(creator), status=Status.PROPOSED)
    client = logged_in(factories.make_lead())
    client.post(room(collaboration), {"do": "start", "language": "en", "network": network})
    assert NETWORKS[network].label in str(Brief.objects.get().sections)


def test_the_room_asks_as_much_for_many_versions_as_for_one(
    manager: Client, collaboration: Collaboration, django_assert_max_num_queries: Any
) -> None:
    """2 for who asks and 2 for their rights; the collaboration, its versions, the playbook; 4 for the creator, the
    brand and what was ticked; a dozen for the facts that could stop it from being sent."""
    for version in range(1, 6):
        factories.make_brief(collaboration, version=version)
        with django_assert_max_num_queries(24):
            manager.get(room(collaboration))


def test_the_brief_is_a_step_away(manager: Client, collaboration: Collaboration) -> None:
    for name, pk in (("collaboration", collaboration.pk), ("relationship", collaboration.relationship_id)):
        page = page_of(manager.get(reverse(f"admin:relationships_{name}_change", args=[pk])))
        assert f'href="{room(collaboration)}"' in page
