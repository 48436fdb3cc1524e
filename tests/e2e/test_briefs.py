"""A brief in a real browser: written, read on paper, sent; at a desk and on a phone, light and dark."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from relationships.domain.collaborations import Status
from relationships.models import Brief, Collaboration, Touchpoint, User
from tests import factories
from tests.e2e.conftest import DESK, PHONE, Visitor
from tests.e2e.looks import at_rest, faults_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def agreement() -> tuple[User, Collaboration]:
    brand = factories.make_brand("Halden", values="No waste", language="fr")
    manager = factories.make_manager(brand, password=factories.PASSWORD, email="maya@halden.example")
    creator = factories.make_creator("Noor Haddad", followers=12_400, notice_given_on=date(2026, 1, 1))
    relationship = factories.make_relationship(creator, brand, owner=manager)
    collaboration = factories.make_collaboration(relationship, title="Rentrée", status=Status.PROPOSED)
    return manager, collaboration


def test_a_brief_is_written_read_on_paper_and_sent(
    visitor: Visitor, console: list[str], agreement: tuple[User, Collaboration]
) -> None:
    manager, collaboration = agreement
    visitor.logs_in(manager)
    page = visitor.opens("admin:relationships_collaboration_change", collaboration.pk)
    page.get_by_role("link", name="Brief", exact=True).click()
    expect(page.locator("article.brief")).to_contain_text("Bonjour Noor Haddad,")
    page.get_by_role("button", name="Write version 1").click()

    page.get_by_label("Text, The brand", exact=True).fill("Halden répare les sacs.")
    # Enter saves; it moves no section.
    page.get_by_label("Heading, The brand", exact=True).fill("Qui est Halden")
    page.get_by_label("Heading, The brand", exact=True).press("Enter")
    expect(page.get_by_role("status")).to_contain_text("The brief is saved.")
    assert [section["key"] for section in Brief.objects.get().sections][:3] == ["greeting", "why_you", "brand"]

    page.get_by_role("link", name="Read and print").click()
    article = page.locator("article.brief")
    expect(article).to_contain_text("Qui est Halden")
    page.emulate_media(media="print")
    expect(article).to_be_visible()
    expect(page.get_by_role("navigation").first).to_be_hidden()
    expect(page.get_by_role("link", name="PDF")).to_be_hidden()
    page.emulate_media(media="screen")

    page.get_by_role("link", name="All versions").click()
    page.get_by_label("Channel").select_option("direct_message")
    page.get_by_role("button", name="Note as sent").click()
    expect(page.get_by_role("button", name="Edit as version 2")).to_be_visible()
    assert Brief.objects.get().sent_at
    assert Touchpoint.objects.get().purpose == "brief"


def _console_of(page: Page) -> list[str]:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    return said


@pytest.mark.parametrize("width", [DESK, PHONE], ids=["desk", "phone"])
def test_every_page_of_a_brief_is_whole_silent_and_accessible(
    browser: Browser,
    browser_context_args: dict[str, object],
    live_server: LiveServer,
    agreement: tuple[User, Collaboration],
    width: dict[str, int],
) -> None:
    manager, collaboration = agreement
    first = factories.make_brief(collaboration, language="fr")
    text = "Halden répare.\n- un\n- " + "unbreakable" * 12
    section = {"key": "disclosure", "heading": "Mention", "text": text}
    second = factories.make_brief(collaboration, version=2, sections=[*first.sections, section])
    context = browser.new_context(**{**browser_context_args, "color_scheme": "light", "viewport": width})  # type: ignore[arg-type]
    visitor = Visitor(context.new_page(), live_server.url)
    visitor.logs_in(manager)
    faults: list[str] = []
    for name, pk in (("brief", collaboration.pk), ("brief_page", second.pk), ("brief_changes", second.pk)):
        visitor.page = context.new_page()
        said = _console_of(visitor.page)
        page = visitor.opens(f"staff:{name}", pk)
        at_rest(page)
        faults += [f"{name}: console: {text}" for text in said]
        faults += [f"{name}: {fault}" for fault in faults_of(page)]
        page.close()
    context.close()
    assert faults == []
