"""A collaboration put on file as one step, once however often it is sent."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from relationships.models import Collaboration
from relationships.services.derivations import lock

#: The same agreement again so soon is the same click (minutes).
_SAME_CLICK = 10
#: Filled in while it is saved, beside what nobody can edit at all.
_FILLED_IN = {"id", "agreed_on"}


@transaction.atomic
def start(collaboration: Collaboration) -> Collaboration:
    """Save a new one; returns the one on file where the very same was sent just before.

    Raises ValidationError (`services.blocks.Blocked`) where a playbook stops it; then nothing is written.
    """
    lock([collaboration.relationship_id])
    asked = (field for field in Collaboration._meta.concrete_fields if field.editable and field.name not in _FILLED_IN)
    same = {field.attname: getattr(collaboration, field.attname) for field in asked}
    known = {f"{name}__isnull" if value is None else name: value is None or value for name, value in same.items()}
    since = timezone.now() - timedelta(minutes=_SAME_CLICK)
    twin: Collaboration | None = Collaboration.objects.filter(**known, created_at__gte=since).first()
    if twin is not None:
        return twin
    collaboration.save()
    return collaboration
