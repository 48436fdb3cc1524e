"""A row and its workplace by keyboard alone; two people at one row; the dialog's looks on desk and phone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from relationships.models import Collaboration, Rating, Relationship, Touchpoint, User
from tests import factories
from tests.e2e.conftest import DESK, PHONE, Visitor
from tests.e2e.looks import violations_of

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class Room:
    row: Relationship
    ana: User
    leo: User


@pytest.fixture
def room() -> Room:
    brand = factories.make_brand("Halden")
    ana, leo = (
        factories.make_manager(brand, username=name, first_name=name.capitalize(), password=factories.PASSWORD)
        for name in ("ana", "leo")
    )
    creator = factories.make_creator("Bea Lind", followers=12_400)
    return Room(factories.make_relationship(creator, brand, owner=ana, stage="active"), ana, leo)


def opens_with_key(page: Page, key: str, title: str) -> None:
    page.keyboard.press("Enter")
    expect(page.locator("#dialog").get_by_role("heading", name="What is next?")).to_be_visible()
    page.keyboard.press(key)
    expect(page.locator("#dialog").get_by_role("heading", name=title)).to_be_visible()


def test_a_row_by_keyboard_alone(visitor: Visitor, room: Room, console: list[str]) -> None:
    visitor.logs_in(room.ana)
    page = visitor.opens("staff:relationships")
    press, toast = page.keyboard.press, page.locator("#toast")
    menu = page.locator("[data-quick]")
    menu.focus()

    opens_with_key(page, "s", "Stage")
    expect(page.locator("#dialog").get_by_label("Active")).to_be_focused()
    press("ArrowRight")
    press("Enter")
    expect(toast).to_contain_text("The stage is changed.")
    expect(page.locator(".cell-stage")).to_have_text("Dormant")
    expect(menu).to_be_focused()
    press("Control+z")
    expect(toast).to_contain_text("Taken back")
    expect(page.locator(".cell-stage")).to_have_text("Active")

    # Escape leads back to the row, and what was typed is there again.
    menu.focus()
    opens_with_key(page, "l", "Log a touch")
    expect(page.locator("#dialog").get_by_label("What was said")).to_be_focused()
    page.keyboard.type("She loved it")
    press("Escape")
    expect(page.locator("#dialog")).to_be_hidden()
    expect(menu).to_be_focused()
    opens_with_key(page, "l", "Log a touch")
    expect(page.locator("#dialog").get_by_label("What was said")).to_have_value("She loved it")
    page.locator("#dialog").get_by_role("button", name="+1 week").focus()
    press("Enter")
    page.locator("#dialog").get_by_label("Next action", exact=True).focus()
    press("Control+a")
    page.keyboard.type("Ask for a review")
    press("Enter")
    expect(toast).to_contain_text("The touch is logged.")
    expect(page.locator(".cell-due")).to_contain_text("Ask for a review")
    expect(page.locator(".cell-touch")).to_contain_text("today")
    assert Touchpoint.objects.get().by == room.ana

    _tags_and_rates(page)
    _is_refused_and_mends(page)


def _tags_and_rates(page: Page) -> None:
    press = page.keyboard.press
    page.locator("[data-quick]").focus()
    opens_with_key(page, "t", "Tags")
    expect(page.locator("#dialog").get_by_label("Others")).to_be_focused()
    page.keyboard.type("Launch, reviews well")
    press("Enter")
    expect(page.locator("#toast")).to_contain_text("The tags are changed.")
    expect(page.locator("[data-quick]")).to_be_focused()
    opens_with_key(page, "r", "Rate the fit")
    expect(page.locator("#dialog input[type=radio]:focus")).to_have_count(1)
    press("4")
    press("Enter")
    expect(page.get_by_text("Say what shows it")).to_be_visible()
    expect(page.locator("#dialog").get_by_label("Evidence: Values")).to_be_focused()
    page.keyboard.type("Three posts about repair")
    press("Enter")
    expect(page.locator("#toast")).to_contain_text("1 criterion rated")
    assert Rating.objects.get().value == 4
    press("Control+z")
    expect(page.locator("#toast")).to_contain_text("the rating is taken back")
    assert not Rating.objects.exists()


def _is_refused_and_mends(page: Page) -> None:
    press = page.keyboard.press
    page.locator(".cell-due [data-dialog]").focus()
    press("Space")
    expect(page.locator("#dialog").get_by_label("Next action", exact=True)).to_be_focused()
    press("Control+a")
    press("Delete")
    press("Enter")
    expect(page.get_by_text("Say what the next action is")).to_be_visible()
    expect(page.locator("#dialog").get_by_label("Next action", exact=True)).to_be_focused()
    press("Escape")
    expect(page.locator(".cell-due [data-dialog]")).to_be_focused()


def test_two_at_one_row_and_the_workplace(
    visitor: Visitor, browser: Browser, live_server: LiveServer, room: Room
) -> None:
    page = visitor.logs_in(room.ana)
    visitor.opens("admin:relationships_relationship_change", room.row.pk)
    page.get_by_role("button", name="More").click()
    page.locator("#dialog [data-key=s]").click()
    page.locator("#dialog").get_by_text("Dormant").click()

    other = browser.new_context()
    second = Visitor(other.new_page(), live_server.url)
    second.logs_in(room.leo)
    theirs = second.opens("staff:quick_stage", room.row.pk)
    theirs.get_by_text("Negotiating").click()
    theirs.get_by_role("button", name="Save").click()
    expect(theirs.get_by_text("The stage is changed.")).to_be_visible()
    other.close()

    page.locator("#dialog").get_by_role("button", name="Save").click()
    expect(page.locator("#dialog").get_by_role("alert")).to_contain_text("Leo changed this")
    expect(page.locator("#dialog .theirs tbody")).to_contain_text("Negotiating")
    page.get_by_role("button", name="Save mine all the same").click()
    expect(page.locator("#toast")).to_contain_text("The stage is changed.")
    room.row.refresh_from_db()
    assert room.row.stage == "dormant"

    # While something is being typed into the page itself, a step does not throw it away.
    page.locator("#id_notes").fill("Half a sentence")
    page.get_by_role("button", name="Start a collaboration").click()
    page.locator("#dialog").get_by_label("Title").fill("Spring launch")
    page.get_by_role("button", name="Put it on file").dblclick()
    expect(page.locator("#toast")).to_contain_text("on file as proposed")
    expect(page.locator("#id_notes")).to_have_value("Half a sentence")
    assert Collaboration.objects.get().title == "Spring launch"


@pytest.mark.parametrize(("scheme", "width"), [("light", DESK), ("dark", PHONE)], ids=["desk", "phone"])
def test_its_forms_are_whole_and_accessible(
    browser: Browser,
    browser_context_args: dict[str, object],
    live_server: LiveServer,
    room: Room,
    scheme: Literal["light", "dark"],
    width: dict[str, int],
) -> None:
    factories.make_tag("Launch", room.row)
    factories.make_rating(room.row, "values", 3, reviewer=room.ana, on=timezone.localdate())
    context = browser.new_context(**{**browser_context_args, "color_scheme": scheme, "viewport": width})  # type: ignore[arg-type]
    visitor = Visitor(context.new_page(), live_server.url)
    visitor.logs_in(room.ana)
    page = visitor.opens("staff:relationships")
    faults = []
    for key in ("", *"lnsotcrb"):
        page.locator("[data-quick]").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#dialog [data-steps]")).to_be_visible()
        if key:
            page.keyboard.press(key)
            expect(page.locator("#dialog [data-steps]")).to_have_count(0)
            expect(page.locator("#dialog form")).to_be_visible()
        if key in {"l", "b"}:
            # As it looks when something was not understood: no summary, or an end before the start.
            if key == "b":
                page.locator("#dialog [name=starts_on]").fill("2031-05-02")
                page.locator("#dialog [name=ends_on]").fill("2031-05-01")
            page.locator("#dialog button[type=submit]").click()
            expect(page.locator("#dialog").get_by_role("alert")).to_be_visible()
        if page.evaluate(
            "document.getElementById('dialog').scrollWidth > document.getElementById('dialog').clientWidth"
        ):
            faults.append(f"{key}: wider than the dialog")
        faults += [f"{key}: {fault}" for fault in violations_of(page)]
        if page.locator("#dialog").is_visible():
            page.keyboard.press("Escape")
    context.close()
    assert faults == []
