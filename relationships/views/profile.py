"""A person's own page: their time zone, and the address of their calendar feed."""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from relationships.models import Brand, CalendarFeed, User
from relationships.models.users import validate_time_zone
from relationships.services.calendars import make_feed, revoke_feed
from relationships.views.access import staff_page
from relationships.views.steps import LineField

_SEES = "relationships.view_relationship"
_PAGE = "staff:profile"
MAKE, REVOKE = "make", "revoke"


@cache
def zones() -> list[str]:
    """Places only: "Etc/GMT+3" and bare abbreviations are for machines."""
    return sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/")))


class ZoneForm(forms.Form):
    time_zone = LineField(
        max_length=User._meta.get_field("time_zone").max_length,
        required=False,
        validators=[validate_time_zone],
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off", "placeholder": "Europe/Paris"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(_SEES)
def profile(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    form = ZoneForm(request.POST if request.method == "POST" else None, initial={"time_zone": user.time_zone})
    if request.method == "POST" and form.is_valid():
        user.time_zone = form.cleaned_data["time_zone"]
        user.save(update_fields=["time_zone"])
        messages.success(request, _("Your time zone is set: what is due today follows it."))
        return HttpResponseRedirect(reverse(_PAGE))
    return _page(request, form, status=422 if form.errors else 200)


@require_POST
@staff_page(_SEES)
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """Makes the address (anew), or closes it. A new one is shown in this very answer and never again."""
    if request.POST.get("do") == REVOKE:
        if revoke_feed(request.user):
            messages.success(request, _("The calendar’s address is closed: whoever has it reads nothing any more."))
        return HttpResponseRedirect(reverse(_PAGE) + "#calendar")
    if request.POST.get("do") != MAKE:
        messages.error(request, _("The page did not say what to do. Nothing was changed."))
        return HttpResponseRedirect(reverse(_PAGE) + "#calendar")
    address = request.build_absolute_uri(reverse("calendar", args=[make_feed(request.user)]))
    return _page(request, ZoneForm(initial={"time_zone": request.user.time_zone}), address=address)  # type: ignore[union-attr] # only people get here


def _page(request: HttpRequest, form: ZoneForm, *, address: str = "", status: int = 200) -> HttpResponse:
    context = {
        "title": _("Your profile"),
        "form": form,
        "zones": zones(),
        "address": address,
        "feed": CalendarFeed.objects.filter(user=request.user.pk).first(),
        "brands": Brand.objects.visible_to(request.user),
    }
    return render(request, "staff/profile/page.html", context, status=status)
