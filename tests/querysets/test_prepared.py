"""A statement that is composed once answers as the ORM would, for any ids."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from relationships.models import Relationship
from relationships.querysets.prepared import Prepared, listed, prepare, prepare_statement
from tests import factories

pytestmark = pytest.mark.django_db

STAND_IN = -7
#: A text, numbers of each kind, truth, days, moments, and what another table has.
COLUMNS = (
    "id", "creator__name", "tier", "followers", "engagement_rate", "fit_score", "do_not_contact", "next_action_on",
    "last_touch_at", "created_at",
)  # fmt: skip


@pytest.fixture
def rows() -> list[Relationship]:
    known = factories.make_relationship(
        factories.make_creator("Ana 100%s"), next_action="Write", next_action_on=date(2026, 3, 1)
    )
    Relationship.objects.filter(pk=known.pk).update(
        followers=12_000, engagement_rate=Decimal("2.345"), fit_score=71.5, do_not_contact=True,
        last_touch_at=datetime(2026, 3, 1, 12, 30, tzinfo=UTC),
    )  # fmt: skip
    return [known, factories.make_relationship(), factories.make_relationship()]


def _prepared() -> Prepared:
    found = Relationship.objects.filter(pk__in=[STAND_IN], stage="prospect").order_by("pk")
    return prepare(found.values(*COLUMNS), {STAND_IN: "page"})


def test_it_answers_as_the_orm_does(rows: list[Relationship]) -> None:
    prepared = _prepared()
    for some in (rows, rows[1:], rows[:1], []):
        ids = [row.pk for row in some]
        expected = list(Relationship.objects.filter(pk__in=ids).order_by("pk").values(*COLUMNS))
        assert prepared.records(page=listed(ids)) == expected
        assert [row[0] for row in prepared.rows(page=listed(ids))] == ids


def test_a_query_may_stand_for_the_ids(rows: list[Relationship]) -> None:
    sql, params = Relationship.objects.filter(do_not_contact=True).values("pk").query.sql_with_params()
    assert [record["id"] for record in _prepared().records(page=(sql, params))] == [rows[0].pk]


def test_a_percent_sign_that_is_no_parameters_is_refused() -> None:
    with pytest.raises(ValueError, match="1 parameters for 2 places"):
        prepare_statement("default", ("SELECT '%%s', %s", (1,)), {})


def test_only_whole_numbers_are_written_out() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        listed(["1) OR (1=1"])  # type: ignore[list-item] # what must not pass
