"""A pytest plugin, named in pyproject.toml so that it is there before pytest-django reads the settings.

- Tests need no set-up and do not depend on the developer's own: no `.env` file, no variable but DATABASE_URL, which
  chooses the database that the suite runs on (SQLite when it is not given).
- Browser tests are left out, with a word about it, where no Chromium is; with CI=true or RAPPORT_REQUIRE_BROWSER=1 they
  fail instead.
- `--no-skips` fails what would be skipped or excused: what CI calls green has really run.
"""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Generator
from tempfile import TemporaryDirectory

import pytest

#: The first is Chromium without windows: the same pages for half of the work.
_CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, _CHROMIUMS)), None)
MEND_CHROMIUM = "there is no Chromium on the path. Mend it with: apt-get install chromium-headless-shell"


def browser_required() -> bool:
    return os.environ.get("CI") == "true" or os.environ.get("RAPPORT_REQUIRE_BROWSER") == "1"


#: Where tests keep attached files; gone when the run ends.
_attachments = TemporaryDirectory(prefix="rapport-attachments-")


def set_environment() -> None:
    kept = os.environ.get("DATABASE_URL", "")
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "TIME_ZONE", "LOG_LEVEL", "PLAIN_HTTP"):
        os.environ.pop(name, None)
    os.environ |= {"ENV_FILE": "", "DEBUG": "true", "DATABASE_URL": kept, "ATTACHMENTS_DIR": _attachments.name}
    # Playwright keeps a loop running in the thread of the test, which is not where Django works.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


set_environment()
# Nothing of what is loaded goes away before the tests begin: looking for it would only take time.
gc.disable()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-skips", action="store_true", help="a test that is skipped or expected to fail is a failure")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    browsing = [item for item in items if _browses(item)]
    others = [item for item in items if not _browses(item)]
    if CHROMIUM or browser_required():
        # First: they wait much while other processes have much to do, and a long one at the end would keep them all.
        items[:] = [*browsing, *others]
    else:
        items[:] = others
        config.hook.pytest_deselected(items=browsing)


def _browses(item: pytest.Item) -> bool:
    return "browser_type" in getattr(item, "fixturenames", ())


def pytest_collection_finish() -> None:
    """What is loaded now stays until the end: the collector need not look through it again and again."""
    gc.enable()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not CHROMIUM and not browser_required():
        terminalreporter.write_line(f"Browser tests were left out: {MEND_CHROMIUM}", yellow=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if item.config.getoption("--no-skips"):
        if report.skipped:
            _fail(report)
        if hasattr(report, "wasxfail"):
            _fail(report)
            del report.wasxfail
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if collector.config.getoption("--no-skips") and report.skipped:
        _fail(report)
    return report


def _fail(report: pytest.TestReport | pytest.CollectReport) -> None:
    report.longrepr = f"Nothing may be skipped here (--no-skips): {report.longrepr}"
    report.outcome = "failed"
