"""Rows that a list left out because a person had still to say something: kept as they stood, and gone on with later.

A row in doubt may mean somebody on file, and nobody said whether it does; the accounts of a torn one are several
creators' on file. With either stay the rows that speak of the same person.
"""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from json import dumps
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from relationships.domain.import_states import ImportStatus, Outcome
from relationships.domain.imports import Guess, Recognised, Sureness, Use
from relationships.domain.imports import Mapping as Columns
from relationships.models import CreatorImport, RefusedRow, StagedAccount, StagedRow, User
from relationships.querysets.loading import insert_rows
from relationships.services.imports import recognised
from relationships.services.imports.arrival import NAME_MAX, keep_list, opened, table_of
from relationships.services.imports.mappings import mapping_of
from relationships.services.imports.turns import require
from relationships.services.tables import fingerprint

_UNDECIDED = (Outcome.DOUBT, Outcome.TORN)
#: Where `RefusedRow.problems` says so. Behind its three words stand the outcome, ids of creators on file, and why.
_MARK = "problems__0__3"
#: Cells of a column that are shown as examples.
_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class _Why:
    """``short``: beside the creators themselves; ``said``: where nothing else says who they are."""

    outcome: str
    short: str
    said: str
    creators: Sequence[int]


def keep_undecided(record: CreatorImport) -> Mapping[str, int]:
    """Put the rows that nobody decided with those that were not taken; returns how many by outcome, and as "with" how
    many of them speak of somebody of whom an earlier one does. Within the transaction that writes the list."""
    why = _reasons(record)
    if not why:
        return {}
    # Asked for by a statement: they may be more than a statement can be given by name.
    leading = _staged(record, *_UNDECIDED).values("number")
    staged = StagedRow.objects.filter(creator_import=record, leader__in=leading).order_by()
    rows = {number: (leader, name) for number, leader, name in staged.values_list("number", "leader", "name")}
    with opened(record) as tables, closing(table_of(record, tables).rows()) as read:
        kept = [
            (record.pk, row.number, dumps(list(row.cells)), dumps([_problem(row.number, *rows[row.number], why)]))
            for row in read
            if row.number in rows
        ]
    insert_rows("relationships_refusedrow", ("creator_import_id", "number", "cells", "problems"), kept)
    return {**Counter(why[leader].outcome for leader, _ in rows.values()), "with": len(rows) - len(why)}


def drop_remarks(record: CreatorImport) -> None:
    """What was said of cells of rows that were taken is not said of those that were not, after all."""
    spoken_of = {number for number, *_ in record.remarks}
    left = set(undecided(record).filter(number__in=spoken_of).values_list("number", flat=True))
    kept = [remark for remark in record.remarks if remark[0] not in left]
    gone = len(record.remarks) - len(kept)
    record.remarks, record.counts = kept, {**record.counts, "remarks": record.counts.get("remarks", 0) - gone}


def _problem(number: int, leader: int, name: str, why: Mapping[int, _Why]) -> list[Any]:
    one = why[leader]
    same = "" if number == leader else f"the same person as in row {leader}: "
    return ["", name, same + one.said, one.outcome, list(one.creators), same + one.short]


def _reasons(record: CreatorImport) -> dict[int, _Why]:
    """By the number of the row that leads."""
    found = _staged(record, *_UNDECIDED).values_list("number", "outcome", "doubt", "candidate_id")
    owners = owners_of(record, _staged(record, Outcome.TORN).values("number"))
    return {
        number: _torn(owners[number]) if outcome == Outcome.TORN else _in_doubt(doubt, candidate or 0)
        for number, outcome, doubt, candidate in found
    }


def _torn(owners: Sequence[int]) -> _Why:
    said = "its accounts belong to several creators on file: merge these first, or take an account out"
    return _Why(Outcome.TORN, "accounts of each", said, owners)


def _in_doubt(doubt: str, candidate: int) -> _Why:
    said = f"possible duplicate: {doubt} as creator {candidate} on file; say who is meant, or that it is new"
    return _Why(Outcome.DOUBT, doubt, said, [candidate])


def _staged(record: CreatorImport, *outcomes: Outcome) -> QuerySet[StagedRow]:
    return StagedRow.objects.filter(creator_import=record, outcome__in=outcomes).order_by()


def owners_of(record: CreatorImport, numbers: Any) -> Mapping[int, Sequence[int]]:
    """The creators on file whose accounts the rows ``numbers`` (or a question for them) of a staged list name."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    accounts = StagedAccount.objects.filter(creator_import=record, leader__in=numbers, known_creator_id__isnull=False)
    for leader, creator in accounts.order_by("leader", "known_creator_id").values_list("leader", "known_creator_id"):
        if creator not in found[leader]:
            found[leader].append(creator)
    return found


def undecided(record: CreatorImport) -> QuerySet[RefusedRow]:
    return RefusedRow.objects.filter(creator_import=record, **{f"{_MARK}__isnull": False}).order_by("number", "pk")


def refused(record: CreatorImport) -> QuerySet[RefusedRow]:
    """Those with which something is wrong."""
    return RefusedRow.objects.filter(creator_import=record, **{f"{_MARK}__isnull": True}).order_by("number", "pk")


# --- Gone on with -----------------------------------------------------------------------------------------------------


def gone_on_in(record: CreatorImport) -> CreatorImport | None:
    """The list that was made of the undecided rows, while there is one."""
    made = record.counts.get("gone_on_in")
    return CreatorImport.objects.filter(pk=made, brand=record.brand_id).first() if made else None


@transaction.atomic
def go_on(record: CreatorImport, by: User) -> CreatorImport:
    """Make a list of the undecided rows, its columns settled as theirs were; asked again, the one there is.

    Raises ValidationError where there are none (any more), or the list was not brought in.
    """
    # Of two who ask at once the second one finds what the first one made.
    record = CreatorImport.objects.select_for_update(of=("self",)).get(pk=record.pk)
    require(record, {ImportStatus.DONE})
    if made := gone_on_in(record):
        return made
    if not undecided(record).exists():
        raise ValidationError("No row of this list waits for a decision any more: bring your file in again.")
    columns, content = mapping_of(record), io.BytesIO()
    text = io.TextIOWrapper(content, "utf-8-sig", errors="replace", newline="", write_through=True)
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    headers = [*columns.headers, f"Row in {record.source_name}"]
    writer.writerow(headers)
    first: list[list[str]] = []
    for cells in _cells(record, len(columns.headers)):
        writer.writerow(cells)
        if len(first) < _SAMPLES:
            first.append(cells)
    made = _list_of(record, by, columns, headers, first)
    made.sha256, made.size = fingerprint(content)
    keep_list(made, content)
    record.counts = {**record.counts, "gone_on_in": made.pk}
    record.save(update_fields=["counts", "updated_at"])
    return made


def _cells(record: CreatorImport, width: int) -> Iterator[list[str]]:
    for row in undecided(record).iterator():
        cells = [str(cell) for cell in row.cells[:width]]
        yield [*cells, *[""] * (width - len(cells)), str(row.number)]


def _list_of(
    record: CreatorImport, by: User, columns: Columns, headers: Sequence[str], first: Sequence[Sequence[str]]
) -> CreatorImport:
    day = columns.measured_on or record.measured_on or timezone.localdate(record.applied_at)
    last = Use(len(columns.headers), None)
    mapping = Columns(tuple(headers), (*columns.uses, last), columns.network, day)
    guesses = tuple(
        Guess(
            use,
            headers[use.position],
            Sureness.SURE if use.field else None,
            "As in the list before.",
            tuple(cells[use.position] for cells in first if cells[use.position]),
        )
        for use in mapping.uses
    )
    found = Recognised(0, mapping.headers, guesses, columns.network, day, ())
    return CreatorImport(
        by=by,
        brand=record.brand,
        owner=record.owner,
        network=record.network,
        measured_on=day,
        source_name=f"Undecided of {record.source_name}"[:NAME_MAX],
        kind="csv",
        mapping=mapping.as_json(),
        recognised={**recognised.kept(found), "sheets": [""]},
        notes=[f"Rows of “{record.source_name}” about which nobody had decided when it was brought in."],
    )
