"""What turns by itself (an ambassadorship that ran out, a gift still unposted) is rewritten by whoever reads first."""

import logging
from collections.abc import Callable, Collection

from django.db import OperationalError
from django.db.models import QuerySet

from relationships.models import Relationship
from relationships.services.advice import refresh_advice
from relationships.services.clock import organisation_today
from relationships.services.work import refresh_turned_histories

logger = logging.getLogger(__name__)

#: The organisation's day for which this process has seen to it. One date in a list, so that it can be replaced.
_seen_to: list[object] = [None]

#: Stale advice that one reader rewrites; the daily command and other readers see to the rest.
AT_MOST = 500


def freshen_histories() -> None:
    """Once per process and day; costs nothing afterwards. A database that is busy does not stop the reader."""
    today = organisation_today()
    if _seen_to[0] == today:
        return
    if _tried(lambda: refresh_turned_histories(today), "Histories"):
        _seen_to[0] = today


def freshen_advice(ids: Collection[int]) -> None:
    """Rewrite stale advice of the rows that a page is about to show. One query where none is stale."""
    freshen_some(Relationship.objects.filter(pk__in=list(ids)))


def freshen_some(relationships: QuerySet[Relationship], at_most: int = AT_MOST) -> None:
    """Rewrite stale advice of ``relationships``, those that turned first, and no more than ``at_most`` of them."""
    today = organisation_today()
    stale = relationships.filter(drift_changes_on__lte=today).order_by("drift_changes_on", "pk")
    ids = list(stale.values_list("pk", flat=True)[:at_most])
    if ids:
        _tried(lambda: refresh_advice(Relationship.objects.filter(pk__in=ids), today), "Advice")


def _tried(rewrite: Callable[[], object], what: str) -> bool:
    """A database that is busy does not stop the reader, who sees what was true before."""
    try:
        rewrite()
    except OperationalError:
        logger.warning("%s that turned could not be rewritten now; the next reader tries again.", what)
        return False
    return True
