"""The timeline's pages: whole, as a part, and the posts that put something back."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from relationships.models import Relationship, Touchpoint, User
from relationships.reports import timeline as report
from tests import factories
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@dataclass
class Desk:
    relationship: Relationship
    foreign: Relationship
    people: dict[str, User]

    def client(self, role: str = "manager") -> Client:
        client = Client(raise_request_exception=True)
        client.force_login(self.people[role])
        return client

    @property
    def page(self) -> str:
        return reverse("staff:relationship_timeline", args=[self.relationship.pk])

    @property
    def of_creator(self) -> str:
        return reverse("staff:creator_timeline", args=[self.relationship.creator_id])

    @property
    def restore(self) -> str:
        return f"{self.page}restore/"

    def stage(self, stage: str) -> dict[str, str]:
        """What the button beside a change of stage posts, once that is saved."""
        self.relationship.stage = stage
        self.relationship.save()
        version = self.relationship.history.latest("history_id").history_id
        return {"model": "relationship", "version": str(version), "field": "stage"}


@kept_rows
def desk() -> Desk:
    own, foreign = factories.make_brand("Homely"), factories.make_brand("Zyxwoo")
    people = {
        "manager": factories.make_manager(own, first_name="Mia", last_name="Manager"),
        "viewer": factories.make_viewer(own),
        "lead": factories.make_lead(),
    }
    creator = factories.make_creator("Ada Lind", followers=12_400)
    relationship = factories.make_relationship(creator=creator, brand=own, owner=people["manager"])
    other = factories.make_relationship(creator=creator, brand=foreign)
    factories.make_touchpoint(other, summary="Zyxwoo talk")
    factories.make_touchpoint(relationship, by=people["manager"], summary="<b>Hello</b>")
    return Desk(relationship, other, people)


def test_the_page_reads_without_script(desk: Desk) -> None:
    text = desk.client("viewer").get(desk.page).content.decode()
    assert "<h1>Ada Lind × Homely</h1>" in text
    assert "E-mail to the creator" in text
    assert "&lt;b&gt;Hello&lt;/b&gt;" in text
    assert "Restore" not in text


def test_a_creators_page_keeps_foreign_brands_to_themselves(desk: Desk) -> None:
    assert "zyxwoo" not in desk.client("manager").get(desk.of_creator).content.decode().lower()
    assert "Zyxwoo talk" in desk.client("lead").get(desk.of_creator).content.decode()


@pytest.mark.parametrize(
    ("query", "there", "not_there"),
    [
        ("", "The relationship begins", "nothing"),
        ("?kind=touchpoint", "E-mail to the creator", "The relationship begins"),
        ("?kind=touchpoint&kind=change", "The relationship begins", "nothing"),
        ("?kind=file", "Nothing of this kind so far", "E-mail to the creator"),
        ("?kind=nonsense&after=nonsense", "The relationship begins", "nothing"),
    ],
)
def test_kinds_are_chosen_by_links(desk: Desk, query: str, there: str, not_there: str) -> None:
    text = desk.client().get(desk.page + query).content.decode()
    assert there in text
    assert not_there not in text


def test_a_chip_adds_its_kind_or_takes_it_away(desk: Desk) -> None:
    text = desk.client().get(f"{desk.page}?kind=touchpoint&kind=tier").content.decode()
    links = {
        label.strip(): link
        for link, label in re.findall(r'class="kind"[^>]* href="([^"]*)"[^>]*>(?:<svg.*?</svg>)?([^<]+)</a>', text)
    }
    assert links["Touchpoints"] == f"{desk.page}?kind=tier"
    assert links["Ratings"] == f"{desk.page}?kind=touchpoint&amp;kind=rating&amp;kind=tier"
    assert links["Everything"] == desk.page


def test_older_entries_come_alone_where_a_script_asks(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "PER_PAGE", 1)
    client = desk.client()
    part = client.get(f"{desk.page}?part=1", headers=HTMX).content.decode()
    assert "<html" not in part
    assert 'id="timeline-part"' in part
    (older,) = set(re.findall(r'hx-get="([^"]*after=[^"]*)"', part))
    more = client.get(older.replace("&amp;", "&"), headers=HTMX).content.decode()
    assert "<html" not in more
    assert 'id="timeline-part"' not in more
    assert "happening__title" in more
    whole = client.get(older.replace("&amp;", "&")).content.decode()
    assert "<html" in whole
    assert "To the newest" in whole


def test_the_workplace_and_the_creators_page_ask_for_it_later(desk: Desk) -> None:
    for name, pk, page in (
        ("relationship", desk.relationship.pk, desk.page),
        ("creator", desk.relationship.creator_id, desk.of_creator),
    ):
        text = desk.client().get(reverse(f"admin:relationships_{name}_change", args=[pk])).content.decode()
        assert f'hx-get="{page}?part=1"' in text
        assert f'<a href="{page}">' in text


# --- Putting back -----------------------------------------------------------------------------------------------------


def test_a_value_is_restored_in_one_step(desk: Desk) -> None:
    posted = desk.stage("active")
    assert "Restore" in desk.client().get(desk.page).content.decode()
    answer = desk.client().post(desk.restore, posted, follow=True)
    assert answer.redirect_chain == [(desk.page, 302)]
    assert "Restored: Stage." in answer.content.decode()
    told = Relationship.objects.get(pk=desk.relationship.pk).history.latest("history_id")
    assert (told.stage, told.history_user) == ("prospect", desk.people["manager"])


def test_from_the_workplace_one_comes_back_to_the_workplace(desk: Desk) -> None:
    answer = desk.client().post(desk.restore, {**desk.stage("active"), "part": "1"})
    assert answer["Location"].endswith(f"/relationship/{desk.relationship.pk}/change/#timeline")


def test_what_was_changed_since_is_shown_and_asked_once(desk: Desk) -> None:
    posted = desk.stage("active")
    desk.stage("dormant")
    asked = desk.client().post(desk.restore, posted)
    assert asked.status_code == 409
    text = asked.content.decode()
    assert all(word in text for word in ("Dormant", "Active", "Prospect"))
    found = re.search(r'name="seen" value="([^"]+)"', text)
    assert found
    assert Relationship.objects.get(pk=desk.relationship.pk).stage == "dormant"
    desk.client().post(desk.restore, {**posted, "seen": found[1].replace("&#x2B;", "+")})
    assert Relationship.objects.get(pk=desk.relationship.pk).stage == "prospect"


def test_a_removed_row_is_put_back(desk: Desk) -> None:
    touch = desk.relationship.touchpoints.get()
    touch.delete()
    text = desk.client().get(desk.page).content.decode()
    assert "Put it back" in text
    assert "removed since" in text
    version = str(Touchpoint.history.latest("history_id").history_id)
    answer = desk.client().post(desk.restore, {"model": "touchpoint", "version": version}, follow=True)
    assert "Put back: Email" in answer.content.decode()
    assert desk.relationship.touchpoints.get().summary == "<b>Hello</b>"


def test_a_refusal_says_why_and_changes_nothing(desk: Desk) -> None:
    posted = desk.stage("active")
    desk.people["lead"].brands.clear()
    first = desk.relationship.history.earliest("history_id").history_id
    answer = desk.client().post(desk.restore, {**posted, "version": str(first)}, follow=True)
    assert "Nothing was restored. There is no earlier value" in answer.content.decode()


def test_who_may_not_is_refused(desk: Desk) -> None:
    posted = desk.stage("active")
    assert desk.client("viewer").post(desk.restore, posted).status_code == 403
    assert desk.client("manager").get(desk.restore).status_code == 405
    checked = Client(enforce_csrf_checks=True)
    checked.force_login(desk.people["manager"])
    assert checked.post(desk.restore, posted).status_code == 403
    assert Relationship.objects.get(pk=desk.relationship.pk).stage == "active"


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"model": "relationship"},
        {"model": "user", "version": "1"},
        {"model": "nonsense", "version": "1", "field": "stage"},
        {"model": "relationship", "version": "x"},
        {"model": "relationship", "version": "9" * 30},
        {"model": "relationship", "version": "²"},
    ],
)
def test_what_names_no_entry_is_not_found(desk: Desk, posted: dict[str, str]) -> None:
    assert desk.client().post(desk.restore, posted).status_code == 404


def test_an_entry_of_another_story_is_not_found(desk: Desk) -> None:
    version = str(desk.foreign.touchpoints.get().history.latest("history_id").history_id)
    for page in (desk.restore, f"{desk.of_creator}restore/"):
        assert desk.client().post(page, {"model": "touchpoint", "version": version}).status_code == 404
    foreign = reverse("staff:relationship_timeline_restore", args=[desk.foreign.pk])
    assert desk.client().post(foreign, {"model": "touchpoint", "version": version}).status_code == 404


def test_a_creators_value_is_restored_on_their_page(desk: Desk) -> None:
    creator = desk.relationship.creator
    creator.country = "FR"
    creator.save()
    version = str(creator.history.latest("history_id").history_id)
    posted = {"model": "creator", "version": version, "field": "country"}
    assert desk.client().post(f"{desk.of_creator}restore/", posted)["Location"] == desk.of_creator
    creator.refresh_from_db()
    assert creator.country == ""
