"""Today: what stands on it and for whom, the steps it offers, and that it costs the same for any number of rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qsl

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from relationships.filters.relationships import RelationshipFilters
from relationships.models import (
    AdviceDecision,
    Brand,
    Creator,
    Relationship,
    StandingAdvice,
    Touchpoint,
    User,
)
from relationships.reports import team_load
from relationships.reports import today as report
from relationships.services import freshness
from relationships.services.advice import refresh_advice
from relationships.services.clock import organisation_today
from relationships.services.touches import Plan, plan_next
from relationships.services.versions import token
from tests import factories
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db

PAGE = reverse("staff:today")
TODAY = timezone.localdate()
HTMX = {"HX-Request": "true"}


@dataclass
class Office:
    brand: Brand
    manager: User
    viewer: User
    lead: User
    rows: dict[str, Relationship]


@kept_rows
def office() -> Office:
    """A manager with a relationship for each section, named after it, a quiet one, and one that they may not see."""
    brand, foreign = factories.make_brand("Homely"), factories.make_brand("Zyxwoo")
    manager = factories.make_manager(brand, first_name="Mia", last_name="Manager")
    names = ("due", "block", "warning", "ladder", "renewal", "quiet")
    rows = {
        name: factories.make_relationship(
            factories.make_creator(f"Creator {name}", followers=12_400), brand, owner=manager
        )
        for name in names
    }
    plan(rows["due"], "Send the box", TODAY - timedelta(days=1), "check_in")
    Creator.objects.filter(pk=rows["block"].creator_id).update(notice_given_on=None, created_at=long_ago(31))
    Relationship.objects.filter(pk=rows["warning"].pk).update(created_at=long_ago(181))
    for _ in range(2):
        factories.make_collaboration(rows["ladder"])
    for key in ("values", "audience", "content", "mentions", "sentiment", "safety", "conflict"):
        factories.make_rating(rows["ladder"], key, 5, reviewer=manager)
    factories.make_collaboration(
        rows["renewal"], kind="ambassador", status="live", starts_on=TODAY - timedelta(days=60),
        ends_on=TODAY + timedelta(days=30), live_on=TODAY,
    )  # fmt: skip
    # Once seen by its owner, who then left the team.
    hidden = factories.make_relationship(factories.make_creator("Zyxwoo Secret"), foreign, owner=manager)
    plan(hidden, "Zyxwoo call", TODAY, "check_in")
    refresh_advice(Relationship.objects.all())
    viewer, lead = factories.make_viewer(brand), factories.make_lead(first_name="Lea")
    return Office(brand, manager, viewer, lead, rows)


def long_ago(days: int) -> Any:
    return timezone.now() - timedelta(days=days)


def plan(row: Relationship, text: str, on: Any, kind: str = "") -> None:
    Relationship.objects.filter(pk=row.pk).update(
        next_action=text, next_action_on=on, next_action_kind=kind, next_due_on=on, next_due_kind="action"
    )


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def get(user: User, address: str = PAGE, **headers: str) -> str:
    response = client_of(user).get(address, headers=headers)
    assert response.status_code == 200, response
    return response.content.decode()


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def section(html: str, key: str) -> str:
    found = re.search(rf'<section[^>]* id="s-{key}".*?</section>', html, re.DOTALL)
    return words(found[0]) if found else ""


def names(html: str, key: str) -> list[str]:
    found = re.search(rf'<section[^>]* id="s-{key}".*?</section>', html, re.DOTALL)
    return re.findall(r'data-key="o" href="[^"]*">([^<]+)<', found[0]) if found else []


def step(name: str, office: Office, row: str, *more: str) -> str:
    return reverse(f"staff:today_{name}", args=[office.rows[row].pk, *more])


# --- What stands on it ------------------------------------------------------------------------------------------------


def test_each_section_holds_what_it_is_about(office: Office) -> None:
    html = get(office.manager)
    assert names(html, "due") == ["Creator due"]
    assert names(html, "blocks") == ["Creator block"]
    assert names(html, "warnings") == ["Creator warning"]
    assert names(html, "ladder") == ["Creator ladder"]
    assert names(html, "renewals") == ["Creator renewal"]
    assert "Creator quiet" not in html
    assert "Zyxwoo" not in html
    order = [html.index(f'id="s-{key}"') for key in ("due", "blocks", "warnings", "ladder", "renewals")]
    assert order == sorted(order)


def test_a_line_says_what_why_and_whose_word_that_is(office: Office) -> None:
    html = get(office.manager)
    assert "× Homely Micro Send the box 1 day overdue" in section(html, "due")
    block = section(html, "blocks")
    assert "Block:" in block
    assert "GDPR, article 14 (3): one month at the latest, 2016 · published" in block
    assert "Warning: Get in touch." in section(html, "warnings")
    assert "House default" in section(html, "warnings")
    assert "The playbook begins 60 days before an agreement ends. House default" in section(html, "renewals")


@pytest.mark.parametrize(("days", "is_due"), [(-400, True), (0, True), (6, True), (7, False)])
def test_what_is_due_reaches_over_the_next_days(office: Office, days: int, is_due: bool) -> None:
    plan(office.rows["quiet"], "Call", TODAY + timedelta(days=days))
    assert ("Creator quiet" in names(get(office.manager), "due")) is is_due


@pytest.mark.parametrize(("days", "is_due"), [(-1, True), (30, True), (31, False)])
def test_renewals_are_told_a_month_ahead(office: Office, days: int, is_due: bool) -> None:
    Relationship.objects.filter(pk=office.rows["quiet"].pk).update(renewal_on=TODAY + timedelta(days=days))
    assert ("Creator quiet" in names(get(office.manager), "renewals")) is is_due


def test_a_due_line_tells_what_stops_it(office: Office) -> None:
    plan(office.rows["block"], "Send the box", TODAY, "outreach")
    assert "privacy notice" in section(get(office.manager), "due").lower()


def test_only_the_first_few_stand_there_and_the_list_has_them_all(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "FIRST", 2)
    for row in office.rows.values():
        plan(row, "Call", TODAY)
    html = get(office.manager)
    assert (len(names(html, "due")), "all 6" in section(html, "due")) == (2, True)
    address = re.search(r'class="day__all" href="([^"]+)"', html)
    assert address
    assert "Showing 1–6 of 6" in words(get(office.manager, unescape(address[1])))


def test_every_section_leads_to_the_same_rows_in_the_list(office: Office) -> None:
    day = report.day_of(office.manager, TODAY, organisation_today())
    for one in day.sections:
        data = QueryDict("&".join(f"{name}={value}" for name, value in parse_qsl(one.address) if name != "sort"))
        given = RelationshipFilters(data, Relationship.objects.visible_to(office.manager), office.manager)
        assert not given.problems
        assert {row.pk for row in given.rows()} == {line.id for line in one.lines}, one.key


@pytest.mark.parametrize(("total", "said"), [(999, "999"), (1_000, "1,000"), (1_001, "1,000+")])
def test_more_than_a_thousand_are_not_counted(total: int, said: str) -> None:
    assert report.Section("due", [], total, []).count == said


def test_advice_that_turned_is_mended_before_the_day_is_drawn(office: Office) -> None:
    row = office.rows["quiet"]
    Relationship.objects.filter(pk=row.pk).update(created_at=long_ago(181), drift_changes_on=organisation_today())
    assert "Creator quiet" in names(get(office.manager), "warnings")


def test_nothing_to_do_and_nothing_of_ones_own_are_two_different_things(office: Office) -> None:
    Relationship.objects.exclude(pk=office.rows["quiet"].pk).update(owner=None)
    assert "All clear" in get(office.manager)
    empty = get(office.viewer)
    assert "Nothing is yours yet" in empty
    assert f"{reverse('staff:relationships')}?owner=nobody" in empty


def test_names_are_escaped(office: Office) -> None:
    creator = factories.make_creator("<script>alert(1)</script>")
    row = factories.make_relationship(creator, office.brand, owner=office.manager)
    plan(row, "<b>x</b>", TODAY)
    html = get(office.manager)
    assert "<script>alert" not in html
    assert "<b>x" not in html


def test_nothing_is_inline_and_nothing_is_kept(office: Office) -> None:
    response = client_of(office.manager).get(PAGE)
    assert not re.findall(
        r"<style|\sstyle=|\son[a-z]+=|javascript:|data:|<script(?![^>]*\ssrc=)", response.content.decode()
    )
    assert "no-store" in response.headers["Cache-Control"]


# --- Who may ----------------------------------------------------------------------------------------------------------


def test_it_is_where_the_day_starts(office: Office) -> None:
    client = client_of(office.manager)
    assert client.get("/", follow=True).redirect_chain == [(PAGE, 302)]
    assert client.get(reverse("admin:index"), follow=True).redirect_chain == [(PAGE, 302)]


def test_a_viewer_is_offered_no_step_and_refused_each(office: Office) -> None:
    Relationship.objects.filter(brand=office.brand).update(owner=office.viewer)
    html = get(office.viewer)
    assert names(html, "due") == ["Creator due"]
    assert not re.findall(r'data-key="[lnd]"', html)
    client = client_of(office.viewer)
    for address in (
        step("touch", office, "due"), step("plan", office, "due"), step("aside", office, "warning", "touch-overdue"),
    ):  # fmt: skip
        assert (client.get(address).status_code, client.post(address).status_code) == (403, 403), address


# --- Steps ------------------------------------------------------------------------------------------------------------


def fields(html: str) -> dict[str, str]:
    """What stands in the form, as a browser would send it."""
    found = dict(re.findall(r'<input type="(?:text|date|hidden)" name="(\w+)"(?: value="([^"]*)")?', html))
    for name, inside in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inside)
        found[name] = chosen[1] if chosen else ""
    found.pop("csrfmiddlewaretoken", None)
    return {name: unescape(value) for name, value in found.items()}


def test_who_plans_second_is_told_before_anything_is_lost(office: Office) -> None:
    client, address = client_of(office.manager), step("plan", office, "due")
    form = fields(client.get(address).content.decode())
    plan_next(office.rows["due"], Plan("Theirs"))
    response = client.post(address, {**form, "next_action": "Mine"})
    assert response.status_code == 422
    assert "Nothing of yours was saved." in response.content.decode()
    again = fields(response.content.decode())
    assert client.post(address, {**again, "next_action": "Mine"}).status_code == 302
    assert Relationship.objects.get(pk=office.rows["due"].pk).next_action == "Mine"


def test_a_touch_is_logged_and_the_next_action_follows_the_cadence(office: Office) -> None:
    client = client_of(office.manager)
    address = step("touch", office, "warning") + "?code=touch-overdue"
    form = fields(client.get(address).content.decode())
    in_180_days = (TODAY + timedelta(days=180)).isoformat()
    assert form == {
        "version": token(office.rows["warning"]),
        "channel": "email", "direction": "outbound", "purpose": "check_in", "next_action": "Check in",
        "next_action_kind": "check_in", "next_action_on": in_180_days,
    }  # fmt: skip
    response = client.post(address, {**form, "summary": "  Asked how it goes. "}, follow=True)
    assert response.redirect_chain == [(PAGE, 302)]
    assert "Logged." in response.content.decode()
    assert names(response.content.decode(), "warnings") == []
    touch = Touchpoint.objects.get(relationship=office.rows["warning"])
    assert (touch.by, touch.summary, touch.purpose, touch.through) == (
        office.manager,
        "Asked how it goes.",
        "check_in",
        "",
    )
    row = Relationship.objects.get(pk=office.rows["warning"].pk)
    assert (row.next_action, row.next_action_on.isoformat() if row.next_action_on else "") == ("Check in", in_180_days)
    assert row.history.latest().history_user == office.manager


def test_the_purpose_is_that_of_the_plan_where_no_advice_is_answered(office: Office) -> None:
    plan(office.rows["quiet"], "Thank her", TODAY, "thank_you")
    assert fields(get(office.manager, step("touch", office, "quiet")))["purpose"] == "thank_you"


@pytest.mark.parametrize(("days", "stays"), [(-1, False), (0, False), (1, True)])
def test_what_is_planned_for_later_stays_in_the_form(office: Office, days: int, stays: bool) -> None:
    plan(office.rows["quiet"], "Send the look book", TODAY + timedelta(days=days))
    form = fields(get(office.manager, step("touch", office, "quiet")))
    assert form["next_action"] == ("Send the look book" if stays else "Check in")


def test_only_what_the_playbook_needs_is_asked(office: Office) -> None:
    """Micro: neither the agent nor the template; whoever has no notice yet is asked whether it was carried."""
    assert "through" not in get(office.manager, step("touch", office, "quiet")).partition("<form class")[2]
    form = get(office.manager, step("touch", office, "block") + "?code=notice-missing")
    assert re.search(r'name="carries_notice"[^>]*checked', form)
    macro = factories.make_creator("Big", followers=300_000, agent=factories.make_agent())
    booked = factories.make_relationship(macro, office.brand, owner=office.manager)
    assert fields(get(office.manager, reverse("staff:today_touch", args=[booked.pk])))["through"] == "agent"
    nano = factories.make_relationship(factories.make_creator(followers=900), office.brand, owner=office.manager)
    assert 'name="has_local_line"' in get(office.manager, reverse("staff:today_touch", args=[nano.pk]))


def test_a_block_is_enforced_and_told_beside_the_form(office: Office) -> None:
    client = client_of(office.manager)
    address = step("touch", office, "block")
    sent = {"channel": "email", "direction": "outbound", "purpose": "check_in", "summary": "Hello"}
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert "This stops contacting the creator" in words(refused.content.decode())
    assert not Touchpoint.objects.filter(relationship=office.rows["block"]).exists()
    assert client.post(address, {**sent, "carries_notice": "on"}).status_code == 302
    assert Creator.objects.get(pk=office.rows["block"].creator_id).notice_given_on == organisation_today()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"summary": " "}, "Say in a few words|This field is required"),
        ({"summary": "\0"}, "Null characters|Say in a few words"),
        ({"summary": "x" * 2_001}, "at most 2000 characters"),
        ({"channel": "smoke"}, "Select a valid choice"),
        ({"next_action": "", "next_action_on": "2026-05-01"}, "Say what the next action is"),
        ({"next_action_on": "tomorrow"}, "Enter a valid date"),
    ],
)
def test_what_is_wrong_is_asked_again_and_nothing_is_written(office: Office, change: dict[str, str], told: str) -> None:
    sent = {"channel": "email", "direction": "outbound", "purpose": "check_in", "summary": "Hello", "next_action": "x"}
    response = client_of(office.manager).post(step("touch", office, "quiet"), {**sent, **change})
    assert response.status_code == 422
    assert re.search(told, words(response.content.decode()))
    assert not Touchpoint.objects.filter(relationship=office.rows["quiet"]).exists()


def test_the_next_action_is_set_and_taken_away(office: Office) -> None:
    client, address = client_of(office.manager), step("plan", office, "due")
    on = TODAY + timedelta(days=20)
    sent = {"next_action": "Call again", "next_action_kind": "check_in", "next_action_on": on.isoformat()}
    assert client.post(address, sent).status_code == 302
    row = Relationship.objects.get(pk=office.rows["due"].pk)
    assert (row.next_action, row.next_action_kind, row.next_due_on) == ("Call again", "check_in", on)
    before = row.history.count()
    client.post(address, sent)
    assert row.history.count() == before  # the same again is no change
    client.post(address, {"next_action": ""})
    row.refresh_from_db()
    assert (row.next_action, row.next_action_kind, row.next_due_on) == ("", "", None)


def test_an_advice_is_set_aside_with_a_reason_and_taken_up_again(office: Office) -> None:
    client, address = client_of(office.manager), step("aside", office, "warning", "touch-overdue")
    form = fields(client.get(address).content.decode())
    assert form["until"] == (TODAY + timedelta(days=14)).isoformat()
    assert client.post(address, {"reason": " ", "until": form["until"]}).status_code == 422
    assert client.post(address, {"reason": "x", "until": (TODAY - timedelta(days=2)).isoformat()}).status_code == 422
    answer = client.post(address, {"reason": "She is on leave", "until": form["until"]}, headers=HTMX)
    html = answer.content.decode()
    assert (answer.headers["HX-Retarget"], "<html" in html) == ("#day", False)
    assert names(html, "warnings") == []
    decision = AdviceDecision.objects.get(relationship=office.rows["warning"])
    undo = reverse("staff:today_undo", args=[decision.relationship_id, decision.pk])
    assert f'hx-post="{undo}"' in html
    assert client.get(undo).status_code == 405
    assert names(client.post(undo, headers=HTMX).content.decode(), "warnings") == ["Creator warning"]


@pytest.mark.parametrize("code", ["touch-overdue", "be-nice", "1"])
def test_what_nobody_is_advised_cannot_be_set_aside(office: Office, code: str) -> None:
    address = step("aside", office, "quiet", code)
    client = client_of(office.manager)
    assert client.get(address).status_code == 404
    sent = client.post(address, {"reason": "x", "until": TODAY.isoformat()})
    assert sent.status_code == (422 if code == "touch-overdue" else 404)


def test_by_script_a_form_comes_alone_and_wrong_ones_stay_in_place(office: Office) -> None:
    client, address = client_of(office.manager), step("touch", office, "quiet")
    form = client.get(address, headers=HTMX).content.decode()
    assert ("<html" in form, f'hx-post="{address}"' in form) == (False, True)
    wrong = client.post(address, {}, headers=HTMX)
    assert (wrong.status_code, "HX-Retarget" in wrong.headers) == (200, False)
    assert "Nothing was changed yet." in wrong.content.decode()


def test_a_foreign_relationship_is_not_there(office: Office) -> None:
    foreign = Relationship.objects.get(brand__name="Zyxwoo")
    client = client_of(office.manager)
    for name in ("touch", "plan"):
        address = reverse(f"staff:today_{name}", args=[foreign.pk])
        assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)


# --- The team ---------------------------------------------------------------------------------------------------------


def test_a_lead_sees_the_load_of_the_team(office: Office) -> None:
    factories.make_relationship(brand=office.brand)
    html = get(office.lead)
    loads = {
        load.name: load for load in team_load.load_of_team(office.lead, TODAY)
    }  # the numbers themselves, then what the page makes of them
    mia = loads["Mia Manager"]
    assert (mia.due, mia.blocks, mia.warnings, mia.renewals, mia.ambassadors, mia.relationships) == (2, 1, 1, 1, 1, 7)
    assert loads[""].relationships == 1
    row = words(html.partition('class="table table--dense table--stack load"')[2].partition("</table>")[0])
    assert "Mia Manager 2 1 1 1 1 7" in row
    assert row.endswith("Nobody 0 0 0 0 0 1")
    for address in re.findall(r'href="(/staff/relationships/\?owner=\d+[^"]*)"', html):
        assert "problems" not in get(office.lead, unescape(address))


def test_nobody_else_does(office: Office) -> None:
    assert "load" not in words(get(office.manager))
    assert client_of(office.manager).get(reverse("staff:today_team")).status_code == 403


def test_a_large_house_is_counted_after_the_page(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(team_load, "AT_ONCE", 3)
    address = reverse("staff:today_team")
    assert f'hx-get="{address}"' in get(office.lead)
    part = get(office.lead, address, **HTMX)
    assert ("<html" in part, "Mia Manager" in part) == (False, True)
    assert "<html" in get(office.lead, address)


# --- What it costs ----------------------------------------------------------------------------------------------------


def fill(office: Office, number: int) -> None:
    creators = Creator.objects.bulk_create(Creator(name=f"creator {n}", name_key=f"creator {n}") for n in range(number))
    rows = Relationship.objects.bulk_create(
        Relationship(
            creator=creator, brand=office.brand, owner=office.manager, tier="micro", next_action="Call",
            next_due_on=TODAY, next_due_kind="action", drift=2, drift_blocks=1, advice_infos=1, renewal_on=TODAY,
        )
        for creator in creators
    )  # fmt: skip
    StandingAdvice.objects.bulk_create(
        StandingAdvice(relationship=row, code="ladder-ready", severity="info") for row in rows
    )


def test_it_costs_the_same_for_ten_rows_and_for_two_hundred(office: Office) -> None:
    client = client_of(office.manager)
    freshness.freshen_histories()
    asked = []
    for number in (10, 190):
        fill(office, number)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PAGE).status_code == 200
        asked.append(len(queries))
    # 4 who asks, 1 stale rows, 5 sections, 1 the rows that are shown, and what their advice rests on.
    assert asked[0] == asked[1]
    assert asked[0] <= 35
