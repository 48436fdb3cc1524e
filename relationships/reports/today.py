"""A person's day: what is due, what their playbooks stop or warn about, whom to offer more, what to renew.

Only the reader's own relationships, and of these only what they may see now. However many there are, each section reads
its first few along one index, and all that is shown is read together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from relationships.domain.due import DueKind
from relationships.domain.playbooks.advice import Code, Severity
from relationships.domain.playbooks.norms import Origin
from relationships.models import Relationship
from relationships.querysets.relationships import (
    DUE_SOON,
    RENEWAL_SOON,
    DueWindow,
    RelationshipQuerySet,
    RenewalWindow,
)
from relationships.querysets.walks import along
from relationships.services.advice import Given, Reading, readings

#: Lines of one section; the list has them all.
FIRST = 8
#: A section counts no further; people with more on their hands need no exact number.
COUNTED = 1_000

_READ = (
    "id", "creator__name", "brand__name", "tier", "next_action",
    "next_due_on", "next_due_kind", "last_touch_at", "renewal_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Renewal:
    """How many days before its end an agreement is talked about, and whose word that is."""

    days: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class Line:
    """One relationship in one section. ``given`` is the advice that the line is about, None where it is about a date;
    ``others`` is everything else that stands about the relationship."""

    id: int
    creator: str
    brand: str
    tier: str
    next_action: str
    next_due_on: date | None
    next_due_kind: str
    last_touch_at: datetime | None
    renewal_on: date | None
    renewal: Renewal | None = None
    given: Given | None = None
    others: Sequence[Given] = ()

    @property
    def is_payment(self) -> bool:
        return self.next_due_kind == DueKind.PAYMENT

    @property
    def answers(self) -> str:
        """The code of the advice that a contact from this line would answer; "" for none."""
        if self.given is not None:
            return self.given.advice.code.value
        return Code.PAYMENT_OVERDUE.value if self.is_payment else ""

    @property
    def first_block(self) -> Given | None:
        """What stops the next step, where the line is about something else."""
        return next((given for given in self.others if given.advice.severity is Severity.BLOCK), None)


@dataclass(frozen=True, slots=True)
class Section:
    """``key`` names it in the page's own addresses; ``query`` is the same selection in the list, for its address."""

    key: str
    lines: Sequence[Line]
    total: int
    query: Sequence[tuple[str, str]]

    @property
    def address(self) -> str:
        """The filters, as they stand in the list's address."""
        return urlencode(self.query)

    @property
    def count(self) -> str:
        """ "312", or "1,000+"."""
        return f"{COUNTED:,}+" if self.total > COUNTED else f"{self.total:,}"

    @property
    def has_more(self) -> bool:
        return self.total > len(self.lines)


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a section holds: its filters in the list, its order with the index that has it, and the advice that its
    lines are about."""

    key: str
    query: Sequence[tuple[str, str]]
    order: Sequence[str]
    index: str
    severity: Severity | None = None
    code: Code | None = None


_BY_DRIFT = ("-drift", "-drift_blocks", "-id")
_KINDS = (
    _Kind(
        "due",
        [("due", DueWindow.OVERDUE), ("due", DueWindow.WEEK), ("sort", "due")],
        ("next_due_on", "id"),
        "rel_owner_due",
    ),
    _Kind("blocks", [("severity", "block"), ("sort", "-drift")], _BY_DRIFT, "rel_of_owner", Severity.BLOCK),
    _Kind("warnings", [("severity", "warn"), ("sort", "-drift")], _BY_DRIFT, "rel_of_owner", Severity.WARN),
    # Who departs from the fewest norms is the readiest.
    _Kind(
        "ladder",
        [("advice", Code.LADDER_READY), ("sort", "drift")],
        ("drift", "drift_blocks", "id"),
        "rel_of_owner",
        code=Code.LADDER_READY,
    ),
    _Kind(
        "renewals",
        [("renewal", RenewalWindow.DUE), ("renewal", RenewalWindow.SOON)],
        ("renewal_on", "id"),
        "rel_renewal_on",
    ),
)


@dataclass(frozen=True, slots=True)
class Day:
    """``owns_any``: whether the reader has any relationships at all."""

    sections: Sequence[Section]
    owns_any: bool

    @property
    def is_clear(self) -> bool:
        return not any(section.total for section in self.sections)


def mine(user: Any) -> RelationshipQuerySet:
    rows: RelationshipQuerySet = Relationship.objects.visible_to(user).filter(owner=user)
    return rows


def day_of(user: Any, today: date, on: date) -> Day:
    """``today`` is the reader's date, for what is due; ``on`` the organisation's, for advice."""
    ids = {kind.key: _ids(user, kind, today) for kind in _KINDS}
    shown = list({pk for of_section in ids.values() for pk in of_section[:FIRST]})
    records = {row["id"]: row for row in Relationship.objects.filter(pk__in=shown).values(*_READ)}
    read = readings(shown, on, user) if shown else {}
    sections = [
        Section(
            kind.key,
            [_line(records[pk], kind, read.get(pk)) for pk in ids[kind.key][:FIRST] if pk in records],
            len(ids[kind.key]),
            [("owner", "me"), *kind.query],
        )
        for kind in _KINDS
    ]
    return Day(sections, bool(shown) or mine(user).exists())


def _ids(user: Any, kind: _Kind, today: date) -> list[int]:
    """In the section's order, one more than are counted at most."""
    rows = _condition(mine(user), kind.key, today).order_by(*kind.order)
    return list(along(rows, kind.index).values_list("pk", flat=True)[: COUNTED + 1])


def _condition(rows: RelationshipQuerySet, key: str, today: date) -> Any:
    match key:
        case "due":
            return rows.filter(next_due_on__lt=today + DUE_SOON)
        case "renewals":
            return rows.filter(renewal_on__lte=today + RENEWAL_SOON)
        case "ladder":
            return rows.filter(advice_infos__gt=0).checking().advised([Code.LADDER_READY])
        case "blocks":
            return rows.drifting(1).advised_by_weight([Severity.BLOCK])
        case _:
            return rows.drifting(1).advised_by_weight([Severity.WARN])


def _line(record: Mapping[str, Any], kind: _Kind, reading: Reading | None) -> Line:
    standing = [given for given in reading.given if given.decision is None] if reading else []
    about = next((given for given in standing if _is_about(kind, given)), None)
    return Line(
        id=record["id"],
        creator=record["creator__name"],
        brand=record["brand__name"],
        tier=record["tier"],
        next_action=record["next_action"],
        next_due_on=record["next_due_on"],
        next_due_kind=record["next_due_kind"],
        last_touch_at=record["last_touch_at"],
        renewal_on=record["renewal_on"],
        renewal=_renewal(reading),
        given=about,
        others=[given for given in standing if given is not about],
    )


def _renewal(reading: Reading | None) -> Renewal | None:
    days = reading.playbook.renewal_days if reading else None
    origin = reading.playbook.origins.get("renewal_days") if reading else None
    return Renewal(days, origin) if days is not None and origin else None


def _is_about(kind: _Kind, given: Given) -> bool:
    if kind.code is not None:
        return given.advice.code is kind.code
    return kind.severity is not None and given.advice.severity is kind.severity
