"""The views that one person may use of one list, and how they see the list while no view is chosen."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast, JSONArray

from relationships.domain.lists import Density
from relationships.domain.text import fold
from relationships.models import ListSetting, SavedView


@dataclass(frozen=True, slots=True)
class View:
    """A saved view that the reader may use: their own, or one that its ``owner`` shares.

    ``query`` holds filters and sort as they stand in an address; ``columns`` are keys in order, empty for the list's
    own choice.
    """

    id: int
    name: str
    query: str
    columns: Sequence[str]
    density: Density
    is_shared: bool
    owner_id: int
    owner: str


@dataclass(frozen=True, slots=True)
class Kept:
    """``views`` by name. ``columns`` and ``density`` are the reader's own while no view is chosen."""

    views: Sequence[View] = ()
    columns: Sequence[str] = ()
    density: Density = Density.COMPACT
    default_id: int | None = None

    def named(self, written: str) -> View | None:
        """The view whose id is ``written``; None when there is none that the reader may use."""
        return next((view for view in self.views if str(view.id) == written), None)

    @property
    def default(self) -> View | None:
        return self.named(str(self.default_id))


def usable_views(user: Any, list_key: str) -> QuerySet[SavedView]:
    """Their own ones and those that anybody shares."""
    return SavedView.objects.filter(Q(owner_id=user.pk) | Q(is_shared=True), list_key=list_key)


#: What is told of a view and of a setting, in this order.
_OF_VIEW = (
    "id", "name", "query", "columns", "density", "is_shared", "owner_id",
    "owner__first_name", "owner__last_name", "owner__username",
)  # fmt: skip
_OF_SETTING = ("columns", "density", "default_view_id")


def view_rows(user: Any, list_key: str) -> QuerySet[Any, Any]:
    """The views, to be read along with other small things: a text for each, as `kept` takes it apart."""
    return _told(usable_views(user, list_key), _OF_VIEW)


def setting_rows(user: Any, list_key: str) -> QuerySet[Any, Any]:
    """At most one, as text like the views."""
    return _told(ListSetting.objects.filter(user_id=user.pk, list_key=list_key), _OF_SETTING)


def kept(views: Iterable[str], settings: Iterable[str]) -> Kept:
    """From the texts of `view_rows` and `setting_rows`."""
    found = sorted(map(_view, views), key=lambda view: (fold(view.name), view.id))
    for text in settings:
        columns, density, default_id = json.loads(text)
        return Kept(found, _columns(columns), Density(density), default_id)
    return Kept(found)


def _told(rows: QuerySet[Any, Any], columns: Sequence[str]) -> QuerySet[Any, Any]:
    # An array rather than an object: it is composed in half the time, on every page.
    told: QuerySet[Any, Any] = rows.annotate(told=Cast(JSONArray(*columns), TextField()))
    return told


def _view(text: str) -> View:
    pk, name, query, columns, density, is_shared, owner_id, first_name, last_name, username = json.loads(text)
    owner = f"{first_name} {last_name}".strip() or username
    return View(pk, name, query, _columns(columns), Density(density), bool(is_shared), owner_id, owner)


def _columns(told: Any) -> Sequence[str]:
    """SQLite keeps JSON as text, and hands it on as one."""
    return tuple(json.loads(told) if isinstance(told, str) else told)
