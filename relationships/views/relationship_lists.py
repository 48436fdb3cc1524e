"""What lists of relationships have in common beside their columns: their model, their rows, and how one is opened."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from relationships.models import Relationship
from relationships.querysets.keyset import Record
from relationships.reports.relationship_file import RELATIONSHIP_FILE
from relationships.reports.relationship_rows import COLUMNS, RelationshipRow, relationship_rows
from relationships.services.clock import organisation_today
from relationships.services.freshness import freshen_advice, freshen_histories
from relationships.views.access import Page, staff_page
from relationships.views.lists.listing import Listing
from relationships.views.lists.page import list_page


def fresh(records: Iterable[Record], reads: Sequence[str] = COLUMNS) -> list[Record]:
    """The records of a page; where advice turned since it was written, it is brought up to date and read again."""
    records, today = list(records), organisation_today()
    stale = [row["id"] for row in records if row["drift_changes_on"] and row["drift_changes_on"] <= today]
    if not stale:
        return records
    freshen_advice(stale)
    again = {row["id"]: row for row in Relationship.objects.filter(pk__in=stale).values("id", *reads)}
    return [again.get(row["id"], row) for row in records]


def present(records: Iterable[Record]) -> Sequence[RelationshipRow]:
    return relationship_rows(fresh(records))


def presented_by(rows: Callable[[list[Record]], Sequence[Any]]) -> Callable[[Iterable[Record]], Sequence[Any]]:
    """The same for a list whose rows show more."""
    return lambda records: rows(fresh(records))


#: A list of relationships, but for what makes it this one.
relationship_listing = partial(
    Listing,
    things=("relationship", "relationships"),
    row_url_name="admin:relationships_relationship_change",
    model=Relationship,
    reads=COLUMNS,
    present=present,
    file=RELATIONSHIP_FILE,
)


def opened(listing: Listing) -> Page:
    """The page of a list: read only, for whom it is open, with what turned overnight brought up to date."""

    @require_safe
    @staff_page(listing.permission)
    def page(request: HttpRequest) -> HttpResponse:
        freshen_histories()
        return list_page(request, listing)

    return page
