"""Where every page of the admin begins: the rows of a model that one user may see."""

from typing import Any

from django.db.models import Model

from relationships.querysets.visibility import visible_rows

__all__ = ["sees", "visible_rows"]


def sees(model: type[Model], user: Any, pk: Any) -> bool:
    return visible_rows(model, user).filter(pk=pk).exists()
