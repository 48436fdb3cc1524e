"""Rows that many tests start from, made once and handed to one test after another; loaded as a plugin.

    @kept_rows
    def house() -> House: …

    @kept_rows
    def full(house: House) -> House: …  # on top of the house's rows

A test that asks for such a fixture finds the rows in the database and gets its own copy of what the function returned;
what it writes is rolled back as always. A test that does not ask for it does not find them: each kept fixture is a
transaction around those of the tests, opened when a test wants it, left open for the next one, and rolled back as soon
as a test comes along that wants other rows. So no test can tell whether the rows were made for it alone.

The function may ask for other kept fixtures and for nothing else, and it runs at its own time: a test that sets a clock
sets it afterwards. Tests that commit (``transaction=True``, a live server) cannot use kept rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from copy import deepcopy
from functools import wraps
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import SimpleTestCase
from pytest_django.plugin import DjangoDbBlocker

Make = Callable[..., Any]
#: What each function returned, by function.
Made = dict[Make, Any]

_MAKES = "makes_kept_rows"
_COMMITTING = {"transactional_db", "django_db_reset_sequences", "live_server"}
_DATABASE = {"db", *_COMMITTING}


def kept_rows(make: Make) -> Any:
    """A fixture of the name of ``make``; see above."""

    @wraps(make)
    def copy_for_the_test(**_: Any) -> Any:
        return _given[make]

    vars(copy_for_the_test)[_MAKES] = make
    return pytest.fixture(copy_for_the_test)


#: The running test's own copies.
_given: Made = {}


class Layers:
    """The open transactions, outermost first, each with everything that had been made when it stood."""

    def __init__(self, blocker: DjangoDbBlocker) -> None:
        self._blocker = blocker
        self._open: list[tuple[Make, Made, ExitStack]] = []
        self._depth = 0

    def settle(self, wanted: dict[Make, dict[str, Make]]) -> Made:
        """Leave exactly the rows of ``wanted`` (functions with their arguments, those needed first) in place."""
        depth = len(connection.atomic_blocks) - len(self._open)
        if self._open and depth != self._depth:
            raise RuntimeError("Kept rows can be settled only outside of a test's own transaction.")
        self._depth = depth
        order = list(wanted)
        while [make for make, *_ in self._open] != order[: len(self._open)]:
            self.close_last()
        for make in order[len(self._open) :]:
            self._add(make, wanted[make])
        return deepcopy(self._open[-1][1]) if self._open else {}

    def _add(self, make: Make, arguments: dict[str, Make]) -> None:
        # What is made on top may change the objects below, and those below must outlive it.
        made = deepcopy(self._open[-1][1]) if self._open else {}
        with self._blocker.unblock(), ExitStack() as undo:
            undo.enter_context(transaction.atomic())
            undo.callback(transaction.set_rollback, True)
            made[make] = make(**{name: made[needed] for name, needed in arguments.items()})
            self._open.append((make, made, undo.pop_all()))

    def close_last(self) -> None:
        *_, undo = self._open.pop()
        with self._blocker.unblock():
            undo.close()

    def close(self) -> None:
        while self._open:
            self.close_last()


#: At most one, there from the first test with a database on.
_of_the_session: list[Layers] = []


@pytest.fixture(scope="session")
def _layers(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Layers]:
    layers = Layers(django_db_blocker)
    _of_the_session.append(layers)
    yield layers
    layers.close()
    _of_the_session.clear()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Django's own classes of tests, and fixtures that commit, are at work even before `_kept_rows` is."""
    marker = item.get_closest_marker("django_db")
    commits = bool(_COMMITTING & set(getattr(item, "fixturenames", ()))) or bool(
        marker and marker.kwargs.get("transaction")
    )
    if commits or issubclass(getattr(item, "cls", None) or object, SimpleTestCase):
        for layers in _of_the_session:
            layers.close()


@pytest.fixture(autouse=True)
def _kept_rows(request: pytest.FixtureRequest) -> Iterator[None]:
    """Stands before pytest-django's own fixture, which opens the test's transaction: this plugin is loaded earlier."""
    marker = request.node.get_closest_marker("django_db")
    if marker is None and not _DATABASE & set(request.fixturenames):
        yield
        return
    wanted = wanted_by(request.node._fixtureinfo.name2fixturedefs)
    if wanted and (_COMMITTING & set(request.fixturenames) or (marker and marker.kwargs.get("transaction"))):
        pytest.fail(f"A test that commits cannot use kept rows ({', '.join(make.__name__ for make in wanted)}).")
    layers: Layers = request.getfixturevalue("_layers")
    _given.update(layers.settle(wanted))
    yield
    _given.clear()


def wanted_by(definitions: Mapping[str, Sequence[pytest.FixtureDef[Any]]]) -> dict[Make, dict[str, Make]]:
    """The functions behind a test's fixtures, each after those that it needs, with the functions of its arguments."""
    wanted: dict[Make, dict[str, Make]] = {}

    def want(name: str) -> Make | None:
        definition = definitions[name][-1]
        make: Make | None = getattr(definition.func, _MAKES, None)
        if make is None or make in wanted:
            return make
        arguments: dict[str, Make] = {}
        for argument in definition.argnames:
            needed = want(argument)
            if needed is None:
                raise pytest.UsageError(f"{name} keeps rows: it may ask for kept rows only, not for {argument}.")
            arguments[argument] = needed
        wanted[make] = arguments
        return make

    for name in definitions:
        want(name)
    return wanted
