"""The views that one person may use of one list, and how they see the list while no view is chosen."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject, NullIf, Trim

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
    return SavedView.objects.filter(Q(owner=user) | Q(is_shared=True), list_key=list_key)


def view_rows(user: Any, list_key: str) -> QuerySet[Any, Any]:
    """The views, to be read along with other small things: a text for each, as `kept` takes it apart."""
    full_name = Trim(Concat("owner__first_name", Value(" "), "owner__last_name"))
    told = JSONObject(
        id="id",
        name="name",
        query="query",
        columns="columns",
        density="density",
        is_shared="is_shared",
        owner_id="owner_id",
        owner=Coalesce(NullIf(full_name, Value("")), F("owner__username")),
    )
    return usable_views(user, list_key).annotate(told=Cast(told, TextField()))


def setting_rows(user: Any, list_key: str) -> QuerySet[Any, Any]:
    """At most one, as text like the views."""
    told = JSONObject(columns="columns", density="density", default_id="default_view_id")
    return ListSetting.objects.filter(user=user, list_key=list_key).annotate(told=Cast(told, TextField()))


def kept(views: Iterable[str], settings: Iterable[str]) -> Kept:
    """From the texts of `view_rows` and `setting_rows`."""
    found = sorted((View(**_read(text)) for text in views), key=lambda view: (fold(view.name), view.id))
    setting = next((_read(text) for text in settings), {})
    return Kept(found, **setting)


def _read(text: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(text)
    # SQLite keeps JSON as text, and hands it on as one.
    columns = told["columns"]
    told["columns"] = tuple(json.loads(columns) if isinstance(columns, str) else columns)
    told["density"] = Density(told["density"])
    if "is_shared" in told:
        told["is_shared"] = bool(told["is_shared"])
    return told
