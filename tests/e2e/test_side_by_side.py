"""The report at a desk and on a phone, light and dark: whole, silent, accessible, by keyboard; and on paper."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from relationships.models import Creator, Relationship, User
from tests import factories
from tests.e2e.conftest import DESK, PHONE, Visitor
from tests.e2e.looks import violations_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lead() -> User:
    """Two brands, one of which has enough to draw."""
    brand = factories.make_brand("Halden")
    factories.make_brand("Ona")
    for tier, followers, way in (("micro", 7_000, "products"), ("macro", 200_000, "paid")):
        values: dict[str, Any] = {"tier": tier, "followers": followers, "compensation": way, "fit_score": 70}
        creators = Creator.objects.bulk_create(Creator(name="x") for _ in range(30))
        Relationship.objects.bulk_create(Relationship(creator=c, brand=brand, **values) for c in creators)
    return factories.make_lead(username="lea", password=factories.PASSWORD)


@pytest.mark.parametrize(("scheme", "width"), [("light", DESK), ("dark", PHONE)], ids=["desk", "phone"])
def test_the_report_is_whole_silent_and_accessible(
    browser: Browser,
    browser_context_args: dict[str, object],
    live_server: LiveServer,
    lead: User,
    scheme: Literal["light", "dark"],
    width: dict[str, int],
) -> None:
    context = browser.new_context(**{**browser_context_args, "color_scheme": scheme, "viewport": width})  # type: ignore[arg-type]
    visitor = Visitor(context.new_page(), live_server.url)
    page = visitor.logs_in(lead)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    visitor.opens("staff:side-by-side", query="?from=never")
    assert page.get_by_role("alert").inner_text().startswith("Not everything")
    other = "dark" if scheme == "light" else "light"
    for one in (scheme, other):
        page.emulate_media(color_scheme=one)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth") <= width["width"]
    assert said == []
    assert violations_of(page) == []

    # By keyboard: open the brands, choose one, show it.
    page.get_by_text("Brands all").focus()
    page.keyboard.press("Enter")
    page.get_by_role("checkbox", name="Halden").press("Space")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Show").press("Enter")
    page.wait_for_url("**brand=*")
    assert page.locator(".page-head__sub").inner_text().startswith("Halden, ")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download CSV").press("Enter")
    assert download.value.suggested_filename.startswith("side-by-side-")

    # On paper neither the navigation nor the form, and what is folded is unfolded.
    visitor.opens("staff:side-by-side")
    page.emulate_media(media="print")
    expect(page.locator(".report-form")).to_be_hidden()
    expect(page.locator(".report-brand table").first).to_be_visible()
    context.close()
