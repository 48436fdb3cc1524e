"""Reads a page's form as a browser would, so that a test changes one field and posts all of them."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.test import Client

Fields = dict[str, Any]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fields: Fields = {}
        self._select: str | None = None
        self._several = False
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        name = at.get("name", "")
        if tag == "select":
            self._select, self._several = name, "multiple" in at
            self.fields[name] = [] if self._several else ""
        elif tag == "option" and self._select and "selected" in at:
            if self._several:
                self.fields[self._select].append(at.get("value", ""))
            else:
                self.fields[self._select] = at.get("value", "")
        elif tag == "textarea":
            self._area = name
            self.fields[name] = ""
        elif tag == "input" and name and _is_sent(at):
            self._take(name, at.get("value", "on" if at.get("type") == "checkbox" else ""))

    def _take(self, name: str, value: str) -> None:
        """Several marked boxes of one name are sent together."""
        sent = self.fields.get(name)
        if isinstance(sent, list):
            sent.append(value)
        else:
            self.fields[name] = value if sent is None else [sent, value]

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area:
            # A browser drops the line break behind the opening tag.
            self.fields[self._area] += data.removeprefix("\n") if not self.fields[self._area] else data


def _is_sent(at: dict[str, str]) -> bool:
    kind = at.get("type")
    return kind not in {"submit", "search"} and (kind not in {"checkbox", "radio"} or "checked" in at)


def fields_of(page: str) -> Fields:
    """The fields of the page's forms, without the rows that only a script would use."""
    reader = _Reader()
    reader.feed(page)
    return {name: value for name, value in reader.fields.items() if name and "__prefix__" not in name}


def submit(client: Client, url: str, **changes: Any) -> Any:
    """Open ``url``, change some fields, post all of them. A change to None leaves a field out (an unmarked box)."""
    fields = fields_of(client.get(url).content.decode()) | changes
    return client.post(url, {name: value for name, value in fields.items() if value is not None})
