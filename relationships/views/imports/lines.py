"""Columns of a list as they are asked about, a line each, and as a form answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date

from relationships.domain import imports as rules
from relationships.domain.engagement import EngagementBasis
from relationships.domain.imports import Field, Guess, Policy, Unit, Use
from relationships.domain.imports.fields import DATES
from relationships.domain.networks import CHOICES as NETWORKS
from relationships.views.imports import words

#: They say who or when a row is about: nothing of them is filled in or replaced. A family name goes with the name.
NOT_KEPT = frozenset(
    {Field.HANDLE, Field.NETWORK, Field.CHANNEL_ID, Field.CREATOR_ID, Field.MEASURED_ON, Field.FAMILY_NAME}
)
#: So many columns that were not recognised are folded.
FOLDED_FROM = 5
#: What a form may say, and what that means.
_NETWORKS = {key: key for key, _ in NETWORKS}
_FIELDS = {one.value: one for one in Field}
_BASES = {one.value: one for one in EngagementBasis}
_UNITS = {one.value: one for one in Unit}
_POLICIES = {one.value: one for one in Policy}
_DAYS = {"day": True, "month": False}


@dataclass(frozen=True, slots=True)
class Line:
    """One column as it is asked about. ``use``: what is chosen now; ``guess``: what it was recognised as."""

    use: Use
    guess: Guess

    @property
    def position(self) -> int:
        return self.use.position

    @property
    def header(self) -> str:
        return self.guess.header or f"Column {self.position + 1}"

    @property
    def samples(self) -> Sequence[str]:
        return self.guess.samples[:3]

    @property
    def field(self) -> str:
        return self.use.field or ""

    @property
    def is_as_recognised(self) -> bool:
        return self.use.field == self.guess.use.field

    @property
    def is_unknown(self) -> bool:
        """Not recognised, and nobody said anything about it."""
        return self.use.field is None and self.guess.use.field is None

    @property
    def sure(self) -> str:
        return words.SURE[self.guess.sureness]

    @property
    def why(self) -> str:
        """What made it be recognised so, and what else it may be."""
        others = [words.label_of(field) for field in self.guess.others]
        sentences = [self.guess.reason, f"perhaps {' or '.join(others)}" if others else ""]
        return " ".join(f"{one[:1].upper()}{one[1:].rstrip('.')}." for one in sentences if one)

    @property
    def asks_network(self) -> bool:
        return self.use.field in rules.ACCOUNT_FIELDS

    @property
    def is_rate(self) -> bool:
        return self.use.field is Field.ENGAGEMENT_RATE

    @property
    def is_day(self) -> bool:
        return self.use.field in DATES

    @property
    def asks_policy(self) -> bool:
        return _asks_policy(self.use.field)

    @property
    def settled(self) -> str:
        """What becomes of its values where there is nothing to choose."""
        return words.SETTLED.get(self.use.field, "") if self.use.field else ""

    @property
    def policy(self) -> Policy | None:
        field = self.use.field
        return self.use.policy or (rules.default_policy(field) if field else None)

    @property
    def day_order(self) -> str:
        return {None: "", True: "day", False: "month"}[self.use.day_first]


def shown_lines(lines: Sequence[Line]) -> dict[str, Sequence[Line]]:
    """A wide list mostly has columns that mean nothing here: they stand together, folded, unless they are few."""
    unknown = [line for line in lines if line.is_unknown]
    if len(unknown) < FOLDED_FROM:
        return {"lines": lines, "folded": ()}
    return {"lines": [line for line in lines if not line.is_unknown], "folded": unknown}


def lines_of(recognised: rules.Recognised, mapping: rules.Mapping) -> Iterator[Line]:
    chosen = {use.position: use for use in mapping.uses}
    for position, guess in enumerate(recognised.guesses):
        yield Line(chosen.get(position) or Use(position, None), guess)


# --- Answered -------------------------------------------------------------------------------------------------------


def sent_mapping(sent: Mapping[str, Any], before: rules.Mapping) -> rules.Mapping:
    """The columns as a form says. What a form cannot say (a meaning that is not there) counts as not used."""
    uses = [_use(sent, position) for position in range(len(before.headers))]
    network = _of(sent.get("network"), _NETWORKS)
    return rules.Mapping(before.headers, tuple(uses), network, _day(sent.get("measured_on", "")))


def _use(sent: Mapping[str, Any], position: int) -> Use:
    def of(name: str, known: Any) -> Any:
        return _of(sent.get(f"{name}-{position}"), known)

    field = of("field", _FIELDS)
    if field is None:
        return Use(position, None)
    return Use(
        position,
        field,
        network=of("network", _NETWORKS) if field in rules.ACCOUNT_FIELDS else None,
        basis=of("basis", _BASES) if field is Field.ENGAGEMENT_RATE else None,
        unit=of("unit", _UNITS) if field is Field.ENGAGEMENT_RATE else None,
        policy=of("policy", _POLICIES) if _asks_policy(field) else None,
        day_first=of("days", _DAYS) if field in DATES else None,
    )


def _asks_policy(field: Field | None) -> bool:
    return field is not None and field not in NOT_KEPT and field not in words.SETTLED


def _of(written: Any, known: Mapping[str, Any]) -> Any:
    return known.get(written) if isinstance(written, str) else None


def _day(written: str) -> date | None:
    """Nothing that was read can have been read later than today."""
    try:
        day = parse_date(written)
    except ValueError:
        return None
    return min(day, timezone.localdate()) if day else None
