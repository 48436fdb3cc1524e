"""Each filter beside the same condition in plain Python, over rows that stand on both sides of every threshold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from operator import attrgetter
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import timezone

from relationships.domain.fit import level_on
from relationships.filters.relationships import RelationshipFilters
from relationships.models import Account, Brand, Relationship, StandingAdvice, User
from relationships.querysets.relationships import RelationshipQuerySet
from relationships.querysets.walks import along
from relationships.reports import crowds
from relationships.views.relationships import RELATIONSHIPS
from tests import factories
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def in_days(number: int) -> date:
    return TODAY + timedelta(days=number)


def at(day: date, *, minutes: int = 0) -> datetime:
    """Minutes after the reader's midnight."""
    return datetime.combine(day, time.min, timezone.get_current_timezone()).astimezone(UTC) + timedelta(minutes=minutes)


SINCE = date(2026, 3, 1)

#: What the rows differ in, one change from the plain row each; columns that `services` derive are set directly.
VARIATIONS: list[dict[str, Any]] = [
    {},
    *({"tier": tier} for tier in ("nano", "micro", "macro", "mega", "unknown")),
    *({"followers": count} for count in (None, 0, 9_999, 10_000, 10_001, 49_999, 50_000, 50_001)),
    *({"engagement_rate": rate, "engagement_basis": "followers"} for rate in ("2.999", "3.000", "3.001", "5", "5.001")),
    *({"engagement_rate": rate, "engagement_basis": "views"} for rate in ("2.999", "3.000", "4")),
    *({"compensation": word} for word in ("products", "paid", "mixed", "")),
    *({"history_kind": kind, "history_count": 2} for kind in ("none", "one_off", "ambassador", "former_ambassador")),
    *({"stage": stage} for stage in ("prospect", "contacted", "negotiating", "active", "dormant", "ended")),
    *({"country": code} for code in ("FR", "ES", "")),
    *({"language": code} for code in ("fr", "es", "")),
    {"do_not_contact": True},
    *({"fit_rated": True, "fit_score": score} for score in (None, 0.0, 59.99, 60.0, 60.01, 75.0, 75.01, 100.0)),
    {"fit_rated": True, "fit_disputed": True},
    {"fit_rated": True, "fit_blocked": True},
    {"fit_rated": True, "fit_uncleared": True},
    *(
        {"fit_rated": True, "fit_medium_from": in_days(medium), "confidence_low_from": in_days(low)}
        for medium, low in ((1, 9), (0, 9), (-1, 1), (-9, 0), (-9, -1))
    ),
    *({"next_due_on": in_days(number), "next_due_kind": "action"} for number in (-400, -1, 0, 1, 6, 7, 8)),
    {"next_due_on": None},
    *({"last_touch_at": at(SINCE, minutes=minutes)} for minutes in (-1, 0, 1)),
    {"last_touch_at": None},
    *(
        {"drift": drift, "drift_blocks": blocks, "advice_infos": infos}
        for drift, blocks, infos in ((1, 0, 0), (1, 1, 0), (2, 1, 1), (2, 2, 0), (3, 0, 2))
    ),
    *({"renewal_on": in_days(number)} for number in (-90, -1, 0, 1, 30, 31)),
]
PLAIN: dict[str, Any] = {
    "tier": "micro", "followers": 20_000, "engagement_rate": None, "engagement_basis": "", "compensation": "products",
    "history_kind": "none", "history_count": 0, "stage": "active", "country": "DE", "language": "de",
    "do_not_contact": False, "fit_rated": False, "fit_score": None, "fit_disputed": False, "fit_blocked": False,
    "fit_uncleared": False, "fit_medium_from": None, "confidence_low_from": None, "next_due_on": in_days(30),
    "next_due_kind": "action", "last_touch_at": at(in_days(0)), "drift": 0, "drift_blocks": 0, "advice_infos": 0,
    "renewal_on": None,
}  # fmt: skip


@kept_rows
def user() -> User:
    return factories.make_lead()


@kept_rows
def rows(user: User) -> RelationshipQuerySet:
    """One relationship a variation, all of one creator's; the first is the user's."""
    creator = factories.make_creator("Zoé Ünsal")
    names = {"creator_sort": creator.name_key, "search_text": creator.search_text}
    brands = Brand.objects.bulk_create(Brand(name=f"B{n}", slug=f"b{n}") for n in range(len(VARIATIONS)))
    Relationship.objects.bulk_create(
        Relationship(creator=creator, brand=brand, **{**PLAIN, **names, **variation})
        for brand, variation in zip(brands, VARIATIONS, strict=True)
    )
    Relationship.objects.filter(brand=brands[0]).update(owner=user)
    return Relationship.objects.all()


def level(row: Any) -> str:
    return level_on(row.fit_medium_from, row.confidence_low_from, TODAY) if row.fit_rated else ""


def between(value: Any, low: float, high: float) -> bool:
    return value is not None and low <= value <= high


CASES: list[tuple[str, Callable[[Any], bool]]] = [
    ("tier=micro", lambda row: row.tier == "micro"),
    ("tier=mega&tier=unknown", lambda row: row.tier in ("mega", "unknown")),
    ("followers_min=10K", lambda row: between(row.followers, 10_000, 1e9)),
    ("followers_max=50.000", lambda row: between(row.followers, 0, 50_000)),
    ("followers_min=10000&followers_max=50K", lambda row: between(row.followers, 10_000, 50_000)),
    ("followers_min=0", lambda row: row.followers is not None),
    ("engagement_min=3", lambda row: row.engagement_basis == "followers" and between(row.engagement_rate, 3, 1e3)),
    ("engagement_max=5", lambda row: row.engagement_basis == "followers" and between(row.engagement_rate, 0, 5)),
    (
        "engagement_min=3%25&engagement_by=views",
        lambda row: row.engagement_basis == "views" and between(row.engagement_rate, 3, 1e3),
    ),
    ("engagement_min=0&engagement_by=reach", lambda row: False),
    ("engagement_by=views", lambda row: True),
    ("compensation=paid&compensation=mixed", lambda row: row.compensation in ("paid", "mixed")),
    ("compensation=unknown", lambda row: row.compensation == ""),
    ("history=none", lambda row: row.history_kind == "none"),
    ("history=one_off&history=ambassador", lambda row: row.history_kind in ("one_off", "ambassador")),
    ("stage=ended", lambda row: row.stage == "ended"),
    ("stage=prospect&stage=dormant", lambda row: row.stage in ("prospect", "dormant")),
    ("country=FR&country=unknown", lambda row: row.country in ("FR", "")),
    ("language=es", lambda row: row.language == "es"),
    ("contact=no", lambda row: row.do_not_contact),
    ("contact=yes", lambda row: not row.do_not_contact),
    ("fit_min=60", lambda row: between(row.fit_score, 60, 100)),
    ("fit_max=75", lambda row: between(row.fit_score, 0, 75)),
    ("fit_min=60&fit_max=75", lambda row: between(row.fit_score, 60, 75)),
    ("fit_min=0", lambda row: row.fit_score is not None),
    ("mark=unrated", lambda row: not row.fit_rated),
    ("mark=disputed&mark=blocked", lambda row: row.fit_disputed or row.fit_blocked),
    ("mark=uncleared", lambda row: row.fit_uncleared),
    ("due=overdue", lambda row: row.next_due_on is not None and row.next_due_on < TODAY),
    ("due=today", lambda row: row.next_due_on == TODAY),
    ("due=week", lambda row: row.next_due_on is not None and TODAY <= row.next_due_on <= in_days(6)),
    ("due=none", lambda row: row.next_due_on is None),
    ("due=overdue&due=none", lambda row: row.next_due_on is None or row.next_due_on < TODAY),
    (f"not_touched_since={SINCE}", lambda row: row.last_touch_at is None or row.last_touch_at < at(SINCE)),
    ("severity=block", lambda row: row.drift_blocks > 0),
    ("severity=warn", lambda row: row.drift > row.drift_blocks),
    ("severity=info", lambda row: row.advice_infos > 0),
    ("severity=block&severity=info", lambda row: row.drift_blocks > 0 or row.advice_infos > 0),
    ("drift_min=0", lambda row: True),
    ("drift_min=1", lambda row: row.drift >= 1),
    ("drift_min=2", lambda row: row.drift >= 2),
    ("drift_min=3", lambda row: row.drift >= 3),
    ("drift_min=4", lambda row: False),
    ("renewal=due", lambda row: row.renewal_on is not None and row.renewal_on <= TODAY),
    ("renewal=soon", lambda row: row.renewal_on is not None and TODAY < row.renewal_on <= in_days(30)),
    ("owner=nobody", lambda row: row.owner_id is None),
    ("owner=me", lambda row: row.owner_id is not None),
    ("owner=me&owner=nobody", lambda row: True),
    ("tier=micro&stage=active&due=overdue", lambda row: row.next_due_on and row.next_due_on < TODAY),
    ("q=zoe+unsal", lambda row: True),
    ("q=ZO", lambda row: True),
    ("q=un", lambda row: False),
    ("q=nobody", lambda row: False),
]
#: Confidence is not known of a row that is rated without the days on which it falls; every rated row has them.
CONFIDENCES = [
    ("confidence=high", lambda row: level(row) == "high"),
    ("confidence=medium", lambda row: level(row) == "medium"),
    ("confidence=low", lambda row: level(row) == "low"),
    ("confidence=low&confidence=high", lambda row: level(row) in ("low", "high")),
]


def filters(address: str, rows: RelationshipQuerySet, user: User) -> RelationshipFilters:
    return RelationshipFilters(QueryDict(address), rows, user)


def found(rows: Any) -> set[int]:
    return {row.pk for row in rows}


@pytest.mark.parametrize(("address", "truth"), CASES, ids=[address for address, _ in CASES])
def test_a_filter_finds_what_plain_python_finds(
    monkeypatch: pytest.MonkeyPatch,
    rows: RelationshipQuerySet,
    user: User,
    address: str,
    truth: Callable[[Any], bool],
) -> None:
    """Whether each of few rows is looked at in the index that holds every filter, or many are found by others."""
    expected = {row.pk for row in rows if truth(row)}
    for few in (crowds.FEW, -1):
        monkeypatch.setattr(crowds, "FEW", few)
        given = filters(address, rows, user)
        assert not given.problems
        assert given.lie_together() == (few > 0)
        assert found(along(given.rows(), given.index_to_find())) == expected
    for column in filter(attrgetter("sorts_by"), RELATIONSHIPS.columns):
        order = column.order(given, descending=False)
        assert found(given.rows_for_walk(order.column)) == expected, order.column


@pytest.mark.parametrize(("address", "truth"), CONFIDENCES, ids=[address for address, _ in CONFIDENCES])
def test_confidence_is_a_comparison_of_days(
    rows: RelationshipQuerySet, user: User, address: str, truth: Callable[[Any], bool]
) -> None:
    dated = rows.filter(fit_medium_from__isnull=False)
    assert found(filters(address, dated, user).rows()) == {row.pk for row in dated if truth(row)}


@pytest.mark.parametrize(("crowd", "few"), [(10**9, -1), (0, -1), (0, 10**9)], ids=["looked up", "checked", "few"])
def test_what_stands_in_other_tables(monkeypatch: pytest.MonkeyPatch, user: User, crowd: int, few: int) -> None:
    """Any account counts for the network, not only the main one; either form of the condition finds the same."""
    monkeypatch.setattr(crowds, "CROWD", crowd - 1)
    monkeypatch.setattr(crowds, "FEW", few)
    crowds.forget()
    both, tiktok, none = (factories.make_relationship(followers=count) for count in (5_000, None, None))
    factories.make_account(both.creator, network="tiktok", followers=10)
    factories.make_account(both.creator, network="tiktok", followers=20)
    factories.make_account(tiktok.creator, network="tiktok", followers=30)
    beauty = factories.make_category("Beauty", both.creator)
    food = factories.make_category("Food", both.creator, tiktok.creator)
    vip = factories.make_tag("VIP", tiktok)
    everything = Relationship.objects.all()

    def ids(address: str) -> list[int]:
        given = filters(address, everything, user)
        assert not given.problems
        walked = sorted(given.rows_for_walk("followers").values_list("pk", flat=True))
        assert walked == sorted(given.rows().values_list("pk", flat=True))
        return walked

    assert ids("network=tiktok") == [both.pk, tiktok.pk]
    assert ids("network=instagram") == [both.pk]
    assert ids("network=instagram&network=tiktok") == [both.pk, tiktok.pk]
    assert ids("network=youtube") == []
    assert ids(f"category={beauty.pk}") == [both.pk]
    assert ids(f"category={food.pk}&category={beauty.pk}") == [both.pk, tiktok.pk]
    assert ids(f"tag={vip.pk}") == [tiktok.pk]
    assert ids(f"brand={none.brand_id}") == [none.pk]
    assert ids(f"tag={vip.pk}&network=instagram") == []


@pytest.mark.parametrize(("crowd", "few"), [(10**9, -1), (0, -1), (0, 10**9)], ids=["looked up", "checked", "few"])
def test_advice_is_found_by_its_rule_unless_dismissed(
    monkeypatch: pytest.MonkeyPatch, user: User, crowd: int, few: int
) -> None:
    monkeypatch.setattr(crowds, "CROWD", crowd - 1)
    monkeypatch.setattr(crowds, "FEW", few)
    crowds.forget()
    one, both, dismissed, none = (factories.make_relationship() for _ in range(4))
    StandingAdvice.objects.all().delete()
    for row, code, hidden in (
        (one, "low-fit", False), (both, "low-fit", False), (both, "thank-you", False), (dismissed, "low-fit", True),
        (dismissed, "thank-you", False),
    ):  # fmt: skip
        StandingAdvice.objects.create(relationship=row, code=code, severity="warn", dismissed=hidden)
        Relationship.objects.filter(pk=row.pk).update(drift=1)

    def ids(address: str) -> list[int]:
        given = filters(address, Relationship.objects.all(), user)
        assert not given.problems
        walked = sorted(given.rows_for_walk("drift").values_list("pk", flat=True))
        assert walked == sorted(given.rows().values_list("pk", flat=True))
        return walked

    assert ids("advice=low-fit") == [one.pk, both.pk]
    assert ids("advice=thank-you") == [both.pk, dismissed.pk]
    assert ids("advice=low-fit&advice=thank-you") == [one.pk, both.pk, dismissed.pk]
    assert ids("advice=gate-failed") == []
    assert none.pk not in ids("advice=low-fit")


def test_search_takes_names_handles_and_mail(user: User) -> None:
    ana = factories.make_relationship(factories.make_creator("Ana Núñez", email="Ana@Example.org"))
    factories.make_account(ana.creator, "@Nunez.Cooks", network="instagram")
    factories.make_relationship(factories.make_creator("Li Na"))

    def names(text: str) -> list[str]:
        data = QueryDict(mutable=True)
        data["q"] = text
        given = RelationshipFilters(data, Relationship.objects.all(), user)
        looked_up = list(given.rows().values_list("creator__name", flat=True))
        assert looked_up == list(given.rows_for_walk("creator_sort").values_list("creator__name", flat=True))
        return looked_up

    for text in ("nunez", "NÚÑEZ ana", "@nunez.cooks", "cooks", "example.org", "an", "nunez a"):
        assert names(text) == ["Ana Núñez"], text
    for text in ("li na", "li", "l n"):
        assert names(text) == ["Li Na"], text
    for text in ("na", "na_", "%", "nunez zz", "'; drop table"):
        assert names(text) == [], text


def test_the_owner_of_other_choices_is_found_by_id(user: User) -> None:
    owner = factories.make_lead()
    owned = factories.make_relationship(owner=owner)
    factories.make_relationship()
    given = filters(f"owner={owner.pk}", Relationship.objects.all(), user)
    assert (found(given.rows()), not given.problems) == ({owned.pk}, True)


def test_rates_measured_otherwise_are_not_known_to_the_sort(user: User) -> None:
    row = factories.make_relationship(followers=None)
    Account.objects.create(
        creator=row.creator, network="youtube", handle="x", followers=9, engagement_rate=7, engagement_basis="views"
    )
    row.refresh_from_db()
    assert (row.engagement_by_views, row.engagement_by_followers) == (7, None)
