"""Which colleagues can be named on a brand's work: whoever sees the brand."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Model, Q, QuerySet

from relationships.models import Membership, Relationship, User
from relationships.querysets.visibility import SEES_ALL_BRANDS


def people_who_see(brands: QuerySet[Any]) -> QuerySet[User]:
    """Active staff in the team of one of ``brands``, and those who see every brand; by name."""
    app_label, codename = SEES_ALL_BRANDS.split(".")
    everything = Permission.objects.filter(content_type__app_label=app_label, codename=codename)
    in_groups = _through(User, "groups").objects.filter(group__permissions__in=everything).values("user_id")
    by_themselves = _through(User, "user_permissions").objects.filter(permission__in=everything).values("user_id")
    in_teams = Membership.objects.filter(brand__in=brands).values("user_id")
    sees = Q(is_superuser=True) | Q(pk__in=in_teams) | Q(pk__in=in_groups) | Q(pk__in=by_themselves)
    return User.objects.filter(sees, is_active=True, is_staff=True).order_by("name_key", "pk")


def people_of(relationship: Relationship) -> QuerySet[User]:
    """Who can be named on one relationship: whoever sees its brand, or is named already (they may have left)."""
    brand = type(relationship.brand).objects.filter(pk=relationship.brand_id)
    able = people_who_see(brand).order_by().values("pk")
    named = relationship.touchpoints.order_by().values("by_id")
    return User.objects.filter(Q(pk__in=able) | Q(pk__in=named) | Q(pk=relationship.owner_id)).order_by(
        "name_key", "pk"
    )


def _through(model: type[Model], field: str) -> Any:
    return getattr(model, field).through
