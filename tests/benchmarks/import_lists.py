"""What bringing in a list costs: ours from end to end, django-import-export, and the floor, as ratios within one run.

    python -m tests.benchmarks.import_lists --folder DIR [--rows 100000] [--engines sqlite postgresql]
        [--server postgres://user:password@host:5432/postgres] [--stock-rows 20000] [--without-stock] [--json FILE]

Every measurement is made by a process of its own on a fresh, empty database with one brand. Ours is the whole way of a
list: received, read, recognised, cleaned, compared, written with its history, copies and advice; first a list of new
people, then the very same list, then one in which every count of followers has moved. With two sizes (``--rows 100000
1000000``) the peaks of memory are compared. The peer (`import_stock`) and the floor (`import_floor`) are given clean
rows. The peer is measured with ``--stock-rows`` and counted up to all rows.

Processor seconds are those of the process and, on PostgreSQL of this machine, of its connection's server process. What
is needed: `NEEDED`.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from tests.benchmarks import import_floor, import_stock
from tests.benchmarks.databases import Place, environment
from tests.benchmarks.invented_lists import MOVED, write_clean, write_list

#: What is compared, the bound, and whether the figure has to stay below it (else: reach it).
NEEDED: Mapping[str, tuple[float, bool]] = {
    "ours ÷ floor, wall": (4.0, True),
    "django-import-export, fastest ÷ ours, CPU": (10.0, False),
    "changed ÷ unchanged, wall": (4.0, False),
    "peak memory, largest ÷ smallest": (1.5, True),
    "peak memory, MB": (250.0, True),
    "preview, s for 100,000 rows": (60.0, True),
}
EMPTY = "rapport_bench_import"


@dataclass(frozen=True, slots=True)
class Cost:
    """``wall`` and ``cpu`` in seconds, ``peak`` memory in MB; ``preview``: seconds from the list's arrival to its
    preview."""

    wall: float
    cpu: float
    peak: float
    rows: int
    preview: float | None = None


def _measured(work: Callable[[], float | None], rows: int) -> Cost:
    began, worked = time.perf_counter(), _cpu()
    preview = work()
    wall, cpu = time.perf_counter() - began, _cpu() - worked
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    return Cost(round(wall, 2), round(cpu, 2), round(peak, 1), rows, preview)


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime + _server_cpu()


def _server_cpu() -> float:
    """Of the server process behind Django's connection; 0 where it is on another machine, or there is none."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        status = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not status.exists():
        return 0.0
    user, system = status.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _ours(listed: Path) -> float:
    from relationships.models import Brand
    from relationships.reports.imports import preview
    from relationships.services.imports.arrival import receive
    from relationships.services.imports.running import apply, stage

    began = time.perf_counter()
    with listed.open("rb") as file:
        record = receive(file, name=listed.name, by=None, brand=Brand.objects.get())
    record = stage(record.pk)
    preview(record)
    seen = round(time.perf_counter() - began, 2)
    record = apply(record.pk)
    if record.problem or record.status != "done":
        raise SystemExit(f"{listed.name}: {record.status} {record.problem}")
    return seen


def _floor_of_sqlite(clean: Path) -> None:
    from django.conf import settings

    from relationships.models import Brand

    told = "\n".join(import_floor.script(Brand.objects.get().pk, str(clean)))
    database = str(settings.DATABASES["default"]["NAME"])
    subprocess.run(["sqlite3", "-bail", database], input=told, text=True, check=True, stdout=subprocess.DEVNULL)


def _floor_of_postgresql(clean: Path) -> None:
    from django.db import connection, transaction

    from relationships.models import Brand

    brand = Brand.objects.get().pk
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(import_floor.create_table())
        with (
            cursor.copy(
                f"COPY {import_floor.LOADED} FROM STDIN WITH (FORMAT csv, FORCE_NOT_NULL (email, phone, language))"
            ) as copy,
            clean.open("rb") as file,
        ):
            while some := file.read(1 << 16):
                copy.write(some)
        for statement in import_floor.statements(brand):
            cursor.execute(statement)


def measure(what: str, folder: Path, rows: int) -> Cost:
    """One measurement, in the database of the environment."""
    import django

    django.setup()
    from django.db import connection

    from relationships.models import Brand

    brand = Brand.objects.get().pk
    if what == "floor":
        work = _floor_of_sqlite if connection.vendor == "sqlite" else _floor_of_postgresql
        return _measured(lambda: work(folder / f"clean_{rows}.csv"), rows)
    if what in ("fastest", "default"):
        settings = import_stock.FASTEST if what == "fastest" else {}
        return _measured(lambda: import_stock.run(rows, brand, settings) and None, rows)
    return _measured(lambda: _ours(folder / f"{'changed' if what == 'changed' else 'new'}_{rows}.csv"), rows)


class Databases:
    """An empty one of each engine, migrated once, and copies of it."""

    def __init__(self, folder: Path, server: str) -> None:
        self.folder, self.server = folder.resolve(), server

    def fresh(self, engine: str) -> Place:
        empty, used = self._place(engine, f"{EMPTY}_empty"), self._place(engine, EMPTY)
        self._make_empty(engine, empty)
        if engine == "sqlite":
            for left in self.folder.glob(f"{EMPTY}.sqlite3*"):
                left.unlink()
            (self.folder / f"{EMPTY}.sqlite3").write_bytes((self.folder / f"{EMPTY}_empty.sqlite3").read_bytes())
        else:
            self._tell_server(
                f'DROP DATABASE IF EXISTS "{EMPTY}"', f'CREATE DATABASE "{EMPTY}" TEMPLATE "{EMPTY}_empty"'
            )
        return used

    def _place(self, engine: str, name: str) -> Place:
        url = f"sqlite:///{self.folder}/{name}.sqlite3"
        return Place(url if engine == "sqlite" else urlunsplit(urlsplit(self.server)._replace(path=name)), 0)

    def _make_empty(self, engine: str, place: Place) -> None:
        if engine == "postgresql":
            there = self._tell_server(f"SELECT 1 FROM pg_database WHERE datname = '{EMPTY}_empty'")
            if not there:
                self._tell_server(f'CREATE DATABASE "{EMPTY}_empty"')
        brand = "from relationships.models import Brand; Brand.objects.get_or_create(slug='bench', name='Bench')"
        for command in (["migrate", "-v0"], ["shell", "-v0", "-c", brand]):
            subprocess.run([sys.executable, "manage.py", *command], env=environment(place), check=True)
        if engine == "sqlite":
            import sqlite3

            with sqlite3.connect(self.folder / f"{EMPTY}_empty.sqlite3") as database:
                database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _tell_server(self, *statements: str) -> bool:
        """Whether the last one found anything."""
        import psycopg

        with psycopg.connect(urlunsplit(urlsplit(self.server)._replace(path="postgres")), autocommit=True) as server:
            found = [server.execute(statement) for statement in statements][-1]
            return found.description is not None and found.fetchone() is not None


def _in_own_process(place: Place, what: str, folder: Path, rows: int) -> Cost:
    command = [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.import_lists", "--measure", what]
    command += ["--folder", str(folder), "--rows", str(rows)]
    done = subprocess.run(command, env=environment(place), check=True, stdout=subprocess.PIPE, text=True)
    cost = Cost(**json.loads(done.stdout))
    sys.stderr.write(f"{place.engine}, {what}: {cost}\n")
    return cost


def all_costs(asked: argparse.Namespace, engine: str, rows: int) -> dict[str, Cost]:
    databases, folder = Databases(asked.folder, asked.server), asked.folder.resolve()
    place, found = databases.fresh(engine), {}
    for what in ("new", "unchanged", "changed"):
        found[what] = _in_own_process(place, what, folder, rows)
    found["floor"] = _in_own_process(databases.fresh(engine), "floor", folder, rows)
    if not asked.without_stock:
        stock_rows = min(asked.stock_rows, rows)
        found["fastest"] = _in_own_process(databases.fresh(engine), "fastest", folder, stock_rows)
        if asked.default_rows:
            found["default"] = _in_own_process(databases.fresh(engine), "default", folder, asked.default_rows)
    return found


def ratios(of_size: Mapping[int, Mapping[str, Cost]]) -> Iterator[tuple[str, int, float]]:
    """What is compared, at how many rows, and the figure."""
    for rows, costs in of_size.items():
        new = costs["new"]
        yield "ours ÷ floor, wall", rows, new.wall / costs["floor"].wall
        if "fastest" in costs:
            stock = costs["fastest"]
            yield "django-import-export, fastest ÷ ours, CPU", rows, stock.cpu / stock.rows * rows / new.cpu
        yield "changed ÷ unchanged, wall", rows, costs["changed"].wall / costs["unchanged"].wall
        yield "peak memory, MB", rows, _peak(costs)
        if new.preview is not None:
            yield "preview, s for 100,000 rows", rows, new.preview / rows * 100_000
    if len(of_size) > 1:
        smallest, largest = min(of_size), max(of_size)
        yield "peak memory, largest ÷ smallest", largest, _peak(of_size[largest]) / _peak(of_size[smallest])


def _peak(costs: Mapping[str, Cost]) -> float:
    return max(costs[what].peak for what in ("new", "unchanged", "changed"))


def tell(engine: str, of_size: Mapping[int, Mapping[str, Cost]]) -> Iterator[str]:
    yield f"\n{engine}\n"
    yield "| what | rows | wall, s | CPU, s | rows/s | peak, MB | preview, s |\n|---|---|---|---|---|---|---|"
    for costs in of_size.values():
        for what, cost in costs.items():
            seen = "" if cost.preview is None else f"{cost.preview:.1f}"
            yield (
                f"| {what} | {cost.rows:,} | {cost.wall:.1f} | {cost.cpu:.1f} | {cost.rows / cost.wall:,.0f}"
                f" | {cost.peak:.0f} | {seen} |"
            )
    yield "\n| ratio | rows | needed | measured |\n|---|---|---|---|"
    for what, rows, figure in ratios(of_size):
        bound, at_most = NEEDED[what]
        holds = figure <= bound if at_most else figure >= bound
        yield f"| {what} | {rows:,} | {'≤' if at_most else '≥'} {bound:g} | {figure:.2f}{'' if holds else ' ✗'} |"


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path(".state/benchmarks"))
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000])
    parser.add_argument("--engines", nargs="+", choices=["sqlite", "postgresql"], default=["sqlite"])
    parser.add_argument("--server", default=os.environ.get("BENCHMARK_SERVER", ""))
    parser.add_argument("--stock-rows", type=int, default=100_000)
    parser.add_argument("--default-rows", type=int, default=0, help="the peer with its default settings, too")
    parser.add_argument("--without-stock", action="store_true")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.measure:
        sys.stdout.write(json.dumps(asdict(measure(asked.measure, asked.folder, asked.rows[0]))))
        return
    asked.folder.mkdir(parents=True, exist_ok=True)
    for rows in asked.rows:
        write_list(asked.folder / f"new_{rows}.csv", rows)
        write_list(asked.folder / f"changed_{rows}.csv", rows, MOVED)
        write_clean(asked.folder / f"clean_{rows}.csv", rows)
    found = {engine: {rows: all_costs(asked, engine, rows) for rows in sorted(asked.rows)} for engine in asked.engines}
    for engine, of_size in found.items():
        sys.stdout.writelines(f"{line}\n" for line in tell(engine, of_size))
    if asked.json:
        asked.json.write_text(
            json.dumps(
                {
                    engine: {
                        "costs": {
                            rows: {what: asdict(cost) for what, cost in costs.items()} for rows, costs in sizes.items()
                        },
                        "ratios": [
                            {"what": what, "rows": rows, "figure": figure} for what, rows, figure in ratios(sizes)
                        ],
                    }
                    for engine, sizes in found.items()
                },
                indent=1,
            )
        )


if __name__ == "__main__":
    main(sys.argv[1:])
