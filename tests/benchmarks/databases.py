"""Databases of a given size to measure in: sample data, and copies of it where many rows are asked for.

Everything is invented by `manage.py demo_data`. Beyond `ORIGINALS` relationships its rows are copied by SQL, each copy
with ids, names and handles of its own: a million in minutes, where making each afresh takes most of an hour.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

ORIGINALS = 10_000
MANAGER, BRAND = "bench-manager", "One Percent"
#: So much is due of each of the two who read the lists: several pages of it.
DUE = 200

#: Tables that are copied, in an order in which each finds what it points to, with the columns that must stay unique.
_COPIED: Mapping[str, Sequence[str]] = {
    "creator": ("name", "name_key", "search_text"),
    "account": ("handle", "handle_key", "channel_id", "url"),
    "creatorcategory": (),
    "relationship": ("creator_sort", "search_text"),
    "relationshiptag": (),
    "collaboration": (),
    "touchpoint": (),
    "rating": (),
    "standingadvice": (),
    "contribution": (),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A database by its URL, and how many relationships it is to hold."""

    url: str
    rows: int

    @property
    def engine(self) -> str:
        return "SQLite" if self.url.startswith("sqlite") else "PostgreSQL"


def places(engines: Sequence[str], sizes: Sequence[int], folder: Path, server: str) -> list[Place]:
    """One for each engine and size. ``server``: a PostgreSQL URL of somebody who may make databases."""
    found = []
    for engine in engines:
        for size in sizes:
            name = f"rapport_bench_{size}"
            file = f"sqlite:///{folder.resolve()}/{name}.sqlite3"
            found.append(Place(file if engine == "sqlite" else urlunsplit(urlsplit(server)._replace(path=name)), size))
    return found


def environment(place: Place) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": place.url, "DJANGO_SETTINGS_MODULE": "crm.settings", "DEBUG": "false", "PLAIN_HTTP": "true",
        "ALLOWED_HOSTS": "localhost,127.0.0.1", "SECRET_KEY": "only-for-measuring-" * 4, "ENV_FILE": "",
    }  # fmt: skip


def prepare(place: Place) -> None:
    """Make and fill it, unless it is there already. One that was broken off is filled anew by hand: remove it first."""
    if place.engine == "PostgreSQL":
        _make_database(place.url)
    for command in (["migrate", "-v0"], ["demo_data", "--relationships", str(min(place.rows, ORIGINALS))]):
        subprocess.run([sys.executable, "manage.py", *command], env=environment(place), check=True)
    subprocess.run([sys.executable, "-m", __name__, str(place.rows)], env=environment(place), check=True)


def _make_database(url: str) -> None:
    import psycopg

    parts = urlsplit(url)
    name = parts.path.lstrip("/")
    with psycopg.connect(urlunsplit(parts._replace(path="postgres")), autocommit=True) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            server.execute(f'CREATE DATABASE "{name}"')


def _fill(rows: int) -> None:
    """In the database of the environment."""
    import django

    django.setup()
    from django.db import connection, transaction

    from relationships.models import Relationship

    there = Relationship.objects.count()
    if there < rows:
        with transaction.atomic():
            _copy(there, -(-rows // there) - 1)
    with transaction.atomic():
        _one_percent()
        _due()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copy(there: int, times: int) -> None:
    from django.apps import apps
    from django.db import connection
    from django.db.models import ForeignKey, Max

    quote = connection.ops.quote_name
    models = {name: apps.get_model("relationships", name) for name in _COPIED}
    step = {model: model._default_manager.aggregate(most=Max("pk"))["most"] or 0 for model in models.values()}
    for turn in range(1, times + 1):
        print(f"{there * (turn + 1):,}", flush=True)  # noqa: T201
        for name, unique in _COPIED.items():
            model = models[name]
            columns, values = [], []
            for field in model._meta.concrete_fields:
                if field.generated:
                    continue
                target = field.related_model if isinstance(field, ForeignKey) else model if field.primary_key else None
                column = quote(field.column)
                moved = f"{column} + {step[target] * turn}" if target in step else column
                columns.append(column)
                own = f"CASE {column} WHEN '' THEN '' ELSE {column} || '.{turn}' END"
                values.append(own if field.name in unique else moved)
            table = quote(model._meta.db_table)
            with connection.cursor() as cursor:
                cursor.execute(
                    f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {table}"
                    f" WHERE id <= {step[model]}"
                )
    if connection.vendor == "postgresql":
        from django.core.management.color import no_style

        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(models.values())):
                cursor.execute(statement)


def _one_percent() -> None:
    """A brand with one row in a hundred, and an account manager who sees nothing else."""
    from django.contrib.auth.models import Group
    from django.db.models import Exists, F, OuterRef

    from relationships.models import Brand, Collaboration, Membership, Relationship, User
    from relationships.models.base import sort_key

    if Brand.objects.filter(name=BRAND).exists():
        return
    brand = Brand.objects.create(name=BRAND, slug="one-percent")
    manager = User.objects.create(username=MANAGER, is_staff=True)
    manager.groups.add(Group.objects.get(name="account manager"))
    Membership.objects.create(brand=brand, user=manager)
    # One relationship a creator: nobody has two with one brand.
    twins = Relationship.objects.filter(creator=OuterRef("creator"), pk__lt=OuterRef("pk"))
    chosen = Relationship.objects.annotate(turn=F("creator_id") % 70).filter(turn=0).exclude(Exists(twins))
    ids = list(chosen.values_list("pk", flat=True))
    for start in range(0, len(ids), 5_000):
        some = ids[start : start + 5_000]
        Relationship.objects.filter(pk__in=some).update(brand=brand, brand_sort=sort_key(BRAND))
        Collaboration.objects.filter(relationship__in=some).update(brand=brand)


def lead() -> Any:
    """Whoever sees all brands."""
    from relationships.models import User

    return User.objects.filter(is_superuser=True).first() or User.objects.filter(groups__name="lead").order_by("pk")[0]


def _due() -> None:
    """Things due of the readers' own, from everywhere that they see: nobody else's stand in their day."""
    from relationships.models import Relationship, User

    everything = Relationship.objects.filter(next_due_on__isnull=False).order_by("pk")
    manager = User.objects.get(username=MANAGER)
    for user, rows in ((lead(), everything), (manager, everything.filter(brand__name=BRAND))):
        if not everything.filter(owner=user).exists():
            ids = list(rows.values_list("pk", flat=True))
            some = ids[:: max(len(ids) // DUE, 1)][:DUE]
            Relationship.objects.filter(pk__in=some).update(owner=user, owner_sort=user.name_key)


if __name__ == "__main__":
    _fill(int(sys.argv[1]))
