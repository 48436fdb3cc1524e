"""From anywhere to a relationship by keyboard, and files put there and taken out again; at a desk, on a phone, bare."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer

from relationships.models import Attachment, Relationship, SavedView, User
from tests import factories
from tests.e2e.conftest import PHONE, Visitor
from tests.e2e.looks import violations_of

pytestmark = pytest.mark.django_db(transaction=True)

PDF = b"%PDF-1.7 terms"


@pytest.fixture
def desk() -> tuple[User, Relationship]:
    brand = factories.make_brand("Halden")
    manager = factories.make_manager(brand, password=factories.PASSWORD)
    relationship = factories.make_relationship(factories.make_creator("Noor Haddad", followers=12_400), brand)
    factories.make_relationship(factories.make_creator("Noor Abadi", followers=9_000), brand)
    SavedView.objects.create(owner=manager, list_key="relationships", name="Noorish", query="q=noor")
    return manager, relationship


def _file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def _axe(page: Page) -> list[str]:
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        found += [f"{scheme}: {fault}" for fault in violations_of(page, "#palette[open], #attachments")]
    page.emulate_media(color_scheme="light")
    return found


def _active(page: Page) -> str:
    return page.locator("#palette [role=option][aria-selected=true] .palette__label").inner_text()


def test_by_keyboard_to_a_relationship_and_its_files(
    visitor: Visitor, console: list[str], desk: tuple[User, Relationship], tmp_path: Path
) -> None:
    manager, relationship = desk
    page = visitor.begins(manager)
    workplace = reverse("admin:relationships_relationship_change", args=[relationship.pk])

    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Creator, brand, view or page")
    expect(field).to_be_focused()
    expect(page.get_by_role("option", name="Add a relationship")).to_be_visible()
    page.keyboard.type("noor")
    expect(page.locator("#palette-status")).to_have_text("5 results")
    assert _active(page) == "Noor Abadi"
    page.keyboard.press("ArrowDown")
    assert _active(page) == "Noor Haddad"
    expect(field).to_have_attribute("aria-activedescendant", re.compile("palette-hit-"))
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()
    # Enter may come before the results do.
    page.keyboard.press("Control+k")
    field.fill("haddad")
    field.press("Enter")
    page.wait_for_url(f"**{workplace}")

    panel = page.locator("#attachments")
    choose = panel.get_by_label("Add files")
    choose.set_input_files([_file("Deal.pdf", PDF), _file("logo.svg", b"<svg/>")])
    expect(panel.locator("#attach-chosen")).to_contain_text("Deal.pdf, 14 bytes")
    panel.get_by_label("What it is").select_option("contract")
    panel.get_by_label("Note").fill("Countersigned")
    panel.get_by_role("button", name="Attach").click()
    expect(page.locator(".messagelist")).to_contain_text("Kept: Deal.pdf.")
    expect(page.locator(".messagelist")).to_contain_text("Not kept: logo.svg: A web page or a drawing")

    with page.expect_download() as download:
        panel.get_by_role("link", name="Deal.pdf", exact=True).click()
    download.value.save_as(tmp_path / "back")
    assert (download.value.suggested_filename, (tmp_path / "back").read_bytes()) == ("Deal.pdf", PDF)

    panel.get_by_role("link", name="Edit Deal.pdf").click()
    page.get_by_role("dialog").get_by_label("What it is").select_option("proof")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(panel.locator(".badge")).to_have_text("Proof")

    # Dropped like from a folder.
    page.evaluate(
        """() => {
            const files = new DataTransfer();
            files.items.add(new File(["Hello"], "Brief.txt"));
            const zone = document.querySelector(".attach__zone");
            zone.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
        }"""
    )
    expect(panel.locator("#attach-chosen")).to_contain_text("Brief.txt, 5 bytes")
    page.keyboard.press("Control+k")
    page.keyboard.type("noorish")
    expect(page.get_by_role("option", name="Noorish")).to_be_visible()
    assert console == []
    assert _axe(page) == []
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/staff/relationships/\?.*view="))
    assert Attachment.objects.get().kind == "proof"
    console.clear()


def test_on_a_phone_and_without_script(
    browser: Browser,
    browser_context_args: dict[str, object],
    live_server: LiveServer,
    desk: tuple[User, Relationship],
) -> None:
    manager, relationship = desk
    phone = Visitor(
        browser.new_context(**{**browser_context_args, "viewport": PHONE}).new_page(),  # type: ignore[arg-type]
        live_server.url,
    )
    page = phone.begins(manager)
    page.locator(".topbar").get_by_role("button", name="Search").click()
    page.get_by_role("combobox", name="Creator, brand, view or page").fill("haddad")
    page.get_by_role("option", name="Noor Haddad").first.click()
    page.wait_for_url(re.compile(rf"/relationship/{relationship.pk}/change/"))
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    context = browser.new_context(
        **{**browser_context_args, "java_script_enabled": False},  # type: ignore[arg-type]
        storage_state=page.context.storage_state(),
    )
    bare = Visitor(context.new_page(), live_server.url)
    page = bare.opens("staff:relationships")
    page.get_by_role("link", name="Search…").click()
    page.get_by_role("searchbox").fill("noor had")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Noor Haddad Halden").click()
    panel = page.locator("#attachments")
    panel.get_by_label("Add files").set_input_files([_file("run.pdf", b"MZ")])
    panel.get_by_label("What it is").select_option("brief")
    panel.get_by_label("Note").fill("For May")
    panel.get_by_role("button", name="Attach").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was kept. run.pdf: Its name says PDF")
    expect(page.get_by_label("Note")).to_have_value("For May")
    page.get_by_label("Add files").set_input_files([_file("Deal.pdf", PDF)])
    page.get_by_role("button", name="Attach").click()
    page.get_by_role("link", name="Delete Deal.pdf").click()
    page.get_by_role("button", name="Delete for good").click()
    expect(page.locator(".messagelist")).to_contain_text("Deleted: Deal.pdf.")
    context.close()
    phone.page.context.close()
