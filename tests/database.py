"""The database that tests start from: made by the migrations once a run, then copied.

All migrations in a row take longer than a thousand tests. The first process that needs a database makes the template,
while another one waits for it or runs tests that need none; a copy then takes a moment.

On SQLite the template is a file, kept in `.state` for the next run as long as nothing is edited that could change it;
with CI=true each run makes its own. On PostgreSQL it is a database, which goes at the end of the run.

To be called where the database may be used; ``folder`` is one that the processes of a run share.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from hashlib import sha256
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Model

ROOT = Path(__file__).parent.parent
#: What the tables and the first rows follow from.
SOURCES = ("crm", "relationships/domain", "relationships/migrations", "relationships/models")
#: Templates of earlier runs, a few of them: several branches may be at work.
KEPT, HOW_MANY = ROOT / ".state" / "test-databases", 4


def template_of_the_run(folder: Path) -> str:
    """The name of a database, on SQLite its path, as the migrations leave it: to be copied, never to be opened."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _file(folder) if connection.vendor == "sqlite" else _on_the_server(folder)


def copy_database(template: str, name: str) -> None:
    """A new database of this name, whatever the test's own connection is in the middle of."""
    if connection.vendor == "sqlite":
        shutil.copy(template, name)
        return
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {_quoted(name)}")
        cursor.execute(f"CREATE DATABASE {_quoted(name)} TEMPLATE {_quoted(template)}")


def use_database(name: str) -> None:
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


class FirstRows:
    """What the migrations put there, to be put there again once a test that commits has emptied every table.

    Django itself makes the kinds of content and the permissions anew, under other numbers.
    """

    def __init__(self) -> None:
        kept = [model for model in apps.get_models() if model not in (ContentType, Permission)]
        self._rows: list[tuple[type[Model], list[Model]]] = [(one, list(one._base_manager.all())) for one in kept]
        self._may = [(group.pk, one.natural_key()) for group in Group.objects.all() for one in group.permissions.all()]

    def restore(self) -> None:
        held = Group.permissions.through
        numbers = {one.natural_key(): one.pk for one in Permission.objects.select_related("content_type")}
        with transaction.atomic():
            for model, rows in self._rows:
                model._base_manager.bulk_create(rows)
            held._base_manager.bulk_create(held(group_id=pk, permission_id=numbers[key]) for pk, key in self._may)


#: Of this process's database, once there is one.
first_rows: list[FirstRows] = []


def remove_template(folder: Path) -> None:
    """At the end of the run. A file goes with the folder."""
    if _mark(folder).exists():
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {_quoted(_name_on_the_server())}")


def _file(folder: Path) -> str:
    template, kept, keeps = folder / "template.sqlite3", KEPT / f"{_LOADED}.sqlite3", os.environ.get("CI") != "true"
    if not template.exists() and keeps and kept.exists():
        shutil.copy(kept, template)
    if not template.exists():
        unfinished = folder / "unfinished.sqlite3"
        _migrate(str(unfinished))
        if keeps and _state_of_the_sources() == _LOADED:
            _keep(unfinished, kept)
        unfinished.rename(template)
    return str(template)


def _keep(made: Path, kept: Path) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    for outdated in sorted(KEPT.glob("*.sqlite3"), key=lambda file: file.stat().st_mtime)[: 1 - HOW_MANY]:
        outdated.unlink(missing_ok=True)
    # Whoever looks for it finds a whole one or none.
    unfinished = kept.with_suffix(f".{os.getpid()}")
    shutil.copy(made, unfinished)
    unfinished.rename(kept)


def _on_the_server(folder: Path) -> str:
    name = _name_on_the_server()
    if not _mark(folder).exists():
        _migrate(name)
        _mark(folder).touch()
    return name


def _mark(folder: Path) -> Path:
    return folder / "template-on-the-server"


def _name_on_the_server() -> str:
    return f"test_{settings.DATABASES['default']['NAME']}_template"


def _migrate(name: str) -> None:
    """A new database with all tables and the rows that the migrations put there."""
    before = str(settings.DATABASES["default"]["NAME"])
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    # On SQLite the last connection to leave puts everything into the one file.
    connection.close()
    use_database(before)


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))


def _state_of_the_sources() -> str:
    state = sha256(django.__version__.encode())
    for file in sorted(path for source in SOURCES for path in (ROOT / source).rglob("*.py")):
        state.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return state.hexdigest()[:16]


#: As the sources are when they are loaded; somebody may edit them while the tests run.
_LOADED = _state_of_the_sources()
