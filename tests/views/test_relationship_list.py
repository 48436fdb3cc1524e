"""The staff list as people meet it: who may, what it shows, what a wrong address gets, and what it costs."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from operator import attrgetter
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from relationships.filters.relationships import RelationshipFilters
from relationships.models import Account, Brand, Creator, Relationship, StandingAdvice, User
from relationships.models.relationships import DERIVED, SORTED
from relationships.services import freshness
from relationships.services.clock import organisation_today
from relationships.views.lists import found as found_list
from relationships.views.relationships import RELATIONSHIPS
from tests import factories
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db

LIST = reverse("staff:relationships")
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def _fresh() -> None:
    """As in a process that has already served a page today."""
    freshness.freshen_histories()


@kept_rows
def brand() -> Brand:
    return factories.make_brand("Homely")


@kept_rows
def manager(brand: Brand) -> User:
    return factories.make_manager(brand)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def get(user: User, query: str = "", **headers: str) -> str:
    response = client_of(user).get(f"{LIST}{query}", headers=headers)
    assert response.status_code == 200, response
    return response.content.decode()


def texts(pattern: str, html: str) -> list[str]:
    """What stands inside each match, without tags and runs of blanks."""
    return [
        " ".join(unescape(re.sub(r"<[^>]+>", " ", found)).split()) for found in re.findall(pattern, html, re.DOTALL)
    ]


def problems(html: str) -> list[str]:
    return texts(r"<li><span class=\"problems__what\">(.*?)</li>", html)


def names(html: str) -> list[str]:
    return texts(r'<th scope="row" class="cell-main"><a[^>]*>(.*?)</a>', html)


def count(html: str) -> str:
    return texts(r'<span class="pager__count">(.*?)</span></span>', html)[0]


def link(html: str, key: str) -> str:
    found = re.search(rf'id="{key}"[^>]*href="([^"]+)"', html)
    assert found, key
    return unescape(found[1])


# --- Who may ----------------------------------------------------------------------------------------------------------


def test_a_stranger_is_sent_to_the_log_in_page_and_back() -> None:
    response = Client().get(f"{LIST}?tier=micro")
    assert response.status_code == 302
    assert response.url == f"{reverse('admin:login')}?next={LIST}%3Ftier%3Dmicro"  # type: ignore[attr-defined]


def test_a_log_in_that_ran_out_takes_the_whole_page_along() -> None:
    headers = {"HX-Request": "true", "HX-Target": "results", "HX-Current-URL": f"http://testserver{LIST}?q=ana"}
    response = Client().get(f"{LIST}?q=ana", headers=headers)
    assert response.headers["HX-Redirect"].endswith(f"?next={LIST}%3Fq%3Dana")


@pytest.mark.parametrize("is_staff", [False, True], ids=["no staff", "no permission"])
def test_who_may_not_gets_a_403(is_staff: bool) -> None:
    assert client_of(factories.make_user(is_staff=is_staff)).get(LIST).status_code == 403


def test_it_is_only_read() -> None:
    assert client_of(factories.make_lead()).post(LIST).status_code == 405


def test_it_is_kept_out_of_every_cache() -> None:
    assert "no-store" in client_of(factories.make_lead()).get(LIST).headers["Cache-Control"]


def test_a_foreign_brand_is_nowhere(brand: Brand, manager: User) -> None:
    """Neither its rows nor its names, people and tags stand on the page or in what its filters offer."""
    foreign = factories.make_brand("Zyxwoo")
    owner = factories.make_manager(foreign, first_name="Zyxwoo")
    hidden = factories.make_relationship(factories.make_creator("Zyxwoo"), foreign, owner=owner, next_action="Zyxwoo")
    factories.make_tag("Zyxwoo tag", hidden)
    shown = factories.make_relationship(factories.make_creator("Ada"), brand, owner=manager)
    factories.make_tag("VIP", shown)
    html = get(manager)
    assert names(html) == ["Ada"]
    assert "Zyxwoo" not in html
    assert "VIP" in html
    assert "Zyxwoo" in get(factories.make_lead())


def test_a_foreign_brand_in_the_address_is_told_as_one_that_does_not_exist(brand: Brand, manager: User) -> None:
    factories.make_relationship(brand=brand)
    foreign = factories.make_relationship(brand=factories.make_brand("Zyxwoo"))
    told, unknown = get(manager, f"?brand={foreign.brand_id}"), get(manager, "?brand=987654321")
    assert problems(told)[0].replace(str(foreign.brand_id), "N") == problems(unknown)[0].replace("987654321", "N")
    assert (count(told), "Zyxwoo" in told) == ("Showing 1–1 of 1", False)


# --- What it shows ----------------------------------------------------------------------------------------------------


def cell(html: str, key: str) -> str:
    return texts(rf'<td class="cell-{key}[^>]*>(.*?)</td>', html)[0]


def cells_of(html: str) -> dict[str, str]:
    """Of the first row, by column of the list's own; drift has tests of its own."""
    own = [column.key for column in RELATIONSHIPS.columns[1:] if not column.is_extra and column.key != "drift"]
    return {key: cell(html, key) for key in own}


def test_a_row_says_everything_about_a_relationship(brand: Brand, manager: User) -> None:
    creator = factories.make_creator("Ada Lind")
    account = {"followers": 12_400, "engagement_rate": "3.25", "engagement_basis": "followers"}
    factories.make_account(creator, "@ada", network="instagram", **account)
    factories.make_account(creator, "@ada.tv", network="tiktok", followers=900)
    row = factories.make_relationship(
        creator, brand, owner=manager, stage="active", compensation="mixed", next_action="Send the brief",
        next_action_on=TODAY - timedelta(days=3),
    )  # fmt: skip
    factories.make_collaboration(row)
    factories.make_touchpoint(row, timezone.now() - timedelta(days=5))
    for key, value in {"values": 4, "audience": 3, "content": 5, "sentiment": 4, "safety": 5, "conflict": 5}.items():
        factories.make_rating(row, key, value, reviewer=manager)
    html = get(manager)
    assert link_of_row(html) == reverse("admin:relationships_relationship_change", args=[row.pk])
    assert texts(r'class="cell-sub">(.*?)</span></th>', html) == ["@ada Instagram @ada.tv TikTok"]
    cells = cells_of(html)
    assert cells == {
        "brand": "Homely",
        "tier": "Micro",
        "followers": "12.4K",
        "engagement": "3.25% by followers",
        "compensation": "Products + paid",
        "history": "One-off ×1",
        "fit": "83 between 75–85, medium confidence",
        "touch": f"5 days ago {timezone.localdate() - timedelta(days=5):%-d %b %Y}",
        "due": f"Send the brief 3 days overdue {_short(TODAY - timedelta(days=3))}",
        "stage": "Active",
        "owner": str(manager),
    }


def _short(day: Any) -> str:
    return f"{day:%-d %b}" if day.year == TODAY.year else f"{day:%-d %b %Y}"


def link_of_row(html: str) -> str:
    return str(re.findall(r'class="cell-main"><a href="([^"]+)"', html)[0])


def test_what_is_not_known_is_never_shown_as_zero(brand: Brand, manager: User) -> None:
    factories.make_relationship(factories.make_creator("Nobody"), brand)
    html = get(manager)
    cells = cells_of(html)
    assert cells == {
        "brand": "Homely", "tier": "Unknown", "followers": "–", "engagement": "–", "compensation": "Not known",
        "history": "None yet", "fit": "Not rated", "touch": "Never", "due": "–", "stage": "Prospect", "owner": "–",
    }  # fmt: skip
    assert "no account on file" in html


def test_who_must_not_be_contacted_is_marked(brand: Brand, manager: User) -> None:
    factories.make_relationship(factories.make_creator(do_not_contact=True, do_not_contact_reason="asked"), brand)
    assert texts(r'<span class="badge badge--danger">(.*?)</span>', get(manager)) == ["Do not contact"]


def test_money_that_is_owed_is_called_so(brand: Brand, manager: User) -> None:
    row = factories.make_relationship(brand=brand)
    factories.make_collaboration(row, compensation="paid", fee=100, payment_due_on=TODAY)
    assert cell(get(manager), "due") == f"Payment today {_short(TODAY)}"


def test_blocked_and_disputed_fits_are_marked(brand: Brand, manager: User) -> None:
    row = factories.make_relationship(brand=brand)
    for reviewer, value in ((manager, 0), (factories.make_manager(brand), 5)):
        factories.make_rating(row, "safety", value, reviewer=reviewer)
    assert cell(get(manager), "fit") == "Too little rated Blocked Disputed"


def test_names_are_escaped(brand: Brand, manager: User) -> None:
    creator = factories.make_creator("<script>alert(1)</script>")
    factories.make_relationship(creator, brand, next_action="<b>x</b>", next_action_on=TODAY)
    html = get(manager, "?q=%3Cscript%3E")
    assert "<script>alert" not in html
    assert "<b>x" not in html


def advise(row: Relationship, *standing: tuple[str, str], dismissed: tuple[str, ...] = ()) -> None:
    """What `services.advice` would have written: rules and their weights, and which of them somebody dismissed."""
    StandingAdvice.objects.filter(relationship=row).delete()
    StandingAdvice.objects.bulk_create(
        StandingAdvice(relationship=row, code=code, severity=severity, dismissed=code in dismissed)
        for code, severity in standing
    )
    weights = [severity for code, severity in standing if code not in dismissed]
    Relationship.objects.filter(pk=row.pk).update(
        drift=sum(weight != "info" for weight in weights),
        drift_blocks=weights.count("block"),
        advice_infos=weights.count("info"),
        drift_changes_on=None,
    )


def test_drift_is_a_number_and_tells_which_norms(brand: Brand, manager: User) -> None:
    row = factories.make_relationship(factories.make_creator("Ada"), brand)
    advise(
        row, ("find-out", "info"), ("low-fit", "warn"), ("touch-overdue", "warn"), ("notice-missing", "block"),
        ("thank-you", "warn"), dismissed=("thank-you",),
    )  # fmt: skip
    html = get(manager)
    assert cell(html, "drift") == (
        "3 norms departed from Block Privacy notice not given Warning Fit too low or not rated"
        " Warning Not touched for too long Info Something to find out"
    )
    tip = re.search(r'aria-describedby="([\w-]+)"', html)
    assert tip
    assert f'role="tooltip" id="{tip[1]}"' in html


@pytest.mark.parametrize(
    ("standing", "weight", "number"),
    [
        ([("low-fit", "warn")], "warn", "1 norm departed from"),
        ([("find-out", "info")], "info", "0 norms departed from"),
        ([("gate-failed", "block"), ("low-fit", "warn")], "block", "2 norms departed from"),
    ],
)
def test_the_mark_is_the_heaviest_weight(
    brand: Brand, manager: User, standing: list[tuple[str, str]], weight: str, number: str
) -> None:
    advise(factories.make_relationship(brand=brand), *standing)
    html = get(manager)
    assert f'class="drift drift--{weight}"' in html
    assert cell(html, "drift").startswith(number)


def test_without_advice_there_is_a_plain_zero(brand: Brand, manager: User) -> None:
    advise(factories.make_relationship(brand=brand), ("low-fit", "warn"), dismissed=("low-fit",))
    html = get(manager)
    assert (cell(html, "drift"), 'class="drift' in html) == ("0", False)


@pytest.mark.parametrize(("days", "is_mended"), [(-1, True), (0, True), (1, False)])
def test_advice_that_turned_is_mended_before_it_is_shown(
    brand: Brand, manager: User, days: int, is_mended: bool
) -> None:
    row = factories.make_relationship(factories.make_creator("Ada"), brand)
    advise(row, ("rebook-unmeasured", "warn"))
    turns = organisation_today() + timedelta(days=days)
    Relationship.objects.filter(pk=row.pk).update(drift_changes_on=turns)
    assert ("Booked again without a result" not in cell(get(manager), "drift")) is is_mended


def test_largest_drift_first(brand: Brand, manager: User) -> None:
    for name, codes in (("a", []), ("b", ["low-fit", "thank-you"]), ("c", ["low-fit"])):
        row = factories.make_relationship(factories.make_creator(name), brand)
        advise(row, *((code, "warn") for code in codes))
    html = get(manager)
    assert link(html, "sort-drift").endswith("sort=-drift")
    assert names(get(manager, "?sort=-drift")) == ["b", "c", "a"]
    assert names(get(manager, "?drift_min=1&sort=drift")) == ["c", "b"]


def test_tabs_count_the_tiers_and_follow_the_other_filters(brand: Brand, manager: User) -> None:
    for followers, stage in ((100, "active"), (20_000, "active"), (30_000, "ended"), (None, "active")):
        factories.make_relationship(brand=brand, followers=followers, stage=stage)

    def tabs(query: str) -> list[str]:
        return texts(r'<a class="tab"[^>]*>(.*?)</a>', get(manager, query))

    assert tabs("") == ["All 4", "Nano 1", "Micro 2", "Macro 0", "Mega 0", "Unknown 1"]
    assert tabs("?stage=active&tier=nano") == ["All 3", "Nano 1", "Micro 1", "Macro 0", "Mega 0", "Unknown 1"]
    html = get(manager, "?stage=active&tier=nano")
    assert count(html) == "Showing 1–1 of 1"
    assert dict(parse_qsl(urlsplit(link(html, "tab-micro")).query)) == {"stage": "active", "tier": "micro"}
    assert dict(parse_qsl(urlsplit(link(html, "tab-all")).query)) == {"stage": "active"}


def test_the_mix_stands_beside_what_was_published(brand: Brand, manager: User) -> None:
    facts = {"brand": brand, "tier": "micro", "followers": 7_000}
    creators = Creator.objects.bulk_create(Creator(name="x") for _ in range(31))
    Relationship.objects.bulk_create(
        Relationship(creator=creator, compensation=word, **facts)
        for creator, word in zip(creators, [""] * 2 + ["products"] * 29, strict=True)
    )

    def lines(html: str) -> list[str]:
        return texts(r"<tr>(.*?)</tr>", html.partition("mix__table")[2].partition("</table>")[0])

    few = lines(get(manager, "?counts=detail"))
    assert "Micro 5K–10K too few to say: 29 of 30 29 80% rarely paid" in few
    assert "Nano too few to say: 0 of 30 0 no published figure" in few
    Relationship.objects.filter(pk=Relationship.objects.order_by("pk")[0].pk).update(compensation="paid")
    html = get(manager, "?counts=detail")
    assert "Micro 5K–10K 97% 0% 3% 30 80% rarely paid" in lines(html)
    notes = texts(r'<p class="mix__notes">(.*?)</p>', html)[0]
    assert "80% of creators with 5,000–10,000 followers are rarely paid other than in products" in notes
    assert "Hivency study, 2019" in notes
    assert "nano products (house default)" in notes


def test_the_mix_is_counted_when_somebody_opens_it(
    five: list[str], manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = client_of(manager)
    opened.cookies["mix"] = "open"

    def panel(html: str) -> tuple[bool, bool]:
        found = re.search(r'<details class="mix"([^>]*)>', html)
        assert found
        return " open" in found[1], "mix__table" in html

    closed = get(manager)
    assert panel(closed) == (False, False)
    assert f'hx-get="{LIST}?counts=detail" hx-trigger="toggle once" hx-target="#summary"' in closed
    assert panel(get(manager, "?counts=detail")) == (True, True)
    # Who left it open finds it open.
    assert panel(opened.get(LIST).content.decode()) == (True, True)
    assert "mix__table" not in get(manager, "?q=nobody-of-this-name&counts=detail")
    # Of too many it comes after the page, with the counts: an empty panel is not opened meanwhile.
    monkeypatch.setattr(found_list, "COUNT_LIMIT", 3)
    assert panel(opened.get(LIST).content.decode()) == (False, False)
    assert panel(opened.get(f"{LIST}?counts=all").content.decode()) == (True, True)
    # A list that tells nothing beside its counts says so.
    ambassadors = client_of(manager).get("/staff/ambassadors/?counts=detail").content.decode()
    assert problems(ambassadors) == ["Counts: “detail” is no way of counting: leave it out."]


def test_every_filter_in_use_is_a_chip_that_removes_only_itself(manager: User) -> None:
    address = "?q=ana&tier=micro&tier=macro&followers_min=10K&owner=me&sort=-fit&rows=25"
    html = get(manager, address)
    chips = texts(r'<a class="chip"[^>]*>(.*?)<span class="visually-hidden">', html)
    assert chips == ["Search ana", "Tier Micro", "Tier Macro", "Followers from 10K", "Owner Me"]
    urls = [unescape(url) for url in re.findall(r'<a class="chip" href="([^"]+)"', html)]
    everything = parse_qsl(address[1:])
    for url, removed in zip(urls, everything[:5], strict=True):
        assert sorted(parse_qsl(urlsplit(url).query)) == sorted(pair for pair in everything if pair != removed)
    clear = re.search(r'chip--clear" href="([^"]+)"', html)
    assert clear
    assert unescape(clear[1]) == f"{LIST}?sort=-fit&rows=25"


def test_no_match_and_nothing_yet_are_two_different_things(brand: Brand, manager: User) -> None:
    assert "No relationships yet" in get(manager)
    factories.make_relationship(brand=brand)
    html = get(manager, "?stage=ended")
    assert "No relationship matches" in html
    assert "Clear filters" in html


# --- Sorting and paging -----------------------------------------------------------------------------------------------


@kept_rows
def five(brand: Brand) -> list[str]:
    for letter, followers in zip("abcde", (500, 100, None, 300, None), strict=True):
        factories.make_relationship(factories.make_creator(letter, followers=followers), brand)
    return list("abcde")


def test_every_column_sorts_both_ways_with_what_is_not_known_last(five: list[str], manager: User) -> None:
    assert names(get(manager, "?sort=followers")) == ["b", "d", "a", "c", "e"]
    assert names(get(manager, "?sort=-followers")) == ["a", "d", "b", "e", "c"]
    for column in filter(attrgetter("sorts_by"), RELATIONSHIPS.columns):
        for sort in (column.key, f"-{column.key}"):
            html = get(manager, f"?sort={sort}")
            assert sorted(names(html)) == five, sort
            assert not problems(html)
            assert f'aria-sort="{"descending" if sort[0] == "-" else "ascending"}"' in html


def test_a_head_sorts_and_then_turns_round(five: list[str], manager: User) -> None:
    html = get(manager, "?tier=nano&tier=unknown")
    by_followers = link(html, "sort-followers")
    assert by_followers == f"{LIST}?tier=nano&tier=unknown&sort=-followers"
    assert link(
        get(manager, urlsplit(by_followers).query and f"?{urlsplit(by_followers).query}"), "sort-followers"
    ).endswith("sort=followers")
    assert link(html, "sort-creator").endswith("sort=-creator")


def walk(user: User, query: str, key: str) -> list[tuple[str, list[str]]]:
    """Pages from ``query`` on, each as its count and names, along the links with that id."""
    seen = []
    html = get(user, query)
    for _ in range(20):
        seen.append((count(html), names(html)))
        if f'id="{key}"' not in html:
            return seen
        html = get(user, f"?{urlsplit(link(html, key)).query}")
    raise AssertionError("the pages go round in circles")


@pytest.mark.parametrize("sparse", [5_000, -1], ids=["few", "walked"])
@pytest.mark.parametrize("sort", ["creator", "-followers", "touch"])
def test_pages_follow_each_other_both_ways(
    brand: Brand, manager: User, monkeypatch: pytest.MonkeyPatch, sort: str, sparse: int
) -> None:
    monkeypatch.setattr(found_list, "SPARSE", sparse)
    named = [f"creator {number:02}" for number in range(60)]
    creators = Creator.objects.bulk_create(Creator(name=name, name_key=name) for name in named)
    Relationship.objects.bulk_create(
        Relationship(creator=creator, brand=brand, creator_sort=creator.name_key, followers=number % 3 or None)
        for number, creator in enumerate(creators)
    )
    forwards = walk(manager, f"?sort={sort}&rows=25", "next")
    assert [shown for shown, _ in forwards] == ["Showing 1–25 of 60", "Showing 26–50 of 60", "Showing 51–60 of 60"]
    assert len({name for _, page in forwards for name in page}) == 60
    last = get(manager, f"?sort={sort}&rows=25")
    for _ in range(2):
        last = get(manager, f"?{urlsplit(link(last, 'next')).query}")
    back = get(manager, f"?{urlsplit(link(last, 'previous')).query}")
    assert (count(back), names(back)) == forwards[1]
    first = get(manager, f"?{urlsplit(link(back, 'previous')).query}")
    assert (count(first), names(first)) == forwards[0]


def test_rows_that_go_between_two_pages_do_not_break_them(brand: Brand, manager: User) -> None:
    for number in range(30):
        factories.make_relationship(factories.make_creator(f"creator {number:02}"), brand)
    following = urlsplit(link(get(manager, "?rows=25"), "next")).query
    Relationship.objects.filter(creator_sort__gte="creator 20").delete()
    html = get(manager, f"?{following}")
    assert (count(html), len(names(html)), problems(html)) == ("Showing 1–20 of 20", 20, [])


def test_a_cursor_of_another_sort_is_told(five: list[str], brand: Brand, manager: User) -> None:
    for number in range(25):
        factories.make_relationship(factories.make_creator(f"f{number}"), brand)
    cursor = dict(parse_qsl(urlsplit(link(get(manager, "?rows=25"), "next")).query))["cursor"]
    html = get(manager, f"?rows=25&sort=followers&cursor={cursor}")
    assert problems(html) == ["Page: This place in the list is not known any more: here is its first page."]
    assert count(html) == "Showing 1–25 of 30"


# --- Counts that are too large ----------------------------------------------------------------------------------------


def test_large_counts_come_after_the_page(five: list[str], manager: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found_list, "COUNT_LIMIT", 3)
    html = get(manager, "?contact=yes")
    assert count(html) == "Showing 1–5 of 3+"
    assert f'hx-get="{LIST}?contact=yes&amp;counts=all"' in html
    assert "Count them all" in html
    part = get(manager, "?contact=yes&counts=all", **{"HX-Request": "true", "HX-Target": "summary"})
    assert 'id="total"' in part
    assert "<html" not in part
    assert texts(r'<a class="tab"[^>]*>(.*?)</a>', part)[0] == "All 5"
    assert count(get(manager, "?contact=yes&counts=all")) == "Showing 1–5 of 5"


# --- By script --------------------------------------------------------------------------------------------------------


def test_a_script_gets_the_part_that_it_asked_for(five: list[str], manager: User) -> None:
    response = client_of(manager).get(
        f"{LIST}?q=&tier=nano&followers_min=", headers={"HX-Request": "true", "HX-Target": "results"}
    )
    html = response.content.decode()
    assert "<html" not in html
    assert 'id="list-form"' not in html
    assert 'id="list-status" hx-swap-oob' in html
    assert "3 relationships, showing 1–3, sorted by creator, ascending." in html
    assert response.headers["HX-Push-Url"] == f"{LIST}?tier=nano"

    whole = get(manager, "?tier=nano", **{"HX-Request": "true", "HX-Target": "list"})
    assert ("<html" in whole, 'id="list-form"' in whole) == (False, True)
    back = get(manager, "", **{"HX-Request": "true", "HX-Target": "list", "HX-History-Restore-Request": "true"})
    assert "<html" in back


def test_nothing_is_inline(five: list[str], manager: User) -> None:
    html = get(manager, "?tier=nano")
    assert not re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:|data:|<script(?![^>]*\ssrc=)", html)


# --- Wrong addresses --------------------------------------------------------------------------------------------------

WRONG: list[tuple[str, str]] = [
    ("fit_min=abc", "Fit from: “abc” is not a score: write a number from 0 to 100."),
    ("fit_min=1e999", "Fit from: “1e999” is not a score: write a number from 0 to 100."),
    ("fit_max=NaN", "Fit to: “NaN” is not a score: write a number from 0 to 100."),
    ("fit_max=101", "Fit to: “101” is not a score: write a number from 0 to 100."),
    ("fit_min=90&fit_max=10", "Fit from: Its lower end is above its upper end: exchange them."),
    ("followers_min=" + "9" * 30, "Followers from: “999999999999999999999999999999” is not a count"),
    ("followers_max=-1", "Followers to: “-1” is not a count: write it as 12500 or 12.5K, at most 1B."),
    ("followers_max=many", "Followers to: “many” is not a count"),
    ("engagement_min=x", "Engagement from: “x” is not a rate in percent: write it as 4.5, at most 1000."),
    ("engagement_by=likes", "Engagement by: “likes” is not one of its choices: choose again from the list."),
    ("tier=giant", "Tier: “giant” is not one of its choices: choose again from the list."),
    ("brand=" + "9" * 30, "Brand: “999999999999999999999999999999” is not one of its choices"),
    ("owner=1%27--", "Owner: “1'--” is not one of its choices"),
    ("tag=%00", "Tag: “�” is not one of its choices"),
    ("country=Atlantis", "Country: “Atlantis” is not one of its choices"),
    ("contact=maybe", "Contact: “maybe” is not one of its choices"),
    ("due=someday", "Due: “someday” is not one of its choices"),
    ("q=%00", "Search: It holds a character that no name has: type it again."),
    ("q=" + "ab+" * 1_200, "Search: It is too long: write at most 200 characters."),
    ("q=a+b+c+d+e+f+g+h+i", "Search: It has too many words: write at most 8."),
    *(
        (f"not_touched_since={day}", f"Not touched since: “{day}” is not a day that can be looked for")
        for day in ("0001-01-01", "9999-12-31", "99999-1-1", "2026-02-30", "yesterday", "20260101T00")
    ),
    ("drift_min=-1", "Drift from: “-1” is not a number of norms: write a whole number such as 2."),
    ("drift_min=" + "9" * 30, "Drift from: “999999999999999999999999999999” is not a number of norms"),
    ("drift_min=٣", "Drift from: “٣” is not a number of norms"),
    ("severity=fatal", "Advice: “fatal” is not one of its choices"),
    ("advice=be-nice", "Norm: “be-nice” is not one of its choices"),
    ("renewal=never", "Renewal: “never” is not one of its choices"),
    ("sort=beauty", "Sort: There is no column “beauty”"),
    ("sort=--fit", "Sort: There is no column “--fit”"),
    ("rows=1000000", "Rows: A page has 25, 50, 100 rows, not “1000000”"),
    ("counts=some", "Counts: “some” is no way of counting: leave it out."),
    ("cursor=abc", "Page: This place in the list is not known any more: here is its first page."),
    ("cursor=" + "a" * 5_000, "Page: This place in the list is not known any more: here is its first page."),
    ("cursor=%00", "Page: This place in the list is not known any more: here is its first page."),
    ("tier[]=micro", "Address: “tier[]” is no filter of this list: leave it out."),
    ("creator__email__regex=^(a%2B)%2B$", "Address: “creator__email__regex” is no filter of this list: leave it out."),
    ("a=1&b=2&c=3", "Address: “a” and 2 more are no filters of this list: leave them out."),
]


@kept_rows
def one_dormant(brand: Brand, manager: User) -> User:
    factories.make_relationship(factories.make_creator("Kept"), brand, stage="dormant")
    factories.make_relationship(factories.make_creator("Left out"), brand)
    return manager


@pytest.mark.parametrize(("query", "told"), WRONG, ids=[query[:30] for query, _ in WRONG])
def test_a_wrong_value_is_told_and_the_other_filters_hold(one_dormant: User, query: str, told: str) -> None:
    html = get(one_dormant, f"?stage=dormant&{query}")
    assert len(problems(html)) == 1
    assert problems(html)[0].startswith(told)
    assert names(html) == ["Kept"]
    # What was wrong does not travel on.
    assert link(html, "sort-stage") == f"{LIST}?stage=dormant&sort=stage"


def test_of_several_choices_the_wrong_one_is_left_out(one_dormant: User) -> None:
    html = get(one_dormant, "?stage=dormant&stage=asleep")
    assert problems(html) == ["Stage: “asleep” is not one of its choices: choose again from the list."]
    assert names(html) == ["Kept"]


def test_a_wrong_value_stays_where_it_was_typed(manager: User) -> None:
    html = get(manager, "?fit_min=%3Cb%3E")
    assert 'value="&lt;b&gt;"' in html
    assert 'aria-invalid="true" aria-describedby="error-fit_min"' in html


# --- What it costs ----------------------------------------------------------------------------------------------------


@kept_rows
def ten(brand: Brand, manager: User) -> User:
    fill(brand, 10)
    return manager


@kept_rows
def ten_thousand(brand: Brand, manager: User) -> User:
    fill(brand, 10_000)
    return manager


QUERIES = ("", "?tier=micro&country=FR&due=overdue&sort=-followers", "?q=creator+1&sort=due")


@pytest.mark.parametrize("query", QUERIES)
def test_a_page_costs_eight_queries(ten: User, query: str) -> None:
    _costs_eight(ten, query)


@pytest.mark.parametrize("query", QUERIES)
def test_a_page_of_many_costs_the_same(ten_thousand: User, query: str) -> None:
    _costs_eight(ten_thousand, query)


def _costs_eight(manager: User, query: str) -> None:
    """1 session, 2 user, 3 the user's and 4 their groups' permissions, 5 counts, 6 the page's rows, 7 their creators'
    accounts with the advice about them, 8 the choices that the filters offer with what is usual."""
    client = client_of(manager)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"{LIST}{query}").status_code == 200
    assert len(queries) == 8, "\n".join(query["sql"][:200] for query in queries.captured_queries)


def fill(brand: Brand, number: int) -> None:
    creators = Creator.objects.bulk_create(
        Creator(name=f"creator {n}", name_key=f"creator {n}", search_text=f"creator {n}") for n in range(number)
    )
    Account.objects.bulk_create(
        Account(creator=creator, network="tiktok", handle=f"@c{creator.pk}", handle_key=f"c{creator.pk}")
        for creator in creators
    )
    Relationship.objects.bulk_create(
        Relationship(
            creator=creator, brand=brand, creator_sort=creator.name_key, search_text=creator.search_text, tier="micro",
            followers=5_000 + creator.pk, country="FR", next_due_on=TODAY - timedelta(days=1),
        )
        for creator in creators
    )  # fmt: skip
    rows = Relationship.objects.values_list("pk", flat=True)
    StandingAdvice.objects.bulk_create(
        StandingAdvice(relationship_id=pk, code="low-fit", severity="warn") for pk in rows
    )
    Relationship.objects.update(drift=1)


def test_a_deep_page_costs_the_same(brand: Brand, manager: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found_list, "SPARSE", -1)
    fill(brand, 120)
    client = client_of(manager)
    following = link(client.get(LIST).content.decode(), "next")
    with CaptureQueriesContext(connection) as queries:
        client.get(following)
    assert len(queries) == 8


# --- Nothing is forgotten ---------------------------------------------------------------------------------------------

#: Columns of the row that no filter is about, and why.
NOT_FILTERED = {
    "creator_sort": "a spelling of the name, which the search is about",
    "brand_sort": "a spelling of the brand's name",
    "owner_sort": "a spelling of the owner's name",
    "search_text": "what the search reads",
    "engagement_rate": "compared within one denominator, as engagement_by_…",
    "network": "the filter asks for any account's network, not only the main one's",
    "history_since": "tells when the history began; people look for its kind",
    "history_count": "as above",
    "history_changes_on": "for the refresh of histories",
    "next_due_kind": "what is due is what people look for",
    "fit_low": "a bound of the fit", "fit_high": "a bound of the fit", "fit_coverage": "low coverage shows as no fit",
    "fit_medium_from": "read by the confidence filter", "confidence_low_from": "read by the confidence filter",
    "review_from": "the list Fit review is about it",
    "fit_rated": "the filter Attention: not rated", "fit_disputed": "the filter Attention",
    "fit_blocked": "the filter Attention", "fit_uncleared": "the filter Attention",
    "drift_blocks": "the filter Advice", "advice_infos": "the filter Advice",
    "drift_changes_on": "for the refresh of advice",
    "ladder": "a rung; people look for the history's kind, and for who is ready by the norm",
}  # fmt: skip
FILTERED_AS = {
    "followers": "followers_min", "engagement_basis": "engagement_by", "do_not_contact": "contact",
    "history_kind": "history", "next_due_on": "due", "last_touch_at": "not_touched_since", "fit_score": "fit_min",
    "drift": "drift_min", "renewal_on": "renewal",
}  # fmt: skip


def test_every_column_of_the_list_has_a_filter_or_a_reason() -> None:
    declared = set(RelationshipFilters.base_filters)
    for column in RELATIONSHIPS.columns:
        assert bool(column.filters) != bool(column.no_filter), column.key
        assert set(column.filters) <= declared, column.key
    about_columns = {name for column in RELATIONSHIPS.columns for name in column.filters}
    assert about_columns == declared


def test_every_copy_on_the_row_has_a_filter_or_a_reason() -> None:
    declared = set(RelationshipFilters.base_filters)
    for name in DERIVED:
        filtered = FILTERED_AS.get(name, name) in declared and name not in NOT_FILTERED
        assert filtered != (name in NOT_FILTERED), name


def test_every_indexed_sort_is_offered() -> None:
    offered = {column.sorts_by for column in RELATIONSHIPS.columns if isinstance(column.sorts_by, str)} - {""}
    engagements = {f"engagement_by_{basis}" for basis in ("followers", "reach", "views")}
    assert offered | engagements == set(SORTED)
