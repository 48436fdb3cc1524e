"""Writes that Django makes by itself (a log-in, a deletion that nulls a column) leave the history true."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.test import Client

from relationships.models import Category, Creator, Tag
from relationships.services.derived import count_wrong
from tests import factories

pytestmark = pytest.mark.django_db


def test_logging_in_changes_nothing_about_a_person() -> None:
    user = factories.make_manager(password=factories.PASSWORD)
    before = user.history.count()
    assert Client().login(username=user.username, password=factories.PASSWORD)
    user.refresh_from_db()
    assert user.last_login is not None
    assert user.history.count() == before
    user.first_name = "Noor"
    user.save()
    assert user.history.count() == before + 1


def test_people_with_work_are_deactivated_not_deleted() -> None:
    owner = factories.make_manager()
    factories.make_relationship(owner=owner)
    with pytest.raises(ProtectedError):
        owner.delete()


def test_the_creators_of_a_deleted_agent_remember_it() -> None:
    agent = factories.make_agent()
    creator = factories.make_creator(agent=agent)
    other = factories.make_creator()
    agent.delete()
    creator.refresh_from_db()
    assert creator.agent is None
    newest = creator.history.latest()
    assert (newest.history_type, newest.history_change_reason, newest.agent_id) == ("~", "agent deleted", None)
    assert other.history.count() == 1


def test_an_account_moves_to_another_creator() -> None:
    receiver, giver = factories.make_creator(), factories.make_creator(followers=200_000)
    assert receiver.pk < giver.pk
    account = giver.accounts.get()
    account.creator = receiver
    account.save()
    found = dict(Creator.objects.values_list("pk", "tier"))
    assert (found[receiver.pk], found[giver.pk]) == ("macro", "unknown")
    assert sum(count_wrong().values()) == 0


@pytest.mark.parametrize("label", [Tag, Category])
def test_capitals_and_accents_make_no_second_label(label: type[Tag] | type[Category]) -> None:
    label.objects.create(name="Été")
    with pytest.raises(ValidationError, match="already there"):
        label(name="ete").full_clean(exclude=["name_key"])
