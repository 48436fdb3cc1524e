"""Whatever way a list's rows are found, they are those that its filters ask for, and no others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import QueryDict

from relationships.models import Collaboration, Relationship, StandingAdvice, User
from relationships.querysets.walks import along
from relationships.reports import crowds
from relationships.services.clock import organisation_today
from relationships.views.listings import LISTS
from tests import factories
from tests.benchmarks.list_pages import TYPED
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db

#: Whether few brands are seen, and whether many share what is asked for.
WAYS = {"looked up": (-1, 10**9), "checked": (-1, -1), "few": (10**9, 10**9)}
MORE = {"q": ("ana", "moreau", "mo", "instagram")}


@kept_rows
def people() -> dict[str, User]:
    """A lead, and the manager of one of two brands; of six relationships each some differ in whatever is asked for."""
    brands = [factories.make_brand(name) for name in ("Homely", "Foreign")]
    found = {"lead": factories.make_lead(), "manager": factories.make_manager(brands[0])}
    tag, today = factories.make_tag("VIP"), organisation_today()
    categories = [factories.make_category(name) for name in ("Beauty", "Food")]
    owners = [found["lead"], found["manager"], None]
    for turn in range(12):
        creator = factories.make_creator(f"Ana Moreau {turn}" if turn % 3 else f"Li {turn}", followers=10 ** (turn % 6))
        creator.creator_categories.create(category=categories[turn % 2])
        one = factories.make_relationship(creator, brands[turn % 2])
        factories.make_collaboration(one, live_on=today, starts_on=today)
        Relationship.objects.filter(pk=one.pk).update(
            history_kind="ambassador" if turn % 4 < 3 else "none", review_from=today, owner=owners[turn % 3],
            next_due_on=today, next_due_kind="action", renewal_on=today if turn % 5 else None, drift=turn % 2,
            fit_rated=turn % 5 == 1, fit_disputed=turn % 5 == 1, fit_score=50.0 if turn % 5 == 1 else None,
            fit_medium_from=today, confidence_low_from=today,
        )  # fmt: skip
        if turn % 3:
            one.relationship_tags.create(tag=tag)
            StandingAdvice.objects.get_or_create(relationship=one, code="thank-you", defaults={"severity": "info"})
    Collaboration.objects.filter(relationship__drift=1).update(disclosure_proof="")
    Collaboration.objects.filter(pk__in=Collaboration.objects.order_by("pk").values("pk")[:5]).update(
        status="agreed", deadline_on=today, compensation="paid", fee=5, currency="EUR", payment_due_on="2020-01-01"
    )
    return found


def asked(listing: Any, user: User) -> Iterator[str]:
    filters = listing.filters(QueryDict(), listing.rows(user), user)
    for name, entry in filters.filters.items():
        choices = [option.value for option in entry.options(()) if option.value]
        values = (*choices[:2], *choices[-1:]) if choices else (*TYPED.get(name, ()), *MORE.get(name, ()))
        yield from (f"{name}={value}" for value in dict.fromkeys(values))


# The list of all relationships has each filter beside plain Python (test_relationship_filters).
@pytest.mark.parametrize("key", sorted(LISTS.keys() - {"relationships"}))
@pytest.mark.parametrize("who", ["lead", "manager"])
def test_every_way_finds_the_same(people: dict[str, User], monkeypatch: pytest.MonkeyPatch, key: str, who: str) -> None:
    listing, user = LISTS[key], people[who]
    columns = [column for column in listing.columns if column.sorts_by]
    some = 0
    for query in ("", *asked(listing, user), "q=ana&owner=nobody", "q=moreau&brand=1", "tag=1&tier=nano"):
        given = listing.filters(QueryDict(query), listing.rows(user), user)
        plain = sorted(given._narrowed(listing.rows(user)).values_list("pk", flat=True))
        some += bool(plain)
        for way, (few, crowd) in WAYS.items():
            monkeypatch.setattr(crowds, "FEW", few)
            monkeypatch.setattr(crowds, "CROWD", crowd)
            given = listing.filters(QueryDict(query), listing.rows(user), user)
            found = along(given.rows(), given.index_to_find())
            assert sorted(found.values_list("pk", flat=True)) == plain, (query, way)
            walked = given.rows_for_walk(columns[0].order(given, descending=False).column)
            assert sorted(walked.values_list("pk", flat=True)) == plain, (query, way)
    assert some > 10, "next to nothing is found: the rows differ in too little"
