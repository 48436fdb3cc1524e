"""Two records of one person: found, looked at side by side, merged, and made two again."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from relationships.models import Account, Creator, Relationship
from tests import factories
from tests.e2e.conftest import DESK, PHONE, Visitor
from tests.e2e.looks import faults_of, violations_of

pytestmark = pytest.mark.django_db(transaction=True)


def _undoes(visitor: Visitor, kept: Creator) -> None:
    """By keyboard, from where people look: the page of the one that stayed."""
    page = visitor.opens("admin:relationships_creator_change", kept.pk)
    page.get_by_role("link", name="Who, when, and the way back").click()
    merged = page.get_by_role("region", name="Merged into this record")
    expect(merged).to_contain_text("by Lea")
    merged.locator("summary").focus()
    page.keyboard.press("Enter")
    assert violations_of(page) == []
    merged.get_by_role("button", name="Make them two again").click()


def test_two_become_one_and_two_again(visitor: Visitor, console: list[str]) -> None:
    tea, ski = factories.make_brand("Halden Tea"), factories.make_brand("Nord Ski")
    lead = factories.make_lead(first_name="Lea")
    kept = factories.make_creator("Noor Haddad", followers=12_000, email="noor@example.org", notes="Met in Oslo.")
    other = factories.make_creator("N. Haddad", followers=148_000, network="tiktok", email="n@example.org")
    factories.make_account(other, kept.accounts.get().handle, network="youtube", followers=30_000)
    mine = factories.make_relationship(kept, tea, stage="contacted", owner=lead, notes="Likes tea.")
    theirs = factories.make_relationship(other, tea, stage="active", notes="Asked for samples.")
    factories.make_relationship(kept, ski)
    factories.make_touchpoint(theirs, by=lead)
    factories.make_tag("Winter", theirs)
    Creator.objects.filter(pk=other.pk).update(do_not_contact=True, do_not_contact_reason="Asked by letter")

    page = visitor.logs_in(lead)
    visitor.opens("admin:relationships_creator_change", kept.pk)
    page.get_by_role("link", name="Merge with another creator…").click()
    proposed = page.get_by_role("region", name="Perhaps the same")
    expect(proposed).to_contain_text("the same handle elsewhere")
    page.get_by_role("searchbox", name="Name, handle or e-mail").fill("haddad")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_role("region", name="Search").get_by_role("link", name="Compare N. Haddad")).to_be_visible()
    assert violations_of(page) == []

    proposed.get_by_role("link", name="Compare N. Haddad").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("N. Haddad into Noor Haddad")
    expect(page.get_by_text("After the merge nobody may contact them.")).to_be_visible()
    expect(page.get_by_role("radiogroup", name="Stage").get_by_role("radio", name="Active")).to_be_checked()
    for window in (DESK, PHONE):
        page.set_viewport_size(window)  # type: ignore[arg-type]  # a width and a height
        assert faults_of(page) == []
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.emulate_media(color_scheme="light")

    # By keyboard: the other one's e-mail.
    page.get_by_role("radiogroup", name="E-mail").get_by_role("radio", name="noor@example.org").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("radiogroup", name="Primary account").get_by_role("radio", name="Instagram").check()
    page.get_by_role("button", name="Merge N. Haddad into Noor Haddad").click()
    said = page.get_by_role("status").first
    expect(said).to_contain_text("N. Haddad was merged into Noor Haddad")
    assert violations_of(page) == []
    kept.refresh_from_db()
    assert (kept.email, kept.tier, kept.do_not_contact_reason) == ("n@example.org", "micro", "Asked by letter")
    assert Relationship.objects.get(pk=mine.pk).stage == "active"
    assert Account.objects.filter(creator=kept).count() == 3

    visitor.opens("admin:relationships_relationship_change", theirs.pk)
    expect(page.get_by_role("status").first).to_contain_text("was merged into Noor Haddad")
    page.get_by_role("link", name="Merges", exact=True).click()
    page.get_by_role("link", name="N. Haddad").click()
    assert violations_of(page) == []
    expect(page.get_by_role("button", name="Undo the merge")).to_be_visible()
    _undoes(visitor, kept)
    expect(page.get_by_role("status").first).to_contain_text("are two again")
    kept.refresh_from_db()
    assert (kept.email, kept.do_not_contact) == ("noor@example.org", False)
    assert Account.objects.filter(creator=other.pk).count() == 2
