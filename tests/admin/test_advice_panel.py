"""A relationship's page: what to do next and why, what was set aside, the playbook, the ladder, what it turns on."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from relationships.models import (
    AdviceDecision,
    ChecklistTick,
    Collaboration,
    Contribution,
    LadderDecision,
    Playbook,
    PlaybookNorm,
    Relationship,
    Result,
)
from relationships.services.clock import organisation_today
from relationships.services.dismissals import dismiss, override
from tests import factories
from tests.admin.conftest import House, page

pytestmark = pytest.mark.django_db


def _on(days: int) -> date:
    return organisation_today() + timedelta(days)


def _text(house: House, role: str = "manager", query: str = "", url: str = "") -> str:
    return str(house.client(role).get((url or house.workplace) + query).content.decode())


def _words(html: str) -> str:
    """As a reader sees it, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def _part(text: str, anchor: str) -> str:
    """One section of the page."""
    start = text.index(f'id="{anchor}"')
    return text[start : text.index("</section>", start)]


def _step(house: House, name: str, role: str = "manager", *rows: int, **posted: Any) -> Any:
    url = reverse(f"staff:{name}", args=[house.relationship.pk, *rows])
    return house.client(role).post(url, posted)


@pytest.fixture
def live(house: House) -> Collaboration:
    """Products given and live for five days: nobody thanked, and no label is shown."""
    return factories.make_collaboration(
        house.relationship, title="Tea box", status="live", delivered_on=_on(-9), live_on=_on(-5), disclosure_proof=""
    )


@pytest.fixture
def macro(house: House) -> Relationship:
    agent = factories.make_agent("Lena Park", email="lena@example.org")
    creator = factories.make_creator("Big Name", followers=400_000, agent=agent)
    return factories.make_relationship(creator=creator, brand=house.own)


# --- Advice ---------------------------------------------------------------------------------------------------------


def test_the_heaviest_advice_comes_first_with_its_reason_source_and_what_it_stops(
    house: House, live: Collaboration
) -> None:
    text = _part(_text(house), "advice")
    first, rest = text.split("</article>", 1)
    words = _words(first)
    assert "Block" in words
    assert "Advertising label not shown" in words
    assert "Get the advertising label onto “Tea box”" in words
    assert "no proof of disclosure is on file" in words
    assert "Until then this is stopped: completing the collaboration." in words
    assert "FTC" in words
    assert "published" in words
    assert "Warning" in _words(rest)
    assert "1 block, 1 warning" in _words(first)


def test_a_house_default_says_that_it_is_one(house: House, live: Collaboration) -> None:
    rest = _part(_text(house), "advice").split("</article>", 1)[1]
    assert "house default" in _words(rest)


def test_nothing_advised_is_said(house: House) -> None:
    assert "Nothing is advised today." in _text(house)


def test_dismissing_sets_aside_with_name_reason_and_day_and_undo_brings_it_back(
    house: House, live: Collaboration
) -> None:
    until = _on(14)
    _step(house, "advice_dismiss", code="thank-you", reason="Thanked by voice", until=until.isoformat())
    decision = AdviceDecision.objects.get()
    assert (decision.decided_by, decision.until) == (house.people["manager"], until)
    text = _text(house)
    aside = _words(text[text.index('id="aside"') :])
    assert "Dismissed by Mia Manager" in aside
    assert "“Thanked by voice”" in aside
    assert "1 block" in _words(_part(text, "advice"))
    assert "1 warning" not in _words(_part(text, "advice"))
    house.relationship.refresh_from_db()
    assert house.relationship.drift == 1

    _step(house, "advice_undo", "manager", decision.pk)
    assert not AdviceDecision.objects.exists()
    assert "1 warning" in _words(_part(_text(house), "advice"))


def test_a_dismissal_ends_when_the_facts_change(house: House, live: Collaboration) -> None:
    dismiss(house.relationship, "thank-you", "Thanked by voice", _on(14), house.people["manager"])
    factories.make_collaboration(house.relationship, title="Second box", status="live", live_on=_on(-3))
    text = _text(house)
    assert 'id="aside"' not in text
    assert "1 warning" in _words(_part(text, "advice"))


def test_an_override_is_the_leads_and_lets_the_step_pass(house: House, live: Collaboration) -> None:
    assert "advice/override/" not in _text(house)
    assert "advice/override/" in _text(house, "lead")
    _step(house, "advice_override", "lead", code="disclosure-missing", reason="Label seen", until=_on(3).isoformat())
    words = _words(_text(house))
    assert "Let pass by Lea Lead" in words
    live.status = "completed"
    live.save()
    assert Collaboration.objects.get(pk=live.pk).status == "completed"


def test_a_lead_lets_a_refused_step_pass_before_it_is_taken(house: House) -> None:
    box = factories.make_collaboration(
        house.relationship, status="agreed", delivered_on=_on(-3), disclosure_proof="", deadline_on=_on(9)
    )
    assert "Let a step pass that was refused" not in _text(house)
    assert "Let a step pass that was refused" in _text(house, "lead")
    _step(house, "advice_override", "lead", code="disclosure-missing", reason="Label seen", until=_on(3).isoformat())
    words = _words(_text(house))
    assert "Decided ahead: nothing is stopped by it today." in words
    assert "Let pass by Lea Lead" in words
    box.status = "completed"
    box.save()


def test_an_override_is_undone_by_leads_alone(house: House, live: Collaboration) -> None:
    decision = override(house.relationship, "disclosure-missing", "Label seen", _on(3), house.people["lead"])
    address = reverse("staff:advice_undo", args=[house.relationship.pk, decision.pk])
    assert address not in _text(house)
    assert address in _text(house, "lead")
    assert _step(house, "advice_undo", "manager", decision.pk).status_code == 403
    assert AdviceDecision.objects.exists()


def test_viewers_read_and_decide_nothing(house: House, live: Collaboration) -> None:
    dismiss(house.relationship, "thank-you", "Thanked by voice", _on(14), house.people["manager"])
    text = _text(house, "viewer")
    assert "Get the advertising label" in text
    assert "Thanked by voice" in text
    guidance = text[text.index('id="guidance"') : text.index('<form method="post" id="relationship_form"')]
    assert "<form" not in guidance
    assert "<button" not in guidance


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"reason": ""}, "This field is required"),
        ({"reason": "   "}, "This field is required"),
        ({"until": ""}, "This field is required"),
        ({"until": "soon"}, "Enter a valid date"),
        ({"until": "2020-01-01"}, "This day has passed"),
        ({"until": "0000-00-00"}, "Enter a valid date"),
        ({"code": "no-such-rule"}, "Select a valid choice"),
        ({"code": "payment-overdue"}, "nobody is advised"),
        ({"reason": "x" * 501}, "at most 500 characters"),
    ],
)
def test_what_cannot_be_decided_is_asked_again_with_what_was_typed(
    house: House, live: Collaboration, changes: dict[str, str], told: str
) -> None:
    posted = {"code": "thank-you", "reason": "Thanked by voice", "until": _on(7).isoformat(), **changes}
    response = _step(house, "advice_dismiss", **posted)
    assert response.status_code == 422
    asked = response.content.decode()
    assert told in asked
    assert "Nothing was changed yet." in asked
    assert house.workplace in asked
    if not changes.get("reason", "x").strip().startswith("x"):
        return
    assert "Thanked by voice" in asked or "reason" in changes
    assert not AdviceDecision.objects.exists()


def test_a_reason_is_stored_as_a_clean_line(house: House, live: Collaboration) -> None:
    _step(house, "advice_dismiss", code="thank-you", reason=" by\x00 \u200bvoice\n ", until=_on(7).isoformat())
    assert AdviceDecision.objects.get().reason == "by voice"


def test_numbers_that_no_row_has_are_not_there(house: House) -> None:
    for number in (0, 10**18, 10**30):
        url = f"/staff/relationships/{number}/advice/dismiss/"
        assert house.client("lead").post(url, {}).status_code == 404


def test_who_must_not_be_contacted_is_offered_nothing(house: House) -> None:
    creator = house.relationship.creator
    creator.do_not_contact, creator.do_not_contact_reason = True, "Objected in writing"
    creator.save()
    text = _text(house)
    assert "ladder/offer/" not in text
    assert "Objected in writing" in text


# --- The playbook ---------------------------------------------------------------------------------------------------


def test_the_checklist_is_about_the_collaboration_at_hand_and_others_can_be_chosen(house: House) -> None:
    factories.make_collaboration(house.relationship, title="Old box", products="Six teas")
    factories.make_collaboration(house.relationship, title="New box", status="agreed")
    text = _text(house)
    old = Collaboration.objects.get(title="Old box")
    assert 'aria-current="true">New box, agreed' in text
    assert f"?collaboration={old.pk}#playbook" in text
    assert 'aria-current="true">Old box, completed' in _text(house, query=f"?collaboration={old.pk}")


@pytest.mark.parametrize("chosen", ["0", "x", "9" * 30, "-1", "", "foreign"])
def test_a_choice_that_is_none_shows_the_one_at_hand(house: House, chosen: str) -> None:
    factories.make_collaboration(house.relationship, title="Old box")
    factories.make_collaboration(house.relationship, title="New box", status="agreed")
    foreign = factories.make_collaboration(house.foreign_relationship, title="Zyxwoo box")
    text = _text(house, query=f"?collaboration={foreign.pk if chosen == 'foreign' else chosen}")
    assert 'aria-current="true">New box, agreed' in text
    assert "Zyxwoo box" not in text


def test_what_entries_show_is_done_and_what_nobody_shows_can_be_settled(house: House) -> None:
    about = factories.make_collaboration(house.relationship, status="agreed", products="Six teas")
    before = _words(_part(_text(house), "playbook"))
    assert "Product chosen : done" in before
    assert "Address to send to : to do" in before
    _step(house, "checklist_tick", term="address", collaboration=about.pk, note="Handed over at the fair")
    after = _words(_part(_text(house), "playbook"))
    assert "Address to send to : done" in after
    assert "Settled by Mia Manager" in after
    assert "Handed over at the fair" in after

    _step(house, "checklist_untick", "manager", ChecklistTick.objects.get().pk)
    assert "Address to send to : to do" in _words(_part(_text(house), "playbook"))


def test_a_tick_on_somebody_elses_collaboration_is_refused(house: House) -> None:
    foreign = factories.make_collaboration(house.foreign_relationship)
    response = _step(house, "checklist_tick", term="address", collaboration=foreign.pk)
    assert response.status_code == 422
    assert not ChecklistTick.objects.exists()


def test_norms_stand_with_reason_source_and_year(house: House) -> None:
    words = _words(_part(_text(house), "playbook"))
    assert "Usual compensation Products Micro creators favour the brand" in words
    assert "Hivency study" in words
    assert "2019 founding article" in words


def test_a_brands_own_norm_says_whose_it_is(house: House) -> None:
    _departs(house, thank_you_days=5)
    assert "Homely" in _words(_part(_text(house), "playbook"))


# --- What the page turns on -----------------------------------------------------------------------------------------


def _departs(house: House, **norms: Any) -> None:
    """The brand departs from the playbook for micro creators."""
    playbook = Playbook.objects.create(tier="micro", brand=house.own)
    for key, value in norms.items():
        PlaybookNorm.objects.create(playbook=playbook, key=key, value=value, reason="So it is", source="House default")


def test_a_booking_stands_in_the_centre_with_agent_terms_and_what_it_reached(house: House, macro: Relationship) -> None:
    booking = factories.make_collaboration(
        macro, title="Autumn film", compensation="paid", fee="9000.00", usage_rights="paid social",
        usage_rights_until=_on(90), payment_terms_days=30,
    )  # fmt: skip
    Result.objects.create(
        collaboration=booking, measured_on=_on(0), source="Own insights", reach=820_000, impressions=1_200_000
    )
    text = _text(house, url=page("relationship", "change", macro.pk))
    words = _words(_part(text, "booking"))
    assert "Lena Park" in text
    assert "lena@example.org" in text
    assert "Autumn film" in words
    assert "820,000" in words
    assert "7.50 EUR" in words
    assert "paid social" in words
    assert "30 days from acceptance" in words
    assert "Own insights" in words
    assert 'id="bond"' not in text
    assert "sets no conditions for an ambassadorship" in text


def test_a_bond_stands_in_the_centre_with_values_and_products(house: House) -> None:
    house.own.values = "Repair before replacing\nWaste nothing"
    house.own.save()
    factories.make_collaboration(house.relationship, products="Six teas", product_value=Decimal("40.00"))
    text = _text(house)
    words = _words(_part(text, "bond"))
    assert "Waste nothing" in words
    assert "Six teas" in words
    assert 'id="booking"' not in text
    assert "Speak with the agent" not in text


def test_the_page_follows_the_playbook_and_not_the_tier(house: House) -> None:
    factories.make_collaboration(house.relationship, status="agreed")
    _departs(house, usual_history="one_off", contact_through="agent", measures=["reach"])
    text = _text(house)
    assert 'id="booking"' in text
    assert "Speak with the agent" in text
    assert 'id="bond"' not in text


# --- The ladder -----------------------------------------------------------------------------------------------------


def test_readiness_is_conditions_with_evidence_and_no_bare_score(house: House) -> None:
    factories.make_collaboration(house.relationship, title="Tea box", live_on=_on(-5))
    words = _words(_part(_text(house), "ladder"))
    assert "First gift : here now" in words
    assert "2 collaborations on time missing" in words
    assert "On time: “Tea box”." in words
    assert "Nobody has rated the fit yet." in words


def test_a_decision_stands_with_reason_and_name(house: House) -> None:
    response = _step(house, "ladder_decide", choice="not_yet", reason="After the summer")
    assert response["Location"].endswith("#ladder")
    words = _words(_part(_text(house), "ladder"))
    assert "Not yet Mia Manager" in words
    assert "“After the summer”" in words


@pytest.mark.parametrize(
    "posted", [{"choice": "offer", "reason": "x"}, {"choice": "", "reason": "x"}, {"choice": "let_go", "reason": ""}]
)
def test_half_a_decision_is_asked_again(house: House, posted: dict[str, str]) -> None:
    assert _step(house, "ladder_decide", **posted).status_code == 422
    assert not LadderDecision.objects.exists()


def test_an_offer_goes_on_file_and_the_ladder_shows_it(house: House) -> None:
    posted = {"months": "4", "starts_on": "2027-02-01", "cocreations": "1", "reviews": "", "insights": "3"}
    _step(house, "ladder_offer", **posted, brand_promises="First looks", reason="Twice on time")
    made = Collaboration.objects.get()
    assert (made.status, made.ends_on, made.reviews_promised) == ("proposed", date(2027, 5, 31), None)
    text = _part(_text(house), "ladder")
    assert "Ambassador offered : here now" in _words(text)
    assert "First looks" in text
    assert "0 of 3" in _words(text)
    assert "ladder/offer/" not in text


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"months": "9"}, "3 to 6 months"),
        ({"months": "many"}, "Enter a whole number"),
        ({"starts_on": "9999-12-01"}, "Give a day between 1990-01-01 and 2099-12-31"),
        ({"cocreations": "-1"}, "greater than or equal to 0"),
        ({"insights": "100000"}, "less than or equal to 99"),
        ({"reason": ""}, "This field is required"),
    ],
)
def test_an_offer_that_cannot_be_is_asked_again(house: House, changes: dict[str, str], told: str) -> None:
    response = _step(
        house, "ladder_offer", **{"months": "3", "starts_on": "2027-01-01", "reason": "Twice on time", **changes}
    )
    assert response.status_code == 422
    assert told in response.content.decode()
    assert not Collaboration.objects.exists()


def test_an_ambassador_shows_renewal_what_was_promised_and_what_came(house: House) -> None:
    factories.make_collaboration(
        house.relationship, kind="ambassador", status="live", starts_on=_on(-30), ends_on=_on(90),
        reviews_promised=2, insights_promised=4, brand_promises="First looks",
    )  # fmt: skip
    tag = factories.make_tag("refills")
    insight = Contribution.objects.create(
        relationship=house.relationship, kind="insight", happened_on=_on(-3), title="Where to refill?", text="40 asked"
    )
    insight.tags.add(tag)
    Contribution.objects.create(
        relationship=house.relationship, kind="review", happened_on=_on(-40), title="Before it began"
    )
    text = _text(house)
    words = _words(_part(text, "ladder"))
    assert "Ambassador : here now" in words
    assert "Insights" in words
    assert "1 of 4" in words
    assert "0 of 2" in words
    assert "Talk about renewal from" in words
    given = _words(_part(text, "given"))
    assert "Where to refill?" in given
    assert "refills" in given


# --- The creator's page ---------------------------------------------------------------------------------------------


def test_the_creators_page_says_of_each_relationship_what_comes_first(house: House, live: Collaboration) -> None:
    factories.make_collaboration(
        house.foreign_relationship, title="Zyxwoo box", status="live", live_on=_on(-5), disclosure_proof=""
    )
    url = page("creator", "change", house.relationship.creator_id)
    words = _words(_text(house, url=url))
    assert "Homely 2" in words
    assert words.count("Advertising label not shown") == 1
    assert "Zyxwoo" not in words
    assert _words(_text(house, "lead", url=url)).count("Advertising label not shown") == 2


def test_what_was_set_aside_comes_first_no_longer(house: House, live: Collaboration) -> None:
    dismiss(house.relationship, "disclosure-missing", "Label seen", _on(14), house.people["manager"])
    words = _words(_text(house, url=page("creator", "change", house.relationship.creator_id)))
    assert "Homely 1" in words
    assert "Thanks are due" in words
