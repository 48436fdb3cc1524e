"""What is done with each column of a list: guessed by `recognise`, changed by a person, saved, and read by `rows`."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any, TypeVar

from relationships.domain.engagement import EngagementBasis
from relationships.domain.imports.fields import (
    ACCOUNT_FIELDS,
    FIELD_LABELS,
    IDENTIFYING,
    SEVERAL,
    Field,
    Policy,
    Unit,
    default_policy,
)
from relationships.domain.networks import NETWORKS
from relationships.domain.text import fold

COLUMNS_MAX = 1_000
"""A mapping of more columns is none of ours."""

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Use:
    """What one column is used for: `field` None leaves it out.

    `network`: whose column it is in a list of several networks; None: the row's own. `basis`, `unit`: of a rate.
    `day_first`: of dates. `policy` None: the field's own.
    """

    position: int
    field: Field | None
    network: str | None = None
    basis: EngagementBasis | None = None
    unit: Unit | None = None
    policy: Policy | None = None
    day_first: bool | None = None

    @property
    def kept_by(self) -> Policy | None:
        """The policy that holds; None for a column that is left out."""
        return self.policy or (default_policy(self.field) if self.field else None)


@dataclass(frozen=True, slots=True)
class Mapping:
    """The header line of a list and what its columns are used for.

    `network`: whose list it is where neither row nor column says; `measured_on`: the day of its figures, where no
    column says.
    """

    headers: tuple[str, ...]
    uses: tuple[Use, ...]
    network: str | None = None
    measured_on: date | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "headers": list(self.headers),
            "uses": [_use_as_json(use) for use in self.uses],
            "network": self.network,
            "measured_on": self.measured_on.isoformat() if self.measured_on else None,
        }

    @classmethod
    def from_json(cls, data: object) -> "Mapping":
        """The mapping of which `as_json` made this. ValueError, with a sentence, for anything else."""
        try:
            return _from_json(cls, data)
        except (KeyError, TypeError, AttributeError, OverflowError) as fault:
            raise ValueError("this is no mapping of columns: set the columns anew") from fault


def _use_as_json(use: Use) -> dict[str, Any]:
    return {
        "position": use.position,
        "field": use.field and use.field.value,
        "network": use.network,
        "basis": use.basis and use.basis.value,
        "unit": use.unit and use.unit.value,
        "policy": use.policy and use.policy.value,
        "day_first": use.day_first,
    }


def _from_json(kind: type[Mapping], data: Any) -> Mapping:
    if not isinstance(data, dict) or not isinstance(data["headers"], list) or not isinstance(data["uses"], list):
        raise TypeError
    if max(len(data["headers"]), len(data["uses"])) > COLUMNS_MAX:
        raise ValueError(f"a mapping has at most {COLUMNS_MAX:,} columns")
    if not all(isinstance(header, str) for header in data["headers"]):
        raise TypeError
    day = data.get("measured_on")
    return kind(
        tuple(data["headers"]),
        tuple(_use_from_json(use) for use in data["uses"]),
        _network(data.get("network")),
        date.fromisoformat(day) if day is not None else None,
    )


def _use_from_json(data: Any) -> Use:
    position, day_first = data["position"], data.get("day_first")
    if not isinstance(position, int) or isinstance(position, bool) or position < 0:
        raise TypeError
    if day_first is not None and not isinstance(day_first, bool):
        raise TypeError
    return Use(
        position,
        _word(Field, data.get("field")),
        _network(data.get("network")),
        _word(EngagementBasis, data.get("basis")),
        _word(Unit, data.get("unit")),
        _word(Policy, data.get("policy")),
        day_first,
    )


def _word(kind: type[E], value: Any) -> E | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise TypeError
    try:
        return kind(value)
    except ValueError:
        raise ValueError(f"“{value[:60]}” is unknown here: choose one of {', '.join(kind)}") from None


def _network(value: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or value not in NETWORKS:
        raise ValueError("this network is unknown: choose one of " + ", ".join(NETWORKS))
    return value


def signature(headers: Sequence[str]) -> str:
    """The same for the same header line, whatever its case, accents and spaces: a saved mapping is found by it."""
    folded = [fold(header) for header in headers]
    while folded and not folded[-1]:
        folded.pop()
    return sha256("\x1f".join(folded).encode("utf-8", "surrogatepass")).hexdigest()


def labels_of(headers: Sequence[str]) -> tuple[str, ...]:
    """What a column is called in a sentence: its header, with the column's letter where that alone would not tell."""
    plain = [" ".join(header.split())[:100] for header in headers]
    often = Counter(plain)
    return tuple(
        (f"{header} (column {letter(at)})" if header else f"column {letter(at)}")
        if not header or often[header] > 1
        else header
        for at, header in enumerate(plain)
    )


def letter(position: int) -> str:
    """How a spreadsheet calls the column: 0 is A, 26 is AA."""
    name, left = "", position + 1
    while left:
        left, rest = divmod(left - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def check(mapping: Mapping) -> list[str]:
    """Sentences: what is missing in a mapping or contradicts itself. None of them: it can be used."""
    used = [use for use in mapping.uses if use.field]
    return [sentence for find in _CHECKS for sentence in find(mapping, used)]


def _positions(mapping: Mapping, used: list[Use]) -> list[str]:
    width = len(mapping.headers)
    beyond = sorted({use.position for use in mapping.uses if not 0 <= use.position < width})
    twice = [at for at, times in Counter(use.position for use in mapping.uses).items() if times > 1]
    found = [f"There is no column {letter(at) if at >= 0 else at}: the list has {width}." for at in beyond]
    return found + [f"Column {letter(at)} is given two meanings: choose one." for at in sorted(twice)]


def _identity(mapping: Mapping, used: list[Use]) -> list[str]:
    if any(use.field in IDENTIFYING for use in used):
        return []
    missing = "No column tells the account: say which one holds the handle, the profile's address or the channel id."
    labels = labels_of(mapping.headers)
    names = next((_label(labels, use.position) for use in used if use.field is Field.NAME), None)
    beside = f" Names as they are shown, as in {names}, tell no account: add a column with handles or addresses."
    return [missing + (beside if names else "")]


def _doubles(mapping: Mapping, used: list[Use]) -> list[str]:
    """Columns of one meaning where only one can be; a column without a network is one of the list's own network."""
    groups: dict[tuple[Field, str | None], list[int]] = {}
    for use in used:
        if use.field and use.field not in SEVERAL:
            network = (use.network or mapping.network) if use.field in ACCOUNT_FIELDS else None
            groups.setdefault((use.field, network), []).append(use.position)
    labels = labels_of(mapping.headers)
    return [
        f"{' and '.join(_label(labels, at) for at in positions)} are both {FIELD_LABELS[field]}"
        f"{_on(network)}: choose one."
        for (field, network), positions in groups.items()
        if len(positions) > 1
    ]


def _on(network: str | None) -> str:
    return f" on {NETWORKS[network].label}" if network and network in NETWORKS else ""


def _label(labels: Sequence[str], position: int) -> str:
    return f"“{labels[position]}”" if 0 <= position < len(labels) else f"column {letter(max(position, 0))}"


def _networks(mapping: Mapping, used: list[Use]) -> list[str]:
    named = {network for network in (mapping.network, *(use.network for use in mapping.uses)) if network}
    unknown = [f"There is no network “{key}”." for key in sorted(named) if key not in NETWORKS]
    fields = {use.field for use in used if use.network is None}
    needs = Field.HANDLE in fields and not fields & {Field.NETWORK, Field.URL, Field.CHANNEL_ID}
    if needs and mapping.network is None:
        unknown.append("Nothing says which network the handles are on: choose the list's network.")
    return unknown


def _figures(mapping: Mapping, used: list[Use]) -> list[str]:
    """Figures of a network on which no column tells the account."""
    told = {use.network or mapping.network for use in used if use.field in IDENTIFYING}
    anywhere = told & {None} or any(use.field in (Field.URL, Field.OTHER_ACCOUNTS) and not use.network for use in used)
    labels = labels_of(mapping.headers)
    return [
        f"{_label(labels, use.position)} is a figure{_on(use.network)}, where no column tells the account."
        for use in used
        if use.field in ACCOUNT_FIELDS - IDENTIFYING and use.network and use.network not in told and not anywhere
    ]


_CHECKS: tuple[Callable[[Mapping, list[Use]], list[str]], ...] = (
    _positions,
    _identity,
    _doubles,
    _networks,
    _figures,
)
