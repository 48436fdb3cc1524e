"""Who sees what: a brand has a team, and all that hangs on a relationship belongs to its brand's team.

Creators and accounts are one directory for all staff; they are not restricted here.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models

SEES_ALL_BRANDS = "relationships.view_all_brands"


@dataclass(frozen=True, slots=True)
class Somebody:
    """As much of a user as decides what is visible: for conditions that are composed before anybody asks."""

    pk: int
    is_active: bool
    sees_all_brands: bool

    @classmethod
    def like(cls, user: Any, pk: int) -> Self:
        """One who sees what ``user`` does; ``pk`` stands for the user's."""
        return cls(pk, user.is_active, user.has_perm(SEES_ALL_BRANDS))

    def has_perm(self, permission: str) -> bool:
        return self.sees_all_brands and permission == SEES_ALL_BRANDS


def brands_of_teams(user: Any) -> models.QuerySet[Any, Any]:
    """Ids of the brands whose team ``user`` is in, for use as a subquery."""
    return _brands_of_teams(user.pk).all()


@lru_cache(maxsize=1_000)
def _brands_of_teams(pk: int) -> models.QuerySet[Any, Any]:
    """Composed once: nearly every query of somebody in a team has it in it. Nobody reads it, so it holds no rows."""
    membership = apps.get_model("relationships", "Membership")
    return membership._default_manager.filter(user_id=pk).values("brand_id")


class VisibleQuerySet(models.QuerySet[Any, Any]):
    """``brand_path``: the lookup that leads from a row to its brand's id."""

    brand_path: ClassVar[str] = "brand_id"

    def visible_to(self, user: Any) -> Self:
        """The rows that ``user`` may see: all for leads and superusers, else those of the brands of their teams."""
        if isinstance(user, AnonymousUser) or not user.is_active:
            return self.none()
        if user.has_perm(SEES_ALL_BRANDS):
            return self
        return self.filter(**{f"{self.brand_path}__in": brands_of_teams(user)})


class VisibleBrands(VisibleQuerySet):
    brand_path = "id"


class VisibleThroughRelationship(VisibleQuerySet):
    brand_path = "relationship__brand_id"


class VisibleThroughCollaboration(VisibleQuerySet):
    brand_path = "collaboration__relationship__brand_id"


class VisibleThroughImport(VisibleQuerySet):
    brand_path = "creator_import__brand_id"


class VisibleThroughKnownRows(VisibleQuerySet):
    brand_path = "known__creator_import__brand_id"


class VisiblePlaybooks(VisibleQuerySet):
    """The tiers' own playbooks are for all staff; what a brand does otherwise is its team's."""

    def visible_to(self, user: Any) -> Self:
        everybody = self.filter(**{self.brand_path: None}) if user.is_active else self.none()
        return everybody | super().visible_to(user)


class VisibleThroughPlaybook(VisiblePlaybooks):
    brand_path = "playbook__brand_id"


def visible_rows(model: type[models.Model], user: Any) -> models.QuerySet[Any, Any]:
    """Those of ``model`` that ``user`` may see. What has no brand behind it (agents, tags …) is for all staff."""
    rows = model._default_manager.all()
    return rows.visible_to(user) if hasattr(rows, "visible_to") else rows
