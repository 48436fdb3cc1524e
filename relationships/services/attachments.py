"""Files of a relationship: kept, described anew, taken away. What is on the disk follows what is on file.

A file is written before its row and goes again when the row cannot be; it is deleted only once the row's removal is
certain. What a killed process leaves behind is found by `strays`.
"""

import hashlib
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, BinaryIO
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files import File
from django.core.files.storage import Storage
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from relationships.domain.attachments import AttachmentKind, Refused, check, may_be_taken_back
from relationships.models import Attachment, Collaboration, CreatorImport, Relationship
from relationships.models.attachments import attachment_storage
from relationships.services.clock import organisation_today
from relationships.services.derivations import lock

log = logging.getLogger(__name__)

CAN_ADD = "relationships.add_attachment"
CAN_CHANGE = "relationships.change_attachment"
CAN_REMOVE = "relationships.delete_attachment"
NOTE_MAX = Attachment._meta.get_field("note").max_length or 0

_BYTES_A_READ = 2**16
#: A file without a row may be one whose row is just being written.
_SETTLED = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class About:
    """What people say of a file. ``collaboration`` is one of the relationship's, or None: the whole relationship."""

    kind: AttachmentKind
    note: str = ""
    collaboration: Collaboration | None = None


def attach(relationship: Relationship, file: File[bytes], about: About, by: Any) -> Attachment:
    """Keep ``file`` with the relationship. Raises ValidationError with a sentence: refused, known already, no room."""
    _require_own(relationship, about)
    content: Any = file
    try:
        accepted = check(file.name or "", content, file.size)
    except Refused as refused:
        raise ValidationError(str(refused)) from refused
    digest = _digest(content)
    with _written(file) as stored, transaction.atomic():
        # Two who send the same file at once: the second waits here and is told.
        lock([relationship.pk])
        _require_new(relationship, digest)
        return Attachment.objects.create(
            relationship=relationship, collaboration=about.collaboration, kind=about.kind.value, note=about.note,
            name=accepted.name, content_type=accepted.content_type, file=stored, size=file.size, digest=digest,
            uploaded_by=by,
        )  # fmt: skip


def describe(attachment: Attachment, about: About) -> bool:
    """Say otherwise what the file is; returns whether that changed anything."""
    _require_own(attachment.relationship, about)
    said = {"kind": about.kind.value, "note": about.note, "collaboration": about.collaboration}
    if all(getattr(attachment, name) == value for name, value in said.items()):
        return False
    for name, value in said.items():
        setattr(attachment, name, value)
    attachment.save(update_fields=[*said, "updated_at"])
    return True


def may_remove(attachment: Attachment, by: Any) -> bool:
    """Whoever may delete files; and who sent one by mistake, on the same day."""
    own = attachment.uploaded_by_id == by.pk and by.has_perm(CAN_ADD)
    uploaded_on = timezone.localdate(attachment.created_at, timezone.get_default_timezone())
    return by.has_perm(CAN_REMOVE) or may_be_taken_back(
        by_uploader=own, uploaded_on=uploaded_on, on=organisation_today()
    )


def remove(attachment: Attachment, by: Any) -> None:
    """The row goes, and with it the file (`forget_file`). What it was stays in the history. Raises PermissionDenied."""
    if not may_remove(attachment, by):
        raise PermissionDenied
    attachment.delete()


def forget_file(attachment: Attachment) -> None:
    """Delete the content of a row that is gone, once that is certain. A file that is not there is no fault."""
    name = attachment.file.name
    if name:
        transaction.on_commit(lambda: _delete(attachment_storage(), name))


# --- The disk ---------------------------------------------------------------------------------------------------------


@contextmanager
def _written(file: File[bytes]) -> Iterator[str]:
    """The name under which the content was stored; it is gone again when anything fails before the end."""
    storage, key = attachment_storage(), uuid4().hex
    try:
        # Some hundred folders, so that none of them grows too long to be read.
        stored = storage.save(f"{key[:2]}/{key}", file)
    except OSError as problem:
        log.exception("An attached file could not be written.")
        raise ValidationError(
            "The server could not keep the file: there may be no room left. Tell an administrator, then try again."
        ) from problem
    try:
        yield stored
    except BaseException:
        _delete(storage, stored)
        raise


def _delete(storage: Storage, name: str) -> None:
    try:
        storage.delete(name)
    except OSError:
        log.exception("The attached file %s could not be deleted; `manage.py check_attachments` finds it again.", name)


def _digest(content: BinaryIO) -> str:
    content.seek(0)
    found = hashlib.sha256()
    while part := content.read(_BYTES_A_READ):
        found.update(part)
    content.seek(0)
    return found.hexdigest()


# --- What is asked beforehand -----------------------------------------------------------------------------------------


def _require_own(relationship: Relationship, about: About) -> None:
    if about.collaboration is not None and about.collaboration.relationship_id != relationship.pk:
        raise ValidationError("This collaboration belongs to another relationship: choose one of this one.")


def _require_new(relationship: Relationship, digest: str) -> None:
    rows = Attachment.objects.filter(relationship=relationship, digest=digest).select_related("uploaded_by")
    known = rows.first()
    if known is not None:
        day = date_format(timezone.localtime(known.created_at), "j F Y")
        kind = known.get_kind_display().lower()
        raise ValidationError(f"The same file is here already: {known.name} ({kind}, {known.uploaded_by}, {day}).")


# --- What is left over ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Strays:
    """``missing``: rows whose file is not on the disk. ``unknown``: files of more than a day that no row names."""

    files: int
    missing: tuple[Attachment, ...]
    unknown: tuple[str, ...]


def strays() -> Strays:
    """Compare the disk with what is on file: after a restored backup, or when a process was killed midway.

    Lists that wait to be brought in lie beside the attachments, and are no strays.
    """
    storage = attachment_storage()
    rows = {row.file.name: row for row in Attachment.objects.iterator()}
    waiting = set(CreatorImport.objects.exclude(file="").values_list("file", flat=True))
    stored = set(_stored(storage)) - waiting
    missing = tuple(row for name, row in rows.items() if name not in stored)
    settled = timezone.now() - _SETTLED
    unknown = (name for name in sorted(stored - rows.keys()) if storage.get_modified_time(name) < settled)
    return Strays(len(stored), missing, tuple(unknown))


def delete_unknown(names: Iterable[str]) -> int:
    """Delete files that `strays` found to belong to no row; returns how many."""
    storage, gone = attachment_storage(), 0
    for name in names:
        if not any(model.objects.filter(file=name).exists() for model in (Attachment, CreatorImport)):
            _delete(storage, name)
            gone += 1
    return gone


def _stored(storage: Storage) -> Iterator[str]:
    try:
        folders, _ = storage.listdir("")
    except FileNotFoundError:  # nothing was ever attached
        return
    for folder in folders:
        yield from (f"{folder}/{name}" for name in storage.listdir(folder)[1])
