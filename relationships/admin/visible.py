"""Where every page of the admin begins: the rows of a model that one user may see."""

from typing import Any

from django.db.models import Model, QuerySet


def visible_rows(model: type[Model], user: Any) -> QuerySet[Any]:
    """Those of ``model`` that ``user`` may see. What has no brand behind it (agents, tags …) is for all staff."""
    rows = model._default_manager.all()
    return rows.visible_to(user) if hasattr(rows, "visible_to") else rows


def sees(model: type[Model], user: Any, pk: Any) -> bool:
    return visible_rows(model, user).filter(pk=pk).exists()
