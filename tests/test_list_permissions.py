"""Every address that is about a whole list, by its key × who asks. One that is added has to be put into the table."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from relationships.models import User
from relationships.views.listings import LISTS
from tests import factories
from tests.kept import kept_rows
from tests.test_permissions import EVERY, ROLES

pytestmark = pytest.mark.django_db

#: By address: the permission without which it is closed, "" for whoever sees the list; the arguments after the key.
OF_A_LIST: dict[str, tuple[str, tuple[str, ...]]] = {
    "staff:bulk": ("change_relationship", ()),
    "staff:bulk_last": ("change_relationship", ()),
    "staff:bulk_result": ("change_relationship", ("1",)),
    "staff:bulk_undo": ("change_relationship", ("1",)),
    "staff:export_dialog": ("export_relationship", ()),
    "staff:export": ("export_relationship", ("csv",)),
    "staff:list_columns": ("", ()),
    "staff:list_density": ("", ()),
    "staff:view_new": ("", ()),
    "staff:view_save": ("", ("1",)),
    "staff:view_edit": ("", ("1",)),
    "staff:view_duplicate": ("", ("1",)),
    "staff:view_delete": ("", ("1",)),
    "staff:view_begin": ("", ("1",)),
}


@kept_rows
def people() -> dict[str, User]:
    brand = factories.make_brand()
    factories.make_relationship(brand=brand)
    return {
        "viewer": factories.make_viewer(brand),
        "manager": factories.make_manager(brand),
        "lead": factories.make_lead(),
    }


def test_every_address_of_a_list_is_in_the_table() -> None:
    assert {address.name for address in EVERY if "key" in address.arguments} == set(OF_A_LIST)


@pytest.mark.parametrize("name", OF_A_LIST)
def test_who_may(people: dict[str, User], name: str) -> None:
    permission, arguments = OF_A_LIST[name]
    for key in LISTS:
        url = reverse(name, args=[key, *arguments])
        for role in ROLES:
            client = Client()
            client.force_login(people[role])
            allowed = not permission or people[role].has_perm(f"relationships.{permission}")
            for answer in (client.get(url), client.post(url)):
                expected = {200, 302, 404, 405, 422} if allowed else {403, 405}
                assert answer.status_code in expected, (key, role, answer.status_code)


@pytest.mark.parametrize("name", OF_A_LIST)
def test_nobody_else(name: str) -> None:
    url = reverse(name, args=["relationships", *OF_A_LIST[name][1]])
    answers = [answer for answer in (Client().get(url), Client().post(url)) if answer.status_code != 405]
    assert answers
    for answer in answers:
        assert answer.status_code == 302
        assert reverse("admin:login") in answer["Location"]


@pytest.mark.parametrize("name", OF_A_LIST)
def test_a_list_that_is_not_there(people: dict[str, User], name: str) -> None:
    client = Client()
    client.force_login(people["lead"])
    url = reverse(name, args=["no-such-list", *OF_A_LIST[name][1]])
    assert {client.get(url).status_code, client.post(url).status_code} <= {404, 405}
