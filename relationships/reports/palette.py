"""What a search over everything finds for one reader: relationships, creators, brands, saved views; a few of each.

Each part costs one or two queries at any number of rows: what begins with the text comes in the order of an index, what
holds it somewhere from the trigram index, of which only so many are looked at as can be put in order here.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from relationships.domain.text import fold
from relationships.models import Brand, Creator, Relationship, SavedView
from relationships.querysets.search import TRIGRAM, begins, matching, search_terms

#: Rows of one kind that are shown, and that are looked at.
SHOWN = 6
LOOKED_AT = 60
#: A person's own and the team's shared views, of all lists.
VIEWS_READ = 500

Rows = QuerySet[Any, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """``name`` is what was searched, ``detail`` tells it from others of that name. ``tier`` is "" where none is."""

    id: int
    name: str
    detail: str = ""
    tier: str = ""


@dataclass(frozen=True, slots=True)
class FoundView:
    """``by`` is who shares it, "" for the reader's own."""

    id: int
    name: str
    list_key: str
    query: str
    by: str


def found_relationships(user: Any, written: str) -> Sequence[Found]:
    """By their creator's name, handles or e-mail, of the brands that ``user`` sees."""
    rows = Relationship.objects.visible_to(user)
    columns = ("id", "creator_sort", "creator__name", "brand__name", "tier")
    return [
        Found(row["id"], row["creator__name"], row["brand__name"], row["tier"])
        for row in _best(rows, written, "creator_sort", columns)
    ]


def found_creators(user: Any, written: str) -> Sequence[Found]:
    """Of the whole directory, with the handle of their main account."""
    rows = Creator.objects.visible_to(user)
    columns = ("id", "name_key", "name", "main_account__handle", "tier")
    return [
        Found(row["id"], row["name"], row["main_account__handle"] or "", row["tier"])
        for row in _best(rows, written, "name_key", columns)
    ]


def found_brands(user: Any, written: str) -> Sequence[Found]:
    """Brands are few: any part of a name will do."""
    holds = Q(*(Q(name_key__contains=term) for term in search_terms(written)))
    rows = Brand.objects.visible_to(user).filter(holds).order_by("name_key", "id").values("id", "name_key", "name")
    return [Found(row["id"], row["name"]) for row in _in_order(rows[:LOOKED_AT], fold(written), "name_key")[:SHOWN]]


def found_views(user: Any, written: str, list_keys: Collection[str]) -> Sequence[FoundView]:
    """Of the lists named: their own first, then those that others share. Without a text: their own."""
    usable = Q(owner=user) | Q(is_shared=True) if written else Q(owner=user)
    rows = SavedView.objects.filter(usable, list_key__in=list_keys).select_related("owner").order_by("name", "pk")
    terms = search_terms(written)
    held = [row for row in rows[:VIEWS_READ] if all(term in fold(row.name) for term in terms)]
    held.sort(key=lambda row: row.owner_id != user.pk)
    return [
        FoundView(row.pk, row.name, row.list_key, row.query, "" if row.owner_id == user.pk else str(row.owner))
        for row in held[:SHOWN]
    ]


def _best(rows: Rows, written: str, column: str, columns: Sequence[str]) -> Sequence[dict[str, Any]]:
    """Those whose name begins with the text, by name; then those that hold its words anywhere."""
    terms = search_terms(written)
    if not terms:
        return []
    text = " ".join(terms)
    beginning = begins(rows, column, text)
    if len(text) >= TRIGRAM:
        # Says nothing new, but lets a name that is rare be found through the other index.
        beginning &= Q(search_text__contains=text)
    first = list(rows.filter(beginning).order_by(column, "id").values(*columns)[:SHOWN])
    if len(first) == SHOWN or (len(terms) == 1 and len(text) < TRIGRAM):
        return first
    # Without an order: sorting all that hold "an" of a million would take longer than reading a few of them.
    anywhere = matching(rows, written, name_column=column).order_by().values(*columns)[:LOOKED_AT]
    known = {row["id"] for row in first}
    others = [row for row in anywhere if row["id"] not in known]
    return [*first, *_in_order(others, text, column)][:SHOWN]


def _in_order(rows: Any, text: str, column: str) -> list[dict[str, Any]]:
    """What begins with the text, then what has a word that does, then the rest; each by name."""

    def rank(row: dict[str, Any]) -> tuple[bool, bool, str]:
        name = row[column]
        return not name.startswith(text), f" {text}" not in f" {name}", name

    return sorted(rows, key=rank)
