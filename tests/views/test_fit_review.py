"""Fit review: whose fit somebody has to look at, why, what exactly waits, and who may do something about it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from django.urls import reverse
from django.utils import timezone

from relationships.domain.fit_review import AT_ONCE, ReviewReason, review_reasons
from relationships.models import Brand, Relationship, User
from relationships.querysets.relationships import review_reason_q
from relationships.services import freshness
from tests import factories
from tests.kept import kept_rows
from tests.views.list_pages import cells, get, names, queries, tabs

pytestmark = pytest.mark.django_db

LIST = reverse("staff:fit_review")
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def _fresh() -> None:
    freshness.freshen_histories()


@kept_rows
def brand() -> Brand:
    return factories.make_brand("Homely")


@kept_rows
def manager(brand: Brand) -> User:
    return factories.make_manager(brand)


def relationship(name: str, brand: Brand, **values: object) -> Relationship:
    return factories.make_relationship(factories.make_creator(name), brand, **values)  # type: ignore[arg-type]


def rate_all(row: Relationship, value: int = 4, on: date | None = None) -> None:
    """Two reviewers on every criterion: fresh, that is high confidence."""
    for reviewer in (factories.make_manager(row.brand), factories.make_manager(row.brand)):
        for key in ("values", "audience", "content", "mentions", "sentiment", "safety", "conflict"):
            factories.make_rating(row, key, value, reviewer=reviewer, on=on)


@kept_rows
def house(brand: Brand, manager: User) -> None:
    """One row for each reason, one that needs nobody, and two on which nobody works any more."""
    rate_all(relationship("Relied on", brand))
    relationship("Unrated", brand, next_action="Call", next_action_on=TODAY + timedelta(days=2))
    low = relationship("Low", brand, next_action="Call", next_action_on=TODAY + timedelta(days=1))
    factories.make_rating(low, "values", 4, reviewer=manager, on=TODAY - timedelta(days=400))
    torn = relationship("Torn", brand, next_action="Call", next_action_on=TODAY)
    rate_all(torn)
    factories.make_rating(torn, "values", 0, reviewer=manager)
    factories.make_rating(torn, "safety", 0, reviewer=manager)
    relationship("Ended", brand, stage="ended")
    banned = factories.make_creator("Banned", do_not_contact=True, do_not_contact_reason="asked")
    factories.make_relationship(banned, brand)
    relationship("Foreign", factories.make_brand("Zyxwoo"))


def test_whose_fit_needs_somebody_stands_there_the_next_due_first(house: None, manager: User) -> None:
    html = get(manager, LIST)
    assert names(html) == ["Torn", "Low", "Unrated"]
    assert tabs(html) == ["All 3", "Not rated 1", "Low confidence 1", "Disputed 1", "Blocked 1"]
    assert [names(get(manager, f"{LIST}?reason={reason.value}")) for reason in ReviewReason] == [
        ["Unrated"], ["Low"], ["Torn"], ["Torn"],
    ]  # fmt: skip
    both = get(manager, f"{LIST}?reason=unrated&reason=disputed")
    assert (names(both), tabs(both)[0]) == (["Torn", "Unrated"], "All 3")


def test_what_waits_is_named(house: None, manager: User) -> None:
    waits = cells(get(manager, LIST), "open")
    assert waits[0].startswith("Blocked: Brand safety gate Disputed: Values")
    assert "Audience" in waits[1]
    assert "Values" not in waits[1]
    assert waits[2] == "All 7 criteria"
    assert cells(get(manager, LIST), "rated")[2] == "Never"
    assert cells(get(manager, LIST), "confidence")[1].startswith("Low since ")


def test_who_may_rates_and_who_leads_adjudicates(house: None, brand: Brand, manager: User) -> None:
    def steps(user: User) -> list[str]:
        return cells(get(user, f"{LIST}?brand={brand.pk}"), "act")

    assert steps(manager) == ["Rate Torn", "Rate Low", "Rate Unrated"]
    assert steps(factories.make_lead())[0] == "Rate Torn Adjudicate Torn"
    assert steps(factories.make_viewer(brand)) == ["", "", ""]
    torn = Relationship.objects.get(creator__name="Torn")
    assert f'href="{reverse("staff:rate", args=[torn.pk])}' in get(manager, LIST)


def test_it_costs_eight_queries(house: None, manager: User) -> None:
    """1 session, 2 user, 3 and 4 permissions, 5 counts, 6 the page's rows, 7 accounts, advice, tags, criteria and all
    that was rated and decided, 8 the choices of the filters."""
    for address in (LIST, f"{LIST}?reason=low&sort=-fit", f"{LIST}?owner=nobody&tier=unknown"):
        asked = queries(manager, address)
        assert len(asked) == 8, "\n".join(sql[:200] for sql in asked)


# --- The same rule in SQL and in the domain ---------------------------------------------------------------------------


def test_sql_says_what_the_domain_says_on_both_sides_of_the_day() -> None:
    on, brand = date(2026, 6, 15), factories.make_brand()
    days = [None, *(on + timedelta(days=days) for days in (-1, 0, 1))]
    flags = (False, True)
    creators = [factories.make_creator(str(number)) for number in range(32)]
    Relationship.objects.bulk_create(
        Relationship(
            creator=creator, brand=brand, fit_rated=rated, confidence_low_from=low, fit_disputed=disputed,
            fit_blocked=blocked, review_from=AT_ONCE if not rated or disputed or blocked or low is None else low,
        )
        for creator, (rated, low, disputed, blocked) in zip(creators, product(flags, days, flags, flags), strict=True)
    )  # fmt: skip
    for reason in ReviewReason:
        found = set(Relationship.objects.filter(review_reason_q(reason, on)))
        assert found == {row for row in Relationship.objects.all() if reason in _reasons(row, on)}
        assert found
    needed = set(Relationship.objects.to_review(on))
    assert needed == {row for row in Relationship.objects.all() if _reasons(row, on)}
    assert 0 < len(needed) < 32


def _reasons(row: Relationship, on: date) -> tuple[ReviewReason, ...]:
    return review_reasons(
        on, rated=row.fit_rated, low_from=row.confidence_low_from, disputed=row.fit_disputed, blocked=row.fit_blocked
    )
