"""What Rapport keeps. Imports run one way: users and brands, creators, accounts, relationships, what hangs on them."""

from relationships.models.accounts import Account, AudienceSnapshot, TierBandSet
from relationships.models.brands import Brand, Membership
from relationships.models.collaborations import Collaboration
from relationships.models.creators import Agent, Category, Creator, CreatorCategory
from relationships.models.fit import Adjudication, FitCriterion, GateOverride, Rating
from relationships.models.relationships import Relationship, RelationshipTag, Tag
from relationships.models.touchpoints import Touchpoint
from relationships.models.users import User

__all__ = [
    "Account",
    "Adjudication",
    "Agent",
    "AudienceSnapshot",
    "Brand",
    "Category",
    "Collaboration",
    "Creator",
    "CreatorCategory",
    "FitCriterion",
    "GateOverride",
    "Membership",
    "Rating",
    "Relationship",
    "RelationshipTag",
    "Tag",
    "TierBandSet",
    "Touchpoint",
    "User",
]
