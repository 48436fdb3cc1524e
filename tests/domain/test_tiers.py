"""Tiers: both sides of every edge."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.domain.tiers import DEFAULT_BANDS, Bands, Tier, tier_for

ORDER = [Tier.NANO, Tier.MICRO, Tier.MACRO, Tier.MEGA]


@pytest.mark.parametrize(
    ("followers", "tier"),
    [
        (0, "nano"),
        (4_999, "nano"),
        (5_000, "micro"),
        (5_001, "micro"),
        (99_999, "micro"),
        (100_000, "macro"),
        (100_001, "macro"),
        (6_000_000, "macro"),  # the founding article's own macro example has nearly so many
        (9_999_999, "macro"),
        (10_000_000, "mega"),
        (10_000_001, "mega"),
        (None, "unknown"),
    ],
)
def test_default_bands(followers: int | None, tier: str) -> None:
    assert tier_for(followers) == tier


def test_words() -> None:
    assert [*Tier] == ["nano", "micro", "macro", "mega", "unknown"]


@pytest.mark.parametrize("followers", [None, 0, 5_000, 10_000_000])
def test_a_celebrity_is_mega_whatever_the_count(followers: int | None) -> None:
    assert tier_for(followers, celebrity=True) is Tier.MEGA


@pytest.mark.parametrize("celebrity", [False, True])
def test_a_negative_count_is_refused(celebrity: bool) -> None:
    with pytest.raises(ValueError, match="negative"):
        tier_for(-1, celebrity=celebrity)


@pytest.mark.parametrize(
    "edges", [(0, 5, 9), (-1, 5, 9), (5, 5, 9), (6, 5, 9), (1, 5, 5), (1, 5, 4), (9, 5, 1)], ids=str
)
def test_bands_that_do_not_rise_cannot_be_written_down(edges: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="must rise"):
        Bands(*edges)


BANDS = st.lists(st.integers(1, 10**8), min_size=3, max_size=3, unique=True).map(lambda edges: Bands(*sorted(edges)))


@given(BANDS, st.integers(0, 10**9), st.integers(0, 10**9))
def test_more_followers_never_give_a_lower_tier(bands: Bands, some: int, others: int) -> None:
    fewer, more = sorted((some, others))
    assert ORDER.index(tier_for(fewer, bands=bands)) <= ORDER.index(tier_for(more, bands=bands))


@given(BANDS)
def test_a_band_begins_at_its_edge(bands: Bands) -> None:
    for (tier, edge), (below, _) in zip(bands.lower_edges(), bands.lower_edges()[1:], strict=False):
        assert tier_for(edge, bands=bands) is tier
        assert tier_for(edge - 1, bands=bands) is below


def test_edges_are_highest_first_and_end_at_zero() -> None:
    edges = [edge for _, edge in DEFAULT_BANDS.lower_edges()]
    assert edges == [10_000_000, 100_000, 5_000, 0]
    assert [tier for tier, _ in DEFAULT_BANDS.lower_edges()] == ORDER[::-1]
