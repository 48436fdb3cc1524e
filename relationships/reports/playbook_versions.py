"""What became of a playbook, version by version: who changed which norm, when, from what to what."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from relationships.domain.playbooks.norms import Origin
from relationships.domain.playbooks.specs import SPEC
from relationships.domain.playbooks.told import BASIS_WORDS, told
from relationships.models import Playbook, PlaybookNorm

#: Versions told on the page, the newest first.
SHOWN = 100
FOUNDED = "version 1"


@dataclass(frozen=True, slots=True)
class NormChange:
    """``was`` and ``now`` in words; ``origin_was`` and ``origin_now``: "source, year (basis)", "" where the same."""

    label: str
    was: str
    now: str
    origin_was: str
    origin_now: str
    reason: str

    @property
    def value_differs(self) -> bool:
        return self.was != self.now


@dataclass(frozen=True, slots=True)
class Version:
    number: int
    when: datetime
    who: str
    changes: tuple[NormChange, ...]


@dataclass(frozen=True, slots=True)
class Versions:
    """``has_more``: there are older ones than are told. ``since``: when the playbook was put on file."""

    told: tuple[Version, ...]
    has_more: bool
    since: datetime


def versions_of(playbook: Playbook) -> Versions:
    rows = list(playbook.history.select_related("history_user").order_by("-history_date", "-history_id"))
    newest: dict[int, Any] = {}
    for row in rows:
        newest.setdefault(row.version, row)
    numbers = sorted((number for number in newest if number > 1), reverse=True)
    changes = _changes(playbook)
    found = (
        Version(number, row.history_date, str(row.history_user or "The system"), tuple(changes.get(number, ())))
        for number in numbers[:SHOWN]
        for row in [newest[number]]
    )
    return Versions(tuple(found), len(numbers) > SHOWN, playbook.created_at)


def _changes(playbook: Playbook) -> Mapping[int, Iterable[NormChange]]:
    """By version, in the playbook's own order. Each history row names its version as the reason of the change."""
    rows = PlaybookNorm.history.filter(playbook_id=playbook.pk).order_by("history_date", "history_id")
    order = {key: place for place, key in enumerate(SPEC)}
    before: dict[str, Any] = {}
    found: defaultdict[int, list[tuple[int, NormChange]]] = defaultdict(list)
    for row in rows:
        now = None if row.history_type == "-" else row
        version = _version(row.history_change_reason)
        if version > 1:
            change = _change(row.key, before.get(row.key), now)
            found[version].append((order.get(row.key, len(order)), change))
        before[row.key] = now
    return {version: [change for _, change in sorted(some, key=lambda one: one[0])] for version, some in found.items()}


def _version(reason: str | None) -> int:
    number = (reason or "").removeprefix("version ")
    return int(number) if number.isascii() and number.isdecimal() else 1


def _change(key: str, was: Any, now: Any) -> NormChange:
    spec = SPEC.get(key)
    origin_was, origin_now = _origin(was), _origin(now)
    same = origin_was == origin_now
    return NormChange(
        label=spec.label if spec else key,
        was=_words(key, was),
        now=_words(key, now),
        origin_was="" if same else origin_was,
        origin_now="" if same else origin_now,
        reason=now.reason if now is not None and (was is None or was.reason != now.reason) else "",
    )


def _words(key: str, row: Any) -> str:
    if row is None:
        return "as the tier"
    try:
        return told(SPEC[key], row.value)
    except (KeyError, ValueError):
        # A norm that this release no longer has, or reads otherwise: told as it was kept.
        return str(row.value)


def _origin(row: Any) -> str:
    if row is None:
        return ""
    origin = Origin(row.reason, row.source, row.year, row.basis)
    basis = BASIS_WORDS.get(row.basis, row.basis)
    return str(origin) if str(origin).lower() == basis else f"{origin} ({basis})"
