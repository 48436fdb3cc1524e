"""The privacy notice: a message that carries it is the proof that it was given."""

from datetime import date

from relationships.models import Creator, Touchpoint
from relationships.services.facts import local_day
from relationships.services.transitions import gives_notice


def keep_notice(touch: Touchpoint) -> None:
    """Note on the creator the day on which the notice was first given; a day that is on file stays."""
    if not gives_notice(touch):
        return
    for creator in Creator.objects.filter(relationships=touch.relationship_id, notice_given_on=None):
        creator.notice_given_on = local_day(touch.happened_at)
        vars(creator)["_change_reason"] = "a message carried the privacy notice"
        creator.save()


def notice_on_file(creator: Creator) -> date | None:
    """The day of the earliest message on file that carried the notice, whichever brand it came from."""
    touches = Touchpoint.objects.filter(relationship__creator=creator.pk).order_by("happened_at", "pk")
    return next((local_day(touch.happened_at) for touch in touches if gives_notice(touch)), None)
