"""A contact is noted once, however often its form is sent; a plan does not overwrite one that nobody here saw."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from relationships.models import Relationship, Touchpoint, User
from relationships.services.touches import LoggedAlready, Plan, log_touch, plan_next
from relationships.services.versions import Outdated
from tests import factories
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db

SAID: dict[str, Any] = {"channel": "email", "direction": "outbound", "summary": "Asked for a date."}


@kept_rows
def row() -> Relationship:
    brand = factories.make_brand()
    return factories.make_relationship(brand=brand, owner=factories.make_manager(brand))


def test_the_same_words_of_a_moment_ago_are_the_same_touch(row: Relationship) -> None:
    first = log_touch(row, row.owner, SAID, Plan("Call", "check_in")).touch
    with pytest.raises(LoggedAlready) as again:
        log_touch(row, row.owner, {**SAID, "happened_at": timezone.now()}, Plan("Write", "check_in"))
    assert again.value.touch == first
    row.refresh_from_db()
    assert (Touchpoint.objects.count(), row.next_action) == (1, "Call")


@pytest.mark.parametrize(("seconds", "stand"), [(59, 1), (61, 2)])
def test_after_a_minute_they_are_another_one(row: Relationship, seconds: int, stand: int) -> None:
    log_touch(row, row.owner, SAID)
    Touchpoint.objects.update(created_at=timezone.now() - timedelta(seconds=seconds))
    with suppress(LoggedAlready):
        log_touch(row, row.owner, SAID)
    assert Touchpoint.objects.count() == stand


def test_other_words_and_another_person_are_others(row: Relationship) -> None:
    other: User = factories.make_manager(row.brand)
    for by, values in ((row.owner, SAID), (other, SAID), (row.owner, {**SAID, "channel": "phone"})):
        log_touch(row, by, values)
    assert Touchpoint.objects.count() == 3


def test_a_form_that_is_sent_twice_says_so_and_is_done(row: Relationship, client: Any) -> None:
    client.force_login(row.owner)
    url = reverse("staff:today_touch", args=[row.pk])
    sent = {**SAID, "purpose": "check_in"}
    assert client.post(url, sent).status_code == 302
    again = client.post(url, sent, follow=True)
    assert "stands once" in again.content.decode()
    assert Touchpoint.objects.count() == 1


def test_a_plan_is_not_laid_over_one_that_nobody_here_saw(row: Relationship) -> None:
    seen = row.updated_at
    other = Relationship.objects.get(pk=row.pk)
    other.notes = "Elsewhere on the row."
    other.save()
    assert plan_next(row, Plan("Call", "check_in"), seen)
    with pytest.raises(Outdated, match="Next action"):
        plan_next(row, Plan("Write", "check_in"), seen)
    assert not plan_next(row, Plan("Call", "check_in"), seen), "the same plan"
    assert plan_next(row, Plan("Write", "check_in")), "nobody looked at a version"
