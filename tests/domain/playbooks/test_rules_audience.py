"""The account's figures and its tier: each rule fires, does not fire, and at its edges."""

from typing import Any

import pytest

from relationships.domain.playbooks.advice import Code
from relationships.domain.tiers import Tier
from tests.domain.playbooks.cases import advice, audience, day, facts, playbook, severity, work


@pytest.mark.parametrize(
    ("tier", "rate", "network", "basis", "expected"),
    [
        (Tier.MICRO, "0.9", "instagram", "followers", "warn"),
        (Tier.MICRO, "1", "instagram", "followers", None),
        (Tier.MICRO, "8", "instagram", "followers", None),
        (Tier.MICRO, "8.01", "instagram", "followers", "warn"),
        (Tier.NANO, "8.01", "instagram", "followers", None),
        (Tier.MACRO, "3.1", "instagram", "followers", "warn"),
        (Tier.MEGA, "0.2", "instagram", "followers", None),
        (Tier.MEGA, "0.19", "instagram", "followers", "warn"),
        (Tier.MICRO, "12", "tiktok", "followers", None),
        (Tier.MICRO, "12.1", "tiktok", "followers", "warn"),
        (Tier.MICRO, "1.5", "youtube", "views", None),
        (Tier.MICRO, "1.4", "youtube", "views", "warn"),
        # Another denominator or network is not compared.
        (Tier.MICRO, "30", "instagram", "reach", None),
        (Tier.MICRO, "30", "youtube", "followers", None),
        (Tier.MICRO, "30", "twitch", "followers", None),
        (Tier.MICRO, "30", "", "", None),
        (Tier.MICRO, None, "instagram", "followers", None),
        (Tier.UNKNOWN, "30", "instagram", "followers", None),
        (Tier.MICRO, "0", "instagram", "followers", "warn"),
    ],
)
def test_band(tier: Tier, rate: str | None, network: str, basis: str, expected: str | None) -> None:
    assert severity(Code.ENGAGEMENT_ODD, facts(tier, audience=audience(rate, network, basis))) == expected


def test_the_ends_of_a_band_belong_to_it_though_they_are_no_binary_fractions() -> None:
    for rate, (low, high) in {"0.1": (0.1, 0.3), "0.3": (0.1, 0.3), "1.7": (0.5, 1.7)}.items():
        band = playbook(Tier.MACRO).engagement[0]
        norms = playbook(Tier.MACRO, engagement=(type(band)(band.network, band.basis, low, high),))
        assert severity(Code.ENGAGEMENT_ODD, facts(Tier.MACRO, audience=audience(rate)), norms=norms) is None


@pytest.mark.parametrize(
    ("tier", "counts", "expected"),
    [
        (Tier.MICRO, [(-30, 10_000), (0, 11_999)], None),
        (Tier.MICRO, [(-30, 10_000), (0, 12_000)], "warn"),
        (Tier.MICRO, [(-30, 10_000), (0, 12_001)], "warn"),
        (Tier.MICRO, [(-31, 10_000), (0, 12_000)], None),
        (Tier.MICRO, [(-29, 10_000), (0, 12_000)], "warn"),
        (Tier.NANO, [(-30, 1_000), (0, 1_299)], None),
        (Tier.NANO, [(-30, 1_000), (0, 1_300)], "warn"),
        (Tier.MACRO, [(-30, 100_000), (0, 115_000)], "warn"),
        (Tier.MEGA, [(-30, 100), (0, 110)], "warn"),
        (Tier.UNKNOWN, [(-30, 1_000), (0, 9_000)], None),
        # From any count of those days; a fall is no jump; one count alone, or none before, tells nothing.
        (Tier.MICRO, [(-20, 10_000), (-10, 12_500), (0, 12_600)], "warn"),
        (Tier.MICRO, [(-20, 12_500), (-10, 10_000), (0, 12_000)], "warn"),
        (Tier.MICRO, [(-20, 12_000), (0, 10_000)], None),
        (Tier.MICRO, [(0, 10_000)], None),
        (Tier.MICRO, [], None),
        (Tier.MICRO, [(-20, 0), (0, 10_000)], None),
        # A count of a day to come has not been taken; the newest one counts, however old.
        (Tier.MICRO, [(-20, 10_000), (1, 20_000)], None),
        (Tier.MICRO, [(-220, 10_000), (-200, 20_000)], "warn"),
        (Tier.MICRO, [(-220, 10_000), (-200, 20_000), (0, 20_000)], None),
    ],
)
def test_jump(tier: Tier, counts: list[tuple[int, int]], expected: str | None) -> None:
    of = facts(tier, audience=audience(None, "instagram", "followers", *counts))
    assert severity(Code.ENGAGEMENT_ODD, of) == expected
    for norm in ("follower_jump_percent", "follower_jump_days"):
        assert severity(Code.ENGAGEMENT_ODD, of, norms=playbook(tier, **{norm: None})) is None


def test_nobody_is_called_a_fraud() -> None:
    odd = facts(Tier.MICRO, audience=audience("30", "instagram", "followers", (-9, 100), (0, 900)))
    found = advice(Code.ENGAGEMENT_ODD, odd)
    assert found is not None
    words = f"{found.what} {found.why}".lower()
    assert "check" in words
    assert "1–8%" in words
    assert "100" in words
    assert not any(word in words for word in ("fake", "fraud", "bought"))


@pytest.mark.parametrize(
    ("tier", "collaborations", "expected"),
    [
        (Tier.MICRO, [{"tier_agreed": "nano"}], "info"),
        (Tier.MICRO, [{"tier_agreed": "micro"}], None),
        (Tier.MACRO, [{"tier_agreed": "mega"}], "info"),
        (Tier.MICRO, [{"tier_agreed": "unknown"}], None),
        (Tier.MICRO, [{}], None),
        (Tier.UNKNOWN, [{"tier_agreed": "nano"}], None),
        (Tier.MICRO, [], None),
        # The latest agreement; proposals and what was cancelled are none.
        (Tier.MICRO, [{"tier_agreed": "nano", "status": "completed"}, {"tier_agreed": "micro"}], None),
        (Tier.MICRO, [{"tier_agreed": "nano", "ends_on": -1}, {"tier_agreed": "micro"}], None),
        # One that still runs was agreed with another tier, whatever was agreed since.
        (Tier.MICRO, [{"tier_agreed": "nano"}, {"tier_agreed": "micro"}], "info"),
        (Tier.MICRO, [{"tier_agreed": "nano", "ends_on": 0}, {"tier_agreed": "micro"}], "info"),
        (
            Tier.MICRO,
            [{"tier_agreed": "micro", "status": "completed"}, {"tier_agreed": "nano", "status": "completed"}],
            "info",
        ),
        (Tier.MICRO, [{"tier_agreed": "micro"}, {"tier_agreed": "nano", "status": "proposed"}], None),
        (Tier.MICRO, [{"tier_agreed": "micro"}, {"tier_agreed": "nano", "status": "cancelled"}], None),
        (Tier.MICRO, [{"tier_agreed": "nano", "status": "completed"}, {}], None),
    ],
)
def test_tier_crossed(tier: Tier, collaborations: list[dict[str, Any]], expected: str | None) -> None:
    several = (work(place, **{"status": "agreed", **said}) for place, said in enumerate(collaborations))
    assert severity(Code.TIER_CROSSED, facts(tier, *several)) == expected


def test_a_count_that_is_dated_tomorrow_speaks_tomorrow() -> None:
    of = facts(Tier.MICRO, audience=audience(None, "instagram", "followers", (-20, 10_000), (1, 20_000)))
    assert severity(Code.ENGAGEMENT_ODD, of, day(1)) == "warn"
