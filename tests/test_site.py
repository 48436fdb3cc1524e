"""The site around the product: health, the way in, error pages, static files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NoReturn

import pytest
from django.contrib.staticfiles import finders
from django.db import DatabaseError
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views import defaults

from crm import views

ROOT = Path(__file__).parent.parent
STATIC_NAME = re.compile(r"""\{%\s*static\s+["']([^"']+)["']|\bstatic\(["']([^"']+)["']\)""")


def test_the_health_page_says_when_the_database_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def cursor(self) -> NoReturn:
            raise DatabaseError

    monkeypatch.setattr(views, "connection", Broken())
    response = views.healthz(RequestFactory().get("/healthz"))
    assert response.status_code == 503
    assert b"does not answer" in response.content


def test_the_health_page_is_only_read(client: Client) -> None:
    assert client.post("/healthz").status_code == 405


def test_the_front_door_leads_to_the_day(client: Client) -> None:
    response = client.get("/")
    assert response.status_code == 302
    assert response.headers["Location"] == reverse("staff:today")


def test_a_browser_that_asks_for_the_old_icon_gets_it(client: Client) -> None:
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert finders.find(response.headers["Location"].removeprefix("/static/"))


def test_a_failing_error_page_is_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(request: HttpRequest) -> NoReturn:
        raise ValueError

    monkeypatch.setattr(defaults, "server_error", fail)
    response = views.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert b"please try again" in response.content


def test_the_error_page_needs_neither_user_nor_database() -> None:
    response = views.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert b"<html" in response.content


def static_names() -> list[tuple[str, str]]:
    sources = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "relationships").rglob("*.py"), ROOT / "crm" / "urls.py"]
    return [
        (str(source.relative_to(ROOT)), first or second)
        for source in sources
        for first, second in STATIC_NAME.findall(source.read_text())
    ]


def test_every_static_file_that_a_page_names_is_there() -> None:
    """One missing name makes a page of the collected site fail, not only look wrong."""
    names = static_names()
    assert names
    assert [(source, name) for source, name in names if not finders.find(name)] == []
