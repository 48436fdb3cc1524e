"""Two people at one form: the second is told, sees each field in three versions, and chooses; nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from relationships.admin.base import RapportAdmin
from relationships.models import Account, Agent, Collaboration, Creator, Relationship, Touchpoint
from relationships.services.labels import set_tags
from tests import factories
from tests.admin.conftest import House, page
from tests.admin.forms import Fields, fields_of

pytestmark = pytest.mark.django_db


def opened(client: Client, url: str) -> Fields:
    return fields_of(client.get(url).content.decode())


def save_elsewhere(row: Any, **values: Any) -> None:
    other = type(row).objects.get(pk=row.pk)
    for name, value in values.items():
        setattr(other, name, value)
    other.save()


def told(response: Any) -> dict[str, tuple[str, str, str, str]]:
    """Side, opened, theirs and mine by label, of all rows in conflict."""
    return {
        field.label: (field.side, field.opened, field.theirs, field.mine)
        for row in response.context["conflicts"]
        for field in row.fields
    }


def test_each_field_in_three_versions_and_a_choice(house: House) -> None:
    client, row = house.client("manager"), house.relationship
    save_elsewhere(row, notes="As it was.", stage="active")
    fields = opened(client, house.workplace)
    by_colleague = house.client("colleague")
    theirs = opened(by_colleague, house.workplace) | {"notes": "Theirs.", "compensation": "paid"}
    assert by_colleague.post(house.workplace, theirs).status_code == 302

    mine = fields | {"notes": "Mine.", "next_action": "Call", "next_action_kind": "check_in"}
    answer = client.post(house.workplace, mine)
    assert answer.status_code == 409
    assert told(answer) == {
        "Notes": ("both", "As it was.", "Theirs.", "Mine."),
        "Compensation": ("theirs", "–", "Paid", "–"),
        "Next action": ("mine", "–", "–", "Call"),
        "Kind of next action": ("mine", "–", "–", "Check in"),
    }
    text = answer.content.decode()
    assert "Col League" in text
    row.refresh_from_db()
    assert (row.notes, row.next_action) == ("Theirs.", "")

    again = fields_of(text)
    assert (again["notes"], again["compensation"], again["next_action"]) == ("Mine.", "paid", "Call")
    unchosen = client.post(house.workplace, again)
    assert unchosen.status_code == 409, "nobody chose yet"
    assert told(unchosen)["Notes"] == ("both", "As it was.", "Theirs.", "Mine.")

    assert client.post(house.workplace, again | {"notes__take": "mine"}).status_code == 302
    row.refresh_from_db()
    assert (row.notes, row.next_action, row.compensation, row.stage) == ("Mine.", "Call", "paid", "active")


def test_theirs_can_be_chosen_and_a_third_one_is_told_of_too(house: House) -> None:
    client, row = house.client("manager"), house.relationship
    fields = opened(client, house.workplace)
    save_elsewhere(row, notes="Theirs.")
    again = fields_of(client.post(house.workplace, fields | {"notes": "Mine.", "next_action": "Call"}).content.decode())
    save_elsewhere(row, notes="A third one's.")
    answer = client.post(house.workplace, again | {"notes__take": "mine"})
    assert answer.status_code == 409
    assert told(answer)["Notes"] == ("both", "–", "A third one's.", "Mine.")
    last = fields_of(answer.content.decode())
    assert client.post(house.workplace, last | {"notes__take": "theirs"}).status_code == 302
    row.refresh_from_db()
    assert (row.notes, row.next_action) == ("A third one's.", "Call")


def test_what_was_not_touched_follows_and_the_rest_is_saved(house: House) -> None:
    """A touch noted on a page that is an hour old is no reason to ask anything; nothing old is written back either."""
    client, row = house.client("manager"), house.relationship
    fields = opened(client, house.workplace)
    save_elsewhere(row, notes="Theirs.", next_action="Call")
    answer = client.post(house.workplace, fields | {"touchpoints-0-summary": "Said hello."}, follow=True)
    assert answer.redirect_chain
    assert "Notes" in answer.content.decode()
    row.refresh_from_db()
    assert (row.notes, row.next_action) == ("Theirs.", "Call")
    assert Touchpoint.objects.get().summary == "Said hello."


def test_the_same_change_twice_asks_nothing(house: House) -> None:
    client = house.client("manager")
    fields = opened(client, house.workplace)
    save_elsewhere(house.relationship, notes="Called.")
    assert client.post(house.workplace, fields | {"notes": "Called."}).status_code == 302


def test_saving_what_nobody_touched_writes_no_version(house: House) -> None:
    client, row = house.client("manager"), house.relationship
    before = Relationship.history.filter(id=row.pk).count()
    assert client.post(house.workplace, opened(client, house.workplace)).status_code == 302
    assert Relationship.history.filter(id=row.pk).count() == before


def test_a_row_of_the_page_is_told_by_its_name(house: House) -> None:
    work = factories.make_collaboration(house.relationship, title="Spring box", status="proposed")
    client = house.client("manager")
    fields = opened(client, house.workplace)
    save_elsewhere(work, title="Summer box", products="Cream")
    answer = client.post(house.workplace, fields | {"collaborations-0-title": "Winter box"})
    assert answer.status_code == 409
    assert told(answer) == {
        "Title": ("both", "Spring box", "Summer box", "Winter box"),
        "Product choice": ("theirs", "–", "Cream", "–"),
    }
    assert [row.title for row in answer.context["conflicts"]] == ["Summer box"]
    again = fields_of(answer.content.decode())
    assert client.post(house.workplace, again | {"collaborations-0-title__take": "theirs"}).status_code == 302
    work.refresh_from_db()
    assert (work.title, work.products) == ("Summer box", "Cream")


def test_a_row_deleted_meanwhile_is_told_with_what_was_typed(house: House) -> None:
    work = factories.make_collaboration(house.relationship, title="Spring box", status="proposed")
    other = factories.make_collaboration(house.relationship, title="Other", status="proposed")
    client = house.client("manager")
    fields = opened(client, house.workplace)
    prefix = next(name[:-3] for name, value in fields.items() if name.endswith("-id") and value == str(work.pk))
    work.delete()
    answer = client.post(house.workplace, fields | {f"{prefix}-title": "Winter box", "notes": "Mine."})
    assert answer.status_code == 409
    assert told(answer)["Title"][3] == "Winter box"
    assert "deleted it" in answer.content.decode()
    assert client.post(house.workplace, fields_of(answer.content.decode())).status_code == 302
    house.relationship.refresh_from_db()
    assert house.relationship.notes == "Mine."
    assert Collaboration.objects.get() == other
    untouched = client.post(house.workplace, fields | {"notes": "Again."})
    assert untouched.status_code == 409, "the notes: the deleted row alone asks nothing"
    assert told(untouched).keys() == {"Notes"}


def test_a_row_that_somebody_changed_is_not_taken_away_unasked(house: House) -> None:
    work = factories.make_collaboration(house.relationship, title="Spring box", status="proposed")
    client = house.client("lead")
    fields = opened(client, house.workplace)
    save_elsewhere(work, title="Summer box")
    answer = client.post(house.workplace, fields | {"collaborations-0-DELETE": "on"})
    assert answer.status_code == 409
    assert Collaboration.objects.exists()
    again = fields_of(answer.content.decode())
    kept = client.post(house.workplace, again | {"collaborations-0-DELETE__take": "theirs"})
    assert kept.status_code == 302
    assert Collaboration.objects.get().title == "Summer box"
    answer = client.post(house.workplace, fields | {"collaborations-0-DELETE": "on"})
    again = fields_of(answer.content.decode())
    assert client.post(house.workplace, again | {"collaborations-0-DELETE__take": "mine"}).status_code == 302
    assert not Collaboration.objects.exists()


def test_tags_of_two_people_come_together(house: House) -> None:
    row, client = house.relationship, house.client("manager")
    spring, autumn, winter = (factories.make_tag(name) for name in ("spring", "autumn", "winter"))
    set_tags(row, [spring])
    fields = opened(client, house.workplace)
    set_tags(row, [spring, autumn])
    answer = client.post(house.workplace, fields | {"tags": [str(spring.pk), str(winter.pk)]})
    assert answer.status_code == 302
    assert set(row.tags.all()) == {spring, autumn, winter}
    fields = opened(client, house.workplace)
    client.post(house.workplace, fields | {"tags": [str(winter.pk)]})
    assert set(row.tags.all()) == {winter}


@pytest.mark.parametrize("version", [None, "", "x", "2020-01-01T00:00:00+00:00"])
def test_a_form_that_names_no_version_overwrites_nothing_unasked(house: House, version: str | None) -> None:
    agent = factories.make_agent("Ann Agent")
    url, client = page("agent", "change", agent.pk), house.client("lead")
    fields = {**opened(client, url), "version__seen": version, "agency": "Mine"}
    answer = client.post(url, {name: value for name, value in fields.items() if value is not None})
    assert answer.status_code == 409
    assert told(answer) == {"Agency": ("both", "not known any more", "–", "Mine")}
    again = fields_of(answer.content.decode()) | {"agency__take": "mine"}
    assert client.post(url, again).status_code == 302
    assert Agent.objects.get().agency == "Mine"


def test_a_deleted_object_gives_back_what_was_typed(house: House) -> None:
    touch = factories.make_touchpoint(house.relationship)
    url, client = page("touchpoint", "change", touch.pk), house.client("manager")
    fields = opened(client, url) | {"summary": "Said goodbye."}
    touch.delete()
    answer = client.post(url, fields)
    assert answer.status_code == 409
    assert "Said goodbye." in answer.content.decode()
    assert house.client("stranger").post(url, fields).status_code == 404, "another brand's"
    assert client.get(url).status_code == 404


def test_who_saves_between_the_look_and_the_write_is_told_of(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The version is checked in the UPDATE itself: here the colleague saves when the forms have been judged already."""
    agent = factories.make_agent("Ann Agent", agency="As it was")
    url, client = page("agent", "change", agent.pk), house.client("lead")
    fields = opened(client, url)
    save, tries = RapportAdmin.save_model, []

    def late(*args: Any) -> None:
        tries.append(1)
        if len(tries) == 1:
            save_elsewhere(agent, agency="Theirs")
        save(*args)

    monkeypatch.setattr(RapportAdmin, "save_model", late)
    # The colleague's write was made in the first try's own transaction, and goes with it: the second one passes.
    assert client.post(url, fields | {"agency": "Mine"}).status_code == 302
    assert len(tries) == 2


def test_the_accounts_of_a_creator_know_their_version(house: House) -> None:
    creator = house.relationship.creator
    account = Account.objects.get(creator=creator)
    url, client = page("creator", "change", creator.pk), house.client("manager")
    fields = opened(client, url)
    save_elsewhere(account, followers=20_000)
    answer = client.post(url, fields | {"accounts-0-followers": "30000"})
    assert answer.status_code == 409
    assert told(answer)["Followers"] == ("both", "12,400", "20,000", "30,000")
    again = fields_of(answer.content.decode()) | {"accounts-0-followers__take": "mine"}
    assert client.post(url, again).status_code == 302
    account.refresh_from_db()
    assert account.followers == 30_000
    assert Creator.objects.get(pk=creator.pk).followers == 30_000
