"""Rows that nobody decided when their list was brought in: told once, and gone on with later."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from relationships.models import Account, Creator, CreatorImport, RefusedRow, Relationship
from relationships.reports.import_records import figures_of
from relationships.services.imports.undecided import refused, undecided
from tests import factories
from tests.kept import kept_rows
from tests.views.importing import last, page, staged, step

pytestmark = pytest.mark.django_db

#: A good row, one in doubt, what is said again of whom it speaks, one that is refused, and one of two creators.
LIST = """Handle;Name;Followers;Country;E-mail;TikTok
@ana;Ana Sol;12,4K;Poland;ana@example.org;
@newzoe;"Zoë ""Zo"" Hart, Berlin";9K;Germany;zoe@example.org;
@newzoe;Zoë Hart;9K;Germany;;@zoetok
not a handle!;Nobody;1K;Germany;;
@ines;Ines;5K;Spain;;@ivan
"""


@kept_rows
def people() -> dict[str, Any]:
    brand = factories.make_brand("Halden")
    factories.make_creator("Zoe Hart", followers=900_000, email="zoe@example.org", country="DE")
    ines, ivan = factories.make_creator("Ines Mar"), factories.make_creator("Ivan Mar")
    factories.make_account(ines, "ines")
    factories.make_account(ivan, "ivan", network="tiktok")
    return {"brand": brand, "manager": factories.make_manager(brand), "lead": factories.make_lead()}


def client_of(people: dict[str, Any], who: str = "manager") -> Client:
    client = Client()
    client.force_login(people[who])
    return client


def test_each_row_is_told_once(people: dict[str, Any]) -> None:
    client = client_of(people)
    row = staged(client, people["brand"], LIST)
    told = page(client, "?show=torn")
    assert "Ines Mar" in told
    assert "Ivan Mar" in told
    step(client, "apply")
    row.refresh_from_db()
    figures = figures_of(row)
    assert {key: count for key, count in figures.items() if count} == {"new": 1, "doubt": 2, "torn": 1, "refused": 1}
    assert [one.number for one in undecided(row)] == [3, 4, 6]
    assert [one.number for one in refused(row)] == [5]
    told = page(client)
    waiting, _, mended = told.partition('id="refused"')
    assert "Zoe Hart</a>" in waiting
    assert "The same e-mail" in waiting
    assert "not a handle!" in mended
    assert "newzoe" not in mended
    for query, numbers in (("", ["Row 5"]), ("?rows=undecided", ["Row 3", "Row 4", "Row 6"])):
        response = client.get(reverse("staff:import_refused", args=[row.pk]) + query)
        lines = b"".join(response).decode("utf-8-sig")
        assert [f"Row {n}" for n in range(2, 7) if f"Row {n}:" in lines] == numbers
    listed = client.get(reverse("staff:imports")).content.decode()
    assert '<td data-label="In doubt" class="num">2</td>' in listed
    assert '<td data-label="Refused" class="num">1</td>' in listed


def test_they_are_gone_on_with_and_decided(people: dict[str, Any]) -> None:
    client = client_of(people)
    row = staged(client, people["brand"], LIST)
    step(client, "apply")
    go_on = reverse("staff:import_go_on", args=[row.pk])
    for _ in range(2):  # sent twice, it is done once
        response = client.post(go_on)
        assert response["Location"] == reverse("staff:import", args=[last().pk])
    assert CreatorImport.objects.count() == 2
    made = last()
    assert (made.status, made.brand) == ("ready", row.brand)
    assert made.measured_on == date(2026, 5, 1), "figures are as old as they were"
    assert "Go on with them now" not in client.get(reverse("staff:import", args=[row.pk])).content.decode()
    step(client, "decide", {"number": "all", "decision": "join"})
    step(client, "apply")
    zoe = Creator.objects.get(name="Zoe Hart")
    assert {one.handle_key for one in zoe.accounts.all()} >= {"newzoe", "zoetok"}
    assert Relationship.objects.filter(creator=zoe, brand=people["brand"]).exists()
    assert [one.number for one in undecided(made)] == [4], "whose accounts are two creators' is still torn"
    assert Account.objects.get(handle_key="newzoe").followers == 9_000


def test_its_columns_can_be_looked_at_again(people: dict[str, Any]) -> None:
    client = client_of(people)
    row = staged(client, people["brand"], LIST)
    step(client, "apply")
    client.post(reverse("staff:import_go_on", args=[row.pk]))
    step(client, "back")
    told = page(client)
    assert "Row in list.csv" in told
    assert "Zoë &quot;Zo&quot; Hart, Berlin" in told


def test_only_of_a_list_that_stands_and_has_some(people: dict[str, Any]) -> None:
    client = client_of(people)
    row = staged(client, people["brand"], LIST)
    go_on = reverse("staff:import_go_on", args=[row.pk])
    assert client.post(go_on).status_code == 302
    step(client, "apply")
    RefusedRow.objects.all().delete()
    assert "bring your file in again" in client.post(go_on, follow=True).content.decode()
    assert CreatorImport.objects.count() == 1


def test_who_may_merge_is_led_to_it(people: dict[str, Any]) -> None:
    row = staged(client_of(people), people["brand"], LIST)
    step(client_of(people), "apply")
    address = reverse("staff:import", args=[row.pk])
    assert "Compare and merge" not in client_of(people).get(address).content.decode()
    assert "Compare and merge" in client_of(people, "lead").get(address).content.decode()


def test_nothing_is_said_of_cells_of_rows_that_were_not_taken(people: dict[str, Any]) -> None:
    client = client_of(people)
    row = staged(client, people["brand"], LIST.replace("Germany;zoe", "Atlantis;zoe").replace("Poland", "Lemuria"))
    assert [number for number, *_ in row.remarks] == [2, 3]
    step(client, "apply")
    row.refresh_from_db()
    assert ([number for number, *_ in row.remarks], row.counts["remarks"]) == ([2], 1)
