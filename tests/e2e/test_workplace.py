"""An account manager's day in the admin, as a person does it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from relationships.models import Account, Relationship
from tests import factories
from tests.e2e.conftest import Visitor

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_wrong_password_is_told(visitor: Visitor, console: list[str]) -> None:
    ana = factories.make_manager(username="ana", password=factories.PASSWORD)
    page = visitor.opens("admin:login")
    page.get_by_label("User name").fill("ana")
    page.get_by_label("Password").fill("not this one")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_contain_text("do not open Rapport")
    expect(visitor.types_in(ana).get_by_role("heading", name="Today")).to_be_visible()


def test_somebody_who_is_not_staff_gets_no_further(visitor: Visitor, console: list[str]) -> None:
    factories.make_user("guest", is_staff=False, password=factories.PASSWORD)
    page = visitor.opens("staff:relationships")
    page.get_by_label("User name").fill("guest")
    page.get_by_label("Password").fill(factories.PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log in")).to_be_visible()


def test_new_followers_move_the_tier(visitor: Visitor, console: list[str]) -> None:
    manager = factories.make_manager(password=factories.PASSWORD)
    creator = factories.make_creator("Noor Haddad", followers=99_999)
    visitor.logs_in(manager)
    page = visitor.opens("admin:relationships_creator_change", creator.pk)
    expect(page.locator(".badge", has_text="Micro").first).to_be_visible()

    page.locator("input[name='accounts-0-followers']").fill("100000")
    page.get_by_role("button", name="Save and continue editing").click()

    expect(page.locator(".badge", has_text="Macro").first).to_be_visible()
    creator.refresh_from_db()
    assert creator.tier == "macro"
    assert Account.objects.get(creator=creator).snapshots.get().followers == 100_000


def test_a_dispute_is_rated_and_adjudicated(visitor: Visitor, console: list[str]) -> None:
    brand = factories.make_brand("Halden")
    first = factories.make_manager(brand, password=factories.PASSWORD)
    lead = factories.make_lead(password=factories.PASSWORD)
    relationship = factories.make_relationship(brand=brand)
    factories.make_rating(relationship, "values", 5)

    visitor.logs_in(first)
    page = visitor.opens("admin:relationships_relationship_change", relationship.pk)
    sheet = page.locator("#ratings-group")
    sheet.locator("select[name='ratings-0-value']").select_option("1")
    sheet.locator("[name='ratings-0-evidence']").fill("Two posts against what the brand stands for")
    page.get_by_role("button", name="Save", exact=True).click()
    summary = page.locator(".summary")
    expect(summary).to_contain_text("disputed", ignore_case=True)
    assert Relationship.objects.get(pk=relationship.pk).fit_disputed
    visitor.logs_out()

    visitor.logs_in(lead)
    page = visitor.opens("admin:relationships_relationship_change", relationship.pk)
    decisions = page.locator("#adjudications-group")
    decisions.get_by_text("Adjudicate a disputed criterion").click()
    decisions.locator("select[name='adjudications-0-criterion']").select_option(label="Values")
    decisions.locator("select[name='adjudications-0-value']").select_option("3")
    decisions.locator("[name='adjudications-0-reason']").fill("Both posts are older than the new brand policy")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".summary")).not_to_contain_text("disputed", ignore_case=True)
    assert not Relationship.objects.get(pk=relationship.pk).fit_disputed
