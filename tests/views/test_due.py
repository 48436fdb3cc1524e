"""What is due, day by day; and moving it to another day, with what stops that and the way back."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from relationships.models import Brand, Relationship, User
from relationships.services import freshness
from relationships.views.lists import found as found_list
from tests import factories
from tests.kept import kept_rows
from tests.views.list_pages import cells, client_of, get, headings, names, queries, tabs, texts

pytestmark = pytest.mark.django_db

LIST = reverse("staff:due")
TODAY = timezone.localdate()
DAY = timedelta(days=1)
BY_SCRIPT = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _fresh() -> None:
    freshness.freshen_histories()


@kept_rows
def brand() -> Brand:
    return factories.make_brand("Homely")


@kept_rows
def manager(brand: Brand) -> User:
    return factories.make_manager(brand, first_name="Mia")


def planned(name: str, brand: Brand, owner: User | None, days: int, **values: Any) -> Relationship:
    creator = factories.make_creator(name, followers=20_000)
    plan = {"next_action": f"Call {name}", "next_action_on": TODAY + days * DAY, **values}
    return factories.make_relationship(creator, brand, owner=owner, **plan)


@kept_rows
def house(brand: Brand, manager: User) -> None:
    planned("Late", brand, manager, -3)
    planned("Now", brand, manager, 0)
    planned("Tomorrow", brand, manager, 1)
    planned("Far", brand, manager, 20)
    owed = factories.make_relationship(factories.make_creator("Owed", followers=20_000), brand, owner=manager)
    factories.make_collaboration(owed, compensation="paid", fee=100, payment_due_on=TODAY + DAY)
    planned("Colleague’s", brand, factories.make_manager(brand, first_name="Bo"), 1)
    factories.make_relationship(factories.make_creator("Nothing due"), brand, owner=manager)


def row(name: str) -> Relationship:
    return Relationship.objects.get(creator__name=name)


def test_ones_own_day_by_day(house: None, manager: User) -> None:
    html = get(manager, LIST)
    assert names(html) == ["Late", "Now", "Owed", "Tomorrow", "Far"] or names(html) == [
        "Late", "Now", "Tomorrow", "Owed", "Far",
    ]  # fmt: skip
    far = TODAY + 20 * DAY
    assert headings(html) == [
        "Overdue",
        f"Today, {date_format(TODAY, 'l j F')}",
        f"Tomorrow, {date_format(TODAY + DAY, 'l j F')}",
        date_format(far, "l j F" if far.year == TODAY.year else "l j F Y"),
    ]
    assert tabs(html) == ["All 5", "Overdue 1", "Today 1", "Within 7 days 3", "Later 1"]


def test_the_strip_counts_the_coming_days_and_leads_to_one_of_them(house: None, manager: User) -> None:
    html = get(manager, LIST)
    days = texts(r'<a class="due-day[ "](.*?)</a>', html)
    assert len(days) == 14
    assert texts(r'class="due-day__count">(.*?)<', html)[:3] == ["1", "2", ""]
    chosen = get(manager, f"{LIST}?day={TODAY + DAY}")
    assert sorted(names(chosen)) == ["Owed", "Tomorrow"]
    assert f'data-day="{TODAY + DAY}" href="{LIST}" aria-current="date"' in chosen
    # What the days count follows neither the day nor the tab that is chosen.
    assert tabs(get(manager, f"{LIST}?due=overdue"))[0] == "All 5"
    assert names(get(manager, f"{LIST}?due=overdue")) == ["Late"]


def test_more_than_are_counted_are_told_as_such(house: None, manager: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found_list, "COUNT_LIMIT", 3)
    html = get(manager, f"{LIST}?due=overdue")
    assert (names(html), tabs(html)[0]) == (["Late"], "All")
    assert texts(r'<span id="total">(.*?)</span>', html) == ["1"]


def test_a_payment_is_not_moved_and_says_why(house: None, manager: User) -> None:
    html = get(manager, f"{LIST}?day={TODAY + DAY}")
    due = dict(zip(names(html), cells(html, "due"), strict=True))
    assert due["Owed"].startswith("Payment , its day was agreed: it is not moved here")
    steps = dict(zip(names(html), cells(html, "act"), strict=True))
    assert (steps["Owed"], steps["Tomorrow"].startswith("Move…")) == ("", True)
    refused = move(manager, row("Owed"), 5)
    assert "A payment’s day was agreed" in refused.content.decode()
    assert row("Owed").next_due_on == TODAY + DAY


def test_a_lead_looks_at_somebody_elses_day(house: None, manager: User) -> None:
    lead = factories.make_lead()
    assert names(get(lead, LIST)) == []
    html = get(lead, f"{LIST}?owner={manager.pk}")
    assert len(names(html)) == 5
    assert f"Day of {manager}" in html
    assert "due-whose" not in get(manager, LIST)
    foreign = planned("Zyxwoo", factories.make_brand("Zyxwoo"), manager, 1)
    colleague = factories.make_manager(manager.memberships.get().brand)
    assert str(foreign.creator) not in get(colleague, f"{LIST}?owner={manager.pk}")


# --- Moving -----------------------------------------------------------------------------------------------------------


def move(user: User, first: Relationship, days: int, *others: Relationship, **also: Any) -> HttpResponse:
    sent = {"day": (TODAY + days * DAY).isoformat(), "row": [other.pk for other in others], **also}
    address = reverse("staff:due_move", args=[first.pk])
    response: Any = client_of(user).post(address, sent, headers=BY_SCRIPT)
    return response  # type: ignore[no-any-return]


def told(response: Any) -> dict[str, Any]:
    assert response.status_code == 204, response.content.decode()
    said: dict[str, Any] = json.loads(response.headers["HX-Trigger"])["rapport:done"]
    return said


def test_an_action_is_moved_and_moved_back(house: None, manager: User) -> None:
    late = row("Late")
    said = told(move(manager, late, 4))
    assert said["said"] == f"{late}: moved to {date_format(TODAY + 4 * DAY, 'l j F')}."
    assert (row("Late").next_action_on, row("Late").next_due_on) == (TODAY + 4 * DAY,) * 2
    assert late.history.first().history_user == manager
    back = client_of(manager).post(said["undo"], headers=BY_SCRIPT)
    assert told(back)["said"] == "Moved back: 1 action."
    assert row("Late").next_action_on == TODAY - 3 * DAY


def test_several_are_moved_at_once_and_what_somebody_changed_stays(house: None, manager: User) -> None:
    late, far, owed = row("Late"), row("Far"), row("Owed")
    said = told(move(manager, late, 2, far, owed))
    assert said["said"].startswith("2 actions moved to ")
    assert f"Not moved: {owed}: A payment’s day was agreed" in said["said"]
    changed = row("Far")
    changed.notes = "Seen meanwhile."
    changed.save()
    back = told(client_of(manager).post(said["undo"], headers=BY_SCRIPT))
    assert back["said"] == "Moved back: 1 action. 1 action changed meanwhile and stays."
    assert (row("Late").next_action_on, row("Far").next_action_on) == (TODAY - 3 * DAY, TODAY + 2 * DAY)


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"day": ""}, "Choose one of the days, or give another one."),
        ({"day": (TODAY - DAY).isoformat()}, "This day has passed: give today or a later one."),
        ({"day": "", "other": "soon"}, "Enter a valid date."),
        ({"day": "9999-12-31"}, ""),
    ],
)
def test_a_day_that_cannot_be_is_asked_again(house: None, manager: User, sent: dict[str, str], message: str) -> None:
    response = client_of(manager).post(reverse("staff:due_move", args=[row("Late").pk]), sent)
    assert response.status_code == 422
    assert message in response.content.decode()
    assert row("Late").next_action_on == TODAY - 3 * DAY


def test_what_a_block_stops_stays_with_its_reason(brand: Brand, manager: User) -> None:
    banned = planned("Banned", brand, manager, 0, next_action_kind="")
    Relationship.objects.filter(pk=banned.pk).update(next_action_kind="outreach")
    banned.creator.do_not_contact, banned.creator.do_not_contact_reason = True, "asked"
    banned.creator.save()
    refused = move(manager, banned, 3)
    assert refused.status_code == 200
    assert "must not be contacted" in refused.content.decode()
    assert row("Banned").next_action_on == TODAY


def test_what_a_block_stops_by_now_stays_where_it_was_moved(house: None, brand: Brand, manager: User) -> None:
    banned, late = planned("Banned", brand, manager, 0, next_action_kind="outreach"), row("Late")
    undo = told(move(manager, banned, 3, late))["undo"]
    banned.creator.do_not_contact, banned.creator.do_not_contact_reason = True, "asked"
    banned.creator.save()
    assert told(client_of(manager).post(undo, headers=BY_SCRIPT))["said"].startswith("Moved back: 1 action. 1 action")
    assert (row("Banned").next_action_on, row("Late").next_action_on) == (TODAY + 3 * DAY, TODAY - 3 * DAY)


def test_who_may_not_change_moves_nothing(house: None, brand: Brand, manager: User) -> None:
    viewer = factories.make_viewer(brand)
    html = get(viewer, f"{LIST}?owner={manager.pk}")
    assert ("data-grip" in html, "data-move" in html) == (False, False)
    assert move(viewer, row("Late"), 2).status_code == 403
    stranger = factories.make_manager(factories.make_brand("Zyxwoo"))
    assert move(stranger, row("Late"), 2).status_code == 404
    own = planned("Own", stranger.memberships.get().brand, stranger, 0)
    assert move(stranger, own, 2, row("Late")).status_code == 404
    undo = told(move(manager, row("Now"), 2))["undo"]
    assert client_of(stranger).post(undo, headers=BY_SCRIPT).status_code == 404, "only one's own step"
    assert client_of(manager).post(reverse("staff:due_back", args=["forged"])).status_code == 404
    assert (row("Late").next_action_on, row("Now").next_action_on) == (TODAY - 3 * DAY, TODAY + 2 * DAY)


def test_it_costs_eight_queries(house: None, manager: User) -> None:
    """1 session, 2 user, 3 and 4 permissions, 5 the counts of days, 6 the page's rows, 7 accounts, advice and tags,
    8 the choices of the filters."""
    for address in (LIST, f"{LIST}?due=overdue&tier=micro", f"{LIST}?day={TODAY}&q=now"):
        asked = queries(manager, address)
        assert len(asked) == 8, "\n".join(sql[:200] for sql in asked)
