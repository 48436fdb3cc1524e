"""What is done around every request: it gets room for its calls, too large a body is refused unread, dates are told in
the user's own zone, and an old address of a creator who was merged leads on.
"""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, tzinfo
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from relationships.domain.ids import is_id
from relationships.services.creator_merge_links import Absorbed, kept_of_creator, kept_of_relationship

GetResponse = Callable[[HttpRequest], HttpResponse]


class RoomForCallsMiddleware:
    """Gives all calls of a request one piece of memory for their frames.

    CPython takes that memory in pieces of 16 KiB and, until its releases of spring 2026, returned one as soon as it was
    empty (python/cpython issue 142183; 3.11 and 3.12 still do). A loop whose calls happen to begin at the end of a
    piece then takes and returns memory at each of them: rows that are drawn in 23 ms took 61. A frame that needs more
    than such a piece is given one of 256 KiB, in whose other half the calls below it fit.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    #: In values of eight bytes.
    __call__.__code__ = __call__.__code__.replace(co_stacksize=17_000)


#: Bytes that a form with a list has beside the list itself.
_AROUND_A_LIST = 2**16


class BodyLimitMiddleware:
    """Answers 413 when a request announces more than settings.REQUEST_MAX_BYTES, or settings.IMPORT_MAX_BYTES where
    lists are sent.

    Django limits a form's fields, but would first take an upload of any size to disk, even from a stranger at the
    log-in page: the check of the form's token already reads it. To Django a body of no announced length is empty, so
    that the announcement can be relied on.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        smaller = min(settings.REQUEST_MAX_BYTES, settings.IMPORT_MAX_BYTES)
        if announced.isdecimal() and int(announced) > smaller:
            is_list = request.path_info == reverse("staff:import_new")
            limit: int = settings.IMPORT_MAX_BYTES if is_list else settings.REQUEST_MAX_BYTES
            if int(announced) > limit + _AROUND_A_LIST * is_list:
                page = render_to_string("413.html", {"most": limit // 2**20, "is_list": is_list})
                return HttpResponse(page, status=413)
        return self.get_response(request)


class UserZone(tzinfo):
    """The zone of the request's user, looked up when a date is first shown: pages without dates need no user."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def zone(self) -> tzinfo:
        name = getattr(getattr(self.request, "user", None), "time_zone", "")
        try:
            return zoneinfo.ZoneInfo(name) if name else timezone.get_default_timezone()
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            # A zone that this machine's tables no longer know is no reason to refuse the page.
            return timezone.get_default_timezone()

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        return self.zone.utcoffset(moment)

    def dst(self, moment: datetime | None) -> timedelta | None:
        return self.zone.dst(moment)

    def tzname(self, moment: datetime | None) -> str | None:
        return self.zone.tzname(moment)

    def fromutc(self, moment: datetime) -> datetime:
        return self.zone.fromutc(moment.replace(tzinfo=self.zone))

    def __str__(self) -> str:
        return str(self.zone)

    def __reduce__(self) -> tuple[Any, ...]:
        """A moment that is kept beyond the request takes the zone along, not the request."""
        return (zoneinfo.ZoneInfo, (str(self.zone),))


class UserTimeZoneMiddleware:
    """Activates the user's zone for one request and always takes it back; the next request may be somebody else's."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        timezone.activate(UserZone(request))
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()


class MergedAddressMiddleware:
    """A page about a creator or a relationship that was merged into another one leads to that one, and says so.

    Asked only where a page is not there, so every other page costs nothing.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        match = request.resolver_match
        if not isinstance(exception, Http404) or match is None or request.method not in ("GET", "HEAD"):
            return None
        for kind, (permission, find) in _MERGED.items():
            name = "object_id" if match.view_name.startswith(f"admin:relationships_{kind}_") else f"{kind}_id"
            number = str(match.kwargs.get(name, ""))
            if is_id(number) and request.user.has_perm(permission) and (found := find(int(number), request.user)):
                words = _("%(name)s was merged into %(into)s, which you see here.")
                messages.info(request, words % {"name": found.name, "into": found.into})
                address = reverse(match.view_name, kwargs={**match.kwargs, name: found.now})
                return HttpResponseRedirect(f"{address}?{request.META['QUERY_STRING']}".rstrip("?"))
        return None


_MERGED: Mapping[str, tuple[str, Callable[[int, Any], Absorbed | None]]] = {
    "creator": ("relationships.view_creator", lambda number, _user: kept_of_creator(number)),
    "relationship": ("relationships.view_relationship", kept_of_relationship),
}
