"""What the stock admin answers with an error page, with a foreign row or with twenty seconds of silence."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from crm import urls
from relationships.admin.site import site
from relationships.models import Collaboration, Creator, Rating, Relationship, Tag, Touchpoint
from tests import factories
from tests.admin.conftest import House, page
from tests.admin.forms import Fields, fields_of, submit
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db

HUGE = "9" * 30
MODELS = sorted(model._meta.model_name or "" for model in site._registry if model._meta.app_label == "relationships")
EVIL = ["\0", "\0\0abc", "a" * 100_000, " ".join(["word"] * 1_200), "%_%", "((((a+)+)+)$", "'; DROP TABLE x", "王小"]


# --- Addresses ------------------------------------------------------------------------------------------------------


ADDRESSES = [
    "handle__regex=^(a%2B)%2B$",
    "accounts__handle__regex=^(a%2B)%2B$",
    "created_at__year=99999999999",
    "id__in=1,2",
    f"owner__id__exact={HUGE}",
    "relationship__notes__contains=secret",
    "password__startswith=a",
    "_facets=True",
    "brand=abc",
    f"brand={HUGE}",
    "brand=%00",
    "tier=huge",
    f"relationship={HUGE}",
    "relationship=%00",
    "due=someday",
    "p=99999",
    "p=-1",
    f"p={HUGE}",
    "e=1",
    "all=",
    "o=99.-1.abc",
    f"o={HUGE}",
    f"q={'%00'}",
    "_to_field=password",
    "_popup=1&_to_field=id",
]


@pytest.mark.parametrize("model", MODELS)
def test_a_list_answers_any_address(house: House, model: str) -> None:
    """Most are led to what is left of them without the wrong part: each of those is opened once."""
    client, opened, wrong = house.client("root"), set(), []
    for query in ADDRESSES:
        response = client.get(f"{page(model)}?{query}")
        if response.status_code == 302:
            if response["Location"] in opened:
                continue
            opened.add(response["Location"])
            response = client.get(response["Location"], follow=True)
        if response.status_code not in {200, 400, 404}:
            wrong.append((query, response.status_code))
    assert wrong == []


@pytest.mark.parametrize("query", ["handle__regex=a", "notes__contains=secret", "brand=abc", "tier=huge"])
def test_what_a_list_does_not_know_is_told_and_left_out(house: House, query: str) -> None:
    response = house.client("manager").get(f"{page('relationship')}?{query}&stage=prospect")
    assert response["Location"] == f"{page('relationship')}?stage=prospect"
    assert [str(message) for message in get_messages(response.wsgi_request)]


@pytest.mark.parametrize("term", EVIL)
def test_searches_take_anything(house: House, term: str) -> None:
    client = house.client("root")
    for model in MODELS:
        assert client.get(page(model), {"q": term}, follow=True).status_code == 200, model


@pytest.mark.parametrize("term", EVIL)
def test_autocompletes_take_anything(house: House, term: str) -> None:
    client = house.client("root")
    for model, field in (
        ("relationship", "creator"),
        ("relationship", "brand"),
        ("relationship", "tags"),
        ("creator", "agent"),
    ):
        where = {"app_label": "relationships", "model_name": model, "field_name": field}
        assert client.get(reverse("admin:autocomplete"), {**where, "term": term}).status_code == 200
        assert client.get(reverse("admin:autocomplete"), {**where, "page": HUGE}).status_code in {200, 404}


def _not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(status=404)


@pytest.mark.parametrize("pk", ["abc", HUGE, "-1", "1e3", "%00", "1%00", "\u0661", "0x1", "None", "..", "_5F"])
@pytest.mark.parametrize("action", ["change", "delete", "history"])
def test_an_id_that_is_none_is_not_found(house: House, monkeypatch: pytest.MonkeyPatch, pk: str, action: str) -> None:
    client = house.client("root")
    if pk != "abc":
        # The page that says so is the same for all of them.
        monkeypatch.setattr(urls, "handler404", _not_found, raising=False)
    for model in MODELS:
        known = page(model, action, 987654)
        response = client.get(known.replace("987654", pk))
        assert response.status_code == 404, (model, action)


@pytest.mark.parametrize("selected", [["abc"], [HUGE], ["\0"], ["1", "x"], ["-1"], [""]])
def test_an_action_on_what_is_not_in_the_list_changes_nothing(house: House, selected: list[str]) -> None:
    client, count = house.client("root"), Relationship.objects.count()
    for model in MODELS:
        response = client.post(page(model), {"action": "delete_selected", "_selected_action": selected, "index": "0"})
        assert response.status_code in {200, 302}
    assert Relationship.objects.count() == count


def test_an_action_never_reaches_foreign_rows(house: House) -> None:
    """Not even with the right to delete: what is not in the list is not selected."""
    from django.contrib.auth.models import Permission

    house.people["manager"].user_permissions.add(Permission.objects.get(codename="delete_relationship"))
    pk = str(house.foreign_relationship.pk)
    client = house.client("manager")
    for data in ({"_selected_action": [pk]}, {"_selected_action": [pk], "select_across": "1"}):
        answer = client.post(page("relationship"), {"action": "delete_selected", "index": "0", **data})
        assert "Zyxwoo" not in answer.content.decode()
        client.post(page("relationship"), {"action": "delete_selected", "post": "yes", **data})
    assert Relationship.objects.filter(pk=pk).exists()


@pytest.mark.parametrize(
    "query",
    [
        "happened_at=x",
        "happened_at=0001-01-01",
        "tags=abc",
        "by=abc",
        f"relationship={HUGE}",
        "relationship=%00",
        "creator=x",
    ],
)
def test_a_new_form_takes_any_prefilling(house: House, query: str) -> None:
    client, request = house.client("root"), RequestFactory().get("/")
    request.user = house.people["root"]
    for kind, admin in site._registry.items():
        if kind._meta.app_label == "relationships" and admin.has_add_permission(request):
            model = kind._meta.model_name or ""
            assert client.get(f"{page(model, 'add')}?{query}").status_code == 200, model


# --- Posted values --------------------------------------------------------------------------------------------------

WRONG: list[tuple[str, Any]] = [
    ("owner", HUGE),
    ("owner", "abc"),
    ("owner", "\0"),
    ("tags", ["abc"]),
    ("tags", [HUGE]),
    ("tags", ["\0"]),
    ("stage", "gone"),
    ("next_action_on", "0001-01-01"),
    ("next_action_on", "99999-01-01"),
    ("next_action_on", "\0"),
    ("touchpoints-0-happened_at", "0001-01-01T00:00"),
    ("touchpoints-0-happened_at", "9999-12-31T23:59"),
    ("touchpoints-0-happened_at", "yesterday"),
    ("touchpoints-0-by", HUGE),
    ("touchpoints-TOTAL_FORMS", "x"),
    ("touchpoints-INITIAL_FORMS", "7"),
    ("ratings-0-criterion", HUGE),
    ("ratings-0-rated_on", "0001-01-01"),
    ("collaborations-0-fee", "NaN"),
    ("collaborations-0-fee", "1e999"),
    ("collaborations-0-fee", "9" * 40),
    ("collaborations-0-currency", "XYZ"),
    ("collaborations-0-starts_on", "9999-12-31"),
]


@kept_rows
def as_opened(house: House) -> Fields:
    """What a lead's browser would send of the workplace as it is; the page is long, and is read once for all values."""
    return fields_of(house.client("lead").get(house.workplace).content.decode())


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_value_is_a_form_error(house: House, as_opened: Fields, name: str, value: Any) -> None:
    filled = {
        "touchpoints-0-summary": "x",
        "ratings-0-value": "3",
        "ratings-0-evidence": "x",
        "collaborations-0-compensation": "paid",
        name: value,
    }
    response = house.client("lead").post(house.workplace, as_opened | filled)
    assert response.status_code == 200, name
    assert "Please correct the error" in response.content.decode()
    assert not any(model._default_manager.exists() for model in (Rating, Touchpoint, Collaboration))


@pytest.mark.parametrize(
    ("model", "field"),
    [("relationship", "brand"), ("relationship", "creator"), ("touchpoint", "relationship"), ("rating", "relationship"),
     ("rating", "criterion"), ("collaboration", "relationship"), ("creator", "agent")],
)  # fmt: skip
@pytest.mark.parametrize("value", ["foreign", HUGE, "abc", "\0", "999999"])
def test_a_foreign_or_broken_id_is_a_form_error(house: House, model: str, field: str, value: str) -> None:
    foreign = {
        "brand": house.foreign.pk,
        "relationship": house.foreign_relationship.pk,
        "criterion": factories.criterion_of(house.foreign, "values").pk,
    }
    if value == "foreign" and field not in foreign:
        return
    data = {
        "creator": str(factories.make_creator("Somebody").pk),
        "brand": str(house.own.pk),
        "relationship": str(house.relationship.pk),
        "criterion": str(factories.criterion_of(house.own, "values").pk),
        "stage": "prospect", "summary": "x", "happened_at": "2026-01-05T10:00", "channel": "email",
        "direction": "inbound", "value": "3", "rated_on": "2026-01-05", "evidence": "x", "kind": "one_off",
        "status": "proposed", "compensation": "paid", "name": "X",
        "accounts-TOTAL_FORMS": "0", "accounts-INITIAL_FORMS": "0",
    }  # fmt: skip
    data[field] = str(foreign[field]) if value == "foreign" else value
    models = (Relationship, Touchpoint, Rating, Collaboration, Creator)
    before = [list(kind._default_manager.values_list("pk", flat=True)) for kind in models]
    response = house.client("manager").post(page(model, "add"), data)
    assert response.status_code == 200
    assert ("Null characters" if value == "\0" else "Select a valid choice") in response.content.decode()
    assert "Zyxwoo" not in response.content.decode()
    assert [list(kind._default_manager.values_list("pk", flat=True)) for kind in models] == before


def test_another_relationships_row_cannot_be_taken_over(house: House) -> None:
    """Its id posted in the place of one's own row is an error; its text stays as it is, whoever's it is."""
    foreign = factories.make_touchpoint(house.foreign_relationship, summary="Theirs")
    factories.make_touchpoint(house.relationship, summary="Ours")
    response = submit(
        house.client("manager"), house.workplace,
        **{"touchpoints-0-id": str(foreign.pk), "touchpoints-0-summary": "Taken"},
    )  # fmt: skip
    assert response.status_code == 200
    foreign.refresh_from_db()
    assert foreign.summary == "Theirs"


def test_what_is_derived_or_settled_is_not_written_by_a_post(house: House) -> None:
    client = house.client("manager")
    fields = fields_of(client.get(house.workplace).content.decode())
    other = factories.make_creator()
    forged = {"brand": str(house.foreign.pk), "creator": str(other.pk), "tier": "mega", "fit_score": "99"}
    assert client.post(house.workplace, fields | forged).status_code == 302
    house.relationship.refresh_from_db()
    assert (house.relationship.brand, house.relationship.tier) == (house.own, "micro")
    assert house.relationship.creator != other


def test_text_is_stored_clean(house: House) -> None:
    submit(house.client("manager"), house.workplace, notes="a\0b\u202ec\r\nd", next_action="  call\u200b   back ")
    house.relationship.refresh_from_db()
    assert (house.relationship.notes, house.relationship.next_action) == ("abc\nd", "call back")


def test_two_people_at_the_same_moment_are_told(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import IntegrityError

    def refuse(*args: object, **kwargs: object) -> None:
        raise IntegrityError

    client = house.client("lead")
    tag = factories.make_tag("Old")
    monkeypatch.setattr(Tag, "save", refuse)
    response = submit(client, page("tag", "change", tag.pk), name="New")
    assert response.status_code == 302
    assert "Nothing was saved" in client.get(response["Location"]).content.decode()


# --- Deleting -------------------------------------------------------------------------------------------------------


def test_deleting_never_names_what_is_foreign(house: House) -> None:
    from django.contrib.auth.models import Permission

    for codename in ("delete_creator", "delete_account", "delete_tag"):
        house.people["manager"].user_permissions.add(Permission.objects.get(codename=codename))
    tag = factories.make_tag("shared", house.relationship, house.foreign_relationship)
    client = house.client("manager")
    for url in (page("creator", "delete", house.relationship.creator_id), page("tag", "delete", tag.pk)):
        text = client.get(url).content.decode()
        assert "Zyxwoo" not in text
        assert "brands you do not see" in text
        client.post(url, {"post": "yes"})
    assert Creator.objects.filter(pk=house.relationship.creator_id).exists()
    assert Tag.objects.filter(pk=tag.pk).exists()


def test_a_lead_deletes_and_is_told_what_goes_along(house: House) -> None:
    for _ in range(15):
        factories.make_touchpoint(house.relationship)
    url = page("relationship", "delete", house.relationship.pk)
    text = house.client("lead").get(url).content.decode()
    assert "Touchpoints: 15" in text
    assert "… and 5 more" in text
    assert house.client("lead").post(url, {"post": "yes"}).status_code == 302
    assert not Relationship.objects.filter(pk=house.relationship.pk).exists()
    assert Touchpoint.history.filter(history_type="-").count() == 15


def test_a_creator_is_deleted_with_its_readings(house: House) -> None:
    creator = factories.make_creator(followers=100)
    assert house.client("lead").post(page("creator", "delete", creator.pk), {"post": "yes"}).status_code == 302
    assert not Creator.objects.filter(pk=creator.pk).exists()


@pytest.mark.parametrize("role", ["viewer", "manager"])
def test_others_delete_nothing(house: House, role: str) -> None:
    client = house.client(role)
    assert client.post(page("relationship", "delete", house.relationship.pk), {"post": "yes"}).status_code == 403
    client.post(
        page("relationship"), {"action": "delete_selected", "_selected_action": [house.relationship.pk], "post": "yes"}
    )
    assert Relationship.objects.filter(pk=house.relationship.pk).exists()
