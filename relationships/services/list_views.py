"""What people keep about a list: views of it, how it looks to them, and with which view they begin."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from relationships.domain.lists import Density
from relationships.domain.text import clean_line
from relationships.models import ListSetting, SavedView
from relationships.models.lists import QUERY_MAX
from relationships.reports.list_views import usable_views

CAN_DELETE_SHARED = "relationships.delete_savedview"
NAME_MAX = SavedView._meta.get_field("name").max_length or 0


@dataclass(frozen=True, slots=True)
class Standing:
    """A list as it stands: filters and sort as a query, the keys of its columns (none: the list's own), its density."""

    query: str = ""
    columns: Sequence[str] = ()
    density: Density = Density.COMPACT


def save_view(owner: Any, list_key: str, name: str, standing: Standing, *, is_shared: bool = False) -> SavedView:
    """A new view. Raises ValidationError, by field, when its name is taken or missing, or the query too long."""
    view = SavedView(owner=owner, list_key=list_key, name=clean_line(name), is_shared=is_shared)
    return _keep(view, standing)


def update_view(view: SavedView, standing: Standing, by: Any) -> SavedView:
    """The view as the list stands now. Raises as `save_view`, and PermissionDenied when it is somebody else's."""
    _require_own(view, by)
    return _keep(view, standing)


def describe_view(view: SavedView, name: str, by: Any, *, is_shared: bool) -> SavedView:
    """Another name, shared or not. Raises as `update_view`."""
    _require_own(view, by)
    view.name, view.is_shared = clean_line(name), is_shared
    return _checked(view)


def duplicate_view(view: SavedView, name: str, by: Any) -> SavedView:
    """A view of one's own, not shared, like one that one may use. Raises as `save_view`."""
    return save_view(by, view.list_key, name, Standing(view.query, view.columns, Density(view.density)))


def may_delete(view: SavedView, user: Any) -> bool:
    """One's own; who may delete views, also what others share."""
    return view.owner_id == user.pk or (view.is_shared and user.has_perm(CAN_DELETE_SHARED))


def delete_view(view: SavedView, by: Any) -> None:
    """Whoever began with it begins with the list as such. Raises PermissionDenied."""
    if not may_delete(view, by):
        raise PermissionDenied
    view.delete()


def begin_with(user: Any, list_key: str, view: SavedView | None) -> None:
    """The view that the list shows when nothing else is asked for; None for none.

    Raises PermissionDenied when the view is of another list, or not the user's to use.
    """
    if view and not usable_views(user, list_key).filter(pk=view.pk).exists():
        raise PermissionDenied
    _set(user, list_key, default_view=view)


def look_like(user: Any, list_key: str, *, columns: Sequence[str] | None = None, density: str = "") -> None:
    """How the list looks to the user while no view is chosen. What is not given stays."""
    changed: dict[str, Any] = {} if columns is None else {"columns": list(columns)}
    if density:
        changed["density"] = Density(density)
    _set(user, list_key, **changed)


def colleagues_who_begin_with(view: SavedView) -> int:
    """How many others would notice if it were gone."""
    return view.default_of.exclude(user=view.owner).count()


def _set(user: Any, list_key: str, **changed: Any) -> None:
    with transaction.atomic():
        settings = ListSetting.objects.select_for_update()
        setting, is_new = settings.get_or_create(user=user, list_key=list_key, defaults=changed)
        if not is_new and any(getattr(setting, name) != value for name, value in changed.items()):
            for name, value in changed.items():
                setattr(setting, name, value)
            setting.save()


def _require_own(view: SavedView, by: Any) -> None:
    if view.owner_id != by.pk:
        raise PermissionDenied


def _keep(view: SavedView, standing: Standing) -> SavedView:
    if len(standing.query) > QUERY_MAX:
        raise ValidationError(
            f"The filters of this list are too long to be kept: {len(standing.query):,} characters,"
            f" at most {QUERY_MAX:,}. Choose fewer values."
        )
    view.query, view.columns, view.density = standing.query, list(standing.columns), standing.density
    return _checked(view)


def _checked(view: SavedView) -> SavedView:
    if not view.name:
        raise ValidationError({"name": "Give it a name by which you find it again."})
    if len(view.name) > NAME_MAX:
        raise ValidationError({"name": f"Say it in at most {NAME_MAX} characters; there are {len(view.name)}."})
    if SavedView.objects.filter(owner=view.owner_id, list_key=view.list_key, name=view.name).exclude(pk=view.pk):
        raise ValidationError({"name": "You have a view of that name in this list: choose another name."})
    view.save()
    return view
