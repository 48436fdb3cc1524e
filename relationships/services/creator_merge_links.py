"""What became of a creator, or of a relationship, that was merged into another one; and which ones a record took in.

A merge that was taken back says nothing any more. A chain (one into another, that one into a third) is followed.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from relationships.models import Creator, CreatorMerge, Relationship

#: Longer chains than this are not followed; nobody merges one person so often.
_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Absorbed:
    """``now``: the number of the record that stands in its place; ``name`` and ``into`` are the creators' names."""

    now: int
    name: str
    into: str


def kept_of_creator(number: int) -> Absorbed | None:
    """What the creator ``number`` was merged into; None while it is on file, or where it was simply deleted."""
    now, name = number, ""
    for _ in range(_CHAIN):
        if found := Creator.objects.filter(pk=now).values_list("name", flat=True).first():
            return Absorbed(now, name, found) if name else None
        merge = _standing().filter(absorbed_number=now).order_by("-pk").first()
        if merge is None:
            return None
        now, name = merge.kept_number, name or merge.absorbed_name
    return None


def kept_of_relationship(number: int, user: Any) -> Absorbed | None:
    """The same of a relationship that was joined with another one of its brand, as far as ``user`` sees that brand."""
    now, name = number, ""
    for _ in range(_CHAIN):
        row = Relationship.objects.filter(pk=now).select_related("creator").first()
        if row is not None:
            seen = name and Relationship.objects.visible_to(user).filter(pk=now).exists()
            return Absorbed(now, name, row.creator.name) if seen else None
        last = Relationship.history.filter(id=now).order_by("-history_id").values("creator_id").first()
        merges = _standing().filter(absorbed_number=last["creator_id"]).order_by("-pk") if last else ()
        found = next(((merge, kept) for merge in merges for old, kept in merge.joined if old == now), None)
        if found is None:
            return None
        now, name = found[1], name or found[0].absorbed_name
    return None


@dataclass(frozen=True, slots=True)
class TakenIn:
    """Numbers of what was merged into a creator. ``relationships``: (of one that was joined, of the one it became)."""

    creators: Collection[int] = ()
    relationships: Collection[tuple[int, int]] = ()

    def of_relationship(self, number: int) -> list[int]:
        """``number`` and those that became it."""
        found = [number]
        for wanted in found:
            found += [old for old, kept in self.relationships if kept == wanted and old not in found]
        return found


def taken_in(creator: int) -> TakenIn:
    """One query where nothing was; else one for each step of the longest chain."""
    creators: list[int] = []
    relationships: list[tuple[int, int]] = []
    wanted: Iterable[int] = [creator]
    for _ in range(_CHAIN):
        rows = list(_standing().filter(kept_number__in=wanted).values_list("absorbed_number", "joined"))
        relationships += [(old, kept) for _number, joined in rows for old, kept in joined]
        wanted = [number for number, _joined in rows if number not in creators]
        if not wanted:
            break
        creators += wanted
    return TakenIn(creators, relationships)


def _standing() -> Any:
    return CreatorMerge.objects.filter(undone_at=None).order_by("pk")
