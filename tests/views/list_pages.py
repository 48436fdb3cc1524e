"""Reading a list page as its reader does: the names of its rows, their cells, its tabs."""

from __future__ import annotations

import re
from html import unescape

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from relationships.models import User


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def get(user: User, address: str) -> str:
    response = client_of(user).get(address)
    assert response.status_code == 200, response
    return response.content.decode()


def texts(pattern: str, html: str) -> list[str]:
    """What stands inside each match, without tags and runs of blanks."""
    return [
        " ".join(unescape(re.sub(r"<[^>]+>", " ", found)).split()) for found in re.findall(pattern, html, re.DOTALL)
    ]


def names(html: str) -> list[str]:
    return texts(r'<th scope="row" class="cell-main"><a[^>]*>(.*?)</a>', html)


def cells(html: str, key: str) -> list[str]:
    """Of every row, in the list's order."""
    return texts(rf'<td class="cell-{key}[ "][^>]*>(.*?)</td>', html)


def tabs(html: str) -> list[str]:
    return texts(r'<a class="tab"[^>]*>(.*?)</a>', html)


def headings(html: str) -> list[str]:
    return texts(r'<tr class="list-heading">(.*?)</tr>', html)


def queries(user: User, address: str) -> list[str]:
    client = client_of(user)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured.captured_queries]
