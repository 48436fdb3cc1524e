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
    AdviceDecision,
    Attachment,
    AudienceSnapshot,
    Brief,
    ChecklistTick,
    Collaboration,
    Contribution,
    LadderDecision,
    Rating,
    Result,
    Touchpoint,
)
from tests import factories
from tests.admin.conftest import House, page
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
    + 1  # what they measured
    + 1  # the relationships that the user may see
    + 2  # whether the advice of one of them is stale, and what it is
    + 1  # the bands that decide
)
#: Beside the rows and their count: the brands and the people that a list offers to filter by.
LISTS = {
    "relationship": REQUEST + 2 + 2,
    "creator": REQUEST + 2,
    "collaboration": REQUEST + 2 + 1,
    "touchpoint": REQUEST + 2 + 2,
    "rating": REQUEST + 2 + 2,
    "adjudication": REQUEST + 2 + 2,
    "gateoverride": REQUEST + 2 + 2,
    "brand": REQUEST + 2,
    "fitcriterion": REQUEST + 2 + 1,
    "tierbandset": REQUEST + 2,
    "agent": REQUEST + 2,
    "category": REQUEST + 2,
    "tag": REQUEST + 2,
    "audiencesnapshot": REQUEST + 2,
    "playbook": REQUEST + 2 + 1,
    "result": REQUEST + 2 + 1,
    "contribution": REQUEST + 2 + 3,  # brands, the tags to filter by, the tags of the rows
    "brief": REQUEST + 2 + 2,
    "ladderdecision": REQUEST + 2 + 2,
    "advicedecision": REQUEST + 2 + 2,
    "checklisttick": REQUEST + 2 + 2,
    "attachment": REQUEST + 2 + 2,
}


def _cost(house: House, url: str, role: str = "manager") -> int:
    client = house.client(role)
    client.get(url)  # what a process asks once and keeps (the kinds of content) is no part of a page's cost
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200
    return len(queries)


@kept_rows
def little(house: House) -> House:
    """One of everything."""
    factories.make_touchpoint(house.relationship, by=house.people["manager"])
    factories.make_collaboration(house.relationship)
    factories.make_rating(house.relationship, "values", 4, reviewer=house.people["manager"])
    factories.make_adjudication(house.relationship, "values", 4)
    factories.make_override(house.relationship, "safety")
    factories.make_tag("", house.relationship)
    factories.make_category("", house.relationship.creator)
    factories.make_agent()
    _decided_and_noted(house, 1)
    return house


def _decided_and_noted(house: House, number: int) -> None:
    """Rows beside the advice and beyond posts; a contribution bears a tag, and a collaboration a result."""
    relationship, today, by = house.relationship, timezone.localdate(), house.people["colleague"]
    decided = {"relationship": relationship, "decided_by": by, "decided_on": today}
    for _ in range(number):
        contribution = Contribution.objects.create(
            relationship=relationship, kind="insight", title="Shades", happened_on=today, noted_by=by
        )
        contribution.tags.add(factories.make_tag())
    for collaboration in list(Collaboration.objects.filter(result=None)[:number]):
        Result.objects.create(collaboration=collaboration, measured_on=today, source="Insights", reach=1)
        Brief.objects.create(collaboration=collaboration, made_by=by)
        ChecklistTick.objects.create(
            relationship=relationship, collaboration=collaboration, term="contract", ticked_by=by, ticked_on=today
        )
    Attachment.objects.bulk_create(
        Attachment(relationship=relationship, kind="brief", name="brief.pdf", size=1, uploaded_by=by)
        for _ in range(number)
    )
    LadderDecision.objects.bulk_create(LadderDecision(choice="not_yet", reason="x", **decided) for _ in range(number))
    AdviceDecision.objects.bulk_create(
        AdviceDecision(code="thank-you", facts="", reason="x", until=today, **decided) for _ in range(number)
    )


@kept_rows
def much(little: House) -> House:
    """Much of everything, on top of the one."""
    relationship, now = little.relationship, timezone.now()
    Touchpoint.objects.bulk_create(
        Touchpoint(relationship=relationship, happened_at=now - timedelta(hours=i), by=little.people["colleague"])
        for i in range(300)
    )
    Collaboration.objects.bulk_create(
        Collaboration(relationship=relationship, compensation="paid", fee=Decimal(i), currency="EUR")
        for i in range(300)
    )
    criterion = factories.criterion_of(little.own, "values")
    Rating.objects.bulk_create(
        Rating(
            relationship=relationship, criterion=criterion, reviewer=little.people["colleague"], value=3, evidence="x",
            rated_on=(now - timedelta(days=i)).date(),
        )
        for i in range(300)
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
    _decided_and_noted(little, 30)
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
    assert ours - {"user", "calendarfeed", "savedview", "export", "bulkchange"} == set(
        LISTS
    )  # those lists are not for managers


def test_a_history_costs_little_however_long(house: House) -> None:
    """Per kind of row: its versions and the ones before them; then each name once."""
    url = page("relationship", "history", house.relationship.pk)
    for number in range(60):
        house.relationship.notes = f"note {number}"
        house.relationship.save()
    assert _cost(house, url) <= REQUEST + 1 + 11 * 2 + 3
