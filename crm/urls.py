"""Where things are: the admin under /admin/, the staff pages under /staff/, each person's calendar under its secret."""

from django.templatetags.static import static
from django.urls import include, path
from django.utils.functional import lazy
from django.views.generic import RedirectView

from crm.views import healthz
from relationships.admin.site import site
from relationships.views.calendars import calendar

handler400 = "crm.views.bad_request"
handler500 = "crm.views.server_error"

# The static file's address depends on its content, known only once the files are collected.
favicon = lazy(static, str)("rapport/favicon.ico")

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="staff:today"), name="home"),
    path("admin/", site.urls),
    path("staff/", include("relationships.urls")),
    path("calendar/<str:token>.ics", calendar, name="calendar"),
    path("favicon.ico", RedirectView.as_view(url=favicon), name="favicon"),
    path("healthz", healthz, name="healthz"),
]
