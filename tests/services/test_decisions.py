"""What a lead decides about fit, beside ratings that come before it, after it, and from another time zone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from relationships.domain.fit import Confidence, level_on
from relationships.models import FitCriterion, Relationship
from relationships.querysets.relationships import confidence_q
from relationships.services.clock import organisation_today
from relationships.services.derived import count_wrong
from relationships.services.fits import fit_of
from tests import factories
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db

RATED = date(2026, 3, 1)


@kept_rows
def relationship() -> Relationship:
    return factories.make_relationship()


def read_back(relationship: Relationship) -> Relationship:
    relationship.refresh_from_db()
    return relationship


def test_a_rating_of_the_same_day_reopens_what_was_decided_before_it(relationship: Relationship) -> None:
    factories.make_rating(relationship, "safety", 4, on=RATED)
    factories.make_override(relationship, "safety", on=RATED)
    assert not read_back(relationship).fit_blocked
    factories.make_rating(relationship, "safety", 0, on=RATED)
    assert read_back(relationship).fit_blocked


def test_a_decision_of_the_same_day_stands_over_the_ratings_before_it(relationship: Relationship) -> None:
    factories.make_rating(relationship, "values", 5, on=RATED)
    factories.make_rating(relationship, "values", 1, on=RATED)
    assert read_back(relationship).fit_disputed
    factories.make_adjudication(relationship, "values", 3, on=RATED)
    assert not read_back(relationship).fit_disputed


def test_a_decision_covers_ratings_from_where_it_is_already_tomorrow(relationship: Relationship) -> None:
    today = organisation_today()
    factories.make_rating(relationship, "values", 5, on=today + timedelta(days=1))
    factories.make_rating(relationship, "values", 1, on=today)
    decision = factories.make_adjudication(relationship, "values", 3, on=today)
    assert decision.decided_on == today + timedelta(days=1)
    assert not read_back(relationship).fit_disputed


def test_decided_but_never_rated_is_of_low_confidence_everywhere(relationship: Relationship) -> None:
    for criterion in relationship.brand.criteria.all():
        factories.make_adjudication(relationship, criterion.key, 4)
    row, on = read_back(relationship), organisation_today()
    assert row.fit_score == 80
    scored = fit_of(row, on)
    assert scored is not None
    found = [level for level in Confidence if Relationship.objects.filter(confidence_q(level, on)).exists()]
    assert [scored.level] == found == [level_on(row.fit_medium_from, row.confidence_low_from, on)] == [Confidence.LOW]


@pytest.mark.parametrize("days", [0, 100, 400])
def test_the_level_is_the_same_word_by_dates_by_sql_and_by_score(relationship: Relationship, days: int) -> None:
    for criterion in relationship.brand.criteria.all():
        for reviewer in range(3):
            factories.make_rating(relationship, criterion.key, reviewer + 2, on=RATED)
    row, on = read_back(relationship), RATED + timedelta(days=days)
    scored = fit_of(row, on)
    assert scored is not None
    found = [level for level in Confidence if Relationship.objects.filter(confidence_q(level, on)).exists()]
    assert found == [scored.level] == [level_on(row.fit_medium_from, row.confidence_low_from, on)]


def test_a_changed_rubric_scores_the_whole_brand_anew(relationship: Relationship) -> None:
    unrated = factories.make_relationship(brand=relationship.brand)
    for criterion in relationship.brand.criteria.all():
        factories.make_rating(relationship, criterion.key, 5 if criterion.key == "values" else 3)
    before = read_back(relationship).fit_score
    values = factories.criterion_of(relationship.brand, "values")
    values.weight = 900
    values.save()
    assert (read_back(relationship).fit_score or 0) > (before or 100)
    for gate in FitCriterion.objects.filter(brand=relationship.brand, is_gate=True):
        gate.is_gate = False
        gate.save()
    unrated.refresh_from_db()
    assert not unrated.fit_uncleared
    assert sum(count_wrong().values()) == 0


def test_another_name_for_a_criterion_scores_nothing_anew(relationship: Relationship) -> None:
    factories.make_rating(relationship, "values", 4)
    Relationship.objects.update(fit_coverage=0.123)  # planted: a rescoring would put it right
    values = factories.criterion_of(relationship.brand, "values")
    values.name = "What the brand stands for"
    values.save()
    assert read_back(relationship).fit_coverage == 0.123
