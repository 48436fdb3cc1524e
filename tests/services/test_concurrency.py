"""Imports and a colleague at once, in processes of their own: each waits a little, nothing is lost or doubled."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from tests.database import copy_database

ROOT = Path(__file__).parent.parent.parent

#: Three lists, five people: one brings in the first list, one the second, two press the button of the third at once,
#: and a colleague corrects by hand, in the admin, who is in all of them. Each is a process of its own; nobody begins
#: before all are there. The last line says what became of it.
AT_ONCE = """
import io, json, multiprocessing, os, sys
from django.core.exceptions import ValidationError
from django.db import connections
from django.test import Client
from django.test.utils import setup_test_environment
from relationships.models import *
from relationships.services.derived import count_wrong
from relationships.services.imports import arrival, running
from tests.admin.forms import submit

setup_test_environment()
brand = Brand.objects.create(name="Test", slug="test")
colleague = User.objects.create_superuser("colleague")
known = []
for number in range(0, 300, 50):
    known.append(Creator.objects.create(name=f"h{number}", country="FR"))
    Account.objects.create(creator=known[-1], network="x", handle=f"h{number}", followers=9)

def received(name, numbers):
    lines = [f"h{n},{n * 50 + 1},h{n}@example.com,Beauty,{name}" for n in numbers]
    file = io.BytesIO(os.linesep.join(["Username,Followers,Email,Category,Tags", *lines]).encode())
    return arrival.receive(file, name=f"{name}.csv", by=None, brand=brand, network="x").pk

def brings_in(pk):
    return [at_it(running.stage, pk), together.wait() and None, at_it(running.apply, pk)][::2]

def at_it(step, pk):
    try:
        return step(pk).status
    except ValidationError as problem:
        return problem.messages[0]

def corrects():
    client, answers = Client(), []
    client.force_login(colleague)
    for turn, creators in enumerate((known[:1], known[:3])):  # at first to be warm when it begins
        if turn:
            together.wait()
        for creator in creators:
            page = f"/admin/relationships/creator/{creator.pk}/change/"
            # Who is told that somebody wrote the same meanwhile looks again.
            while (answer := submit(client, page, notes=f"By hand {turn}").status_code) == 409:
                pass
            answers.append(answer)
    return answers

together = multiprocessing.get_context("fork").Barrier(5, timeout=60)
lists = [received("one", range(200)), received("two", range(299, 99, -1)), received("three", range(0, 300, 3))]
calls = [(brings_in, lists[0]), (brings_in, lists[1]), (brings_in, lists[2]), (brings_in, lists[2]), (corrects,)]
connections.close_all()
pipes = []
for call, *arguments in calls:
    end, begin = os.pipe()
    if not os.fork():
        together.wait()
        with os.fdopen(begin, "w") as told:
            json.dump(call(*arguments), told)
        os._exit(0)
    os.close(begin)
    pipes.append(end)
answers = [json.load(os.fdopen(end)) for end in pipes]
kept = CreatorImport.objects.order_by("pk")
again = [running.apply(running.stage(received(name, numbers)).pk).counts["outcomes"] for name, numbers in (
    ("one", range(200)), ("two", range(299, 99, -1)))]
print(json.dumps({
    "answers": answers,
    "statuses": [[row.status, row.counts["outcomes"]] for row in kept[:3]],
    "rows": [model.objects.count() for model in (Creator, Account, Relationship, RelationshipTag, CreatorCategory)],
    "notes": list(Creator.objects.exclude(notes="").values_list("notes", flat=True)),
    "followers": Account.objects.exclude(followers__in=[n * 50 + 1 for n in range(300)]).count(),
    "staged": [model.objects.count() for model in (StagedRow, StagedAccount, StagedLabel)],
    "wrong": sum(count_wrong().values()),
    "again": again,
}))
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
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> str:
    out, errors = process.communicate(timeout=600)
    assert process.returncode == 0, errors
    return out


def let_go_together(processes: Sequence[subprocess.Popen[str]], at: str) -> None:
    """Once each has said ``at``, all of them go on from their ``input()``."""
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == f"{at}\n", finish(process)
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()


def test_imports_and_a_colleague_at_once(database_url: str) -> None:
    """Each waits a little; every account is there once, everything is true, and nobody is told of a locked database."""
    told = json.loads(finish(start(database_url, "shell", "-v0", "-c", AT_ONCE)).splitlines()[-1])
    *imports, colleague = told["answers"]
    assert imports[:2] == [["ready", "done"]] * 2
    # Of the two at the same list one brings it in; the other finds how far it is, or is told that it has gone on.
    assert "done" in [applied for _, applied in imports[2:]]
    for answer in (answer for answers in imports[2:] for answer in answers):
        assert answer in ("staging", "ready", "applying", "done") or "another point" in answer
    assert set(colleague) == {302}, "every page was saved"
    assert told["notes"] == ["By hand 1"] * 3
    assert [status for status, _ in told["statuses"]] == ["done"] * 3
    assert [sum(outcomes.values()) for _, outcomes in told["statuses"]] == [200, 200, 100]
    assert sum(outcomes.get("new", 0) for _, outcomes in told["statuses"]) == 294
    assert told["rows"] == [300, 300, 300, 200 + 200 + 100, 300]
    assert (told["followers"], told["staged"], told["wrong"]) == (0, [0, 0, 0], 0)
    assert told["again"] == [{"unchanged": 200}] * 2


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


#: Somebody who merges two records of a creator into one of them, as they saw both before anybody did: each waits, when
#: they have seen them, until they are told to go on.
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
seen = versions(pair_of(kept, absorbed, by))
print("seen", flush=True)
input()
try:
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
    let_go_together(running, "seen")
    assert sorted(finish(process).strip() for process in running) == ["merged", "too late"]
    told = finish(start(database_url, "shell", "-v0", "-c", MERGED))
    assert "0 wrong" in told
    assert told.endswith("1 2 40 1\n")
