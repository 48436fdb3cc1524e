"""What to do next, as somebody works by it in a browser: set aside, take up again, tick, be stopped, let pass."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from relationships.models import AdviceDecision, ChecklistTick, Collaboration, Relationship, User
from relationships.services.clock import organisation_today
from tests import factories
from tests.e2e.conftest import Visitor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def unlabelled() -> tuple[User, User, Collaboration]:
    """A manager, a lead, and products that were given and are live without a label."""
    today = organisation_today()
    brand = factories.make_brand("Halden")
    manager = factories.make_manager(brand, first_name="Mia", last_name="Manager", password=factories.PASSWORD)
    lead = factories.make_lead(first_name="Lea", last_name="Lead", password=factories.PASSWORD)
    relationship = factories.make_relationship(brand=brand, owner=manager)
    collaboration = factories.make_collaboration(
        relationship,
        title="Tea box",
        status="live",
        delivered_on=today - timedelta(9),
        live_on=today - timedelta(5),
        disclosure_proof="",
    )
    return manager, lead, collaboration


def _workplace(visitor: Visitor, relationship_id: int) -> Page:
    return visitor.opens("admin:relationships_relationship_change", relationship_id)


def test_an_advice_is_dismissed_by_keyboard_and_taken_up_again(
    visitor: Visitor, console: list[str], unlabelled: tuple[User, User, Collaboration]
) -> None:
    manager, _lead, collaboration = unlabelled
    visitor.logs_in(manager)
    page = _workplace(visitor, collaboration.relationship_id)
    advice = page.locator("#advice")
    expect(advice.locator("h3").first).to_contain_text("Get the advertising label onto “Tea box”")
    expect(advice).to_contain_text("1 block, 1 warning")

    thanks = advice.locator("details.advice__row").first
    thanks.locator("> summary").focus()
    page.keyboard.press("Enter")
    thanks.locator(".decide__one > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Thanked by voice")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_contain_text("Set aside until")
    advice = page.locator("#advice")
    expect(advice).not_to_contain_text("1 warning")
    advice.get_by_text("1 set aside").click()
    expect(advice.locator("#aside")).to_contain_text("Dismissed by Mia Manager")
    advice.get_by_role("button", name="Undo Thanks are due").click()
    expect(page.get_by_role("status")).to_contain_text("Taken back")
    expect(page.locator("#advice")).to_contain_text("1 block, 1 warning")
    assert not AdviceDecision.objects.exists()


def test_a_line_of_the_checklist_is_settled_and_opened_again(
    visitor: Visitor, console: list[str], unlabelled: tuple[User, User, Collaboration]
) -> None:
    manager, _lead, collaboration = unlabelled
    visitor.logs_in(manager)
    page = _workplace(visitor, collaboration.relationship_id)
    line = page.locator(".check-line", has_text="Address to send to")
    line.get_by_text("Settle…").click()
    line.get_by_label("How, if it shows nowhere else").fill("Handed over at the fair")
    line.get_by_role("button", name="Settled").click()

    line = page.locator(".check-line", has_text="Address to send to")
    expect(line).to_contain_text("Settled by Mia Manager")
    expect(line).to_contain_text("Handed over at the fair")
    assert ChecklistTick.objects.get().term == "address"
    line.get_by_role("button", name="Reopen Address to send to").click()
    expect(page.locator(".check-line", has_text="Address to send to")).to_contain_text("Not on file.")


def test_a_block_stops_completing_until_a_lead_lets_it_pass(
    visitor: Visitor, console: list[str], unlabelled: tuple[User, User, Collaboration]
) -> None:
    manager, lead, collaboration = unlabelled
    visitor.logs_in(manager)
    page = _workplace(visitor, collaboration.relationship_id)
    _complete(page)
    expect(page.locator("#collaborations-group")).to_contain_text("This stops completing the collaboration")
    assert Collaboration.objects.get(pk=collaboration.pk).status == "live"
    expect(page.locator("#advice").get_by_text("Override…")).to_have_count(0)
    visitor.logs_out()

    visitor.logs_in(lead)
    page = _workplace(visitor, collaboration.relationship_id)
    first = page.locator("#advice .advice__next")
    first.get_by_text("Override…").click()
    first.locator("details[open]").get_by_label("Why").fill("Label seen in the app")
    first.get_by_role("button", name="Override").click()
    expect(page.get_by_role("status")).to_contain_text("may pass until")
    _complete(page)
    expect(page.get_by_role("status")).to_contain_text("is saved")
    assert Collaboration.objects.get(pk=collaboration.pk).status == "completed"


def test_an_ambassadorship_is_offered(
    visitor: Visitor, console: list[str], unlabelled: tuple[User, User, Collaboration]
) -> None:
    manager, _lead, collaboration = unlabelled
    visitor.logs_in(manager)
    page = _workplace(visitor, collaboration.relationship_id)
    ladder = page.locator("#ladder")
    expect(ladder.locator("[aria-current='step']")).to_contain_text("First gift")
    ladder.get_by_text("Offer an ambassadorship…").click()
    ladder.get_by_label("Months (3–6)").fill("4")
    ladder.get_by_label("Why").first.fill("Loves the brand")
    ladder.get_by_role("button", name="Put the offer on file").click()
    expect(page.locator("#ladder [aria-current='step']")).to_contain_text("Ambassador offered")
    expect(page.locator("#ladder")).to_contain_text("0 of 3")
    assert Relationship.objects.get(pk=collaboration.relationship_id).ladder == "offered"


def _complete(page: Page) -> None:
    row = page.locator("#collaborations-0")
    row.locator("details > summary").first.click()
    row.locator("select[name='collaborations-0-status']").select_option("completed")
    page.get_by_role("button", name="Save", exact=True).click()
