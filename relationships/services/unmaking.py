"""What somebody has just put on file taken off again, while nobody changed it and nothing hangs on it.

A refusal is a ValidationError with a sentence for the user; then nothing at all is taken back. Deleting writes history,
and what is derived follows, as it does however a row goes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from relationships.models import (
    Adjudication,
    Collaboration,
    Creator,
    GateOverride,
    Rating,
    Relationship,
    Touchpoint,
)
from relationships.services.derivations import lock
from relationships.services.notices import notice_on_file
from relationships.services.quick import plan_values, restore
from relationships.services.ratings import Said
from relationships.services.touches import Plan

_REASON = "taken back by who made it"


@dataclass(frozen=True, slots=True)
class Version:
    """A row as a step left it."""

    pk: int
    at: datetime

    @classmethod
    def of(cls, row: Any) -> "Version":
        return cls(row.pk, row.updated_at)


@dataclass(frozen=True, slots=True)
class Replanned:
    was: Plan
    now: Plan


@transaction.atomic
def unlog(
    relationship: Relationship, touch: Version, planned: Replanned | None = None, informed: Version | None = None
) -> None:
    """Take a touchpoint back, with the plan that came with it; ``informed``: the creator whose record says of it that
    the privacy notice was given. Where another message proves it, too, the day of that one takes its place."""
    lock([relationship.pk])
    row = _still(Touchpoint, relationship, touch)
    _refuse_what_hangs_on(row)
    creator = _creator_as_informed(informed) if informed else None
    _delete(row)
    if creator is not None:
        creator.notice_given_on = notice_on_file(creator)
        vars(creator)["_change_reason"] = _REASON
        creator.save()
    if planned is not None:
        restore(relationship, plan_values(planned.was), plan_values(planned.now))


@transaction.atomic
def unrate(relationship: Relationship, ratings: Sequence[tuple[Version, Said | None]]) -> None:
    """Take ratings of one step back; one that took the place of an earlier one of that day says again what it said."""
    lock([relationship.pk])
    rows = [(_still(Rating, relationship, version), was) for version, was in ratings]
    for row, _was in rows:
        _refuse_later_view(row, {version.pk for version, _said in ratings})
    for row, was in rows:
        if was is None:
            _delete(row)
            continue
        row.value, row.evidence = was.value, was.evidence
        vars(row)["_change_reason"] = _REASON
        row.save()


@transaction.atomic
def unstart(relationship: Relationship, collaboration: Version) -> None:
    lock([relationship.pk])
    row = _still(Collaboration, relationship, collaboration)
    _refuse_what_hangs_on(row)
    _delete(row)


def _still(model: Any, relationship: Relationship, version: Version) -> Any:
    """The row, when it is as the step left it; with other writers waiting until the transaction ends."""
    rows = model.objects.select_for_update(of=("self",), no_key=True)
    row = rows.filter(pk=version.pk, relationship=relationship.pk).first()
    if row is None:
        raise ValidationError(_("It is gone already: there is nothing to take back."))
    if row.updated_at != version.at:
        raise ValidationError(_("It was changed since: open it to see what stands there now."))
    return row


def _refuse_what_hangs_on(row: Model) -> None:
    for relation in row._meta.related_objects:
        model: Any = relation.related_model
        if model._base_manager.filter(**{relation.field.name: row.pk}).exists():
            told = {"what": model._meta.verbose_name}
            raise ValidationError(_("It stays: a %(what)s hangs on it by now. Take that away first.") % told)


def _refuse_later_view(row: Rating, same_step: set[int]) -> None:
    """Whoever rated the criterion afterwards, or decided about it, had this rating before their eyes."""
    about = {"relationship": row.relationship_id, "criterion": row.criterion_id, "updated_at__gt": row.updated_at}
    rated = Rating.objects.filter(**about).exclude(pk__in=same_step).exists()
    if rated or Adjudication.objects.filter(**about).exists() or GateOverride.objects.filter(**about).exists():
        told = {"criterion": row.criterion}
        raise ValidationError(_("They stay: %(criterion)s was rated or decided upon since.") % told)


def _creator_as_informed(informed: Version) -> Creator:
    rows = Creator.objects.select_for_update(of=("self",), no_key=True)
    creator: Creator | None = rows.filter(pk=informed.pk).first()
    if creator is None or creator.updated_at != informed.at:
        raise ValidationError(
            _("It stays: the creator’s record, which says of it that the privacy notice was given, was changed since.")
        )
    return creator


def _delete(row: Model) -> None:
    vars(row)["_change_reason"] = _REASON
    row.delete()
