"""How the tiers are counted: with a limit, in one query, and divided by what was published about just those people."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from relationships.domain.evidence import COMPENSATION_FIGURES, compensation_figure_for
from relationships.domain.tiers import Tier
from relationships.models import Brand, Creator, Relationship
from relationships.reports.tier_lines import compensation_lines, history_lines
from relationships.reports.tier_mix import count_tiers, figure_case
from relationships.reports.usual_norms import UsualNorms
from tests import factories

pytestmark = pytest.mark.django_db

NO_NORMS = UsualNorms({})


@pytest.fixture
def brand() -> Brand:
    return factories.make_brand()


def fill(brand: Brand, *rows: tuple[str, int | None, str, str]) -> None:
    """Relationships of ``(tier, followers, compensation, history)``."""
    creators = Creator.objects.bulk_create(Creator(name="x") for _ in rows)
    Relationship.objects.bulk_create(
        Relationship(
            creator=creator, brand=brand, tier=tier, followers=count, compensation=compensation, history_kind=history
        )
        for creator, (tier, count, compensation, history) in zip(creators, rows, strict=True)
    )


def test_tiers_are_counted_with_their_compensation_and_history(brand: Brand) -> None:
    fill(
        brand,
        ("micro", 7_000, "products", "one_off"),
        ("micro", 7_000, "products", "one_off"),
        ("micro", 7_000, "", "ambassador"),
        ("micro", 70_000, "paid", "none"),
        ("unknown", None, "", "none"),
    )
    with CaptureQueriesContext(connection) as queries:
        found = count_tiers(Relationship.objects.all(), None, limit=100)
    assert len(queries) == 1
    assert (found.total, found.capped) == (5, False)
    assert found.by_tier is not None
    assert {tier: mix.relationships for tier, mix in found.by_tier.items()} == {
        "nano": 0, "micro": 4, "macro": 0, "mega": 0, "unknown": 1,
    }  # fmt: skip
    micro = found.by_tier[Tier.MICRO]
    assert dict(micro.compensation) == {"products": 2, "paid": 1}
    assert dict(micro.history) == {"one_off": 2, "ambassador": 1}
    assert found.by_figure[Tier.MICRO, COMPENSATION_FIGURES[0]].relationships == 3
    assert found.by_figure[Tier.MICRO, None].relationships == 1


@pytest.mark.parametrize(("limit", "total", "capped"), [(2, 2, True), (3, 3, False), (4, 3, False), (None, 3, False)])
def test_counting_stops_at_the_limit(brand: Brand, limit: int | None, total: int, capped: bool) -> None:
    fill(brand, *[("nano", 1, "", "none")] * 3)
    found = count_tiers(Relationship.objects.all(), None, limit=limit)
    assert (found.total, found.capped, found.by_tier is None) == (total, capped, capped)


def test_the_list_itself_is_counted_even_where_the_tiers_are_too_many(brand: Brand) -> None:
    fill(brand, *[("nano", 1, "", "none")] * 4, ("mega", 10**7, "", "none"))
    everywhere = Relationship.objects.all()
    found = count_tiers(everywhere, everywhere.filter(tier="mega"), limit=3)
    assert (found.total, found.capped, found.by_tier) == (1, False, None)
    found = count_tiers(everywhere, everywhere.filter(tier="nano"), limit=3)
    assert (found.total, found.capped) == (3, True)


def test_nothing_is_counted_where_nothing_can_be(brand: Brand) -> None:
    found = count_tiers(Relationship.objects.none(), Relationship.objects.none(), limit=3)
    assert (found.total, found.capped) == (0, False)


def test_sql_divides_by_figure_as_the_rule_does(brand: Brand) -> None:
    edges = [
        None,
        *(edge + step for edge in (0, 5_000, 10_000, 50_000, 100_000) for step in (-1, 0, 1) if edge + step >= 0),
    ]
    fill(brand, *((tier.value, count, "", "none") for tier in Tier for count in edges))
    for row in Relationship.objects.annotate(figure=figure_case()):
        assert row.figure == compensation_figure_for(row.tier, row.followers), (row.tier, row.followers)


def test_lines_give_shares_of_what_is_known_beside_the_figure(brand: Brand) -> None:
    fill(
        brand,
        *[("macro", 200_000, "paid", "one_off")] * 20,
        *[("macro", 200_000, "mixed", "former_ambassador")] * 10,
        *[("macro", 200_000, "products", "none")] * 10,
        ("macro", 200_000, "", "none"),
        ("micro", 6_000, "products", "ambassador"),
    )
    counts = count_tiers(Relationship.objects.all(), None)
    lines = {line.label: line for line in compensation_lines(counts, NO_NORMS)}
    assert list(lines) == ["Nano", "Micro 5K–10K", "Micro 10K–50K", "Other micro", "Macro from 100K", "Mega"]
    macro = lines["Macro from 100K"]
    assert (macro.known, macro.published, macro.ours, macro.mark) == (40, "84% paid", 75.0, 16)
    assert [(share.label, share.percent, share.start) for share in macro.shares] == [
        ("Products", 25.0, 0.0), ("Both", 25.0, 25.0), ("Paid", 50.0, 50.0),
    ]  # fmt: skip
    small = lines["Micro 5K–10K"]
    assert (small.known, small.published, small.mark, small.norm) == (1, "80% rarely paid", 80, None)
    assert (lines["Other micro"].published, lines["Nano"].known) == ("", 0)
    histories = {line.label: [share.percent for share in line.shares] for line in history_lines(counts, NO_NORMS)}
    assert histories["Micro"] == [0.0, 100.0, 0.0]
    assert [round(percent) for percent in histories["Macro"]] == [67, 0, 33]


@pytest.mark.parametrize(("known", "shown"), [(0, False), (29, False), (30, True), (31, True)])
def test_our_own_shares_are_shown_from_thirty_on(brand: Brand, known: int, shown: bool) -> None:
    fill(brand, *[("macro", 200_000, "paid", "one_off")] * known, ("macro", 200_000, "", "none"))
    counts = count_tiers(Relationship.objects.all(), None)
    lines = [
        next(line for line in compensation_lines(counts, NO_NORMS) if line.label == "Macro from 100K"),
        next(line for line in history_lines(counts, NO_NORMS) if line.label == "Macro"),
    ]
    assert [line.known for line in lines] == [known, known]
    assert {line.too_few for line in lines} == {"" if shown else f"too few to say: {known} of 30"}
    assert lines[0].ours == (100.0 if shown else None)


def test_macro_creators_by_other_bands_stand_beside_no_figure(brand: Brand) -> None:
    fill(brand, ("macro", 60_000, "paid", "none"))
    lines = {line.label: line for line in compensation_lines(count_tiers(Relationship.objects.all(), None), NO_NORMS)}
    assert (lines["Other macro"].known, lines["Other macro"].figure) == (1, None)
