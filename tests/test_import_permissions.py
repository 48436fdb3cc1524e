"""Every address of a list that is brought in × who asks × own and foreign. One that is added belongs into a table."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from relationships.models import CreatorImport, User
from tests import factories
from tests.kept import kept_rows
from tests.test_permissions import OF_AN_IMPORT, ROLES

pytestmark = pytest.mark.django_db

VIEW, ADD, CHANGE = "view_creatorimport", "add_creatorimport", "change_creatorimport"
#: Pages, by the permission without which they are closed.
PAGES = {"staff:import": VIEW, "staff:import_progress": VIEW, "staff:import_refused": VIEW}
#: What takes posts only.
STEPS = {
    "staff:import_columns": ADD,
    "staff:import_table": ADD,
    "staff:import_saved": ADD,
    "staff:import_cancel": ADD,
    "staff:import_run": ADD,
    "staff:import_decide": ADD,
    "staff:import_back": ADD,
    "staff:import_apply": ADD,
    "staff:import_throw_away": ADD,
    "staff:import_go_on": ADD,
}
#: Asked for and sent alike.
FORMS = {"staff:import_undo": CHANGE}
ALL = {**PAGES, **STEPS, **FORMS}


@kept_rows
def people() -> dict[str, User]:
    """And a list of the brand of theirs, which is over, and of another's."""
    own, foreign = factories.make_brand("Homely"), factories.make_brand("Zyxwoo")
    for brand in (own, foreign):
        CreatorImport.objects.create(
            brand=brand, source_name=f"{brand}.csv", sha256="a" * 64, size=1, kind="csv", status="done"
        )
    return {
        "viewer": factories.make_viewer(own),
        "manager": factories.make_manager(own),
        "lead": factories.make_lead(),
    }


def test_every_address_is_in_a_table() -> None:
    assert {address.name for address in OF_AN_IMPORT} == {*PAGES, *STEPS, *FORMS}


def _asked(people: dict[str, User], role: str, name: str, brand: str, method: str) -> int:
    client = Client()
    client.force_login(people[role])
    url = reverse(name, args=[CreatorImport.objects.get(brand__name=brand).pk])
    return int(getattr(client, method)(url).status_code)


@pytest.mark.parametrize("name", [*PAGES, *FORMS])
@pytest.mark.parametrize("role", ROLES)
def test_pages(people: dict[str, User], name: str, role: str) -> None:
    allowed = people[role].has_perm(f"relationships.{ALL[name]}")
    # The progress of what rests leads to its page.
    assert _asked(people, role, name, "Homely", "get") in ({200, 302} if allowed else {403})
    foreign = _asked(people, role, name, "Zyxwoo", "get")
    assert foreign in (({200, 302} if role == "lead" else {404}) if allowed else {403})
    if name in PAGES:
        assert _asked(people, role, name, "Homely", "post") == 405


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("role", ROLES)
def test_steps(people: dict[str, User], name: str, role: str) -> None:
    """A list that is over refuses them all, with a word and the way back."""
    allowed = people[role].has_perm(f"relationships.{STEPS[name]}")
    assert _asked(people, role, name, "Homely", "get") == 405
    assert _asked(people, role, name, "Homely", "post") == (302 if allowed else 403)
    foreign = _asked(people, role, name, "Zyxwoo", "post")
    assert foreign == ((302 if role == "lead" else 404) if allowed else 403)
    assert set(CreatorImport.objects.values_list("status", flat=True)) == {"done"}


def test_managers_may_and_viewers_may_not(people: dict[str, User]) -> None:
    """Guards the guard: were everybody refused, the tables above would prove nothing."""
    assert [people[role].has_perm(f"relationships.{ADD}") for role in ROLES] == [False, True, True]
