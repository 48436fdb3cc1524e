"""Saved views of a list: kept, found again, shared; and never a way to see more than one may."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from relationships.models import Brand, ListSetting, Relationship, SavedView, User
from relationships.models.lists import QUERY_MAX
from relationships.services import freshness
from tests import factories
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db

LIST = reverse("staff:relationships")
KEY = "relationships"


@pytest.fixture(autouse=True)
def _fresh() -> None:
    """As in a process that has already served a page today."""
    freshness.freshen_histories()


@kept_rows
def own() -> Brand:
    return factories.make_brand("Homely")


@kept_rows
def foreign() -> Brand:
    return factories.make_brand("Zyxwoo")


@kept_rows
def ana(own: Brand) -> User:
    return factories.make_manager(own, username="ana", first_name="Ana")


@kept_rows
def bea(own: Brand, foreign: Brand) -> User:
    return factories.make_manager(own, foreign, username="bea", first_name="Bea")


@kept_rows
def rows(own: Brand, foreign: Brand, bea: User) -> dict[str, Relationship]:
    """Two of Ana's brand, one of which is Bea's, and one of a brand that Ana does not see."""
    return {
        "mine": factories.make_relationship(factories.make_creator("Mine"), own, stage="active"),
        "owned": factories.make_relationship(factories.make_creator("Owned"), own, owner=bea),
        "hidden": factories.make_relationship(factories.make_creator("Hidden"), foreign),
    }


def client_of(user: User, *, script: bool = False) -> Client:
    client = Client(headers={"HX-Request": "true"} if script else {})
    client.force_login(user)
    return client


def make_view(owner: User, name: str = "A view", query: str = "", **values: Any) -> SavedView:
    return SavedView.objects.create(owner=owner, list_key=KEY, name=name, query=query, **values)


def url_of(view: SavedView) -> str:
    return f"{LIST}?{view.query}{'&' if view.query else ''}view={view.pk}"


def step(name: str, view: SavedView | None = None) -> str:
    return reverse(f"staff:{name}", args=[KEY, view.pk] if view else [KEY])


def names(html: str) -> list[str]:
    return re.findall(r'<th scope="row" class="cell-main"><a[^>]*>(.*?)</a>', html)


def get(user: User, url: str) -> str:
    response = client_of(user).get(url)
    assert response.status_code == 200, response
    return response.content.decode()


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def bar(html: str) -> str:
    """What the bar above the list says."""
    return words(html.partition('<div id="views"')[2].partition('<form id="list-form"')[0])


# --- Kept and found again ---------------------------------------------------------------------------------------------


def test_the_list_as_it_stands_is_kept(ana: User) -> None:
    here = f"{LIST}?tier=micro&q=ana&sort=-followers&rows=25&density=comfortable&columns=creator.tier&cursor=x&z=1"
    response = client_of(ana).post(
        step("view_new"), {"next": here, "name": "  Micro  first ", "is_shared": "on", "is_default": "on"}
    )
    view = SavedView.objects.get()
    assert response.headers["Location"] == f"{LIST}?q=ana&tier=micro&sort=-followers&view={view.pk}"
    assert (view.owner, view.list_key, view.name, view.is_shared) == (ana, KEY, "Micro first", True)
    assert (view.query, view.columns, view.density) == (
        "q=ana&tier=micro&sort=-followers",
        ["creator", "tier"],
        "comfortable",
    )
    assert ListSetting.objects.get().default_view == view
    assert view.history.get().history_user == ana


@pytest.mark.parametrize("there", ["https://elsewhere.example/?tier=micro", "/staff/today/?tier=micro", ""])
def test_an_address_of_another_page_keeps_nothing_of_it(ana: User, there: str) -> None:
    client_of(ana).post(step("view_new"), {"next": there, "name": "Plain"})
    view = SavedView.objects.get()
    assert (view.query, view.columns, view.density) == ("", [], "compact")


def test_a_view_shows_its_columns_its_density_and_its_name(ana: User, rows: Any) -> None:
    view = make_view(ana, "Short", "stage=active", columns=["creator", "stage"], density="comfortable")
    html = get(ana, url_of(view))
    assert re.findall(r'id="sort-(\w+)"', html) == ["creator", "stage"]
    assert "list-table--comfortable" in html
    assert names(html) == ["Mine"]
    assert "<title>Short · Relationships · Rapport</title>" in html
    assert "Changed" not in bar(html)
    # The links of the page stay in the view, and say nothing that the view says.
    following = parse_qs(urlsplit(unescape(re.findall(r'id="sort-stage" href="([^"]+)"', html)[0])).query)
    assert following == {"stage": ["active"], "sort": ["stage"], "view": [str(view.pk)]}


CHANGES = [
    ("", False),
    ("&rows=100", False),
    ("&tier=micro", True),
    ("&sort=creator", True),
    ("&columns=creator.tier", True),
    ("&columns=creator.stage", False),
    ("&density=comfortable", True),
    ("&density=compact", False),
]


@pytest.mark.parametrize(("more", "changed"), CHANGES)
def test_what_differs_from_the_view_is_told(ana: User, more: str, changed: bool) -> None:
    view = make_view(ana, "V", "stage=active&sort=-followers", columns=["creator", "stage"])
    url = f"{LIST}?stage=active&view={view.pk}{more}" if "sort" in more else f"{url_of(view)}{more}"
    html = get(ana, url)
    assert ("Changed" in bar(html), 'id="view-save"' in html, 'id="view-reset"' in html) == (changed,) * 3


def test_a_changed_view_is_saved_or_reset(ana: User) -> None:
    view = make_view(ana, "V", "stage=active")
    here = f"{LIST}?tier=micro&stage=active&columns=creator.tier&view={view.pk}"
    html = get(ana, here)
    assert re.findall(r'id="view-reset" href="([^"]+)"', html) == [url_of(view).replace("&", "&amp;")]
    response = client_of(ana, script=True).post(step("view_save", view), {"next": here})
    assert "The view “V” is saved." in response.headers["HX-Trigger"].encode().decode("unicode_escape")
    view.refresh_from_db()
    assert (view.query, view.columns) == ("tier=micro&stage=active", ["creator", "tier"])
    assert "Changed" not in bar(get(ana, here))


def test_a_name_is_given_once_per_list_and_person(ana: User, bea: User) -> None:
    make_view(ana, "Overdue")
    again = client_of(ana).post(step("view_new"), {"name": " Overdue ", "next": LIST})
    assert (again.status_code, "You have a view of that name in this list" in again.content.decode()) == (422, True)
    for wrong in ("", " \x00 ", "x" * 61):
        assert client_of(ana).post(step("view_new"), {"name": wrong, "next": LIST}).status_code == 422, wrong
    client_of(bea).post(step("view_new"), {"name": "Overdue", "next": LIST})
    assert SavedView.objects.count() == 2


def test_filters_that_are_too_long_are_told(ana: User) -> None:
    view = make_view(ana)
    search = "q=" + "%F0%9F%90%88" * 190  # 190 cats
    codes = "&".join(f"country={code}" for code in _countries())
    for query, fits in ((codes, len(codes) <= QUERY_MAX), (f"{search}&{codes}", False)):
        response = client_of(ana).post(step("view_save", view), {"next": f"{LIST}?{query}"})
        told = [str(message) for message in get_messages(response.wsgi_request)]
        assert ("too long to be kept" in told[0]) is not fits, told
    asked = client_of(ana).post(step("view_new"), {"name": "Long", "next": f"{LIST}?{search}&{codes}"})
    assert (asked.status_code, "too long to be kept" in asked.content.decode()) == (422, True)


def _countries() -> list[str]:
    from relationships.domain.places import COUNTRIES

    return list(COUNTRIES)


# --- The one to begin with --------------------------------------------------------------------------------------------


def test_the_list_begins_with_the_default_view(ana: User, rows: Any) -> None:
    view = make_view(ana, "V", "stage=active&sort=stage")
    client_of(ana).post(step("view_begin", view), {"next": LIST})
    client = client_of(ana)
    assert client.get(LIST).headers["Location"] == url_of(view)
    html = get(ana, f"{LIST}?view=all")
    assert sorted(names(html)) == ["Mine", "Owned"]
    # Whatever is clicked then, the list does not fall back into the view.
    the_list = html.partition('<div id="list"')[2]
    links = [unescape(url) for url in re.findall(rf'href="({LIST}(?:[?][^"]*)?)"', the_list)]
    assert links
    assert [url for url in links if "view=" not in url] == []
    client_of(ana).post(step("view_begin", view), {"next": LIST})
    assert client.get(LIST).status_code == 200


def test_a_default_that_is_no_longer_shared_is_none(ana: User, bea: User) -> None:
    view = make_view(bea, "Theirs", is_shared=True)
    client_of(ana).post(step("view_begin", view), {"next": LIST})
    assert client_of(ana).get(LIST).status_code == 302
    SavedView.objects.update(is_shared=False)
    assert client_of(ana).get(LIST).status_code == 200


# --- Whose they are ---------------------------------------------------------------------------------------------------

STEPS = ("view_save", "view_edit", "view_duplicate", "view_delete", "view_begin")
#: By step: what the owner, a colleague and a lead get for a view that is not shared, and for one that is.
RIGHTS = {
    "view_save": ((302, 404, 404), (302, 403, 403)),
    "view_edit": ((302, 404, 404), (302, 403, 403)),
    "view_duplicate": ((302, 404, 404), (302, 302, 302)),
    "view_delete": ((302, 404, 404), (302, 403, 302)),
    "view_begin": ((302, 404, 404), (302, 302, 302)),
}


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("is_shared", [False, True], ids=["own", "shared"])
def test_whose_step_it_is(ana: User, bea: User, name: str, is_shared: bool) -> None:
    people = (ana, bea, factories.make_lead())
    for user, expected in zip(people, RIGHTS[name][is_shared], strict=True):
        view = make_view(ana, "V", "stage=active", is_shared=is_shared)
        url, sent = step(name, view), {"next": LIST, "name": "Another", "is_shared": "on"}
        assert client_of(user).get(url).status_code in (
            {405} if name in ("view_save", "view_begin") else {200, expected}
        )
        assert client_of(user).post(url, sent).status_code == expected, user
        SavedView.objects.all().delete()


def test_it_is_renamed_shared_and_deleted(ana: User, bea: User) -> None:
    view = make_view(ana, "V")
    client = client_of(ana)
    client.post(step("view_edit", view), {"name": "W", "is_shared": "on", "next": LIST})
    view.refresh_from_db()
    assert (view.name, view.is_shared) == ("W", True)
    assert "W by Ana" in bar(get(bea, LIST))
    client_of(bea).post(step("view_begin", view), {"next": LIST})
    assert "1 colleague begins with it" in get(ana, step("view_delete", view))
    assert "1 colleague begins with it" in get(ana, step("view_edit", view))
    client.post(step("view_delete", view), {"next": LIST})
    assert not SavedView.objects.exists()
    assert client_of(bea).get(LIST).status_code == 200
    assert ListSetting.history.filter(history_user=ana).exists()


def test_a_copy_is_ones_own(ana: User, bea: User) -> None:
    view = make_view(bea, "Theirs", "stage=active", is_shared=True, columns=["creator", "tier"])
    client_of(ana).post(step("view_duplicate", view), {"name": "Mine", "next": LIST})
    copy = SavedView.objects.get(name="Mine")
    assert (copy.owner, copy.is_shared, copy.query, copy.columns) == (ana, False, "stage=active", ["creator", "tier"])


def test_only_what_one_may_do_is_offered(ana: User, bea: User) -> None:
    view = make_view(ana, "V", "stage=active", is_shared=True)
    for user, edit, delete in ((ana, True, True), (bea, False, False), (factories.make_lead(), False, True)):
        html = get(user, f"{url_of(view)}&tier=micro")
        offered = [step(name, view) in html for name in ("view_edit", "view_save", "view_delete", "view_duplicate")]
        assert offered == [edit, edit, delete, True], user


def test_of_an_unknown_list_there_is_nothing(ana: User) -> None:
    for name in ("view_new", "list_columns"):
        assert client_of(ana).get(reverse(f"staff:{name}", args=["nothing"])).status_code == 404
    nobody = factories.make_user()
    assert client_of(nobody).get(step("view_new")).status_code == 403


@pytest.mark.parametrize("asked", ["{pk}", "999999", "x", "1" * 30])
def test_a_view_that_is_not_ones_to_use_is_none(ana: User, bea: User, rows: Any, asked: str) -> None:
    view = make_view(bea, "Secret plans", "stage=active")
    html = get(ana, f"{LIST}?stage=active&view={asked.format(pk=view.pk)}")
    assert names(html) == ["Mine"]
    assert "View: It is gone, or not shared with you any more" in words(html)
    assert "Secret" not in html


def test_forty_views_stand_in_the_menu(ana: User, bea: User) -> None:
    SavedView.objects.bulk_create(
        SavedView(owner=bea, list_key=KEY, name=f"View {n:02}", is_shared=True, query="stage=active") for n in range(39)
    )
    last = make_view(ana, "zebra")
    html = get(ana, url_of(last))
    assert bar(html).count("by Bea") == 39
    tabs = re.findall(r'class="views__tab" id="view-\d+".*?<span class="views__name">(.*?)</span>', html)
    assert tabs == ["zebra", "View 00", "View 01", "View 02", "View 03"]
    client = client_of(ana)
    with CaptureQueriesContext(connection) as queries:
        client.get(url_of(last))
    assert len(queries) <= 8


# --- Never more than one may see --------------------------------------------------------------------------------------


def test_a_shared_view_does_not_widen_where_its_reader_sees_less(
    ana: User, bea: User, own: Brand, foreign: Brand, rows: dict[str, Relationship]
) -> None:
    tag = factories.make_tag("Zyxwoo secret", rows["hidden"])
    stranger = factories.make_manager(foreign, first_name="Zyxwoo")
    Relationship.objects.filter(pk=rows["hidden"].pk).update(owner=stranger)
    closed = {
        f"brand={foreign.pk}": "brand",
        f"tag={tag.pk}": "tag",
        f"owner={stranger.pk}": "owner",
        "brand=987654321": "brand",
        f"brand={foreign.pk}&tag={tag.pk}&stage=prospect": "brand and a tag",
    }
    for number, (query, what) in enumerate(closed.items()):
        view = make_view(bea, f"V{number}", query, is_shared=True)
        html = get(ana, url_of(view))
        assert names(html) == [], query
        assert "Nothing in this view is yours to see" in html
        assert f"filters by a {what} that you may not see, or that is not there any more" in words(html)
        assert "Zyxwoo" not in html
        assert "Changed" not in bar(html)
        assert "problems" not in html
    assert names(get(bea, f"{LIST}?brand={foreign.pk}")) == ["Hidden"]


def test_what_is_left_of_a_filter_is_shown(
    ana: User, bea: User, own: Brand, foreign: Brand, rows: dict[str, Relationship]
) -> None:
    view = make_view(bea, "Both", f"brand={own.pk}&brand={foreign.pk}&stage=active", is_shared=True)
    html = get(ana, url_of(view))
    assert names(html) == ["Mine"]
    assert "This view is narrowed for you." in html
    # It goes on narrowing on every further page, sort and search, and for whatever is done with all rows.
    for url in re.findall(rf'href="({LIST}[?][^"]*)"', html):
        query = parse_qs(urlsplit(unescape(url)).query)
        kept = query.get("brand") in ([str(own.pk), str(foreign.pk)], None, [str(own.pk)], [str(foreign.pk)])
        assert kept, url
    assert f'<input type="hidden" name="brand" value="{foreign.pk}">' in html
    alone = make_view(bea, "One", f"brand={foreign.pk}", is_shared=True)
    assert names(get(ana, f"{LIST}?brand={foreign.pk}&q=mine&view={alone.pk}")) == []
    # Left out by hand, it is left out.
    chip = next(url for url in re.findall(r'class="chip" href="([^"]+)"', get(ana, url_of(alone))))
    assert sorted(names(get(ana, unescape(chip)))) == ["Mine", "Owned"]


def test_me_is_whoever_reads(ana: User, bea: User, rows: Any) -> None:
    view = make_view(bea, "Mine", "owner=me", is_shared=True)
    assert names(get(bea, url_of(view))) == ["Owned"]
    assert names(get(ana, url_of(view))) == []


# --- In the admin -----------------------------------------------------------------------------------------------------


def test_leads_read_and_delete_views_in_the_admin(ana: User) -> None:
    view = make_view(ana, "V", "stage=active", is_shared=True)
    pages = [
        reverse("admin:relationships_savedview_changelist"),
        reverse("admin:relationships_savedview_change", args=[view.pk]),
    ]
    for user, expected in ((factories.make_lead(), 200), (ana, 403)):
        assert [client_of(user).get(page).status_code for page in pages] == [expected] * 2
    client_of(factories.make_lead()).post(
        reverse("admin:relationships_savedview_delete", args=[view.pk]), {"post": "yes"}
    )
    assert not SavedView.objects.exists()
