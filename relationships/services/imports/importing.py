"""A list of creators, from its bytes to the database, in one walk: read, clean, stage, match, apply.

Reading and cleaning lock nothing. Applying is one transaction, all or nothing, and is tried again when somebody else
wrote the same accounts meanwhile.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction

from relationships.domain.import_rows import CleanRow, Field, Problem, clean_row, is_blank
from relationships.domain.tiers import Tier
from relationships.models import Creator
from relationships.services.imports.known import change_known
from relationships.services.imports.matching import match
from relationships.services.imports.newcomers import add_new
from relationships.services.imports.reading import Listing, open_list
from relationships.services.imports.results import CannotTakeError, ImportResult, Refused
from relationships.services.imports.staging import Staging
from relationships.services.imports.steps import Constants, Purpose, Step, Tally

CHUNK = 2_000
ATTEMPTS = 3
MAX_ROWS = 2_000_000
#: Cells left out of rows that were taken: so many are told one by one, the others are counted.
REMARKS_TOLD = 1_000
#: Any number that no other part of the product uses: imports take turns by it.
_TURN = 7_264_113


class _Review:
    """Rows that were refused, and cells that were left out."""

    def __init__(self) -> None:
        self.rejected: list[Refused] = []
        self.remarks: list[Refused] = []
        self.remarks_count = 0

    def clean(self, listing: Listing, network: str | None) -> Iterator[tuple[int, CleanRow]]:
        """The rows that can be stored, with their numbers; the others are noted here."""
        for number, cells in listing.rows:
            if number > MAX_ROWS:
                raise CannotTakeError(f"the list has more than {MAX_ROWS:,} rows: bring it in in parts")
            if is_blank(cells):
                continue
            row = clean_row(cells, listing.columns, network)
            if isinstance(row, CleanRow):
                self._note(number, row.remarks)
                yield number, row
            else:
                self.rejected.append(Refused.of(number, row[0]))

    def _note(self, number: int, remarks: tuple[Problem, ...]) -> None:
        self.remarks_count += len(remarks)
        room = REMARKS_TOLD - len(self.remarks)
        self.remarks += [Refused.of(number, remark) for remark in remarks[: max(room, 0)]]


def import_list(file: BinaryIO, purpose: Purpose, *, network: str | None = None, dry_run: bool = False) -> ImportResult:
    """Bring in the list in ``file``. ``network``: a network's key, where the list does not name one by itself.

    Raises CannotTakeError when nothing of it can be taken; nothing is written then. A dry run does everything and then
    takes it back, so its figures are those of the real one.
    """
    listing, review = open_list(file, network), _Review()
    with Staging() as staging:
        clean = review.clean(listing, network)
        while chunk := list(islice(clean, CHUNK)):
            staging.add(chunk)
        _require_network(review, staging)
        staging.identify()
        tally, tiers = _apply_with_patience(staging, purpose, dry_run)
    return ImportResult(
        outcomes=tally.outcomes,
        rejected=tuple(review.rejected),
        tiers=tiers,
        new_relationships=tally.new_relationships,
        kept=tally.kept,
        remarks=tuple(review.remarks),
        remarks_count=review.remarks_count,
        unmapped=listing.columns.unmapped,
        notes=listing.notes,
    )


def _require_network(review: _Review, staging: Staging) -> None:
    """A list that says nowhere which network it is about is refused as a whole, not row by row."""
    if (
        review.rejected
        and staging.is_empty()
        and all(row.column == Field.NETWORK and not row.value for row in review.rejected)
    ):
        raise CannotTakeError("the list does not say which network it is about: name it with --network")


def _apply_with_patience(staging: Staging, purpose: Purpose, dry_run: bool) -> tuple[Tally, Counter[Tier]]:
    for attempt in range(ATTEMPTS):
        try:
            return _apply(staging, purpose, dry_run, alone=attempt == ATTEMPTS - 1)
        except (IntegrityError, OperationalError) as problem:
            if attempt == ATTEMPTS - 1:
                raise CannotTakeError(
                    f"the database refused the list ({_one_line(problem)}): try again later"
                ) from problem
    raise AssertionError("unreachable")


def _one_line(problem: DatabaseError) -> str:
    return str(problem).strip().split("\n", maxsplit=1)[0]


def _apply(staging: Staging, purpose: Purpose, dry_run: bool, *, alone: bool) -> tuple[Tally, Counter[Tier]]:
    tally, tiers = Tally(), Counter[Tier]()
    with transaction.atomic():
        _take_turn(alone=alone)
        match(staging)
        constants = Constants(purpose)
        for entries in staging.entries(CHUNK):
            step = Step(constants, tally)
            add_new(step, [entry for entry in entries if entry.account is None])
            change_known(step, {entry.account: entry for entry in entries if entry.account is not None})
            step.write()
            staging.add_creators(step.creators)
        for ids in staging.creators(CHUNK):
            tiers.update(Tier(tier) for tier in Creator.objects.filter(pk__in=ids).values_list("tier", flat=True))
        transaction.set_rollback(dry_run)
    return tally, tiers


def _take_turn(*, alone: bool) -> None:
    """One import at a time: on SQLite every transaction that writes does so anyway.

    ``alone``: colleagues who write down an account wait as well, after they were in the way of every earlier attempt.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TURN])
            if alone:
                cursor.execute("LOCK TABLE relationships_account IN SHARE ROW EXCLUSIVE MODE")
