"""History rows of writes that go past `save()`: the same as save() would write, in one statement."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from simple_history.models import HistoricalRecords

from relationships.models import Account, Collaboration, Creator, Touchpoint
from relationships.services.audit import ADDED, CHANGED, REMOVED, record_history
from tests.factories import make_account, make_collaboration, make_creator, make_superuser, make_touchpoint

pytestmark = pytest.mark.django_db

BOOKKEEPING = ("history_id", "history_date", "history_change_reason", "history_user_id")


def rows(row: Any) -> list[dict[str, Any]]:
    found = row.history.order_by("history_id").values()
    return [{name: value for name, value in one.items() if name not in BOOKKEEPING} for one in found]


@pytest.mark.parametrize("kind", [ADDED, CHANGED, REMOVED])
@pytest.mark.parametrize("make", [make_creator, make_account, make_collaboration, make_touchpoint])
def test_the_row_is_as_save_writes_it(make: Any, kind: str) -> None:
    row = make()
    written = rows(row)[-1]
    assert record_history(type(row).objects.filter(pk=row.pk), kind=kind, reason="by hand") == 1
    assert rows(row)[-1] == {**written, "history_type": kind}
    latest = row.history.order_by("-history_id").first()
    assert latest.history_change_reason == "by hand"
    assert timedelta(0) <= timezone.now() - latest.history_date < timedelta(minutes=5)


def test_moments_are_moments_on_both_engines() -> None:
    touch = make_touchpoint(happened_at=datetime(2026, 3, 1, 12, 30, 1, 250, tzinfo=UTC))
    record_history(Touchpoint.objects.filter(pk=touch.pk))
    latest = touch.history.order_by("-history_id").first()
    assert latest is not None
    assert latest.happened_at == touch.happened_at
    assert touch.history.filter(history_date__year=timezone.now().year).count() == 2


def test_who_acts_is_named(rf: Any) -> None:
    creator, user, other = make_creator(), make_superuser(), make_superuser()
    request = rf.get("/")
    request.user = user
    HistoricalRecords.context.request = request
    try:
        record_history(Creator.objects.filter(pk=creator.pk))
        record_history(Creator.objects.filter(pk=creator.pk), user=other)
    finally:
        del HistoricalRecords.context.request
    record_history(Creator.objects.filter(pk=creator.pk))
    names = creator.history.order_by("history_id").values_list("history_user_id", flat=True)
    assert list(names)[-3:] == [user.pk, other.pk, None]


def test_nothing_to_write_writes_nothing_and_a_long_reason_is_cut() -> None:
    assert record_history(Account.objects.none()) == 0
    assert record_history(Account.objects.filter(pk=-1)) == 0
    collaboration = make_collaboration()
    record_history(Collaboration.objects.filter(pk=collaboration.pk), reason="x" * 300)
    latest = collaboration.history.order_by("-history_id").first()
    assert latest is not None
    assert latest.history_change_reason == "x" * 100
