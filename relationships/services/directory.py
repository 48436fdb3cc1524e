"""What happens in the directory besides being written down."""

from relationships.models import Agent, Creator
from relationships.services.releases import release
from relationships.services.standing import advise_creators_anew


def release_creators_of(agent: Agent) -> None:
    """Before an agent is deleted: the creators speak for themselves again, and their history says so."""
    ids = list(Creator.objects.filter(agent=agent).values_list("pk", flat=True))
    release(agent)
    advise_creators_anew(Creator.objects.filter(pk__in=ids))
