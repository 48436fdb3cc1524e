"""Every copy follows its source however that is changed; each kind of planted error is found and mended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from relationships.domain.fit_review import AT_ONCE
from relationships.models import (
    Account,
    AudienceSnapshot,
    Brand,
    Category,
    Collaboration,
    Creator,
    Relationship,
    Tag,
    User,
)
from relationships.models.relationships import DERIVED
from relationships.services.advice import COLUMNS, refresh_turned_advice
from relationships.services.clock import organisation_today
from relationships.services.derived import count_wrong, rebuild_everything
from tests.factories import (
    criterion_of,
    make_account,
    make_adjudication,
    make_brand,
    make_category,
    make_collaboration,
    make_creator,
    make_manager,
    make_override,
    make_rating,
    make_relationship,
    make_tag,
    make_touchpoint,
)
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)  # a day of no meaning; the service takes any
OWED: dict[str, Any] = {"compensation": "paid", "fee": 9, "payment_due_on": TODAY}


@kept_rows
def relationship() -> Relationship:
    """With something in every copy that hangs on other rows."""
    brand = make_brand("Maison Test")
    creator = make_creator("Ana Moreau", country="FR", language="fr", email="ana@example.com")
    make_account(creator, "@ana", followers=20_000, engagement_rate=Decimal("3.5"), engagement_basis="followers")
    relationship = make_relationship(creator, brand, owner=make_manager(brand, first_name="Zora", last_name="Abel"))
    make_collaboration(relationship)
    make_touchpoint(relationship)
    for key in ("values", "audience", "content"):
        make_rating(relationship, key, 4, reviewer=relationship.owner)
    relationship.refresh_from_db()
    return relationship


@kept_rows
def beside_another(relationship: Relationship) -> Relationship:
    """The same, and one that is right and stays so."""
    make_relationship()
    return relationship


def save(row: Any, **values: Any) -> None:
    for column, value in values.items():
        setattr(row, column, value)
    row.save()


def account_of(relationship: Relationship) -> Account:
    return relationship.creator.accounts.get()


Change = Callable[[Relationship], Any]
#: What somebody does, the column that follows, and what it then holds.
CHANGES: list[tuple[str, Change, str, Any]] = [
    ("rename the creator", lambda r: save(r.creator, name="Béa"), "creator_sort", "bea"),
    ("rename, searched", lambda r: save(r.creator, name="Béa"), "search_text", "bea ana@example.com ana"),
    ("e-mail", lambda r: save(r.creator, email="New@example.com"), "search_text", "ana moreau new@example.com ana"),
    ("country", lambda r: save(r.creator, country="ES"), "country", "ES"),
    ("language", lambda r: save(r.creator, language="es"), "language", "es"),
    ("objects", lambda r: save(r.creator, do_not_contact=True, do_not_contact_reason="!"), "do_not_contact", True),
    ("celebrity", lambda r: save(r.creator, is_celebrity=True, celebrity_reason="Sings."), "tier", "mega"),
    ("followers", lambda r: save(account_of(r), followers=100_000), "tier", "macro"),
    ("followers, counted", lambda r: save(account_of(r), followers=100_000), "followers", 100_000),
    ("engagement", lambda r: save(account_of(r), engagement_rate=Decimal(2)), "engagement_rate", Decimal(2)),
    ("basis", lambda r: save(account_of(r), engagement_basis="views"), "engagement_basis", "views"),
    ("by views", lambda r: save(account_of(r), engagement_basis="views"), "engagement_by_views", Decimal("3.5")),
    ("not mixed", lambda r: save(account_of(r), engagement_basis="views"), "engagement_by_followers", None),
    ("handle", lambda r: save(account_of(r), handle="@zz"), "search_text", "ana moreau ana@example.com zz"),
    ("larger account", lambda r: make_account(r.creator, network="tiktok", followers=90_000), "network", "tiktok"),
    ("account gone", lambda r: account_of(r).delete(), "tier", "unknown"),
    ("rename the brand", lambda r: save(r.brand, name="Étoile"), "brand_sort", "etoile"),
    ("rename the owner", lambda r: save(r.owner, last_name="Ébène"), "owner_sort", "zora ebene"),
    ("other owner", lambda r: save(r, owner=make_manager(r.brand, first_name="Bo")), "owner_sort", "bo"),
    ("owner gone", lambda r: save(r, owner=None), "owner_sort", ""),
    ("ambassador", lambda r: make_collaboration(r, kind="ambassador", status="live"), "history_kind", "ambassador"),
    ("second one-off", make_collaboration, "history_count", 2),
    ("collaboration cancelled", lambda r: save(r.collaborations.get(), status="cancelled"), "history_kind", "none"),
    ("collaboration gone", lambda r: r.collaborations.get().delete(), "history_count", 0),
    ("next action", lambda r: save(r, next_action="Call", next_action_on=TODAY), "next_due_on", TODAY),
    ("next action, what", lambda r: save(r, next_action="Call", next_action_on=TODAY), "next_due_kind", "action"),
    ("fee owed", lambda r: make_collaboration(r, **OWED), "next_due_kind", "payment"),
    ("touch gone", lambda r: r.touchpoints.get().delete(), "last_touch_at", None),
    ("gate at nought", lambda r: make_rating(r, "safety", 0), "fit_blocked", True),
    ("dispute", lambda r: make_rating(r, "values", 0), "fit_disputed", True),
    ("dispute, to review", lambda r: make_rating(r, "values", 0), "review_from", AT_ONCE),
    ("ratings gone", lambda r: [rating.delete() for rating in r.ratings.all()], "fit_rated", False),
    ("weight", lambda r: save(criterion_of(r.brand, "values"), weight=0), "fit_score", None),
    ("not applicable", lambda r: save(criterion_of(r.brand, "safety"), is_applicable=False), "fit_coverage", 60 / 85),
]  # fmt: skip


@pytest.mark.parametrize(("change", "column", "holds"), [c[1:] for c in CHANGES], ids=[c[0] for c in CHANGES])
def test_a_copy_follows_its_source(relationship: Relationship, change: Change, column: str, holds: Any) -> None:
    assert getattr(relationship, column) != holds
    change(Relationship.objects.get(pk=relationship.pk))
    assert Relationship.objects.values_list(column, flat=True).get(pk=relationship.pk) == holds
    assert not any(count_wrong().values())


def test_decisions_follow_too(relationship: Relationship) -> None:
    make_rating(relationship, "safety", 0)
    make_rating(relationship, "values", 0)
    make_adjudication(relationship, "values", 3)
    make_override(relationship, "safety")
    relationship.refresh_from_db()
    assert (relationship.fit_disputed, relationship.fit_blocked) == (False, False)
    for decision in (*relationship.adjudications.all(), *relationship.gateoverrides.all()):
        decision.delete()
    relationship.refresh_from_db()
    assert (relationship.fit_disputed, relationship.fit_blocked) == (True, True)


def test_saving_an_old_object_writes_no_old_copy(relationship: Relationship) -> None:
    in_a_form = Relationship.objects.get(pk=relationship.pk)
    save(relationship.creator.accounts.get(), followers=3)
    save(in_a_form, notes="Typed an hour ago.")
    relationship.refresh_from_db()
    assert (relationship.tier, relationship.notes) == ("nano", "Typed an hour ago.")


ADVICE = "relationships: advice, drift and ladder"

# --- planted errors -------------------------------------------------------------------------------------------------

WRONG_VALUE: dict[str, Any] = {
    "tier": "mega", "followers": 1, "engagement_rate": Decimal(9), "engagement_basis": "reach", "network": "x",
    "country": "DE", "language": "de", "do_not_contact": True, "creator_sort": "?", "brand_sort": "?",
    "owner_sort": "?", "search_text": "?", "history_kind": "ambassador", "history_count": 9, "history_since": TODAY,
    "history_changes_on": TODAY, "next_due_on": TODAY, "next_due_kind": "action", "last_touch_at": timezone.now(),
    "fit_score": 1.0, "fit_low": 1.0, "fit_high": 1.0, "fit_coverage": 0.01, "fit_rated": False, "fit_disputed": True,
    "fit_blocked": True, "fit_uncleared": False, "fit_medium_from": date.max, "confidence_low_from": date.max,
    "review_from": date.max,
    "drift": 9, "drift_blocks": 9, "advice_infos": 9, "drift_changes_on": date.max, "ladder": "former",
    "renewal_on": TODAY,
}  # fmt: skip
ELSEWHERE: list[tuple[type[Any], dict[str, Any], str]] = [
    (Creator, {"name_key": "?"}, "creators: name key"),
    (Creator, {"tier": "mega"}, "creators: tier"),
    (Creator, {"followers": 1}, "creators: main account and followers"),
    (Creator, {"network": "x"}, "creators: main account and followers"),
    (Creator, {"main_account": None}, "creators: main account and followers"),
    (Creator, {"search_text": "?"}, "creators: search text"),
    (Brand, {"name_key": "?"}, "brands: name key"),
    (User, {"name_key": "?"}, "users: name key"),
    (Category, {"name_key": "?"}, "categories: name key"),
    (Tag, {"name_key": "?"}, "tags: name key"),
    (Account, {"handle_key": "?"}, "accounts: handle key"),
    (AudienceSnapshot, {"followers": 1}, "accounts: snapshot of the latest measurement"),
    (AudienceSnapshot, {"measured_on": date.min}, "accounts: snapshot of the latest measurement"),
    (Collaboration, {"brand": None}, "collaborations: brand"),
]


def test_an_error_is_planted_in_every_copy() -> None:
    assert set(WRONG_VALUE) == set(DERIVED)


@pytest.mark.parametrize("column", DERIVED)
def test_a_wrong_copy_on_a_relationship_is_found_and_mended(beside_another: Relationship, column: str) -> None:
    relationship = beside_another
    right = Relationship.objects.values(*DERIVED).get(pk=relationship.pk)
    assert Relationship.objects.filter(pk=relationship.pk).update(**{column: WRONG_VALUE[column]}) == 1
    wrong = {what: count for what, count in count_wrong().items() if count}
    if column not in COLUMNS:
        wrong.pop(ADVICE, None)  # it rests on the other copies
    assert list(wrong.values()) == [1], wrong
    rebuild_everything()
    assert Relationship.objects.values(*DERIVED).get(pk=relationship.pk) == right
    assert not any(count_wrong().values())


@pytest.mark.parametrize(("model", "error", "named"), ELSEWHERE)
def test_a_wrong_copy_elsewhere_is_found_and_mended(
    relationship: Relationship, model: type[Any], error: dict[str, Any], named: str
) -> None:
    make_category("Beauty", relationship.creator)
    make_tag("Éclat", relationship)
    column = next(iter(error))
    one = model.objects.order_by("pk").first()
    assert model.objects.filter(pk=one.pk).update(**error) == 1
    assert count_wrong()[named] == 1
    rebuild_everything()
    assert not any(count_wrong().values())
    if model is not AudienceSnapshot:
        assert getattr(model.objects.get(pk=one.pk), column) == getattr(one, column)


def test_a_handle_that_another_account_holds_is_told_and_left() -> None:
    first, second = make_account(handle="ana"), make_account(handle="ben")
    Account.objects.filter(pk=second.pk).update(handle="Ana")
    rebuild_everything()
    assert count_wrong()["accounts: handle key"] == 1
    assert set(Account.objects.values_list("pk", "handle_key")) == {(first.pk, "ana"), (second.pk, "ben")}


def test_the_search_index_follows_rows_written_past_save(relationship: Relationship) -> None:
    Relationship.objects.filter(pk=relationship.pk).update(search_text="?")
    assert not Relationship.objects.search("moreau").exists()
    rebuild_everything()
    assert Relationship.objects.search("moreau").get() == relationship
    assert connection.vendor in ("sqlite", "postgresql")


def test_a_future_day_is_as_good_as_today(relationship: Relationship) -> None:
    """What depends on the day is stored as dates: tomorrow nothing is wrong but what turns that day."""
    tomorrow = organisation_today() + timedelta(days=1)
    refresh_turned_advice(tomorrow)
    assert not any(count_wrong(tomorrow).values())
    make_collaboration(relationship, kind="ambassador", status="live", ends_on=organisation_today())
    refresh_turned_advice(tomorrow)
    wrong = {what: count for what, count in count_wrong(tomorrow).items() if count}
    assert wrong == {"relationships: history and next due": 1}
