"""What a list that is brought in would do, before anything of it is written."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from relationships.domain.import_states import Outcome
from relationships.models import CreatorImport, StagedAccount, StagedRow
from relationships.querysets.staged.previews import tier_moves, tiers_of_new
from relationships.reports.import_records import OnFile, page_of, people_on_file, unmapped
from relationships.reports.import_stored import PreviewRow, accounts_of, said_of, stored_rows
from relationships.services.audience import bands_on_file
from relationships.services.imports.preparing import newer_columns, parameters_of
from relationships.services.imports.undecided import owners_of


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
        rows=stored_rows(record, staged.exclude(outcome=Outcome.FOLDED)),
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
    return stored_rows(record, StagedRow.objects.filter(creator_import=record, outcome=Outcome.UPDATED), page)


def newcomers(record: CreatorImport, page: int) -> tuple[PreviewRow, ...]:
    return stored_rows(record, StagedRow.objects.filter(creator_import=record, outcome=Outcome.NEW), page)


def doubts(record: CreatorImport, page: int) -> tuple[Doubt, ...]:
    """Rows that may mean a creator on file, whatever was decided about them."""
    rows = StagedRow.objects.filter(creator_import=record, candidate_id__isnull=False).exclude(
        Q(outcome=Outcome.FOLDED) | Q(creator_id__isnull=False, decision="")
    )
    some = list(rows.order_by("number")[page_of(page)])
    accounts = accounts_of(record, [row.number for row in some])
    candidates = people_on_file({row.candidate_id for row in some})
    return tuple(
        Doubt(
            row.number,
            row.name or row.name_key,
            tuple(said_of(one) for one in accounts[row.number]),
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
    accounts, owners = accounts_of(record, numbers), owners_of(record, numbers)
    people = people_on_file({pk for found in owners.values() for pk in found})
    return tuple(
        Torn(
            row.number,
            row.name or row.name_key,
            tuple(said_of(one) for one in accounts[row.number]),
            tuple(people[pk] for pk in owners[row.number] if pk in people),
        )
        for row in some
    )


def _tiers_of_new(record: CreatorImport) -> Mapping[str, int]:
    """The tiers of those who are new, by their largest audience."""
    return tiers_of_new(parameters_of(record), bands_on_file())
