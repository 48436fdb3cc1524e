"""What a list's filters may offer to one user: brands, owners, categories and tags, in one query.

The few norms of which the list tells what is usual ride along: its page has no query to spare.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim

from relationships.models import Brand, Category, Relationship, RelationshipTag, Tag, User
from relationships.reports.usual_norms import usual_rows

KINDS = ("brand", "owner", "category", "tag", "usual")


def choices_for(user: Any) -> Mapping[str, Mapping[str, str]]:
    """By kind: id to name, in the order of the names. Nothing in it tells of a brand that ``user`` may not see.
    "usual": id to the text that `usual_norms` reads.

    Categories belong to the directory that all staff share; an owner or a tag is offered when a visible row has it.
    """
    visible = Relationship.objects.visible_to(user)
    full_name = Trim(Concat("first_name", Value(" "), "last_name"))
    name_of_user = Coalesce(NullIf(full_name, Value("")), F("username"), output_field=CharField())
    tagged = RelationshipTag.objects.visible_to(user).filter(tag=OuterRef("pk"))
    parts = (
        _part("brand", Brand.objects.visible_to(user), F("name")),
        _part("owner", User.objects.filter(Exists(visible.filter(owner=OuterRef("pk")))), name_of_user),
        _part("category", Category.objects.all(), F("name")),
        _part("tag", Tag.objects.filter(Exists(tagged)), F("name")),
        _part("usual", usual_rows(), F("told"), order="key"),
    )
    found: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    union = parts[0].union(*parts[1:], all=True).order_by("order", "id")
    for kind, pk, name, _ in union:
        found[kind][str(pk)] = name
    return found


def _part(kind: str, rows: QuerySet[Any, Any], name: Any, *, order: str = "name_key") -> Any:
    columns = {"kind": Value(kind, output_field=CharField()), "shown": name, "order": F(order)}
    return rows.order_by().annotate(**columns).values_list("kind", "id", "shown", "order")
