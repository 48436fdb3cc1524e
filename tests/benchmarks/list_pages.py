"""What a page of the relationship list costs, as ratios within one run.

    python -m tests.benchmarks.list_pages DATABASE_URL [DATABASE_URL …]

Give databases of different sizes, smallest first (`manage.py demo_data --relationships N` fills one); each is measured
by a process of its own, in turns, and its first page is compared with the first one's. Milliseconds depend on the
machine and on what else it does; the ratios to the same database's first page depend far less.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

REPEATS = 9

#: What is measured beside the first page, as its address.
PAGES = (
    *(f"?sort={sort}" for sort in ("-followers", "-engagement", "-fit", "touch", "due", "-brand", "stage", "owner")),
    "?tier=micro", "?tier=micro&sort=-followers", "?tier=mega", "?stage=ended&sort=stage", "?compensation=mixed",
    "?history=ambassador", "?country=JP", "?language=ja", "?network=instagram", "?network=twitch", "?owner=me",
    "?followers_min=10K&followers_max=20K", "?engagement_min=10", "?fit_min=90", "?confidence=high", "?mark=disputed",
    "?due=overdue", "?due=none", "?not_touched_since=2026-01-01", "?contact=no", "?q=garcia", "?q=zzzz", "?q=an",
    "?sort=-drift", "?severity=block", "?severity=warn&sort=-drift", "?drift_min=3", "?advice=low-fit",
    "?advice=lead-time", "?advice=touch-overdue&owner=me&sort=-drift", "?renewal=due",
    "?country=JP&tier=macro&compensation=paid", "?due=overdue&mark=disputed&country=BR", "?counts=all",
)  # fmt: skip


@dataclass
class Measured:
    """Medians in milliseconds; ``pages`` by address, ``queries`` of the first page."""

    rows: int
    empty: float
    first: float
    deep: float
    queries: int
    pages: dict[str, float]


def measure(username: str) -> Measured:
    """In the database of the environment, as the user of that name (the first lead or superuser without one)."""
    import django

    django.setup()
    import logging

    from django.conf import settings
    from django.db import connection
    from django.db.models import Q
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from relationships.models import Relationship, User

    logging.disable(logging.WARNING)
    # Nothing was collected; the names of static files are not what is measured.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    client = Client(headers={"host": "localhost"})
    named = Q(username=username) if username else Q(is_superuser=True) | Q(groups__name="lead")
    client.force_login(User.objects.filter(named).order_by("pk")[0])
    page = reverse("staff:relationships")

    def fetch(address: str) -> str:
        response = client.get(address)
        if response.status_code != 200:
            raise RuntimeError(f"{address}: {response.status_code}")
        return response.content.decode()

    deep = page
    for _ in range(5):
        deep = _next_page(fetch(deep)) or deep
    with CaptureQueriesContext(connection) as queries:
        fetch(page)
        asked = len(queries)
    return Measured(
        rows=Relationship.objects.count(),
        empty=_median(lambda: fetch(reverse("admin:password_change"))),
        first=_median(lambda: fetch(page)),
        deep=_median(lambda: fetch(deep)),
        queries=asked,
        pages={address: _median(lambda address=address: fetch(f"{page}{address}"), 3) for address in PAGES},  # type: ignore[misc]
    )


def _next_page(html: str) -> str:
    _, found, rest = html.partition('id="next" rel="next" href="')
    return rest.partition('"')[0].replace("&amp;", "&") if found else ""


def _median(call: Callable[[], object], repeats: int = REPEATS) -> float:
    call()
    took = []
    for _ in range(repeats):
        began = time.perf_counter()
        call()
        took.append((time.perf_counter() - began) * 1_000)
    return statistics.median(took)


def main(urls: list[str]) -> None:
    found = [_in_own_process(url) for url in urls]
    for url, one in zip(urls, found, strict=True):
        print(f"\n{urlsplit(url).scheme}, {one.rows:,} relationships, {one.queries} queries a page")  # noqa: T201
        print(f"  empty page {one.empty:.1f} ms, first page {one.first:.1f} ms = {one.first / one.empty:.2f} × empty")  # noqa: T201
        print(f"  first page {one.first / found[0].first:.2f} × the first database's; deep {one.deep / one.first:.2f}")  # noqa: T201
        for address, took in one.pages.items():
            print(f"  {took / one.first:6.2f} × first page  {address}")  # noqa: T201


def _in_own_process(url: str) -> Measured:
    environment = os.environ | {
        "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "crm.settings", "DEBUG": "false", "PLAIN_HTTP": "true",
        "ALLOWED_HOSTS": "localhost", "SECRET_KEY": "only-for-measuring-" * 4, "ENV_FILE": "",
    }  # fmt: skip
    command = [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.list_pages", "--measure"]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return Measured(**json.loads(done.stdout))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        sys.stdout.write(json.dumps(asdict(measure(os.environ.get("RAPPORT_USER", "")))))
    else:
        main(sys.argv[1:])
