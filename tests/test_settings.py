"""A wrong setting stops the start with one line that names it; the right ones make a deployment that checks clean."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from crm import settings as settings_module
from crm.environment import Environment, WrongSetting

ROOT = Path(__file__).parent.parent
SECRET = "k8mZ3qv0Wc7yT1xNf5uR9bLh2dGs6jPaEo4iUtYrKwQzXnVm"  # 48 signs, so that it is a weak one for some checks
GOOD_SECRET = SECRET + "0123456789"
NAMES = settings_module.env.names
PRODUCTION = {"ENV_FILE": "", "DEBUG": "false", "SECRET_KEY": GOOD_SECRET, "ALLOWED_HOSTS": "crm.example.org"}


def load(monkeypatch: pytest.MonkeyPatch, **variables: str) -> dict[str, Any]:
    """The settings as they are under these variables and no others."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(ROOT / "crm" / "settings.py"))


def start(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """A program of the product, started from elsewhere with these variables alone."""
    environment = {name: value for name, value in os.environ.items() if name not in NAMES}
    # What the tests set for themselves alone.
    for name in ("DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE"):
        environment.pop(name, None)
    return subprocess.run(
        [sys.executable, *command],
        env={**environment, **variables},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


WRONG_VALUES = [
    ("DEBUG", "maybe"),
    ("DEBUG", ""),
    ("DEBUG", "2"),
    ("PLAIN_HTTP", "tls"),
    ("BEHIND_PROXY", "nginx"),
    ("HSTS_INCLUDE_SUBDOMAINS", "all"),
    ("HSTS_PRELOAD", "later"),
    ("HSTS_SECONDS", "a year"),
    ("HSTS_SECONDS", "-1"),
    ("HSTS_SECONDS", "1.5"),
    ("HSTS_SECONDS", "9" * 30),
    ("SESSION_HOURS", "0"),
    ("SESSION_HOURS", "²"),
    ("REQUEST_MAX_MB", "0"),
    ("REQUEST_MAX_MB", "2001"),
    ("IMPORT_MAX_MB", "0"),
    ("IMPORT_MAX_MB", "401"),
    ("BACKGROUND_WORKER", "maybe"),
    ("DATABASE_CONN_MAX_AGE", "none"),
    ("DATABASE_URL", "foo"),
    ("DATABASE_URL", "mysql://somebody:hidden@localhost/rapport"),
    ("DATABASE_URL", "sqlite"),
    ("DATABASE_URL", "sqlite:rapport.sqlite3"),
    ("DATABASE_URL", "sqlite://rapport.sqlite3"),
    ("DATABASE_URL", "sqlite:////no/such/folder/rapport.sqlite3"),
    ("DATABASE_URL", "postgres://somebody:hidden@localhost"),
    ("DATABASE_URL", "postgres://somebody:hidden@localhost:port/rapport"),
    ("DATABASE_URL", "postgres://somebody:hidden@[::1/rapport"),
    ("TIME_ZONE", "Mars/Olympus"),
    ("TIME_ZONE", "../../etc/passwd"),
    ("TIME_ZONE", "/etc/localtime"),
    ("TIME_ZONE", ""),
    ("ATTACHMENTS_DIR", "manage.py"),
    ("LOG_LEVEL", "loud"),
    ("ALLOWED_HOSTS", "https://crm.example.org"),
    ("ALLOWED_HOSTS", ""),
    ("ALLOWED_HOSTS", " , "),
    ("CSRF_TRUSTED_ORIGINS", "crm.example.org"),
    ("CSRF_TRUSTED_ORIGINS", "https://crm.example.org/admin/"),
    ("SECRET_KEY", ""),
    ("SECRET_KEY", "django-insecure-known-to-everybody"),
    ("SECRET_KEY", "django-insecure-" + "x" * 60),
    ("ENV_FILE", "no-such-file.env"),
]


@pytest.mark.parametrize(("name", "value"), WRONG_VALUES)
def test_wrong_value_stops_the_start_and_names_its_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    with pytest.raises(WrongSetting) as stopped:
        load(monkeypatch, **{**PRODUCTION, name: value})
    text = str(stopped.value)
    assert text.startswith(f"{name} ")
    assert "\n" not in text
    assert "hidden" not in text, "a password must not reach a log"


@pytest.mark.parametrize("name", [name for name in NAMES if name != "ENV_FILE"])
def test_every_variable_refuses_some_value(name: str) -> None:
    assert name in {wrong for wrong, _ in WRONG_VALUES}


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_a_deployment_needs(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Left out altogether, too, which is the likelier slip."""
    with pytest.raises(WrongSetting, match=f"^{name} "):
        load(monkeypatch, **{variable: value for variable, value in PRODUCTION.items() if variable != name})


@pytest.mark.parametrize(
    ("name", "value", "setting", "expected"),
    [
        ("DEBUG", "On", "DEBUG", True),
        ("DEBUG", "0", "DEBUG", False),
        ("PLAIN_HTTP", "yes", "SESSION_COOKIE_SECURE", False),
        ("PLAIN_HTTP", "no", "SESSION_COOKIE_SECURE", True),
        ("PLAIN_HTTP", "yes", "SECURE_HSTS_SECONDS", 0),
        ("HSTS_SECONDS", "60", "SECURE_HSTS_SECONDS", 60),
        ("BEHIND_PROXY", "true", "SECURE_PROXY_SSL_HEADER", ("HTTP_X_FORWARDED_PROTO", "https")),
        ("BEHIND_PROXY", "false", "SECURE_PROXY_SSL_HEADER", None),
        ("SESSION_HOURS", "1", "SESSION_COOKIE_AGE", 3600),
        ("REQUEST_MAX_MB", "2000", "REQUEST_MAX_BYTES", 2000 * 2**20),
        ("TIME_ZONE", "America/New_York", "TIME_ZONE", "America/New_York"),
        ("ALLOWED_HOSTS", "a.example.org, b.example.org,", "ALLOWED_HOSTS", ["a.example.org", "b.example.org"]),
        ("CSRF_TRUSTED_ORIGINS", "https://a.example.org", "CSRF_TRUSTED_ORIGINS", ["https://a.example.org"]),
        # django-environ alone would look for a variable of the name that follows the dollar.
        ("SECRET_KEY", "$" + GOOD_SECRET, "SECRET_KEY", "$" + GOOD_SECRET),
    ],
)
def test_right_value_arrives(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, setting: str, expected: object
) -> None:
    assert load(monkeypatch, **{**PRODUCTION, name: value})[setting] == expected


def test_sqlite_is_the_default_and_opened_for_many_writers(monkeypatch: pytest.MonkeyPatch) -> None:
    database = load(monkeypatch, **PRODUCTION)["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["NAME"] == ROOT / "rapport.sqlite3"
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "cache_size=-64000", "temp_store=MEMORY"):
        assert f"PRAGMA {pragma};" in database["OPTIONS"]["init_command"]
    assert "mmap" not in database["OPTIONS"]["init_command"]


@pytest.mark.parametrize(
    ("url", "engine", "name"),
    [
        ("sqlite:///other.sqlite3", "sqlite3", ROOT / "other.sqlite3"),
        ("sqlite:////tmp/with%20space.sqlite3", "sqlite3", Path("/tmp/with space.sqlite3")),
        ("sqlite://:memory:", "sqlite3", ":memory:"),
        ("postgres://u:p%40ss@db.example.org:5433/rapport", "postgresql", "rapport"),
        ("postgresql://u@localhost/rapport?sslmode=require", "postgresql", "rapport"),
    ],
)
def test_the_url_chooses_the_database(monkeypatch: pytest.MonkeyPatch, url: str, engine: str, name: object) -> None:
    database = load(monkeypatch, **PRODUCTION, DATABASE_URL=url)["DATABASES"]["default"]
    assert database["ENGINE"] == f"django.db.backends.{engine}"
    assert database["NAME"] == name


@pytest.mark.parametrize(
    ("query", "wanted"),
    [("", "-c jit=off"), ("?sslmode=require", "-c jit=off"), ("?options=-c%20work_mem%3D8MB", "-c work_mem=8MB")],
)
def test_postgresql_compiles_no_statements(monkeypatch: pytest.MonkeyPatch, query: str, wanted: str) -> None:
    """Unless the address says otherwise."""
    settings = load(monkeypatch, **PRODUCTION, DATABASE_URL=f"postgres://u@localhost/rapport{query}")
    assert settings["DATABASES"]["default"]["OPTIONS"]["options"] == wanted


def test_the_env_file_completes_the_environment_which_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "rapport settings.env"
    file.write_text(f"# for a test\nSECRET_KEY={GOOD_SECRET}\nTIME_ZONE=Asia/Tokyo\nALLOWED_HOSTS=from.the.file\n")
    monkeypatch.setenv("SECRET_KEY", "is put back by monkeypatch, unlike what the file sets")
    settings = load(monkeypatch, ENV_FILE=str(file), ALLOWED_HOSTS="from.the.environment")
    for name in ("SECRET_KEY", "TIME_ZONE"):
        monkeypatch.delenv(name)
    assert settings["SECRET_KEY"] == GOOD_SECRET
    assert settings["TIME_ZONE"] == "Asia/Tokyo"
    assert settings["ALLOWED_HOSTS"] == ["from.the.environment"]


@pytest.mark.parametrize("command", [("manage.py", "check"), ("manage.py", "migrate", "--plan"), ("manage.py", "help")])
def test_manage_py_says_it_in_one_line(command: tuple[str, ...]) -> None:
    result = start(*command, **{**PRODUCTION, "TIME_ZONE": "Mars/Olympus"})
    assert result.returncode == 1
    assert result.stderr == (
        "Rapport cannot start: TIME_ZONE is 'Mars/Olympus', which is no time zone. Write TIME_ZONE=Europe/Paris.\n"
    )


def test_the_server_says_it_in_one_line_and_is_not_started_again() -> None:
    result = start("-c", "import crm.wsgi", **{**PRODUCTION, "SECRET_KEY": ""})
    assert result.returncode == 3, "gunicorn's code for a worker that cannot boot"
    assert result.stderr.startswith("Rapport cannot start: SECRET_KEY is not set.")
    assert result.stderr.count("\n") == 1


def test_deployment_checks_are_clean() -> None:
    result = start("-W", "error", "manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert result.returncode == 0, result.stderr
    assert "no issues (0 silenced)" in result.stdout + result.stderr


def test_pages_may_load_nothing_from_elsewhere_and_nothing_inline(client: Client, db: None) -> None:
    policy = client.get("/admin/login/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "object-src 'none'" in policy
    assert "unsafe" not in policy


def test_every_variable_is_asked_for_whatever_the_others_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a wrong value would lie in wait until another one changes."""
    assert load(monkeypatch, **PRODUCTION)["env"].names == NAMES
    assert len(set(NAMES)) == len(NAMES)


def test_an_environment_remembers_what_was_asked_of_it() -> None:
    environment = Environment({"A": " x "})
    assert environment.text("A", "") == "x"
    assert environment.text("B", "y") == "y"
    assert environment.names == ["A", "B"]
