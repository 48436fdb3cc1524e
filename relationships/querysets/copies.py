"""Row copies that SQL alone can derive: each column with the expression that is its one source.

A table here serves three readers: the service that writes the copies, the command that verifies them, and tests.
"""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.db.models import F, Max, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from relationships.querysets.operators import Differs
from relationships.querysets.search import SearchText

Copies = Mapping[str, Combinable]
#: What a relationship's row takes from its creator under the same name.
SAME_IN_CREATOR = ("tier", "followers", "network", "country", "language", "do_not_contact", "search_text")


def _model(name: str) -> type[Model]:
    return apps.get_model("relationships", name)


def _of_creator(column: str) -> Subquery:
    return Subquery(_model("Creator")._default_manager.filter(pk=OuterRef("creator_id")).values(column)[:1])


def _of_main_account(column: str) -> Subquery:
    """A column of the account marked primary, else of the one with most followers (the first on file among equals)."""
    accounts = _model("Account")._default_manager.filter(creator_id=OuterRef("pk"))
    ranked = accounts.order_by("-is_primary", F("followers").desc(nulls_last=True), "pk")
    return Subquery(ranked.values(column)[:1])


def main_account_copies() -> Copies:
    """What a creator takes from the main account. Followers are never summed over networks: audiences overlap."""
    return {
        "main_account_id": _of_main_account("pk"),
        "followers": _of_main_account("followers"),
        "network": Coalesce(_of_main_account("network"), Value("")),
    }


def creator_search_copies() -> Copies:
    return {"search_text": SearchText()}


def creator_copies() -> Copies:
    """What a relationship's row takes from its creator, so that the staff list never joins to filter or sort."""
    main_account = _model("Account")._default_manager.filter(main_account_of=OuterRef("creator_id"))
    return {
        **{column: _of_creator(column) for column in SAME_IN_CREATOR},
        "creator_sort": _of_creator("name_key"),
        "engagement_rate": Subquery(main_account.values("engagement_rate")[:1]),
        "engagement_basis": Coalesce(Subquery(main_account.values("engagement_basis")[:1]), Value("")),
    }


def brand_copies() -> Copies:
    brand = _model("Brand")._default_manager.filter(pk=OuterRef("brand_id"))
    return {"brand_sort": Subquery(brand.values("name_key")[:1])}


def collaboration_copies() -> Copies:
    """What a collaboration takes from its relationship, so that its list need not join to know whose it is."""
    relationship = _model("Relationship")._default_manager.filter(pk=OuterRef("relationship_id"))
    return {"brand_id": Subquery(relationship.values("brand_id")[:1])}


def owner_copies() -> Copies:
    owner = _model("User")._default_manager.filter(pk=OuterRef("owner_id"))
    return {"owner_sort": Coalesce(Subquery(owner.values("name_key")[:1]), Value(""))}


def touch_copies() -> Copies:
    touches = _model("Touchpoint")._default_manager.filter(relationship_id=OuterRef("pk")).order_by()
    latest = touches.values("relationship_id").annotate(latest=Max("happened_at")).values("latest")
    return {"last_touch_at": Subquery(latest)}


def stale(rows: QuerySet[Any], copies: Copies) -> QuerySet[Any]:
    """Those of ``rows`` where at least one copy differs from its source."""
    differs = Q()
    for column, source in copies.items():
        differs |= Q(Differs(F(column), source))
    return rows.filter(differs)
