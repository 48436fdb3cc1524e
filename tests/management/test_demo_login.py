"""The demonstration's log-in works, is told once, and is kept."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command


def told(**options: bool) -> str:
    out = StringIO()
    call_command("demo_login", stdout=out, **options)
    return out.getvalue()


def password_in(text: str) -> str:
    found = re.search(r"with password (\S+)", text)
    return found[1] if found else ""


@pytest.mark.django_db
def test_the_password_is_told_once_and_works() -> None:
    password = password_in(told())
    user = authenticate(username="demo", password=password)
    assert user is not None
    assert user.is_superuser

    again = told()
    assert password_in(again) == ""
    assert "make password" in again
    assert authenticate(username="demo", password=password)


@pytest.mark.django_db
def test_a_new_password_replaces_the_old_one() -> None:
    first = password_in(told())
    second = password_in(told(new_password=True))
    assert first != second
    assert authenticate(username="demo", password=first) is None
    assert authenticate(username="demo", password=second)
    assert get_user_model()._default_manager.filter(username="demo").count() == 1
