"""The steps of a bulk change as they are asked for: who may, which rows are meant, what is confirmed and undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from relationships.domain import bulk as rules
from relationships.models import Brand, BulkChange, Membership, Relationship, RelationshipTag, User
from relationships.services import bulk as service
from relationships.services.clock import organisation_today
from relationships.views import bulk_selection
from relationships.views.listings import LISTS
from tests import factories
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db

URL = "/staff/lists/relationships/bulk/"
LIST = reverse("staff:relationships")
BY_SCRIPT: dict[str, Any] = {"HTTP_HX_REQUEST": "true"}


@dataclass
class Office:
    brand: Brand
    viewer: User
    manager: User
    lead: User
    own: list[Relationship]
    foreign: Relationship

    @property
    def ids(self) -> str:
        return ",".join(str(row.pk) for row in self.own)


@kept_rows
def office() -> Office:
    brand, foreign = factories.make_brand("Homely"), factories.make_brand("Zyxwoo")
    own = [factories.make_relationship(factories.make_creator(name, followers=9_000), brand) for name in "ABC"]
    creator = factories.make_creator("Zyxwoo secret", do_not_contact=True, do_not_contact_reason="Objected.")
    own.append(factories.make_relationship(factories.make_creator("Elsa", notice_given_on=None), brand, stage="active"))
    return Office(
        brand,
        factories.make_viewer(brand),
        factories.make_manager(brand),
        factories.make_lead(),
        own,
        factories.make_relationship(creator, foreign),
    )


@pytest.fixture
def ask(office: Office, client: Client) -> Callable[..., Any]:
    """Posts a step as ``who`` (the manager unless said otherwise); by script where ``script`` is true."""

    def post(who: str = "manager", script: bool = False, url: str = URL, **sent: Any) -> Any:
        client.force_login(getattr(office, who))
        return client.post(url, sent, **(BY_SCRIPT if script else {}))

    return post


def token_in(response: Any) -> str:
    """The confirmation that the page carries."""
    return str(response.context["dialog"].form.initial["confirmed"])


def confirmed(ask: Callable[..., Any], **sent: Any) -> str:
    return token_in(ask(step="confirm", **sent))


def stages() -> dict[int, str]:
    return dict(Relationship.objects.values_list("pk", "stage"))


def test_the_bar_is_for_those_who_may_change(office: Office, client: Client) -> None:
    for user, offered in ((office.viewer, False), (office.manager, True)):
        client.force_login(user)
        page = client.get(LIST).content.decode()
        assert ('id="bulk"' in page) is offered
        assert ('name="row"' in page) is offered
        assert ("Last bulk change" in page) is offered


@pytest.mark.parametrize("step", ["", "confirm", "apply"])
def test_a_viewer_is_refused(office: Office, ask: Callable[..., Any], step: str) -> None:
    response = ask("viewer", rows=office.ids, action="stage", stage="ended", step=step)
    assert response.status_code == 403
    assert set(stages().values()) == {"prospect", "active"}


def test_from_the_value_to_the_result_and_back(office: Office, ask: Callable[..., Any]) -> None:
    sent = {"rows": office.ids, "action": "stage", "stage": "contacted", "next": LIST + "?tier=nano&sort=-fit"}
    form = ask(**sent)
    assert form.status_code == 200
    assert 'value="confirm"' in form.content.decode()
    page = ask(step="confirm", **sent)
    assert page.context["dialog"].extra["told"]["changed"] == 4
    assert set(stages().values()) == {"prospect", "active"}
    applied = ask(step="apply", confirmed=token_in(page), **sent)
    change = BulkChange.objects.get()
    assert applied.status_code == 302
    assert (change.by, change.asked, change.changed, change.query) == (office.manager, 4, 4, "")
    assert {stages()[row.pk] for row in office.own} == {"contacted"}
    result = applied.client.get(applied["Location"])
    told = result.content.decode()
    assert "were changed" in told
    assert 'href="/staff/relationships/?tier=nano&amp;sort=-fit"' in told
    undone = ask(url=f"{URL}{change.pk}/undo/", next=LIST)
    assert (undone.status_code, undone["Location"]) == (302, LIST)
    assert set(stages().values()) == {"prospect", "active"}
    again = ask(url=f"{URL}{change.pk}/undo/", script=True)
    assert "taken back already" in again.headers["HX-Trigger"]


def test_foreign_ids_are_not_there(office: Office, ask: Callable[..., Any]) -> None:
    sent = {"rows": f"{office.ids},{office.foreign.pk}", "action": "stage", "stage": "ended"}
    page = ask(step="confirm", **sent)
    assert page.context["dialog"].extra["count"] == 4
    assert "Zyxwoo" not in page.content.decode()
    ask(step="apply", confirmed=token_in(page), **sent)
    assert stages()[office.foreign.pk] == "prospect"
    only = ask(rows=str(office.foreign.pk), action="stage", script=True)
    assert "Nothing of what was selected is there any more" in only.headers["HX-Trigger"]


@pytest.mark.parametrize(("who", "number"), [("manager", 4), ("lead", 5)])
def test_all_that_match_are_those_that_one_sees(office: Office, ask: Callable[..., Any], who: str, number: int) -> None:
    sent = {"all": "1", "query": "stage=prospect&stage=active", "action": "compensation", "compensation": "paid"}
    page = ask(who, step="confirm", **sent)
    assert page.context["dialog"].extra["count"] == number
    ask(who, step="apply", confirmed=token_in(page), **sent)
    change = BulkChange.objects.get()
    assert (change.asked, change.changed) == (number, number)
    assert change.query == sent["query"]
    assert Relationship.objects.filter(compensation="paid").count() == number


@pytest.mark.parametrize("key", LISTS)
def test_every_list_leads_to_its_relationships(office: Office, ask: Callable[..., Any], key: str) -> None:
    """Whatever its rows are: two agreements of one relationship are one relationship that changes."""
    ambassador, *_, unrated = office.own
    today = organisation_today()
    Relationship.objects.filter(pk=unrated.pk).update(owner=office.manager, next_action="Call", next_due_on=today)
    for _ in range(2):
        factories.make_collaboration(ambassador, kind="ambassador", status="live", starts_on=today)
    sent = {"action": "compensation", "compensation": "paid", "step": "confirm", "url": f"/staff/lists/{key}/bulk/"}
    page = ask(all="1", query="", **sent)
    meant = page.context["dialog"].extra["count"]
    assert 1 <= meant <= 4
    listing = LISTS[key]
    rows = list(listing.rows(office.manager).values_list("pk", flat=True))
    ticked = ask(rows=",".join(map(str, [*rows, office.foreign.pk + 10**6])), **sent)
    assert ticked.context["dialog"].extra["count"] >= meant
    if listing.model is not Relationship:
        assert (len(rows), meant) == (2, 1)


def test_all_that_match_follows_the_filters(office: Office, ask: Callable[..., Any]) -> None:
    page = ask(step="confirm", all="1", query="stage=active", action="stage", stage="ended")
    assert page.context["dialog"].extra["count"] == 1


def test_a_filter_that_is_not_understood_means_nothing(office: Office, ask: Callable[..., Any]) -> None:
    """It would mean more rows than the list showed."""
    for query in ("stage=activ", "nonsense=1", "followers_min=many"):
        response = ask(step="confirm", all="1", query=query, action="stage", stage="ended", script=True)
        assert "filters are understood" in response.headers["HX-Trigger"]


def test_rows_that_came_in_meanwhile_are_told_and_asked_about_again(office: Office, ask: Callable[..., Any]) -> None:
    sent = {"all": "1", "query": "stage=active", "action": "stage", "stage": "ended"}
    token = confirmed(ask, **sent)
    came = factories.make_relationship(brand=office.brand, stage="active")
    page = ask(step="apply", confirmed=token, **sent)
    assert page.context["dialog"].extra["was"] == 1
    assert page.context["dialog"].extra["count"] == 2
    assert "The list has changed since" in page.content.decode()
    assert not BulkChange.objects.exists()
    ask(step="apply", confirmed=token_in(page), **sent)
    assert stages()[came.pk] == "ended"


@pytest.mark.parametrize("token", ["", "nonsense", "WyJhIl0:1vAbcd:xyz"])
def test_without_a_confirmation_nothing_is_done(office: Office, ask: Callable[..., Any], token: str) -> None:
    page = ask(step="apply", rows=office.ids, action="stage", stage="ended", confirmed=token)
    assert page.status_code == 200
    assert "Change 4" in page.content.decode()
    assert not BulkChange.objects.exists()


def test_a_row_that_somebody_saved_meanwhile_is_left(office: Office, ask: Callable[..., Any]) -> None:
    sent = {"rows": office.ids, "action": "stage", "stage": "ended"}
    token = confirmed(ask, **sent)
    row = office.own[0]
    row.notes = "Just talked."
    row.save()
    response = ask(script=True, step="apply", confirmed=token, **sent)
    told = response.content.decode()
    assert rules.SAVED_SINCE in told
    assert "A × Homely" in told
    assert json.loads(response.headers["HX-Trigger"]) == {"rapport:bulk": {"refresh": True}}
    assert stages()[row.pk] == "prospect"
    assert BulkChange.objects.get().changed == 3


def test_by_script_what_went_well_is_one_sentence_with_an_undo(office: Office, ask: Callable[..., Any]) -> None:
    sent = {"rows": office.ids, "action": "stage", "stage": "ended"}
    response = ask(script=True, step="apply", confirmed=confirmed(ask, **sent), **sent)
    told = json.loads(response.headers["HX-Trigger"])
    change = BulkChange.objects.get()
    assert list(told) == ["rapport:bulk", "rapport:done"]
    assert told["rapport:done"]["said"] == "4 relationships changed. Stage: Ended."
    assert told["rapport:done"]["undo"] == f"{URL}{change.pk}/undo/"
    Relationship.objects.filter(pk=office.own[0].pk).update(updated_at=timezone.now())
    undone = json.loads(ask(script=True, url=told["rapport:done"]["undo"]).headers["HX-Trigger"])["rapport:done"][
        "said"
    ]
    assert undone.startswith("Taken back: 3 relationships as before. Stage: Ended.")
    assert f"1 relationship {rules.CHANGED_SINCE} (A × Homely)" in undone


def test_a_busy_database_is_told(office: Office, ask: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: Any, **__: Any) -> None:
        raise DatabaseError("database is locked")

    sent = {"rows": office.ids, "action": "stage", "stage": "ended"}
    token = confirmed(ask, **sent)
    monkeypatch.setattr(service, "apply", busy)
    response = ask(script=True, step="apply", confirmed=token, **sent)
    assert "Nothing was changed" in response.headers["HX-Trigger"]


#: What is sent, and a word of what is said about it. Nothing of it is an error of ours.
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"action": "stage", "stage": "nonsense"}, "Select a valid choice"),
    ({"action": "stage"}, "required"),
    ({"action": "compensation"}, "Choose one of them"),
    ({"action": "owner", "owner": "x"}, "Select a valid choice"),
    ({"action": "next_action", "what": "set", "next_action": " "}, "Say what the next action is"),
    ({"action": "next_action", "what": "move"}, "Give the day"),
    (
        {"action": "next_action", "what": "set", "next_action": "Call", "next_action_on": "1066-01-01"},
        "Give a day between",
    ),
    ({"action": "tag_add", "tag": " \0 "}, "required"),
    ({"action": "tag_remove", "tag": "99999999999999999999"}, "Select a valid choice"),
    ({"action": "do_not_contact", "reason": "x" * 301}, "at most 300"),
]


@pytest.mark.parametrize(("sent", "says"), WRONG)
def test_what_is_not_understood_is_asked_again(
    office: Office, ask: Callable[..., Any], sent: dict[str, Any], says: str
) -> None:
    response = ask(step="confirm", rows=office.ids, **sent)
    assert response.status_code == 422
    assert says in response.content.decode()


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "No row is selected"),
        ({"rows": "x,-1,,1e9"}, "No row is selected"),
        ({"rows": "1" * 40}, "No row is selected"),
        ({"rows": ",".join(map(str, range(1, 5_002)))}, "At most 5,000 rows"),
        ({"all": "1", "query": "q=" + "x" * 5_000}, "more filters than"),
    ],
)
def test_what_is_no_selection_is_told(office: Office, ask: Callable[..., Any], sent: dict[str, Any], says: str) -> None:
    response = ask(script=True, action="stage", **sent)
    assert says in json.loads(response.headers["HX-Trigger"])["rapport:refused"]["said"]


def test_too_many_are_not_begun(office: Office, ask: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk_selection, "MOST", 3)
    response = ask(script=True, all="1", action="stage")
    assert "At most 3 relationships" in response.headers["HX-Trigger"]


def test_without_script_all_that_match_are_chosen_first(office: Office, ask: Callable[..., Any]) -> None:
    page = ask(all="1", query="stage=active")
    assert page.context["dialog"].title == "What is to be changed?"
    assert 'value="do_not_contact"' in page.content.decode()
    assert "1 relationship that matches" in page.content.decode()


def test_ticked_boxes_are_sent_as_they_are(office: Office, ask: Callable[..., Any]) -> None:
    page = ask(row=[row.pk for row in office.own[:2]], action="stage", stage="ended", step="confirm")
    assert page.context["dialog"].extra["count"] == 2


def test_nobody_says_of_a_creator_what_they_may_not(office: Office, ask: Callable[..., Any]) -> None:
    group = office.manager.groups.get()
    group.permissions.remove(group.permissions.get(codename="change_creator"))
    assert ask(rows=office.ids, action="do_not_contact", reason="Asked.", step="confirm").status_code == 403
    assert ask(rows=office.ids, action="stage", stage="ended", step="confirm").status_code == 200


def test_a_tag_that_is_new_says_so(office: Office, ask: Callable[..., Any]) -> None:
    sent = {"rows": office.ids, "action": "tag_add", "tag": "Spring"}
    page = ask(step="confirm", **sent)
    assert "Tag added: Spring (new)" in page.content.decode()
    ask(step="apply", confirmed=token_in(page), **sent)
    assert RelationshipTag.objects.filter(tag__name="Spring").count() == 4


def test_a_result_is_ones_own(office: Office, ask: Callable[..., Any]) -> None:
    sent = {"rows": office.ids, "action": "stage", "stage": "ended"}
    ask(step="apply", confirmed=confirmed(ask, **sent), **sent)
    change = BulkChange.objects.get()
    assert ask("lead", url=f"{URL}{change.pk}/undo/").status_code == 404
    assert set(stages().values()) == {"ended", "prospect"}


def test_the_last_change_is_found_again(office: Office, ask: Callable[..., Any], client: Client) -> None:
    client.force_login(office.manager)
    assert "have not changed several" in client.get(URL + "last/", **BY_SCRIPT).headers["HX-Trigger"]
    sent = {"rows": office.ids, "action": "stage", "stage": "ended"}
    ask(step="apply", confirmed=confirmed(ask, **sent), **sent)
    shown = client.get(URL + "last/", **BY_SCRIPT).content.decode()
    assert "Stage: Ended" in shown
    assert "Undo" in shown


def test_names_of_brands_that_one_left_are_gone(office: Office, ask: Callable[..., Any], client: Client) -> None:
    sent = {"rows": office.ids, "action": "next_action", "what": "move", "next_action_on": "2030-01-01"}
    factories.make_relationship(brand=office.brand, next_action="Call")
    Relationship.objects.filter(pk=office.own[0].pk).update(next_action="Call")
    ask(step="apply", confirmed=confirmed(ask, **sent), **sent)
    client.force_login(office.manager)
    assert "Elsa" in client.get(URL + "last/").content.decode()
    Membership.objects.filter(user=office.manager).delete()
    shown = client.get(URL + "last/").content.decode()
    assert "Elsa" not in shown
    assert rules.NOTHING_PLANNED in shown.replace("&#x27;", "'")


def test_ticked_rows_leave_as_a_file(office: Office, ask: Callable[..., Any], client: Client) -> None:
    page = ask(script=True, rows=office.ids, action="export").content.decode()
    assert f'name="rows" value="{office.ids}"' in page
    assert reverse("staff:export", args=["relationships", "csv"]) in page
    every = ask(script=True, all="1", query="stage=active", action="export")
    assert (every.status_code, every["Location"]) == (302, "/staff/lists/relationships/export/?stage=active")


def test_leads_read_it_in_the_admin(office: Office, ask: Callable[..., Any], client: Client) -> None:
    sent = {"rows": office.ids, "action": "stage", "stage": "ended"}
    ask(step="apply", confirmed=confirmed(ask, **sent), **sent)
    address = reverse("admin:relationships_bulkchange_change", args=[BulkChange.objects.get().pk])
    client.force_login(office.lead)
    page = client.get(address).content.decode()
    assert "Elsa × Homely" in page
    assert "stage active" in page
    assert "_save" not in page
    client.force_login(office.manager)
    assert client.get(address).status_code == 403
