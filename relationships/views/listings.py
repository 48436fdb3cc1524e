"""Every list, by its key: what is said about lists in general (views, bulk changes, exports) finds them here."""

from collections.abc import Mapping

from django.http import Http404

from relationships.views.ambassadors import AMBASSADORS
from relationships.views.collaborations import COLLABORATIONS
from relationships.views.due import DUE
from relationships.views.fit_review import FIT_REVIEW
from relationships.views.lists.listing import Listing
from relationships.views.relationships import RELATIONSHIPS

LISTS: Mapping[str, Listing] = {
    listing.key: listing for listing in (RELATIONSHIPS, DUE, COLLABORATIONS, AMBASSADORS, FIT_REVIEW)
}


def listing_of(key: str) -> Listing:
    """Raises Http404 when there is no list of that key."""
    if key not in LISTS:
        raise Http404(f"no list {key}")
    return LISTS[key]
