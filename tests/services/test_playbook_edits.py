"""A lead's edit of a playbook: checked as a whole, written in one go, one version, one refresh."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from relationships.domain.playbooks.edits import Kept
from relationships.domain.playbooks.norms import Basis
from relationships.models import Playbook, PlaybookNorm, Relationship, User
from relationships.reports.playbook_versions import versions_of
from relationships.services import playbook_edits
from relationships.services.playbook_edits import (
    ChangedMeanwhileError,
    NormsError,
    drop_for_brand,
    kept,
    save_norms,
)
from relationships.services.playbooks import playbooks_in_force
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def micro() -> Playbook:
    return Playbook.objects.get(tier="micro", brand=None)


@pytest.fixture
def lead() -> User:
    return factories.make_lead(first_name="Lea", last_name="Lead")


@pytest.fixture
def refreshed(monkeypatch: pytest.MonkeyPatch) -> list[Playbook]:
    """The playbooks whose relationships were looked at again."""
    found: list[Playbook] = []
    monkeypatch.setattr(playbook_edits, "advise_tier_anew", found.append)
    return found


def _norms(playbook: Playbook) -> dict[str, Kept]:
    return {row.key: kept(row) for row in PlaybookNorm.objects.filter(playbook=playbook)}


def _ours(value: Any) -> Kept:
    return Kept(value, "Because we say so.", "House default", None, Basis.HOUSE)


def test_forty_norms_are_one_version_and_one_refresh(micro: Playbook, lead: User, refreshed: list[Playbook]) -> None:
    norms = _norms(micro)
    wanted = {key: replace(norm, reason=f"{norm.reason} Still so.") for key, norm in norms.items()}
    saved = save_norms(micro, wanted, by=lead, seen=1)
    micro.refresh_from_db()
    assert (saved.version, micro.version, len(saved.changed)) == (2, 2, len(norms))
    assert refreshed == [micro]


def test_only_what_differs_is_written(micro: Playbook, lead: User, refreshed: list[Playbook]) -> None:
    norms = _norms(micro)
    saved = save_norms(micro, {**norms, "min_fit": replace(norms["min_fit"], value=66)}, by=lead)
    assert saved.changed == ("min_fit",)
    told = PlaybookNorm.history.filter(history_change_reason="version 2")
    assert [(row.key, row.value, row.history_user) for row in told] == [("min_fit", 66, lead)]
    assert save_norms(micro, _norms(micro), by=lead).changed == ()
    micro.refresh_from_db()
    assert (micro.version, len(refreshed)) == (2, 1)


def test_our_figure_does_not_wear_the_articles_name(micro: Playbook, lead: User) -> None:
    norm = _norms(micro)["products_first_below"]
    assert norm.basis == Basis.SEED
    saved = save_norms(micro, {"products_first_below": replace(norm, value=40_000)}, by=lead)
    now = _norms(micro)["products_first_below"]
    assert saved.renamed == ("products_first_below",)
    assert (now.value, now.source, now.basis) == (40_000, "House default", Basis.HOUSE)


def test_a_tiers_norm_taken_away_is_kept_as_no_norm(micro: Playbook, lead: User) -> None:
    save_norms(micro, {"min_fit": None}, by=lead)
    assert _norms(micro)["min_fit"].value is None
    assert playbooks_in_force().of("micro").min_fit is None


def test_a_brand_departs_and_follows_again(micro: Playbook, lead: User) -> None:
    brand = factories.make_brand()
    own = Playbook.objects.create(brand=brand, tier="micro")
    save_norms(own, {"min_fit": _ours(50), "touch_days_active": _ours(None)}, by=lead)
    in_force = playbooks_in_force()
    assert (in_force.of("micro", brand.pk).min_fit, in_force.of("micro").min_fit) == (50, 65)
    assert in_force.of("micro", brand.pk).touch_days_active is None
    save_norms(own, {"min_fit": None, "touch_days_active": None}, by=lead)
    assert not PlaybookNorm.objects.filter(playbook=own).exists()
    assert playbooks_in_force().of("micro", brand.pk).min_fit == 65


@pytest.mark.parametrize(
    ("wanted", "key", "told"),
    [
        ({"min_fit": _ours(101)}, "min_fit", "from 0 to 100"),
        ({"min_fit": _ours("70")}, "min_fit", "whole number"),
        ({"min_fit": replace(_ours(70), reason=" ")}, "min_fit", "name the reason"),
        ({"min_fit": replace(_ours(70), source="")}, "min_fit", "name the source"),
        ({"min_fit": _ours(80)}, "min_fit", "above what counts as high fit"),
        ({"no_such": _ours(1)}, "no_such", "no norm called"),
        ({"follower_jump_days": None}, "follower_jump_percent", "within how many days"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_written(
    micro: Playbook, lead: User, wanted: dict[str, Kept | None], key: str, told: str
) -> None:
    before = _norms(micro)
    with pytest.raises(NormsError, match=told) as wrong:
        save_norms(micro, {"touch_days_active": _ours(1), **wanted}, by=lead)
    assert key in wrong.value.problems
    assert _norms(micro) == before


def test_a_brand_is_checked_together_with_its_tier(lead: User) -> None:
    own = Playbook.objects.create(brand=factories.make_brand(), tier="micro")
    with pytest.raises(NormsError, match="above what counts as high fit"):
        save_norms(own, {"high_fit": _ours(60)}, by=lead)


def test_the_second_of_two_editors_is_told(micro: Playbook, lead: User) -> None:
    save_norms(micro, {"min_fit": _ours(60)}, by=lead, seen=1)
    with pytest.raises(ChangedMeanwhileError, match="Version 2"):
        save_norms(micro, {"min_fit": _ours(61)}, by=lead, seen=1)
    assert _norms(micro)["min_fit"].value == 60


def test_advice_follows_at_once(micro: Playbook, lead: User) -> None:
    relationship = factories.make_relationship(followers=12_400)
    factories.make_touchpoint(relationship, purpose="check_in")
    codes = relationship.standing_advice.values_list("code", flat=True)
    assert "touch-overdue" not in codes
    Relationship.objects.filter(pk=relationship.pk).update(drift_changes_on=None)
    save_norms(micro, {"notice_days": None}, by=lead)
    assert Relationship.objects.get(pk=relationship.pk).drift_changes_on is not None


def test_versions_tell_who_changed_what_from_what(micro: Playbook, lead: User) -> None:
    norms = _norms(micro)
    save_norms(micro, {"min_fit": replace(norms["min_fit"], value=66)}, by=lead)
    save_norms(micro, {"products_first_below": replace(norms["products_first_below"], value=40_000)}, by=lead)
    third, second = versions_of(micro).told
    assert [(version.number, version.who) for version in (third, second)] == [(3, "Lea Lead"), (2, "Lea Lead")]
    (change,) = second.changes
    assert (change.label, change.was, change.now) == ("Minimum fit", "65 of 100", "66 of 100")
    (change,) = third.changes
    assert "Hivency study" in change.origin_was
    assert change.origin_now == "House default"


def test_a_brands_playbook_is_dropped_and_a_tiers_is_not(micro: Playbook, lead: User) -> None:
    own = Playbook.objects.create(brand=factories.make_brand(), tier="micro")
    save_norms(own, {"min_fit": _ours(50)}, by=lead)
    pk = own.pk
    drop_for_brand(own, by=lead)
    assert not Playbook.objects.filter(pk=pk).exists()
    assert PlaybookNorm.history.filter(playbook_id=pk, history_type="-").count() == 1
    with pytest.raises(ValueError, match="stays"):
        drop_for_brand(micro, by=lead)
