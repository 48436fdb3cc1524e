"""The day's lists at work: what is due is dragged to another day, taken back, and moved by keyboard; a fit is rated
from its row; collaborations are narrowed to what asks for somebody."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from relationships.models import Rating, Relationship, User
from tests import factories
from tests.e2e.conftest import Visitor
from tests.e2e.looks import at_rest

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = timezone.localdate()


@pytest.fixture
def ana() -> User:
    brand = factories.make_brand("Halden")
    ana = factories.make_manager(brand, username="ana", password=factories.PASSWORD)
    for name, days in (("Bea Lind", -2), ("Cleo Maren", 0)):
        creator = factories.make_creator(name, followers=12_400)
        plan: dict[str, Any] = {"next_action": f"Call {name}", "next_action_on": TODAY + timedelta(days=days)}
        row = factories.make_relationship(creator, brand, owner=ana, stage="active", **plan)
        factories.make_collaboration(row, title="Spring kit", compensation="paid", fee=90, status="agreed")
    owed = {"compensation": "paid", "fee": 100, "payment_due_on": TODAY - timedelta(days=5)}
    factories.make_collaboration(
        factories.make_relationship(factories.make_creator("Dag Owed", followers=9_000), brand, owner=ana), **owed
    )
    return ana


def test_a_day_with_the_lists(visitor: Visitor, ana: User, console: list[str]) -> None:
    visitor.logs_in(ana)
    page = visitor.opens("staff:due")
    _drags_and_takes_back(page)
    _moves_by_keyboard(page)
    _rates_in_the_row(visitor)
    _finds_what_is_owed(visitor)


def _planned(name: str) -> date | None:
    return Relationship.objects.get(creator__name=name).next_action_on


def _drop(page: Page, row: str, day: int) -> None:
    """Take the row at its handle and let go over that day of the strip."""
    at_rest(page)
    handle = page.get_by_role("row", name=row).locator("[data-grip]").bounding_box()
    place = page.locator(".due-day").nth(day).bounding_box()
    assert handle
    assert place
    page.mouse.move(handle["x"] + 4, handle["y"] + 4)
    page.mouse.down()
    page.mouse.move(place["x"] + 20, place["y"] + 60, steps=3)
    page.mouse.move(place["x"] + 20, place["y"] + 20, steps=3)
    expect(page.locator(".due-day--over")).to_have_count(1)
    page.mouse.up()


def _drags_and_takes_back(page: Page) -> None:
    heading = page.locator(".list-heading")
    expect(heading).to_have_count(2)
    expect(page.get_by_role("row", name="Dag Owed").locator("[data-grip]")).to_have_count(0)
    _drop(page, "Bea Lind", 3)
    expect(page.locator("#toast")).to_contain_text("Bea Lind × Halden: moved to")
    expect(heading).to_have_count(3)
    assert _planned("Bea Lind") == TODAY + timedelta(days=3)
    page.locator("#toast").get_by_role("button", name="Undo").click()
    expect(page.locator("#toast")).to_contain_text("Moved back: 1 action.")
    expect(heading).to_have_count(2)
    assert _planned("Bea Lind") == TODAY - timedelta(days=2)

    # Both at once, when both are ticked.
    for name in ("Bea Lind", "Cleo Maren"):
        page.get_by_role("checkbox", name=f"Select {name}").check()
    _drop(page, "Cleo Maren", 5)
    expect(page.locator("#toast")).to_contain_text("2 actions moved to")
    assert _planned("Bea Lind") == _planned("Cleo Maren") == TODAY + timedelta(days=5)


def _moves_by_keyboard(page: Page) -> None:
    press = page.keyboard.press
    at_rest(page)
    page.get_by_role("link", name="Bea Lind", exact=True).focus()
    press("m")
    dialog = page.locator("#dialog")
    expect(dialog.get_by_role("heading", name="Move to another day")).to_be_visible()
    expect(dialog.get_by_role("button", name="Today")).to_be_focused()
    press("Tab")
    press("Enter")
    expect(page.locator("#toast")).to_contain_text("Bea Lind × Halden: moved to")
    assert _planned("Bea Lind") == TODAY + timedelta(days=1)

    # A day that is typed in is sent by Enter, and one that has passed is asked again.
    at_rest(page)
    page.get_by_role("link", name="Bea Lind", exact=True).focus()
    press("m")
    other = dialog.get_by_label("Another day")
    other.fill((TODAY - timedelta(days=1)).isoformat())
    press("Enter")
    expect(dialog.get_by_text("This day has passed")).to_be_visible()
    other.fill((TODAY + timedelta(days=30)).isoformat())
    press("Enter")
    expect(dialog).to_be_hidden()
    expect(page.locator(".list-heading").last).to_be_visible()
    assert _planned("Bea Lind") == TODAY + timedelta(days=30)


def _rates_in_the_row(visitor: Visitor) -> None:
    page = visitor.opens("staff:fit_review")
    expect(page.get_by_role("link", name="Not rated 3")).to_be_visible()
    page.get_by_role("button", name="Rate Dag Owed").click()
    dialog = page.locator("#dialog")
    expect(dialog.get_by_role("heading", name="Rate the fit")).to_be_visible()
    page.keyboard.press("4")
    dialog.get_by_label("Evidence for all of them").fill("Ten posts")
    dialog.get_by_role("button", name="Rate", exact=True).click()
    expect(page.locator("#toast")).to_contain_text("1 criterion rated")
    expect(page.get_by_role("link", name="Not rated 2")).to_be_visible()
    assert Rating.objects.get().value == 4


def _finds_what_is_owed(visitor: Visitor) -> None:
    page = visitor.opens("staff:collaborations")
    rows = page.locator(".list-table tbody tr")
    expect(rows).to_have_count(3)
    page.get_by_role("link", name="Payment overdue").click()
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("5 days overdue")
    page.get_by_role("link", name="Completed 1").click()
    expect(rows).to_have_count(1)
