"""The workplace: what it tells about a relationship, and what is written in it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from relationships.models import Adjudication, Collaboration, GateOverride, Rating, RelationshipTag, Touchpoint
from relationships.services.clock import organisation_today
from tests import factories
from tests.admin.conftest import House, page
from tests.admin.forms import fields_of, submit

pytestmark = pytest.mark.django_db


def _text(house: House, role: str = "manager") -> str:
    return str(house.client(role).get(house.workplace).content.decode())


# --- What it tells --------------------------------------------------------------------------------------------------


def test_tier_is_told_with_account_count_day_and_bands(house: House) -> None:
    text = _text(house)
    assert "12,400 followers" in text
    assert "the only account on file" in text
    assert "micro to under 100,000" in text
    assert "founding articles" in text


def test_a_celebrity_is_told_by_reason(house: House) -> None:
    creator = house.relationship.creator
    creator.is_celebrity, creator.celebrity_reason = True, "Sings for a living"
    creator.save()
    assert "Sings for a living" in _text(house)


def test_unknown_followers_are_told_as_unknown(house: House) -> None:
    account = house.relationship.creator.accounts.get()
    account.followers = None
    account.save()
    assert "unknown is not zero" in _text(house)


def test_fit_tells_bounds_coverage_confidence_and_its_fall(house: House) -> None:
    for key, value in (
        ("values", 4),
        ("audience", 3),
        ("content", 5),
        ("sentiment", 4),
        ("safety", 5),
        ("conflict", 5),
    ):
        factories.make_rating(house.relationship, key, value, reviewer=house.people["manager"])
    text = _text(house)
    assert "83 of 100, bounds 75–85" in text
    assert "90% of the weight is rated" in text
    assert "Medium confidence (0.45); falls to low on" in text


def test_disputed_blocked_and_uncleared_are_named(house: House) -> None:
    factories.make_rating(house.relationship, "values", 5, reviewer=house.people["manager"])
    factories.make_rating(house.relationship, "values", 1, reviewer=house.people["colleague"])
    factories.make_rating(house.relationship, "safety", 0, reviewer=house.people["manager"])
    text = _text(house)
    assert "disputed: Values" in text
    assert "blocked by Brand safety" in text
    assert "not cleared: Competitor conflict" in text


def test_last_touch_and_next_action_in_words(house: House) -> None:
    factories.make_touchpoint(house.relationship, by=house.people["manager"], channel="phone")
    house.relationship.next_action, house.relationship.next_action_on = "Send the brief", timezone.localdate()
    house.relationship.save()
    text = _text(house)
    assert "Phone, outbound by Mia Manager" in text
    assert "Send the brief" in text


def test_a_history_whose_day_has_come_is_brought_up_to_date_on_reading(house: House) -> None:
    today = organisation_today()
    factories.make_collaboration(
        house.relationship,
        kind="ambassador",
        status="live",
        starts_on=today - timedelta(90),
        ends_on=today - timedelta(2),
    )
    rows = type(house.relationship).objects.filter(pk=house.relationship.pk)
    rows.update(history_kind="ambassador", history_changes_on=today - timedelta(1))
    assert "Former ambassador" in _text(house)
    assert rows.get().history_kind == "former_ambassador"


def test_do_not_contact_is_said_at_the_top(house: House) -> None:
    creator = house.relationship.creator
    creator.do_not_contact, creator.do_not_contact_reason = True, "Objected in writing"
    creator.save()
    assert "Objected in writing" in _text(house)


def test_handles_lead_out_without_telling_where_from(house: House) -> None:
    assert 'rel="noopener noreferrer"' in _text(house)


# --- What is written in it ------------------------------------------------------------------------------------------


def test_saving_an_untouched_page_writes_nothing_new(house: House) -> None:
    factories.make_collaboration(house.relationship)
    factories.make_touchpoint(house.relationship, by=house.people["colleague"])
    factories.make_rating(house.relationship, "values", 4, reviewer=house.people["colleague"])
    models = (Collaboration, Touchpoint, Rating)
    before = [model.history.count() for model in models]
    assert submit(house.client("manager"), house.workplace).status_code == 302
    assert [model.history.count() for model in models] == before


def test_a_touchpoint_is_mine_and_now(house: House) -> None:
    response = submit(house.client("manager"), house.workplace, **{"touchpoints-0-summary": "Said hello"})
    touchpoint = Touchpoint.objects.get()
    assert response["Location"] == house.workplace
    assert touchpoint.by == house.people["manager"]
    assert timezone.now() - touchpoint.happened_at < timedelta(minutes=2)
    assert "Said hello" in _text(house)


def test_a_collaboration_starts_in_the_brands_currency(house: House) -> None:
    house.own.currency = "GBP"
    house.own.save()
    submit(
        house.client("manager"),
        house.workplace,
        **{
            "collaborations-0-compensation": "paid",
            "collaborations-0-fee": "1200",
            "collaborations-0-status": "agreed",
        },
    )
    collaboration = Collaboration.objects.get()
    assert (collaboration.currency, collaboration.tier_agreed) == ("GBP", "micro")


def test_an_existing_row_is_changed_in_place(house: House) -> None:
    collaboration = factories.make_collaboration(house.relationship, status="agreed", starts_on=organisation_today())
    submit(house.client("manager"), house.workplace, **{"collaborations-0-status": "completed"})
    collaboration.refresh_from_db()
    assert collaboration.status == "completed"


def test_a_rating_is_the_reviewers_own(house: House) -> None:
    """Whoever else is posted as reviewer."""
    submit(
        house.client("manager"),
        house.workplace,
        **{
            "ratings-0-value": "4",
            "ratings-0-evidence": "Ten posts",
            "ratings-0-reviewer": str(house.people["lead"].pk),
        },
    )
    rating = Rating.objects.get()
    assert (rating.reviewer, rating.rated_on, rating.criterion.key) == (
        house.people["manager"],
        timezone.localdate(),
        "values",
    )


def test_the_whole_sheet_is_rated_at_once(house: House) -> None:
    rows = {f"ratings-{i}-value": "3" for i in range(7)} | {f"ratings-{i}-evidence": "Seen" for i in range(7)}
    submit(house.client("manager"), house.workplace, **rows)
    assert Rating.objects.count() == 7


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"ratings-0-value": "4"}, "This field is required"),
        ({"ratings-0-evidence": "Ten posts"}, "This field is required"),
        ({"ratings-0-value": "9", "ratings-0-evidence": "x"}, "Select a valid choice"),
        ({"touchpoints-0-channel": "phone"}, "This field is required"),
        ({"collaborations-0-title": "Launch", "collaborations-0-compensation": ""}, "This field is required"),
        ({"collaborations-0-compensation": "products", "collaborations-0-fee": "5"}, "A fee means paid"),
        ({"collaborations-0-compensation": "paid", "collaborations-0-fee": "-1"}, "greater than or equal to 0"),
        (
            {
                "collaborations-0-compensation": "paid",
                "collaborations-0-starts_on": "2026-02-02",
                "collaborations-0-ends_on": "2026-02-01",
            },
            "cannot end before it starts",
        ),
        (
            {
                "collaborations-0-compensation": "paid",
                "collaborations-0-fee": "10.5",
                "collaborations-0-currency": "JPY",
            },
            "JPY has no digits",
        ),
        ({"next_action_on": "2026-12-01"}, "Say what the next action is"),
    ],
)
def test_half_a_row_is_told(house: House, changes: dict[str, str], told: str) -> None:
    response = submit(house.client("manager"), house.workplace, **changes)
    assert response.status_code == 200
    assert told in response.content.decode()
    assert not any(model._default_manager.exists() for model in (Rating, Touchpoint, Collaboration))


def test_the_future_is_refused(house: House) -> None:
    tomorrow = timezone.localdate() + timedelta(1)
    client = house.client("manager")
    for changes in (
        {"ratings-0-value": "4", "ratings-0-evidence": "x", "ratings-0-rated_on": tomorrow.isoformat()},
        {"touchpoints-0-summary": "x", "touchpoints-0-happened_at": f"{tomorrow.isoformat()}T12:00"},
    ):
        response = submit(client, house.workplace, **changes)
        assert "This day has not come yet" in response.content.decode()


def test_a_second_rating_of_the_day_is_told(house: House) -> None:
    factories.make_rating(house.relationship, "values", 4, reviewer=house.people["manager"], on=timezone.localdate())
    response = submit(
        house.client("manager"), house.workplace, **{"ratings-0-value": "2", "ratings-0-evidence": "Changed my mind"}
    )
    assert "already rated this criterion that day" in response.content.decode()


def test_only_the_reviewer_corrects_a_rating(house: House) -> None:
    rating = factories.make_rating(house.relationship, "values", 4, reviewer=house.people["colleague"])
    url = page("rating", "change", rating.pk)
    assert house.client("manager").post(url, {"value": "0", "evidence": "x"}).status_code == 403
    assert house.client("lead").post(url, {"value": "0", "evidence": "x"}).status_code == 403
    assert submit(house.client("colleague"), url, value="5").status_code == 302
    rating.refresh_from_db()
    assert (rating.value, rating.reviewer) == (5, house.people["colleague"])


def test_tags_come_and_go_with_a_history(house: House) -> None:
    kept, gone, new = factories.make_tag(), factories.make_tag(), factories.make_tag()
    for tag in (kept, gone):
        RelationshipTag.objects.create(relationship=house.relationship, tag=tag)
    submit(house.client("manager"), house.workplace, tags=[str(kept.pk), str(new.pk)])
    assert set(house.relationship.tags.all()) == {kept, new}
    told = RelationshipTag.history.values_list("tag", "history_type", "history_user")
    acting = house.people["manager"].pk
    assert {(gone.pk, "-", acting), (new.pk, "+", acting)} <= set(told)


def test_only_leads_decide(house: House) -> None:
    factories.make_rating(house.relationship, "values", 5, reviewer=house.people["manager"])
    factories.make_rating(house.relationship, "values", 1, reviewer=house.people["colleague"])
    factories.make_rating(house.relationship, "safety", 0, reviewer=house.people["colleague"])
    values, safety = (factories.criterion_of(house.own, key).pk for key in ("values", "safety"))
    decided = {
        "adjudications-TOTAL_FORMS": "1",
        "adjudications-INITIAL_FORMS": "0",
        "adjudications-0-criterion": str(values),
        "adjudications-0-value": "4",
        "adjudications-0-reason": "Talked to both",
        "adjudications-0-decided_by": str(house.people["manager"].pk),
        "gateoverrides-TOTAL_FORMS": "1",
        "gateoverrides-INITIAL_FORMS": "0",
        "gateoverrides-0-criterion": str(safety),
        "gateoverrides-0-reason": "Taken down",
    }
    submit(house.client("manager"), house.workplace, **decided)
    assert not Adjudication.objects.exists()
    assert not GateOverride.objects.exists()
    submit(house.client("lead"), house.workplace, **decided)
    adjudication, override = Adjudication.objects.get(), GateOverride.objects.get()
    assert (adjudication.decided_by, adjudication.decided_on) == (house.people["lead"], timezone.localdate())
    assert override.decided_by == house.people["lead"]
    house.relationship.refresh_from_db()
    assert not house.relationship.fit_disputed
    assert not house.relationship.fit_blocked


@pytest.mark.parametrize(
    ("key", "reason", "told"),
    [("values", "", "This field is required"), ("foreign", "Because", "Select a valid choice")],
)
def test_a_decision_needs_a_reason_and_an_own_criterion(house: House, key: str, reason: str, told: str) -> None:
    brand = house.foreign if key == "foreign" else house.own
    response = submit(
        house.client("lead"),
        house.workplace,
        **{
            "adjudications-0-criterion": str(factories.criterion_of(brand, "values").pk),
            "adjudications-0-value": "4",
            "adjudications-0-reason": reason,
        },
    )
    assert told in response.content.decode()
    assert not Adjudication.objects.exists()


def test_only_a_gate_is_overridden(house: House) -> None:
    response = submit(
        house.client("lead"),
        house.workplace,
        **{
            "gateoverrides-0-criterion": str(factories.criterion_of(house.own, "values").pk),
            "gateoverrides-0-reason": "Because",
        },
    )
    assert "Select a valid choice" in response.content.decode()


def test_decisions_are_read_by_everybody(house: House) -> None:
    factories.make_adjudication(house.relationship, "values", 4, by=house.people["lead"])
    text = _text(house, "viewer")
    assert "Talked it over with both reviewers." in text
    assert "by Lea Lead" in text


def test_a_viewer_reads_and_has_nothing_to_save(house: House) -> None:
    factories.make_touchpoint(house.relationship, summary="Something said")
    text = _text(house, "viewer")
    assert "Something said" in text
    assert "submit-row" not in text
    assert "touchpoints-0-summary" not in fields_of(text)
    assert house.client("viewer").post(house.workplace, {"stage": "ended"}).status_code == 403


def test_500_touchpoints_are_20_rows_and_a_link(house: House) -> None:
    now = timezone.now()
    Touchpoint.objects.bulk_create(
        Touchpoint(relationship=house.relationship, happened_at=now - timedelta(days=i), summary=f"talk {i}")
        for i in range(500)
    )
    text = _text(house)
    assert fields_of(text)["touchpoints-TOTAL_FORMS"] == "21"
    assert "talk 19" in text
    assert "talk 20" not in text
    link = f"{page('touchpoint')}?relationship={house.relationship.pk}"
    assert link in text
    assert "500 touchpoints" in house.client("manager").get(link).content.decode()


def test_rows_that_came_meanwhile_do_not_mix_up_those_on_the_page(house: House) -> None:
    """The page shows the latest; by the time it comes back other rows may be the latest."""
    old = [factories.make_touchpoint(house.relationship, timezone.now() - timedelta(days=i)) for i in range(20)]
    client = house.client("manager")
    fields = fields_of(client.get(house.workplace).content.decode())
    for _ in range(5):
        factories.make_touchpoint(house.relationship)
    fields["touchpoints-19-summary"] = "Put right"
    assert client.post(house.workplace, fields).status_code == 302
    old[19].refresh_from_db()
    assert old[19].summary == "Put right"


def test_a_new_relationship_is_mine_and_opens_its_workplace(house: House) -> None:
    creator = factories.make_creator("New Name", followers=900)
    url = f"{page('relationship', 'add')}?creator={creator.pk}"
    response = submit(house.client("manager"), url)
    relationship = creator.relationships.get()
    assert response["Location"] == page("relationship", "change", relationship.pk)
    assert (relationship.brand, relationship.owner) == (house.own, house.people["manager"])


def test_a_second_relationship_with_the_brand_is_told(house: House) -> None:
    url = f"{page('relationship', 'add')}?creator={house.relationship.creator_id}"
    response = submit(house.client("manager"), url)
    assert "already has a relationship with this brand" in response.content.decode()


def test_an_owner_must_see_the_brand(house: House) -> None:
    creator = factories.make_creator()
    response = submit(
        house.client("lead"),
        page("relationship", "add"),
        creator=str(creator.pk),
        brand=str(house.own.pk),
        owner=str(house.people["stranger"].pk),
    )
    assert "is not in the team of Homely" in response.content.decode()
    text = _text(house)
    assert "Stran Zyxwoo" not in text
    assert "Col League" in text
