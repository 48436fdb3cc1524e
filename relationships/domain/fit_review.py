"""Whose fit somebody has to look at (again), from which day on, and why."""

from datetime import date
from enum import StrEnum

from relationships.domain.fit import Fit


class ReviewReason(StrEnum):
    UNRATED = "unrated"
    LOW = "low"
    DISPUTED = "disputed"
    BLOCKED = "blocked"


#: A day that has always come: where a fit has to be looked at now, whichever day it is.
AT_ONCE = date(1970, 1, 1)


def review_from(fit: Fit) -> date:
    """The day from which a reviewer is needed: `AT_ONCE`, or the day on which confidence will be low."""
    if fit.low_from is None or fit.disputed or fit.blocked_by:
        return AT_ONCE
    return fit.low_from


def review_reasons(
    on: date, *, rated: bool, low_from: date | None, disputed: bool, blocked: bool
) -> tuple[ReviewReason, ...]:
    """Why a reviewer is needed on that day; none where the fit can be relied on."""
    held = {
        ReviewReason.UNRATED: not rated,
        ReviewReason.LOW: rated and (low_from is None or low_from <= on),
        ReviewReason.DISPUTED: disputed,
        ReviewReason.BLOCKED: blocked,
    }
    return tuple(reason for reason, holds in held.items() if holds)
