"""How many creators or relationships stand behind a network, a category, a tag or a rule.

Where many do, a filter by it is best checked row by row; where few do, best looked up. Either way the answer is the
same, so that rough counts of this morning serve: they are read once per process and day.
"""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from django.db.models import CharField, Count, F, QuerySet, Value
from django.db.models.functions import Cast

from relationships.models import Account, CreatorCategory, RelationshipTag, StandingAdvice
from relationships.services.clock import organisation_today

KINDS = frozenset({"network", "category", "tag", "advice"})

#: From here on looking all of them up costs more than meeting them on the way (rows).
CROWD = 20_000
#: Advice is looked up in the order of the rows themselves, so that twice as many are still found at once.
_EASE = {"advice": 2}


def is_crowd(kind: str, keys: Collection[str]) -> bool:
    """Whether many rows stand behind ``keys`` together. ``kind`` is one of `KINDS`."""
    sizes = _sizes(organisation_today().toordinal())[kind]
    return sum(sizes.get(key, 0) for key in keys) > CROWD * _EASE.get(kind, 1)


@lru_cache(maxsize=1)
def _sizes(day: int) -> Mapping[str, Mapping[str, int]]:
    found: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}
    parts = (
        _part("network", Account.objects.all(), "network"),
        _part("category", CreatorCategory.objects.all(), "category_id"),
        _part("tag", RelationshipTag.objects.all(), "tag_id"),
        _part("advice", StandingAdvice.objects.filter(dismissed=False), "code"),
    )
    for kind, key, size in parts[0].union(*parts[1:], all=True):
        found[kind][key] = size
    return found


def _part(kind: str, rows: QuerySet[Any, Any], column: str) -> Any:
    named = rows.order_by().values(kind=Value(kind, CharField()), key=Cast(F(column), CharField()))
    return named.annotate(size=Count("pk")).values_list("kind", "key", "size")


def forget() -> None:
    """Count anew when next asked."""
    _sizes.cache_clear()
