"""Fit on file: the domain's score of what is on file, whatever the brand's rubric, reviewers and time zones."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date, timedelta

import pytest
from django.utils import timezone

from relationships.domain import fit as rules
from relationships.models import FitCriterion, Relationship
from relationships.querysets.relationships import confidence_q
from relationships.services.advice import refresh_turned_advice
from relationships.services.clock import organisation_today
from relationships.services.derived import count_wrong
from relationships.services.fits import FIT, fit_of, fit_values, unrated_values
from tests.factories import make_brand, make_manager, make_rating, make_relationship
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db

WORKED = {"values": 4, "audience": 3, "content": 5, "sentiment": 4, "safety": 5, "conflict": 5}


def rate(relationship: Relationship, values: dict[str, int], on: date | None = None) -> None:
    reviewer = make_manager(relationship.brand)
    for key, value in values.items():
        make_rating(relationship, key, value, reviewer=reviewer, on=on)


def test_the_worked_example_is_what_the_row_holds() -> None:
    relationship = make_relationship()
    rate(relationship, WORKED)
    relationship.refresh_from_db()
    shown = (relationship.fit_score, relationship.fit_low, relationship.fit_high, relationship.fit_coverage)
    assert shown == pytest.approx((83.33, 75, 85, 0.9), abs=0.01)
    fit = fit_of(relationship, organisation_today())
    assert fit is not None
    assert fit.confidence == pytest.approx(0.45)


def test_a_second_reviewer_of_long_ago() -> None:
    relationship = make_relationship()
    rate(relationship, WORKED)
    rate(relationship, {"values": 1}, on=organisation_today() - timedelta(days=180))
    relationship.refresh_from_db()
    assert (relationship.fit_score, relationship.fit_low, relationship.fit_high) == pytest.approx(
        (77.78, 70, 80), abs=0.01
    )
    assert relationship.fit_disputed


@pytest.mark.parametrize("change", [{"weight": 0}, {"is_applicable": False}])
def test_a_rubric_without_weight_gives_no_score_and_breaks_nothing(change: dict[str, object]) -> None:
    relationship = make_relationship()
    rate(relationship, WORKED)
    for criterion in FitCriterion.objects.filter(brand=relationship.brand):
        for column, value in change.items():
            setattr(criterion, column, value)
        criterion.save()
    relationship.refresh_from_db()
    assert (relationship.fit_score, relationship.fit_rated, relationship.fit_uncleared) == (None, False, False)
    assert fit_of(relationship, organisation_today()) is None
    assert make_relationship(brand=relationship.brand).fit_score is None
    assert not any(count_wrong().values())
    with pytest.raises(rules.FitConfigurationError):
        rules.score_fit([rules.Criterion("a", 0)], [], organisation_today())


def test_unrated_rows_begin_as_they_would_be_derived() -> None:
    relationship = make_relationship()
    stored = Relationship.objects.values_list(*FIT.columns).get(pk=relationship.pk)
    assert stored == unrated_values(relationship.brand_id, organisation_today())
    assert relationship.fit_uncleared


def test_today_in_auckland_may_be_tomorrow_here() -> None:
    """A reviewer's own date can be ahead of the organisation's: the rating counts, and nothing is refused."""
    relationship = make_relationship()
    tomorrow = organisation_today() + timedelta(days=1)
    rate(relationship, WORKED, on=tomorrow)
    relationship.refresh_from_db()
    assert relationship.fit_score == pytest.approx(83.33, abs=0.01)
    assert not any(count_wrong().values())
    refresh_turned_advice(tomorrow)
    assert not any(count_wrong(tomorrow).values())


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_stored_values_do_not_depend_on_who_looks(zone: str) -> None:
    relationship = make_relationship()
    with timezone.override(zone):
        rate(relationship, WORKED, on=timezone.localdate())
        assert not any(count_wrong().values())
    assert not any(count_wrong().values())
    relationship.refresh_from_db()
    assert relationship.fit_rated


@kept_rows
def thrice_rated() -> Relationship:
    relationship = make_relationship()
    for _ in range(3):
        rate(relationship, WORKED)
    relationship.refresh_from_db()
    return relationship


@pytest.mark.parametrize("step", [-1, 0, 1])
@pytest.mark.parametrize("level", list(rules.Confidence))
def test_confidence_by_dates_is_the_domains_on_both_sides_of_its_turning_days(
    thrice_rated: Relationship, level: rules.Confidence, step: int
) -> None:
    relationship = thrice_rated
    assert relationship.fit_medium_from
    assert relationship.confidence_low_from
    for turning in (relationship.fit_medium_from, relationship.confidence_low_from):
        on = max(turning + timedelta(days=step), organisation_today())
        fit = fit_of(relationship, on)
        assert fit is not None
        assert Relationship.objects.filter(confidence_q(level, on)).exists() is (fit.level == level)


def test_brands_are_scored_by_their_own_rubric() -> None:
    plain, own = make_relationship(), make_relationship(brand=make_brand())
    FitCriterion.objects.filter(brand=own.brand, key__in=["mentions", "sentiment"]).delete()
    for relationship in (plain, own):
        rate(relationship, {"values": 4, "audience": 3, "content": 5})
    FIT.refresh(Relationship.objects.all())
    coverage = dict(Relationship.objects.values_list("pk", "fit_coverage"))
    assert coverage == {plain.pk: pytest.approx(0.6), own.pk: pytest.approx(60 / 80)}


def test_every_column_of_the_derivation_has_its_value() -> None:
    assert len(fit_values(None)) == len(FIT.columns)
    fit = rules.score_fit([rules.Criterion("a", 1)], [], organisation_today())
    assert len(astuple(fit)) >= len(fit_values(fit)) == len(FIT.columns)
