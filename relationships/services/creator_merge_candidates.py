"""Whom a creator is perhaps the same as: what `services.duplicates` finds, and who bears the same name."""

from collections.abc import Sequence
from typing import Any

from relationships.models import Account, Creator
from relationships.services.duplicates import Entered, Known, find_known, told

#: Creators that a search offers.
FOUND = 20
#: Namesakes that are proposed.
NAMESAKES = 5


def candidates(creator: Creator, reader: Any) -> Sequence[Known]:
    """The most reasons first. A name alone is a weak one, so whoever shares nothing else comes last."""
    accounts = list(Account.objects.filter(creator=creator).values_list("network", "handle"))
    known = list(find_known(Entered(creator.email, accounts), reader, creator.pk).creators)
    namesakes = Creator.objects.filter(name_key=creator.name_key).exclude(pk=creator.pk).order_by("pk")
    same = {row.pk: _same_name(creator, row) for row in namesakes[:NAMESAKES]} if creator.name_key else {}
    for one in known:
        if one.pk in same:
            one.why.append(same.pop(one.pk))
    return sorted([*known, *told(list(same), {pk: [why] for pk, why in same.items()}, reader)], key=_by_reasons)


def found(creator: Creator, written: str, reader: Any) -> Sequence[Known]:
    """Whom a search by name, handle or e-mail finds; nobody for no words."""
    if not written:
        return ()
    rows = Creator.objects.search(written).exclude(pk=creator.pk).order_by("name_key", "pk")
    ids = list(rows.values_list("pk", flat=True)[:FOUND])
    return told(ids, {pk: [] for pk in ids}, reader)


def _same_name(creator: Creator, other: Creator) -> str:
    is_neighbour = creator.country and creator.country == other.country
    return "the same name and country" if is_neighbour else "the same name"


def _by_reasons(one: Known) -> tuple[bool, int, int]:
    return one.why[0].startswith("the same name"), -len(one.why), one.pk
