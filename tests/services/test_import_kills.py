"""An import whose process is killed at any moment: nothing half-written, and run again it comes to the same end."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.services.test_concurrency import ROOT, database_url

__all__ = ["database_url"]  # the fixture

ROWS = 2_000
#: How often each step is killed, once in each such part of the time that it takes undisturbed.
TIMES = {"stage": 2, "apply": 3}

#: A process that does what it is told, line by line, each time in a child of its own, which can be killed.
SERVANT = '''
import json, os, sys
from pathlib import Path
from django.conf import settings
from relationships.models import *
from relationships.domain.import_states import ImportStatus
from relationships.services.derived import count_wrong
from relationships.services.imports import arrival, running

WRITTEN = (Creator, Account, AudienceSnapshot, Category, CreatorCategory, Relationship, RelationshipTag, Tag)
STAGED = (StagedRow, StagedAccount, StagedLabel)

def set_up():
    Brand.objects.create(name="Test", slug="test")

def receive(path):
    brand = Brand.objects.get(slug="test")
    with open(path, "rb") as file:
        record = arrival.receive(file, name="list.csv", by=None, brand=brand, network="x")
    return record.pk

def step(name, pk):
    record = getattr(running, name)(pk)
    return [record.status, record.counts]

def directory():
    """How many rows there are, history included, and what they say, whatever their ids are."""
    counts = {m.__name__: [m.objects.count(), m.history.count()] for m in WRITTEN}
    columns = ("handle_key", "followers", "creator__name", "creator__email", "creator__tier",
               "main_account_of__relationships__drift")
    said = sorted(Account.objects.values_list(*columns))
    return [counts, said]

def staging(pk):
    files = [p.name for p in Path(settings.ATTACHMENTS_ROOT).rglob("*") if p.is_file()]
    return [[m.objects.filter(creator_import=pk).count() for m in STAGED], files]

def status(pk):
    return CreatorImport.objects.get(pk=pk).status

def throw_away(pk):
    running.throw_away(CreatorImport.objects.get(pk=pk))

def delete_everything():
    for model in (RelationshipTag, StandingAdvice, Relationship, AudienceSnapshot, CreatorCategory):
        model.objects.all()._raw_delete("default")
    Creator.objects.update(main_account=None)
    for model in (Account, Creator, Tag, Category):
        model.objects.all()._raw_delete("default")
    for model in WRITTEN:
        model.history.all()._raw_delete("default")

def wrong():
    return sum(count_wrong().values())

while line := sys.stdin.readline():
    name, *arguments = json.loads(line)
    child = os.fork()
    if not child:
        print(os.getpid(), flush=True)
        print(json.dumps(globals()[name](*arguments), default=str), flush=True)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        print('"killed"', flush=True)
'''


class Servant:
    """Calls of the functions above, each in a process of its own."""

    def __init__(self, url: str, kept: Path) -> None:
        environment = {
            **os.environ, "DATABASE_URL": url, "ENV_FILE": "", "DEBUG": "true", "ATTACHMENTS_DIR": str(kept),
        }  # fmt: skip
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "shell", "-v0", "-c", f"exec({SERVANT!r}, globals())"],
            cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def ask(self, *call: Any) -> Any:
        self._begin(call)
        return json.loads(self._line())

    def ask_and_kill(self, after: float, *call: Any) -> bool:
        """Kill it so many seconds after it began; whether it was over by then."""
        child = self._begin(call)
        time.sleep(after)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        return bool(self._line() != '"killed"')

    def end(self) -> None:
        self.process.communicate()

    def _begin(self, call: Any) -> int:
        assert self.process.stdin
        self.process.stdin.write(json.dumps(call) + "\n")
        self.process.stdin.flush()
        return int(self._line())

    def _line(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()


@pytest.fixture
def servant(database_url: str, tmp_path: Path) -> Iterator[Servant]:
    rows = ["Username,Name,Followers,Email,Category,Tags"]
    rows += [
        f"h{n},Name {n},{n * 37 + 1},h{n}@example.com,{'Beauty; Travel' if n % 3 else ''},spring" for n in range(ROWS)
    ]
    rows.append("b e n,Refused,1,,,")
    (tmp_path / "list.csv").write_text("\n".join(rows), encoding="utf-8")
    servant = Servant(database_url, tmp_path / "kept")
    servant.ask("set_up")
    yield servant
    servant.end()


def test_killed_at_any_moment_and_run_again(servant: Servant, tmp_path: Path) -> None:
    """Thrown away after a kill; brought in undisturbed; then again, with its process killed over and over."""
    chance, path = random.Random(4), str(tmp_path / "list.csv")
    empty = servant.ask("directory")
    record = servant.ask("receive", path)
    servant.ask_and_kill(0.3, "step", "stage", record)
    assert len(servant.ask("staging", record)[1]) == 1
    servant.ask("step", "stage", record)
    servant.ask("throw_away", record)
    assert servant.ask("staging", record) == [[0, 0, 0], []]

    record = servant.ask("receive", path)
    taken: dict[str, float] = {}
    told: dict[str, Any] = {}
    for step in TIMES:
        began = time.monotonic()
        told[step] = servant.ask("step", step, record)
        taken[step] = time.monotonic() - began
    assert told["apply"][0] == "done"
    whole = servant.ask("directory")
    assert whole[0]["Creator"] == [ROWS, ROWS]
    assert servant.ask("wrong") == 0
    servant.ask("delete_everything")
    assert servant.ask("directory") == empty

    record = servant.ask("receive", path)
    for step, times in TIMES.items():
        for part in range(times):
            servant.ask_and_kill(taken[step] * (part + chance.random()) / times, "step", step, record)
            assert servant.ask("directory") in ([empty, whole] if step == "apply" else [empty])
            if servant.ask("status", record) == told[step][0]:  # it was quicker this time
                break
        else:
            assert servant.ask("step", step, record) == told[step]
    assert servant.ask("directory") == whole
    assert servant.ask("wrong") == 0
    assert servant.ask("staging", record) == [[0, 0, 0], []]
