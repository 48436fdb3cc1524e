"""Bringing in lists: what is matched, filled, kept, counted and refused."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from relationships.domain.tiers import Tier
from relationships.models import (
    Account,
    AudienceSnapshot,
    Brand,
    Category,
    Creator,
    CreatorCategory,
    CreatorMerge,
    FitCriterion,
    Relationship,
    StagedRow,
    TierBandSet,
)
from relationships.querysets.staged import doubts
from relationships.reports.imports import preview
from relationships.services.clock import organisation_today
from relationships.services.derived import count_wrong
from relationships.services.imports import filling, running
from relationships.services.imports.applying import empty_staging
from relationships.services.tables import CannotTakeError
from tests.factories import (
    make_account,
    make_brand,
    make_category,
    make_creator,
    make_manager,
    make_relationship,
)
from tests.services.lists import applied, as_csv, bring_in, figures, staged

pytestmark = pytest.mark.django_db

HEADER = ["Username", "Name", "Followers", "ER", "Country", "Language", "Category", "Email", "Phone", "Notes"]
FULL = [
    "@Ana.Moreau",
    "Ana Moreau",
    "12.4K",
    "4.5%",
    "France",
    "French",
    "Beauty, Travel",
    "ana@example.com",
    "+33 1 23 45 67 89",
    "Kind.",
]
CHANNEL = "UCinvented0000000000001x"[:24]
OTHER_CHANNEL = "UCinvented0000000000002x"[:24]


def everything() -> dict[str, list[dict[str, Any]]]:
    """All that an import may write, history included."""
    models = (Creator, Account, AudienceSnapshot, Category, CreatorCategory, Relationship)
    return {
        **{model.__name__: list(model._default_manager.order_by("pk").values()) for model in models},
        **{f"{model.__name__} history": list(model.history.order_by("pk").values()) for model in models},
    }


def test_a_full_row_becomes_creator_account_snapshot_and_relationship() -> None:
    brand, today = make_brand(), organisation_today()
    owner = make_manager(brand)
    result = bring_in([HEADER, FULL], brand=brand, owner=owner)
    assert figures(result) == (1, 0, 0, 0)
    assert result.tiers == {Tier.MICRO: 1}
    creator = Creator.objects.get()
    assert (creator.name, creator.email, creator.phone) == ("Ana Moreau", "ana@example.com", "+33123456789")
    assert (creator.country, creator.language, creator.notes) == ("FR", "fr", "Kind.")
    assert (creator.tier, creator.followers, creator.network) == ("micro", 12_400, "instagram")
    assert creator.data_source == f"list.csv, {today}"
    assert sorted(creator.categories.values_list("name", flat=True)) == ["Beauty", "Travel"]
    account = creator.accounts.get()
    assert (account.handle, account.handle_key) == ("@Ana.Moreau", "ana.moreau")
    assert (account.engagement_rate, account.engagement_basis) == (Decimal("4.5"), "followers")
    assert (account.measured_on, account.url) == (today, "https://www.instagram.com/ana.moreau/")
    snapshot = account.snapshots.get()
    assert (snapshot.followers, snapshot.measured_on) == (12_400, today)
    relationship = Relationship.objects.get()
    assert (relationship.owner, relationship.brand, relationship.stage) == (owner, brand, "prospect")
    assert (relationship.tier, relationship.engagement_rate, relationship.fit_uncleared) == (
        "micro",
        Decimal("4.5"),
        True,
    )
    for row in (creator, account, snapshot, relationship):
        assert [(h.history_type, h.history_change_reason) for h in row.history.all()] == [
            ("+", f"import of list.csv (no. {result.record.pk})")
        ]
    assert not any(count_wrong().values())


def test_the_same_list_again_changes_nothing_today_or_later() -> None:
    brand = make_brand()
    rows = [HEADER, FULL, ["@ben", "", "3K", "", "", "", "", "", "", ""], ["@Ben", "Ben Ito", "3.1K", *[""] * 7]]
    assert figures(bring_in(rows, brand=brand)) == (2, 1, 0, 0)
    before = everything()
    assert figures(bring_in(rows, brand=brand)) == (0, 0, 3, 0)
    assert figures(bring_in(rows, brand=brand, on=organisation_today() + timedelta(days=3))) == (0, 0, 3, 0)
    assert everything() == before


def test_what_is_looked_at_is_not_written_yet_and_says_what_will_be() -> None:
    brand = make_brand()
    make_account(make_creator("Ana"), "@ana.moreau", followers=900)
    before = everything()
    record = staged([HEADER, FULL, ["@ben", *[""] * 9], ["", "Nobody", *[""] * 8]], brand=brand)
    assert everything() == before
    seen = preview(record)
    assert (seen.counts, seen.refused, seen.tiers, seen.tier_moves) == (
        {"new": 1, "updated": 1},
        1,
        {Tier.UNKNOWN: 1},
        {("nano", "micro"): 1},
    )
    done = applied(record)
    assert figures(done) == (1, 1, 0, 1)
    assert done.new_relationships == seen.new_relationships == 2


def test_a_blank_never_overwrites() -> None:
    brand = make_brand()
    bring_in([HEADER, FULL], brand=brand)
    before = everything()
    for blank in ("", "-", "N/A", "#VALUE!"):
        assert figures(bring_in([HEADER, ["ana.moreau", *[blank] * 9]], brand=brand)) == (0, 0, 1, 0)
    assert everything() == before


def test_what_people_wrote_stays_and_a_newer_measurement_wins() -> None:
    brand, today = make_brand(), organisation_today()
    creator = make_creator("Ana M.", email="agent@example.org", country="BE")
    make_category("Cycling", creator)
    account = make_account(
        creator, "@ana.moreau", followers=4_000, engagement_rate=Decimal(9), engagement_basis="reach",
        measured_on=today - timedelta(days=40),
    )  # fmt: skip
    relationship = make_relationship(creator, brand, stage="active", compensation="products")
    result = bring_in([HEADER, FULL], brand=brand, owner=make_manager(brand))
    assert figures(result) == (0, 1, 0, 0)
    creator.refresh_from_db()
    assert (creator.name, creator.email, creator.country) == ("Ana M.", "agent@example.org", "BE")
    assert (creator.phone, creator.language) == ("+33123456789", "fr")
    assert list(creator.categories.values_list("name", flat=True)) == ["Cycling"]
    account.refresh_from_db()
    assert (account.followers, account.engagement_rate, account.engagement_basis) == (
        12_400,
        Decimal("4.5"),
        "followers",
    )
    assert account.measured_on == today
    assert [(s.measured_on, s.followers) for s in account.snapshots.order_by("measured_on")] == [
        (today - timedelta(days=40), 4_000),
        (today, 12_400),
    ]
    relationship.refresh_from_db()
    assert (relationship.owner, relationship.stage, relationship.compensation) == (None, "active", "products")
    assert (creator.tier, relationship.tier, relationship.followers) == ("micro", "micro", 12_400)
    assert [h.tier for h in creator.history.order_by("history_id")][-2:] == ["nano", "micro"]
    assert not any(count_wrong().values())


def test_a_second_reading_of_one_day_replaces_the_first() -> None:
    brand = make_brand()
    bring_in([["Username", "Followers"], ["a", "10K"]], brand=brand)
    bring_in([["Username", "Followers"], ["a", "11K"]], brand=brand)
    snapshot = AudienceSnapshot.objects.get()
    assert snapshot.followers == 11_000
    assert [h.followers for h in snapshot.history.order_by("history_id")] == [10_000, 11_000]


def test_a_handle_that_stood_for_a_name_gives_way_to_one() -> None:
    brand = make_brand()
    bring_in([["Username"], ["@ana.moreau"]], brand=brand)
    assert Creator.objects.get().name == "ana.moreau"
    assert figures(bring_in([HEADER[:2], FULL[:2]], brand=brand)) == (0, 1, 0, 0)
    assert Creator.objects.get().name == "Ana Moreau"


@pytest.mark.parametrize(
    "written", ["ana.moreau", "@ANA.moreau", "https://instagram.com/Ana.Moreau?igshid=1", " @ana.moreau "]
)
def test_matched_by_network_and_handle_however_written(written: str) -> None:
    account = make_account(handle="@Ana.Moreau")
    result = bring_in([["Username", "Followers"], [written, account.followers]])
    assert figures(result) == (0, 1, 0, 0), "a relationship is new, the creator is not"
    assert Account.objects.count() == 1


def test_never_matched_by_email_nor_across_networks() -> None:
    creator = make_creator(email="ana@example.com")
    make_account(creator, "@ana", network="tiktok")
    rows = [["Username", "Email"], ["ana", "ana@example.com"], ["ben", "ana@example.com"]]
    doubtful = bring_in(rows)
    assert figures(doubtful) == (0, 0, 0, 2)
    assert all("possible duplicate" in problem for _, _, problem in doubtful.rejected)
    assert Creator.objects.count() == 1
    assert figures(bring_in(rows, create_doubtful=True)) == (2, 0, 0, 0)
    assert Creator.objects.filter(email="ana@example.com").count() == 3


def test_the_network_of_a_row_goes_before_the_one_asked_for() -> None:
    rows = [["Platform", "Username"], ["TikTok", "ana"], ["", "ben"], ["Orkut", "cy"]]
    result = bring_in(rows)
    assert figures(result) == (2, 0, 0, 1)
    assert set(Account.objects.values_list("network", "handle")) == {("tiktok", "ana"), ("instagram", "ben")}


def test_bands_of_a_network_hold_for_its_lists() -> None:
    TierBandSet.objects.create(network="tiktok", micro_from=7_000, macro_from=200_000, mega_from=20_000_000)
    rows = [["Username", "Followers"], ["a", "6,999"], ["b", "199,999"], ["c", "200,000"]]
    assert bring_in(rows, network="tiktok").tiers == {Tier.NANO: 1, Tier.MICRO: 1, Tier.MACRO: 1}
    assert not any(count_wrong().values())


def test_a_second_brand_gets_its_own_relationships() -> None:
    bring_in([HEADER, FULL])
    result = bring_in([HEADER, FULL])
    assert figures(result) == (0, 1, 0, 0)
    assert result.new_relationships == 1
    assert Creator.objects.count() == 1
    assert Relationship.objects.values_list("tier", "search_text", "creator_sort").distinct().count() == 1
    assert not any(count_wrong().values())


# --- channel ids ----------------------------------------------------------------------------------------------------

BOTH = [["Username", "Link", "Subscribers"], ["ana", f"https://youtube.com/channel/{CHANNEL}", "20K"]]


@pytest.mark.parametrize(
    "later",
    [
        [["Username", "Subscribers"], ["@Ana", "20K"]],
        [["Channel ID", "Subscribers"], [CHANNEL, "20K"]],
        [["Link", "Subscribers"], [f"https://www.youtube.com/channel/{CHANNEL}/about", "20K"]],
        [["Username", "Link", "Subscribers"], ["ana-renamed", f"https://youtube.com/channel/{CHANNEL}", "20K"]],
    ],
)
def test_one_account_by_handle_or_by_channel_id(later: list[list[str]]) -> None:
    brand = make_brand()
    bring_in(BOTH, brand=brand, network="youtube")
    assert figures(bring_in(later, brand=brand, network="youtube")) == (0, 0, 1, 0)
    account = Account.objects.get()
    assert (account.handle_key, account.channel_id) == ("ana", CHANNEL)


def test_an_account_gains_the_channel_id_that_it_lacked_and_the_handle() -> None:
    brand = make_brand()
    bring_in([["Username"], ["ana"]], brand=brand, network="youtube")
    bring_in([["Channel ID"], [OTHER_CHANNEL]], brand=brand, network="youtube")
    result = bring_in(
        [*BOTH, ["ben", f"https://youtube.com/channel/{OTHER_CHANNEL}", "5K"]], brand=brand, network="youtube"
    )
    assert figures(result) == (0, 2, 0, 0)
    assert set(Account.objects.values_list("handle_key", "channel_id")) == {("ana", CHANNEL), ("ben", OTHER_CHANNEL)}
    assert set(Creator.objects.values_list("search_text", flat=True)) == {"ana  ana", f"{OTHER_CHANNEL.lower()}  ben"}
    assert not any(count_wrong().values())


def test_two_channels_of_one_handle_stay_two() -> None:
    brand = make_brand()
    make_account(handle="ana", network="youtube")
    rows = [*BOTH, ["ana", f"https://youtube.com/channel/{OTHER_CHANNEL}", "5K"]]
    assert figures(bring_in(rows, brand=brand, network="youtube")) == (1, 1, 0, 0)
    assert set(Account.objects.values_list("channel_id", flat=True)) == {CHANNEL, OTHER_CHANNEL}
    before = everything()
    assert figures(bring_in(rows, brand=brand, network="youtube")) == (0, 0, 2, 0)
    assert everything() == before


def test_a_channel_written_by_hand_is_found_by_its_id() -> None:
    make_account(handle=f"https://youtube.com/channel/{CHANNEL}", network="youtube", followers=20_000)
    assert figures(bring_in(BOTH, network="youtube")) == (0, 1, 0, 0)
    assert Account.objects.get().channel_id == CHANNEL


# --- counting and refusing ------------------------------------------------------------------------------------------


def test_a_repeat_that_adds_something_counts_as_updated() -> None:
    rows = [
        ["Username", "Followers", "Email"],
        ["a", "10K", ""],
        ["@A", "", ""],
        ["a", "11K", ""],
        ["a", "", "a@example.com"],
    ]
    assert figures(bring_in(rows)) == (1, 2, 1, 0)
    assert (Account.objects.get().followers, Creator.objects.get().email) == (11_000, "a@example.com")
    assert AudienceSnapshot.objects.count() == 1


def test_blank_rows_are_no_rows_and_numbers_are_the_spreadsheets() -> None:
    content = b"\n,,\nUsername,Followers\n,\n\na,1K\n,\n,9K\n"
    result = bring_in(content)
    assert figures(result) == (1, 0, 0, 1)
    assert result.rejected[0][0] == 8


def test_a_header_alone_is_a_list_of_nobody() -> None:
    assert figures(bring_in([["Username", "Followers"]])) == (0, 0, 0, 0)


def test_a_list_without_network_is_refused_as_a_whole() -> None:
    with pytest.raises(CannotTakeError, match="which network"):
        bring_in([["Username", "Followers"], ["a", "1K"], ["b", "2K"]], network=None)
    assert not Creator.objects.exists()


def test_unknown_followers_are_not_zero() -> None:
    assert bring_in([["Username", "Followers"], ["a", "?"], ["b", "0"]]).tiers == {Tier.UNKNOWN: 1, Tier.NANO: 1}
    assert set(Account.objects.values_list("handle", "measured_on")) == {("a", None), ("b", organisation_today())}


def test_a_brand_whose_criteria_give_no_score_takes_lists_all_the_same() -> None:
    brand = make_brand()
    FitCriterion.objects.filter(brand=brand).update(weight=0)
    assert figures(bring_in([HEADER, FULL], brand=brand)) == (1, 0, 0, 0)
    assert not any(count_wrong().values())


def test_signs_beyond_ascii_in_address_and_handle_are_searchable() -> None:
    bring_in([["Username", "Email"], ["ÉLODIE.Ó", "ÉLODIE@example.com"], ["王小明", "a@example.com"]])
    assert not any(count_wrong().values())


def test_all_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in the last step leaves nothing of the first."""
    from relationships.services.imports import applying

    def fail(*_: object) -> None:
        raise RuntimeError("power cut")

    brand = make_brand()
    make_account(handle="a", followers=5)
    before = everything()
    record = staged([["Username", "Followers"], ["a", "10"], ["b", "20"], ["c", ""]], brand=brand)
    with monkeypatch.context() as broken:
        broken.setattr(applying, "advise", fail)
        with pytest.raises(RuntimeError):
            running.apply(record.pk)
    assert everything() == before
    assert figures(applied(record)) == (2, 1, 0, 0), "run again gives the same end"
    assert not any(count_wrong().values())


TORN: list[list[object]] = [
    ["Instagram username", "TikTok username", "Followers"],
    ["ana", "ana.tt", "9K"],
    ["ben", "", "3K"],
]


def test_a_row_of_two_creators_is_taken_once_they_are_one() -> None:
    brand = make_brand()
    one, other = make_account(handle="ana"), make_account(handle="ana.tt", network="tiktok")
    record = staged(TORN, brand=brand, network=None)
    assert StagedRow.objects.get(creator_import=record, number=2).outcome == "torn"
    Account.objects.filter(pk=other.pk).update(creator=one.creator)
    result = applied(record)
    assert (result.rejected, Relationship.objects.filter(brand=brand, creator=one.creator).count()) == ((), 1)


def test_a_row_that_is_two_creators_by_the_time_it_is_written_is_told() -> None:
    record = staged(TORN, network=None)
    make_account(handle="ana")
    make_account(handle="ana.tt", network="tiktok")
    [(number, _, problem)] = applied(record).rejected
    assert number == 2
    assert "several creators on file" in problem


def test_emptying_what_one_list_staged_leaves_the_other() -> None:
    """On PostgreSQL the other may be staged at this very moment, so a list's rows are always named."""
    one, other = staged([["Username"], ["ana"]]), staged([["Username"], ["ben"]])
    empty_staging(one)
    assert StagedRow.objects.filter(creator_import=other).count() == 1
    running.throw_away(other)
    third = staged([["Username"], ["cleo"]])
    with CaptureQueriesContext(connection) as asked:
        empty_staging(third)
    deleted = [query["sql"] for query in asked if query["sql"].startswith("DELETE")]
    assert len(deleted) == 3
    assert all(("WHERE" in sql) == (connection.vendor == "postgresql") for sql in deleted)
    assert not StagedRow.objects.exists()


def test_chunks_change_nothing_about_the_result(monkeypatch: pytest.MonkeyPatch) -> None:
    from relationships.services.imports import filling, folding

    brand = make_brand()
    rows = [HEADER, FULL, *[[f"h{n % 7}", "", f"{n}K", *[""] * 7] for n in range(1, 20)], ["", *FULL[1:]]]
    whole = preview(staged(rows, brand=brand))
    monkeypatch.setattr(filling, "CHUNK", 2)
    monkeypatch.setattr(folding, "CHUNK", 2)
    record = staged(rows, brand=brand)
    assert preview(record) == whole
    applied(record)
    assert figures(bring_in(rows, brand=brand)) == (0, 0, 20, 1)


CELL = st.one_of(
    st.sampled_from(
        ["ana", "@Ana", "ben", "b e n", "", "-", "12K", "1.2M", "-3", "x" * 300, "https://tiktok.com/@ana", "a@b.co"]
    ),
    st.text(max_size=12),
)


class Conservation(TestCase):
    """Whatever a list holds, every row is stored or reported."""

    brand: Brand

    def setUp(self) -> None:
        self.brand = make_brand()

    # Each takes the whole way of a list three times: few, and not made smaller where one fails.
    @settings(max_examples=12, phases=[Phase.explicit, Phase.generate])
    @given(rows=st.lists(st.tuples(CELL, CELL, CELL), max_size=8))
    def test_every_row_is_counted_once(self, rows: list[tuple[str, str, str]]) -> None:
        content = as_csv([("Username", "Followers", "Name"), *rows], encoding="utf-8-sig")
        try:
            result = bring_in(content, brand=self.brand, network="tiktok")
        except CannotTakeError:
            return
        taken = result.created + result.updated + result.unchanged
        assert taken + len(result.rejected) <= len(rows) + 1  # a lone CR in a cell is written unquoted, and ends a line
        assert sum(result.tiers.values()) == Creator.objects.count() == Relationship.objects.count()
        assert not any(count_wrong().values())
        before = everything()
        for shown in (filling.SHOWN, 0):  # read, and passed over
            with mock.patch.object(filling, "SHOWN", shown):
                again = bring_in(content, brand=self.brand, network="tiktok")
            assert figures(again) == (0, 0, taken, len(result.rejected))
            assert everything() == before


def test_a_creator_number_finds_whom_that_one_was_merged_into() -> None:
    kept, gone = make_creator("Ana Moreau"), make_creator("Ana M.")
    number = gone.pk
    gone.delete()
    CreatorMerge.objects.create(
        kept_number=kept.pk, kept_name=kept.name, absorbed_number=number, absorbed_name="Ana M.", by=make_manager()
    )
    rows: list[list[object]] = [["Creator number", "Username", "Followers"], [number, "@ana.moreau", "12K"]]
    assert figures(bring_in(rows)) == (0, 1, 0, 0)
    assert Account.objects.get().creator == kept


@pytest.mark.parametrize(
    ("on_file", "listed", "why"),
    [
        (["Mina Kowalska"], "Mina Kowalska", "the same name in the same country"),
        (["Mina Kowalska"], "Kowalska Mina", ""),  # begins otherwise, so it is not looked at
        (["Mina Kowalska"], "Mina Kowalzka", "a name alike in the same country"),
        (["Mina Kowalska"], "Mina Kowal", ""),
        (["Mina"], "Mina", ""),  # too short to tell anything
        ([f"Creator {n}" for n in range(doubts.CROWD)], "Creator 5", "the same name in the same country"),
        ([f"Creator {n}" for n in range(doubts.CROWD)], "Creator 105", "a name alike in the same country"),
        ([f"Creator {n}" for n in range(doubts.CROWD + 1)], "Creator 5", "the same name in the same country"),
        ([f"Creator {n}" for n in range(doubts.CROWD + 1)], "Creator 105", ""),  # too many begin so
    ],
)
def test_names_alike_in_one_country_are_in_doubt(on_file: list[str], listed: str, why: str) -> None:
    for name in on_file:
        make_creator(name, country="PL")
    row = StagedRow.objects.get(
        creator_import=staged([["Username", "Name", "Country"], ["@somebody.else", listed, "Poland"]])
    )
    assert (row.doubt, row.outcome) == (why, "doubt" if why else "new")
    elsewhere = staged([["Username", "Name", "Country"], ["@somebody.else", listed, "Norway"]])
    assert StagedRow.objects.get(creator_import=elsewhere).doubt == ""
