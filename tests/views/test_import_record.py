"""What the page of a list still says when it was brought in, and what the page of its columns says of very many."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from relationships.models import CreatorImport
from relationships.services.imports.filling import SHOWN
from relationships.services.imports.tidying import REFUSED_DAYS, tidy
from relationships.templatetags.imports import NAMES_SHOWN
from tests import factories
from tests.kept import kept_rows
from tests.views.importing import HTMX, columns_as_they_stand, last, page, send, staged, step

pytestmark = pytest.mark.django_db

LIST = "Handle;Name;Country;Shoe size\n" + "".join(
    f"@one{n};Somebody {n};{'Atlantis' if n else 'Poland'};38\n" for n in range(SHOWN + 2)
)


@kept_rows
def people() -> dict[str, Any]:
    brand = factories.make_brand("Halden")
    return {"brand": brand, "manager": factories.make_manager(brand)}


@pytest.fixture
def manager(people: dict[str, Any]) -> Client:
    client = Client()
    client.force_login(people["manager"])
    return client


def test_it_says_what_was_left_out_and_what_its_columns_were(people: dict[str, Any], manager: Client) -> None:
    staged(manager, people["brand"], LIST, field_2="country")
    told = page(manager, "?show=cells")
    assert told.count(">Atlantis<") == SHOWN
    step(manager, "apply")
    told = page(manager)
    assert "Cells left out of rows that were taken" in told
    assert told.count(">Atlantis<") == SHOWN
    assert page(manager, "?show=cells&page=2").count(">Atlantis<") == 1
    assert page(manager, "?show=refused&page=2").count(">Atlantis<") == SHOWN, "each part has pages of its own"
    assert "Not brought in: Shoe size." in told
    assert 'Name <span class="quiet">as Name</span>' in told
    assert 'Handle <span class="quiet">as Handle</span>' in told


def test_what_was_left_out_is_forgotten_with_the_refused_rows(people: dict[str, Any], manager: Client) -> None:
    staged(manager, people["brand"], LIST, field_2="country")
    step(manager, "apply")
    now = timezone.now()
    for past, is_told in ((-1, True), (1, False)):
        CreatorImport.objects.update(applied_at=now - timedelta(days=REFUSED_DAYS, seconds=past))
        tidy(now)
        told = page(manager)
        assert ("Atlantis" in told) == is_told
        assert ("51 cells of this list" in told) != is_told
        assert CreatorImport.history.exclude(remarks=[]).exists() == is_told
        assert bool(last().recognised) == is_told, "examples of its cells"
    assert "Not brought in: Shoe size." in told


def test_a_list_that_was_not_brought_in_says_nothing_of_it(people: dict[str, Any], manager: Client) -> None:
    staged(manager, people["brand"], LIST, field_2="country")
    CreatorImport.objects.update(status="cancelled")
    told = page(manager)
    assert "Its columns" not in told
    assert "Atlantis" not in told


# --- Very many columns ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("left", "folds"), [(NAMES_SHOWN, False), (NAMES_SHOWN + 1, True)])
def test_names_of_many_columns_are_told_once_and_folded(
    people: dict[str, Any], manager: Client, left: int, folds: bool
) -> None:
    names = [f"Xyzzy {n}" for n in range(left)]
    send(manager, people["brand"], f"Handle;{';'.join(names)}\n@ana;{';'.join('q' * left)}\n")
    told = page(manager)
    assert f"Not brought in: {left} columns that were not recognised." in told
    assert told.count(">Xyzzy 3<") == 1
    step(manager, "columns", columns_as_they_stand(last()))
    told = page(manager)
    assert (f"Columns not brought in: {left}</summary>" in told) == folds
    assert (", ".join(names) in told) != folds


def test_a_column_that_a_person_leaves_out_is_named(people: dict[str, Any], manager: Client) -> None:
    heads = ";".join(f"Xyzzy {n}" for n in range(30))
    send(manager, people["brand"], f"Handle;Name;{heads}\n@ana;Ana;{';'.join('q' * 30)}\n")
    sent = {**columns_as_they_stand(last()), "field-1": "", "field-2": "notes", "again": "1"}
    told = step(manager, "columns", sent, headers=HTMX).content.decode()
    assert "Not brought in: Name, and 29 columns that were not recognised." in told
    assert told.index('id="field-2"') < told.index('id="folded"'), "what a person says is among what is brought in"


# --- As they would be stored ------------------------------------------------------------------------------------------


def test_the_first_rows_show_all_that_would_be_stored(people: dict[str, Any], manager: Client) -> None:
    ana = factories.make_creator("Ana Sol", followers=50_000, email="kept@example.org")
    factories.make_category("Gardening", ana)
    handle = ana.accounts.get().handle
    factories.make_tag("Winter", factories.make_relationship(ana, people["brand"], stage="active"))
    long = "Likes short briefs. " * 12
    staged(
        manager,
        people["brand"],
        "Handle;Name;ER %;Categories;Tags;Notes;Stage\n"
        f"{handle};Ana Sol;;Food;winter, Press list;Asks for samples;contacted\n"
        f'@ben;Ben Ray;3,4;"Food, Travel, Pets";;"{long}";negotiating\n@cleo;Cleo Day;2,1;;;;\n',
        field_3="categories", field_4="tags", field_5="notes", field_6="stage",
    )  # fmt: skip
    told = page(manager)
    ana_row, ben_row, cleo_row = told.split("<tbody>")[1:4]
    assert "50K" in ana_row
    assert "Gardening" in ana_row
    assert "Food" not in ana_row, "categories are filled in only where there are none"
    assert ana_row.count("inter</span>") == 1
    assert "Press list" in ana_row
    assert "Asks for samples" in ana_row
    assert "Active" in ana_row, "no list moves a stage on"
    assert "Food, Travel, Pets" in ben_row
    assert "3.4 %" in ben_row
    assert "Negotiating" in ben_row
    assert f"<details><summary>{long[:50]}" in ben_row
    assert "Prospect" in cleo_row
    assert "Notes" not in cleo_row


@pytest.mark.parametrize(
    ("is_primary", "shown"),
    [(False, ("12M", "Mega")), (True, ("40K", "Micro"))],
    ids=["the largest counts", "the primary counts"],
)
def test_an_account_that_the_list_does_not_name_counts_too(
    people: dict[str, Any], manager: Client, is_primary: bool, shown: tuple[str, str]
) -> None:
    ana = factories.make_creator("Ana Sol", followers=12_000_000)
    small = factories.make_account(ana, "ana.small", followers=9_000, is_primary=is_primary, measured_on="2026-01-02")
    staged(manager, people["brand"], f"Instagram;IG followers;Tags\n{small.handle};40K;Winter\n")
    ana_row = page(manager).split("<tbody>")[1]
    assert [one for one in shown if one in ana_row] == [*shown]
