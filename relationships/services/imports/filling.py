"""From a file's rows to the staged tables: each row cleaned, refused with its reasons, or put where it waits."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from json import dumps
from typing import Any

from django.db import transaction

from relationships.domain.import_states import Outcome
from relationships.domain.imports import BLANK_ROW, HEADER_AGAIN, CleanAccount, CleanRow, Problem, RowReader
from relationships.domain.imports.headers import header_key
from relationships.domain.imports.strangers import EXPORT_MARK
from relationships.domain.spreadsheets import plain_cell
from relationships.domain.text import clean_line, fold
from relationships.models.base import sort_key
from relationships.querysets.loading import insert_rows
from relationships.querysets.staged.statements import LABELS, REFUSED, ROWS, STAGED
from relationships.services.imports.foresight import Foresight, main_account
from relationships.services.imports.known import Known, digest_of
from relationships.services.tables import Row

#: Rows that are staged in one short transaction: colleagues who save meanwhile hardly wait.
CHUNK = 5_000
#: Cells left out of rows that were taken: so many are told one by one, the others are counted.
REMARKS_TOLD = 1_000
#: Characters of a refused row's cell that are kept.
CELL_KEPT = 1_000
#: Rows that are shown at once. So many are always read, to be shown before anything is written.
SHOWN = 50
#: Problems of rows that are none: they count for nothing.
_NO_ROW = frozenset((HEADER_AGAIN, BLANK_ROW))

_ROW = (
    "creator_import_id", "number", "name", "name_key", "email", "phone", "country", "language", "notes", "stage",
    "compensation", "next_action", "next_action_on", "measured_on", "own_id", "leader", "tells", "doubt", "decision",
    "outcome", "is_new", "relates", "advice", "digest",
)  # fmt: skip
_ACCOUNT = (
    "creator_import_id", "number", "network", "handle", "handle_key", "channel_id", "url", "followers",
    "engagement_rate", "engagement_basis", "measured_on", "identity", "leader", "speaks", "is_main", "is_new",
)  # fmt: skip
_LABEL = ("creator_import_id", "number", "kind", "name", "name_key", "leader")
_REFUSED = ("creator_import_id", "number", "cells", "problems")


@dataclass(slots=True)
class Filled:
    """``remarks``: ``[row, column, value, problem]`` of the first cells that were left out of rows that were taken."""

    taken: int = 0
    refused: int = 0
    remarks_count: int = 0
    remarks: list[list[Any]] = field(default_factory=list)


class _Chunk:
    """Rows of the four staged tables, gathered and then written together."""

    def __init__(self, of: int, day: date, foresight: Foresight) -> None:
        self.of, self.day, self.foresight = of, day, foresight
        self.rows: list[Sequence[Any]] = []
        self.accounts: list[Sequence[Any]] = []
        self.labels: list[Sequence[Any]] = []
        self.refused: list[Sequence[Any]] = []

    def refuse(self, number: int, cells: Sequence[str], problems: Sequence[Problem]) -> None:
        told = [[one.column, one.value, one.problem] for one in problems]
        self.refused.append((self.of, number, dumps([cell[:CELL_KEPT] for cell in cells]), dumps(told)))

    def take(self, number: int, row: CleanRow, digest: int | None) -> None:
        shown = row.name or (row.accounts[0].handle.lstrip("@") or row.accounts[0].handle if row.accounts else "")
        day = row.measured_on or self.day
        self.rows.append(
            (
                self.of, number, row.name or "", sort_key(shown), row.email or "", row.phone or "", row.country or "",
                row.language or "", row.notes or "", row.stage or "", row.compensation or "", row.next_action or "",
                row.next_action_on if row.next_action else None, day, row.creator_id, number, False, "", "",
                Outcome.NEW.value, False, False, self.foresight.place_of(row), digest,
            )
        )  # fmt: skip
        main = main_account(row)
        for account in row.accounts:
            self.accounts.append(self._account(number, account, day, is_main=account is main))
        for kind, names in (("category", row.categories), ("tag", row.tags)):
            self.labels += [(self.of, number, kind, name, sort_key(name), number) for name in names]

    def _account(self, number: int, one: CleanAccount, day: date, *, is_main: bool) -> Sequence[Any]:
        return (
            self.of, number, one.network, one.handle, one.handle_key, one.channel_id or "", one.url or "",
            one.followers, None if one.engagement_rate is None else str(one.engagement_rate),
            one.engagement_basis or "", day, f"{one.network} {one.channel_id or one.handle_key}", number, True,
            is_main, False,
        )  # fmt: skip

    def write(self) -> None:
        insert_rows(ROWS, _ROW, self.rows)
        insert_rows(STAGED, _ACCOUNT, self.accounts)
        insert_rows(LABELS, _LABEL, self.labels)
        insert_rows(REFUSED, _REFUSED, self.refused)


@dataclass(frozen=True, slots=True)
class Filling:
    """How the rows of the import ``of`` are read. ``day``: when figures were, where the row does not say. ``known``:
    rows that are passed over. ``is_of_brand``: whether what a row says of a relationship is said of the one with this
    brand."""

    of: int
    reader: RowReader
    day: date
    foresight: Foresight
    known: Known
    is_of_brand: Callable[[Sequence[str]], bool] | None = None


def fill(filling: Filling, rows: Iterable[Row], before_chunk: Callable[[int], None]) -> Filled:
    """Stage ``rows``.

    ``before_chunk`` is told how many rows were read, in the transaction that writes them; what it raises ends the
    filling. Raises CannotTakeError where the file cannot be read on.
    """
    filled, left = Filled(), iter(rows)
    done = 0
    while some := list(islice(left, CHUNK)):
        chunk = _Chunk(filling.of, filling.day, filling.foresight)
        for row in some:
            _sort(chunk, row, filling, filled)
        done += len(some)
        with transaction.atomic():
            before_chunk(done)
            chunk.write()
        filled.taken += len(chunk.rows)
        filled.refused += len(chunk.refused)
    return filled


def in_brand_column(headers: Sequence[str], brand: str) -> Callable[[Sequence[str]], bool] | None:
    """How the rows of our own export tell whether they are about the relationship with ``brand``; None for others."""
    keys = [header_key(header) for header in headers]
    if EXPORT_MARK not in keys or "brand" not in keys:
        return None
    at, key = keys.index("brand"), fold(brand)
    return lambda cells: at < len(cells) and fold(plain_cell(cells[at])) == key


def _sort(chunk: _Chunk, row: Row, filling: Filling, filled: Filled) -> None:
    """Put ``row`` where it belongs. A blank one belongs nowhere, nor does one that is known."""
    if row.fault:
        chunk.refuse(row.number, row.cells, [Problem("", "", row.fault)])
        return
    if not any(row.cells) or not any(cell.strip() for cell in row.cells):
        return
    digest = digest_of(row.cells)
    if filled.taken + len(chunk.rows) >= SHOWN and filling.known.meets(digest):
        return
    clean = filling.reader.read(row.cells)
    if not isinstance(clean, CleanRow):
        if clean[0].problem in _NO_ROW:
            return
        chunk.refuse(row.number, row.cells, clean)
        return
    if filling.is_of_brand and not filling.is_of_brand(row.cells):
        clean = replace(clean, stage=None, compensation=None, tags=(), next_action=None, next_action_on=None)
    chunk.take(row.number, clean, None if clean.remarks else digest)
    if clean.remarks:
        filled.remarks_count += len(clean.remarks)
        for remark in clean.remarks[: max(REMARKS_TOLD - len(filled.remarks), 0)]:
            filled.remarks.append([row.number, clean_line(remark.column), clean_line(remark.value), remark.problem])
