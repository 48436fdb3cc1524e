"""What happens to a collaboration besides being written down."""

from relationships.domain.collaborations import COUNTED
from relationships.models import Collaboration, Creator


def keep_tier_agreed(collaboration: Collaboration) -> None:
    """On the first save as agreed (or further), note the creator's tier; it stays when the tier moves later."""
    if collaboration.tier_agreed or collaboration.status not in COUNTED:
        return
    creator = Creator.objects.filter(relationships=collaboration.relationship_id)
    collaboration.tier_agreed = creator.values_list("tier", flat=True).first() or ""
