"""What is usual in a tier is what its playbook says, as edited; a brand's own norms stay out of it."""

from __future__ import annotations

import pytest

from relationships.domain.tiers import Tier
from relationships.models import Playbook, PlaybookNorm
from relationships.reports.usual_norms import UsualNorms, usual_norms, usual_rows
from tests import factories

pytestmark = pytest.mark.django_db

TIERS = (Tier.NANO, Tier.MICRO, Tier.MACRO, Tier.MEGA, Tier.UNKNOWN)


def read() -> UsualNorms:
    return usual_norms(usual_rows().values_list("told", flat=True))


def test_a_new_house_says_what_the_articles_say() -> None:
    usual = read()
    said = [usual.compensation(tier, rest=False) for tier in TIERS]
    assert [one and (one.says, one.basis) for one in said] == [
        ("products", "house default"), ("products", "founding article"), ("paid", "founding article"),
        ("paid", "house default"), None,
    ]  # fmt: skip
    histories = [usual.history(tier) for tier in TIERS]
    assert [one and one.says for one in histories] == ["ongoing", "ongoing", "one-off", "one-off", None]


def test_the_larger_of_a_tier_have_a_norm_of_their_own_where_there_is_one() -> None:
    usual = read()
    said = [usual.compensation(tier, rest=True) for tier in (Tier.MICRO, Tier.MACRO)]
    assert [one and (one.says, one.basis) for one in said] == [
        ("products + paid", "house default"), ("paid", "founding article"),
    ]  # fmt: skip


def test_an_edit_is_read_and_no_norm_is_none() -> None:
    norms = PlaybookNorm.objects.filter(playbook__brand=None, playbook__tier="macro")
    norms.filter(key="usual_history").update(value="ongoing", basis="published")
    norms.filter(key="usual_compensation").update(value=None)
    usual = read()
    history = usual.history(Tier.MACRO)
    assert history
    assert (history.says, history.basis) == ("ongoing", "published")
    assert usual.compensation(Tier.MACRO, rest=True) is None


def test_what_one_brand_does_otherwise_is_not_what_is_usual() -> None:
    own = Playbook.objects.create(tier="macro", brand=factories.make_brand())
    PlaybookNorm.objects.create(playbook=own, key="usual_history", value="ongoing", reason="x", source="y")
    history = read().history(Tier.MACRO)
    assert history
    assert history.says == "one-off"
