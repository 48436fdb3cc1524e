"""New facts where the work happens: forms that follow the playbook, days that cannot be, results, contributions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from relationships.models import (
    Collaboration,
    Competitor,
    Contribution,
    LadderDecision,
    PlaybookNorm,
    Relationship,
    Result,
    Touchpoint,
)
from tests import factories
from tests.admin.conftest import House, page
from tests.admin.forms import submit

pytestmark = pytest.mark.django_db

MORE = "More</h"


def _workplace(relationship: Relationship) -> str:
    return page("relationship", "change", relationship.pk)


def _macro(house: House, **values: Any) -> Relationship:
    creator = factories.make_creator("Max Large", followers=400_000, **values)
    return factories.make_relationship(creator, house.own, owner=house.people["manager"])


def _asked(house: House, url: str, prefix: str) -> set[str]:
    """The fields of the new row of ``prefix`` that stand before "More"."""
    text = house.client("manager").get(url).content.decode()
    text = text[text.index(f'id="{prefix}-group"') :]
    text = text[: text.index(MORE) if MORE in text else len(text)]
    names = text.split(f'name="{prefix}-0-')[1:]
    return {part.split('"')[0] for part in names} - {"id", "relationship"}


# --- Forms follow the playbook --------------------------------------------------------------------------------------


def test_a_micro_agreement_is_about_products_a_macro_one_about_terms(house: House) -> None:
    small = _asked(house, house.workplace, "collaborations")
    large = _asked(house, _workplace(_macro(house)), "collaborations")
    assert {"products", "product_value", "is_gift", "delivered_on", "disclosure_words"} <= small
    assert not small & {"contract_signed_on", "usage_rights", "payment_terms_days", "approval_rounds"}
    assert {"fee", "objective", "contract_signed_on", "deliverables", "usage_rights", "payment_terms_days"} <= large
    assert "disclosure_words" not in large


def test_what_is_not_asked_at_once_is_under_more(house: House) -> None:
    text = house.client("manager").get(house.workplace).content.decode()
    every = {field.name for field in Collaboration._meta.fields if field.editable} - {"id", "relationship"}
    assert [name for name in every if f'name="collaborations-0-{name}"' not in text] == []


def test_a_lead_who_asks_for_a_contract_is_asked_for_one(house: House) -> None:
    norm = PlaybookNorm.objects.get(playbook__tier="micro", playbook__brand=None, key="needed_before_start")
    asked: Any = norm.value
    norm.value = [*asked, "contract"]
    norm.save()
    assert "contract_signed_on" in _asked(house, house.workplace, "collaborations")


def test_a_new_agreement_starts_as_such_creators_are_usually_compensated(house: House) -> None:
    submit(house.client("manager"), house.workplace, **{"collaborations-0-title": "Launch"})
    large = _macro(house)
    submit(house.client("manager"), _workplace(large), **{"collaborations-0-title": "Booking"})
    found = Collaboration.objects.values_list("title", "compensation", "approval_rounds", "currency")
    assert set(found) == {("Launch", "products", None, "EUR"), ("Booking", "paid", 2, "EUR")}


def test_a_touchpoint_asks_by_tier_agent_and_notice(house: House) -> None:
    nano = factories.make_relationship(factories.make_creator(followers=900, notice_given_on=None), house.own)
    asked = _asked(house, _workplace(nano), "touchpoints")
    assert {"purpose", "from_template", "has_local_line", "carries_notice"} <= asked
    assert "through" not in asked
    large = _macro(house, agent=factories.make_agent(), notice_given_on=timezone.localdate())
    asked = _asked(house, _workplace(large), "touchpoints")
    assert "through" in asked
    assert not asked & {"carries_notice", "has_local_line"}


def test_a_message_to_a_macro_creator_goes_through_the_agent_unless_said_otherwise(house: House) -> None:
    large = _macro(house, agent=factories.make_agent(), notice_given_on=timezone.localdate())
    submit(house.client("manager"), _workplace(large), **{"touchpoints-0-summary": "Asked for a date"})
    assert Touchpoint.objects.get().through == "agent"


def test_the_kind_of_the_next_action_stands_beside_it(house: House) -> None:
    submit(house.client("manager"), house.workplace, next_action="Send the parcel", next_action_kind="internal")
    house.relationship.refresh_from_db()
    assert house.relationship.next_action_kind == "internal"


# --- Days that cannot be --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ({"delivered_on": 1}, "This day has not come yet"),
        ({"paid_on": 1}, "This day has not come yet"),
        ({"live_on": -3, "usage_rights_until": -4}, "The rights of use would end"),
        ({"agreed_on": -3, "deadline_on": -4}, "cannot be due before it was agreed"),
        ({"live_on": 1, "status": "live"}, "Marked as live"),
    ],
)
def test_a_day_that_cannot_be_is_told(house: House, days: dict[str, int | str], told: str) -> None:
    today = timezone.localdate()
    posted = {
        f"collaborations-0-{name}": (today + timedelta(day)).isoformat() if isinstance(day, int) else day
        for name, day in days.items()
    }
    response = submit(house.client("manager"), house.workplace, **posted)
    assert told in response.content.decode()
    assert not Collaboration.objects.exists()


def test_an_old_row_with_odd_days_can_be_edited_elsewhere(house: House) -> None:
    today = timezone.localdate()
    odd = factories.make_collaboration(house.relationship, live_on=today, usage_rights_until=today - timedelta(5))
    response = submit(house.client("manager"), house.workplace, **{"collaborations-0-title": "Named"})
    assert response.status_code == 302
    odd.refresh_from_db()
    assert odd.title == "Named"


def test_a_notice_is_not_given_tomorrow(house: House) -> None:
    tomorrow = timezone.localdate() + timedelta(1)
    url = page("creator", "change", house.relationship.creator_id)
    response = submit(house.client("manager"), url, notice_given_on=tomorrow.isoformat())
    assert "This day has not come yet" in response.content.decode()
    submit(house.client("manager"), url, notice_given_on=timezone.localdate().isoformat(), postal_address="1 Rue X")
    house.relationship.creator.refresh_from_db()
    assert house.relationship.creator.postal_address == "1 Rue X"


# --- Results and contributions --------------------------------------------------------------------------------------


def test_a_result_is_recorded_from_the_row_and_leads_back(house: House) -> None:
    collaboration = factories.make_collaboration(house.relationship)
    client = house.client("manager")
    url = f"{page('result', 'add')}?collaboration={collaboration.pk}"
    assert url in client.get(house.workplace).content.decode()
    response = submit(client, url, source="Insights", reach="12.4K", revenue="1200")
    assert response["Location"] == house.workplace
    result = Result.objects.get()
    assert (result.reach, result.currency, result.measured_on) == (12_400, "EUR", timezone.localdate())
    text = client.get(house.workplace).content.decode()
    assert "reach 12.4K" in text
    assert page("result", "change", result.pk) in text


def test_a_result_is_recorded_on_the_collaborations_page(house: House) -> None:
    collaboration = factories.make_collaboration(house.relationship)
    submit(
        house.client("manager"),
        page("collaboration", "change", collaboration.pk),
        **{"result-0-source": "Insights", "result-0-views": "900"},
    )
    assert Result.objects.get().views == 900


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ({"source": "x"}, "at least one figure"),
        ({"reach": "5"}, "This field is required"),
        ({"source": "x", "reach": "many"}, "many"),
        ({"source": "x", "revenue": "5", "currency": ""}, "Name the currency"),
        ({"source": "x", "revenue": "5.5", "currency": "JPY"}, "JPY has no digits"),
        ({"source": "x", "reach": "5", "measured_on": "2020-01-01"}, "before the content was live"),
    ],
)
def test_half_a_result_is_told(house: House, figures: dict[str, str], told: str) -> None:
    collaboration = factories.make_collaboration(house.relationship, live_on=timezone.localdate())
    url = f"{page('result', 'add')}?collaboration={collaboration.pk}"
    response = submit(house.client("manager"), url, **figures)
    assert told in response.content.decode()
    assert not Result.objects.exists()


def test_a_contribution_is_noted_by_who_is_logged_in_and_found_again(house: House) -> None:
    tag = factories.make_tag("shade")
    submit(
        house.client("manager"),
        house.workplace,
        **{
            "contributions-0-kind": "insight",
            "contributions-0-title": "Darker shades",
            "contributions-0-text": "Followers ask for a darker shade",
            "contributions-0-tags": [str(tag.pk)],
            "contributions-0-noted_by": str(house.people["lead"].pk),
        },
    )
    contribution = Contribution.objects.get()
    assert (contribution.noted_by, list(contribution.tags.all())) == (house.people["manager"], [tag])
    assert "Darker shades" in house.client("viewer").get(house.workplace).content.decode()
    shown = page("contribution", "change", contribution.pk)
    client = house.client("manager")
    for query, found in (
        ("q=darker+ask", True), ("q=ada", True), ("q=lighter", False), ("kind=insight", True), ("kind=review", False),
        (f"tag={tag.pk}", True), (f"brand={house.own.pk}", True),
    ):  # fmt: skip
        assert (shown in client.get(f"{page('contribution')}?{query}").content.decode()) == found, query
    assert submit(client, shown, title="Shades").status_code == 302
    contribution.refresh_from_db()
    assert (contribution.title, contribution.noted_by) == ("Shades", house.people["manager"])


def test_contributions_of_foreign_brands_are_not_found(house: House) -> None:
    foreign = Contribution.objects.create(
        relationship=house.foreign_relationship, kind="insight", happened_on=timezone.localdate(), title="Zyxwoo"
    )
    tag = factories.make_tag("secret")
    foreign.tags.add(tag)
    client = house.client("manager")
    text = client.get(page("contribution"), {"q": "Zyxwoo"}).content.decode()
    assert page("contribution", "change", foreign.pk) not in text
    assert "secret" not in text


def test_a_ladder_decision_is_mine_and_stays(house: House) -> None:
    url = f"{page('ladderdecision', 'add')}?relationship={house.relationship.pk}"
    submit(house.client("manager"), url, choice="not_yet", reason="Too early", decided_by=str(house.people["lead"].pk))
    decision = LadderDecision.objects.get()
    assert (decision.decided_by, decision.decided_on) == (house.people["manager"], timezone.localdate())
    change = page("ladderdecision", "change", decision.pk)
    assert house.client("lead").post(change, {"choice": "offer", "reason": "x"}).status_code == 403


# --- Competitors ----------------------------------------------------------------------------------------------------


def test_a_competitor_that_is_a_foreign_brand_is_not_named(house: House) -> None:
    Competitor.objects.create(brand=house.own, name="Rival house", rival=house.foreign)
    url = page("brand", "change", house.own.pk)
    for role in ("viewer", "manager"):
        text = house.client(role).get(url).content.decode()
        assert "Rival house" in text
        assert "Zyxwoo" not in text
    assert "Zyxwoo" in house.client("lead").get(url).content.decode()


def test_saving_a_brand_keeps_the_competitor_that_one_may_not_see(house: House) -> None:
    from django.contrib.auth.models import Permission

    Competitor.objects.create(brand=house.own, name="Rival house", rival=house.foreign)
    wanted = Permission.objects.filter(codename__in=["change_brand", "change_competitor", "view_competitor"])
    house.people["manager"].user_permissions.add(*wanted)
    url = page("brand", "change", house.own.pk)
    client = house.client("manager")
    assert "Zyxwoo" not in client.get(url).content.decode()
    response = submit(client, url, **{"competitors-0-name": "Rival home"})
    assert response.status_code == 302
    competitor = Competitor.objects.get()
    assert (competitor.name, competitor.rival) == ("Rival home", house.foreign)
