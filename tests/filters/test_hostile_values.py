"""Whatever stands in the address, every filter either finds something or says what was wrong; none of them breaks."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from relationships.filters.fields import quoted
from relationships.filters.relationships import RelationshipFilters
from relationships.models import Relationship
from tests import factories

pytestmark = pytest.mark.django_db

HOSTILE = (
    "\0", "a\0b", "9" * 30, "-" + "9" * 30, "1e400", "nan", "inf", "0x10", "\uff11\uff12", "٣",
    "' OR 1=1 --", '"', "%", "_", "\\",
    "%s", "{0.__class__}", "<script>",
    "\ud7ff", "\uffff", "💥", "\u202e", "a" * 10_000,
    "1 " * 1_200, "[]", "None", "null", "true",
    "0001-01-01", "9999-12-31", "99999-1-1", "2026-13-01",
    "-1", "0", " ", "  1  ",
)  # fmt: skip


@pytest.mark.parametrize("name", RelationshipFilters.base_filters)
def test_no_value_breaks_a_filter(name: str) -> None:
    user = factories.make_lead()
    factories.make_relationship()
    for value in HOSTILE:
        data = QueryDict(mutable=True)
        data.setlist(name, [value, value])
        given = RelationshipFilters(data, Relationship.objects.all(), user)
        assert len(given.problems) <= 1
        list(given.rows()[:1])
        list(given.rows_for_walk("fit_score")[:1])
        assert list(given.groups)
        if given.problems:
            assert not given.cleaned
            assert len(given.problems[0].message) < 200


def test_a_wrong_value_is_repeated_short_and_visibly() -> None:
    assert quoted("abc") == "“abc”"
    assert quoted("a\0b\u202e") == "“a�b�”"
    assert quoted("x" * 100) == f"“{'x' * 40}…”"
