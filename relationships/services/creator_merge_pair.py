"""Two creators side by side, as far as a merge is concerned: their rows, whether one may see all of them, and what
somebody did to them since a page was made.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from relationships.domain import creator_merge as rules
from relationships.models import Account, Creator, Relationship
from relationships.services.versions import changed_columns, outdated_words, seen_in, token, version_of

#: What a merge does to records, by permission.
NEEDED = tuple(
    f"relationships.{what}"
    for what in ("change_creator", "delete_creator", "change_account", "change_relationship", "delete_relationship")
)
#: Whoever sends the number of a row that is none of theirs learns nothing of it.
_GONE = {
    "relationship": "A relationship of theirs was deleted since.",
    "account": "An account of theirs was deleted, or given to somebody else, since.",
}
UNSEEN = "Some of their work is with brands that you do not see. A lead, who sees every brand, can merge them."


class Unseen(PermissionDenied):
    """Something that would move belongs to a brand that the asker does not see."""


@dataclass(frozen=True, slots=True)
class Pair:
    """``joined``: relationships of both with the same brand, (of the one that stays, of the other one)."""

    kept: Creator
    absorbed: Creator
    accounts: Sequence[Account]
    joined: Sequence[tuple[Relationship, Relationship]]
    moving: Sequence[Relationship]
    staying: Sequence[Relationship]

    @property
    def rows(self) -> Iterator[Any]:
        """Everything of which the page shows how it stands."""
        yield from (self.kept, self.absorbed, *self.accounts, *self.moving, *self.staying)
        for both in self.joined:
            yield from both


def may_merge(user: Any) -> bool:
    return bool(user.has_perms(NEEDED))


def require(user: Any, creators: Sequence[int]) -> None:
    """Raise PermissionDenied; `Unseen` where relationships of ``creators`` are not all theirs to see."""
    if not may_merge(user):
        raise PermissionDenied
    of_both = Relationship.objects.filter(creator__in=creators)
    if of_both.count() != of_both.visible_to(user).count():
        raise Unseen(UNSEEN)


# --- Reading ----------------------------------------------------------------------------------------------------------


def pair_of(kept: int, absorbed: int, by: Any, *, lock: bool = False) -> Pair:
    """Raises Creator.DoesNotExist, PermissionDenied; ValidationError for one and the same. ``lock``: until the
    transaction ends nobody else writes to either, or to a relationship of theirs."""
    if kept == absorbed:
        raise ValidationError(_("Choose another creator: this is one and the same record."))
    found = {row.pk: row for row in _read(Creator.objects.filter(pk__in=(kept, absorbed)), lock, "agent")}
    if len(found) < 2:
        raise Creator.DoesNotExist
    relationships = list(_read(Relationship.objects.filter(creator__in=found), lock, "brand", "owner", "creator"))
    require(by, list(found))
    mine = {row.brand_id: row for row in relationships if row.creator_id == kept}
    theirs = [row for row in relationships if row.creator_id == absorbed]
    joined = [(mine[row.brand_id], row) for row in theirs if row.brand_id in mine]
    both = {row.brand_id for row, _ in joined}
    return Pair(
        found[kept],
        found[absorbed],
        list(_read(Account.objects.filter(creator__in=found), lock, "creator")),
        joined,
        [row for row in theirs if row.brand_id not in both],
        [row for row in mine.values() if row.brand_id not in both],
    )


def _read(found: QuerySet[Any], lock: bool, *related: str) -> QuerySet[Any]:
    """Not the weaker lock: one of them is deleted, and who waits for that must not hold the other half."""
    ordered = found.select_related(*related).order_by("pk")
    return ordered.select_for_update(of=("self",)) if lock else ordered


def proposed_order(one: Creator, other: Creator) -> tuple[Creator, Creator]:
    """Which of the two is proposed to stay, and the other one."""
    owned = list(Relationship.objects.filter(creator__in=(one.pk, other.pk)).values_list("creator_id", flat=True))
    weights = [rules.Weight(row.pk, owned.count(row.pk), row.created_at) for row in (one, other)]
    return (one, other) if rules.stays(*weights).pk == one.pk else (other, one)


def values_of(row: Any, fields: Sequence[rules.Field]) -> dict[str, Any]:
    return {column: getattr(row, column) for field_ in fields for column in field_.columns}


def proposed_primary(pair: Pair) -> int | None:
    return rules.proposed_primary([rules.Marked(row.pk, row.is_primary, row.measured_on) for row in pair.accounts])


# --- Two people at once -----------------------------------------------------------------------------------------------


def versions(pair: Pair) -> dict[str, str]:
    """The version of each row that the page shows, by its kind and number."""
    return {_name(row): token(row) for row in pair.rows}


def changes_since(pair: Pair, seen: Mapping[str, str]) -> list[str]:
    """What somebody did to the rows of ``pair`` since they were as ``seen`` has it; a sentence for each."""
    now = {_name(row): row for row in pair.rows}
    told = [_changed_words(row, seen[name]) for name, row in now.items() if name in seen and seen[name] != token(row)]
    told += [_("%s was added since.") % _whole(row) for name, row in now.items() if name not in seen]
    gone = {name.partition(":")[0] for name in seen if name not in now}
    told += [_GONE[kind] for kind in ("relationship", "account") if kind in gone]
    return told


def _name(row: Any) -> str:
    return f"{row._meta.model_name}:{row.pk}"


def _whole(row: Any) -> str:
    return f"{row}, {row.creator}" if isinstance(row, Account) else str(row)


def _changed_words(row: Any, seen: str) -> str:
    moment = seen_in(seen)
    return f"{_whole(row)}: {outdated_words(row, moment, changed_columns(version_of(row, moment), row))}"
