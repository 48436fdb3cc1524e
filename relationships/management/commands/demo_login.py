"""Makes the log-in of a demonstration: a superuser with a random password, told once."""

from __future__ import annotations

import secrets
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand

USERNAME = "demo"
#: 12 random bytes are 16 characters to type and 96 bits to guess.
PASSWORD_BYTES = 12


class Command(BaseCommand):
    help = 'Makes the superuser "demo" with a random password and prints it once. Run again, it keeps what is there.'

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--new-password", action="store_true", help="give it a new password, and print that")

    def handle(self, *, new_password: bool, **options: Any) -> None:
        users = get_user_model()._default_manager
        user = users.filter(username=USERNAME).first()
        password = secrets.token_urlsafe(PASSWORD_BYTES)
        if user is None:
            users.create_superuser(username=USERNAME, email="", password=password)
        elif new_password:
            user.set_password(password)
            user.save()
        else:
            self.stdout.write(f"Log in as {USERNAME} (password as told at first; `make password` makes a new one)")
            return
        self.stdout.write(f"Log in as {USERNAME} with password {password} (told this once; keep it)")
