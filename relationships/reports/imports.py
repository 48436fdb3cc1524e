"""What a list that is brought in would do, before anything of it is written."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from relationships.domain.import_states import Outcome
from relationships.domain.networks import NETWORKS
from relationships.domain.tiers import Tier, tier_for
from relationships.models import Creator, CreatorImport, StagedAccount, StagedLabel, StagedRow
from relationships.querysets.staged.previews import changed_values, tier_moves, tiers_of_new
from relationships.reports.import_records import OnFile, page_of, people_on_file, unmapped
from relationships.services.audience import bands_on_file
from relationships.services.imports.preparing import newer_columns, parameters_of
from relationships.services.imports.undecided import owners_of

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


@dataclass(frozen=True, slots=True)
class Change:
    """A value on file, and what it would become. None: nothing is on file."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One person as the list would leave them. ``accounts``: "@x on Instagram"; the largest audience counts."""

    number: int
    outcome: str
    name: str
    accounts: tuple[str, ...]
    followers: int | None
    tier: str
    country: str
    language: str
    email: str
    phone: str
    categories: tuple[str, ...]
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row that may mean the creator ``candidate``; ``why`` says by what."""

    number: int
    name: str
    accounts: tuple[str, ...]
    why: str
    candidate: OnFile
    decision: str


@dataclass(frozen=True, slots=True)
class Torn:
    """A row whose accounts are several creators' on file."""

    number: int
    name: str
    accounts: tuple[str, ...]
    people: tuple[OnFile, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """``counts``: rows by what they do; ``doubts``: all rows in doubt, decided or not."""

    counts: Mapping[str, int]
    refused: int
    doubts: int
    new_relationships: int
    new_accounts: int
    tiers: Mapping[str, int]
    tier_moves: Mapping[tuple[str, str], int]
    rows: tuple[PreviewRow, ...]
    remarks_count: int
    unmapped: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def changes_anything(self) -> bool:
        return any(self.counts.get(outcome) for outcome in (Outcome.NEW, Outcome.UPDATED))


def preview(record: CreatorImport) -> Preview:
    """Of a list that is staged (READY)."""
    staged = StagedRow.objects.filter(creator_import=record).order_by()
    taken = Q(outcome__in=(Outcome.NEW, Outcome.UPDATED))
    counts = Counter(dict(staged.values_list("outcome").annotate(Count("pk"))))
    if again := int(record.counts.get("again", 0)):
        counts[Outcome.UNCHANGED.value] += again
    named = staged.filter(taken).values("number")
    accounts = StagedAccount.objects.filter(creator_import=record, speaks=True, account_id=None, leader__in=named)
    moves = tier_moves(parameters_of(record), newer_columns(record.mapping), bands_on_file())
    return Preview(
        counts=counts,
        refused=int(record.counts.get("refused", 0)),
        doubts=staged.filter(candidate_id__isnull=False, creator_id=None).count(),
        new_relationships=staged.filter(taken, relationship_id=None).count(),
        new_accounts=accounts.count(),
        tiers=_tiers_of_new(record),
        tier_moves=moves,
        rows=_rows(record, staged.exclude(outcome=Outcome.FOLDED)),
        remarks_count=int(record.counts.get("remarks", 0)),
        unmapped=unmapped(record),
        notes=(*record.notes, *_again(again)),
    )


def _again(rows: int) -> Iterator[str]:
    if rows:
        yield (
            f"{rows:,} {'rows say' if rows > 1 else 'row says'} what a list of this kind said before, and nobody had"
            " changed these people when it was read: passed over."
        )


def updates(record: CreatorImport, page: int) -> tuple[PreviewRow, ...]:
    """Rows that change what is on file, ``page`` counted from 1."""
    return _rows(record, StagedRow.objects.filter(creator_import=record, outcome=Outcome.UPDATED), page)


def newcomers(record: CreatorImport, page: int) -> tuple[PreviewRow, ...]:
    return _rows(record, StagedRow.objects.filter(creator_import=record, outcome=Outcome.NEW), page)


def doubts(record: CreatorImport, page: int) -> tuple[Doubt, ...]:
    """Rows that may mean a creator on file, whatever was decided about them."""
    rows = StagedRow.objects.filter(creator_import=record, candidate_id__isnull=False).exclude(
        Q(outcome=Outcome.FOLDED) | Q(creator_id__isnull=False, decision="")
    )
    some = list(rows.order_by("number")[page_of(page)])
    accounts = _accounts(record, [row.number for row in some])
    candidates = people_on_file({row.candidate_id for row in some})
    return tuple(
        Doubt(
            row.number,
            row.name or row.name_key,
            tuple(_said(one) for one in accounts[row.number]),
            row.doubt,
            candidates[row.candidate_id],
            row.decision,
        )
        for row in some
        if row.candidate_id in candidates
    )


def torn(record: CreatorImport, page: int) -> tuple[Torn, ...]:
    """Rows whose accounts are several creators' on file."""
    rows = StagedRow.objects.filter(creator_import=record, outcome=Outcome.TORN).order_by("number")
    some = list(rows[page_of(page)])
    numbers = [row.number for row in some]
    accounts, owners = _accounts(record, numbers), owners_of(record, numbers)
    people = people_on_file({pk for found in owners.values() for pk in found})
    return tuple(
        Torn(
            row.number,
            row.name or row.name_key,
            tuple(_said(one) for one in accounts[row.number]),
            tuple(people[pk] for pk in owners[row.number] if pk in people),
        )
        for row in some
    )


def _rows(record: CreatorImport, rows: Any, page: int = 1) -> tuple[PreviewRow, ...]:
    some = list(rows.order_by("number")[page_of(page)])
    numbers = [row.number for row in some]
    accounts = _accounts(record, numbers)
    labels: defaultdict[int, list[str]] = defaultdict(list)
    for label in StagedLabel.objects.filter(creator_import=record, leader__in=numbers, kind="category"):
        labels[label.leader].append(label.name)
    changes: defaultdict[int, list[Change]] = defaultdict(list)
    updated = [row.number for row in some if row.outcome == Outcome.UPDATED]
    for number, column, old, new in changed_values(parameters_of(record), newer_columns(record.mapping), updated):
        changes[number].append(Change(_LABELS[column], old if old != "" else None, new))
    on_file = Creator.objects.in_bulk([row.creator_id for row in some if row.creator_id is not None])
    default, by_network = bands_on_file()
    return tuple(
        _row(row, accounts[row.number], labels[row.number], changes[row.number], on_file, default, by_network)
        for row in some
    )


def _row(
    row: StagedRow,
    accounts: Sequence[StagedAccount],
    categories: Sequence[str],
    changes: Sequence[Change],
    on_file: Mapping[int, Creator],
    default: Any,
    by_network: Mapping[str, Any],
) -> PreviewRow:
    """As the person would be stored: blanks of the list show what is on file."""
    creator = on_file.get(row.creator_id or 0)
    main = max(accounts, key=lambda one: -1 if one.followers is None else one.followers, default=None)
    followers = main.followers if main else None
    tier = tier_for(followers, bands=by_network.get(main.network, default)) if main else Tier.UNKNOWN
    said = {name: getattr(row, name) for name in ("name", "country", "language", "email", "phone")}
    changed = {change.field: change.new for change in changes}
    if creator is not None:
        said = {name: changed.get(_LABELS[name], getattr(creator, name)) for name in said}
        if followers is None:
            followers, tier = creator.followers, Tier(creator.tier)
    handle = accounts[0].handle.lstrip("@") if accounts else ""
    return PreviewRow(
        number=row.number,
        outcome=row.outcome,
        name=said.pop("name") or handle,
        accounts=tuple(_said(one) for one in accounts),
        followers=followers,
        tier=str(tier),
        categories=tuple(categories),
        changes=tuple(changes),
        **said,
    )


def _said(account: StagedAccount) -> str:
    return f"{account.handle} on {NETWORKS[account.network].label}"


def _accounts(record: CreatorImport, numbers: Sequence[int]) -> Mapping[int, list[StagedAccount]]:
    found: defaultdict[int, list[StagedAccount]] = defaultdict(list)
    rows = StagedAccount.objects.filter(creator_import=record, leader__in=numbers, speaks=True)
    for account in rows.order_by("number", "pk"):
        found[account.leader].append(account)
    return found


def _tiers_of_new(record: CreatorImport) -> Mapping[str, int]:
    """The tiers of those who are new, by their largest audience."""
    return tiers_of_new(parameters_of(record), bands_on_file())
