"""Taking back an import: everything as it was before, except what somebody changed or added since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from relationships.domain.import_states import ImportStatus
from relationships.models import (
    Account,
    AudienceSnapshot,
    Brand,
    Category,
    Creator,
    CreatorCategory,
    CreatorImport,
    CreatorMerge,
    Relationship,
    RelationshipTag,
    StandingAdvice,
    Tag,
    User,
)
from relationships.reports.import_records import not_undone
from relationships.services.clock import organisation_today
from relationships.services.creator_merge import Chosen
from relationships.services.creator_merge import merge as merge_creators
from relationships.services.creator_merge_pair import pair_of, versions
from relationships.services.creator_merge_undo import undo as undo_merge
from relationships.services.derived import count_wrong
from relationships.services.imports import running
from tests.factories import (
    make_account,
    make_brand,
    make_category,
    make_collaboration,
    make_creator,
    make_lead,
    make_manager,
    make_relationship,
    make_tag,
    make_touchpoint,
)
from tests.kept import kept_rows
from tests.services.lists import as_csv, bring_in, figures, staged

pytestmark = pytest.mark.django_db

HEADER = ["Username", "Other accounts", "Name", "Followers", "ER", "Country", "Language", "Category", "Email", "Phone",
          "Notes", "Tags", "Next action", "Next action on"]  # fmt: skip
NEW = ["@new.one", "https://www.tiktok.com/@new.one", "New One", "12.4K", "4.5%", "FR", "fr", "Beauty; Ceramics",
       "new@example.com", "+33 1 23 45 67 89", "Kind.", "spring; vip", "Call", "2030-05-06"]  # fmt: skip
KNOWN = ["@ana.moreau", "https://www.tiktok.com/@ana", "Ana Moreau", "9K", "2%", "BE", "nl", "Ceramics",
         "ana@example.org", "+32 2 555 12 12", "Calm.", "spring", "Write", "2030-05-07"]  # fmt: skip
MODELS = (Creator, Account, AudienceSnapshot, Category, CreatorCategory, Tag, Relationship, RelationshipTag)


def state() -> dict[str, list[dict[str, Any]]]:
    """Every column of all that an import may write, except when a row was last written; advice without its ids."""
    rows = {model.__name__: list(model._default_manager.order_by("pk").values()) for model in MODELS}
    for table in rows.values():
        for row in table:
            row.pop("updated_at")
    advice = StandingAdvice.objects.order_by("relationship", "code").values("relationship", "code", "severity")
    return {**rows, "advice": list(advice)}


def brought(rows: list[list[str]], brand: Brand, **options: Any) -> CreatorImport:
    return bring_in([HEADER, *rows], brand=brand, **options).record


def take_back(record: CreatorImport, by: User | None = None) -> CreatorImport:
    undone = running.undo(record.pk, by.pk if by else None)
    assert undone.status == ImportStatus.UNDONE, undone.problem
    return undone


@dataclass
class House:
    brand: Brand
    known: Creator
    account: Account


@kept_rows
def house() -> House:
    """Somebody on file under a handle for a name, with little known, and somebody else beside."""
    brand, day = make_brand("Homely"), organisation_today() - timedelta(days=40)
    known = make_creator("ana.moreau", country="")
    account = make_account(known, "@ana.moreau", followers=4_000, engagement_rate=Decimal(9), engagement_basis="reach",
                           measured_on=day)  # fmt: skip
    make_relationship(known, brand)
    other = make_creator("Somebody Else")
    make_account(other, "@else", followers=70_000)
    make_category("Travel", other)
    make_tag("vip", make_relationship(other, brand))
    return House(brand, known, account)


def not_back(record: CreatorImport) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in not_undone(record)]


def test_everything_goes_back_to_what_it_was(house: House) -> None:
    other = make_brand("Another")
    before = state()
    for brand in (house.brand, other):
        record = brought([NEW, KNOWN], brand, owner=None)
        assert state() != before
        assert not any(count_wrong().values())
        by = make_manager(brand)
        undone = take_back(record, by)
        assert state() == before
        assert (undone.counts["undo"]["left"], not_back(undone), undone.undone_by) == (0, [], by)
        assert not any(count_wrong().values())
    assert any(
        h.history_change_reason.startswith("restored: import of list.csv") for h in house.known.history.all()[:2]
    )


def test_it_is_taken_back_once(house: House) -> None:
    record = brought([NEW], house.brand)
    take_back(record)
    with pytest.raises(ValidationError, match="another point"):
        running.undo(record.pk, None)


def test_brought_in_again_after_it_was_taken_back(house: House) -> None:
    first = brought([NEW, KNOWN], house.brand)
    take_back(first)
    assert figures(bring_in([HEADER, NEW, KNOWN], brand=house.brand)) == (1, 1, 0, 0)


def test_what_somebody_changed_since_is_left_and_listed(house: House) -> None:
    record = brought([KNOWN], house.brand)
    house.known.refresh_from_db()
    assert house.known.email == "ana@example.org"
    house.known.email = "better@example.org"
    house.known.save()
    undone = take_back(record)
    house.known.refresh_from_db()
    assert (house.known.email, house.known.phone, house.known.country, house.known.name) == (
        "better@example.org", "", "", "ana.moreau",
    )  # fmt: skip
    assert not_back(undone) == [("Ana Moreau", "e-mail")]
    assert undone.counts["undo"]["left"] == 1


def test_a_measurement_is_one_thing(house: House) -> None:
    """Somebody read the followers anew: rate and day, which belong to that reading, stay with it."""
    record = brought([KNOWN], house.brand)
    account = house.account
    account.refresh_from_db()
    account.followers = 9_500
    account.save()
    undone = take_back(record)
    account.refresh_from_db()
    assert (account.followers, account.engagement_rate, account.engagement_basis) == (9_500, Decimal(2), "followers")
    assert account.measured_on == organisation_today()
    assert {field for _, field in not_back(undone)} >= {"followers", "engagement, %"}
    assert not any(count_wrong().values())


def test_the_reading_of_an_account_that_stays_stays_too(house: House) -> None:
    record = brought([NEW, KNOWN], house.brand)
    added = Account.objects.get(network="tiktok", creator=house.known)
    added.url = "https://www.tiktok.com/@ana?x=1"
    added.save()
    undone = take_back(record)
    assert Account.objects.filter(pk=added.pk).exists()
    assert not_back(undone) == [(str(added), "")]
    assert not any(count_wrong().values())


def _touch(row: Relationship) -> None:
    make_touchpoint(row, direction="inbound")


def _collaborate(row: Relationship) -> None:
    make_collaboration(row)


def _note(row: Relationship) -> None:
    row.notes = "Met at the fair."
    row.save()


def _tag(row: Relationship) -> None:
    make_tag("of mine", row)


def _edit(row: Relationship) -> None:
    row.creator.phone = "+33 6 00 00 00 00"
    row.creator.save()


def _file(row: Relationship) -> None:
    make_category("Of mine", row.creator)


def _measure(row: Relationship) -> None:
    account = row.creator.accounts.get(network="instagram")
    account.followers, account.measured_on = 13_000, organisation_today()
    account.save()


def _earlier_reading(row: Relationship) -> None:
    account = row.creator.accounts.get(network="instagram")
    AudienceSnapshot.objects.create(account=account, measured_on=date(2020, 1, 1), followers=5)


def _account(row: Relationship) -> None:
    make_account(row.creator, "@elsewhere", network="youtube")


def _relate(row: Relationship) -> None:
    make_relationship(row.creator, make_brand("Another"))


@pytest.mark.parametrize(
    "work", [_touch, _collaborate, _note, _tag, _edit, _file, _measure, _earlier_reading, _account, _relate]
)
def test_somebody_new_with_whom_somebody_worked_stays_with_all_of_theirs(
    house: House, work: Callable[[Relationship], None]
) -> None:
    record = brought([NEW, ["@gone", *[""] * 13]], house.brand)
    creator = Creator.objects.get(name="New One")
    work(Relationship.objects.get(creator=creator))
    kept = state()
    undone = take_back(record)
    assert set(Creator.objects.values_list("name", flat=True)) == {"ana.moreau", "Somebody Else", "New One"}
    assert not_back(undone) == [("New One", "")]
    now = state()
    for table, owner in (("Account", "creator_id"), ("CreatorCategory", "creator_id"), ("Relationship", "creator_id")):
        theirs = [row for row in kept[table] if row[owner] == creator.pk]
        assert [row for row in now[table] if row[owner] == creator.pk] == theirs
        assert theirs
    assert {row["name"] for row in now["Tag"]} >= {"spring", "vip"}
    assert not any(count_wrong().values())


@pytest.mark.parametrize("work", [_touch, _collaborate, _note, _tag])
def test_a_new_relationship_on_which_somebody_worked_stays(house: House, work: Callable[[Relationship], None]) -> None:
    brand = make_brand("Another")
    record = brought([KNOWN], brand)
    row = Relationship.objects.get(creator=house.known, brand=brand)
    work(row)
    undone = take_back(record)
    assert Relationship.objects.filter(pk=row.pk).exists()
    assert not_back(undone) == [("Ana Moreau × Another", "")]
    house.known.refresh_from_db()
    assert (house.known.email, house.known.name) == ("", "ana.moreau")
    assert not any(count_wrong().values())


def test_an_older_import_after_a_newer_one_changed_the_same_rows(house: House) -> None:
    before = state()
    older = brought([NEW, KNOWN], house.brand)
    between = state()
    later = [[*NEW[:3], "15K", *NEW[4:]], [*KNOWN[:3], "19K", *KNOWN[4:]]]
    newer = brought(later, house.brand)
    with transaction.atomic():
        undone = take_back(older)
        house.account.refresh_from_db()
        assert house.account.followers == 19_000
        assert ("New One", "") in not_back(undone)
        assert Creator.objects.filter(name="New One").exists()
        assert not any(count_wrong().values())
        transaction.set_rollback(True)
    take_back(newer)
    assert state() == between
    take_back(older)
    assert state() == before


def test_words_that_somebody_uses_or_renamed_stay(house: House) -> None:
    record = brought([NEW], house.brand)
    CreatorCategory.objects.create(creator=house.known, category=Category.objects.get(name="Ceramics"))
    spring = Tag.objects.get(name="spring")
    spring.name = "Spring 2030"
    spring.save()
    take_back(record)
    assert set(Category.objects.values_list("name", flat=True)) == {"Travel", "Ceramics"}
    assert set(Tag.objects.values_list("name", flat=True)) == {"vip", "Spring 2030"}


def test_rows_of_which_no_history_tells_go_back_too(house: House) -> None:
    """As they are after a load in bulk."""
    for model in (Creator, Account, AudienceSnapshot, Relationship):
        model.history.all().delete()
    AudienceSnapshot.objects.update(measured_on=organisation_today())
    Account.objects.update(measured_on=organisation_today())
    before = state()
    record = brought([KNOWN], house.brand)
    for row in (house.known, house.account):
        assert [h.history_type for h in row.history.all()][-1] == "~"
        assert (row.history.last().history_change_reason or "").startswith("before import of list.csv")
    assert not Creator.history.filter(name="Somebody Else").exists(), "nothing is kept of those who are not concerned"
    take_back(record)
    assert state() == before


def test_a_handle_that_is_somebody_elses_by_now_does_not_go_back(house: House) -> None:
    channel = "UCinvented0000000000001x"
    bring_in([["Channel ID"], [channel]], brand=house.brand, network="youtube")
    rows = [["Username", "Link"], ["ana", f"https://youtube.com/channel/{channel}"]]
    record = bring_in(rows, brand=house.brand, network="youtube").record
    account = Account.objects.get(network="youtube")
    assert account.handle_key == "ana"
    make_account(house.known, channel, network="youtube")
    undone = take_back(record)
    account.refresh_from_db()
    assert account.handle_key == "ana"
    assert ("ana", "handle") in not_back(undone)


# --- Merged meanwhile -------------------------------------------------------------------------------------------------


def merged(kept: Creator, absorbed: Creator) -> CreatorMerge:
    lead = make_lead()
    seen = versions(pair_of(kept.pk, absorbed.pk, lead))
    return merge_creators(kept.pk, absorbed.pk, Chosen(None), seen, lead)


def values(creator: Creator) -> tuple[str, str, str, int | None]:
    creator.refresh_from_db()
    return creator.name, creator.email, creator.country, creator.followers


def test_a_newcomer_who_was_merged_away_stays_where_it_is(house: House) -> None:
    """Their account, their other brand's relationship and what they were filed under are somebody else's by now."""
    record = brought([NEW], house.brand)
    new = Creator.objects.get(name="New One")
    merge = merged(house.known, new)
    kept = state()
    undone = take_back(record)
    assert ("New One", "") in not_back(undone)
    assert any(row[2] == "merged into ana.moreau since: what came along is theirs now" for row in not_undone(undone))
    assert {row.handle_key for row in house.known.accounts.all()} == {"ana.moreau", "new.one"}
    assert state()["Creator"] == kept["Creator"]
    assert not any(count_wrong().values())
    undo_merge(merge.pk, make_lead())
    assert Creator.objects.filter(pk=new.pk).exists()
    assert not any(count_wrong().values())


def test_who_took_somebody_in_gets_back_what_the_merge_left_alone(house: House) -> None:
    record = brought([KNOWN], house.brand)
    other = Creator.objects.get(name="Somebody Else")
    merged(house.known, other)
    undone = take_back(record)
    assert values(house.known) == ("ana.moreau", "", "", 70_000)
    house.account.refresh_from_db()
    assert house.account.followers == 4_000
    assert {row.handle_key for row in house.known.accounts.all()} == {"ana.moreau", "else"}
    assert ("Ana Moreau", "") not in not_back(undone)
    assert not any(count_wrong().values())


def test_of_who_was_merged_away_the_account_goes_back_and_the_person_is_told(house: House) -> None:
    """What they are called and where they live says the one who stays; it was no value of the list."""
    record = brought([KNOWN], house.brand)
    other = Creator.objects.get(name="Somebody Else")
    merge = merged(other, house.known)
    told = values(other)
    undone = take_back(record)
    house.account.refresh_from_db()
    assert (house.account.creator, house.account.followers) == (other, 4_000)
    assert ("Ana Moreau", "") in not_back(undone)
    assert values(other) == told
    assert not any(count_wrong().values())
    undo_merge(merge.pk, make_lead())
    assert values(house.known)[0] == "Ana Moreau", "as it was when it was merged"
    assert not any(count_wrong().values())


HANDLES = ("ana", "@Ana", "ben", "cy", "https://www.tiktok.com/@ana", "dee")
CELLS = {
    "Username": st.sampled_from(HANDLES),
    "Other accounts": st.sampled_from(["", "https://www.tiktok.com/@ana", "https://www.youtube.com/@ben"]),
    "Name": st.sampled_from(["", "Ana", "Ben Ito", "ben"]),
    "Followers": st.sampled_from(["", "0", "3K", "12K", "2M"]),
    "ER": st.sampled_from(["", "3%", "9.5%"]),
    "Country": st.sampled_from(["", "FR", "BE"]),
    "Email": st.sampled_from(["", "a@example.com", "b@example.com"]),
    "Category": st.sampled_from(["", "Beauty", "Beauty; Ceramics"]),
    "Tags": st.sampled_from(["", "vip", "new"]),
    "Next action": st.sampled_from(["", "Call"]),
    "Date": st.sampled_from(["", "2026-01-05", "2026-03-05", "2026-06-05"]),
}
LISTS = st.lists(st.tuples(*CELLS.values()), min_size=1, max_size=5)
PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(["ana", "ben", "Ana", "Dee"]),
            "country": st.sampled_from(["", "FR"]),
            "email": st.sampled_from(["", "a@example.com"]),
            "accounts": st.lists(
                st.tuples(
                    st.sampled_from(["instagram", "tiktok", "youtube"]),
                    st.sampled_from(["ana", "ben", "cy"]),
                    st.sampled_from([None, 0, 3_000, 70_000]),
                    st.sampled_from([None, date(2026, 3, 5)]),
                ),
                max_size=2,
            ),
            "related": st.booleans(),
            "filed": st.booleans(),
            "told": st.booleans(),
        }
    ),
    max_size=3,
)


class ThereAndBack(TestCase):
    """Whatever a list holds and whoever is on file."""

    @settings(max_examples=6, phases=[Phase.explicit, Phase.generate])
    @given(people=PEOPLE, rows=LISTS)
    def test_taken_back_equals_never_brought(self, people: list[dict[str, Any]], rows: list[tuple[str, ...]]) -> None:
        brand = make_brand()
        for person in people:
            self._put_on_file(person, brand)
        content = as_csv([list(CELLS), *rows])
        before = state()
        record = running.apply(staged(content, brand=brand, network="instagram", create_doubtful=True).pk)
        assert record.status == ImportStatus.DONE
        assert not any(count_wrong().values())
        after = state()
        again = running.apply(staged(content, brand=brand, network="instagram", create_doubtful=True).pk)
        assert state() == after
        assert not any(count_wrong().values())
        take_back(again)
        assert state() == after
        take_back(record)
        assert state() == before
        assert not any(count_wrong().values())

    def _put_on_file(self, person: dict[str, Any], brand: Brand) -> None:
        creator = make_creator(person["name"], country=person["country"], email=person["email"])
        for network, handle, followers, day in person["accounts"]:
            if not Account.objects.filter(network=network, handle_key=handle).exists():
                measured = day if followers is not None else None
                make_account(creator, handle, network=network, followers=followers, measured_on=measured)
        if person["related"]:
            make_relationship(creator, brand)
        if person["filed"]:
            category = Category.objects.filter(name="Beauty").first() or make_category("Beauty")
            CreatorCategory.objects.create(creator=creator, category=category)
        if not person["told"]:
            for model in (Creator, Account, AudienceSnapshot, Relationship):
                model.history.all().delete()
