"""A list arrives: kept privately, its table and header found, its columns recognised. Nothing is written of it yet."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import BinaryIO
from uuid import uuid4

from django.core.files import File
from django.core.files.storage import Storage
from django.db import transaction

from relationships.domain.import_states import ImportStatus
from relationships.domain.imports import IDENTIFYING, Mapping, NotAListError, recognise
from relationships.domain.text import clean_line
from relationships.models import Brand, CreatorImport, User
from relationships.services.imports.recognised import kept
from relationships.services.imports.turns import save_columns
from relationships.services.tables import CannotTakeError, Table, Tables, fingerprint, head, of_text, open_tables
from relationships.services.tables.limits import MAX_COLUMNS

#: Characters of a file's name that are kept.
NAME_MAX = 200
PASTED = "pasted rows"
FOLDER = "imports"
_RECOGNISED = ("kind", "table", "measured_on", "mapping", "recognised", "notes")


def receive(
    file: BinaryIO,
    *,
    name: str,
    by: User | None,
    brand: Brand,
    owner: User | None = None,
    network: str = "",
    measured_on: date | None = None,
) -> CreatorImport:
    """Take in the list in ``file``. ``measured_on``: when its figures were read, where the list does not say.

    Raises CannotTakeError with a sentence for the user; nothing is kept then.
    """
    tables = open_tables(file, name)
    record = CreatorImport(
        by=by,
        brand=brand,
        owner=owner,
        network=network,
        measured_on=measured_on,
        source_name=clean_line(name)[:NAME_MAX] or PASTED,
    )
    record.sha256, record.size = fingerprint(file)
    _recognise_first(record, tables)
    file.seek(0)
    return keep_list(record, file)


def receive_text(
    text: str,
    *,
    by: User | None,
    brand: Brand,
    owner: User | None = None,
    network: str = "",
    measured_on: date | None = None,
) -> CreatorImport:
    """Take in what was pasted: the selection of a spreadsheet, or CSV. Raises CannotTakeError as `receive` does."""
    of_text(text)
    content = io.BytesIO(text.encode("utf-8", "replace"))
    return receive(content, name=PASTED, by=by, brand=brand, owner=owner, network=network, measured_on=measured_on)


def choose_table(record: CreatorImport, title: str, header_at: int | None = None) -> None:
    """Read another sheet, or another row as the header. Raises CannotTakeError, or ValidationError where somebody has
    gone on with the list; then all stays as it was."""
    with opened(record) as tables:
        table = next((one for one in tables.tables if one.title == title), None)
        if table is None:
            raise CannotTakeError(f"there is no sheet “{title}” in {record.source_name}: choose one that it has")
        _recognise(record, tables, table, header_at)
    save_columns(record, *_RECOGNISED)


def sheets_of(record: CreatorImport) -> list[str]:
    """The titles of the file's tables; [""] for a text file."""
    return list(record.recognised.get("sheets", []))


def brought_before(record: CreatorImport) -> CreatorImport | None:
    """The latest import of the very same bytes for this brand that stands."""
    same = CreatorImport.objects.filter(sha256=record.sha256, brand=record.brand_id, status=ImportStatus.DONE)
    return same.exclude(pk=record.pk).first()


def file_storage() -> Storage:
    """Where files of imports lie, all of them in `FOLDER`."""
    storage: Storage = CreatorImport._meta.get_field("file").storage
    return storage


@contextmanager
def opened(record: CreatorImport) -> Iterator[Tables]:
    """The tables of the kept file. Raises CannotTakeError, also where the file is not there any more."""
    if not record.file:
        raise CannotTakeError("the file of this import is not kept any more: bring it in anew")
    try:
        with record.file.open("rb") as stream:
            yield open_tables(stream.file, record.source_name)
    except FileNotFoundError as gone:
        raise CannotTakeError("the file of this import is gone: bring it in anew") from gone


def table_of(record: CreatorImport, tables: Tables) -> Table:
    return next((one for one in tables.tables if one.title == record.table), tables.tables[0])


def discard_file(record: CreatorImport) -> None:
    """Once nobody needs it: it goes from the disk when the transaction is certain."""
    if not record.file:
        return
    storage, name = record.file.storage, str(record.file.name)
    vars(record)["file"] = ""
    transaction.on_commit(partial(storage.delete, name))


def keep_list(record: CreatorImport, stream: BinaryIO) -> CreatorImport:
    """Written under a name that nobody can guess; taken away again when the record cannot be. What a process leaves
    that is killed between the two, `tidying` finds."""
    storage = file_storage()
    name = storage.save(f"{FOLDER}/{uuid4().hex}", File(stream))
    vars(record)["file"] = name
    try:
        record.save()
    except BaseException:
        storage.delete(name)
        raise
    return record


def _recognise_first(record: CreatorImport, tables: Tables) -> None:
    """The first table that tells accounts, else the first that is a list; the first refusal is told where none is."""
    asked, lists, refusals = record.measured_on, [], []
    for table in tables.tables:
        record.measured_on = asked
        try:
            if _recognise(record, tables, table, None):
                return
            lists.append(table)
        except CannotTakeError as refusal:
            refusals.append(refusal)
    if not lists:
        raise refusals[0]
    record.measured_on = asked
    _recognise(record, tables, lists[0], None)


def _recognise(record: CreatorImport, tables: Tables, table: Table, header_at: int | None) -> bool:
    """Keep what the table's columns seem to be; whether one of them tells the account."""
    try:
        found = recognise(
            head(table),
            network=record.network or None,
            header_at=header_at,
            title=table.title,
            file_name=record.source_name,
            divided=bool(tables.delimiter),
        )
    except NotAListError as problem:
        raise CannotTakeError(str(problem)) from problem
    if len(found.headers) >= MAX_COLUMNS:
        raise CannotTakeError(
            f"the list has {MAX_COLUMNS:,} columns or more: keep those that say something about a creator"
        )
    record.kind, record.table = tables.kind, table.title
    record.measured_on = record.measured_on or found.measured_on
    uses = tuple(guess.use for guess in found.guesses)
    record.mapping = Mapping(found.headers, uses, found.network, found.measured_on).as_json()
    record.recognised = {**kept(found), "sheets": [one.title for one in tables.tables]}
    others = [f"“{one.title}”" for one in tables.tables if one.title != table.title]
    read_from = [f"read from the sheet “{table.title}”, not from {', '.join(others[:10])}"] if others else []
    record.notes = [_sentence(note) for note in (*tables.notes, *table.notes, *found.notes, *read_from)]
    return any(use.field in IDENTIFYING for use in uses)


def _sentence(note: str) -> str:
    return f"{note[:1].upper()}{note[1:].rstrip('.')}."
