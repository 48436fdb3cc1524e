"""What the playbooks call usual, in words, with whose word it is; and by what a tier must not be ranked."""

from collections.abc import Sequence
from dataclasses import dataclass

from relationships.domain.compensation import LABELS
from relationships.domain.counts import short_count
from relationships.domain.playbooks.labels import BASIS_LABELS
from relationships.domain.playbooks.norms import Basis, Measure, Origin, Playbook, UsualHistory

_HISTORY = {UsualHistory.ONGOING: "ongoing", UsualHistory.ONE_OFF: "one-off"}


@dataclass(frozen=True, slots=True)
class Beside:
    """What a playbook calls usual. ``whose`` says in few words where that comes from, ``origin`` in full."""

    says: str
    whose: str
    origin: str


def usual(norms: Playbook, key: str, says: str) -> Sequence[Beside]:
    """``says`` as what the playbook has under ``key``; nothing without words or origin."""
    origin = norms.origins.get(key)
    if origin is None or not says:
        return ()
    return [Beside(says, whose_word(origin), str(origin))]


def whose_word(origin: Origin) -> str:
    """In few words where a norm comes from, and which brand set it where one did."""
    word = str(origin) if origin.basis is Basis.PUBLISHED else BASIS_LABELS[origin.basis]
    return f"{word}, {origin.brand}" if origin.brand else word


def usual_compensation(book: Playbook) -> Sequence[Beside]:
    """ "products under 50K" and "products + paid from there", each with its own source."""
    if book.usual_compensation is None:
        return ()
    first, above = LABELS[book.usual_compensation].lower(), book.usual_compensation_above
    if book.products_first_below is None or above is None:
        return usual(book, "usual_compensation", first)
    smaller = usual(book, "usual_compensation", f"{first} under {short_count(book.products_first_below)}")
    return [*smaller, *usual(book, "usual_compensation_above", f"{LABELS[above].lower()} from there")]


def usual_fit(book: Playbook) -> Sequence[Beside]:
    return usual(book, "min_fit", f"at least {book.min_fit}" if book.min_fit else "")


def usual_history(book: Playbook) -> Sequence[Beside]:
    return usual(book, "usual_history", _HISTORY[book.usual_history] if book.usual_history else "")


def usual_engagement(book: Playbook, network: str, basis: str) -> Sequence[Beside]:
    band = book.band_for(network, basis)
    return usual(book, "engagement", f"{band.low:g}–{band.high:g}%") if band else ()


def usual_cadence(book: Playbook) -> Sequence[Beside]:
    if book.touch_days_active is None:
        return ()
    ambassador = f", ambassadors every {book.touch_days_ambassador}" if book.touch_days_ambassador else ""
    return usual(book, "touch_days_active", f"every {book.touch_days_active} days{ambassador}")


def caution(book: Playbook, measure: Measure) -> str:
    if measure not in book.not_ranked_by:
        return ""
    origin = book.origins.get("not_ranked_by")
    return f"not to be ranked by this ({whose_word(origin)})" if origin else "not to be ranked by this"
