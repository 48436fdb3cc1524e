"""A list's way without a person in it: received, read, brought in; whatever stops it, nothing stays."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import Event, Thread
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from relationships.domain.import_states import WITHOUT_TRACE, ImportStatus
from relationships.domain.imports import check
from relationships.models import Brand, CreatorImport, User
from relationships.services.imports import running
from relationships.services.imports.arrival import choose_table, receive
from relationships.services.imports.mappings import mapping_of, set_mapping
from relationships.services.tables import CannotTakeError

#: Seconds between two looks at how far it is.
_LOOKS_EVERY = 0.5


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was told. ``measured_on``: when the figures were read, where the list does not say."""

    brand: Brand
    owner: User | None
    network: str
    sheet: str | None
    measured_on: date
    create_doubtful: bool
    dry_run: bool
    shows_progress: bool


@contextmanager
def bring_in(file: Path, asked: Asked) -> Iterator[CreatorImport]:
    """Yields the import with its counts and refused rows, done; a dry run is taken back when the block ends.

    Raises CannotTakeError with one line. Whatever is raised, Ctrl+C included, nothing is left of the import.
    """
    record = _received(file, asked)
    with ExitStack() as undo:
        undo.callback(_forget, record.pk)
        _prepare(record, asked)
        with _progress(record.pk, "Reading", shows=asked.shows_progress):
            read = running.stage(record.pk)
        _require(read, ImportStatus.READY)
        if asked.dry_run:
            # Everything is done and then taken back, so that its figures are those of the real one.
            with transaction.atomic():
                yield _written(record.pk)
                transaction.set_rollback(True)
            return
        with _progress(record.pk, "Bringing in", shows=asked.shows_progress):
            written = _written(record.pk)
        undo.pop_all()
    yield written


def _written(pk: int) -> CreatorImport:
    return _require(running.apply(pk), ImportStatus.DONE)


def _require(record: CreatorImport, status: ImportStatus) -> CreatorImport:
    if record.status != status:
        raise CannotTakeError(record.problem or "the list could not be brought in: try again")
    return record


def _received(file: Path, asked: Asked) -> CreatorImport:
    name = file.name.encode("utf-8", "ignore").decode()
    with file.open("rb") as opened:
        return receive(opened, name=name, by=None, brand=asked.brand, owner=asked.owner, network=asked.network)


def _prepare(record: CreatorImport, asked: Asked) -> None:
    if asked.sheet is not None:
        choose_table(record, asked.sheet)
    mapping = mapping_of(record)
    if problems := check(mapping):
        hint = (
            " Name it with --network." if not asked.network and any("which network" in one for one in problems) else ""
        )
        raise CannotTakeError(" ".join(problems) + hint)
    set_mapping(record, replace(mapping, measured_on=mapping.measured_on or asked.measured_on))
    record.create_doubtful = asked.create_doubtful
    record.save()


def _forget(pk: int) -> None:
    """The record, its file and what was read of it. Where it stopped in the middle, it waits for nobody any more."""
    working = (ImportStatus.STAGING, ImportStatus.APPLYING)
    CreatorImport.objects.filter(pk=pk, status__in=working).update(status=ImportStatus.CANCELLED)
    record = CreatorImport.objects.filter(pk=pk, status__in=WITHOUT_TRACE).first()
    if record is not None:
        with suppress(ValidationError):
            running.throw_away(record)


@contextmanager
def _progress(pk: int, said: str, *, shows: bool) -> Iterator[None]:
    """How far it is, on one line of the terminal."""
    if not shows:
        yield
        return
    over = Event()
    teller = Thread(target=_tell, args=(pk, said, over), daemon=True)
    teller.start()
    try:
        yield
    finally:
        over.set()
        teller.join()
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def _tell(pk: int, said: str, over: Event) -> None:
    rows: Any = CreatorImport.objects.filter(pk=pk).values_list("progress_done", "progress_total")
    try:
        while not over.wait(_LOOKS_EVERY):
            done, total = rows.first() or (0, 0)
            sys.stderr.write(f"\r\x1b[K{said}: {done:,}{f' of {total:,}' if total else ''} rows")
            sys.stderr.flush()
    finally:
        connection.close()
