"""Lines of a playbook's checklist that somebody vouches for, where no other entry shows that they are settled."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from relationships.domain.playbooks.norms import Term
from relationships.models import ChecklistTick, Collaboration, Relationship
from relationships.services.clock import organisation_today
from relationships.services.derivations import lock


@transaction.atomic
def tick(
    relationship: Relationship, collaboration: Collaboration | None, term: Term, note: str, by: Any
) -> ChecklistTick:
    """Settle ``term``; ticked already, it stays with the name that it has.

    ``collaboration`` is one of the relationship's, or None for what holds for all of them. Raises ValidationError else.
    """
    if collaboration is not None and collaboration.relationship_id != relationship.pk:
        raise ValidationError({"collaboration": "This collaboration belongs to another relationship."})
    # The database holds no two for one collaboration; for none at all only this lock keeps it to one.
    lock([relationship.pk])
    line = {"relationship": relationship, "collaboration": collaboration, "term": term.value}
    there = ChecklistTick.objects.filter(**line).first()
    return there or ChecklistTick.objects.create(**line, note=note, ticked_by=by, ticked_on=organisation_today())


def untick(ticked: ChecklistTick) -> None:
    """Open the line again. Who had settled it stays in the history."""
    ticked.delete()
