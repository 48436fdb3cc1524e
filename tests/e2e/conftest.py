"""A real browser against a running site: who logs in, what there is to see, and a console that must stay silent."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import ConsoleMessage, Page, expect
from pytest_django.live_server_helper import LiveServer

from relationships.models import User
from tests import factories
from tests.e2e.looks import DESK, PHONE

__all__ = ["DESK", "PHONE", "Visitor"]

#: Milliseconds; a machine that does much else at the same time is slow, and nobody waits where all is well.
PATIENCE = 60_000


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    # Who wants no motion gets none: axe then never meets a colour on its way to another one.
    still = {"reduced_motion": "reduce"}
    return {**browser_context_args, **still, "viewport": DESK, "locale": "en-GB", "timezone_id": "Europe/Paris"}


@pytest.fixture
def console(page: Page) -> Iterator[list[str]]:
    """What the console said. A test that asks for it fails if there is anything, broken rules of the CSP included."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        # Chromium's word for a field that was focused, by a test in haste, before the page's own was.
        if not message.text.startswith("Autofocus processing was blocked"):
            said.append(f"{message.type}: {message.text}")

    page.on("console", hear)
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    yield said
    assert said == []


class Visitor:
    """Somebody at a browser."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site = page, site
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)

    def opens(self, name: str, *arguments: object, query: str = "") -> Page:
        self.page.goto(self.site + reverse(name, args=arguments) + query)
        return self.page

    def logs_in(self, user: User) -> Page:
        """Without the two pages that it takes by hand: the session is made here, the browser gets its cookie."""
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME]
        self.page.context.add_cookies([{"name": session.key, "value": session.value, "url": self.site}])
        return self.page

    def begins(self, user: User) -> Page:
        """On the page that a log-in leads to."""
        self.logs_in(user)
        return self.opens(settings.LOGIN_REDIRECT_URL)

    def types_in(self, user: User, password: str = factories.PASSWORD) -> Page:
        """Name and password, as people do."""
        page = self.opens("admin:login")
        page.get_by_label("User name").fill(user.username)
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url(lambda url: "login" not in url)
        return page

    def logs_out(self) -> None:
        self.page.context.clear_cookies()


@pytest.fixture
def visitor(page: Page, live_server: LiveServer) -> Visitor:
    return Visitor(page, live_server.url)
