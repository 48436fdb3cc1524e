"""Many rows at once as a manager does it: ticked over pages, changed, told, taken back; on a phone; without script."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from relationships.models import Creator, Relationship, User
from relationships.services.derived import rebuild_everything
from tests import factories
from tests.e2e.conftest import PHONE, Visitor
from tests.e2e.looks import faults_of

pytestmark = pytest.mark.django_db(transaction=True)

TICKS = ".list-table tbody .cell-check input"


@pytest.fixture
def manager() -> User:
    """Thirty relationships, so two pages of 25; nobody may contact the first creator."""
    brand = factories.make_brand("Halden")
    manager = factories.make_manager(brand, username="ana", password=factories.PASSWORD)
    given = {"notice_given_on": "2026-01-05"}
    barred = {"do_not_contact": True, "do_not_contact_reason": "Objected."}
    creators = Creator.objects.bulk_create(
        Creator(name=f"Creator {number:02}", **given, **(barred if number == 0 else {})) for number in range(30)
    )
    Relationship.objects.bulk_create(Relationship(creator=creator, brand=brand) for creator in creators)
    rebuild_everything()
    return manager


def _stages() -> set[str]:
    return set(Relationship.objects.values_list("stage", flat=True))


def _goes_on(page: Page, name: str) -> None:
    page.locator("#dialog").get_by_role("button", name=name).click()


def _all_that_match(visitor: Visitor) -> None:
    """One of whom nobody may contact: the result says so, and the list behind is as it is now."""
    page = visitor.opens("staff:relationships", query="?rows=25")
    bar, count, dialog = (page.locator(one) for one in ("#bulk", "#bulk-count", "#dialog"))
    page.locator("#select-page").check()
    expect(count).to_have_text("25 selected")
    bar.get_by_role("button", name="All 30 that match").click()
    expect(count).to_have_text("All 30 that match are selected")
    bar.get_by_role("button", name="Stage").click()
    dialog.get_by_label("Contacted").check()
    _goes_on(page, "Next")
    expect(dialog).to_contain_text("the playbook stops contacting them (must not be contacted)")
    expect(dialog).to_contain_text("Creator 00 × Halden")
    _goes_on(page, "Change 29")
    expect(dialog.get_by_role("heading", name="29 relationships changed")).to_be_visible()
    expect(page.locator(".cell-stage").nth(1)).to_have_text("Contacted")
    page.keyboard.press("Escape")
    expect(bar).to_be_hidden()
    page.get_by_role("link", name="Last bulk change").click()
    _goes_on(page, "Undo")
    expect(page.locator("#toast")).to_contain_text("Taken back: 29 relationships as before.")
    assert _stages() == {"prospect"}


def test_ticked_over_pages_changed_and_taken_back(visitor: Visitor, manager: User, console: list[str]) -> None:
    visitor.logs_in(manager)
    page = visitor.opens("staff:relationships", query="?rows=25")
    bar, count, dialog, toast = (page.locator(one) for one in ("#bulk", "#bulk-count", "#dialog", "#toast"))
    expect(bar).to_be_hidden()

    # By keyboard: the third row, then the ones from there to the fifth.
    page.locator(TICKS).nth(2).focus()
    page.keyboard.press("Space")
    expect(count).to_have_text("1 selected")
    page.locator(TICKS).nth(4).click(modifiers=["Shift"])
    expect(count).to_have_text("3 selected")
    page.locator("a#next").click()
    expect(page.locator(TICKS)).to_have_count(5)
    page.locator(TICKS).first.check()
    expect(count).to_have_text("4 selected, 3 of them on other pages")
    page.reload()
    expect(count).to_have_text("4 selected, 3 of them on other pages")

    bar.get_by_role("button", name="Stage").click()
    expect(dialog.get_by_role("heading", name="Change the stage")).to_be_visible()
    expect(dialog).to_contain_text("4 relationships selected")
    dialog.get_by_label("Active").check()
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("heading", name="Change 4 relationships?")).to_be_visible()
    _goes_on(page, "Choose another value")
    dialog.get_by_label("Dormant").check()
    _goes_on(page, "Next")
    expect(dialog).to_contain_text("Stage: Dormant")
    _goes_on(page, "Change 4")
    expect(toast).to_contain_text("4 relationships changed. Stage: Dormant.")
    expect(bar).to_be_hidden()
    assert Relationship.objects.filter(stage="dormant").count() == 4
    toast.get_by_role("button", name="Undo").click()
    expect(toast).to_contain_text("Taken back: 4 relationships as before.")
    assert _stages() == {"prospect"}

    _all_that_match(visitor)

    # Other filters, other rows: what was ticked before is not meant.
    page.locator(TICKS).first.check()
    page.locator("#list-form").get_by_role("searchbox").fill("creator 29")
    expect(page.locator(TICKS)).to_have_count(1)
    expect(bar).to_be_hidden()


def test_on_a_phone_in_the_dark_and_without_script(
    browser: Browser, browser_context_args: dict[str, object], live_server: LiveServer, manager: User
) -> None:
    given: Any = {**browser_context_args, "viewport": PHONE, "color_scheme": "dark"}
    context = browser.new_context(**given)
    visitor = Visitor(context.new_page(), live_server.url)
    page = visitor.logs_in(manager)
    visitor.opens("staff:relationships", query="?q=creator+0")
    page.locator(TICKS).nth(1).check()
    assert faults_of(page) == []
    page.locator("#bulk").get_by_role("button", name="Owner").click()
    _goes_on(page, "Next")
    expect(page.locator("#dialog")).to_contain_text("Owner: ana")
    assert faults_of(page) == []

    given = {**browser_context_args, "java_script_enabled": False, "storage_state": context.storage_state()}
    plain = browser.new_context(**given)
    context.close()
    page = Visitor(plain.new_page(), live_server.url).opens("staff:relationships", query="?q=creator+0")
    expect(page.locator("#bulk")).to_be_hidden()
    page.locator(TICKS).nth(1).check()
    page.locator(TICKS).nth(2).check()
    page.locator("#bulk").get_by_role("button", name="Add tag").click()
    page.get_by_label("Tag", exact=True).fill("Spring")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Change 2").click()
    expect(page.get_by_role("heading", name="2 relationships changed")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".messagelist")).to_contain_text("Taken back: 2 relationships as before.")
    plain.close()
