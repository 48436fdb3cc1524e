"""A relationship's tags and a creator's categories, changed as a set; every row that comes or goes leaves history."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from relationships.models import Category, Creator, CreatorCategory, Relationship, RelationshipTag, Tag


def set_tags(relationship: Relationship, tags: Iterable[Tag]) -> bool:
    """Give ``relationship`` exactly these tags; returns whether anything changed."""
    return _replace(RelationshipTag, {"relationship": relationship}, "tag_id", tags)


def set_categories(creator: Creator, categories: Iterable[Category]) -> bool:
    """Give ``creator`` exactly these categories; returns whether anything changed."""
    return _replace(CreatorCategory, {"creator": creator}, "category_id", categories)


@transaction.atomic
def _replace(through: Any, owner: dict[str, Any], column: str, wanted: Iterable[Any]) -> bool:
    there = {getattr(row, column): row for row in through.objects.filter(**owner)}
    ids = {label.pk for label in wanted}
    for pk in there.keys() - ids:
        there[pk].delete()
    for pk in sorted(ids - there.keys()):
        through.objects.create(**owner, **{column: pk})
    return ids != there.keys()
