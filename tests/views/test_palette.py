"""The palette: what it finds for whom, in which order, at what cost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from relationships.models import Brand, Relationship, SavedView, User
from relationships.reports.palette import SHOWN
from tests import factories
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db

PALETTE = reverse("staff:palette")
SCRIPT = {"HX-Request": "true"}


@dataclass
class Office:
    brand: Brand
    manager: User
    lead: User
    noor: Relationship
    foreign: Relationship


@kept_rows
def office() -> Office:
    brand, foreign = factories.make_brand("Noorland"), factories.make_brand("Zyxwoo Noor")
    manager, lead = factories.make_manager(brand), factories.make_lead(first_name="Lea", last_name="Lead")
    creators = [factories.make_creator(name, followers=12_400) for name in ("Noor Haddad", "Al Noor", "Eleanoor Fox")]
    noor = factories.make_relationship(creators[0], brand)
    factories.make_relationship(creators[1], brand)
    factories.make_relationship(creators[2], brand)
    shared = {"list_key": "relationships", "is_shared": True}
    SavedView.objects.create(owner=manager, list_key="relationships", name="Noor first", query="q=noor&sort=-fit")
    SavedView.objects.create(owner=lead, name="Team noor", query="stage=active", **shared)
    SavedView.objects.create(owner=lead, list_key="relationships", name="Secret noor")
    SavedView.objects.create(owner=lead, list_key="gone-list", name="Noor of a list that is gone", is_shared=True)
    return Office(brand, manager, lead, noor, factories.make_relationship(creators[0], foreign))


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _found(user: User, written: str) -> dict[str, list[tuple[str, str]]]:
    """By group: label with detail, and address."""
    answer = _client(user).get(PALETTE, {"q": written}, headers=SCRIPT)
    assert answer.status_code == 200
    groups: dict[str, list[tuple[str, str]]] = {}
    for part in answer.content.decode().split('class="palette__group"')[1:]:
        title = re.findall(r'aria-hidden="true">([^<]+)<', part)[0]
        hits = re.findall(r'href="([^"]+)"[^>]*>(.*?)</a>', part, re.DOTALL)
        groups[title] = [(_text(inner), unescape(url)) for url, inner in hits]
    return groups


def _text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_people_come_by_the_beginning_of_their_name_first(office: Office) -> None:
    found = _found(office.manager, "noor")
    assert [label for label, _ in found["Relationships"]] == [
        "Noor Haddad Noorland Micro",
        "Al Noor Noorland Micro",
        "Eleanoor Fox Noorland Micro",
    ]
    workplace = reverse("admin:relationships_relationship_change", args=[office.noor.pk])
    assert found["Relationships"][0][1] == workplace
    assert found["Creators"][0][0].startswith("Noor Haddad @")
    assert found["Brands"] == [
        ("Noorland its relationships", f"{reverse('staff:relationships')}?brand={office.brand.pk}")
    ]


def test_only_what_the_reader_may_see_is_found(office: Office) -> None:
    everything = str(_found(office.manager, "noor"))
    assert "Zyxwoo" not in everything
    assert "Secret" not in everything
    assert "gone" not in everything
    of_lead = _found(office.lead, "noor")
    assert "Noor Haddad Zyxwoo Noor Micro" in [label for label, _ in of_lead["Relationships"]]
    assert [label for label, _ in of_lead["Views"]] == ["Secret noor Relationships", "Team noor Relationships"]


def test_views_lead_to_their_list_as_they_were_kept(office: Office) -> None:
    views = _found(office.manager, "noor")["Views"]
    assert [label for label, _ in views] == [
        "Noor first Relationships",
        "Team noor Relationships, shared by Lea Lead",
    ]
    own = SavedView.objects.get(name="Noor first")
    address = views[0][1]
    assert address.startswith(f"{reverse('staff:relationships')}?")
    assert {"q=noor", "sort=-fit", f"view={own.pk}"} <= set(address.partition("?")[2].split("&"))
    assert _client(office.manager).get(address).status_code == 200


@pytest.mark.parametrize(
    ("written", "group", "label"),
    [
        ("rel", "Pages", "Relationships Work"),
        ("add rel", "Start", "Add a relationship"),
        ("NEW creator", "Start", "Add a creator"),
        ("pass", "Start", "Change password"),
        ("adjud", "Pages", "Adjudications Review"),
        ("no", "Relationships", "Noor Haddad Noorland Micro"),
        ("@noor", "Relationships", "Noor Haddad Noorland Micro"),
        ("haddad noor", "Relationships", "Noor Haddad Noorland Micro"),
    ],
)
def test_pages_and_people_are_found_by_the_words_that_are_written(
    office: Office, written: str, group: str, label: str
) -> None:
    labels = [found for found, _ in _found(office.manager, written).get(group, [])]
    assert labels[:1] == [label]


def test_what_may_not_be_opened_is_not_offered(office: Office) -> None:
    viewer = factories.make_viewer(office.brand)
    assert "Start" not in _found(viewer, "add")
    reader = factories.make_user()
    reader.user_permissions.add(Permission.objects.get(codename="view_creator"))
    found = _found(reader, "noor")
    assert list(found) == ["Creators"]
    assert [label for label, _ in _found(factories.make_user(), "")["Start"]] == ["Change password"]
    assert _found(factories.make_user(), "noor") == {}


def test_every_line_leads_somewhere(office: Office) -> None:
    client = _client(office.lead)
    for written in ("", "noor"):
        for group, hits in _found(office.lead, written).items():
            for label, url in hits:
                assert client.get(url, follow=True).status_code == 200, (group, label)


def test_without_a_text_it_begins_with_ones_own_views_and_every_page(office: Office) -> None:
    found = _found(office.manager, "  ")
    assert list(found) == ["Views", "Start", "Pages"]
    assert [label for label, _ in found["Views"]] == ["Noor first Relationships"]
    assert ("Today Work", reverse("staff:today")) in found["Pages"]


def test_more_than_are_shown_are_a_click_away(office: Office) -> None:
    for number in range(SHOWN + 2):
        factories.make_relationship(factories.make_creator(f"Mara {number}", followers=50_000), office.brand)
    found = _found(office.manager, "mara")
    assert [label for label, _ in found["Relationships"]] == [
        *(f"Mara {number} Noorland Micro" for number in range(SHOWN)),
        "All relationships that match",
    ]
    assert found["Relationships"][-1][1] == f"{reverse('staff:relationships')}?q=mara"


HOSTILE = ("%", "_", "'", '"', "*", "(", "\\", "\x00noor", "é", "王", "a b c d e f g h i j", "x" * 5_000, "<b>", "-- ;")


def test_whatever_is_written_is_only_searched_for(office: Office) -> None:
    client = _client(office.manager)
    for written in HOSTILE:
        for headers in (SCRIPT, {}):
            answer = client.get(PALETTE, {"q": written}, headers=headers)
            assert answer.status_code == 200, written
    assert "<b>" not in client.get(PALETTE, {"q": "<b>"}).content.decode()
    assert _found(office.manager, "%%%") == {}


def test_nothing_found_says_what_to_try(office: Office) -> None:
    answer = _client(office.manager).get(PALETTE, {"q": "qqqqq"}, headers=SCRIPT).content.decode()
    assert "Nothing is called “qqqqq”" in answer
    assert 'data-said="Nothing found"' in answer


def test_it_is_a_page_without_script_and_its_results_alone_with_it(office: Office) -> None:
    client = _client(office.manager)
    page, part = (client.get(PALETTE, {"q": "noor"}, headers=headers).content.decode() for headers in ({}, SCRIPT))
    assert "<title>" in page
    assert "<title>" not in part
    assert 'role="option"' in part
    assert 'role="option"' not in page
    assert 'value="noor"' in page


def test_the_cost_is_the_same_for_any_number_of_rows(office: Office) -> None:
    """Four of the request; two for relationships and two for creators (beginning, anywhere); brands; views."""
    client = _client(office.manager)

    def cost() -> int:
        client.get(PALETTE, {"q": "elea"}, headers=SCRIPT)
        with CaptureQueriesContext(connection) as queries:
            client.get(PALETTE, {"q": "elea"}, headers=SCRIPT)
        return len(queries)

    few = cost()
    assert few == 4 + 2 + 2 + 1 + 1
    for number in range(4):
        factories.make_relationship(factories.make_creator(f"Elea {number}", followers=50_000), office.brand)
        SavedView.objects.create(owner=office.manager, list_key="relationships", name=f"Elea {number}")
    assert cost() == few
