"""Two imports and a colleague at once, in processes of their own: each waits a little, nothing is lost or doubled."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from tests.database import copy_database

ROOT = Path(__file__).parent.parent.parent

SET_UP = """
from relationships.models import Brand
Brand.objects.create(name="Test", slug="test")
"""
#: Somebody who writes down accounts by hand, some of which the lists hold too, and corrects some.
COLLEAGUE = """
from django.db import IntegrityError
from relationships.models import Account, Creator
for number in range(1000, 2000, 25):
    try:
        Account.objects.create(creator=Creator.objects.create(name="By hand"), network="x", handle=f"h{number}")
    except IntegrityError:
        account = Account.objects.get(network="x", handle_key=f"h{number}")
        account.creator.notes = "Corrected by hand"
        account.creator.save()
"""
#: In one process, since each takes longer to start than to answer.
AFTERWARDS = """
from django.core.management import call_command
from relationships.models import Account, Relationship
call_command("check_derived")
print(Account.objects.count(), Relationship.objects.count())
call_command("import_creators", {file!r}, *{options!r})
"""
#: Somebody who changes the same forty relationships again and again, each time with an entry in every history.
BULK = """
import sys
from relationships.domain.lists import BulkAction
from relationships.models import BulkChange, Relationship, User
from relationships.services import bulk
from relationships.services.bulk_asking import Asking, Change
by = User.objects.get(username={name!r})
ids = list(Relationship.objects.order_by("pk").values_list("pk", flat=True))
changed = 0
for turn in range(4):
    for action, columns in {asked!r}:
        columns = {{key: value.format(turn=turn) for key, value in columns.items()}}
        done = bulk.apply(ids, Asking(Change(BulkAction(action), action, columns), by), list_key="relationships")
        changed += len(done.tally.changing)
    if done.change is not None:
        bulk.undo(done.change, by)
print(changed)
"""
BULK_SET_UP = """
from relationships.models import *
brand = Brand.objects.create(name="Test", slug="test")
for name in ("one", "two"):
    User.objects.create_superuser(name)
for number in range(40):
    Relationship.objects.create(creator=Creator.objects.create(name=f"Creator {number}"), brand=brand)
"""


@pytest.fixture
def database_url(database_template: str, tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A database that other processes can open, as the migrations leave it."""
    default = settings.DATABASES["default"]
    if "sqlite" in default["ENGINE"]:
        copy_database(database_template, f"{tmp_path}/rapport.sqlite3")
        yield f"sqlite:///{tmp_path}/rapport.sqlite3"
        return
    login = {"user": default["USER"], "password": default["PASSWORD"], "host": default["HOST"], "port": default["PORT"]}
    login = {name: value for name, value in login.items() if value}
    name = f"rapport_concurrency_{uuid.uuid4().hex[:12]}"
    with django_db_blocker.unblock():
        copy_database(database_template, name)
    with psycopg.connect(dbname="postgres", autocommit=True, **login) as server:
        try:
            place = (
                f"{login.get('user', '')}:{login.get('password', '')}@{login.get('host', '')}:{login.get('port', 5432)}"
            )
            yield f"postgres://{place}/{name}"
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def start(url: str, *command: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "DATABASE_URL": url, "ENV_FILE": "", "DEBUG": "true"}
    return subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> str:
    out, errors = process.communicate(timeout=600)
    assert process.returncode == 0, errors
    return out


def test_imports_and_a_colleague_at_once(database_url: str, tmp_path: Path) -> None:
    for name, numbers in (("one", range(2_000)), ("two", range(1_000, 3_000))):
        lines = [f"h{number},{number + len(name)}" for number in numbers]
        (tmp_path / f"{name}.csv").write_text("\n".join(["Username,Followers", *lines]), encoding="utf-8")
    finish(start(database_url, "shell", "-v0", "-c", SET_UP))
    options = ("--brand", "test", "--network", "x", "--format", "json")
    imports = [
        start(database_url, "import_creators", str(tmp_path / f"{name}.csv"), *options) for name in ("one", "two")
    ]
    colleague = start(database_url, "shell", "-v0", "-c", COLLEAGUE)
    told = [json.loads(finish(process)) for process in imports]
    finish(colleague)
    assert [one["rows"] for one in told] == [2_000, 2_000]
    assert [one["created"] + one["updated"] + one["unchanged"] for one in told] == [2_000, 2_000]
    told_afterwards = finish(
        start(database_url, "shell", "-v0", "-c", AFTERWARDS.format(file=str(tmp_path / "two.csv"), options=options))
    )
    checked, _, rest = told_afterwards.partition("3000 3000\n")
    assert "0 wrong" in checked
    again = json.loads(rest)
    assert (again["created"], again["rejected"]) == (0, [])


def test_two_bulk_changes_of_the_same_rows_take_turns(database_url: str) -> None:
    """One of relationships, one of their creators: neither waits for what the other one holds."""
    finish(start(database_url, "shell", "-v0", "-c", BULK_SET_UP))
    asked = {
        "one": [
            ("stage", {"stage": "ended"}),
            ("compensation", {"compensation": "paid"}),
            ("stage", {"stage": "active"}),
        ],
        "two": [
            ("next_action", {"next_action": "Wait {turn}"}),
            ("do_not_contact", {"do_not_contact_reason": "Asked {turn}"}),
        ],
    }
    both = [start(database_url, "shell", "-v0", "-c", BULK.format(name=name, asked=asked[name])) for name in asked]
    changed = [int(finish(process)) for process in both]
    assert min(changed) >= 4 * 40
    assert "0 wrong" in finish(start(database_url, "check_derived"))
    count = (
        "from relationships.models import *; "
        "print(sum(BulkChange.objects.values_list('changed', flat=True)), BulkChangeRow.objects.count())"
    )
    assert finish(start(database_url, "shell", "-v0", "-c", count)).split() == [str(sum(changed))] * 2


#: Somebody who merges two records of a creator into one of them, as they saw both before anybody did.
MERGE_SET_UP = """
from relationships.models import *
brand = Brand.objects.create(name="Test", slug="test")
for name in ("one", "two"):
    User.objects.create_superuser(name)
for name in ("First", "Second"):
    creator = Creator.objects.create(name=name, notice_given_on="2026-01-01")
    Account.objects.create(creator=creator, network="x", handle=name, followers=9_000)
    row = Relationship.objects.create(creator=creator, brand=brand)
    for _ in range(20):
        Touchpoint.objects.create(relationship=row, summary="Said hello.")
"""
MERGE = """
from relationships.models import Creator, User
from relationships.services import creator_merge as service
from relationships.services.creator_merge_pair import pair_of, versions
by = User.objects.get(username={by!r})
kept, absorbed = (Creator.objects.get(name=name).pk for name in {names!r})
try:
    seen = versions(pair_of(kept, absorbed, by))
    service.merge(kept, absorbed, service.Chosen(None), seen, by)
    print("merged")
except (Creator.DoesNotExist, service.Meanwhile):
    print("too late")
"""
MERGED = """
from django.core.management import call_command
from relationships.models import *
call_command("check_derived")
print(Creator.objects.count(), Account.objects.count(), Touchpoint.objects.count(), CreatorMerge.objects.count())
"""


def test_of_two_who_merge_the_same_two_creators_one_does(database_url: str) -> None:
    """Each keeps the other's: the second one finds out, and nothing is lost between them."""
    finish(start(database_url, "shell", "-v0", "-c", MERGE_SET_UP))
    asked = {"one": ("First", "Second"), "two": ("Second", "First")}
    running = [
        start(database_url, "shell", "-v0", "-c", MERGE.format(by=by, names=names)) for by, names in asked.items()
    ]
    assert sorted(finish(process).strip() for process in running) == ["merged", "too late"]
    told = finish(start(database_url, "shell", "-v0", "-c", MERGED))
    assert "0 wrong" in told
    assert told.endswith("1 2 40 1\n")
