"""Rows that a list says again: passed over where everything about them still stands, read anew where it does not."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Model
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

import relationships
from relationships.domain.imports import Field, Policy
from relationships.models import (
    Account,
    Brand,
    Creator,
    CreatorCategory,
    CreatorImport,
    KnownRows,
    Relationship,
    RelationshipTag,
    Tag,
)
from relationships.services.clock import organisation_today
from relationships.services.derived import count_wrong
from relationships.services.imports import filling, known, running
from relationships.services.imports.known import Known, digest_of, nothing_known
from relationships.services.imports.mappings import mapping_of, set_mapping
from relationships.services.imports.tidying import KNOWN_DAYS, tidy
from tests.factories import make_brand, make_creator
from tests.services.lists import Rows, applied, bring_in, figures, staged

pytestmark = pytest.mark.django_db

HEADER = ["Username", "Name", "Followers", "Email", "Country", "Category", "Tags"]
ANA = ["@ana", "Ana Moreau", "12K", "ana@example.com", "France", "Beauty", "warm"]
BEN = ["@ben", "Ben Ito", "3K", "", "Japan", "Food", ""]
LIST: Rows = [HEADER, ANA, BEN]
MEASURED_BY_HAND = 13_000


@pytest.fixture(autouse=True)
def passed_over_from_the_first_row_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "SHOWN", 0)


def again(record: CreatorImport) -> int:
    return int(record.counts["again"])


def ana() -> Creator:
    return Creator.objects.get(name="Ana Moreau")


def test_a_list_that_is_said_again_is_passed_over_and_counted() -> None:
    brand = make_brand()
    first = bring_in(LIST, brand=brand)
    assert (again(first.record), figures(first)) == (0, (2, 0, 0, 0))
    wrote = Creator.history.count()
    second = bring_in(LIST, brand=brand, on=organisation_today() + timedelta(days=30))
    assert (again(second.record), figures(second)) == (2, (0, 0, 2, 0))
    assert second.tiers == first.tiers
    assert Creator.history.count() == wrote
    assert list(KnownRows.objects.values_list("creator_import", flat=True)) == [second.record.pk]


def test_the_day_that_was_chosen_for_the_figures_makes_it_no_other_list() -> None:
    brand = make_brand()
    for days, wanted in ((0, 0), (10, 2)):
        record = staged(LIST, brand=brand)
        running.start_over(record)
        record.refresh_from_db()
        mapping = replace(mapping_of(record), measured_on=organisation_today() + timedelta(days=days))
        set_mapping(record, mapping)
        assert again(running.stage(record.pk)) == wanted
        running.apply(record.pk)


def test_only_the_rows_that_say_something_else_are_read() -> None:
    brand = make_brand()
    bring_in(LIST, brand=brand)
    moved: Rows = [HEADER, ANA, [*BEN[:2], "3.5K", *BEN[3:]], ["@cleo", "Cleo Diaz", "9K", "", "Spain", "", ""]]
    record = staged(moved, brand=brand)
    assert (again(record), sorted(record.stagedrows.values_list("outcome", flat=True))) == (1, ["new", "updated"])
    assert figures(applied(record)) == (1, 1, 1, 0)
    assert Creator.objects.get(name="Ben Ito").followers == 3_500
    assert not any(count_wrong().values())


def test_the_first_rows_are_read_to_be_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "SHOWN", 1)
    brand = make_brand()
    bring_in(LIST, brand=brand)
    record = staged(LIST, brand=brand)
    assert (again(record), record.stagedrows.count()) == (1, 1)
    assert figures(applied(record)) == (0, 0, 2, 0)


def changed_by_hand(column: str, value: object) -> Callable[[], None]:
    def change() -> None:
        creator = ana()
        setattr(creator, column, value)
        creator.save()

    return change


def measured_by_hand() -> None:
    account = Account.objects.get(handle_key="ana")
    account.followers, account.measured_on = MEASURED_BY_HAND, organisation_today()
    account.save()


def undone() -> None:
    running.undo(CreatorImport.objects.get().pk, None)


def removed(of: type[Model], **lookup: Any) -> Callable[[], None]:
    def remove() -> None:
        for row in of._default_manager.filter(**lookup):
            row.delete()

    return remove


def creator_removed() -> None:
    ana().relationships.get().delete()
    ana().delete()


def tag_renamed() -> None:
    tag = Tag.objects.get(name="warm")
    tag.name = "cold"
    tag.save()


#: What somebody does after the first list, and what the second one then does, as (new, updated, unchanged, refused).
#: Whoever has no account any more is a possible duplicate.
MEANWHILE: dict[str, tuple[Callable[[], None], tuple[int, int, int, int]]] = {
    "a field is emptied": (changed_by_hand("email", ""), (0, 1, 1, 0)),
    "a field is written": (changed_by_hand("notes", "Met in Oslo."), (0, 0, 2, 0)),
    "an account is measured": (measured_by_hand, (0, 1, 1, 0)),
    "an account goes": (removed(Account, handle_key="ana"), (0, 0, 1, 1)),
    "a category is taken off": (removed(CreatorCategory, creator__name="Ana Moreau"), (0, 1, 1, 0)),
    "a tag is taken off": (removed(RelationshipTag), (0, 1, 1, 0)),
    "a tag is called otherwise": (tag_renamed, (0, 1, 1, 0)),
    "the relationship goes": (removed(Relationship, creator__name="Ana Moreau"), (0, 1, 1, 0)),
    "the creator goes": (creator_removed, (1, 0, 1, 0)),
    "the list is undone": (undone, (2, 0, 0, 0)),
}


@pytest.mark.parametrize("what", MEANWHILE)
def test_whoever_was_touched_since_is_read_anew(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if nothing were known."""
    happens, wanted = MEANWHILE[what]
    brand = make_brand()
    bring_in(LIST, brand=brand)
    happens()
    with monkeypatch.context() as patch:
        patch.setattr(known, "_touched", lambda last: None)
        unaware = staged(LIST, brand=brand)
    aware = staged(LIST, brand=brand)
    assert again(unaware) == 0
    judged = dict(unaware.stagedrows.values_list("number", "outcome"))
    for number, outcome in aware.stagedrows.values_list("number", "outcome"):
        assert judged.pop(number) == outcome
    assert set(judged.values()) <= {"unchanged"}
    assert len(judged) == again(aware)
    assert figures(applied(aware)) == wanted
    assert not any(count_wrong().values())


def test_a_row_besides_about_somebody_who_is_known_has_both_read() -> None:
    brand = make_brand()
    bring_in([HEADER, ANA, BEN], brand=brand)
    newer = ["@Ana", "", "15K", "", "", "", ""]
    record = staged([HEADER, ANA, BEN, newer], brand=brand)
    assert again(record) == 1
    assert dict(record.stagedrows.values_list("number", "outcome")) == {2: "updated", 4: "folded"}
    assert figures(applied(record)) == (0, 2, 1, 0)
    assert ana().followers == 15_000


def test_the_same_row_twice_is_read() -> None:
    brand = make_brand()
    bring_in(LIST, brand=brand)
    record = staged([HEADER, ANA, BEN, ANA], brand=brand)
    assert again(record) == 1
    assert sorted(record.stagedrows.values_list("outcome", flat=True)) == ["folded", "unchanged"]


def test_rows_of_one_person_are_read_each_time() -> None:
    brand = make_brand()
    rows: Rows = [HEADER, ANA, ["@Ana", "Ana M.", "12K", "", "", "", ""], BEN]
    bring_in(rows, brand=brand)
    assert again(staged(rows, brand=brand)) == 1


def test_what_is_left_out_of_a_row_is_told_each_time() -> None:
    brand = make_brand()
    rows: Rows = [HEADER, [*ANA[:4], "Atlantis", *ANA[5:]], BEN]
    bring_in(rows, brand=brand)
    second = staged(rows, brand=brand)
    assert (again(second), second.counts["remarks"]) == (1, 1)


def test_an_earlier_reading_than_the_one_on_file_is_read_again_with_a_later_day() -> None:
    """It was kept under its day; said again with a later one it is the latest."""
    brand, today = make_brand(), organisation_today()
    creator = make_creator("Ana Moreau", followers=20_000)
    account = creator.accounts.get()
    account.handle = "@ana"
    account.measured_on = today
    account.save()
    bring_in(LIST, brand=brand, on=today - timedelta(days=9))
    assert figures(bring_in(LIST, brand=brand, on=today + timedelta(days=9))) == (0, 1, 1, 0)
    assert ana().followers == 12_000


def other_brand(brand: Brand, _: pytest.MonkeyPatch) -> CreatorImport:
    return staged(LIST, brand=make_brand())


def brand_renamed(brand: Brand, _: pytest.MonkeyPatch) -> CreatorImport:
    """An export of ours tells by the name which brand a row is about."""
    brand.name = "Another name"
    brand.save()
    return staged(LIST, brand=brand)


def earlier_day(brand: Brand, _: pytest.MonkeyPatch) -> CreatorImport:
    return staged(LIST, brand=brand, on=organisation_today() - timedelta(days=1))


def other_columns(brand: Brand, _: pytest.MonkeyPatch) -> CreatorImport:
    record = staged(LIST, brand=brand)
    running.start_over(record)
    record.refresh_from_db()
    mapping = mapping_of(record)
    uses = tuple(replace(use, policy=Policy.NEWER) if use.field is Field.NAME else use for use in mapping.uses)
    set_mapping(record, replace(mapping, uses=uses))
    return running.stage(record.pk)


def other_reader(brand: Brand, monkeypatch: pytest.MonkeyPatch) -> CreatorImport:
    monkeypatch.setattr(known, "_reader", lambda: "the next version")
    return staged(LIST, brand=brand)


def test_another_version_reads_otherwise(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Of the product itself, or of what it reads countries, telephones and workbooks with."""
    reader = known._reader.__wrapped__
    (tmp_path / "domain").mkdir()
    (tmp_path / "domain" / "cells.py").write_text("COUNT = 1")
    monkeypatch.setattr(relationships, "__file__", str(tmp_path / "__init__.py"))
    versions = {"babel": "1", "phonenumbers": "1", "python-calamine": "1"}
    monkeypatch.setattr(known, "version", versions.__getitem__)
    told = [reader(), reader()]
    for name in versions:
        versions[name] = "2"
        told.append(reader())
    (tmp_path / "domain" / "cells.py").write_text("COUNT = 2")
    told.append(reader())
    (tmp_path / "domain" / "README.md").write_text("says nothing")
    told.append(reader())
    assert [told[0] == told[1], len(set(told[1:])), told[-2] == told[-1]] == [True, 5, True]


def very_much_happened(brand: Brand, monkeypatch: pytest.MonkeyPatch) -> CreatorImport:
    make_creator()
    monkeypatch.setattr(known, "MANY", 0)
    return staged(LIST, brand=brand)


def test_numbers_of_history_that_were_given_to_nobody_say_nothing() -> None:
    """PostgreSQL gives the number of a row that was never kept to no other one."""
    brand = make_brand()
    record = bring_in(LIST, brand=brand).record
    record.written = {name: [first - 9, last] for name, (first, last) in record.written.items()}
    record.save()
    assert again(staged(LIST, brand=brand)) == 2


def history_cleared_away(brand: Brand, _: pytest.MonkeyPatch) -> CreatorImport:
    Account.history.all().delete()
    return staged(LIST, brand=brand)


@pytest.mark.parametrize(
    "otherwise",
    [history_cleared_away, brand_renamed, other_brand, earlier_day, other_columns, other_reader, very_much_happened],
    ids=lambda one: one.__name__,
)
def test_a_list_of_another_kind_is_read_as_a_whole(
    otherwise: Callable[[Brand, pytest.MonkeyPatch], CreatorImport], monkeypatch: pytest.MonkeyPatch
) -> None:
    brand = make_brand()
    bring_in(LIST, brand=brand)
    assert again(staged(LIST, brand=brand)) == 2
    assert again(otherwise(brand, monkeypatch)) == 0


@pytest.mark.parametrize(("days", "left"), [(KNOWN_DAYS, 1), (KNOWN_DAYS + 1, 0)])
def test_what_a_list_said_is_not_kept_for_ever(days: int, left: int) -> None:
    bring_in(LIST)
    tidy(timezone.now() + timedelta(days=days) - timedelta(minutes=1))
    assert KnownRows.objects.count() == left


def test_what_was_taken_back_is_not_known() -> None:
    undone_record = bring_in(LIST).record
    running.undo(undone_record.pk, None)
    tidy(timezone.now())
    assert not KnownRows.objects.exists()


def test_what_is_thrown_away_is_not_known() -> None:
    brand = make_brand()
    record = staged(LIST, brand=brand)
    running.throw_away(record)
    assert not KnownRows.objects.exists()
    assert again(staged(LIST, brand=brand)) == 0


NUMBERS = st.integers(-(2**63), 2**63 - 1)


@given(st.dictionaries(NUMBERS, st.integers(1, 9)), st.lists(NUMBERS), st.sets(st.integers(1, 9)))
def test_rows_are_found_by_their_digest(rows: dict[int, int], asked: list[int], touched: set[int]) -> None:
    digests = sorted(rows)
    held = Known(array("q", digests), array("q", [rows[one] for one in digests]), touched)
    wanted = [digest for digest in (*asked, *digests) if rows.get(digest, 0) not in {0, *touched}]
    assert [digest for digest in (*asked, *digests) if held.meets(digest)] == wanted
    assert [digest for digest, _ in held.met()] == sorted(set(wanted))
    assert not any(nothing_known().meets(digest) for digest in digests)


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_rows_that_differ_have_other_digests(one: list[str], other: list[str]) -> None:
    assert (digest_of(one) == digest_of(other)) == (one == other or "\x1f".join(one) == "\x1f".join(other))
