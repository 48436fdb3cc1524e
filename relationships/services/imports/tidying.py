"""Lists that nobody went on with, and rows that nobody mended, are not kept for ever: they hold personal data."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Q

from relationships.domain.import_states import WITHOUT_TRACE, ImportStatus
from relationships.models import CreatorImport, KnownRows, RefusedRow
from relationships.services.imports.advising import leave_to_daily
from relationships.services.imports.arrival import FOLDER, file_storage
from relationships.services.imports.running import throw_away

#: Days for which a list waits that was not brought in.
WAITS_DAYS = 7
#: A file that no import names may be one whose import is just being written down.
SETTLED = timedelta(days=1)
#: Days for which refused rows can be fetched to be mended, and cells that were left out are told.
REFUSED_DAYS = 30
#: Days after which a list is asked about as a whole when it comes again.
KNOWN_DAYS = 400


def tidy(now: datetime) -> tuple[int, int]:
    """Throw away lists that were never brought in, and refused rows of those that were; how many of each.

    What was brought in and taken back stays as a record. Files that a killed process left behind go, too.
    """
    leave_to_daily()
    _delete_strays(now)
    _forget_known(now - timedelta(days=KNOWN_DAYS))
    return _throw_away_lists(now - timedelta(days=WAITS_DAYS)), _forget_rows(now - timedelta(days=REFUSED_DAYS))


def _throw_away_lists(before: datetime) -> int:
    thrown = 0
    # Whoever was at these was stopped in the middle, days ago. What is written is written at once or not at all.
    left = CreatorImport.objects.filter(status__in=(ImportStatus.STAGING, ImportStatus.APPLYING), updated_at__lt=before)
    left.update(status=ImportStatus.CANCELLED)
    for row in CreatorImport.objects.filter(status__in=WITHOUT_TRACE, updated_at__lt=before).order_by("pk"):
        try:
            throw_away(row)
        except ValidationError:
            continue  # somebody has just gone on with it
        thrown += 1
    return thrown


def _forget_rows(before: datetime) -> int:
    """Cells that were left out of rows that were taken, and those that were shown as examples, go with them."""
    old = CreatorImport.objects.filter(applied_at__lt=before)
    CreatorImport.history.filter(id__in=old.values("pk")).exclude(remarks=[]).update(remarks=[])
    old.exclude(remarks=[], recognised={}).update(remarks=[], recognised={})
    return int(RefusedRow.objects.filter(creator_import__in=old).delete()[0])


def _forget_known(before: datetime) -> None:
    taken_back = Q(creator_import__status=ImportStatus.UNDONE)
    KnownRows.objects.filter(taken_back | Q(creator_import__applied_at__lt=before)).delete()


def _delete_strays(now: datetime) -> None:
    """Between a file and its import a process may be killed: on the way in as well as on the way out."""
    storage = file_storage()
    try:
        _, names = storage.listdir(FOLDER)
    except FileNotFoundError:  # nothing ever arrived
        return
    for name in (f"{FOLDER}/{one}" for one in names):
        with suppress(FileNotFoundError):  # somebody has just deleted it
            if storage.get_modified_time(name) < now - SETTLED and not CreatorImport.objects.filter(file=name).exists():
                storage.delete(name)
