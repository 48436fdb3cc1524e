"""The form of a list: what looks the same for everybody is made once, what depends on the reader never is."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from relationships.filters.relationships import RelationshipFilters
from relationships.models import Relationship
from tests import factories

pytestmark = pytest.mark.django_db

NAMES = ("tier", "followers_min", "country", "due", "brand", "owner")


@pytest.mark.parametrize(
    ("query", "plain"),
    [
        ("", {"tier", "followers_min", "country", "due"}),
        ("tier=nano", {"followers_min", "country", "due"}),
        ("tier=&followers_min=", {"tier", "followers_min", "country", "due"}),
        ("followers_min=10K", {"tier", "country", "due"}),
        ("followers_max=1M", {"tier", "country", "due"}),
        ("followers_max=nonsense&country=FR", {"tier", "due"}),
    ],
)
def test_filters_that_nobody_uses_are_the_same_for_everybody(query: str, plain: set[str]) -> None:
    readers = factories.make_lead(), factories.make_manager()
    first, other = (RelationshipFilters(QueryDict(query), Relationship.objects.all(), reader) for reader in readers)
    assert {name for name in NAMES if first.control(name).is_plain} == plain
    assert {name for name in NAMES if first.control(name) is other.control(name)} == plain


def test_what_is_offered_to_one_reader_is_never_kept_for_another() -> None:
    own, other = factories.make_brand("Own"), factories.make_brand("Other")
    for reader, expected in ((factories.make_lead(), ["Other", "Own"]), (factories.make_manager(own), ["Own"])):
        filters = RelationshipFilters(QueryDict(), Relationship.objects.visible_to(reader), reader)
        assert [option.label for option in filters.control("brand").options] == expected, other
