"""Pages of the site itself: whether it runs, and what is said when one of its pages failed."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.views import defaults
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """For load balancers and monitors, open to everybody on purpose: 200 and "ok" when the database answers, else 503.

    It tells no version and no name.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A form whose text alone is too long says so; what else was not understood has Django's own answer."""
    if isinstance(exception, RequestDataTooBig):
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20
        return render(request, "413.html", {"most": most, "is_text": True}, status=413)
    return defaults.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """The error page, or plain words when it fails itself: without them every middleware in turn would try again."""
    try:
        return defaults.server_error(request)
    except Exception:  # noqa: BLE001 - whatever it is, the first error is logged already and is the one to mend
        text = "Something went wrong on our side. It has been written down; please try again in a minute.\n"
        return HttpResponseServerError(text, content_type="text/plain")
