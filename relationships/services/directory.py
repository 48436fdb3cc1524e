"""What happens in the directory besides being written down."""

from django.utils import timezone

from relationships.models import Agent, Creator
from relationships.services.audit import record_history
from relationships.services.standing import advise_creators_anew


def release_creators_of(agent: Agent) -> None:
    """Before an agent is deleted: the creators speak for themselves again, and their history says so."""
    ids = list(Creator.objects.filter(agent=agent).values_list("pk", flat=True))
    released = Creator.objects.filter(pk__in=ids)
    released.update(agent=None, updated_at=timezone.now())
    record_history(released, reason="agent deleted")
    advise_creators_anew(released)
