"""Sixty invented relationships against the starting playbooks: the complete advice, with severity, in order.

`scenarios.toml` says what is expected and why; it was written from the sources, not from the rules.
"""

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

import pytest

from relationships.domain.collaborations import Collaboration, Status, history_of
from relationships.domain.playbooks import Code, Facts, Playbook, advise
from relationships.domain.playbooks.norms import Origin
from relationships.domain.playbooks.specs import build
from relationships.domain.playbooks.starting import starting_norms
from relationships.domain.tiers import Tier, tier_for

FILE: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("scenarios.toml").read_text(encoding="utf-8"))
ON: date = FILE["on"]
#: Changed field by field; anything else that a scenario says replaces the tier's default as a whole.
MERGED = ("fit", "audience")


class Scenario(NamedTuple):
    """``expect``: "severity code", in order. ``facts`` are as written, not yet joined with the tier's defaults."""

    name: str
    tier: Tier
    story: str
    expect: list[str]
    why: str
    facts: dict[str, Any]


def read_scenario(written: Mapping[str, Any]) -> Scenario:
    """Raises TypeError on a key that a scenario has not, or lacks."""
    return Scenario(**{"facts": {}, **written, "tier": Tier(written["tier"])})


def facts_of(scenario: Scenario) -> Facts:
    """Raises ValueError where the file says something that the facts have no room for."""
    default, changes = FILE["defaults"][scenario.tier], dict(scenario.facts)
    extra = changes.pop("touches_after", [])
    joined = {"tier": scenario.tier, **default, **changes}
    for key in MERGED:
        joined[key] = {**default.get(key, {}), **changes.get(key, {})}
    joined["collaborations"] = [_collaboration(line, scenario.tier) for line in joined.get("collaborations", [])]
    touches = [_sampled("touch", line) for line in [*joined.get("touches", []), *extra]]
    joined["touches"] = sorted(touches, key=lambda touch: touch["on"])
    facts: Facts = _read(Facts, joined, scenario.name)
    return facts


def _sampled(sample: str, written: Mapping[str, Any]) -> dict[str, Any]:
    line = dict(written)
    return {**(FILE["like"][sample][line.pop("like")] if "like" in line else {}), **line}


def _collaboration(written: Mapping[str, Any], tier: Tier) -> dict[str, Any]:
    line = _sampled("collaboration", written)
    if line["status"] != Status.PROPOSED and tier != Tier.UNKNOWN:
        line.setdefault("tier_agreed", tier)
    return line


def _read(kind: Any, value: Any, where: str) -> Any:
    """``value`` as TOML gives it, as the type ``kind``. Amounts are written as text: a float is no amount."""
    if get_origin(kind) is UnionType:
        (kind,) = (choice for choice in get_args(kind) if choice is not type(None))
    if is_dataclass(kind) and isinstance(value, dict):
        return _read_fields(kind, value, where)
    if get_origin(kind) is frozenset:
        return frozenset(_read(get_args(kind)[0], item, where) for item in value)
    if get_origin(kind) is tuple:
        inner = get_args(kind)
        kinds = [inner[0]] * len(value) if inner[-1] is Ellipsis else inner
        return tuple(_read(each, item, where) for each, item in zip(kinds, value, strict=True))
    if isinstance(value, str) and (kind is Decimal or issubclass(kind, StrEnum)):
        return kind(value)
    if type(value) is not kind:
        raise ValueError(f"{where}: {value!r} is no {kind}")
    return value


def _read_fields(kind: Any, written: Mapping[str, Any], where: str) -> Any:
    names = {field.name for field in fields(kind)}
    unknown = set(written.get("unknown", ()))
    if strangers := (unknown | written.keys()) - names - {"unknown"}:
        raise ValueError(f"{where}: {kind.__name__} has no {', '.join(sorted(strangers))}")
    hints = get_type_hints(kind)
    known = {key: said for key, said in written.items() if key != "unknown" and key not in unknown}
    return kind(**{key: _read(hints[key], said, f"{where}: {key}") for key, said in known.items()})


@cache
def playbook_for(tier: Tier) -> Playbook:
    norms = [norm for norm in starting_norms() if norm.tier == tier]
    origins: dict[str, Origin] = {norm.key: norm.origin for norm in norms}
    return build(tier, {norm.key: norm.value for norm in norms}, origins)


SCENARIOS = [read_scenario(written) for written in FILE["scenario"]]
EVERY_SCENARIO = pytest.mark.parametrize("scenario", SCENARIOS, ids=[scenario.name for scenario in SCENARIOS])


@EVERY_SCENARIO
def test_advice(scenario: Scenario) -> None:
    advised = advise(facts_of(scenario), playbook_for(scenario.tier), ON)
    given = [f"{advice.severity} {advice.code}" for advice in advised]
    reasons = "\n".join(f"  {advice.severity} {advice.code}: {advice.what} {advice.why}" for advice in advised)
    assert given == scenario.expect, f"{scenario.story}\nBecause: {scenario.why}\nGiven:\n{reasons or '  nothing'}"


@EVERY_SCENARIO
def test_the_facts_agree_with_each_other(scenario: Scenario) -> None:
    """A scenario that contradicts itself proves nothing."""
    facts = facts_of(scenario)
    assert facts.tier == tier_for(facts.followers, celebrity=facts.tier == Tier.MEGA)
    assert [count for _, count in facts.audience.followers[-1:]] == ([facts.followers] if facts.followers else [])
    begun = [Collaboration(c.kind, c.status, c.starts_on, c.ends_on) for c in facts.collaborations]
    assert facts.history == history_of(begun, ON).kind
    assert [touch.on for touch in facts.touches if touch.on > ON] == []


def test_the_file_has_sixty_relationships_and_every_code_twice() -> None:
    told = Counter(line.split()[1] for scenario in SCENARIOS for line in scenario.expect)
    assert len({scenario.name for scenario in SCENARIOS}) == len(SCENARIOS) == 60
    assert {code: told[code] for code in Code if told[code] < 2} == {}
    assert {scenario.tier for scenario in SCENARIOS} == set(Tier)


@pytest.mark.parametrize(
    "wrong",
    [
        {"folowers": 3_200},
        {"unknown": ["folowers"]},
        {"fit": {"scores": 70.0}},
        {"collaborations": [{"like": "done", "fees": "1.00"}]},
        {"collaborations": [{"like": "done", "fee": 1.5}]},
        {"touches_after": [{"like": "written", "on": ON, "tone": "warm"}]},
    ],
)
def test_what_the_facts_have_no_room_for_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"has no|is no"):
        facts_of(Scenario("a slip of the pen", Tier.NANO, "", [], "", wrong))
