"""Where a page begins, as it travels in the address, and what "showing 51–100 of 2,318" says about it."""

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import Model

from relationships.querysets.keyset import Order, Page, Place

SIZES = (25, 50, 100)
DEFAULT_SIZE = 50
_SALT = "rapport.list.cursor"
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Cursor:
    """The page after ``place`` in the list, or before it when ``backwards``.

    ``rank`` is how many rows lay before the page when the link to it was made.
    """

    order: Order
    place: Place
    backwards: bool
    rank: int


def written(cursor: Cursor) -> str:
    """The cursor as it stands in the address. It is signed, so that what comes back is what we wrote."""
    order, place = cursor.order, cursor.place
    value = None if place.value is None else _text(place.value)
    said = [order.column, int(order.descending), value, place.id, int(cursor.backwards), cursor.rank]
    return signing.Signer(salt=_SALT).sign_object(said, compress=True)


def read(text: str, order: Order, model: type[Model]) -> Cursor:
    """Raises ValueError when ``text`` is no cursor of ours, or one of another order."""
    if len(text) > _LONGEST:
        raise ValueError("longer than any cursor")
    try:
        column, descending, value, pk, backwards, rank = signing.Signer(salt=_SALT).unsign_object(text)
        place = Place(None if value is None else _field(model, order).to_python(value), pk)
    except (signing.BadSignature, ValidationError, ValueError, TypeError) as problem:
        raise ValueError("not a cursor") from problem
    if (column, bool(descending)) != (order.column, order.descending):
        raise ValueError("a cursor of another order")
    return Cursor(order, place, bool(backwards), rank)


def _text(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _field(model: type[Model], order: Order) -> Any:
    field: Any = model._meta.get_field(order.column)
    return field.output_field if field.generated else field


@dataclass(frozen=True, slots=True)
class Total:
    """How many rows there are; at least so many when ``capped``."""

    number: int
    capped: bool = False

    def __str__(self) -> str:
        return f"{self.number:,}{'+' if self.capped else ''}"


@dataclass(frozen=True, slots=True)
class Window:
    """A page with its position. ``rank`` is how many rows lie before it, None when that is not known."""

    page: Page
    total: Total
    rank: int | None

    @property
    def span(self) -> str:
        """Such as "51–100"; "the last 50" where nobody has counted what lies before."""
        shown = len(self.page.records)
        return f"the last {shown:,}" if self.rank is None else f"{self.rank + 1:,}–{self.rank + shown:,}"


def window(page: Page, total: Total, cursor: Cursor | None) -> Window:
    """``page`` with the position that its cursor promised, mended by what is certain now.

    Rows come and go between two pages, so the promise can be off; the two ends of the list never are.
    """
    shown = len(page.records)
    if not page.has_previous:
        return Window(page, total, 0)
    if not page.has_next and not total.capped:
        return Window(page, total, total.number - shown)
    if cursor is None or page.from_end:
        return Window(page, total, None)
    rank = max(cursor.rank, 1)
    if page.has_next and not total.capped:
        rank = max(1, min(rank, total.number - shown - 1))
    return Window(page, total, rank)
