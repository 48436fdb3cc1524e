"""The published figures: whom each is about, and that none is stretched to anybody else."""

from __future__ import annotations

from itertools import product

import pytest

from relationships.domain.evidence import (
    COMPENSATION_FIGURES,
    FIGURES,
    compensation_figure_for,
    compensation_figures_of,
)
from relationships.domain.tiers import Tier


@pytest.mark.parametrize(
    ("tier", "followers", "percent"),
    [
        ("micro", 4_999, None),
        ("micro", 5_000, 80),
        ("micro", 5_001, 80),
        ("micro", 9_999, 80),
        ("micro", 10_000, 63),
        ("micro", 10_001, 63),
        ("micro", 49_999, 63),
        ("micro", 50_000, None),  # no figure was published up to 100,000
        ("micro", 99_999, None),
        ("macro", 99_999, None),  # a macro creator by other bands than the study's
        ("macro", 100_000, 84),
        ("macro", 9_999_999, 84),
        ("nano", 4_999, None),
        ("mega", 7_000, None),
        ("mega", 20_000_000, None),
        ("unknown", None, None),
        ("macro", None, None),
    ],
)
def test_a_figure_is_about_its_own_people_only(tier: str, followers: int | None, percent: int | None) -> None:
    index = compensation_figure_for(tier, followers)
    assert (COMPENSATION_FIGURES[index].percent if index is not None else None) == percent


def test_nobody_is_covered_by_two_figures() -> None:
    for tier, followers in product(Tier, [None, 0, 5_000, 10_000, 50_000, 100_000, 10**9]):
        assert sum(figure.covers(tier, followers) for figure in COMPENSATION_FIGURES) <= 1


def test_every_figure_bears_people_and_a_source() -> None:
    for figure in FIGURES:
        assert 0 < figure.percent <= 100
        assert figure.about
        assert figure.says
        assert figure.quoted
        assert figure.origin.endswith(("2019", "2020", "undated"))


def test_only_two_tiers_have_figures_about_compensation() -> None:
    assert {tier for tier in Tier if compensation_figures_of(tier)} == {Tier.MICRO, Tier.MACRO}
