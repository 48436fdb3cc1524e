"""A list's way as an account manager goes it: sent, told, looked at, brought in, taken back; pasted on a phone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from relationships.models import Account, Creator, CreatorImport, Relationship, User
from tests import factories
from tests.e2e.conftest import PHONE, Visitor
from tests.e2e.looks import faults_of

pytestmark = pytest.mark.django_db(transaction=True)

LIST = """Our list of May;;;;;;;;;
Handle;Name;Followers;Country;E-mail;Xyzzy 1;Xyzzy 2;Xyzzy 3;Xyzzy 4;Xyzzy 5
@ana;Ana Sol;12,4K;Poland;ana@example.org;q;q;q;q;q
@ben;Ben Ray;3.4;Germany;ben@example.org;q;q;q;q;q
@zoe;Zoë Hart;1.2M;Germany;zoe@example.org;q;q;q;quux;q
"""


@pytest.fixture
def manager() -> User:
    """Of one brand; a creator is on file who may be one of the list."""
    factories.make_creator("Zoe Hart", followers=900_000, email="zoe@example.org", country="DE")
    return factories.make_manager(factories.make_brand("Halden"), username="mia")


def _next(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def _finds_columns(page: Page) -> None:
    """Columns that mean nothing here are folded; one is found by its name or by what stands in it."""
    page.get_by_text("5 columns were not recognised").click()
    for wanted, count in (("xyzzy 3", 1), ("QUUX", 1), ("xyz", 5), ("nothing", 0)):
        page.get_by_label("Find a column").fill(wanted)
        expect(page.locator("#found-columns")).to_have_text(f"{count} of 5")
        expect(page.locator("#folded-columns > li:visible")).to_have_count(count)
    page.keyboard.press("Enter")
    expect(page.locator("#found-columns")).to_have_text("0 of 5")
    page.get_by_label("Find a column").fill("")


def _goes_on(page: Page) -> list[str]:
    """Nobody decided: the row waits on the record, and is gone on with from there."""
    waiting = page.get_by_role("region", name="Rows that nobody decided")
    expect(waiting).to_contain_text("Zoe Hart")
    expect(page.get_by_role("region", name="Refused rows")).not_to_contain_text("zoe")
    found = [f"undecided: {fault}" for fault in faults_of(page)]
    _next(page, "Decide about them now")
    page.get_by_role("navigation", name="Rows").get_by_role("link", name="In doubt").click()
    return found


def test_sent_told_looked_at_brought_in_and_taken_back(
    visitor: Visitor, manager: User, console: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text(LIST, encoding="utf-8")
    visitor.logs_in(manager)
    page = visitor.opens("staff:relationships")
    page.get_by_role("link", name="Import a list").click()
    page.get_by_label("Choose a file").set_input_files(file)
    expect(page.locator("#file-chosen")).to_contain_text("list.csv")
    found = [f"new: {fault}" for fault in faults_of(page)]
    _next(page, "Next: its columns")

    # Nothing says which network the list is of; a choice asks anew what is missing.
    expect(page.locator("#column-problems")).to_contain_text("which network")
    found += [f"columns: {fault}" for fault in faults_of(page)]
    _next(page, "Next: what it would do")
    expect(page.locator("#column-problems")).to_contain_text("which network")
    # Longer than work goes on before it is shown: nothing works any more, and nothing lies over the page.
    page.wait_for_timeout(800)
    expect(page.locator("[data-here]")).to_be_hidden()
    page.locator("#network").select_option("instagram")
    expect(page.locator("#column-problems")).to_have_count(0)
    _finds_columns(page)
    found += [f"folded: {fault}" for fault in faults_of(page)]
    page.get_by_label("Keep these columns as").fill("Agency")
    _next(page, "Next: what it would do")

    expect(page.get_by_role("heading", name="What will happen")).to_be_visible()
    assert Creator.objects.count() == 1
    found += [f"preview: {fault}" for fault in faults_of(page)]
    page.get_by_role("navigation", name="Rows").get_by_role("link", name="Refused").click()
    expect(page.get_by_role("region", name="Refused rows")).to_contain_text("3.4")
    page.get_by_role("navigation", name="Rows").get_by_role("link", name="In doubt").click()
    found += [f"doubts: {fault}" for fault in faults_of(page)]
    _next(page, "Bring in 1 creator")
    found += _goes_on(page)
    # By keyboard: the answer stays where it was given.
    same = page.locator(".import-decide").get_by_role("button", name="The same person")
    same.focus()
    page.keyboard.press("Enter")
    expect(same).to_have_attribute("aria-pressed", "true")
    expect(same).to_be_focused()
    _next(page, "Bring in 1 creator")

    expect(page.get_by_role("link", name="Take it back")).to_be_visible()
    assert Account.objects.filter(creator__name="Zoe Hart").count() == 2
    assert Relationship.objects.count() == 2
    found += [f"record: {fault}" for fault in faults_of(page)]
    page.get_by_role("link", name="Take it back").click()
    page.locator("#dialog").get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("removed again")).to_be_visible()
    assert Relationship.objects.get().creator.name == "Ana Sol"
    assert Account.objects.filter(creator__name="Zoe Hart").count() == 1
    page.get_by_role("link", name="Imports").click()
    expect(page.get_by_role("row", name="Undecided of list.csv")).to_contain_text("Taken back")
    assert found == []


def test_pasted_on_a_phone_in_the_dark_and_without_script(
    browser: Browser, browser_context_args: dict[str, object], live_server: LiveServer, manager: User
) -> None:
    given: Any = {**browser_context_args, "viewport": PHONE, "color_scheme": "dark"}
    context = browser.new_context(**given)
    visitor = Visitor(context.new_page(), live_server.url)
    page = visitor.logs_in(manager)
    visitor.opens("staff:import_new")
    page.get_by_label("Paste it").fill("Handle\tER\n@ana\t4,5\n@ben\t3,1\n")
    expect(page.locator("#text-seen")).to_have_text("3 lines, 2 columns")
    found = [f"new: {fault}" for fault in faults_of(page)]
    page.get_by_label("Network, where").select_option("tiktok")
    _next(page, "Next: its columns")
    expect(page.get_by_label("Unit of ER")).to_be_visible()
    found += [f"columns: {fault}" for fault in faults_of(page)]

    given = {**browser_context_args, "java_script_enabled": False, "storage_state": context.storage_state()}
    plain = browser.new_context(**given)
    address = page.url
    context.close()
    page = plain.new_page()
    page.goto(address)
    page.get_by_label("Unit of ER").select_option("percent")
    _next(page, "Ask anew")
    expect(page.get_by_label("Unit of ER")).to_have_value("percent")
    _next(page, "Next: what it would do")
    _next(page, "Bring in 2 creators")
    expect(page.get_by_role("link", name="Take it back")).to_be_visible()
    assert CreatorImport.objects.get().status == "done"
    plain.close()
    assert found == []
