"""What every test may lean on, whichever database and model it is about."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.template import Context, Template
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django.plugin import DjangoDbBlocker, blocking_manager_key

from tests.database import FirstRows, copy_database, remove_template, template_of_the_run, use_database
from tests.plugin import CHROMIUM, MEND_CHROMIUM

# A deadline measures the machine, not the code; the same examples in every run keep a red test red.
hypothesis_settings.register_profile(
    "rapport", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
hypothesis_settings.load_profile("rapport")

CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> None:
    """Slow hashing protects people; here it would only make every log-in wait."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def _contexts_of_pages_alone(django_test_environment: None) -> None:
    """For a test to look into, Django's client copies the context of every template that a page is made of. Nobody
    looks into those of its widgets, of which a form has hundreds."""
    told = Template._render  # type: ignore[attr-defined]  # set by Django's test environment, which takes it back

    def render(template: Template, context: Context) -> str:
        if (template.name or "").startswith("django/forms/"):
            return template.nodelist.render(context)
        return str(told(template, context))

    Template._render = render  # type: ignore[attr-defined]


def _folder_of_the_run(config: pytest.Config) -> Path:
    """Shared by the processes of one run."""
    folder: Path = config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]
    return folder.parent if hasattr(config, "workerinput") else folder


@pytest.fixture(scope="session")
def database_template(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> str:
    """What to copy for a test that needs a database of its own."""
    with django_db_blocker.unblock():
        return template_of_the_run(_folder_of_the_run(request.config))


@pytest.fixture(scope="session")
def django_db_setup(
    database_template: str, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """In the place of pytest-django's own fixture, which would run the migrations in each process."""
    before = str(settings.DATABASES["default"]["NAME"])
    if connection.vendor == "sqlite":
        # In a file, as in use: in memory a live server's threads would all share the test's own connection.
        name = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
    else:
        name = f"test_{before}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with django_db_blocker.unblock():
        copy_database(database_template, name)
        use_database(name)
        first_rows = FirstRows(database_template)
    # What pytest-django runs after each test that commits.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: first_rows.restore())
        yield
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(before, verbosity=0)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """All tests are done: the process that started the others takes the template away."""
    if not hasattr(session.config, "workerinput"):
        with session.config.stash[blocking_manager_key].unblock():
            remove_template(_folder_of_the_run(session.config))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium instead of a download; the flags keep it inside a container and off the network."""
    if not CHROMIUM:
        pytest.fail(f"Browser tests cannot run: {MEND_CHROMIUM}")
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": [*CHROMIUM_FLAGS]}
