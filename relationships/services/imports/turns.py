"""Whose turn it is: a step of an import is run by whoever began it last, and by nobody else.

A process that was believed dead may wake up, and a button may be pressed twice. So each run of a step has a token of
its own, and what it writes it writes in transactions that first make sure that the import still bears it; until such a
transaction ends nobody else can begin.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from relationships.domain.import_states import RESTING, STANDS, ImportStatus
from relationships.models import CreatorImport
from relationships.services.versions import claim


class SupersededError(Exception):
    """Somebody has gone on with the import, or thrown it away: nothing of it is this run's any more."""


class CancelledError(Exception):
    """A person asked for it."""


def begin(pk: int, statuses: Collection[ImportStatus], status: ImportStatus) -> CreatorImport:
    """Begin a step. Whoever was at it finds out when they next write. Raises ValidationError as `require` does."""
    with transaction.atomic():
        record: CreatorImport = CreatorImport.objects.select_related("brand", "owner", "by").get(pk=pk)
        require(record, statuses)
        record.turn = uuid4()
        record.status, record.problem, record.cancel_asked = status, "", False
        record.progress_done = record.progress_total = 0
        record.save()
    return record


def require(record: CreatorImport, statuses: Collection[ImportStatus]) -> None:
    """Within a transaction: read ``record`` anew, nobody else writes it until that ends. Raises ValidationError where
    it is at another point."""
    record.refresh_from_db(from_queryset=CreatorImport.objects.select_for_update())
    _require(record.status, statuses)


def save_columns(record: CreatorImport, *names: str) -> None:
    """Keep what was said about the columns of an import that waits for that, in the fields ``names`` alone. Raises
    ValidationError where somebody has gone on with it since ``record`` was read, `Outdated` where somebody said
    otherwise of its columns."""
    with transaction.atomic():
        status = CreatorImport.objects.select_for_update().values_list("status", flat=True).get(pk=record.pk)
        _require(status, {ImportStatus.MAPPING})
        claim(record, record.updated_at)
        record.save(update_fields=[*names, "updated_at"])


def _require(status: str, statuses: Collection[ImportStatus]) -> None:
    if status not in statuses:
        raise ValidationError(f"This list is at another point by now: {STANDS[status]}. Nothing was done.")


def hold(record: CreatorImport, *, heeds: bool = True, **told: object) -> None:
    """Within a transaction: until that ends, nobody else begins. ``told``: columns that are said on the way.

    Raises SupersededError; and CancelledError where a person asked for it, unless ``heeds`` is False.
    """
    mine = CreatorImport.objects.filter(pk=record.pk, turn=record.turn).exclude(status__in=RESTING)
    wanted = mine.filter(cancel_asked=False) if heeds else mine
    # Said with every part, so that it shows whether anybody is at it.
    if not wanted.update(updated_at=timezone.now(), **told):
        raise CancelledError if heeds and mine.exists() else SupersededError


@contextmanager
def own_turn(record: CreatorImport, *, heeds: bool = True) -> Iterator[None]:
    """A transaction that begins with `hold`."""
    with transaction.atomic():
        hold(record, heeds=heeds)
        yield


def as_it_stands(record: CreatorImport) -> CreatorImport:
    """For a run that was superseded: what somebody else made of it."""
    return CreatorImport.objects.filter(pk=record.pk).first() or record
