"""What takes longer than a page may: done by `manage.py db_worker` where one runs, otherwise by the request itself.

Each is safe to be killed and begun again: the same end comes of it. With the setting BACKGROUND_WORKER what is begun
waits in the database for a worker; should none come for it, whoever waits may do it by their own request.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from relationships.models import CreatorImport
from relationships.services.imports import running

#: A worker asks for work every second. One that has not taken any after this long is not there.
NOBODY_COMES = timedelta(seconds=8)
#: Days for which it is kept that something was done.
KEPT_DAYS = 14


#: Somebody else came first, or threw the list away: its own page says how it stands.
_TOO_LATE = (ValidationError, CreatorImport.DoesNotExist)


@task()
def stage_import(pk: int) -> None:
    """Read and clean its rows, and find out what they would do."""
    with suppress(*_TOO_LATE):
        running.stage(pk)


@task()
def apply_import(pk: int) -> None:
    with suppress(*_TOO_LATE):
        running.apply(pk)


@task()
def undo_import(pk: int, by_id: int) -> None:
    with suppress(*_TOO_LATE):
        running.undo(pk, by_id)


_OF_IMPORTS: tuple[Any, ...] = (stage_import, apply_import, undo_import)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A step of an import that no worker has taken yet."""

    id: Any
    since: datetime

    @property
    def in_vain(self) -> bool:
        return timezone.now() - self.since > NOBODY_COMES


def begin(step: Any, *arguments: int) -> bool:
    """Have a step of an import done; without a worker it is done when this returns.

    What is wrong with the list stands on the import. False: a fault of ours, which is in the log.
    """
    if settings.BACKGROUND_WORKER and waiting_for(arguments[0]):
        return True  # the button was pressed twice
    return bool(step.enqueue(*arguments).status != TaskResultStatus.FAILED)


def waiting_for(import_id: int) -> Waiting | None:
    row = _waiting(import_id).first()
    return Waiting(row.id, row.enqueued_at) if row else None


def forget(import_id: int) -> bool:
    """Take back a step that nobody has begun; whether there was one."""
    deleted, _ = _waiting(import_id).delete()
    return bool(deleted)


def run_here(import_id: int) -> bool:
    """Do the waiting step now, unless a worker has taken it meanwhile; whether it was done here."""
    with transaction.atomic():
        row = _waiting(import_id).select_for_update(skip_locked=True).first()
        if row is None:
            return False
        row.claim("request")
    try:
        row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
    except Exception as fault:
        row.set_failed(fault)
        raise
    row.set_successful(None)
    return True


def prune(now: datetime) -> int:
    """Forget what was done long ago; returns how many."""
    old = DBTaskResult.objects.finished().filter(finished_at__lt=now - timedelta(days=KEPT_DAYS))
    deleted, _ = old.delete()
    return deleted


def _waiting(import_id: int) -> Any:
    """Of all steps that nobody has begun, those of one import. There are a handful, whatever else is in the table."""
    ready = DBTaskResult.objects.filter(
        status=TaskResultStatus.READY, task_path__in=[step.module_path for step in _OF_IMPORTS]
    )
    meant = [row.pk for row in ready if row.args_kwargs["args"][:1] == [import_id]]
    return DBTaskResult.objects.filter(pk__in=meant, status=TaskResultStatus.READY).order_by("enqueued_at")
