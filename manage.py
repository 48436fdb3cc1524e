#!/usr/bin/env python3
"""Rapport's command line: `manage.py help` lists what it can do."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")
    try:
        from django.conf import settings
        from django.core.management import execute_from_command_line

        from crm.environment import WrongSetting
    except ModuleNotFoundError as missing:
        sys.exit(f"{missing.name} is not installed. Run `make setup`, then use .venv/bin/python manage.py …")
    try:
        # Django's own commands would go on without settings and complain about something else.
        settings.DEBUG  # noqa: B018  (looked at to load them)
    except WrongSetting as problem:
        sys.exit(f"Rapport cannot start: {problem}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
