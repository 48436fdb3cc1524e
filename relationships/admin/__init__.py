"""Importing this package registers every admin module on `site`."""

from relationships.admin import (
    audience,
    brands,
    briefs,
    collaborations,
    creators,
    decisions,
    directory,
    playbooks,
    ratings,
    relationships,
    touchpoints,
    users,
)
from relationships.admin.site import RapportAdminSite, site

__all__ = [
    "RapportAdminSite",
    "audience",
    "brands",
    "briefs",
    "collaborations",
    "creators",
    "decisions",
    "directory",
    "playbooks",
    "ratings",
    "relationships",
    "site",
    "touchpoints",
    "users",
]
