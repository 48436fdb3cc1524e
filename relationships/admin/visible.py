"""Where every page of the admin begins: the rows of a model that one user may see."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model

from relationships.domain.ids import is_id
from relationships.models import Brand
from relationships.querysets.visibility import visible_rows

__all__ = ["last_of", "sees", "visible_rows"]


def sees(model: type[Model], user: Any, pk: Any) -> bool:
    return visible_rows(model, user).filter(pk=pk).exists()


def last_of(model: Any, pk: Any, user: Any) -> Any:
    """A deleted row as it last was, for who sees the brand that it was of; None for any other, deleted or not."""
    if not is_id(pk) or model._base_manager.filter(pk=pk).exists():
        return None
    last = model.history.filter(**{model._meta.pk.attname: pk}).order_by("-history_id").first()
    if last is None or last.history_type != "-":
        return None
    row = _with_what_went_along(last.instance)
    return row if _saw(row, user) else None


def _with_what_went_along(row: Any) -> Any:
    """What the row names by its own name, as it last was: a relationship's creator may have been deleted with it."""
    for column in row._meta.concrete_fields:
        target = column.related_model
        if target is None or column.null or not hasattr(target, "history"):
            continue
        pk = getattr(row, column.attname)
        if not target._base_manager.filter(pk=pk).exists():
            last = target.history.filter(**{target._meta.pk.attname: pk}).order_by("-history_id").first()
            if last is not None:
                setattr(row, column.name, last.instance)
    return row


def _saw(row: Any, user: Any) -> bool:
    path = getattr(type(row)._default_manager.all(), "brand_path", "").split("__")
    if not hasattr(type(row), path[0]):
        return True  # what all staff share has no brand behind it
    brand = row
    try:
        for name in path:
            brand = getattr(brand, name)
    except ObjectDoesNotExist:
        return False
    return sees(Brand, user, brand)
