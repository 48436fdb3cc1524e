"""A person's own page: their time zone, and the address of their calendar, which is told once."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from relationships.models import CalendarFeed, User
from relationships.services.calendars import digest_of
from tests import factories

pytestmark = pytest.mark.django_db

PAGE, FEED = reverse("staff:profile"), reverse("staff:profile_calendar")
ADDRESS = re.compile(r'value="(http://testserver/calendar/([\w-]+)\.ics)"')


@pytest.fixture
def person() -> User:
    return factories.make_viewer(factories.make_brand("Homely"), first_name="Vera")


@pytest.fixture
def at_home(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_it_shows_who_one_is_and_nothing_of_others(at_home: Client) -> None:
    factories.make_brand("Zyxwoo")
    response = at_home.get(PAGE)
    html = response.content.decode()
    assert "Vera" in html
    assert "Homely" in html
    assert "Zyxwoo" not in html
    assert "no-store" in response.headers["Cache-Control"]
    assert f'href="{PAGE}"' in at_home.get(reverse("staff:today")).content.decode()


def test_a_time_zone_is_set_and_taken_back(at_home: Client, person: User) -> None:
    assert at_home.post(PAGE, {"time_zone": " Asia/Tokyo "}).status_code == 302
    person.refresh_from_db()
    assert person.time_zone == "Asia/Tokyo"
    assert "in Asia/Tokyo" in at_home.get(PAGE).content.decode()
    assert person.history.latest().history_user == person
    at_home.post(PAGE, {"time_zone": ""})
    person.refresh_from_db()
    assert person.time_zone == ""


@pytest.mark.parametrize("wrong", ["Mars/Base", "../etc/passwd", "x" * 200, "\0", "<b>"])
def test_what_is_no_time_zone_is_told(at_home: Client, person: User, wrong: str) -> None:
    response = at_home.post(PAGE, {"time_zone": wrong})
    # What is left of nothing visible is nothing: the organisation's zone.
    assert response.status_code == (302 if wrong == "\0" else 422)
    person.refresh_from_db()
    assert person.time_zone == ""


def test_nothing_else_of_a_person_can_be_changed(at_home: Client, person: User) -> None:
    at_home.post(PAGE, {"time_zone": "", "is_superuser": "on", "username": "root", "id": "1"})
    person.refresh_from_db()
    assert (person.is_superuser, person.username == "root") == (False, False)


def test_an_address_is_shown_once_and_kept_as_a_digest(at_home: Client, person: User) -> None:
    found = ADDRESS.search(at_home.post(FEED, {"do": "make"}).content.decode())
    assert found
    address, token = found.groups()
    assert len(token) >= 43
    feed = CalendarFeed.objects.get(user=person)
    assert feed.token_digest == digest_of(token)
    assert token not in str(list(CalendarFeed.objects.values())) + str(list(CalendarFeed.history.values()))
    assert token not in at_home.get(PAGE).content.decode()
    assert Client().get(address).status_code == 200


def test_a_new_address_closes_the_one_before_and_closing_closes_both(at_home: Client) -> None:
    first, second = (ADDRESS.search(at_home.post(FEED, {"do": "make"}).content.decode()) for _ in range(2))
    assert first
    assert second
    assert [Client().get(found[1]).status_code for found in (first, second)] == [404, 200]
    assert "Close the address" in at_home.get(PAGE).content.decode()
    assert at_home.post(FEED, {"do": "revoke"}).status_code == 302
    assert Client().get(second[1]).status_code == 404
    assert not CalendarFeed.objects.exists()
    assert at_home.post(FEED, {"do": "revoke"}).status_code == 302  # again: there is nothing to close


def test_only_the_word_for_it_makes_an_address(at_home: Client) -> None:
    """A form that was garbled must not close the address that somebody's calendar reads."""
    found = ADDRESS.search(at_home.post(FEED, {"do": "make"}).content.decode())
    assert found
    assert [at_home.post(FEED, data).status_code for data in ({}, {"do": "anything"})] == [302, 302]
    assert Client().get(found[1]).status_code == 200


def test_it_takes_a_post_with_a_token_against_forgery(person: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    assert client.get(FEED).status_code == 405
    assert client.post(FEED, {"do": "make"}).status_code == 403
    assert client.post(PAGE, {"time_zone": ""}).status_code == 403
    assert not CalendarFeed.objects.exists()
