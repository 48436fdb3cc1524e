"""What happens to a collaboration besides being written down."""

from relationships.domain.collaborations import COUNTED
from relationships.models import Collaboration, Creator, Relationship
from relationships.services.clock import organisation_today
from relationships.services.transitions import becomes_agreed


def keep_brand(collaboration: Collaboration) -> None:
    """Before each save: its brand is the relationship's, never typed in."""
    brand = Relationship.objects.filter(pk=collaboration.relationship_id).values_list("brand_id", flat=True)
    collaboration.brand_id = brand.first()


def keep_agreement(collaboration: Collaboration) -> None:
    """Before the save that makes it agreed: today, where no day was typed in, and the creator's tier."""
    if collaboration.agreed_on is None and becomes_agreed(_on_file(collaboration), collaboration):
        collaboration.agreed_on = organisation_today()
    keep_tier_agreed(collaboration)


def keep_tier_agreed(collaboration: Collaboration) -> None:
    """On the first save as agreed (or further), note the creator's tier; it stays when the tier moves later."""
    if collaboration.tier_agreed or collaboration.status not in COUNTED:
        return
    creator = Creator.objects.filter(relationships=collaboration.relationship_id)
    collaboration.tier_agreed = creator.values_list("tier", flat=True).first() or ""


def _on_file(collaboration: Collaboration) -> Collaboration | None:
    return Collaboration.objects.filter(pk=collaboration.pk).only("status").first() if collaboration.pk else None
