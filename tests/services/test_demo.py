"""Topping up the sample data: nothing on file is touched, and a large sample is made as a small one is."""

from __future__ import annotations

import pytest

from relationships.models import Account, AudienceSnapshot, Brand, Rating, Relationship
from relationships.services.clock import organisation_today
from relationships.services.demo import creators, filling
from relationships.services.demo.filling import top_up
from relationships.services.derived import count_wrong
from tests.factories import make_account, make_brand, make_relationship, make_user

pytestmark = pytest.mark.django_db


def test_the_same_seed_gives_the_same_people_and_another_gives_others() -> None:
    one, same, other = (creators.invent_creator(7, seed, organisation_today()) for seed in (1, 1, 2))
    assert (one.person, one.accounts) == (same.person, same.accounts)
    assert (one.person, one.accounts) != (other.person, other.accounts)


def test_topping_up_leaves_what_is_there() -> None:
    mine = make_relationship(brand=make_brand("Mine"), followers=123)
    person = make_user("nadia", first_name="Another", last_name="Nadia")
    before = Relationship.objects.filter(pk=mine.pk).values().get()
    assert top_up(12) == 11
    assert top_up(12) == 0
    assert top_up(5) == 0
    assert top_up(20) == 8
    assert Relationship.objects.count() == 20
    assert Relationship.objects.filter(pk=mine.pk).values().get() == before
    person.refresh_from_db()
    assert str(person) == "Another Nadia"
    assert Brand.objects.count() == 4
    assert not any(count_wrong().values())


def test_a_handle_that_somebody_has_is_left_to_them() -> None:
    planned = [creators.invent_creator(number, 5, organisation_today()) for number in range(1, 40)]
    owner, wanted = next((c, a) for c in planned for a in c.accounts if a.network == "instagram")
    make_account(handle=wanted.handle)
    make_account(handle=f"{wanted.handle}{owner.number}")
    expected = f"{wanted.key}{owner.number}x"
    creators.keep_handles_apart(planned)
    assert wanted.key == expected
    keys = [(account.network, account.key) for creator in planned for account in creator.accounts]
    assert len(keys) == len(set(keys))
    assert not Account.objects.filter(handle_key__in=[key for _, key in keys]).exists()


def test_steps_and_bulk(monkeypatch: pytest.MonkeyPatch) -> None:
    """As for a million, small: several steps, creators told in brief, statistics gathered at the end."""
    monkeypatch.setattr(filling, "CHUNK", 40)
    monkeypatch.setattr(filling, "_WORTH_ANALYSING", 100)
    monkeypatch.setattr(creators, "_TOLD_IN_FULL", 30)
    told: list[int] = []
    assert top_up(150, progress=told.append) == 150
    assert told == [40, 80, 120, 150]
    assert not any(count_wrong().values())
    assert Rating.objects.exists()
    assert AudienceSnapshot.objects.exists()
