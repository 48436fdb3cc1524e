"""The steps of an import that take time, each run to its end by whoever calls it: a background worker, or the command.

Each can be killed and called again: staging starts from the file, and what is written is one transaction. Of two who
are at the same import the later one goes on (`turns`); of two imports one writes at a time.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from copy import copy
from datetime import date
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from relationships.domain.import_states import RESTING, WITHOUT_TRACE, ImportStatus
from relationships.domain.imports import RowReader, check
from relationships.models import CreatorImport, RefusedRow, User
from relationships.querysets.staged.again import meant
from relationships.querysets.staged.changes import judge
from relationships.querysets.staged.statements import sorting_on_disk
from relationships.services.clock import organisation_today
from relationships.services.imports.advising import marked_by, marked_of, work_off
from relationships.services.imports.applying import empty_staging, write_list
from relationships.services.imports.arrival import discard_file, opened, table_of
from relationships.services.imports.doubts import find_doubts
from relationships.services.imports.filling import Filled, Filling, fill, in_brand_column
from relationships.services.imports.foresight import Foresight
from relationships.services.imports.known import Known, forget, keep, known_for, note, with_those_known
from relationships.services.imports.mappings import mapping_of
from relationships.services.imports.preparing import compare, newer_columns, parameters_of
from relationships.services.imports.turns import (
    CancelledError,
    SupersededError,
    as_it_stands,
    begin,
    hold,
    own_turn,
    require,
)
from relationships.services.imports.undecided import drop_remarks, keep_undecided
from relationships.services.imports.undoing import Undoing
from relationships.services.tables import CannotTakeError

#: An import that somebody else's save was in the way of is tried so often.
ATTEMPTS = 3
#: Any number that no other part of the product uses: imports take turns by it.
_TURN = 7_264_113


@sorting_on_disk()
def stage(pk: int) -> CreatorImport:
    """Read, clean and compare the list. MAPPING → READY, or FAILED (the record's ``problem`` says why), or CANCELLED.

    Raises ValidationError where the import is not waiting for it. Where somebody else began it anew meanwhile, nothing
    more is done, and the record is returned as it stands then; so it is with the other steps.
    """
    record = begin(pk, {ImportStatus.MAPPING, ImportStatus.STAGING}, ImportStatus.STAGING)
    try:
        _stage(record)
    except SupersededError:
        return as_it_stands(record)
    return record


@sorting_on_disk()
def apply(pk: int) -> CreatorImport:
    """Write the list. READY → DONE; where the database refuses, it stays READY and the record says why.

    Raises ValidationError where the import is not waiting for it.
    """
    record = begin(pk, {ImportStatus.READY, ImportStatus.APPLYING}, ImportStatus.APPLYING)
    try:
        return _apply(record)
    except SupersededError:
        return as_it_stands(record)


@sorting_on_disk()
def undo(pk: int, by_id: int | None) -> CreatorImport:
    """Take back what an import wrote, except what somebody changed since. DONE → UNDONE.

    Raises ValidationError where there is nothing to take back.
    """
    record = begin(pk, {ImportStatus.DONE, ImportStatus.UNDOING}, ImportStatus.UNDOING)
    try:
        with transaction.atomic():
            _line_up(alone=True)
            hold(record)
            by = User.objects.filter(pk=by_id).first() if by_id else None
            undoing = Undoing(record, by, timezone.now(), organisation_today())
            undoing.undo()
            marked = marked_of(undoing.touched)
            record.status, record.undone_at, record.undone_by_id = ImportStatus.UNDONE, timezone.now(), by_id
            record.progress_total = len(marked)
            record.save()
    except SupersededError:
        return as_it_stands(record)
    except DatabaseError as problem:
        return _back(record, ImportStatus.DONE, problem)
    work_off(record, marked)
    return record


def start_over(record: CreatorImport) -> None:
    """From the preview back to the columns."""
    with transaction.atomic():
        require(record, {ImportStatus.READY, ImportStatus.FAILED, ImportStatus.CANCELLED})
        if not record.file:
            raise ValidationError("The file of this import is not kept any more: bring it in anew.")
        _throw_staged_away(record)
        record.status, record.problem, record.counts, record.remarks = ImportStatus.MAPPING, "", {}, []
        record.save()


def ask_cancel(record: CreatorImport) -> None:
    """Whoever stages the list sees it after the next some thousand rows. What is being written is not stopped."""
    CreatorImport.objects.filter(pk=record.pk, status=ImportStatus.STAGING).update(cancel_asked=True)


def throw_away(record: CreatorImport) -> None:
    """Nothing of it is kept. Raises ValidationError where it was written to the directory."""
    with transaction.atomic():
        require(record, WITHOUT_TRACE)
        _throw_staged_away(record)
        discard_file(record)
        record.delete()


def is_at_rest(record: CreatorImport) -> bool:
    return record.status in RESTING


def _stage(record: CreatorImport) -> None:
    with _ending_well(record):
        with own_turn(record):
            _throw_staged_away(record)
        foresight = Foresight(record.brand, organisation_today())
        day = mapping_of(record).measured_on or record.measured_on or foresight.on
        known, own = known_for(record, day)
        while True:
            filled = _fill(record, foresight, known, day)
            with own_turn(record):
                compare(record)
                if not len(known) or not known.ask_about(meant(parameters_of(record))):
                    break
                _throw_staged_away(record)
        counts = {"refused": filled.refused, "remarks": filled.remarks_count, "again": len(known)}
        record.counts, record.remarks, record.advice = counts, filled.remarks, foresight.kept()
        if not record.create_doubtful:
            with own_turn(record):
                find_doubts(parameters_of(record))
        with own_turn(record):
            judge(parameters_of(record), newer_columns(record.mapping))
            note(own, known)
            record.status = ImportStatus.READY
            record.save()


@contextmanager
def _ending_well(record: CreatorImport) -> Iterator[None]:
    """Whatever stops the staging is told, and nothing of the rows stays."""
    try:
        yield
    except CancelledError:
        _end(record, ImportStatus.CANCELLED)
    except CannotTakeError as problem:
        _end(record, ImportStatus.FAILED, str(problem))
    except DatabaseError as problem:
        _end(record, ImportStatus.FAILED, f"the database refused: {_one_line(problem)}")


def _end(record: CreatorImport, status: ImportStatus, problem: str = "") -> CreatorImport:
    with own_turn(record, heeds=False):
        _throw_staged_away(record)
        record.status, record.problem = status, problem[:500]
        record.save()
    return record


def _back(record: CreatorImport, status: ImportStatus, problem: DatabaseError) -> CreatorImport:
    """To where it waited before, with what the database said; nothing was written."""
    told = f"The database refused ({_one_line(problem)}): try again in a minute."[:500]
    with suppress(SupersededError), own_turn(record):
        kept = CreatorImport.objects.get(pk=record.pk)
        kept.status, kept.problem = status, told
        kept.save()
    return as_it_stands(record)


def _one_line(problem: DatabaseError) -> str:
    return str(problem).strip().split("\n", maxsplit=1)[0]


def _throw_staged_away(record: CreatorImport) -> None:
    empty_staging(record)
    forget(record)
    RefusedRow.objects.filter(creator_import=record).delete()


def _fill(record: CreatorImport, foresight: Foresight, known: Known, day: date) -> Filled:
    mapping = mapping_of(record)
    if problems := check(mapping):
        raise CannotTakeError(" ".join(problems))
    with opened(record) as tables:
        table = table_of(record, tables)
        with transaction.atomic():
            hold(record, progress_total=table.about_rows or 0)
        with closing(table.rows()) as rows:
            below_header = islice(rows, record.recognised["header_at"] + 1, None)
            of_brand = in_brand_column(mapping.headers, record.brand.name)
            filling = Filling(record.pk, RowReader(mapping, tables.delimiter), day, foresight, known, of_brand)
            return fill(filling, below_header, lambda done: hold(record, progress_done=done))


def _apply(record: CreatorImport) -> CreatorImport:
    for attempt in range(1, ATTEMPTS + 1):
        # An attempt that fails leaves half of what it did in the record that it had.
        tried = copy(record)
        try:
            marked = _write(tried, alone=attempt == ATTEMPTS)
        except (IntegrityError, OperationalError) as problem:
            if attempt == ATTEMPTS:
                return _back(record, ImportStatus.READY, problem)
        except DatabaseError as problem:
            return _back(record, ImportStatus.READY, problem)
        except CannotTakeError as problem:
            return _end(record, ImportStatus.FAILED, str(problem))
        else:
            break
    work_off(tried, marked)
    return tried


def _write(record: CreatorImport, *, alone: bool) -> Sequence[int]:
    """Returns the relationships that the playbooks are still to be asked about."""
    with transaction.atomic():
        _line_up(alone=alone)
        hold(record)
        write_list(record, timezone.now(), organisation_today())
        undecided = keep_undecided(record)
        refused = RefusedRow.objects.filter(creator_import=record).count()
        record.counts = {**record.counts, "refused": refused, "undecided": undecided}
        drop_remarks(record)
        record.counts = with_those_known(record)
        keep(record)
        marked = marked_by(record) if record.written else ()
        empty_staging(record)
        discard_file(record)
        record.status, record.applied_at, record.advice = ImportStatus.DONE, timezone.now(), {}
        record.progress_total = len(marked)
        record.save()
    return marked


def _line_up(*, alone: bool) -> None:
    """One import at a time: on SQLite every transaction that writes does so anyway.

    ``alone``: colleagues who write down an account wait as well, after they were in the way of every earlier attempt.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TURN])
            if alone:
                cursor.execute("LOCK TABLE relationships_account IN SHARE ROW EXCLUSIVE MODE")
