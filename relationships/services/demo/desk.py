"""Work for the demo log-in: whoever tries Rapport opens it on a day with something to do."""

from django.db import transaction

from relationships.models import Relationship, User

#: The invented manager who hands over, and how many relationships of theirs.
_FROM, _SHARE = "jules", 48


@transaction.atomic
def hand_over(username: str) -> int:
    """Make ``username`` the owner of some invented relationships; returns how many (0: nobody bears the name)."""
    user = User.objects.filter(username=username).first()
    if user is None:
        return 0
    shared = list(Relationship.objects.filter(owner__username=_FROM).order_by("pk")[:_SHARE])
    for relationship in shared:
        relationship.owner = user
        relationship.save()
    return len(shared)
