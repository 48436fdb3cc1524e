"""The organisation's date: what stored values mean by "today". Words on a page use the reader's own date instead."""

from datetime import date

from django.utils import timezone


def organisation_today() -> date:
    return timezone.localdate(timezone=timezone.get_default_timezone())
