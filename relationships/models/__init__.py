"""What Rapport keeps. Imports run one way: users and brands, creators, accounts, relationships, what hangs on them."""

from relationships.models.accounts import Account, AudienceSnapshot, TierBandSet
from relationships.models.attachments import Attachment
from relationships.models.brands import Brand, Competitor, Membership
from relationships.models.briefs import Brief
from relationships.models.calendars import CalendarFeed
from relationships.models.collaborations import Collaboration
from relationships.models.creators import Agent, Category, Creator, CreatorCategory
from relationships.models.fit import Adjudication, FitCriterion, GateOverride, Rating
from relationships.models.imports import (
    CreatorImport,
    KnownPart,
    KnownRows,
    RefusedRow,
    SavedMapping,
    StagedAccount,
    StagedLabel,
    StagedRow,
)
from relationships.models.lists import BulkChange, BulkChangeRow, Export, ListSetting, SavedView
from relationships.models.merges import CreatorMerge
from relationships.models.playbooks import (
    AdviceDecision,
    ChecklistTick,
    LadderDecision,
    Playbook,
    PlaybookNorm,
    StandingAdvice,
)
from relationships.models.relationships import Relationship, RelationshipTag, Tag
from relationships.models.results import Contribution, Result
from relationships.models.touchpoints import Touchpoint
from relationships.models.users import User

__all__ = [
    "Account",
    "Adjudication",
    "AdviceDecision",
    "Agent",
    "Attachment",
    "AudienceSnapshot",
    "Brand",
    "Brief",
    "BulkChange",
    "BulkChangeRow",
    "CalendarFeed",
    "Category",
    "ChecklistTick",
    "Collaboration",
    "Competitor",
    "Contribution",
    "Creator",
    "CreatorCategory",
    "CreatorImport",
    "CreatorMerge",
    "Export",
    "FitCriterion",
    "GateOverride",
    "KnownPart",
    "KnownRows",
    "LadderDecision",
    "ListSetting",
    "Membership",
    "Playbook",
    "PlaybookNorm",
    "Rating",
    "RefusedRow",
    "Relationship",
    "RelationshipTag",
    "Result",
    "SavedMapping",
    "SavedView",
    "StagedAccount",
    "StagedLabel",
    "StagedRow",
    "StandingAdvice",
    "Tag",
    "TierBandSet",
    "Touchpoint",
    "User",
]
