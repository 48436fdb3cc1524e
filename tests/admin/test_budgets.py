"""What each page costs in queries, each one named, and that the number does not grow with what is on file.

Every page of the admin first asks for the session and the user (2), and for the permissions of the user and of their
groups (2). Whatever the user may see comes by a subquery within the page's own queries.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from relationships.models import (
    Account,
    AudienceSnapshot,
    Collaboration,
    Rating,
    Touchpoint,
)
from tests import factories
from tests.admin.conftest import House, decided_and_noted, page
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db

REQUEST = 4  # session, user, permissions of the user, permissions of the groups

WORKPLACE = (
    REQUEST
    + 1  # the relationship with its creator, brand and owner
    + 2  # who can be named: as owner, and in a touchpoint
    + 2  # the form's tags, and their names in the box
    + 2  # collaborations with their results, touchpoints with their people
    + 2  # contributions with who noted them, and their tags
    + 1  # the playbooks, which the forms follow and the advice rests on
    + 3  # ratings on file, the criteria to rate, and the same as what the sheet accepts
    + 4  # adjudications and overrides, and the criteria that they can be about
    + 1  # accounts of the creator
    + 1  # the bands that decide
    + 5  # fit: brand, criteria, ratings, adjudications, overrides
    + 1  # names of the criteria
    + 1  # last touchpoint
    + 13  # what the advice rests on: the relationship with creator and brand; criteria, ratings, adjudications and
    #       overrides; ticks, briefs, collaborations, touchpoints, ladder decisions; follower counts; competitors;
    #       decisions in force
    + 2  # files with who sent them, and the collaborations that a file can be about
    + 6  # beside it: collaborations, ticks and ladder steps with who made them, contributions with tags,
    #      products
)
CREATOR = (
    REQUEST
    + 1  # the creator
    + 2  # the form's categories, and their names in the box
    + 1  # accounts in the form
    + 1  # accounts in the panel
    + 1  # who was merged into them
    + 1  # what they measured
    + 1  # the relationships that the user may see
    + 2  # whether the advice of one of them is stale, and what it is
    + 1  # the bands that decide
)
ROWS = 3  # how many, which ones, and what is shown of them
BRANDS, PEOPLE = 1, 1  # to filter by
LATEST = 1  # the newest id, where a list shows the latest first and not everybody sees all of it
LISTS = {
    "relationship": REQUEST + ROWS + BRANDS + PEOPLE,
    "creator": REQUEST + ROWS,
    "collaboration": REQUEST + ROWS + LATEST + BRANDS,
    "touchpoint": REQUEST + ROWS + LATEST + BRANDS + PEOPLE,
    "rating": REQUEST + ROWS + LATEST + BRANDS + PEOPLE,
    "adjudication": REQUEST + ROWS + LATEST + BRANDS + PEOPLE,
    "gateoverride": REQUEST + ROWS + LATEST + BRANDS + PEOPLE,
    "brand": REQUEST + ROWS,
    "fitcriterion": REQUEST + ROWS + BRANDS,
    "tierbandset": REQUEST + ROWS,
    "agent": REQUEST + ROWS,
    "category": REQUEST + ROWS,
    "tag": REQUEST + ROWS,
    "audiencesnapshot": REQUEST + ROWS,
    "playbook": REQUEST + ROWS + BRANDS,
    "result": REQUEST + ROWS + LATEST + BRANDS,
    "contribution": REQUEST + ROWS + LATEST + BRANDS + 2,  # the tags to filter by, the tags of the rows
    "brief": REQUEST + ROWS + LATEST + BRANDS + PEOPLE,
    "ladderdecision": REQUEST + ROWS + LATEST + BRANDS + PEOPLE,
    "advicedecision": REQUEST + ROWS + LATEST + BRANDS + PEOPLE,
    "checklisttick": REQUEST + ROWS + LATEST + BRANDS + PEOPLE,
    "attachment": REQUEST + ROWS + LATEST + BRANDS + PEOPLE,
}


def _cost(house: House, url: str, role: str = "manager") -> int:
    client = house.client(role)
    client.get(url)  # what a process asks once and keeps (the kinds of content) is no part of a page's cost
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200
    return len(queries)


@kept_rows
def much(little: House) -> House:
    """Much of everything, on top of the one."""
    relationship, now = little.relationship, timezone.now()
    Touchpoint.objects.bulk_create(
        Touchpoint(relationship=relationship, happened_at=now - timedelta(hours=i), by=little.people["colleague"])
        for i in range(120)
    )
    Collaboration.objects.bulk_create(
        Collaboration(relationship=relationship, compensation="paid", fee=Decimal(i), currency="EUR")
        for i in range(120)
    )
    criterion = factories.criterion_of(little.own, "values")
    Rating.objects.bulk_create(
        Rating(
            relationship=relationship, criterion=criterion, reviewer=little.people["colleague"], value=3, evidence="x",
            rated_on=(now - timedelta(days=i)).date(),
        )
        for i in range(120)
    )  # fmt: skip
    for _ in range(10):
        factories.make_tag("", relationship)
        factories.make_category("", relationship.creator)
        factories.make_account(relationship.creator, network="tiktok", followers=None, measured_on=None)
    accounts = Account.objects.filter(creator=relationship.creator)
    AudienceSnapshot.objects.bulk_create(
        AudienceSnapshot(account=account, measured_on=(now - timedelta(days=i + 1)).date(), followers=i)
        for account in accounts
        for i in range(100)
    )
    decided_and_noted(little, 30)
    for number in range(30):
        member = factories.make_manager(little.own)
        factories.make_relationship(brand=little.own, owner=member, followers=number * 1000)
    return little


PAGES = pytest.mark.parametrize(
    ("url", "expected"),
    [
        (lambda house: house.workplace, WORKPLACE),
        (lambda house: page("creator", "change", house.relationship.creator_id), CREATOR),
    ],
    ids=["workplace", "creator"],
)


@PAGES
def test_a_page_costs_this(little: House, url: Callable[[House], str], expected: int) -> None:
    assert _cost(little, url(little)) == expected


@pytest.mark.parametrize("model", LISTS)
def test_a_list_costs_this(little: House, model: str) -> None:
    assert _cost(little, page(model)) == LISTS[model]


# From here on with much on file, which is made once as long as those that need it follow each other.


@PAGES
def test_a_page_costs_the_same_however_much_hangs_on_it(
    much: House, url: Callable[[House], str], expected: int
) -> None:
    assert _cost(much, url(much)) == expected


@pytest.mark.parametrize("model", LISTS)
def test_a_list_costs_the_same_however_long(much: House, model: str) -> None:
    assert _cost(much, page(model)) == LISTS[model]


def test_every_list_has_a_budget() -> None:
    from relationships.admin.site import site

    ours: Any = {m._meta.model_name for m in site._registry if m._meta.app_label == "relationships"}
    assert ours - {
        "user",
        "calendarfeed",
        "savedview",
        "export",
        "bulkchange",
        "creatorimport",
        "creatormerge",
        "savedmapping",
    } == set(LISTS)  # those lists are not for managers


def test_a_history_costs_little_however_long(house: House) -> None:
    """Per kind of row: its versions and the ones before them; then each name once."""
    url = page("relationship", "history", house.relationship.pk)
    for number in range(60):
        house.relationship.notes = f"note {number}"
        house.relationship.save()
    assert _cost(house, url) <= REQUEST + 1 + 11 * 2 + 3
