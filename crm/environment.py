"""Reads the settings' variables strictly: a value that is not understood stops the start and says how to mend it.

django-environ reads the `.env` file and the database's URL. Its own casts are too kind for us: they take DEBUG=maybe
for False, and follow a secret key that happens to begin with "$" as the name of another variable.
"""

from __future__ import annotations

import logging
import secrets
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off"})
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")

#: How a connection to SQLite is opened (measured: nothing fails and nothing waits long with 8 writers at once).
SQLITE_OPTIONS: Mapping[str, Any] = {
    # Deferred transactions that turn into writers fail at once, whatever the timeout is.
    "transaction_mode": "IMMEDIATE",
    # Seconds that a writer waits for the one before it: the longest is a list of 100,000 rows being brought in.
    "timeout": 90,
    # WAL lets readers go on while one writes; NORMAL is durable enough with it; -64000 is 64 MB of pages.
    # No mmap: it makes the first cold page many times slower.
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA cache_size=-64000;PRAGMA temp_store=MEMORY;"
    ),
}


#: How a connection to PostgreSQL is opened. It would compile each of our wider statements first, which takes a second
#: where the statement takes some milliseconds; ``options`` in the address go before these.
POSTGRESQL_OPTIONS: Mapping[str, Any] = {"options": "-c jit=off"}


class WrongSetting(ImproperlyConfigured):
    """A variable has a value that Rapport cannot start with; the text names it and the way to mend it, in one line."""


@dataclass
class Environment:
    """The variables that the settings asked for, by name; `names` is what the README must explain."""

    values: Mapping[str, str]
    names: list[str] = field(default_factory=list)

    def text(self, name: str, default: str) -> str:
        self.names.append(name)
        return self.values.get(name, default).strip()

    def flag(self, name: str, default: bool) -> bool:
        word = self.text(name, str(default)).lower()
        if word in TRUE_WORDS | FALSE_WORDS:
            return word in TRUE_WORDS
        raise WrongSetting(f"{name} is {word!r}, which is neither yes nor no. Write {name}=true or {name}=false.")

    def number(self, name: str, default: int, *, at_least: int = 0, at_most: int = 2**31 - 1) -> int:
        """A whole number between the two limits, both included."""
        word = self.text(name, str(default))
        number = int(word) if word.isascii() and word.isdigit() and len(word) < 12 else -1
        if at_least <= number <= at_most:
            return number
        raise WrongSetting(
            f"{name} is {word!r}, which is not a whole number from {at_least} to {at_most}. Write {name}={default}."
        )

    def words(self, name: str, default: list[str]) -> list[str]:
        """A list, its parts separated by commas."""
        return [part.strip() for part in self.text(name, ",".join(default)).split(",") if part.strip()]

    def log_level(self, name: str, default: str) -> str:
        level = self.text(name, default).upper()
        if level in LOG_LEVELS:
            return level
        raise WrongSetting(f"{name} is {level!r}. Write one of {', '.join(LOG_LEVELS)}.")

    def time_zone(self, name: str, default: str) -> str:
        zone = self.text(name, default)
        try:
            zoneinfo.ZoneInfo(zone)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            raise WrongSetting(f"{name} is {zone!r}, which is no time zone. Write {name}=Europe/Paris.") from None
        return zone

    def hosts(self, name: str, *, default: list[str], required: bool) -> list[str]:
        hosts = self.words(name, default)
        for host in hosts:
            if "/" in host or " " in host:
                raise WrongSetting(f"{name} has {host!r}. Write names without http:// or path: {name}=crm.example.org")
        if required and not hosts:
            raise WrongSetting(f"{name} is empty. Write the names that the site is reached by: {name}=crm.example.org")
        return hosts

    def origins(self, name: str) -> list[str]:
        origins = self.words(name, [])
        for origin in origins:
            parts = urlsplit(origin)
            if parts.scheme not in ("http", "https") or not parts.netloc or parts.path:
                raise WrongSetting(f"{name} has {origin!r}. Write {name}=https://crm.example.org")
        return origins

    def secret(self, name: str, *, insecure: str, required: bool) -> str:
        """The key itself is never shown, only a fresh one to copy."""
        key = self.text(name, insecure) or insecure
        if required and (key == insecure or key.startswith("django-insecure-")):
            raise WrongSetting(
                f"{name} is not set. Write a long random one, such as {name}={secrets.token_urlsafe(48)}"
            )
        return key

    def folder(self, name: str, default: Path, *, beside: Path) -> Path:
        """A folder, made when it is first needed; a relative path starts at ``beside``."""
        given = self.text(name, "")
        found = beside / given if given else default
        if found.exists() and not found.is_dir():
            raise WrongSetting(f"{name} names {found}, which is a file. Name a folder; it is made when it is needed.")
        return found

    def database(self, name: str, *, folder: Path, file_name: str) -> dict[str, Any]:
        """Django's settings of one database; a relative SQLite path starts at `folder`. The URL may hold a password,
        so that it is never shown."""
        url = self.text(name, "")
        if not url:
            return {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / file_name, "OPTIONS": dict(SQLITE_OPTIONS)}
        scheme = url.partition(":")[0]
        if scheme == "sqlite":
            return _sqlite(name, url, folder)
        if scheme in ("postgres", "postgresql"):
            return _postgresql(name, url)
        raise WrongSetting(f"{name} names no database that Rapport knows. {DATABASE_EXAMPLES.format(name=name)}")


DATABASE_EXAMPLES = "Write {name}=postgres://user:password@host:5432/rapport or {name}=sqlite:///rapport.sqlite3"


def _sqlite(name: str, url: str, folder: Path) -> dict[str, Any]:
    if url.startswith("sqlite://") and not urlsplit(url.replace(":memory:", "")).netloc:
        config = environ.Env.db_url_config(url)
        path = config["NAME"]
        if path == ":memory:" or (folder / path).parent.is_dir():
            place = path if path == ":memory:" else folder / path
            return {"ENGINE": config["ENGINE"], "NAME": place, "OPTIONS": dict(SQLITE_OPTIONS)}
        raise WrongSetting(f"{name} puts the file into {(folder / path).parent}, which is no folder. Make it first.")
    raise WrongSetting(f"{name} has no path. {DATABASE_EXAMPLES.format(name=name)} (four slashes for an absolute path)")


def _postgresql(name: str, url: str) -> dict[str, Any]:
    try:
        config: dict[str, Any] = environ.Env.db_url_config(url)
    except ValueError:
        config = {}
    if config.get("NAME"):
        return {**config, "OPTIONS": {**POSTGRESQL_OPTIONS, **config.get("OPTIONS", {})}}
    raise WrongSetting(f"{name} does not name a database. {DATABASE_EXAMPLES.format(name=name)}")


def read_environment(folder: Path) -> Environment:
    """The process's variables, completed from `.env` in `folder` or the file that ENV_FILE names (empty: none)."""
    logging.getLogger("environ").setLevel(logging.ERROR)
    environment = Environment(environ.Env.ENVIRON)
    env_file = environment.text("ENV_FILE", ".env")
    path = folder / env_file
    if env_file and path.is_file():
        environ.Env.read_env(path)
    elif env_file != "" and "ENV_FILE" in environ.Env.ENVIRON:
        raise WrongSetting(f"ENV_FILE is {env_file!r}, and there is no such file. Mend the path, or leave it empty.")
    return environment
