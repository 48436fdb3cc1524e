"""The rows of some brands, asked for in a way that suits a look through the latest rows of a big table.

A brand stands at a relationship, and much hangs on relationships. Asked for by a join, a planner begins with the brand
and sorts all that hangs on it, which for the first fifty rows is as bad as it can be. Within `walking`, each row that
is met is asked whether it is one of theirs.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from relationships.querysets.visibility import SEES_ALL_BRANDS, VisibleQuerySet, brands_of_teams

_WALKS = "walks_through_the_latest"


@contextmanager
def walking(request: HttpRequest) -> Iterator[None]:
    known: dict[str, Any] = vars(request)
    known[_WALKS] = True
    try:
        yield
    finally:
        del known[_WALKS]


def rows_visible_to(rows: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
    """Those that the user of the request may see, of a model that has brands behind it."""
    user: Any = request.user
    visible: QuerySet[Any] = rows.visible_to(user)  # type: ignore[attr-defined]  # asked of such models alone
    path = getattr(rows, "brand_path", "id")
    if not _walks(request) or "brand" not in path or not user.is_active or user.has_perm(SEES_ALL_BRANDS):
        return visible
    if getattr(type(rows), "visible_to", None) is not VisibleQuerySet.visible_to:
        return visible  # what is visible is not a matter of the brand alone
    return rows.filter(_each_is_of(rows, path, brands_of_teams(user)))


def rows_of_brand(rows: QuerySet[Any], request: HttpRequest, path: str, brand: int) -> QuerySet[Any]:
    return rows.filter(_each_is_of(rows, path, [brand])) if _walks(request) else rows.filter(**{path: brand})


def _walks(request: HttpRequest) -> bool:
    return _WALKS in vars(request)


def _each_is_of(rows: QuerySet[Any], path: str, brands: Any) -> Exists:
    """``path`` leads from the row to a brand or its id, over what the row itself names first."""
    first, _, rest = path.partition("__")
    field: Any = rows.model._meta.get_field(first.removesuffix("_id"))
    beside = field.related_model._base_manager.filter(pk=OuterRef(field.attname))
    return Exists(beside.filter(**{f"{rest or 'pk'}__in": brands}))
