"""One thing changed about a relationship from wherever it stands, and taken back while nobody changed it since."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from relationships.models import Brand, Relationship, Tag, User
from relationships.models.base import sort_key
from relationships.services.derivations import lock
from relationships.services.labels import set_tags
from relationships.services.people import people_who_see
from relationships.services.touches import Plan
from relationships.services.versions import claim

#: Columns of a relationship (as attnames) and their values.
Values = Mapping[str, Any]


@transaction.atomic
def change(relationship: Relationship, values: Values, seen: datetime | None) -> Values:
    """Write ``values``; returns what stood in those columns that differed, {} where nothing did.

    ``seen``: the version that the change started from (services.versions). Raises ValidationError: `Outdated` where one
    of these columns was changed since, `Blocked` where a playbook stops the step, and for an owner out of the team.
    """
    row = _locked(relationship)
    before = {name: getattr(row, name) for name, value in values.items() if getattr(row, name) != value}
    if not before:
        return {}
    claim(row, seen, columns=before)
    _write(row, {name: values[name] for name in before})
    return before


@transaction.atomic
def restore(relationship: Relationship, before: Values, after: Values) -> None:
    """Put ``before`` back where ``after`` still stands. Raises ValidationError where somebody changed it since."""
    row = _locked(relationship)
    if any(getattr(row, name) != value for name, value in after.items()):
        raise ValidationError(_("Somebody changed it since: open it to see what stands there now."))
    claim(row, row.updated_at, columns=before)
    _write(row, before)


def plan_values(plan: Plan) -> Values:
    return {"next_action": plan.text, "next_action_kind": plan.kind, "next_action_on": plan.on}


def _locked(relationship: Relationship) -> Relationship:
    """As it is on file, with other writers waiting until the transaction ends."""
    lock([relationship.pk])
    row: Relationship = Relationship.objects.select_related("brand").get(pk=relationship.pk)
    return row


def _write(row: Relationship, values: Values) -> None:
    owner = values.get("owner_id")
    if owner is not None:
        _refuse_stranger(row.brand, owner)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def _refuse_stranger(brand: Brand, owner: int) -> None:
    if people_who_see(Brand.objects.filter(pk=brand.pk)).filter(pk=owner).exists():
        return
    name = str(User.objects.get(pk=owner))
    problem = _("%(name)s is not in the team of %(brand)s: choose somebody else, or ask a lead to add them.")
    raise ValidationError({"owner": problem % {"name": name, "brand": brand}})


# --- Tags -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tagging:
    """Tags (by id) that come and go. What a colleague adds or removes at the same moment stays."""

    add: frozenset[int] = field(default_factory=frozenset)
    remove: frozenset[int] = field(default_factory=frozenset)

    @property
    def reverse(self) -> "Tagging":
        return Tagging(self.remove, self.add)


@transaction.atomic
def retag(relationship: Relationship, wanted: Tagging) -> Tagging:
    """Returns what came and went in fact; a tag that is there already, or gone already, is left as it is."""
    lock([relationship.pk])
    there = set(relationship.relationship_tags.values_list("tag_id", flat=True))
    known = set(Tag.objects.filter(pk__in=wanted.add).values_list("pk", flat=True))
    add, remove = known - there, there & wanted.remove
    if add or remove:
        set_tags(relationship, Tag.objects.filter(pk__in=(there | add) - remove))
    return Tagging(frozenset(add), frozenset(remove))


def tags_named(names: Collection[str]) -> tuple[list[Tag], list[str]]:
    """Those on file, whatever their capitals and accents, and the names that are not, each once."""
    by_key = {sort_key(name): name for name in reversed(list(names)) if sort_key(name)}
    found = list(Tag.objects.filter(name_key__in=by_key))
    missing = by_key.keys() - {tag.name_key for tag in found}
    return found, [
        name for name in dict.fromkeys(names) if by_key.get(sort_key(name)) == name and sort_key(name) in missing
    ]


def make_tags(names: Collection[str]) -> list[Tag]:
    """One for each name. Two people who make the same one at the same moment get the same."""
    return [Tag.objects.get_or_create(name_key=sort_key(name), defaults={"name": name})[0] for name in names]
