"""A day by keyboard alone, the same without script, and its looks."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from relationships.models import AdviceDecision, Relationship, Touchpoint, User
from relationships.services.advice import refresh_advice
from tests import factories
from tests.e2e.conftest import DESK, PHONE, Visitor
from tests.e2e.looks import faults_of

pytestmark = pytest.mark.django_db(transaction=True)

LINE = ".line"


@pytest.fixture
def ana() -> User:
    """Two things due, and one creator who has not been touched for too long."""
    brand = factories.make_brand("Halden")
    ana = factories.make_manager(brand, username="ana", password=factories.PASSWORD)
    today = timezone.localdate()
    for name, days in (("Bea Lind", 2), ("Cem Tas", 1)):
        creator = factories.make_creator(name, followers=12_400)
        factories.make_relationship(
            creator, brand, owner=ana, next_action="Send the box", next_action_kind="check_in",
            next_action_on=today - timedelta(days=days),
        )  # fmt: skip
    silent = factories.make_relationship(factories.make_creator("Dora Vane", followers=12_400), brand, owner=ana)
    Relationship.objects.filter(pk=silent.pk).update(created_at=timezone.now() - timedelta(days=181))
    refresh_advice(Relationship.objects.filter(pk=silent.pk))
    return ana


def is_at_hand(page: Page, name: str) -> None:
    """The focus comes a moment after the lines do."""
    expect(page.locator(".line:focus-within a").first).to_have_text(name)


def test_the_whole_day_by_keyboard(visitor: Visitor, ana: User, console: list[str]) -> None:
    page = visitor.types_in(ana)
    expect(page.get_by_role("heading", name="Today")).to_be_visible()
    press = page.keyboard.press
    _move_between_lines(page)

    # The form opens beside its line with the focus where one writes; Escape leads back, and nothing is trapped.
    press("l")
    expect(page.get_by_label("What was said")).to_be_focused()
    page.keyboard.type("j k l: she loved the box")
    press("Escape")
    expect(page.locator(".act")).to_have_count(0)
    is_at_hand(page, "Bea Lind")

    press("l")
    expect(page.get_by_label("What was said")).to_be_focused()
    page.keyboard.type("She loved the box")
    page.get_by_role("button", name="Log it").focus()
    press("Enter")
    expect(page.locator("#day-status")).to_contain_text("Bea Lind × Halden: Logged.")
    touch = Touchpoint.objects.get()
    assert (touch.summary, touch.purpose, touch.by) == ("She loved the box", "check_in", ana)
    expect(page.locator("#s-due .line")).to_have_count(1)
    is_at_hand(page, "Cem Tas")

    press("n")
    expect(page.get_by_label("Next action", exact=True)).to_be_focused()
    press("Control+a")
    page.keyboard.type("Call her")
    press("Enter")
    expect(page.locator("#day-status")).to_contain_text("The next action is set.")
    expect(page.locator("#s-due")).to_have_count(0)
    is_at_hand(page, "Dora Vane")
    _set_aside_and_take_back(page)
    press("j")
    press("o")
    expect(page.get_by_role("heading", name="Dora Vane").first).to_be_visible()


def _move_between_lines(page: Page) -> None:
    press = page.keyboard.press
    press("?")
    expect(page.locator("#keys")).to_be_visible()
    press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    press("j")
    is_at_hand(page, "Bea Lind")
    press("ArrowDown")
    is_at_hand(page, "Cem Tas")
    press("k")
    is_at_hand(page, "Bea Lind")


def _set_aside_and_take_back(page: Page) -> None:
    press = page.keyboard.press
    press("d")
    expect(page.get_by_label("Why")).to_be_focused()
    press("Enter")
    expect(page.get_by_text("This field is required.")).to_be_visible()
    expect(page.get_by_label("Why")).to_be_focused()
    page.keyboard.type("On leave until summer")
    press("Enter")
    expect(page.get_by_text("All clear")).to_be_visible()
    assert AdviceDecision.objects.get().reason == "On leave until summer"
    page.get_by_role("button", name="Undo").focus()
    press("Enter")
    expect(page.locator("#s-warnings .line")).to_have_count(1)


def test_letters_can_be_switched_off(visitor: Visitor, ana: User, console: list[str]) -> None:
    page = visitor.begins(ana)
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Letters work as keys").uncheck()
    page.get_by_role("button", name="Close", exact=True).click()
    page.keyboard.press("j")
    expect(page.locator(".line:focus-within")).to_have_count(0)
    page.reload()
    page.keyboard.press("j")
    expect(page.locator(".line:focus-within")).to_have_count(0)


def test_a_day_without_script(
    browser: Browser, browser_context_args: dict[str, object], live_server: LiveServer, ana: User
) -> None:
    context = browser.new_context(**{**browser_context_args, "java_script_enabled": False, "viewport": PHONE})  # type: ignore[arg-type]
    visitor = Visitor(context.new_page(), live_server.url)
    page = visitor.types_in(ana)
    page.locator("#s-warnings").get_by_role("link", name="Log touch").click()
    page.get_by_label("What was said").fill("Asked how it goes")
    page.get_by_role("button", name="Log it").click()
    expect(page.get_by_text("Logged.")).to_be_visible()
    expect(page.locator("#s-warnings")).to_have_count(0)
    assert Touchpoint.objects.get().summary == "Asked how it goes"
    context.close()


def test_drift_tells_its_norms_to_the_mouse_and_to_the_keyboard(
    visitor: Visitor, ana: User, console: list[str]
) -> None:
    visitor.logs_in(ana)
    page = visitor.opens("staff:relationships", query="?sort=-drift")
    number, tip = page.locator("a.drift").first, page.get_by_role("tooltip").first
    expect(tip).to_be_hidden()
    number.hover()
    expect(tip).to_be_visible()
    expect(tip).to_contain_text(re.compile("Warning\\s*Not touched for too long"))
    page.mouse.move(0, 0)
    expect(tip).to_be_hidden()
    number.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(tip).to_be_visible()


@pytest.mark.parametrize("width", [DESK, PHONE], ids=["desk", "phone"])
def test_its_pages_are_whole_and_accessible(
    browser: Browser,
    browser_context_args: dict[str, object],
    live_server: LiveServer,
    ana: User,
    width: dict[str, int],
) -> None:
    lead = factories.make_lead(username="lea", password=factories.PASSWORD)
    Relationship.objects.filter(owner=ana).update(owner=lead)
    context = browser.new_context(**{**browser_context_args, "color_scheme": "light", "viewport": width})  # type: ignore[arg-type]
    visitor = Visitor(context.new_page(), live_server.url)
    page = visitor.begins(lead)
    faults = []
    for name in ("today", "today with a form", "staff:profile"):
        if name == "today with a form":
            page.locator("#s-warnings").get_by_role("link", name="Log touch").click()
            expect(page.locator(".act")).to_be_visible()
        elif name != "today":
            page = visitor.opens(name)
        faults += [f"{name}: {fault}" for fault in faults_of(page)]
    context.close()
    assert faults == []
