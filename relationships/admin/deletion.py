"""What deleting would take along or is stopped by: counted, named where the user may see it, never named where not."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.admin.utils import NestedObjects
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model
from django.http import HttpRequest
from django.utils.text import capfirst

from relationships.admin.visible import visible_rows
from relationships.models import AudienceSnapshot, CreatorCategory, RelationshipTag

#: Names shown of one kind; the rest is a number.
NAMED = 10
UNSEEN = "Records that belong to brands you do not see. A lead can look into it."
#: Rows without a life of their own: whoever may delete what they hang on may delete them.
CARRIED_ALONG: tuple[type[Model], ...] = (AudienceSnapshot, CreatorCategory, RelationshipTag)

Deletion = tuple[list[Any], dict[str, int], set[str], list[str]]


def deleted_objects(objs: Iterable[Model], request: HttpRequest, site: Any) -> Deletion:
    """As `ModelAdmin.get_deleted_objects` returns it: what goes, how many of each, permissions lacking, obstacles."""
    doomed = NestedObjects(using=DEFAULT_DB_ALIAS, origin=list(objs))
    doomed.collect(list(objs))
    lines: list[Any] = []
    counts: dict[str, int] = {}
    lacking: set[str] = set()
    obstacles: list[str] = []
    found: dict[type[Model], set[Model]] = doomed.model_objs  # type: ignore[assignment]  # keyed by model, not by name
    for model, rows in found.items():
        names, unseen = _names(model, list(rows), request)
        name = str(model._meta.verbose_name_plural)
        counts[name] = len(rows)
        lines += [f"{capfirst(name)}: {len(rows):,}", names]
        if unseen:
            obstacles = [UNSEEN]
        if not _may_delete(model, rows, request, site):
            lacking.add(str(model._meta.verbose_name))
    return lines, counts, lacking, obstacles + _protected(doomed.protected, request)


def _protected(rows: Iterable[Model], request: HttpRequest) -> list[str]:
    by_model: dict[type[Model], list[Model]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    lines: list[str] = []
    for model, some in by_model.items():
        names, unseen = _names(model, some, request)
        lines += [f"{capfirst(str(model._meta.verbose_name))}: {name}" for name in names]
        lines += [UNSEEN] if unseen and UNSEEN not in lines else []
    return lines


def _names(model: type[Model], rows: Sequence[Model], request: HttpRequest) -> tuple[list[str], bool]:
    """Some of the rows by name, and whether there is any that the user may not see."""
    ids = sorted(row.pk for row in rows)
    seen: set[Any] = set()
    for start in range(0, len(ids), 500):
        seen.update(
            visible_rows(model, request.user).filter(pk__in=ids[start : start + 500]).values_list("pk", flat=True)
        )
    named = [row for row in sorted(rows, key=lambda row: row.pk) if row.pk in seen][:NAMED]
    names = [str(row) for row in named]
    if len(seen) > NAMED:
        names.append(f"… and {len(seen) - NAMED:,} more")
    return names, len(seen) < len(ids)


def _may_delete(model: type[Model], rows: Iterable[Model], request: HttpRequest, site: Any) -> bool:
    if model in CARRIED_ALONG:
        return True
    if not site.is_registered(model):
        return bool(request.user.has_perm(f"{model._meta.app_label}.delete_{model._meta.model_name}"))
    admin = site.get_model_admin(model)
    return all(admin.has_delete_permission(request, row) for row in rows)
