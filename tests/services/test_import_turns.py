"""One import, two who are at it: whoever began last goes on, the other one touches nothing any more."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import OperationalError
from django.test import TestCase

from relationships.domain.import_states import ImportStatus
from relationships.models import Creator, CreatorImport, RefusedRow, StagedAccount, StagedLabel, StagedRow
from relationships.services.imports import filling, running, turns
from relationships.services.imports.arrival import receive
from relationships.services.imports.turns import CancelledError
from relationships.services.tables import CannotTakeError
from tests.factories import make_brand
from tests.services.lists import as_csv

pytestmark = pytest.mark.django_db

ROWS = [["Username", "Followers", "Tags"], *[[f"h{n}", f"{n}K", "spring"] for n in range(1, 8)], ["b e n", "1K", ""]]


def received() -> CreatorImport:
    return receive(io.BytesIO(as_csv(ROWS)), name="list.csv", by=None, brand=make_brand(), network="instagram")


def kept(pk: int) -> list[list[dict[str, Any]]]:
    """The import and everything that is staged of it."""
    told = [CreatorImport.objects.filter(pk=pk)]
    tables = (StagedRow, StagedAccount, StagedLabel, RefusedRow)
    staged = [table.objects.filter(creator_import=pk) for table in tables]
    return [list(rows.order_by("pk").values()) for rows in (*told, *staged)]


def _stage(pk: int) -> None:
    running.stage(pk)


def _over_to_the_end(pk: int) -> None:
    running.stage(pk)
    running.apply(pk)


def _back_to_the_columns(pk: int) -> None:
    running.stage(pk)
    running.start_over(CreatorImport.objects.get(pk=pk))


def _given_up(pk: int) -> None:
    CreatorImport.objects.filter(pk=pk).update(status=ImportStatus.CANCELLED)


def _thrown_away(pk: int) -> None:
    _given_up(pk)
    running.throw_away(CreatorImport.objects.get(pk=pk))


MEANWHILE = (_stage, _over_to_the_end, _back_to_the_columns, _given_up, _thrown_away)


class Moment:
    """Where in its way the run that is behind is when somebody else goes on with the list; ``then`` is done once."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, then: Callable[[], None]) -> None:
        self.monkeypatch, self.then, self.is_over = monkeypatch, then, False

    def come(self) -> None:
        if not self.is_over:  # the other run passes by here, too
            self.is_over = True
            self.then()

    def before(self, transaction: int) -> None:
        """``transaction``: of those that hold the turn the first, second …"""
        left = iter(range(transaction, 0, -1))

        def own_turn(*arguments: Any, **named: Any) -> Any:
            if next(left, 0) == 1:
                self.come()
            return turns.own_turn(*arguments, **named)

        self.monkeypatch.setattr(running, "own_turn", own_turn)

    def among_rows(self, fault: Exception | None) -> None:
        """When one chunk is written and the next one is being read; ``fault``: what the file turns out to be."""

        def some(rows: Any) -> Iterator[Any]:
            for number, row in enumerate(rows):
                if number == 4 and not self.is_over:
                    self.come()
                    if fault:
                        raise fault
                yield row

        self.monkeypatch.setattr(running, "fill", lambda of, rows, *rest: filling.fill(of, some(rows), *rest))


MOMENTS: dict[str, Callable[[Moment], None]] = {
    "throwing away": lambda moment: moment.before(1),
    "filling": lambda moment: moment.among_rows(None),
    "failing": lambda moment: moment.among_rows(CannotTakeError("cut off")),
    "cancelled": lambda moment: moment.among_rows(CancelledError()),
    "comparing": lambda moment: moment.before(2),
    "doubting": lambda moment: moment.before(3),
    "judging": lambda moment: moment.before(4),
}


#: Everything that can happen meanwhile at two moments, at every other one what leaves most and what leaves least.
CASES = [
    (moment, meanwhile)
    for moment in MOMENTS
    for meanwhile in MEANWHILE
    if moment in ("failing", "comparing") or meanwhile in (_stage, _thrown_away)
]


@pytest.mark.parametrize(("moment", "meanwhile"), CASES)
def test_whoever_is_behind_touches_nothing(
    moment: str, meanwhile: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "CHUNK", 3)
    pk = received().pk
    after: list[Any] = []

    def then() -> None:
        meanwhile(pk)
        after.append(kept(pk))

    MOMENTS[moment](Moment(monkeypatch, then))
    found = running.stage(pk)
    assert [kept(pk)] == after
    told = after[0][0]
    assert found.status == (told[0]["status"] if told else ImportStatus.STAGING)


def test_an_attempt_at_writing_that_fails_leaves_nothing_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file goes with the attempt that is kept, although an earlier one believed that it had gone."""
    record = running.stage(received().pk)
    storage, name = record.file.storage, str(record.file.name)
    save, faults = CreatorImport.save, iter([OperationalError("deadlock detected")])

    def saved(row: CreatorImport, *arguments: Any, **named: Any) -> None:
        if row.status == ImportStatus.DONE and (fault := next(faults, None)):
            raise fault
        save(row, *arguments, **named)

    monkeypatch.setattr(CreatorImport, "save", saved)
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert running.apply(record.pk).status == ImportStatus.DONE
    assert not storage.exists(name)
    assert Creator.objects.count() == 7


@pytest.mark.parametrize("at", ["apply", "undo"])
def test_of_two_who_write_the_later_one_does(at: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pk = running.stage(received().pk).pk
    if at == "undo":
        running.apply(pk)
    steps = {"apply": lambda: running.apply(pk), "undo": lambda: running.undo(pk, None)}
    told: list[Any] = []

    def begun(*arguments: Any) -> CreatorImport:
        """The other one begins as soon as this one has."""
        record = turns.begin(*arguments)
        if not told:
            told.append(None)
            told[:] = [steps[at]().status, kept(pk), Creator.objects.count()]
        return record

    monkeypatch.setattr(running, "begin", begun)
    assert [steps[at]().status, kept(pk), Creator.objects.count()] == told
    assert told[0] == ("done" if at == "apply" else "undone")
