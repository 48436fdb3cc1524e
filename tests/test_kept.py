"""Kept rows are there for those who ask, as they were made, and for nobody else."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from relationships.models import Agent, Tag
from tests import factories, kept
from tests.kept import Layers, kept_rows

pytestmark = pytest.mark.django_db


@kept_rows
def agent() -> Agent:
    return factories.make_agent("Ana")


@kept_rows
def tagged(agent: Agent) -> dict[str, object]:
    agent.name = "Changed, but not stored"
    return {"agent": agent, "tag": factories.make_tag("autumn")}


def _on_file() -> tuple[list[str], list[str]]:
    return [*Agent.objects.values_list("name", flat=True)], [*Tag.objects.values_list("name", flat=True)]


@pytest.mark.parametrize("time", ["first", "again"])
def test_what_a_test_does_is_gone_before_the_next(agent: Agent, time: str) -> None:
    assert (agent.name, _on_file()) == ("Ana", (["Ana"], []))
    agent.name = "Ben"
    agent.save()
    factories.make_tag("spring")
    assert _on_file() == (["Ben"], ["spring"])


def test_rows_stand_on_rows_and_share_their_objects(tagged: dict[str, object], agent: Agent) -> None:
    assert _on_file() == (["Ana"], ["autumn"])
    assert tagged["agent"] is agent


@pytest.mark.parametrize("time", ["first", "again"])
def test_who_does_not_ask_finds_nothing(time: str) -> None:
    assert _on_file() == ([], [])


# --- One test after another -------------------------------------------------------------------------------------------


class House:
    """Two functions that keep rows, one on top of the other, and what was called."""

    def __init__(self, blocker: DjangoDbBlocker) -> None:
        def below() -> Agent:
            self.calls += "b"
            return factories.make_agent("Ana")

        def above(agent: Agent) -> Tag:
            self.calls += "a"
            agent.name = "Changed, but not stored"
            return factories.make_tag("autumn")

        self.layers, self.calls, self.below = Layers(blocker), "", below
        self.only_below: Any = {below: {}}
        self.both: Any = {below: {}, above: {"agent": below}}


@pytest.fixture
def house(django_db_blocker: DjangoDbBlocker) -> House:
    return House(django_db_blocker)


def test_rows_are_made_once_and_left_as_long_as_they_are_wanted(house: House) -> None:
    for wanted, calls, on_file in (
        (house.only_below, "b", (["Ana"], [])),
        (house.only_below, "b", (["Ana"], [])),
        (house.both, "ba", (["Ana"], ["autumn"])),
        (house.only_below, "ba", (["Ana"], [])),
        (house.both, "baa", (["Ana"], ["autumn"])),
        ({}, "baa", ([], [])),
        (house.both, "baaba", (["Ana"], ["autumn"])),
    ):
        given = house.layers.settle(wanted)
        assert (list(given), house.calls, _on_file()) == (list(wanted), calls, on_file)
    house.layers.close()
    assert _on_file() == ([], [])


def test_what_was_made_on_top_or_done_by_a_test_leaves_the_objects_below_alone(house: House) -> None:
    assert house.layers.settle(house.both)[house.below].name == "Changed, but not stored"
    first = house.layers.settle(house.only_below)[house.below]
    assert first.name == "Ana"
    first.name = "Ben"
    assert house.layers.settle(house.only_below)[house.below].name == "Ana"
    house.layers.close()


def test_what_breaks_half_way_leaves_nothing_behind(house: House) -> None:
    def broken() -> None:
        factories.make_tag("half")
        raise LookupError

    with pytest.raises(LookupError):
        house.layers.settle({**house.only_below, broken: {}})
    assert _on_file() == (["Ana"], [])
    house.layers.close()


def test_nothing_is_settled_within_a_test(house: House) -> None:
    house.layers.settle(house.only_below)
    with transaction.atomic(), pytest.raises(RuntimeError, match="outside of a test's own transaction"):
        house.layers.settle({})
    house.layers.close()


def test_kept_rows_may_not_hang_on_what_ends_with_the_test() -> None:
    copy = SimpleNamespace(func=lambda: None, argnames=("tmp_path",))
    vars(copy.func)[kept._MAKES] = factories.make_agent
    definitions: Any = {"agent": [copy], "tmp_path": [SimpleNamespace(func=lambda: None, argnames=())]}
    with pytest.raises(pytest.UsageError, match="agent keeps rows: it may ask for kept rows only, not for tmp_path"):
        kept.wanted_by(definitions)
