"""The people who work with Rapport."""

from typing import Any
from zoneinfo import available_timezones

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from simple_history.models import HistoricalRecords

from relationships.models.base import KEY_MAX, sort_key


def validate_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError("%(name)s is not a time zone. Write one such as Europe/Paris.", params={"name": name})


class User(AbstractUser):
    time_zone = models.CharField(
        max_length=64,
        blank=True,
        validators=[validate_time_zone],
        help_text="Such as Europe/Paris; it decides what is due today. Empty: the organisation's time zone.",
    )
    name_key = models.CharField(max_length=KEY_MAX, editable=False, default="")

    # Neither is worth a row of history, and no hash of a password belongs in a second table.
    history = HistoricalRecords(excluded_fields=["password", "last_login", "name_key"])

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = sort_key(str(self))
        if set(kwargs.get("update_fields") or ()) == {"last_login"}:
            # simple_history saves no row while this attribute is there: logging in changes nothing about a person.
            self.skip_history_when_saving = True
        try:
            super().save(*args, **kwargs)
        finally:
            vars(self).pop("skip_history_when_saving", None)

    def __str__(self) -> str:
        return self.get_full_name() or self.username
