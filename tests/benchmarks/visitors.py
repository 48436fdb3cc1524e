"""People at a running site, for `load`: readers who open one list page after another, and somebody who writes."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from urllib.parse import urlencode

READERS = 8
PATIENCE = 60.0  # seconds for one answer
TODAY = "/staff/today/"


@dataclass
class Tally:
    """One round. Times in seconds; ``refused``: writes that a rule of the house stopped, which is no error."""

    seconds: float = 0.0
    read: list[float] = field(default_factory=list)
    written: list[float] = field(default_factory=list)
    refused: int = 0
    errors: Counter[str] = field(default_factory=Counter)


class Visitor:
    """Somebody who is logged in. A connection is made for every request, as gunicorn's plain workers want it."""

    def __init__(self, port: int, session: str) -> None:
        self.port, self.cookies = port, {"sessionid": session}

    def get(self, path: str) -> tuple[int, str]:
        return self._ask("GET", path, None)

    def post(self, path: str, values: Mapping[str, str]) -> tuple[int, str]:
        return self._ask("POST", path, urlencode(values))

    def _ask(self, method: str, path: str, body: str | None) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Host": "localhost", "Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
            for cookie in answer.headers.get_all("Set-Cookie") or ():
                name, _, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
            return answer.status, text
        finally:
            connection.close()


class Form(HTMLParser):
    """The values with which a page's main form would be sent as it stands."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._select = ""
        self.feed(html.partition("<main")[2])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        name, value = own.get("name") or "", own.get("value") or ""
        unsent = tag == "input" and own.get("type") in ("checkbox", "radio", "submit") and "checked" not in own
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in own or self._select not in self.values):
            self.values[self._select] = value
        elif tag in ("input", "textarea") and name and not unsent:
            self.values[name] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""


@dataclass
class Crowd:
    """Everybody who is at the site for one round."""

    port: int
    session: str
    pages: Sequence[str]
    rows: Iterator[int]
    tally: Tally = field(default_factory=Tally)
    until: float = 0.0

    def stay(self, seconds: float, *, writes: bool) -> Tally:
        began = time.monotonic()
        self.until = began + seconds
        people = [threading.Thread(target=self._read, args=[number]) for number in range(READERS)]
        people += [threading.Thread(target=self._write)] if writes else []
        for one in people:
            one.start()
        for one in people:
            one.join()
        self.tally.seconds = time.monotonic() - began
        return self.tally

    def _read(self, number: int) -> None:
        visitor = Visitor(self.port, self.session)
        pages = cycle([*self.pages[number % len(self.pages) :], *self.pages[: number % len(self.pages)]])
        while time.monotonic() < self.until:
            page = next(pages)
            took = self._timed(lambda page=page: self._opened(visitor, page), page)  # type: ignore[misc]
            if took is not None:
                self.tally.read.append(took)

    def _opened(self, visitor: Visitor, page: str) -> bool:
        status, _ = visitor.get(page)
        self._expect(status, {200}, page)
        return status == 200

    def _write(self) -> None:
        """Touches and next actions in turns: the form is opened, filled in and sent."""
        visitor, steps = Visitor(self.port, self.session), cycle(("touch", "plan"))
        while time.monotonic() < self.until:
            step, row = next(steps), next(self.rows)
            took = self._timed(lambda step=step, row=row: self._taken(visitor, step, row), step)  # type: ignore[misc]
            if took is not None:
                self.tally.written.append(took)

    def _taken(self, visitor: Visitor, step: str, row: int) -> bool:
        path = f"{TODAY}{row}/{step}/"
        status, text = visitor.get(path)
        self._expect(status, {200}, path)
        said = f"Measured at {time.time():.3f}"
        values = Form(text).values
        values |= {"summary": said, "direction": "inbound"} if step == "touch" else {"next_action": said}
        status, _ = visitor.post(path, values)
        self._expect(status, {302, 422}, path)
        self.tally.refused += status == 422
        return status == 302

    def _expect(self, status: int, expected: set[int], what: str) -> None:
        if status not in expected:
            self.tally.errors[f"{status} {what.partition('?')[0]}"] += 1

    def _timed(self, act: Callable[[], bool], what: str) -> float | None:
        began = time.monotonic()
        try:
            return time.monotonic() - began if act() else None
        except (OSError, HTTPException) as problem:
            self.tally.errors[f"{type(problem).__name__} {what.partition('?')[0]}"] += 1
            return None
