"""Who may open a staff page: staff with the page's permission. Everybody else is told, as the admin does."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.cache import add_never_cache_headers
from django_htmx.http import HttpResponseClientRedirect

Page = Callable[..., HttpResponseBase]

LOGIN = "admin:login"


def staff_page(permission: str = "") -> Callable[[Page], Page]:
    """Closes a page to anybody who is not staff with ``permission`` ("": any), and keeps it out of every cache."""

    def close(page: Page) -> Page:
        @wraps(page)
        def closed(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
            user = request.user
            if not (user.is_authenticated and user.is_active):
                return _to_login(request)
            if not user.is_staff or (permission and not user.has_perm(permission)):
                raise PermissionDenied
            response = page(request, **arguments)
            add_never_cache_headers(response)
            return response

        return closed

    return close


def _to_login(request: HttpRequest) -> HttpResponse:
    """To the log-in page and back. A part of a page asked for by script leaves as a whole page, too."""
    htmx = getattr(request, "htmx", None)
    if htmx:
        back = htmx.current_url_abs_path or request.get_full_path()
        return HttpResponseClientRedirect(redirect_to_login(back, resolve_url(LOGIN)).url)
    return redirect_to_login(request.get_full_path(), resolve_url(LOGIN))
