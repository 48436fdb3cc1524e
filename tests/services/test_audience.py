"""Tiers by SQL and by the domain agree at every edge; moves, snapshots and histories follow every change."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from relationships.domain.tiers import DEFAULT_BANDS, Bands, Tier, tier_for
from relationships.models import Account, AudienceSnapshot, Creator, TierBandSet
from relationships.services import audience
from relationships.services.clock import organisation_today
from relationships.services.derived import count_wrong
from tests.factories import make_account, make_creator, make_relationship

pytestmark = pytest.mark.django_db

TIKTOK = Bands(7_000, 200_000, 20_000_000)


def around(bands: Bands) -> list[int]:
    edges = (bands.micro_from, bands.macro_from, bands.mega_from)
    return [0, 1, *(edge + step for edge in edges for step in (-1, 0, 1)), 10**9]


@pytest.fixture
def _bands() -> None:
    TierBandSet.objects.create(network="tiktok", micro_from=7_000, macro_from=200_000, mega_from=20_000_000)


@pytest.mark.usefixtures("_bands")
@pytest.mark.parametrize(("network", "bands"), [("instagram", DEFAULT_BANDS), ("tiktok", TIKTOK)])
def test_sql_and_domain_agree_on_both_sides_of_every_edge(network: str, bands: Bands) -> None:
    counts = {make_creator(followers=followers, network=network).pk: followers for followers in around(bands)}
    stored = dict(Creator.objects.values_list("pk", "tier"))
    assert stored == {pk: tier_for(followers, bands=bands).value for pk, followers in counts.items()}


@pytest.mark.parametrize("celebrity", [False, True])
@pytest.mark.parametrize("followers", [None, 0, 4_999, 10_000_000])
def test_unknown_and_celebrity(followers: int | None, celebrity: bool) -> None:
    creator = make_creator(is_celebrity=celebrity, celebrity_reason="Sings." if celebrity else "")
    make_account(creator, followers=followers)
    creator.refresh_from_db()
    assert creator.tier == tier_for(followers, celebrity=celebrity)


def test_without_account_the_tier_is_unknown() -> None:
    assert make_creator().tier == Tier.UNKNOWN


def test_the_primary_account_decides_else_the_largest_and_never_the_sum() -> None:
    creator = make_creator()
    small = make_account(creator, followers=4_000)
    make_account(creator, followers=90_000, network="tiktok")
    make_account(creator, followers=None, network="x")
    creator.refresh_from_db()
    assert (creator.followers, creator.network, creator.tier) == (90_000, "tiktok", "micro")
    small.is_primary = True
    small.save()
    creator.refresh_from_db()
    assert (creator.followers, creator.network, creator.main_account, creator.tier) == (
        4_000,
        "instagram",
        small,
        "nano",
    )


def test_an_account_that_moves_leaves_nothing_behind() -> None:
    former, later = make_creator(followers=50_000), make_creator()
    account = Account.objects.get(creator=former)
    account.creator = later
    account.save()
    former.refresh_from_db()
    later.refresh_from_db()
    assert (former.tier, former.followers, former.main_account) == (Tier.UNKNOWN, None, None)
    assert (later.tier, later.followers) == (Tier.MICRO, 50_000)


def test_bands_move_everybody_in_one_step_and_each_move_is_told() -> None:
    relationship = make_relationship(followers=8_000)
    stays = make_relationship(followers=300_000)
    before = relationship.creator.history.count()
    bands = TierBandSet.objects.get(network="")
    bands.micro_from = 8_001
    bands.save()
    relationship.refresh_from_db()
    assert relationship.tier == relationship.creator.tier == Tier.NANO
    latest = relationship.creator.history.order_by("-history_id").first()
    assert latest is not None
    assert (latest.tier, latest.history_change_reason) == ("nano", "tier bands changed")
    assert relationship.creator.history.count() == before + 1
    assert {h.tier for h in stays.creator.history.all()} <= {"unknown", "macro"}
    bands.delete()  # the domain's defaults hold then
    relationship.refresh_from_db()
    assert relationship.tier == Tier.MICRO
    assert not any(count_wrong().values())


def test_retier_counts_moves_and_is_idle_the_second_time() -> None:
    for followers in (100, 200, 6_000):
        make_creator(followers=followers)
    Creator.objects.update(tier="mega")
    assert audience.retier_everyone() == 3
    assert audience.retier_everyone() == 0


def test_measurements_are_kept_a_day_each() -> None:
    today = organisation_today()
    account = make_account(followers=1_000, measured_on=today - timedelta(days=30))
    account.followers, account.measured_on = 1_200, today
    account.save()
    account.followers = 1_300  # corrected the same day
    account.save()
    account.save()
    kept = account.snapshots.order_by("measured_on")
    assert [(s.measured_on, s.followers) for s in kept] == [(today - timedelta(days=30), 1_000), (today, 1_300)]
    assert kept[1].history.count() == 2


@pytest.mark.parametrize("values", [{"measured_on": None}, {"followers": None}])
def test_nothing_measured_nothing_kept(values: dict[str, Any]) -> None:
    make_account(**values)
    assert not AudienceSnapshot.objects.exists()
    assert not audience.without_snapshot(Account.objects.all()).exists()
