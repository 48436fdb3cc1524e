"""Tier bands: shown before they are made true, and never without a floor for everybody."""

from __future__ import annotations

import pytest

from relationships.domain.tiers import Bands, Tier
from relationships.models import Creator, TierBandSet
from relationships.reports.retier import Move, moves_if, moves_under
from tests import factories
from tests.admin.conftest import House, page
from tests.admin.forms import fields_of, submit

pytestmark = pytest.mark.django_db


def _edit(house: House, role: str = "lead", **changes: str) -> object:
    return submit(house.client(role), page("tierbandset", "change", TierBandSet.objects.get(network="").pk), **changes)


def _tier(creator: Creator) -> str:
    creator.refresh_from_db()
    return creator.tier


def test_a_change_is_shown_before_it_is_made(house: House) -> None:
    creator = house.relationship.creator  # 12,400
    response = _edit(house, micro_from="20000")
    text = response.content.decode()  # type: ignore[attr-defined]
    assert "one creator changes tier" in text
    assert _tier(creator) == "micro"
    assert TierBandSet.objects.get(network="").micro_from == 5_000
    confirmed = house.client("lead").post(response.wsgi_request.path, fields_of(text))  # type: ignore[attr-defined]
    assert confirmed.status_code == 302
    assert _tier(creator) == "nano"
    house.relationship.refresh_from_db()
    assert house.relationship.tier == "nano"


def test_a_change_that_moves_nobody_is_saved_at_once(house: House) -> None:
    assert _edit(house, micro_from="5001").status_code == 302  # type: ignore[attr-defined]
    assert TierBandSet.objects.get(network="").micro_from == 5_001


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"micro_from": "0"}, "Micro begins above 0"),
        ({"micro_from": "-1"}, "greater than or equal to 0"),
        ({"micro_from": "100000"}, "must be above"),
        ({"macro_from": "10000000"}, "must be above"),
        ({"mega_from": "9" * 30}, "less than or equal to"),
        ({"macro_from": ""}, "This field is required"),
        ({"macro_from": "many"}, "Enter a whole number"),
    ],
)
def test_bands_that_do_not_rise_are_told(house: House, changes: dict[str, str], told: str) -> None:
    response = _edit(house, **changes)
    assert response.status_code == 200  # type: ignore[attr-defined]
    assert told in response.content.decode()  # type: ignore[attr-defined]
    assert TierBandSet.objects.get(network="").micro_from == 5_000


@pytest.mark.parametrize("role", ["viewer", "manager"])
def test_only_leads_change_bands(house: House, role: str) -> None:
    url = page("tierbandset", "change", TierBandSet.objects.get(network="").pk)
    assert house.client(role).get(url).status_code == 200
    assert house.client(role).post(url, {"micro_from": "1"}).status_code == 403
    assert house.client(role).post(page("tierbandset", "add"), {"network": "tiktok"}).status_code == 403


def test_bands_of_one_network_and_their_deletion(house: House) -> None:
    creator = house.relationship.creator
    new = {"network": "instagram", "micro_from": "20000", "macro_from": "200000", "mega_from": "20000000"}
    client = house.client("lead")
    assert "one creator changes tier" in client.post(page("tierbandset", "add"), new).content.decode()
    assert client.post(page("tierbandset", "add"), {**new, "_confirmed": "1"}).status_code == 302
    assert _tier(creator) == "nano"
    url = page("tierbandset", "delete", TierBandSet.objects.get(network="instagram").pk)
    assert "one creator changes tier" in client.get(url).content.decode()
    assert client.post(url, {"post": "yes"}).status_code == 302
    assert _tier(creator) == "micro"


@pytest.mark.parametrize("role", ["lead", "root"])
def test_the_bands_for_every_network_stay(house: House, role: str) -> None:
    row = TierBandSet.objects.get(network="")
    client = house.client(role)
    assert client.post(page("tierbandset", "delete", row.pk), {"post": "yes"}).status_code == 403
    client.post(page("tierbandset"), {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"})
    client.post(
        page("tierbandset", "change", row.pk),
        {"network": "tiktok", "micro_from": "1", "macro_from": "2", "mega_from": "3"},
    )
    assert TierBandSet.objects.get(pk=row.pk).network == ""


def test_moves_agree_with_the_rule_at_every_edge() -> None:
    for followers in (4_999, 5_000, 5_001, 99_999, 100_000, 100_001):
        factories.make_creator(followers=followers)
    factories.make_creator()
    factories.make_creator(followers=10, is_celebrity=True, celebrity_reason="A star")
    assert moves_under(Bands(), {}) == []
    assert moves_under(Bands(5_001, 100_001, 10**7), {}) == [
        Move(Tier.MICRO, Tier.NANO, 1),
        Move(Tier.MACRO, Tier.MICRO, 1),
    ]
    assert moves_if("tiktok", Bands(10**6, 10**7, 10**8)) == []
    assert sum(move.creators for move in moves_if("instagram", Bands(10**6, 10**7, 10**8))) == 5
