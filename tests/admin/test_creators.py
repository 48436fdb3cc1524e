"""The creator's page: accounts and what they measured, the past as a small picture, the relationships one may see."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from relationships.admin.creator_panel import polyline
from relationships.models import Account, Creator, CreatorCategory
from tests import factories
from tests.admin.conftest import House, page
from tests.admin.forms import submit

pytestmark = pytest.mark.django_db


def _url(house: House) -> str:
    return page("creator", "change", house.relationship.creator_id)


def _text(house: House, role: str = "manager") -> str:
    return str(house.client(role).get(_url(house)).content.decode())


# --- Accounts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "followers", "tier"),
    [("100000", 100_000, "macro"), ("99.9K", 99_900, "micro"), ("4,999", 4_999, "nano")],
)
def test_a_new_count_moves_the_tier_and_is_of_today(house: House, written: str, followers: int, tier: str) -> None:
    account = house.relationship.creator.accounts.get()
    Account.objects.filter(pk=account.pk).update(measured_on=date(2025, 1, 1))
    submit(house.client("manager"), _url(house), **{"accounts-0-followers": written})
    account.refresh_from_db()
    house.relationship.refresh_from_db()
    assert (account.followers, account.measured_on) == (followers, timezone.localdate())
    assert house.relationship.tier == tier


def test_a_day_given_by_hand_is_kept(house: House) -> None:
    submit(
        house.client("manager"),
        _url(house),
        **{"accounts-0-followers": "13000", "accounts-0-measured_on": "2026-01-05"},
    )
    assert house.relationship.creator.accounts.get().measured_on == date(2026, 1, 5)


def test_saving_without_a_change_does_not_measure_again(house: House) -> None:
    Account.objects.update(measured_on=date(2025, 1, 1), engagement_rate=Decimal("4.500"), engagement_basis="followers")
    submit(house.client("manager"), _url(house))
    account = house.relationship.creator.accounts.get()
    assert (account.measured_on, account.history.count()) == (date(2025, 1, 1), 1)


def test_a_known_handle_is_told_with_its_creator(house: House) -> None:
    factories.make_account(factories.make_creator("Bo Holm"), "@bo.holm")
    response = submit(
        house.client("manager"),
        _url(house),
        **{"accounts-1-network": "instagram", "accounts-1-handle": "https://instagram.com/BO.holm/"},
    )
    text = response.content.decode()
    assert "it belongs to" in text
    assert ">Bo Holm</a>" in text
    assert Account.objects.filter(handle_key="bo.holm").count() == 1


def test_the_same_account_twice_on_the_page_is_told(house: House) -> None:
    twice = {
        "accounts-TOTAL_FORMS": "3",
        "accounts-1-network": "tiktok",
        "accounts-1-handle": "@ada",
        "accounts-2-network": "tiktok",
        "accounts-2-handle": "ada",
    }
    response = submit(house.client("manager"), _url(house), **twice)
    assert "The same account stands here twice" in response.content.decode()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"accounts-0-followers": "-5"}, "is negative"),
        ({"accounts-0-followers": "lots"}, "whole number"),
        ({"accounts-0-followers": "9" * 30}, "implausible"),
        ({"accounts-0-handle": "two words"}, "has a space inside"),
        ({"accounts-0-handle": "https://tiktok.com/@ada"}, "not of Instagram"),
        ({"accounts-0-engagement_rate": "5"}, "Fill in both"),
        ({"accounts-0-engagement_rate": "5000", "accounts-0-engagement_basis": "reach"}, "implausible"),
        ({"accounts-0-measured_on": "2090-01-01"}, "This day has not come yet"),
        ({"is_celebrity": "on"}, "Say why this creator counts as a celebrity"),
        ({"do_not_contact": "on"}, "Say why this creator must not be contacted"),
        ({"email": "not an address"}, "Enter a valid email address"),
        ({"categories": ["999999"]}, "Select a valid choice"),
    ],
)
def test_a_wrong_value_is_told(house: House, changes: dict[str, str], told: str) -> None:
    response = submit(house.client("manager"), _url(house), **changes)
    assert response.status_code == 200
    assert told in response.content.decode()


def test_the_primary_mark_moves_in_one_go(house: House) -> None:
    creator = house.relationship.creator
    first, second = creator.accounts.get(), factories.make_account(creator, network="tiktok", followers=500)
    Account.objects.filter(pk=second.pk).update(is_primary=True)
    client = house.client("manager")
    # The page lists the primary one first; the mark is taken from it and given to the other.
    assert (
        submit(client, _url(house), **{"accounts-0-is_primary": None, "accounts-1-is_primary": "on"}).status_code == 302
    )
    assert list(creator.accounts.filter(is_primary=True)) == [first]
    # And back again: the row that bears the mark is always the first.
    response = submit(client, _url(house), **{"accounts-0-is_primary": None, "accounts-1-is_primary": "on"})
    assert response.status_code == 302
    assert list(creator.accounts.filter(is_primary=True)) == [second]
    response = submit(client, _url(house), **{"accounts-1-is_primary": "on"})
    assert "one primary account" in response.content.decode()


def test_another_handle_leads_to_its_own_address(house: House) -> None:
    submit(house.client("manager"), _url(house), **{"accounts-0-handle": "@newname"})
    assert house.relationship.creator.accounts.get().url == "https://www.instagram.com/newname/"


def test_an_account_can_be_deleted_by_a_lead_only(house: House) -> None:
    for role, left in (("manager", 1), ("lead", 0)):
        submit(house.client(role), _url(house), **{"accounts-0-DELETE": "on"})
        assert house.relationship.creator.accounts.count() == left


def test_categories_come_and_go_with_a_history(house: House) -> None:
    creator, new = house.relationship.creator, factories.make_category("Travel")
    factories.make_category("Beauty", creator)
    submit(house.client("manager"), _url(house), categories=[str(new.pk)])
    assert list(creator.categories.all()) == [new]
    told = CreatorCategory.history.values_list("history_type", "history_user")
    acting = house.people["manager"].pk
    assert {("-", acting), ("+", acting)} <= set(told)


def test_a_new_creator_with_an_account(house: House) -> None:
    response = submit(
        house.client("manager"),
        page("creator", "add"),
        name="New Name",
        **{"accounts-0-network": "youtube", "accounts-0-handle": "@newname", "accounts-0-followers": "1.2M"},
    )
    assert response.status_code == 302
    creator = Creator.objects.get(name="New Name")
    assert (creator.tier, creator.followers) == ("macro", 1_200_000)


# --- The panel ------------------------------------------------------------------------------------------------------


def test_the_past_is_drawn_and_told(house: House) -> None:
    account = house.relationship.creator.accounts.get()
    today = timezone.localdate()
    for days, followers in ((60, 10_000), (30, 11_000)):
        account.snapshots.create(measured_on=today - timedelta(days), followers=followers)
    text = _text(house)
    assert "<polyline" in text
    assert "up 2,400 (+24.0%)" in text
    assert "3 readings" in text


def test_the_line_stays_in_its_box() -> None:
    day = date(2026, 1, 1)
    assert polyline([]) == polyline([(day, 5)]) == ""
    for counts in ([1, 2], [5, 5, 5], [0, 10**9], [3, 1, 2]):
        points = polyline([(day + timedelta(i), count) for i, count in enumerate(counts)])
        pairs = [tuple(map(float, pair.split(","))) for pair in points.split()]
        assert len(pairs) == len(counts)
        assert all(0 <= x <= 160 and 0 <= y <= 36 for x, y in pairs)


def test_a_creators_page_shows_nothing_of_foreign_brands(house: House) -> None:
    own = page("relationship", "change", house.relationship.pk)
    foreign = page("relationship", "change", house.foreign_relationship.pk)
    for role in ("manager", "viewer"):
        text = _text(house, role)
        assert own in text
        assert foreign not in text
        assert "Zyxwoo" not in text
    assert foreign in _text(house, "lead")


def test_a_creator_of_foreign_brands_alone_looks_free(house: House) -> None:
    creator = factories.make_relationship(brand=house.foreign).creator
    text = house.client("manager").get(page("creator", "change", creator.pk)).content.decode()
    assert "No relationship with a brand of yours yet." in text
    assert f"?creator={creator.pk}" in text


def test_a_viewer_is_offered_no_new_relationship(house: House) -> None:
    assert "Add a relationship" not in _text(house, "viewer")
    assert "Add a relationship" in _text(house)


def test_who_is_perhaps_on_file_is_told_before_anything_is_saved(house: House) -> None:
    """A warning with a choice; only the same handle on the same network is refused."""
    known = house.relationship.creator
    known.email = "ada@example.com"
    known.save()
    handle = known.accounts.get().handle
    client, url = house.client("manager"), page("creator", "add")
    typed = {"name": "Somebody New", "email": "Ada@example.com"}
    answer = submit(client, url, **typed)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Perhaps on file already" in text
    assert page("creator", "change", known.pk) in text
    assert page("relationship", "change", house.relationship.pk) in text
    assert not Creator.objects.filter(name="Somebody New").exists()
    assert submit(client, url, **typed, known__other=str(known.pk)).status_code == 302

    other = {"name": "Somebody Else", "accounts-0-network": "tiktok", "accounts-0-handle": handle}
    assert submit(client, url, **other).status_code == 409
    assert submit(client, url, **other, known__other=str(known.pk + 1)).status_code == 409
    refused = submit(client, url, **{**other, "accounts-0-network": "instagram"}, known__other=str(known.pk))
    assert refused.status_code == 200
    assert f'<a href="{page("creator", "change", known.pk)}">Ada Lind</a>' in refused.content.decode()
    assert not Creator.objects.filter(name="Somebody Else").exists()


def test_an_account_that_is_added_is_looked_up_and_an_old_one_is_not(house: House) -> None:
    known = house.relationship.creator
    other = factories.make_creator("Twin", email=known.email, followers=10)
    other.accounts.update(handle="twin", handle_key="twin")
    client, url = house.client("manager"), page("creator", "change", known.pk)
    assert submit(client, url, notes="Nothing new to look up").status_code == 302
    added = {"accounts-1-network": "tiktok", "accounts-1-handle": "twin"}
    assert submit(client, url, **added).status_code == 409
    assert submit(client, url, **added, known__other=str(other.pk)).status_code == 302
