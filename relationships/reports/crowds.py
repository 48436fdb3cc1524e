"""How many creators or relationships stand behind a brand, a network, a category, a tag or a rule.

Where many do, a filter by it is best checked row by row; where few do, best looked up. Either way the answer is the
same, so that rough counts serve: they are read once per process and hour, each when first needed.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from time import monotonic
from typing import Any

from django.db.models import CharField, Count, F
from django.db.models.functions import Cast

from relationships.models import Account, CreatorCategory, Relationship, RelationshipTag, StandingAdvice

KINDS = frozenset({"network", "category", "tag", "advice"})

#: From here on looking all of them up costs more than meeting them on the way (creators or relationships).
CROWD = 150_000
#: Relationships that lie together, and are so few that it is best to look at each, whatever they are filtered by.
FEW = 20_000

#: So few that they are counted and divided at once: to find out first whether they are too many costs as much again.
AT_ONCE = 10_000

_HOUR = 3_600


def is_crowd(kind: str, keys: Collection[str]) -> bool:
    """Whether many rows stand behind ``keys`` together. ``kind`` is one of `KINDS`."""
    return _sum(kind, keys) > CROWD


def are_few(brands: Collection[str]) -> bool:
    """Whether the brands (ids) have few relationships together."""
    return _sum("brand", brands) <= FEW


def are_counted_at_once(brands: Collection[str]) -> bool:
    """Whether the brands (ids) have so few relationships together."""
    return _sum("brand", brands) <= AT_ONCE


def if_few(seen: Collection[str], asked_for: Collection[str] | None) -> Sequence[str]:
    """The brands (ids) that are seen, or those of them that are asked for, if they have few relationships together."""
    brands = [brand for brand in (seen if asked_for is None else asked_for) if brand in seen]
    return brands if are_few(brands) else []


def _sum(kind: str, keys: Collection[str]) -> int:
    sizes = _sizes(kind, int(monotonic() // _HOUR))
    return sum(sizes.get(key, 0) for key in keys)


@lru_cache(maxsize=len(KINDS) + 1)
def _sizes(kind: str, hour: int) -> Mapping[str, int]:
    rows, column = {
        "brand": (Relationship.objects.all(), "brand_id"),
        "network": (Account.objects.all(), "network"),
        "category": (CreatorCategory.objects.all(), "category_id"),
        "tag": (RelationshipTag.objects.all(), "tag_id"),
        "advice": (StandingAdvice.objects.filter(dismissed=False), "code"),
    }[kind]
    named: Any = rows.order_by().values(key=Cast(F(column), CharField()))
    return dict(named.annotate(size=Count("pk")).values_list("key", "size"))


def forget() -> None:
    """Count anew when next asked."""
    _sizes.cache_clear()
