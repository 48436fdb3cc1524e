"""The one AdminSite: the workplace of account managers, under Rapport's name and with its own way in."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


class LoginForm(AdminAuthenticationForm):
    """One message for every refusal: a stranger must not learn which half was wrong, a colleague learns whom to ask."""

    error_messages = {
        **AdminAuthenticationForm.error_messages,
        "invalid_login": (
            "This user name and password do not open Rapport. Both are case-sensitive. "
            "An administrator can set a new password or let the account in."
        ),
    }


class RapportAdminSite(AdminSite):
    """The stock admin in our shell, whose grouped navigation stands in place of the list of apps.

    The navigation itself comes from the context processor in `views/navigation.py`, since the staff list and the error
    pages stand in the same shell.
    """

    site_title = "Rapport"
    site_header = "Rapport"
    index_title = "Start"
    site_url = None
    enable_nav_sidebar = False
    login_form = LoginForm

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """What every page knows, without the list of apps: none of ours shows it, and making it takes longer than many
        a page's own work. The start page and the page of an app ask for theirs themselves."""
        return {
            "site_title": self.site_title,
            "site_header": self.site_header,
            "site_url": self.site_url,
            "has_permission": self.has_permission(request),
            "is_popup": False,
            "is_nav_sidebar_enabled": False,
            "log_entries": self.get_log_entries(request),
        }

    def index(  # type: ignore[override]  # the stubs promise a page; Django takes any answer
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Today for those who may see relationships (that is where the day starts), links for the others."""
        if request.user.has_perm("relationships.view_relationship"):
            return redirect("staff:today")
        return super().index(request, extra_context)


site = RapportAdminSite(name="admin")
