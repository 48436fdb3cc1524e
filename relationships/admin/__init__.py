"""Importing this package registers every admin module on `site`."""

from relationships.admin import (
    attachments,
    audience,
    brands,
    briefs,
    calendars,
    collaborations,
    contributions,
    creators,
    decisions,
    directory,
    playbooks,
    ratings,
    relationships,
    results,
    touchpoints,
    users,
    verdicts,
)
from relationships.admin.site import RapportAdminSite, site

__all__ = [
    "RapportAdminSite",
    "attachments",
    "audience",
    "brands",
    "briefs",
    "calendars",
    "collaborations",
    "contributions",
    "creators",
    "decisions",
    "directory",
    "playbooks",
    "ratings",
    "relationships",
    "results",
    "site",
    "touchpoints",
    "users",
    "verdicts",
]
