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
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

ROOT = Path(__file__).parent.parent
#: What the tables and the first rows follow from.
SOURCES = ("crm", "relationships/domain", "relationships/migrations", "relationships/models")
#: Templates of earlier runs, a few of them: several branches may be at work.
KEPT, HOW_MANY = ROOT / ".state" / "test-databases", 4


def template_of_the_run(folder: Path) -> str:
    """The name of a database, on SQLite its path, as the migrations leave it: to be copied, never to be written to."""
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
    """What the migrations put there, kept beside the tables: a test that commits leaves a database as it found it.

    Only tables that hold something are emptied, and every row comes back under its own number. Django itself empties
    each table there is, which PostgreSQL takes long for, and makes the permissions anew under other numbers.
    """

    def __init__(self, template: str) -> None:
        self._template = template
        self._columns = {
            one._meta.db_table: [str(field.column) for field in one._meta.local_concrete_fields if not field.generated]
            for one in apps.get_models(include_auto_created=True)
            if one._meta.managed and not one._meta.proxy
        }
        self._tables = self._with_rows()
        if connection.vendor != "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE SCHEMA {_BESIDE}")
                for table in self._tables:
                    cursor.execute(f"CREATE TABLE {_BESIDE}.{_quoted(table)} AS TABLE {_quoted(table)}")

    def restore(self) -> None:
        with connection.cursor() as cursor, self._at_hand(cursor), transaction.atomic():
            for table in sorted({*self._with_rows(), *self._tables}):
                cursor.execute(f"DELETE FROM {_quoted(table)}")
            for table in self._tables:
                columns = ", ".join(_quoted(column) for column in self._columns[table])
                cursor.execute(
                    f"INSERT INTO {_quoted(table)} ({columns}) SELECT {columns} FROM {_BESIDE}.{_quoted(table)}"
                )

    def _with_rows(self) -> list[str]:
        asked = (f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {_quoted(table)})" for table in self._columns)
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(asked))
            return [table for (table,) in cursor.fetchall()]

    @contextmanager
    def _at_hand(self, cursor: CursorWrapper) -> Iterator[None]:
        """On SQLite the template itself stands beside the tables, and is read."""
        if connection.vendor != "sqlite":
            yield
            return
        cursor.execute(f"ATTACH DATABASE %s AS {_BESIDE}", [self._template])
        try:
            yield
        finally:
            cursor.execute(f"DETACH DATABASE {_BESIDE}")


#: Where the first rows are kept: the name of a schema, on SQLite of an attached file.
_BESIDE = "first_rows"


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
