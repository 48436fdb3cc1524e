"""Ambassadors: who is one today, what came last, what of the promises, and whose renewal is due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from relationships.models import Brand, Contribution, Relationship, User
from relationships.services import freshness
from tests import factories
from tests.kept import kept_rows
from tests.views.list_pages import cells, get, names, queries, tabs

pytestmark = pytest.mark.django_db

LIST = reverse("staff:ambassadors")
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _fresh() -> None:
    freshness.freshen_histories()


@kept_rows
def brand() -> Brand:
    return factories.make_brand("Homely")


@kept_rows
def manager(brand: Brand) -> User:
    return factories.make_manager(brand)


def ambassador(name: str, brand: Brand, ends_on: date | None, **values: object) -> Relationship:
    row = factories.make_relationship(factories.make_creator(name, followers=20_000), brand)
    agreement = {"title": f"{name}’s year", "starts_on": TODAY - 90 * DAY, "ends_on": ends_on, **values}
    factories.make_collaboration(row, kind="ambassador", status="live", **agreement)
    return row


@kept_rows
def house(brand: Brand, manager: User) -> None:
    """The micro playbook talks about a renewal 60 days before an agreement ends."""
    promised = {"cocreations_promised": 1, "reviews_promised": 2}
    due = ambassador("Due", brand, TODAY + 60 * DAY, **promised)
    for kind, number in (("cocreation", 2), ("review", 1)):
        for _ in range(number):
            Contribution.objects.create(relationship=due, kind=kind, happened_on=TODAY - DAY, title="Came")
    Contribution.objects.create(relationship=due, kind="review", happened_on=TODAY - 200 * DAY, title="Long before")
    factories.make_collaboration(due, title="Autumn reel", live_on=TODAY - 2 * DAY)
    ambassador("Soon", brand, TODAY + 61 * DAY)
    ambassador("Later", brand, TODAY + 91 * DAY)
    ambassador("Open", brand, None)
    ambassador("Former", brand, TODAY - DAY)
    factories.make_collaboration(factories.make_relationship(factories.make_creator("One-off"), brand))
    ambassador("Foreign", factories.make_brand("Zyxwoo"), None)


def test_who_is_one_today_stands_there_whose_renewal_is_due_first(house: None, manager: User) -> None:
    html = get(manager, LIST)
    assert names(html) == ["Due", "Soon", "Later", "Open"]
    assert tabs(html) == ["All 4", "Due 1", "Within 30 days 1", "Later 1", "No end agreed 1"]
    assert names(get(manager, f"{LIST}?renewal=soon&renewal=open")) == ["Soon", "Open"]
    assert names(get(manager, f"{LIST}?sort=-creator")) == ["Soon", "Open", "Later", "Due"]
    assert names(get(manager, f"{LIST}?sort=since&renewal=later")) == ["Later"]


def test_a_row_tells_of_the_agreement(house: None, manager: User) -> None:
    html = get(manager, LIST)
    day = f"{TODAY - 2 * DAY:%-d %b %Y}"
    others = [f"{name}’s year live" for name in ("Soon", "Later", "Open")]
    assert cells(html, "last") == [f"Autumn reel live {day}", *others]
    # What came beyond the promise of one kind makes up for no other, and what came before the agreement is no part.
    assert cells(html, "promises") == ["2 of 3", "None made", "None made", "None made"]
    assert cells(html, "since")[0].startswith("3 months ago")
    assert cells(html, "renewal")[0].startswith("today")
    assert cells(html, "renewal")[3] == "No end agreed"


def test_it_costs_eight_queries(house: None, manager: User) -> None:
    """1 session, 2 user, 3 and 4 permissions, 5 counts, 6 the page's rows, 7 accounts, advice, tags, collaborations and
    contributions, 8 the choices of the filters."""
    for address in (LIST, f"{LIST}?renewal=due&sort=-drift", f"{LIST}?tier=micro&q=due"):
        asked = queries(manager, address)
        assert len(asked) == 8, "\n".join(sql[:200] for sql in asked)
