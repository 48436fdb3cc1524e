"""A list as somebody keeps it: a view saved, changed and taken up by a colleague; its columns; and all by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from relationships.models import Creator, ListSetting, Relationship, SavedView, User
from relationships.services.derived import rebuild_everything
from tests import factories
from tests.e2e.conftest import PHONE, Visitor

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = ".list-table tbody tr"


@pytest.fixture
def ana() -> User:
    """Of sixty rows, every third is of Ana's."""
    brand = factories.make_brand("Halden")
    ana = factories.make_manager(brand, username="ana", first_name="Ana", password=factories.PASSWORD)
    creators = Creator.objects.bulk_create(Creator(name=f"Creator {number:02}") for number in range(60))
    Relationship.objects.bulk_create(
        Relationship(creator=creator, brand=brand, owner=None if number % 3 else ana)
        for number, creator in enumerate(creators)
    )
    rebuild_everything()
    return ana


def at_hand(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def heads(page: Page) -> list[str]:
    return [head.partition(",")[0].strip() for head in page.locator(".list-table thead th").all_inner_texts()]


def test_a_view_is_kept_changed_and_saved_by_keyboard(visitor: Visitor, ana: User, console: list[str]) -> None:
    visitor.logs_in(ana)
    page = visitor.opens("staff:relationships", query="?owner=me&sort=-creator")
    press = page.keyboard.press
    page.get_by_role("link", name="Save as a view…").first.focus()
    press("Enter")
    expect(page.get_by_label("Name")).to_be_focused()
    page.keyboard.type("Mine backwards")
    press("Tab")
    press("Tab")
    press("Space")  # begin with it
    press("Enter")
    expect(page.get_by_text("The view “Mine backwards” is saved.")).to_be_visible()
    page = visitor.opens("staff:relationships")
    expect(page.locator(".views__tab[aria-current]")).to_contain_text("Mine backwards")
    expect(page.locator(ROWS).first).to_contain_text("Creator 57")

    # Columns: one moved up, one hidden, one more.
    page.locator("#columns").focus()
    press("Enter")
    page.get_by_role("button", name="Move Tier up").focus()
    press("Enter")
    expect(page.locator("[data-chooser-status]")).to_have_text("Tier, 2 of 23")
    page.locator("#dialog").get_by_label("Brand", exact=True).focus()
    press("Space")
    page.locator("#dialog").get_by_label("Tags", exact=True).focus()
    press("Space")
    press("Enter")
    expect(page.get_by_text("Changed", exact=True)).to_be_visible()
    assert heads(page)[:3] == ["Creator", "Tier", "Followers"]
    assert heads(page)[-1] == "Tags"
    page.locator("#view-save").focus()
    press("Enter")
    expect(page.get_by_text("Changed", exact=True)).to_be_hidden()
    expect(page).to_have_url(re.compile(r"\?owner=me&sort=-creator&view=\d+$"))
    assert SavedView.objects.get().columns[:3] == ["creator", "tier", "followers"]
    _through_the_rows(page)


def _through_the_rows(page: Page) -> None:
    press = page.keyboard.press
    page.locator("h1").click()
    press("j")
    press("j")
    expect(page.locator(":focus")).to_have_text("Creator 54")
    press("ArrowUp")
    expect(page.locator(":focus")).to_have_text("Creator 57")
    press("x")
    expect(page.locator(f"{ROWS} .cell-check input:checked")).to_have_count(1)
    expect(page.locator("#list-status")).to_have_text("Creator 57 selected.")
    press("e")
    expect(page.locator("#dialog")).to_be_visible()
    press("j")  # no key of the list while a dialog is open
    press("Escape")
    expect(page.locator("#dialog")).to_be_hidden()
    press("/")
    expect(page.locator("#list-form").get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("jx")  # letters, while one types
    press("Escape")
    assert at_hand(page).startswith("Creator 5") or page.locator(ROWS).count() == 0
    press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.get_by_label("Letters work as keys").uncheck()
    press("Escape")
    press("/")
    expect(page.locator("#list-form").get_by_role("searchbox")).not_to_be_focused()


def test_what_a_colleague_shares_and_what_did_not_arrive(visitor: Visitor, ana: User) -> None:
    bea = factories.make_lead(first_name="Bea")
    hidden = factories.make_brand("Zyxwoo")
    SavedView.objects.create(
        owner=bea, list_key="relationships", name="Her brand", query=f"brand={hidden.pk}", is_shared=True
    )
    page = visitor.logs_in(ana)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page = visitor.opens("staff:relationships")
    page.locator(".views__menu > summary").click()
    page.get_by_role("link", name="Her brand by Bea").click()
    expect(page.get_by_text("Nothing in this view is yours to see")).to_be_visible()
    page.get_by_role("link", name="Leave that filter out").click()
    expect(page.locator(ROWS)).to_have_count(50)

    page.set_viewport_size({"width": 1440, "height": 900})
    for answer, told in ((lambda route: route.abort(), "Nothing came back"), (_broken, "The fault is ours")):
        page.route("**/relationships/?*sort=*", answer)
        page.locator("#sort-tier").click()
        expect(page.locator("#list-failure")).to_contain_text("The list could not be brought up to date")
        expect(page.get_by_text(told)).to_be_visible()
        page.unroute("**/relationships/?*sort=*")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Tier")
    expect(page.locator("#list-failure")).to_be_hidden()

    # The heads of the columns stay in sight on a long page, and dragging a grip changes their order.
    page.mouse.wheel(0, 1_500)
    expect(page.locator(".list-table thead th").first).to_be_in_viewport()
    page.locator("h1").scroll_into_view_if_needed()
    page.locator("#columns").click()
    grip, other = (page.locator(f".chooser__line:has([value={key}]) .chooser__grip") for key in ("owner", "stage"))
    grip.scroll_into_view_if_needed()
    box = other.bounding_box()
    assert box
    grip.hover()
    page.mouse.down()
    page.mouse.move(box["x"] + 5, box["y"] + 2, steps=4)
    page.mouse.up()
    page.get_by_role("button", name="Show these columns").click()
    page.wait_for_url(re.compile("columns="))
    expect(page.locator(".list-table thead th").last).to_contain_text("Stage")
    assert heads(page)[-2:] == ["Owner", "Stage"]
    expect(page.get_by_text("Changed", exact=True)).to_be_visible()
    assert not ListSetting.objects.exists()


def _broken(route: object) -> None:
    route.fulfill(status=500, body="")  # type: ignore[attr-defined]
