"""What the playbooks say of those whom an import changed, where they are too many to be asked while it is written.

They are marked in the transaction that writes, and asked about after it, some hundreds at a time: colleagues who save
meanwhile hardly wait. Whatever stops that, the daily command does the rest.
"""

import logging
from array import array
from collections.abc import Iterable, Iterator, Sequence

from django.db import DatabaseError
from django.db.models import F

from relationships.domain.import_states import ImportStatus, Outcome
from relationships.models import CreatorImport, Relationship, StagedRow
from relationships.querysets.staged.statements import analyze_grown
from relationships.services.advice import refresh_advice
from relationships.services.clock import organisation_today

log = logging.getLogger(__name__)

#: Relationships that are asked about in one short transaction.
CHUNK = 500
_OVER = (ImportStatus.DONE, ImportStatus.UNDONE)


def marked_by(record: CreatorImport) -> Sequence[int]:
    """Relationships of those whom the staged list changes that wait to be asked about. Ids alone: they may be many."""
    taken = StagedRow.objects.filter(creator_import=record, outcome__in=(Outcome.NEW, Outcome.UPDATED)).order_by()
    analyze_grown(Relationship._meta.db_table, taken.count())
    stale = Relationship.objects.advice_is_stale(organisation_today())
    return array(
        "q", stale.filter(creator__in=taken.values("creator_id")).order_by("pk").values_list("pk", flat=True).iterator()
    )


def marked_of(creators: Iterable[int]) -> Sequence[int]:
    """The same of these creators."""
    stale, found = Relationship.objects.advice_is_stale(organisation_today()), array("q")
    for some in _parts(sorted(creators)):
        found.extend(stale.filter(creator__in=some).order_by("pk").values_list("pk", flat=True).iterator())
    return found


def work_off(record: CreatorImport, marked: Sequence[int]) -> None:
    """Ask about them; ``record`` tells how far that is. Ends quietly where somebody else goes on with the import."""
    mine = CreatorImport.objects.filter(pk=record.pk, turn=record.turn)
    for some in _parts(marked):
        stale = Relationship.objects.advice_is_stale(organisation_today())
        try:
            refresh_advice(stale.filter(pk__in=some))
        except DatabaseError:
            log.exception("Import %s: what the playbooks say of some is left to the daily command.", record.pk)
            return
        record.progress_done += len(some)
        if not mine.update(progress_done=record.progress_done):
            return


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (list(ids[start : start + CHUNK]) for start in range(0, len(ids), CHUNK))


def count_left(record: CreatorImport) -> int:
    """Relationships that an import changed and about which the playbooks were not asked yet."""
    return max(record.progress_total - record.progress_done, 0) if record.status in _OVER else 0


def leave_to_daily() -> None:
    """The daily command asks about whoever is left: no import waits for it any more."""
    over = CreatorImport.objects.filter(status__in=_OVER, progress_done__lt=F("progress_total"))
    over.update(progress_done=F("progress_total"))
