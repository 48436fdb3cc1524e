"""Histories that turn by themselves (an ambassadorship that ran out) are rewritten by whoever reads first that day."""

import logging

from django.db import OperationalError

from relationships.services.clock import organisation_today
from relationships.services.work import refresh_turned_histories

logger = logging.getLogger(__name__)

#: The organisation's day for which this process has seen to it. One date in a list, so that it can be replaced.
_seen_to: list[object] = [None]


def freshen_histories() -> None:
    """Once per process and day; costs nothing afterwards. A database that is busy does not stop the reader."""
    today = organisation_today()
    if _seen_to[0] == today:
        return
    try:
        refresh_turned_histories(today)
    except OperationalError:
        logger.warning("Histories that turned by %s could not be rewritten now; the next reader tries again.", today)
        return
    _seen_to[0] = today
