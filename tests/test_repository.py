"""What a newcomer finds: a tidy top level, pinned packages that name no registry, every setting explained."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from crm import settings as settings_module

ROOT = Path(__file__).parent.parent
LOCKS = {"run": ROOT / "requirements.lock", "develop": ROOT / ".ci" / "requirements-dev.lock"}
TOP_LEVEL = {"manage.py", "pyproject.toml", "README.md", "Makefile", "requirements.lock"} | {
    "crm",
    "relationships",
    "templates",
    "tests",
}
#: What using the product leaves there; git ignores it.
LEFT_BY_USE = ("rapport.sqlite3", "rapport.sqlite3-wal", "rapport.sqlite3-shm", "test-results")
#: Variables of the Makefile, which the README may explain in a table as well.
MAKE_VARIABLES = {"PORT", "PYTHON", "VENV", "JOBS", "ARGS", "CI", "RAPPORT_REQUIRE_BROWSER"}


def pins(lock: Path) -> dict[str, str]:
    """Name to version of everything that a lock lists."""
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", lock.read_text(), re.MULTILINE))


def test_the_top_level_holds_what_the_plan_names_and_no_more() -> None:
    seen = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert seen - TOP_LEVEL - set(LEFT_BY_USE) - {"__pycache__"} == set()


@pytest.mark.parametrize("lock", LOCKS.values(), ids=LOCKS)
def test_a_lock_pins_by_hash_and_names_no_place(lock: Path) -> None:
    text = lock.read_text()
    assert not re.search(r"https?:|file:/|--(extra-)?index-url|--find-links|--trusted-host|@ ", text)
    entries = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip())
    assert len(entries) == len(pins(lock))
    for entry in entries:
        assert "--hash=sha256:" in entry, entry


def test_the_locks_agree_and_hold_what_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = {"run": project["dependencies"], "develop": project["optional-dependencies"]["dev"]}
    listed = {name: pins(lock) for name, lock in LOCKS.items()}
    for which, wishes in asked.items():
        for wish in map(Requirement, wishes):
            assert wish.specifier.contains(listed[which][canonicalize_name(wish.name)]), wish
    assert listed["run"].items() <= listed["develop"].items()


def test_the_readme_explains_every_setting_and_no_other() -> None:
    rows = re.findall(r"^\| *`([A-Z][A-Z_]+)`", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert set(rows) - MAKE_VARIABLES == set(settings_module.env.names)
    assert len(rows) == len(set(rows))


def test_every_module_of_the_readme_is_there() -> None:
    """A path that the README shows in backticks is one that a reader can open."""
    text = (ROOT / "README.md").read_text()
    paths = re.findall(r"`((?:crm|relationships|templates|tests|\.ci)/[\w./-]+)`", text)
    paths += re.findall(r"!\[[^]]*\]\(([\w./-]+)\)", text)
    assert any(path.endswith(".png") for path in paths)
    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("script", ["manage.py", ".ci/run", ".ci/venv", ".ci/postgresql"])
def test_a_script_can_be_started(script: str) -> None:
    assert (ROOT / script).stat().st_mode & 0o111


@pytest.mark.parametrize("port", ["", "http", "0", "65536", "-1", "8000 "])
def test_a_wrong_port_gets_one_line(port: str) -> None:
    result = ask_for_port(port)
    assert result.returncode == 1
    assert re.fullmatch(r"PORT is .*Write PORT=8001\.\n", result.stderr)


def test_a_busy_port_gets_one_line() -> None:
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = ask_for_port(str(port))
    assert result.returncode == 1
    assert re.fullmatch(rf"Port {port} cannot be used .*Choose another one: PORT=\d+ make demo\n", result.stderr)
    assert ask_for_port(str(port)).returncode == 0


def ask_for_port(port: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / ".ci" / "free_port.py", port], capture_output=True, text=True, check=False
    )


STAND_INS = {
    "too old": ('case "$*" in *version_info*) exit 1 ;; -V) echo Python 3.9.2 ;; esac', "is Python 3.9.2"),
    "no venv": ('case "$*" in *ensurepip*) exit 1 ;; esac', "apt-get install python3-venv"),
}


@pytest.mark.parametrize("lacking", [*STAND_INS, "missing"])
def test_an_unfit_python_gets_one_line(tmp_path: Path, lacking: str) -> None:
    python = tmp_path / "a python"
    body, says = STAND_INS.get(lacking, ("", "there is no"))
    if body:
        python.write_text(f"#!/bin/sh\n{body}\n")
        python.chmod(0o755)
    result = subprocess.run(
        [ROOT / ".ci" / "venv", "requirements.lock"],
        env={"PATH": "/usr/bin:/bin", "PYTHON": str(python), "VENV": str(tmp_path / "venv")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert says in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "venv").exists()


def test_static_files_are_collected_outside_the_sources() -> None:
    assert Path(settings.STATIC_ROOT).relative_to(ROOT).parts[0].startswith(".")
