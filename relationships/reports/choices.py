"""What a list's filters may offer to one user: brands, owners, categories and tags, in one query.

The few norms of which the list tells what is usual ride along, and so do the user's views of the list and how they see
it: its page has no query to spare.
"""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim

from relationships.models import Brand, Category, Relationship, RelationshipTag, Tag, User
from relationships.querysets.prepared import STAND_IN, Prepared, listed, prepare
from relationships.querysets.visibility import Somebody
from relationships.querysets.walks import along
from relationships.reports.crowds import are_few
from relationships.reports.list_views import setting_rows, view_rows
from relationships.reports.usual_norms import usual_rows

KINDS = ("brand", "owner", "category", "tag", "usual")
#: What rides along where a list is named.
VIEWS, SETTING = "view", "setting"
_BY_NAME = F("name_key")


def choices_for(user: Any, list_key: str = "", kinds: Collection[str] = KINDS) -> Mapping[str, Mapping[str, str]]:
    """By kind: id to name, in the order of the names. Nothing in it tells of a brand that ``user`` may not see.
    "usual": id to the text that `usual_norms` reads; with a ``list_key`` also "view" and "setting": id to the texts
    that `list_views.kept` reads.

    Categories belong to the directory that all staff share; an owner or a tag is offered when a visible row has it.
    """
    wanted = (*kinds, *((VIEWS, SETTING) if list_key else ()))
    found: dict[str, dict[str, str]] = {kind: {} for kind in wanted}
    statement = _composed(Somebody.like(user, STAND_IN), list_key, wanted, _SEES_FEW.get(user.pk, False))
    for kind, pk, name, _ in statement.rows(user=listed([user.pk])):
        found[kind][str(pk)] = name
    if list_key and "brand" in found and (user.pk in _SEES_FEW or len(_SEES_FEW) < _READERS):
        _SEES_FEW[user.pk] = are_few(found["brand"])
    return found


#: Of how many readers it is kept whether the brands that they see are few, as when they last asked: by which way tags
#: are looked up sooner. The answer is the same.
_READERS = 1_000
_SEES_FEW: dict[int, bool] = {}


@cache
def _composed(user: Somebody, list_key: str, wanted: tuple[str, ...], sees_few: bool) -> Prepared:
    visible = Relationship.objects.visible_to(user)
    full_name = Trim(Concat("first_name", Value(" "), "last_name"))
    name_of_user = Coalesce(NullIf(full_name, Value("")), F("username"), output_field=CharField())
    owners = User.objects.filter(Exists(visible.filter(owner=OuterRef("pk"))))
    if sees_few:
        # Soon met among so few, where one of a tag's own rows after another would belong to somebody else.
        its = RelationshipTag.objects.filter(relationship=OuterRef("pk"), tag=OuterRef(OuterRef("pk")))
        tagged: QuerySet[Any, Any] = along(visible.order_by(), "rel_facts").filter(Exists(its))
    else:
        tagged = RelationshipTag.objects.visible_to(user).filter(tag=OuterRef("pk"))
    offered: Mapping[str, Any] = {
        "brand": lambda: _part("brand", Brand.objects.visible_to(user), F("name")),
        "owner": lambda: _part("owner", owners, name_of_user),
        "category": lambda: _part("category", Category.objects.all(), F("name")),
        "tag": lambda: _part("tag", Tag.objects.filter(Exists(tagged)), F("name")),
        "usual": lambda: _part("usual", usual_rows(), F("told"), order=F("key")),
        VIEWS: lambda: _part(VIEWS, view_rows(user, list_key), F("told"), order=F("name")),
        SETTING: lambda: _part(SETTING, setting_rows(user, list_key), F("told"), order=F("list_key")),
    }
    parts = [offered[kind]() for kind in wanted]
    return prepare(parts[0].union(*parts[1:], all=True).order_by("order", "id"), {STAND_IN: "user"})


def _part(kind: str, rows: QuerySet[Any, Any], name: Any, *, order: F = _BY_NAME) -> Any:
    columns = {"kind": Value(kind, output_field=CharField()), "shown": name, "order": order}
    return rows.order_by().annotate(**columns).values_list("kind", "id", "shown", "order")
