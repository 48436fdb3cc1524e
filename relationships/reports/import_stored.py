"""Rows of a staged list as they would be stored: what the list says, with what is on file where it says nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from relationships.domain.import_states import Outcome
from relationships.domain.networks import NETWORKS
from relationships.domain.relationships import Stage
from relationships.domain.tiers import Tier, tier_for
from relationships.models import (
    Account,
    Creator,
    CreatorCategory,
    CreatorImport,
    Relationship,
    RelationshipTag,
    StagedAccount,
    StagedLabel,
    StagedRow,
)
from relationships.models.base import sort_key
from relationships.querysets.staged.previews import changed_values
from relationships.reports.import_records import page_of
from relationships.services.audience import bands_on_file
from relationships.services.imports.preparing import newer_columns, parameters_of

_LABELS = {
    "name": "Name",
    "email": "E-mail",
    "phone": "Phone",
    "country": "Country",
    "language": "Language",
    "notes": "Notes",
    "compensation": "Compensation",
    "next_action": "Next action",
    "next_action_on": "Next action on",
    "followers": "Followers",
    "engagement_rate": "Engagement, %",
    "engagement_basis": "Engagement measured by",
    "channel_id": "Channel id",
    "url": "Address",
    "handle": "Handle",
}
_OF_PERSON = ("name", "country", "language", "email", "phone", "notes")
_OF_RELATIONSHIP = ("compensation", "next_action", "next_action_on")
_TAKEN = (Outcome.NEW, Outcome.UPDATED)


@dataclass(frozen=True, slots=True)
class Change:
    """A value on file, and what it would become. None: nothing is on file."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One person as the list would leave them, with the relationship with its brand.

    ``accounts``: "@x on Instagram", as the list names them. The primary one counts, else the largest, even where the
    list does not name it. ``engagement``: percent, and what it is measured by.
    """

    number: int
    outcome: str
    name: str
    accounts: tuple[str, ...]
    followers: int | None
    engagement: tuple[Decimal | None, str]
    tier: str
    country: str
    language: str
    email: str
    phone: str
    notes: str
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    stage: str
    compensation: str
    next_action: str
    next_action_on: date | None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    network: str
    followers: int | None
    rate: Decimal | None
    basis: str
    is_primary: bool


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is on file or staged beside the rows of a page, by the number of the row or by id."""

    accounts: Mapping[int, Sequence[StagedAccount]]
    labels: Mapping[tuple[int, str], Sequence[str]]
    changes: Mapping[int, Sequence[Change]]
    known: Mapping[int, Account]
    of_creator: Mapping[int, Sequence[Account]]
    creators: Mapping[int, Creator]
    relationships: Mapping[int, Relationship]
    categories: Mapping[int, Sequence[str]]
    tags: Mapping[int, Sequence[str]]


def stored_rows(record: CreatorImport, rows: Any, page: int = 1) -> tuple[PreviewRow, ...]:
    """``rows`` of its staged ones, ``page`` counted from 1."""
    some: list[StagedRow] = list(rows.order_by("number")[page_of(page)])
    beside, bands = _beside(record, some), bands_on_file()
    return tuple(_stored(row, beside, bands) for row in some)


def _beside(record: CreatorImport, some: Sequence[StagedRow]) -> _Beside:
    numbers = [row.number for row in some]
    labels: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for label in StagedLabel.objects.filter(creator_import=record, leader__in=numbers):
        labels[label.leader, label.kind].append(label.name)
    changes: defaultdict[int, list[Change]] = defaultdict(list)
    updated = [row.number for row in some if row.outcome == Outcome.UPDATED]
    for number, column, old, new in changed_values(parameters_of(record), newer_columns(record.mapping), updated):
        changes[number].append(Change(_LABELS[column], old if old != "" else None, new))
    creators = [row.creator_id for row in some if row.creator_id is not None]
    relationships = [row.relationship_id for row in some if row.relationship_id is not None]
    accounts = accounts_of(record, numbers)
    named = [one.account_id for of in accounts.values() for one in of if one.account_id]
    of_creator: defaultdict[int, list[Account]] = defaultdict(list)
    for account in Account.objects.filter(Q(creator__in=creators) | Q(pk__in=named)).order_by("pk"):
        of_creator[account.creator_id].append(account)
    return _Beside(
        accounts,
        labels,
        changes,
        {account.pk: account for of in of_creator.values() for account in of},
        of_creator,
        Creator.objects.in_bulk(creators),
        Relationship.objects.in_bulk(relationships),
        _names(CreatorCategory.objects.filter(creator__in=creators).values_list("creator_id", "category__name")),
        _names(RelationshipTag.objects.filter(relationship__in=relationships).values_list("relationship", "tag__name")),
    )


def _names(found: Iterable[tuple[int, str]]) -> Mapping[int, Sequence[str]]:
    names: defaultdict[int, list[str]] = defaultdict(list)
    for owner, name in found:
        names[owner].append(name)
    return names


def _stored(row: StagedRow, beside: _Beside, bands: tuple[Any, Mapping[str, Any]]) -> PreviewRow:
    accounts, changes = beside.accounts.get(row.number, ()), beside.changes.get(row.number, ())
    creator = beside.creators.get(row.creator_id or 0)
    relationship = beside.relationships.get(row.relationship_id or 0)
    main = max(
        _readings(row, beside),
        key=lambda one: (one.is_primary, -1 if one.followers is None else one.followers),
        default=None,
    )
    followers = main.followers if main else None
    tier = tier_for(followers, bands=bands[1].get(main.network, bands[0])) if main else Tier.UNKNOWN
    changed = {change.field: change.new for change in changes}
    said = {
        **_said(row, creator, changed, _OF_PERSON),
        **_said(row, relationship, changed, _OF_RELATIONSHIP),
        **_labels(row, beside),
    }
    if creator is not None and followers is None:
        followers, tier = creator.followers, Tier(creator.tier)
    default = Stage.PROSPECT if row.outcome in _TAKEN else ""
    handle = accounts[0].handle.lstrip("@") if accounts else ""
    return PreviewRow(
        number=row.number,
        outcome=row.outcome,
        name=said.pop("name") or handle,
        accounts=tuple(said_of(one) for one in accounts),
        followers=followers,
        engagement=(main.rate, main.basis) if main else (None, ""),
        tier=str(tier),
        stage=relationship.stage if relationship else row.stage or default,
        changes=tuple(changes),
        **said,
    )


def _readings(row: StagedRow, beside: _Beside) -> Iterator[_Reading]:
    """Of all accounts of the person: those that the list names, and the others on file."""
    changes, listed = beside.changes.get(row.number, ()), beside.accounts.get(row.number, ())
    yield from (_read(one, beside, changes) for one in listed)
    named = {one.account_id for one in listed}
    for own in beside.of_creator.get(row.creator_id or 0, ()):
        if own.pk not in named:
            yield _Reading(own.network, own.followers, own.engagement_rate, own.engagement_basis, own.is_primary)


def _read(one: StagedAccount, beside: _Beside, changes: Sequence[Change]) -> _Reading:
    """An account's figures: the list's, unless it is on file and they change nothing there."""
    stored = beside.known.get(one.account_id or 0)

    def of(column: str) -> Any:
        listed = getattr(one, column)
        taken = stored is None or any((_LABELS[column], listed) == (change.field, change.new) for change in changes)
        return listed if taken else getattr(stored, column)

    primary = stored is not None and stored.is_primary
    return _Reading(one.network, of("followers"), of("engagement_rate"), of("engagement_basis"), primary)


def _said(row: StagedRow, stored: Any, changed: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """As the list says; for who is on file as it stands there, but for what changes."""
    if stored is None:
        return {name: getattr(row, name) for name in names}
    return {name: changed.get(_LABELS[name], getattr(stored, name)) for name in names}


def _labels(row: StagedRow, beside: _Beside) -> dict[str, tuple[str, ...]]:
    """Categories are filled in where there are none; tags are added."""
    of_person = beside.categories.get(row.creator_id or 0) or beside.labels.get((row.number, "category"), ())
    of_work = (*beside.tags.get(row.relationship_id or 0, ()), *beside.labels.get((row.number, "tag"), ()))
    return {"categories": _once(of_person), "tags": _once(of_work)}


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple({sort_key(name): name for name in reversed(list(names))}.values())[::-1]


def said_of(account: StagedAccount) -> str:
    return f"{account.handle} on {NETWORKS[account.network].label}"


def accounts_of(record: CreatorImport, numbers: Sequence[int]) -> Mapping[int, list[StagedAccount]]:
    found: defaultdict[int, list[StagedAccount]] = defaultdict(list)
    rows = StagedAccount.objects.filter(creator_import=record, leader__in=numbers, speaks=True)
    for account in rows.order_by("number", "pk"):
        found[account.leader].append(account)
    return found
