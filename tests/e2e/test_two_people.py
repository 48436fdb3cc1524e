"""Two browsers at one relationship; and a creator who is on file already, told while being typed in."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from relationships.models import Creator, Relationship
from tests import factories
from tests.e2e.conftest import PHONE, Visitor
from tests.e2e.looks import violations_of

pytestmark = pytest.mark.django_db(transaction=True)


def _finds_nothing(page: Page) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations_of(page) == []
    page.emulate_media(color_scheme="light")


def test_two_people_edit_one_relationship(
    visitor: Visitor, browser: Browser, live_server: LiveServer, console: list[str]
) -> None:
    brand = factories.make_brand("Halden")
    ana, lea = (
        factories.make_manager(brand, username=name, first_name=name.title(), password=factories.PASSWORD)
        for name in ("ana", "lea")
    )
    row = factories.make_relationship(factories.make_creator("Noor Haddad", followers=12_000), brand, owner=ana)
    work = factories.make_collaboration(row, title="Tea box", status="proposed")
    page = visitor.logs_in(ana)
    visitor.opens("admin:relationships_relationship_change", row.pk)
    page.locator("[name='notes']").fill("Ana called her.")
    page.locator("[name='next_action']").fill("Send the tea box")

    with browser.new_context() as context:
        other = Visitor(context.new_page(), live_server.url)
        theirs = other.logs_in(lea)
        other.opens("admin:relationships_relationship_change", row.pk)
        theirs.locator("[name='notes']").fill("Lea wrote to her.")
        theirs.locator("select[name='stage']").select_option("active")
        theirs.locator("#collaborations-0 > details > summary").click()
        theirs.locator("[name='collaborations-0-title']").fill("Coffee box")
        theirs.get_by_role("button", name="Save", exact=True).click()
        expect(theirs.get_by_role("status").first).to_contain_text("is saved")

    # A step beside the form keeps what was typed into it.
    line = page.locator(".check-line", has_text="Address to send to")
    line.get_by_text("Settle…").click()
    line.get_by_role("button", name="Settled").click()
    expect(page.locator(".check-line", has_text="Address to send to")).to_contain_text("Settled by Ana")
    expect(page.locator("[name='notes']")).to_have_value("Ana called her.")

    page.locator("#collaborations-0 > details > summary").click()
    page.locator("[name='collaborations-0-title']").fill("Cocoa box")
    page.get_by_role("button", name="Save", exact=True).click()
    panel = page.get_by_role("region", name="Somebody else saved this while you had it open")
    expect(panel).to_be_focused()
    expect(panel).to_contain_text("Lea saved it")
    expect(panel.get_by_role("row", name=re.compile("Stage"))).to_contain_text("taken over")
    expect(panel.get_by_role("row", name=re.compile("^Next action"))).to_contain_text("kept")
    _finds_nothing(page)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a width and a height
    assert panel.evaluate("e => e.getBoundingClientRect().right <= innerWidth"), "nothing is clipped on a phone"
    _finds_nothing(page)

    # Chosen by keyboard: theirs for the notes, one's own title.
    panel.get_by_role("radio", name="Notes, theirs: Lea wrote to her.").focus()
    page.keyboard.press("Space")
    expect(page.locator("[name='notes']")).to_have_value("Lea wrote to her.")
    panel.get_by_role("radio", name="Title, theirs: Coffee box").focus()
    page.keyboard.press("ArrowRight")
    expect(panel.get_by_role("radio", name="Title, yours: Cocoa box")).to_be_checked()
    panel.get_by_role("button", name="Save these").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("is saved")
    row = Relationship.objects.get(pk=row.pk)
    assert (row.notes, row.stage, row.next_action) == ("Lea wrote to her.", "active", "Send the tea box")
    work.refresh_from_db()
    assert work.title == "Cocoa box"
    # The browser itself tells of the page's status.
    console[:] = [said for said in console if "409 (Conflict)" not in said]


def test_a_creator_who_is_on_file_already(visitor: Visitor, console: list[str]) -> None:
    brand = factories.make_brand("Halden")
    known = factories.make_creator("Noor Haddad", email="noor@example.org", followers=12_000)
    factories.make_relationship(known, brand)
    page = visitor.logs_in(factories.make_manager(brand, password=factories.PASSWORD))
    visitor.opens("admin:relationships_creator_add")
    page.locator("[name='name']").fill("N. Haddad")
    page.locator("[name='email']").fill("Noor@example.org")
    page.keyboard.press("Tab")
    told = page.get_by_role("region", name="Perhaps on file already")
    expect(told).to_contain_text("Has the same e-mail")
    expect(told.get_by_role("link", name="Halden")).to_be_visible()
    _finds_nothing(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(told).to_be_visible()
    assert Creator.objects.count() == 1
    told.get_by_role("checkbox").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("N. Haddad")
    assert Creator.objects.count() == 2
    console[:] = [said for said in console if "409 (Conflict)" not in said]
