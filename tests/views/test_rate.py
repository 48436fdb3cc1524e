"""Rating in one step: what is asked first, what is refused, what is written, and that it can be sent twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from relationships.models import FitCriterion, Rating, Relationship, User
from tests import factories
from tests.kept import kept_rows
from tests.views.dialogs import HTMX
from tests.views.list_pages import client_of

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@dataclass
class Room:
    row: Relationship
    manager: User
    criteria: dict[str, FitCriterion]

    @property
    def url(self) -> str:
        return reverse("staff:rate", args=[self.row.pk])

    def data(self, **given: Any) -> dict[str, Any]:
        """``values=4`` and ``values_because="…"`` by the criteria's keys, as the form sends them; ``note`` as it is."""
        sent = {"note": given.pop("note", "")}
        for name, value in given.items():
            key = name.removesuffix("_because")
            sent[f"{'evidence' if name != key else 'value'}-{self.criteria[key].pk}"] = value
        return sent


@kept_rows
def room() -> Room:
    brand = factories.make_brand("Homely")
    row = factories.make_relationship(factories.make_creator("Bea Lind", followers=12_400), brand)
    manager = factories.make_manager(brand)
    criteria = {criterion.key: criterion for criterion in FitCriterion.objects.filter(brand=brand)}
    return Room(row, manager, criteria)


def form_of(room: Room) -> Any:
    return client_of(room.manager).get(room.url, headers=HTMX).context["dialog"].form


def post(room: Room, **given: Any) -> Any:
    return client_of(room.manager).post(room.url, room.data(**given), headers=HTMX)


def test_what_nobody_rated_stands_first_and_todays_own_rating_is_there_to_change(room: Room) -> None:
    earlier = TODAY - timedelta(days=90)
    factories.make_rating(room.row, "values", 2, reviewer=room.manager, on=earlier, evidence="One post")
    factories.make_rating(room.row, "audience", 3, reviewer=room.manager, on=TODAY, evidence="Insights")
    factories.make_rating(room.row, "content", 5, reviewer=factories.make_user())  # a colleague's is not one's own
    form = form_of(room)
    assert [line.about.criterion.key for line in form.lines][:1] == ["content"]
    assert [line.about.criterion.key for line in form.lines][-2:] == ["values", "audience"]
    values, audience = list(form.lines)[-2:]
    assert (values.value.value(), values.about.latest.value) == ("", 2)
    assert (audience.value.value(), audience.evidence.value()) == (3, "Insights")
    html = client_of(room.manager).get(room.url).content.decode()
    assert "you said 2 on" in html
    assert "“One post”" in html
    assert "gate: 0 blocks" in html


def test_ratings_are_written_with_their_own_evidence_or_the_one_note(room: Room) -> None:
    response = post(room, values=4, audience=0, audience_because="https://example.com/a", note="Their feed of May")
    assert response.status_code == 204, response.content
    assert "2 criteria rated" in response["HX-Trigger"]
    written = Rating.objects.filter(relationship=room.row).values_list(
        "criterion__key", "value", "evidence", "reviewer", "rated_on"
    )
    assert set(written) == {
        ("values", 4, "Their feed of May", room.manager.pk, TODAY),
        ("audience", 0, "https://example.com/a", room.manager.pk, TODAY),
    }
    room.row.refresh_from_db()
    assert room.row.fit_rated
    assert {rating.history.get().history_user for rating in Rating.objects.all()} == {room.manager}


def test_the_score_is_told_once_there_is_one(room: Room) -> None:
    response = post(room, **dict.fromkeys(("values", "audience", "content"), 5), note="Seen")
    assert "3 criteria rated; fit is 100 now." in response["HX-Trigger"]
    assert "too little for a score" not in response["HX-Trigger"]


def test_sent_twice_is_written_once_and_a_change_of_today_takes_its_place(room: Room) -> None:
    for _ in range(2):
        assert post(room, values=4, note="Seen").status_code == 204
    assert Rating.objects.get().history.count() == 1
    post(room, values=2, values_because="Looked again")
    rating = Rating.objects.get()
    assert (rating.value, rating.evidence, rating.history.count()) == (2, "Looked again", 2)


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({}, "__all__", "choose at least one rating"),
        ({"values": 4}, "evidence", "Say what shows it"),
        ({"values": 4, "note": "   "}, "evidence", "Say what shows it"),
        ({"values_because": "A link"}, "value", "Choose a rating"),
        ({"values": 6, "note": "Seen"}, "value", "Select a valid choice"),
        ({"values": -1, "note": "Seen"}, "value", "Select a valid choice"),
        ({"values": "4\0", "note": "Seen"}, "value", ""),
        ({"values": 4, "note": "x" * 501}, "note", "at most 500"),
        ({"values": 4, "values_because": "x" * 501}, "evidence", "at most 500"),
    ],
)
def test_what_is_refused_stands_beside_its_field(room: Room, given: dict[str, Any], field: str, words: str) -> None:
    response = post(room, **given)
    assert response.status_code == 200
    errors = response.context["dialog"].form.errors
    name = f"{field}-{room.criteria['values'].pk}" if field in {"value", "evidence"} else field
    assert list(errors) == [name]
    assert words in str(errors[name])
    assert "Nothing was changed yet." in response.content.decode()
    assert not Rating.objects.exists()


def test_another_brands_criterion_and_one_that_does_not_apply_are_not_asked(room: Room) -> None:
    other = FitCriterion.objects.get(brand=factories.make_brand("Other"), key="values")
    FitCriterion.objects.filter(pk=room.criteria["mentions"].pk).update(is_applicable=False)
    assert {line.about.criterion.pk for line in form_of(room).lines} == {
        one.pk for key, one in room.criteria.items() if key != "mentions"
    }
    sent = {**room.data(mentions=4, note="Seen"), f"value-{other.pk}": 4}
    assert client_of(room.manager).post(room.url, sent, headers=HTMX).status_code == 200
    assert not Rating.objects.exists()


def test_who_may_not_correct_sees_todays_rating_and_cannot_change_it(room: Room) -> None:
    adds = factories.make_user(brands=(room.row.brand,))
    adds.user_permissions.add(*Permission.objects.filter(codename__in=("add_rating", "view_rating")))
    factories.make_rating(room.row, "values", 2, reviewer=adds, on=TODAY, evidence="First look")
    room.manager = adds
    assert post(room, values=5, values_because="Better", audience=3, audience_because="Seen").status_code == 204
    assert Rating.objects.get(criterion__key="values").value == 2
    assert Rating.objects.get(criterion__key="audience").value == 3


def test_a_brand_without_criteria_says_so(room: Room) -> None:
    FitCriterion.objects.filter(brand=room.row.brand).update(is_applicable=False)
    html = client_of(room.manager).get(room.url, headers=HTMX).content.decode()
    assert "Nothing to rate" in html
    assert 'type="submit"' not in html


def test_without_script_it_is_a_page_that_leads_back(room: Room) -> None:
    client = client_of(room.manager)
    back = reverse("staff:relationships")
    assert client.post(f"{room.url}?next={back}", room.data(values=4)).status_code == 422
    response = client.post(f"{room.url}?next={back}", room.data(values=4, note="Seen"))
    assert (response.status_code, response["Location"]) == (302, back)
    foreign = client.post(f"{room.url}?next=https://example.com/", room.data(values=4, note="Seen"))
    assert foreign["Location"].startswith("/admin/relationships/relationship/")
