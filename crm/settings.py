"""Rapport's settings: one file, read from the environment, completed from a `.env` file beside manage.py.

Every variable is explained in the README; `crm/environment.py` refuses a value that it does not understand.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import django_stubs_ext
from csp.constants import NONE, SELF

from crm.environment import read_environment

# Lets `ModelAdmin[Creator]` be written as the type checker wants it; Django itself cannot subscript its classes.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent

env = read_environment(BASE_DIR)

# --- How it runs ------------------------------------------------------------------------------------------------------

#: For developing only: error pages with details, static files without collecting them, a known secret key.
DEBUG = env.flag("DEBUG", False)

SECRET_KEY = env.secret("SECRET_KEY", insecure="django-insecure-known-to-everybody", required=not DEBUG)
ALLOWED_HOSTS = env.hosts(
    "ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"] if DEBUG else [], required=not DEBUG
)
CSRF_TRUSTED_ORIGINS = env.origins("CSRF_TRUSTED_ORIGINS")

ROOT_URLCONF = "crm.urls"
WSGI_APPLICATION = "crm.wsgi.application"

INSTALLED_APPS = [
    "relationships",
    # The simple one finds no admin modules by itself: relationships.admin registers on its own site.
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tasks",
    # There whether or not a worker runs, so that one can be started without another migration.
    "django_tasks_db",
    "simple_history",
]

MIDDLEWARE = [
    "relationships.middleware.RoomForCallsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Before anything that could read the body.
    "relationships.middleware.BodyLimitMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    # History rows name the user of the request.
    "simple_history.middleware.HistoryRequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "relationships.middleware.UserTimeZoneMiddleware",
    "relationships.middleware.MergedAddressMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "relationships.views.navigation.navigation",
            ],
        },
    },
]

# --- Where the data is ------------------------------------------------------------------------------------------------

DATABASES = {"default": env.database("DATABASE_URL", folder=BASE_DIR, file_name="rapport.sqlite3")}
DATABASES["default"] |= {
    # Seconds that a connection is kept for the next request; it is tried before it is used again.
    "CONN_MAX_AGE": env.number("DATABASE_CONN_MAX_AGE", 60),
    "CONN_HEALTH_CHECKS": True,
}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Who may come in --------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "relationships.User"
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = "admin:login"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# --- What leaves and what comes in over the wire ----------------------------------------------------------------------

#: True serves without TLS: on one's own machine only, since cookies then travel readable.
PLAIN_HTTP = env.flag("PLAIN_HTTP", DEBUG)

SECURE_SSL_REDIRECT = not PLAIN_HTTP
# A load balancer asks for the health page without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SESSION_COOKIE_SECURE = not PLAIN_HTTP
CSRF_COOKIE_SECURE = not PLAIN_HTTP
SESSION_COOKIE_AGE = 60 * 60 * env.number("SESSION_HOURS", 14 * 24, at_least=1)

#: Seconds for which a browser will reach this site by TLS only.
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 365 * 24 * 60 * 60) * (not PLAIN_HTTP)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("HSTS_INCLUDE_SUBDOMAINS", True)
SECURE_HSTS_PRELOAD = env.flag("HSTS_PRELOAD", True)

# Only behind a proxy that sets or removes the header itself: otherwise anybody could claim to have come by TLS.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY", False) else None

SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}

#: Where attached files are kept: outside of whatever a web server shows.
ATTACHMENTS_ROOT = env.folder("ATTACHMENTS_DIR", BASE_DIR / ".state" / "attachments", beside=BASE_DIR)

#: Bytes of one request, files included; more is refused before it is read.
REQUEST_MAX_BYTES = 2**20 * env.number("REQUEST_MAX_MB", 100, at_least=1, at_most=2000)
#: Bytes of a list of creators that is brought in, in place of the above at that one address.
IMPORT_MAX_BYTES = 2**20 * env.number("IMPORT_MAX_MB", 100, at_least=1, at_most=400)
# Bytes of a form without its files. A relationship's page with all its inlines stays far below either limit.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
# A longer file goes to disk while it arrives.
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
FILE_UPLOAD_PERMISSIONS = 0o640

# --- Words, dates, numbers --------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
#: The organisation's zone: its date is the date of what is stored. Each user may choose their own for display.
TIME_ZONE = env.time_zone("TIME_ZONE", "Europe/Paris")
FORMAT_MODULE_PATH = ["crm.formats"]

# --- What takes longer than a page may --------------------------------------------------------------------------------

#: True: `manage.py db_worker` runs beside the server and does what takes long; otherwise the request itself does.
BACKGROUND_WORKER = env.flag("BACKGROUND_WORKER", False)
_BACKENDS = {False: "django_tasks.backends.immediate.ImmediateBackend", True: "django_tasks_db.DatabaseBackend"}
TASKS = {"default": {"BACKEND": _BACKENDS[BACKGROUND_WORKER]}}

# --- Static files -----------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / ".state" / "static"
# Without DEBUG every file bears a hash of its content in its name, and browsers keep it for ever.
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "attachments": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        # No address: nothing of it can be linked to.
        "OPTIONS": {
            "location": ATTACHMENTS_ROOT,
            "base_url": None,
            "file_permissions_mode": 0o640,
            "directory_permissions_mode": 0o750,
        },
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

# --- What is written down ---------------------------------------------------------------------------------------------

# To the standard error only, for the service manager to keep. Paths are logged, never form data, names or addresses:
# the stock handler that mails whole error pages to the administrators is left out on purpose.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.log_level("LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        # They tell glyph by glyph what a PDF is written with.
        "fontTools": {"level": "WARNING"},
        "fpdf": {"level": "ERROR"},
    },
}
