"""Importing this package registers every admin module on `site`."""

from relationships.admin.site import RapportAdminSite, site

__all__ = ["RapportAdminSite", "site"]
