"""What every list page costs, as ratios within one run, beside a floor and Django's own changelist.

    python -m tests.benchmarks.list_pages --folder DIR [--rows 1000 100000] [--engines sqlite postgresql]
        [--server postgres://user:password@host:5432/postgres] [--json FILE] [--only relationships …] [--rounds 1]

Databases are made and filled in DIR and on the server, and used again by the next run. Each is measured by a process of
its own: by its processor's time on SQLite, which works within it, and by the clock on PostgreSQL. Milliseconds depend
on the machine and on what else it does; the ratios of one run depend far less. Where its speed comes and goes ask for
several rounds: they take turns, and of each figure the least is kept.

The floor of a list: the raw queries for what 50 rows show (themselves along an index, and what other tables hold of
them), an empty page for somebody logged in, and the drawing of 50 rows. What is needed: `NEEDED`. Every filter is asked
with up to three of its choices, or with what `TYPED` says.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks import databases
from tests.benchmarks.databases import MANAGER, Place, environment, places, prepare

REPEATS, REPEATS_OF_MANY, REPEATS_OF_STOCK = 9, 3, 3

#: Largest ratios, by what is divided by what.
NEEDED = {
    "first page or any sort, largest ÷ smallest": 1.15,
    "first page ÷ floor": 1.35,
    "deep page ÷ first page": 1.3,
    "any filter or search ÷ first page": 6.0,
    "our changelist, largest ÷ smallest": 1.15,
}
QUERIES = 8
LEAD = "lead"

#: What is typed into the filters that have no choices. A new filter has to be written down here.
TYPED: Mapping[str, Sequence[str]] = {
    "q": ("garcia", "ana", "zzz"),
    "followers_min": ("10K", "5M"),
    "followers_max": ("10K", "1000"),
    "engagement_min": ("10",),
    "engagement_max": ("1",),
    "not_touched_since": ("2026-01-01",),
    "fit_min": ("90", "50"),
    "fit_max": ("20",),
    "drift_min": ("1", "4"),
    "live_from": ("2026-01-01",),
    "live_to": ("2026-01-01",),
    "day": ("2026-12-01",),
}


@dataclass
class OfList:
    """Milliseconds (medians) and queries of one list for one reader. ``pages``: by what stands in the address."""

    first: float
    deep: float
    floor: float
    queries: int
    pages: dict[str, float]
    sorts: dict[str, float]


@dataclass
class Measured:
    rows: int
    empty: float
    lists: dict[str, dict[str, OfList]]
    ours: float
    stock: float


def measure(only: Sequence[str]) -> Measured:
    """In the database of the environment."""
    import django

    django.setup()
    import logging

    from django.conf import settings
    from django.test.utils import override_settings
    from django.urls import reverse

    from relationships.models import Relationship, User
    from relationships.views.listings import LISTS

    logging.disable(logging.WARNING)
    # Nothing was collected; the names of static files are not what is measured.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    lead = databases.lead()
    readers = {LEAD: lead, "manager of 1%": User.objects.get(username=MANAGER)}
    fetch = _fetcher(lead)
    lists = {
        key: {name: _of_list(listing, user) for name, user in readers.items()}
        for key, listing in LISTS.items()
        if not only or key in only
    }
    changelist = reverse("admin:relationships_relationship_changelist")
    empty, ours = (_median(lambda at=at: fetch(at)) for at in (reverse("admin:password_change"), changelist))  # type: ignore[misc]
    plain = [{**settings.TEMPLATES[0], "DIRS": []}]
    with override_settings(ROOT_URLCONF="tests.benchmarks.stock", TEMPLATES=plain):
        lead.is_superuser = True
        lead.save(update_fields=["is_superuser"])
        stock = _median(lambda: fetch(reverse("stock:relationships_relationship_changelist")), REPEATS_OF_STOCK)
    return Measured(Relationship.objects.count(), empty, lists, ours, stock)


def _fetcher(user: Any) -> Callable[[str], str]:
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.force_login(user)

    def fetch(address: str) -> str:
        response = client.get(address)
        if response.status_code != 200:
            raise RuntimeError(f"{address}: {response.status_code}")
        return response.content.decode()

    return fetch


def _of_list(listing: Any, user: Any) -> OfList:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    fetch, url = _fetcher(user), reverse(listing.url_name)
    first = _median(lambda: fetch(url))
    with CaptureQueriesContext(connection) as queries:
        fetch(url)
        asked = len(queries)
    deep = _deep(listing, user, url)
    sorts = [column.key for column in listing.columns if column.sorts_by]
    asked_for = [f"{name}={value}" for name, value in _filters(listing, user)]
    return OfList(
        first=first,
        deep=_median(lambda: fetch(deep)),
        floor=_median(_floor(listing, user, fetch)),
        queries=asked,
        pages={q: _median(lambda q=q: fetch(f"{url}?{q}"), REPEATS_OF_MANY) for q in [*asked_for, "counts=all"]},  # type: ignore[misc]
        sorts={
            sort: _median(lambda sort=sort: fetch(f"{url}?sort={sort}"), REPEATS_OF_MANY)  # type: ignore[misc]
            for key in sorts
            for sort in (key, f"-{key}")
        },
    )


def _page(listing: Any, user: Any, query: str = "") -> Any:
    from django.http import QueryDict
    from django.test import RequestFactory

    from relationships.views.lists.page import ListPage

    request = RequestFactory().get("/")
    request.user, request.GET = user, QueryDict(query)
    page = ListPage(request, listing)
    page.count()
    page.read()
    return page


def _deep(listing: Any, user: Any, url: str) -> str:
    """A page in the middle of the list; the first one of a list that holds nothing for the reader."""
    from relationships.querysets.keyset import Place as Spot
    from relationships.views.lists import paging

    page = _page(listing, user)
    middle = page.filters.rows().count() // 2
    if not middle:
        return url
    order = page.order
    direction = "-" if order.descending else ""
    rows = page.filters.rows().order_by(f"{direction}{order.column}", f"{direction}pk")
    value, pk = rows.values_list(order.column, "pk")[middle]
    return f"{url}?cursor={paging.written(paging.Cursor(order, Spot(value, pk), False, middle))}"


def _floor(listing: Any, user: Any, fetch: Callable[[str], str]) -> Callable[[], object]:
    from django.db import connection
    from django.template.loader import get_template
    from django.urls import reverse

    from relationships.querysets.walks import along

    page = _page(listing, user)
    rows = page.filters.rows_for_walk(page.order.column).order_by(page.order.column, "pk").values(*listing.reads)
    # SQLite's planner would sort all rows of some lists: the floor is what an index gives.
    statements = [along(rows, page.order.index)[: page.size].query.sql_with_params()]

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        statements.append((sql, params))
        return execute(sql, params, many, context)

    # What stands in the rows' cells and is not their own: composed and taken apart by us, but not without being read.
    with connection.execute_wrapper(note):
        listing.present(page.window.page.records)
    template, empty = get_template(page.rows_template), reverse("admin:password_change")

    def floor() -> None:
        with connection.cursor() as cursor:
            for sql, params in statements:
                cursor.execute(sql, params)
                cursor.fetchall()
        fetch(empty)
        template.render({"page": page}, page.request)

    return floor


def _filters(listing: Any, user: Any) -> Iterator[tuple[str, str]]:
    filters = _page(listing, user).filters
    for name, one in filters.filters.items():
        choices = [option.value for option in one.options(()) if option.value]
        some = dict.fromkeys([*choices[:1], *choices[len(choices) // 2 :][:1], *choices[-1:]])
        for value in some or TYPED[name]:
            yield name, value


def _median(call: Callable[[], object], repeats: int = REPEATS) -> float:
    from django.db import connection

    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    call()
    took = []
    for _ in range(repeats):
        began = clock()
        call()
        took.append((clock() - began) * 1_000)
    return statistics.median(took)


# --- What it amounts to -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One ratio. ``about``: the engine, list and reader; ``worst``: the page that it was found at."""

    what: str
    about: str
    ratio: float
    worst: str = ""

    @property
    def holds(self) -> bool:
        return self.ratio <= NEEDED[self.what]


def lines(found: Mapping[Place, Measured]) -> Iterator[Line]:
    of_size, of_growth, of_ours = list(NEEDED)[1:4], next(iter(NEEDED)), list(NEEDED)[4]
    for engine in dict.fromkeys(place.engine for place in found):
        sizes = sorted((place.rows, one) for place, one in found.items() if place.engine == engine)
        (_, small), (rows, large) = sizes[0], sizes[-1]
        yield Line(of_ours, engine, large.ours / small.ours, f"{large.ours / large.stock:.3f} × stock")
        for key, readers in large.lists.items():
            for reader, one in readers.items():
                about, before = f"{engine}, {rows:,}: {key}, {reader}", small.lists[key][reader]
                grown = {name: took / before.sorts[name] for name, took in one.sorts.items()}
                grown["first page"] = one.first / before.first
                # Of the smallest size the manager has a handful of rows, not a page of them: nothing to compare with.
                if reader == LEAD:
                    yield Line(of_growth, about, *_worst(grown))
                yield Line(of_size[0], about, one.first / one.floor)
                yield Line(of_size[1], about, one.deep / one.first)
                pages = {name: took / one.first for name, took in one.pages.items() if name != "counts=all"}
                yield Line(of_size[2], about, *_worst(pages))


def _worst(ratios: Mapping[str, float]) -> tuple[float, str]:
    name = max(ratios, key=lambda name: ratios[name])
    return ratios[name], name


def tell(found: Mapping[Place, Measured]) -> Iterator[str]:
    """What was measured, line by line; the table is Markdown."""
    for place, one in found.items():
        yield f"{place.engine}, {one.rows:,} relationships"
        yield f"  empty page {one.empty:.1f} ms, our changelist {one.ours:.1f} ms, stock changelist {one.stock:.1f} ms"
        for key, readers in one.lists.items():
            for reader, its in readers.items():
                yield f"  {key}, {reader}: {its.queries} queries{'' if its.queries <= QUERIES else ', TOO MANY'}"
                exact = its.pages["counts=all"]
                yield f"    first {its.first:.1f}, floor {its.floor:.1f}, deep {its.deep:.1f}, counts {exact:.1f} ms"
    told = list(lines(found))
    yield "\n| ratio | needed | worst | where |\n|---|---|---|---|"
    for what, most in NEEDED.items():
        worst = max((line for line in told if line.what == what), key=lambda line: line.ratio)
        where = f"{worst.about} {f'({worst.worst})' if worst.worst else ''}".strip()
        yield f"| {what} | {most} | {worst.ratio:.2f}{'' if worst.holds else ' ✗'} | {where} |"
    yield "\nAbove what is needed:"
    for line in told:
        if not line.holds:
            yield f"  {line.ratio:6.2f} {line.what}: {line.about} {line.worst}"


def _in_own_process(place: Place, only: Sequence[str]) -> Measured:
    command = [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.list_pages", "--measure", "--only", *only]
    done = subprocess.run(command, env=environment(place), check=True, stdout=subprocess.PIPE, text=True)
    return _read(json.loads(done.stdout))


def _least(written: Sequence[Any]) -> Any:
    """The least of each figure."""
    first = written[0]
    if isinstance(first, dict):
        return {name: _least([one[name] for one in written]) for name in first}
    return min(written)


def _read(written: dict[str, Any]) -> Measured:
    lists = {
        key: {reader: OfList(**one) for reader, one in readers.items()} for key, readers in written["lists"].items()
    }
    return Measured(**{**written, "lists": lists})


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path(".state/benchmarks"))
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--engines", nargs="+", choices=["sqlite", "postgresql"], default=["sqlite"])
    parser.add_argument("--server", default=os.environ.get("BENCHMARK_SERVER", ""))
    parser.add_argument("--json", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.measure:
        sys.stdout.write(json.dumps(asdict(measure(asked.only))))
        return
    asked.folder.mkdir(parents=True, exist_ok=True)
    all_places = places(asked.engines, sorted(asked.rows), asked.folder, asked.server)
    for place in all_places:
        prepare(place)
    rounds = [{place: _in_own_process(place, asked.only) for place in all_places} for _ in range(asked.rounds)]
    found = {place: _read(_least([asdict(one[place]) for one in rounds])) for place in all_places}
    if asked.json:
        written = [{"engine": place.engine, "size": place.rows, **asdict(one)} for place, one in found.items()]
        asked.json.write_text(
            json.dumps({"measured": written, "ratios": [asdict(one) for one in lines(found)]}, indent=1)
        )
    sys.stdout.writelines(f"{line}\n" for line in tell(found))


if __name__ == "__main__":
    main(sys.argv[1:])
