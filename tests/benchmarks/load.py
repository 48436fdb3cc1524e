"""What the lists stand: gunicorn with two workers, eight readers at once, alone and beside somebody who writes.

    python -m tests.benchmarks.load DATABASE_URL [DATABASE_URL …] [--seconds 15] [--rounds 3] [--json FILE]

Give databases of sample data (`manage.py demo_data --relationships N` fills one): the writer logs touches and plans
next actions in them, through the forms that people use. Rounds with and without the writer take turns, so that whatever
else the machine does falls on both. Ends with 1 where something failed, a database was locked, or reading beside the
writer was slower than `SLOWEST` times reading alone.

The client is our own, of the standard library: Debian's wrk is not everywhere, and neither reads a form before it is
sent; eight threads cost some percent of one core, and cost it in both kinds of rounds.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode, urlsplit

WORKERS, READERS = 2, 8
#: Requests a second beside the writer, as a share of those without: at least.
SLOWEST = 0.7
WARM_UP = 3.0  # seconds
PATIENCE = 60.0  # seconds for one answer
ROWS_WRITTEN = 200

#: What the readers ask for, turn by turn: sorts, filters, searches, a deep page (its cursor is read beforehand).
PAGES = (
    "", "?sort=-followers", "?sort=due", "?tier=micro", "?tier=micro&sort=-followers", "?due=overdue", "?owner=me",
    "?q=garcia", "?q=an", "?country=JP&tier=macro", "?severity=block", "?sort=-drift", "?fit_min=90",
)  # fmt: skip
LIST, TODAY = "/staff/relationships/", "/staff/today/"
LOCKED = ("database is locked", "deadlock detected")


@dataclass
class Tally:
    """One round. Times in seconds; ``refused``: writes that a rule of the house stopped, which is no error."""

    seconds: float = 0.0
    read: list[float] = field(default_factory=list)
    written: list[float] = field(default_factory=list)
    refused: int = 0
    errors: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Told:
    """One database. Rates are requests a second over all rounds; milliseconds are of single requests."""

    engine: str
    relationships: int
    alone: float
    beside_writer: float
    ratio: float
    writes_a_second: float
    refused: int
    milliseconds: Mapping[str, float]
    errors: Mapping[str, int]
    locked: int

    @property
    def holds(self) -> bool:
        return not self.errors and not self.locked and self.ratio >= SLOWEST


# --- The site ---------------------------------------------------------------------------------------------------------


def environment(url: str) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "crm.settings", "DEBUG": "false", "PLAIN_HTTP": "true",
        "ALLOWED_HOSTS": "localhost", "SECRET_KEY": "only-for-measuring-" * 4, "ENV_FILE": "", "LOG_LEVEL": "WARNING",
    }  # fmt: skip


@contextmanager
def served(url: str, log: Path) -> Iterator[int]:
    """The port on which gunicorn answers until the block ends; what it says goes into ``log``."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [
        sys.executable, "-m", "gunicorn", "--no-control-socket", "--workers", str(WORKERS), "--timeout", "120",
        "--bind", f"127.0.0.1:{port}", "--log-level", "warning", "crm.wsgi",
    ]  # fmt: skip
    with log.open("w") as said:
        process = subprocess.Popen(command, env=environment(url), stdout=said, stderr=said)
        try:
            _wait_for(port, process)
            yield port
        finally:
            process.terminate()
            process.wait(30)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError("gunicorn ended at once")
        try:
            if Visitor(port, "").get("/healthz")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("gunicorn did not begin to answer")


def prepare() -> dict[str, object]:
    """In the database of the environment: a session of the first lead or superuser, and rows that they may write to."""
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.db import connection
    from django.db.models import Q

    from relationships.models import Relationship, User

    user = User.objects.filter(Q(is_superuser=True) | Q(groups__name="lead"), is_active=True).order_by("pk")[0]
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    rows = Relationship.objects.filter(do_not_contact=False).order_by("pk").values_list("pk", flat=True)
    return {
        "session": session.session_key,
        "rows": list(rows[:ROWS_WRITTEN]),
        "relationships": Relationship.objects.count(),
        "engine": connection.vendor,
    }


# --- The people -------------------------------------------------------------------------------------------------------


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
        status, text = visitor.get(page)
        self._expect(status, {200}, page, text)
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
        self._expect(status, {200}, path, text)
        said = f"Measured at {time.time():.3f}"
        values = Form(text).values
        values |= {"summary": said, "direction": "inbound"} if step == "touch" else {"next_action": said}
        status, text = visitor.post(path, values)
        self._expect(status, {302, 422}, path, text)
        self.tally.refused += status == 422
        return status == 302

    def _expect(self, status: int, expected: set[int], what: str, text: str) -> None:
        if status not in expected:
            self.tally.errors[f"{status} {what.partition('?')[0]}"] += 1

    def _timed(self, act: object, what: str) -> float | None:
        began = time.monotonic()
        try:
            return time.monotonic() - began if act() else None  # type: ignore[operator]
        except (OSError, HTTPException) as problem:
            self.tally.errors[f"{type(problem).__name__} {what.partition('?')[0]}"] += 1
            return None


# --- The measuring ----------------------------------------------------------------------------------------------------


def measured(url: str, seconds: float, rounds: int) -> Told:
    command = [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.load", "--prepare"]
    done = subprocess.run(command, env=environment(url), check=True, stdout=subprocess.PIPE, text=True)
    known = json.loads(done.stdout)
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "gunicorn.log"
        with served(url, log) as port:
            first = Visitor(port, known["session"]).get(LIST)[1]
            pages = [*(f"{LIST}{page}" for page in PAGES), *_next_page(first)]
            rows = cycle(known["rows"])

            def stay(length: float, *, writes: bool) -> Tally:
                return Crowd(port, known["session"], pages, rows).stay(length, writes=writes)

            stay(WARM_UP, writes=True)
            turns = [(stay(seconds, writes=False), stay(seconds, writes=True)) for _ in range(rounds)]
        said = log.read_text()
    return _told(known["engine"], known["relationships"], turns, said)


def _next_page(html: str) -> list[str]:
    _, found, rest = html.partition('id="next" rel="next" href="')
    return [rest.partition('"')[0].replace("&amp;", "&")] if found else []


def _told(engine: str, relationships: int, turns: Sequence[tuple[Tally, Tally]], said: str) -> Told:
    alone, beside = ([pair[which] for pair in turns] for which in (0, 1))
    rates = [sum(len(one.read) for one in part) / sum(one.seconds for one in part) for part in (alone, beside)]
    written = [took for one in beside for took in one.written]
    errors = sum((one.errors for one in (*alone, *beside)), Counter[str]())
    return Told(
        engine=engine,
        relationships=relationships,
        alone=round(rates[0], 1),
        beside_writer=round(rates[1], 1),
        ratio=round(rates[1] / rates[0], 3) if rates[0] else 0.0,
        writes_a_second=round(len(written) / sum(one.seconds for one in beside), 1),
        refused=sum(one.refused for one in beside),
        milliseconds={
            "read alone, median": _median(took for one in alone for took in one.read),
            "read beside the writer, median": _median(took for one in beside for took in one.read),
            "write, median": _median(written),
        },
        errors=dict(errors),
        locked=sum(said.count(words) for words in LOCKED),
    )


def _median(times: Iterator[float] | Sequence[float]) -> float:
    return round(statistics.median([*times] or [0.0]) * 1_000, 1)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("databases", nargs="+", metavar="DATABASE_URL")
    asked.add_argument("--seconds", type=float, default=15.0, help="of one round")
    asked.add_argument("--rounds", type=int, default=3, help="of each kind")
    asked.add_argument("--json", type=Path, metavar="FILE", help="where the figures are written")
    given = asked.parse_args()
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(collect, env=environment(given.databases[0]), check=True)
    found = []
    for url in given.databases:
        told = measured(url, given.seconds, given.rounds)
        found.append(told)
        print(f"\n{urlsplit(url).scheme}, {told.relationships:,} relationships, {WORKERS} workers, {READERS} readers")  # noqa: T201
        for name, value in asdict(told).items():
            print(f"  {name.replace('_', ' ')}: {value}")  # noqa: T201
        print("  holds" if told.holds else f"  DOES NOT HOLD: no error, none locked, ratio at least {SLOWEST}")  # noqa: T201
    if given.json:
        given.json.write_text(json.dumps([asdict(one) | {"holds": one.holds} for one in found], indent=2) + "\n")
    return 0 if all(one.holds for one in found) else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--prepare"]:
        sys.stdout.write(json.dumps(prepare()))
    else:
        sys.exit(main())
