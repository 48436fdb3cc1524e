"""A playbook's page: read by all staff, edited by leads, version by version."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from relationships.domain.playbooks.advice import Code
from relationships.domain.playbooks.labels import CODE_LABELS
from relationships.models import AdviceDecision, Playbook, PlaybookNorm
from tests import factories
from tests.admin.conftest import House, page
from tests.admin.forms import Fields, fields_of, submit
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def micro(db: None) -> Playbook:
    return Playbook.objects.get(tier="micro", brand=None)


@pytest.fixture
def own(house: House) -> Playbook:
    return Playbook.objects.create(tier="micro", brand=house.own)


@kept_rows
def as_opened(house: House) -> Fields:
    """What a lead's browser would send of the micro tier's page as it is."""
    micro = Playbook.objects.get(tier="micro", brand=None)
    return fields_of(house.client("lead").get(_url(micro)).content.decode())


def _url(playbook: Playbook) -> str:
    return page("playbook", "change", playbook.pk)


def _value(playbook: Playbook, key: str) -> object:
    return PlaybookNorm.objects.get(playbook=playbook, key=key).value


def test_an_untouched_page_changes_nothing(house: House, micro: Playbook) -> None:
    response = submit(house.client("lead"), _url(micro))
    assert [str(message) for message in get_messages(response.wsgi_request)] == ["Nothing was changed."]
    micro.refresh_from_db()
    assert micro.version == 1


@pytest.mark.parametrize(
    ("changes", "key", "stored"),
    [
        ({"touch_days_active": "60"}, "touch_days_active", 60),
        ({"touch_days_active": ""}, "touch_days_active", None),
        ({"min_coverage": "55.5"}, "min_coverage", 0.555),
        ({"usual_history": "one_off"}, "usual_history", "one_off"),
        ({"usual_history": ""}, "usual_history", None),
        ({"campaign_weeks_low": "10"}, "campaign_weeks", [10, 26]),
        ({"campaign_weeks_low": "", "campaign_weeks_high": ""}, "campaign_weeks", None),
        ({"nudge_days": "5; 9"}, "nudge_days", [5, 9]),
        ({"needed_before_start": ["address", "contract"]}, "needed_before_start", ["contract", "address"]),
        ({"needed_before_start": []}, "needed_before_start", None),
        (
            {"engagement": "TikTok, views, 2–12%"},
            "engagement",
            [{"network": "tiktok", "basis": "views", "low": 2.0, "high": 12.0}],
        ),
    ],
)
def test_a_norm_is_changed_by_its_own_control(
    house: House, micro: Playbook, as_opened: Fields, changes: dict[str, str], key: str, stored: object
) -> None:
    response = house.client("lead").post(_url(micro), as_opened | changes)
    assert response.status_code == 302, response.content.decode()
    assert _value(micro, key) == stored
    micro.refresh_from_db()
    assert micro.version == 2


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"touch_days_active": "many"}, "Enter a whole number"),
        ({"touch_days_active": "-1"}, "greater than or equal to 0"),
        ({"touch_days_active": "1" * 30}, "less than or equal to"),
        ({"usual_history": "twice"}, "Select a valid choice"),
        ({"campaign_weeks_low": "30"}, "The lower number comes first"),
        ({"campaign_weeks_low": ""}, "Give both ends"),
        ({"nudge_days": "7, 7"}, "must rise"),
        ({"nudge_days": "soon"}, "“soon” is not a number of days"),
        ({"engagement": "instagram, followers, 1–8\nmyspace, followers, 1–8"}, "Line 2: “myspace” is no network"),
        ({"needed_before_start": ["a kiss"]}, "Select a valid choice"),
        ({"min_fit": "80"}, "above what counts as high fit"),
        ({"touch_days_active__reason": ""}, "Say why this is the norm"),
        ({"touch_days_active__basis": "published", "touch_days_active__source": ""}, "Name the source"),
        ({"touch_days_active__year": "3000"}, "less than or equal to"),
        ({"version": "7"}, "Nothing was saved: open the page again"),
        ({"version": "x"}, "Enter a whole number"),
    ],
)
def test_what_is_wrong_is_told_at_its_norm(
    house: House, micro: Playbook, as_opened: Fields, changes: dict[str, str], told: str
) -> None:
    response = house.client("lead").post(_url(micro), as_opened | changes)
    assert response.status_code == 200
    assert told in response.content.decode()
    micro.refresh_from_db()
    assert micro.version == 1


def test_our_figure_is_said_to_be_ours(house: House, micro: Playbook) -> None:
    response = submit(house.client("lead"), _url(micro), products_first_below="40000")
    told = " ".join(str(message) for message in get_messages(response.wsgi_request))
    assert "“Products first under” is a house default now" in told
    assert PlaybookNorm.objects.get(playbook=micro, key="products_first_below").basis == "house_default"


def test_a_brand_sees_the_tier_departs_and_follows_again(house: House, own: Playbook) -> None:
    client = house.client("lead")
    text = client.get(_url(own)).content.decode()
    assert "The tier: 65 of 100" in text
    assert "Say why this brand departs" in submit(client, _url(own), min_fit="50").content.decode()
    submit(client, _url(own), min_fit="50", min_fit__reason="Their values are new.")
    assert _value(own, "min_fit") == 50
    assert own.norms.count() == 1
    text = client.get(_url(own)).content.decode()
    assert "departs" in text
    submit(client, _url(own), min_fit="", min_fit__none="on")
    assert _value(own, "min_fit") is None
    submit(client, _url(own), min_fit="", min_fit__none=None)
    assert own.norms.count() == 0


def test_a_value_and_no_norm_at_once_is_told(house: House, own: Playbook) -> None:
    response = submit(house.client("lead"), _url(own), min_fit="50", min_fit__none="on", min_fit__reason="x")
    assert "not both" in response.content.decode()


def test_a_playbook_is_added_for_a_brand_once(house: House) -> None:
    client = house.client("lead")
    response = submit(client, page("playbook", "add"), brand=str(house.own.pk), tier="nano")
    made = Playbook.objects.get(brand=house.own)
    assert response["Location"] == _url(made)
    again = submit(client, page("playbook", "add"), brand=str(house.own.pk), tier="nano")
    assert "already departs from this tier" in again.content.decode()
    assert "This field is required" in submit(client, page("playbook", "add"), tier="nano").content.decode()


@pytest.mark.parametrize("role", ["viewer", "manager"])
def test_others_read_and_change_nothing(house: House, micro: Playbook, own: Playbook, role: str) -> None:
    client = house.client(role)
    text = client.get(_url(micro)).content.decode()
    assert "Hivency study" in text
    assert "12–26 weeks" in text
    assert "min_fit" not in fields_of(text)
    assert client.get(_url(own)).status_code == 200
    assert client.post(_url(micro), {"version": "1", "min_fit": "1"}).status_code == 403
    assert client.get(page("playbook", "add")).status_code == 403
    assert _value(micro, "min_fit") == 65


def test_a_foreign_brands_playbook_is_not_found(house: House) -> None:
    foreign = Playbook.objects.create(tier="micro", brand=house.foreign)
    for action in ("change", "history"):
        assert house.client("manager").get(page("playbook", action, foreign.pk)).status_code == 404
    assert "Zyxwoo" not in house.client("manager").get(page("playbook")).content.decode()


def test_a_tiers_playbook_stays_and_a_brands_goes(house: House, micro: Playbook, own: Playbook) -> None:
    client = house.client("lead")
    assert client.post(page("playbook", "delete", micro.pk), {"post": "yes"}).status_code == 403
    assert client.post(page("playbook", "delete", own.pk), {"post": "yes"}).status_code == 302
    assert list(Playbook.objects.filter(brand=house.own)) == []


def test_versions_are_read_by_everybody(house: House, micro: Playbook) -> None:
    submit(house.client("lead"), _url(micro), min_fit="66")
    text = house.client("viewer").get(page("playbook", "history", micro.pk)).content.decode()
    assert "Version 2" in text
    assert "Lea Lead" in text
    assert "<del>65 of 100</del>" in text
    assert "<ins>66 of 100</ins>" in text


def test_side_by_side_tells_each_value_and_its_source(house: House, own: Playbook) -> None:
    PlaybookNorm.objects.create(playbook=own, key="min_fit", value=51, reason="Their values are new.", source="Ours")
    url = reverse("staff:playbooks")
    client = house.client("viewer")
    text = client.get(url).content.decode()
    assert "51 of 100" not in text
    assert "Hivency study" in text
    text = client.get(url, {"brand": house.own.slug}).content.decode()
    assert "51 of 100" in text
    assert "Their values are new." in text
    assert "Zyxwoo" not in text
    for slug in (house.foreign.slug, "nobody", "\0"):
        assert client.get(url, {"brand": slug}).status_code == 404


def test_rules_that_people_set_aside_are_counted_for_the_brands_that_one_sees(house: House) -> None:
    decided = {"reason": "On holiday.", "until": "2099-01-01", "decided_on": "2026-01-01", "facts": "-"}
    manager, foreign = house.people["manager"], factories.make_relationship(brand=house.foreign)
    for row, code in ((house.relationship, "touch-overdue"), (foreign, "thank-you")):
        AdviceDecision.objects.create(relationship=row, code=code, kind="dismissed", decided_by=manager, **decided)
    url = reverse("staff:playbooks")
    seen = {role: house.client(role).get(url).content.decode() for role in ("viewer", "lead")}
    late, thanks = (f'<th scope="row">{CODE_LABELS[code]}</th>' for code in (Code.TOUCH_OVERDUE, Code.THANK_YOU))
    assert late in seen["viewer"]
    assert thanks not in seen["viewer"]
    assert late in seen["lead"]
    assert thanks in seen["lead"]
    assert thanks not in house.client("lead").get(url, {"brand": house.own.slug}).content.decode()
