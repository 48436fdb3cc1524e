"""A person's calendar feed. Its address is its only key: this is the one page open without a log-in on purpose."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from relationships.reports.calendar_entries import Entry, entries_of
from relationships.services.calendars import owner_of_feed


@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """404 alike for an address that never was, one that was revoked, and one of a person who has left."""
    user = owner_of_feed(token)
    if user is None:
        raise Http404
    feed = Calendar()
    feed.add("prodid", "-//Rapport//Calendar//EN")
    feed.add("version", "2.0")
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", "Rapport")
    feed.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    for entry in entries_of(user, timezone.localdate()):
        feed.add_component(_event(request, entry))
    response = HttpResponse(feed.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="rapport.ics"'
    add_never_cache_headers(response)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _event(request: HttpRequest, entry: Entry) -> Event:
    url = request.build_absolute_uri(reverse("admin:relationships_relationship_change", args=[entry.relationship]))
    event = Event()
    event.add("uid", f"{entry.key}@{request.get_host()}")
    # Of the row, not of the moment: an unchanged calendar stays the same from one reading to the next.
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("dtstart", entry.on)
    event.add("dtend", entry.on + timedelta(days=1))
    event.add("summary", entry.summary)
    event.add("url", url)
    event.add("description", _("Open in Rapport: %s") % url)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event
