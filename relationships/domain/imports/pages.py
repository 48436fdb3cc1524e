"""Columns of addresses that lead to no profile: somebody's own site, posts, short links."""

from collections.abc import Sequence

from relationships.domain.imports.drafts import FITS, Draft
from relationships.domain.imports.fields import Field
from relationships.domain.imports.plainly import is_site

WHY = "another column tells the account, and none of its addresses is one of a profile"


def without_pages(drafts: Sequence[Draft]) -> list[Draft]:
    """Such columns are left out beside handles, of which nothing is lost; without these each row is refused for its
    address, so that a person sees why. A blog's address is its profile: where blogs may be, they stay."""
    told = any(draft.field is Field.HANDLE and draft.values.said for draft in drafts)
    networks = [cell for draft in drafts if draft.field is Field.NETWORK for cell in draft.values.cells]
    if not told or not all(map(is_site, networks)):
        return list(drafts)
    return [draft.left_out(WHY) if _is_of_pages(draft) else draft for draft in drafts]


def _is_of_pages(draft: Draft) -> bool:
    values = draft.values
    return draft.field is Field.URL and not values.networks and values.share("web") >= FITS
