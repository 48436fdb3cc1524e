"""Asked while a creator is being typed in: who on file may be the same one. The form asks again when it is saved."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from relationships.domain.ids import is_id
from relationships.services.duplicates import ACCOUNTS_MAX, Entered, find_known
from relationships.views.access import staff_page


@require_POST
@staff_page("relationships.view_creator")
def known_creators(request: HttpRequest) -> HttpResponse:
    """``email``, ``account`` (several, each "network:handle") and ``creator``, the id of the one that is edited.

    By POST although nothing changes: an e-mail in an address would stand in every log on the way.
    """
    pairs = [one.partition(":") for one in request.POST.getlist("account")[:ACCOUNTS_MAX]]
    posted = request.POST.get("creator", "")
    edited = int(posted) if is_id(posted) else None
    entered = Entered(_line(request.POST.get("email", "")), [(network, _line(handle)) for network, _, handle in pairs])
    found = find_known(entered, request.user, edited)
    return render(request, "staff/duplicates/known.html", {"found": found, "edited": edited})


def _line(text: str) -> str:
    """No NUL: PostgreSQL refuses even to compare with one."""
    return text.replace("\0", "").strip()
