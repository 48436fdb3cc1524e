"""Lists that nobody went on with, and rows that nobody mended, are not kept for ever: they hold personal data."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError

from relationships.domain.import_states import WITHOUT_TRACE, ImportStatus
from relationships.models import CreatorImport, RefusedRow
from relationships.services.imports.running import throw_away

#: Days for which a list waits that was not brought in.
WAITS_DAYS = 7
#: Days for which refused rows can be fetched to be mended.
REFUSED_DAYS = 30


def tidy(now: datetime) -> tuple[int, int]:
    """Throw away lists that were never brought in, and refused rows of those that were; how many of each.

    What was brought in and taken back stays as a record.
    """
    return _throw_away_lists(now - timedelta(days=WAITS_DAYS)), _forget_rows(now - timedelta(days=REFUSED_DAYS))


def _throw_away_lists(before: datetime) -> int:
    thrown = 0
    # Whoever was at these was stopped in the middle, days ago. What is written is written at once or not at all.
    left = CreatorImport.objects.filter(status__in=(ImportStatus.STAGING, ImportStatus.APPLYING), updated_at__lt=before)
    left.update(status=ImportStatus.CANCELLED)
    waiting = WITHOUT_TRACE - {ImportStatus.UNDONE}
    for row in CreatorImport.objects.filter(status__in=waiting, updated_at__lt=before).order_by("pk"):
        try:
            throw_away(row)
        except ValidationError:
            continue  # somebody has just gone on with it
        thrown += 1
    return thrown


def _forget_rows(before: datetime) -> int:
    rows = RefusedRow.objects.filter(creator_import__applied_at__lt=before)
    return int(rows.delete()[0])
