"""The story of a relationship as its account manager reads it: at the foot of the workplace, and on its own page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Dialog, Page, expect

from relationships.models import Relationship
from tests import factories
from tests.e2e.conftest import DESK, PHONE, Visitor
from tests.e2e.looks import faults_of

pytestmark = pytest.mark.django_db(transaction=True)


def _relationship() -> Relationship:
    """With more than a page of touchpoints, one of them removed, and a stage that was changed twice."""
    brand = factories.make_brand("Halden")
    manager = factories.make_manager(
        brand, username="mia", password=factories.PASSWORD, first_name="Mia", last_name="Manager"
    )
    row = factories.make_relationship(factories.make_creator("Noor Haddad", followers=98_400), brand, owner=manager)
    for number in range(51):
        moment = timezone.now() - timedelta(days=400 + number)
        factories.make_touchpoint(row, moment, by=manager, summary=f"Talk {number}.")
    factories.make_touchpoint(row, by=manager, summary="Slip of the finger.").delete()
    factories.make_collaboration(row, title="Autumn launch", fee=None, product_value="120.00")
    factories.make_rating(row, "values", 4, reviewer=manager)
    account = row.creator.accounts.get()
    account.followers = 104_200
    account.save()
    row.stage, row.next_action, row.notes, row.compensation = "negotiating", "Call", "Kind.", "products"
    row.save()
    row.stage = "active"
    row.save()
    return row


def test_a_story_is_read_and_what_was_is_put_back(visitor: Visitor, console: list[str]) -> None:
    row = _relationship()
    assert row.owner
    page = visitor.logs_in(row.owner)
    visitor.opens("admin:relationships_relationship_change", row.pk)
    _reads_it_at_the_foot_of_the_workplace(page)
    _restores_a_stage_there(page)
    visitor.opens("staff:relationship_timeline", row.pk, query="?kind=touchpoint")
    _goes_on_to_older_ones(page)
    _puts_a_removed_one_back(page, row)
    visitor.opens("staff:relationship_timeline", row.pk, query="?kind=change")
    _is_asked_where_somebody_changed_it_since(page, row, console)


def _reads_it_at_the_foot_of_the_workplace(page: Page) -> None:
    """It comes when it is looked at; kinds are chosen in place, several at once."""
    story = page.get_by_role("region", name="Timeline")
    expect(story.locator("#timeline-part")).to_have_count(0)
    page.get_by_role("link", name="Timeline", exact=True).first.click()
    expect(story.get_by_role("heading", name="Micro → Macro")).to_be_visible()
    expect(story).to_contain_text("98,400 → 104,200 followers")
    story.get_by_role("link", name="Ratings").click()
    expect(story.get_by_role("heading", name="Micro → Macro")).to_have_count(0)
    story.get_by_role("link", name="Changes").click()
    expect(story.get_by_role("heading", name="Rated Values")).to_be_visible()
    expect(story.get_by_role("heading", name="Stage changed")).to_be_visible()


def _restores_a_stage_there(page: Page) -> None:
    """By keyboard. What stands unsaved in the form above is asked about before the page is loaded anew."""
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.once("dialog", leave)
    page.locator("#id_notes").fill("Typed and not saved.")
    restore = page.get_by_role("button", name="Restore Stage: Negotiating")
    restore.press("Enter")
    assert len(asked) == 1
    expect(page.locator("#id_notes")).to_have_value("Typed and not saved.")
    page.once("dialog", lambda dialog: dialog.accept())
    restore.press("Enter")
    expect(page.get_by_text("Restored: Stage.")).to_be_visible()
    expect(page.locator("#id_stage")).to_have_value("negotiating")


def _goes_on_to_older_ones(page: Page) -> None:
    """They are put below the days that are there."""
    expect(page.get_by_text("Talk 0.")).to_be_visible()
    expect(page.get_by_text("Talk 50.")).to_have_count(0)
    page.get_by_role("link", name="Older").click()
    expect(page.get_by_text("Talk 50.")).to_be_visible()
    expect(page.get_by_text("Talk 0.")).to_be_visible()
    expect(page.get_by_role("link", name="Older")).to_have_count(0)


def _puts_a_removed_one_back(page: Page, row: Relationship) -> None:
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_role("heading", name="E-mail to the creator: put back")).to_be_visible()
    assert row.touchpoints.filter(summary="Slip of the finger.").exists()


def _looks_right(page: Page) -> None:
    for window in (PHONE, DESK):
        page.set_viewport_size(window)  # type: ignore[arg-type]  # a width and a height
        assert faults_of(page) == []


def _is_asked_where_somebody_changed_it_since(page: Page, row: Relationship, console: list[str]) -> None:
    """The value of now stands beside what it would become."""
    folded = page.locator(".happening", has_text="Stage, compensation and 2 more")
    folded.locator("summary").click()
    _looks_right(page)
    later = Relationship.objects.get(pk=row.pk)
    later.stage = "dormant"
    later.save()
    folded.get_by_role("button", name="Restore all 4").click()
    expect(page.get_by_role("row", name="Stage Dormant Negotiating Prospect")).to_be_visible()
    # The browser notes on its console that the answer was a question (409).
    assert [line for line in console if "409" not in line] == []
    console.clear()
    _looks_right(page)
    page.get_by_role("button", name="Restore all the same").click()
    expect(page.get_by_text("Restored: Stage, Compensation, Next action, Notes.")).to_be_visible()
    later.refresh_from_db()
    assert (later.stage, later.next_action, later.notes) == ("prospect", "", "")
