"""The calendar feed: open to whoever has its address, and to nobody else; it holds what its owner may see now."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from relationships.models import CalendarFeed, Creator, Membership, Relationship, User
from relationships.services.calendars import make_feed, revoke_feed
from tests import factories
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@kept_rows
def mia() -> User:
    """Somebody with an action, a payment and a renewal ahead; a colleague's and a foreign one stand beside them."""
    brand, foreign = factories.make_brand("Homely"), factories.make_brand("Zyxwoo")
    person = factories.make_manager(brand)
    row = factories.make_relationship(
        factories.make_creator("Ana Núñez, Ltd.", email="ana@example.org"), brand, owner=person, notes="secret notes",
        next_action="Send the brief", next_action_kind="internal", next_action_on=TODAY + timedelta(days=3),
    )  # fmt: skip
    factories.make_collaboration(
        row, status="agreed", compensation="paid", fee=999, payment_due_on=TODAY - timedelta(days=2)
    )
    for status, paid_on in (("completed", TODAY), ("proposed", None)):  # paid, and not agreed: nothing is owed
        factories.make_collaboration(
            row, status=status, compensation="paid", fee=5, payment_due_on=TODAY, paid_on=paid_on
        )
    Relationship.objects.filter(pk=row.pk).update(renewal_on=TODAY + timedelta(days=40))
    for other_brand, owner in ((brand, factories.make_manager(brand)), (foreign, person), (brand, None)):
        factories.make_relationship(
            factories.make_creator("Zyxwoo"), other_brand, owner=owner, next_action="Zyxwoo", next_action_on=TODAY,
            next_action_kind="internal",
        )  # fmt: skip
    return person


def read(token: str) -> Any:
    response = Client().get(reverse("calendar", args=[token]))
    assert response.status_code == 200
    return Calendar.from_ical(response.content)


def entries(token: str) -> dict[str, tuple[str, date]]:
    """Summary and day by the beginning of the uid."""
    events = read(token).walk("VEVENT")
    return {str(one["uid"]).partition("-")[0]: (str(one["summary"]), one["dtstart"].dt) for one in events}


def test_it_holds_actions_payments_and_renewals_and_nothing_of_others(mia: User) -> None:
    assert entries(make_feed(mia)) == {
        "action": ("Send the brief: Ana Núñez, Ltd. × Homely", TODAY + timedelta(days=3)),
        "payment": ("Payment due: Ana Núñez, Ltd. × Homely", TODAY - timedelta(days=2)),
        "renewal": ("Talk about the renewal: Ana Núñez, Ltd. × Homely", TODAY + timedelta(days=40)),
    }


def test_an_entry_is_a_private_day_with_a_link(mia: User) -> None:
    calendar = read(make_feed(mia))
    assert (str(calendar["version"]), str(calendar["x-wr-calname"])) == ("2.0", "Rapport")
    row = Relationship.objects.get(owner=mia, brand__name="Homely")
    link = f"http://testserver{reverse('admin:relationships_relationship_change', args=[row.pk])}"
    for event in calendar.walk("VEVENT"):
        assert event["dtstart"].params["VALUE"] == "DATE"
        assert event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)
        assert (str(event["url"]), str(event["class"]), str(event["transp"])) == (link, "PRIVATE", "TRANSPARENT")
        assert str(event["uid"]).endswith("@testserver")


def test_names_are_all_of_a_person_that_it_tells(mia: User) -> None:
    content = Client().get(reverse("calendar", args=[make_feed(mia)])).content.decode()
    for word in ("example.org", "secret notes", "999", "Zyxwoo"):
        assert word not in content


def test_uids_stay_when_days_move_and_an_unchanged_feed_stays_the_same(mia: User) -> None:
    token = make_feed(mia)
    address = reverse("calendar", args=[token])
    assert Client().get(address).content == Client().get(address).content
    before = {str(event["uid"]) for event in read(token).walk("VEVENT")}
    row = Relationship.objects.get(owner=mia, brand__name="Homely")
    row.next_action, row.next_action_on = "Call", TODAY + timedelta(days=9)
    row.save()
    assert entries(token)["action"] == ("Call: Ana Núñez, Ltd. × Homely", TODAY + timedelta(days=9))
    assert before <= {str(event["uid"]) for event in read(token).walk("VEVENT")} | {
        uid for uid in before if uid.startswith("renewal")
    }


@pytest.mark.parametrize(("days", "is_in"), [(-91, False), (-90, True), (400, True), (401, False)])
def test_it_reaches_a_while_back_and_a_year_ahead(mia: User, days: int, is_in: bool) -> None:
    on = TODAY + timedelta(days=days)
    Relationship.objects.filter(owner=mia, brand__name="Homely").update(next_action_on=on, next_due_on=on)
    assert ("action" in entries(make_feed(mia))) is is_in


def test_who_leaves_a_team_sees_its_entries_no_more(mia: User) -> None:
    token = make_feed(mia)
    Membership.objects.filter(user=mia).delete()
    assert entries(token) == {}


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}])
def test_it_is_closed_with_the_account(mia: User, change: dict[str, bool]) -> None:
    token = make_feed(mia)
    User.objects.filter(pk=mia.pk).update(**change)
    assert Client().get(reverse("calendar", args=[token])).status_code == 404


def test_it_is_closed_to_who_may_see_no_relationships(mia: User) -> None:
    token = make_feed(mia)
    mia.groups.clear()
    assert Client().get(reverse("calendar", args=[token])).status_code == 404


def test_a_revoked_address_and_one_that_never_was_are_the_same(mia: User) -> None:
    token = make_feed(mia)
    revoke_feed(mia)
    digest = "0" * 64
    CalendarFeed.objects.create(user=mia, token_digest=digest)
    for wrong in (token, "x", digest, "a" * 5_000, "%00", "é"):
        assert Client().get(reverse("calendar", args=[wrong])).status_code == 404, wrong[:20]


def test_it_is_only_read_never_kept_and_sets_no_cookie(mia: User) -> None:
    address = reverse("calendar", args=[make_feed(mia)])
    response = Client().get(address)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in response.headers["Cache-Control"]
    assert "private" in response.headers["Cache-Control"]
    assert not response.cookies
    assert Client().post(address).status_code == 405
    assert Client().head(address).status_code == 200


def test_it_costs_the_same_for_any_number_of_entries(mia: User) -> None:
    """1 the feed with its owner, 2 and 3 their permissions, 4 to 6 one for each kind of entry."""
    address = reverse("calendar", args=[make_feed(mia)])
    brand = Membership.objects.get(user=mia).brand
    for number in (10, 190):
        creators = Creator.objects.bulk_create(Creator(name="x") for _ in range(number))
        Relationship.objects.bulk_create(
            Relationship(
                creator=creator, brand=brand, owner=mia, next_action="Call", next_action_on=TODAY, next_due_on=TODAY
            )
            for creator in creators
        )
        with CaptureQueriesContext(connection) as queries:
            assert Client().get(address).status_code == 200
        assert len(queries) == 6
