"""Every kind of page at a desk and on a phone, light and dark: a silent console, nothing clipped, axe finds nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from relationships.models import Relationship, TierBandSet, User
from tests import factories
from tests.e2e.conftest import DESK, PHONE, Visitor
from tests.e2e.looks import at_rest, faults_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def agency() -> tuple[User, Relationship]:
    """One relationship with something in every part of its page, and a lead who sees all of it."""
    brand = factories.make_brand("Halden", values="Repair before replacing")
    lead = factories.make_lead(username="lea", password=factories.PASSWORD)
    creator = factories.make_creator("Noor Haddad", followers=99_999, is_celebrity=False, email="noor@example.org")
    factories.make_account(creator, "@noor", network="tiktok", followers=12_000)
    factories.make_category("Travel", creator)
    relationship = factories.make_relationship(
        creator, brand, owner=lead, next_action="Send the brief", next_action_on="2026-01-05"
    )
    factories.make_tag("autumn", relationship)
    factories.make_collaboration(relationship, title="Autumn launch", fee=None, product_value="120.00")
    factories.make_collaboration(relationship, kind="ambassador", status="live", compensation="mixed", fee="400.00")
    factories.make_touchpoint(relationship, by=lead)
    factories.make_rating(relationship, "values", 5, reviewer=lead)
    factories.make_rating(relationship, "values", 1)
    factories.make_rating(relationship, "safety", 0)
    factories.make_adjudication(relationship, "values", 3, by=lead)
    factories.make_override(relationship, "safety", by=lead)
    factories.make_relationship(
        factories.make_creator("Ana Of Nowhere", do_not_contact=True, do_not_contact_reason="asked"), brand
    )
    return lead, relationship


def _pages(relationship: Relationship) -> list[tuple[str, tuple[object, ...], str]]:
    bands = TierBandSet.objects.get(network="")
    lists = (
        "creator",
        "relationship",
        "collaboration",
        "touchpoint",
        "rating",
        "adjudication",
        "gateoverride",
        "brand",
    )
    return [
        ("staff:relationships", (), ""),
        ("staff:relationships", (), "?tier=micro&q=noor&sort=-followers"),
        ("staff:relationships", (), "?q=nobody+of+this+name"),
        ("staff:relationships", (), "?fit_min=lots"),
        ("staff:due", (), ""),
        ("staff:collaborations", (), ""),
        ("staff:ambassadors", (), ""),
        ("staff:fit_review", (), ""),
        ("admin:relationships_relationship_change", (relationship.pk,), ""),
        ("admin:relationships_relationship_history", (relationship.pk,), ""),
        ("admin:relationships_relationship_delete", (relationship.pk,), ""),
        ("admin:relationships_relationship_add", (), ""),
        ("admin:relationships_creator_change", (relationship.creator_id,), ""),
        ("admin:relationships_creator_history", (relationship.creator_id,), ""),
        ("admin:relationships_creator_add", (), ""),
        ("admin:relationships_brand_change", (relationship.brand_id,), ""),
        ("admin:relationships_tierbandset_change", (bands.pk,), ""),
        *((f"admin:relationships_{name}_changelist", (), "") for name in lists),
        ("admin:password_change", (), ""),
    ]


def _console_of(page: Page) -> list[str]:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    return said


@pytest.mark.parametrize("width", [DESK, PHONE], ids=["desk", "phone"])
def test_every_page_is_whole_silent_and_accessible(
    browser: Browser,
    browser_context_args: dict[str, object],
    live_server: LiveServer,
    agency: tuple[User, Relationship],
    width: dict[str, int],
) -> None:
    lead, relationship = agency
    context = browser.new_context(**{**browser_context_args, "color_scheme": "light", "viewport": width})  # type: ignore[arg-type]
    visitor = Visitor(context.new_page(), live_server.url)
    visitor.logs_in(lead)
    faults: list[str] = []
    for name, arguments, query in _pages(relationship):
        # A page of its own for each: axe loads stylesheets again in its own way, which the console then mentions.
        visitor.page = context.new_page()
        said = _console_of(visitor.page)
        page = visitor.opens(name, *arguments, query=query)
        at_rest(page)
        here = [f"console: {text}" for text in said] + faults_of(page)
        faults += [f"{name}{query}: {fault}" for fault in here]
        page.close()
    context.close()
    assert faults == []
