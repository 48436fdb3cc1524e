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
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit

from tests.benchmarks.visitors import READERS, Crowd, Tally, Visitor

WORKERS = 2
#: Requests a second beside the writer, as a share of those without: at least.
SLOWEST = 0.7
WARM_UP = 3.0  # seconds
ROWS_WRITTEN = 200

#: What the readers ask for, turn by turn: sorts, filters, searches, a deep page (its cursor is read beforehand).
PAGES = (
    "", "?sort=-followers", "?sort=due", "?tier=micro", "?tier=micro&sort=-followers", "?due=overdue", "?owner=me",
    "?q=garcia", "?q=an", "?country=JP&tier=macro", "?severity=block", "?sort=-drift", "?fit_min=90",
)  # fmt: skip
LIST = "/staff/relationships/"
LOCKED = ("database is locked", "deadlock detected")


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
    return round(float(statistics.median([*times] or [0.0])) * 1_000, 1)


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
