"""Reviewing relationships in the staff list, with script and without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from relationships.models import Account, Brand, Creator, Relationship, User
from relationships.services.clock import organisation_today
from relationships.services.derived import rebuild_everything
from tests import factories
from tests.e2e.conftest import PHONE, Visitor

pytestmark = pytest.mark.django_db(transaction=True)

FIRST_PAGE = 50
ROWS = ".list-table tbody tr"


@pytest.fixture
def brand() -> Brand:
    return factories.make_brand("Halden")


@pytest.fixture
def manager(brand: Brand) -> User:
    return factories.make_manager(brand, username="ana", password=factories.PASSWORD)


@pytest.fixture
def sixty(brand: Brand, manager: User) -> None:
    """Fifty micro and ten macro creators, named so that the alphabet tells them apart; two are Ana's. In bulk, the
    copies on their rows in one step: a browser's tests commit, so each makes them anew."""
    names = [*(f"Creator {number:02}" for number in range(59)), "Wendeline Osei"]
    creators = Creator.objects.bulk_create(Creator(name=name) for name in names)
    Account.objects.bulk_create(
        Account(
            creator=creator,
            network="instagram",
            handle=f"@h{number}",
            handle_key=f"h{number}",
            followers=200_000 if number >= 50 else 6_000 + number,
            measured_on=organisation_today(),
        )
        for number, creator in enumerate(creators)
    )
    Relationship.objects.bulk_create(
        Relationship(creator=creator, brand=brand, owner=manager if number in {3, 55} else None)
        for number, creator in enumerate(creators)
    )
    rebuild_everything()


def _names(page: Page) -> list[str]:
    return [name.strip() for name in page.locator(f"{ROWS} .cell-main > a:first-of-type").all_inner_texts()]


def _result(page: Page) -> str:
    return page.locator(".pager__count").inner_text()


@pytest.mark.usefixtures("sixty")
def test_search_narrows_without_a_reload_and_back_brings_it_back(
    visitor: Visitor, manager: User, console: list[str]
) -> None:
    visitor.logs_in(manager)
    page = visitor.opens("staff:relationships")
    page.evaluate("window.neverReloaded = true")
    page.locator("#list-form").get_by_role("searchbox").fill("wendeline")
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page).to_have_url(re.compile("q=wendeline"))
    assert page.evaluate("window.neverReloaded") is True
    expect(page.locator(".chips")).to_contain_text("wendeline")

    page.locator(".chip").first.click()
    expect(page.locator(ROWS)).to_have_count(FIRST_PAGE)
    page.go_back()
    expect(page.locator(ROWS)).to_have_count(1)


@pytest.mark.usefixtures("sixty")
def test_tabs_filters_and_chips_work_together(visitor: Visitor, manager: User, console: list[str]) -> None:
    visitor.logs_in(manager)
    page = visitor.opens("staff:relationships")
    page.get_by_role("link", name=re.compile("^Macro")).click()
    expect(page.locator(ROWS)).to_have_count(10)
    page.get_by_role("link", name="Mine").click()
    expect(page.locator(ROWS)).to_have_count(1)
    assert _names(page) == ["Creator 55"]
    # The tabs follow the other filters: of Ana's two, one is micro.
    expect(page.locator("#tab-micro .tab__count")).to_have_text("1")
    page.locator(".chip", has_text="Macro").click()
    expect(page.locator(ROWS)).to_have_count(2)
    page.get_by_role("link", name="Clear all").first.click()
    expect(page.locator(ROWS)).to_have_count(FIRST_PAGE)


@pytest.mark.usefixtures("sixty")
def test_sorting_and_paging_both_ways(visitor: Visitor, manager: User, console: list[str]) -> None:
    visitor.logs_in(manager)
    page = visitor.opens("staff:relationships")
    assert _names(page)[:2] == ["Creator 00", "Creator 01"]
    assert "1–50 of 60" in _result(page)
    page.get_by_role("link", name="Next", exact=True).click()
    expect(page.locator(".pager__count")).to_contain_text("51–60 of 60")
    assert _names(page)[0] == "Creator 50"
    page.get_by_role("link", name="Previous", exact=True).click()
    expect(page.locator(".pager__count")).to_contain_text("1–50 of 60")
    assert _names(page)[0] == "Creator 00"

    page.locator("th").get_by_role("link", name=re.compile("^Followers")).click()
    expect(page.locator("th[aria-sort]:not([aria-sort='none'])")).to_contain_text("Followers")
    expect(page.locator(ROWS).first).to_contain_text(re.compile("200K|6K"))


@pytest.mark.usefixtures("sixty")
def test_the_name_leads_to_the_workplace(visitor: Visitor, manager: User, console: list[str]) -> None:
    visitor.logs_in(manager)
    page = visitor.opens("staff:relationships")
    page.get_by_role("link", name="Creator 03").click()
    expect(page.get_by_role("heading", name="Creator 03")).to_be_visible()
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_visible()


def test_a_wrong_value_is_told(visitor: Visitor, manager: User, console: list[str]) -> None:
    visitor.logs_in(manager)
    page = visitor.opens("staff:relationships", query="?fit_min=lots&tier=giga")
    notice = page.get_by_role("alert").filter(has_text="Fit from")
    expect(notice).to_be_visible()
    expect(notice).to_contain_text("giga")


@pytest.mark.usefixtures("sixty")
def test_everything_works_without_script(
    browser: Browser, browser_context_args: dict[str, object], live_server: LiveServer, manager: User
) -> None:
    context = browser.new_context(**{**browser_context_args, "java_script_enabled": False, "viewport": PHONE})  # type: ignore[arg-type]
    visitor = Visitor(context.new_page(), live_server.url)
    visitor.logs_in(manager)
    page = visitor.opens("staff:relationships")
    page.locator("#filters > summary").click()
    page.locator("input[name='tier'][value='macro']").check()
    page.get_by_role("button", name="Apply").click()
    expect(page.locator(ROWS)).to_have_count(10)
    page.locator("#list-form").get_by_role("searchbox").fill("wendel")
    page.locator("#list-form").get_by_role("searchbox").press("Enter")
    expect(page.locator(ROWS)).to_have_count(1)
    context.close()
