"""Two people at the columns of one list, or one with two tabs: the second is told, and nothing of the first is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from relationships.domain.imports import Field
from relationships.models import CreatorImport, SavedMapping
from relationships.services.imports import mappings
from relationships.services.imports.mappings import mapping_of, set_mapping
from relationships.services.imports.turns import save_columns
from relationships.services.versions import Outdated, token
from tests import factories
from tests.kept import kept_rows
from tests.views.importing import HTMX, columns_as_they_stand, last, page, paste, send, staged, step

pytestmark = pytest.mark.django_db

LIST = "Handle;Name;Remark\n@ana;Ana;likes tea\n@ben;Ben;likes skis\n"


@kept_rows
def people() -> dict[str, Any]:
    brand = factories.make_brand("Halden")
    return {
        "brand": brand,
        "manager": factories.make_manager(brand, first_name="Mia", last_name="Berg"),
        "other": factories.make_manager(brand, first_name="Leo", last_name="Lund"),
    }


def client_of(people: dict[str, Any], who: str) -> Client:
    client = Client()
    client.force_login(people[who])
    return client


def _kept(people: dict[str, Any], meaning: str) -> SavedMapping:
    """Columns kept for this header line, with the remark being ``meaning``."""
    send(client_of(people, "other"), people["brand"], LIST)
    sent = {**columns_as_they_stand(last()), "field-2": meaning, "keep_as": "Kept"}
    step(client_of(people, "other"), "columns", sent)
    return SavedMapping.objects.get()


def _as_leo_has_them(people: dict[str, Any]) -> tuple[CreatorImport, dict[str, Any]]:
    """A list whose columns Leo changed after Mia had opened them; and what Mia sends."""
    saved = _kept(people, "notes")
    send(client_of(people, "manager"), people["brand"], LIST)
    opened = {**columns_as_they_stand(last()), "field-2": "tags"}
    step(client_of(people, "other"), "saved", {"saved": saved.pk})
    assert mapping_of(last()).uses[2].field is Field.NOTES
    return last(), opened


@pytest.mark.parametrize("again", ["", "1"])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_second_is_told_and_keeps_what_they_chose(
    people: dict[str, Any], again: str, headers: dict[str, str]
) -> None:
    row, opened = _as_leo_has_them(people)
    mia = client_of(people, "manager")
    response = step(mia, "columns", {**opened, "again": again}, headers=headers)
    told = response.content.decode()
    assert response.status_code == (200 if headers else 409)
    assert "Leo Lund changed the columns of this list at" in told
    assert "Below is what you chose" in told
    assert '<option value="tags" selected>' in told
    assert mapping_of(last()).uses[2].field is Field.NOTES, "nothing of Leo's is lost"
    assert last().status == "mapping"
    assert f'value="{token(last())}"' in told, "sent once more, it is a decision"
    assert step(mia, "columns", {**opened, "seen": token(last())}).status_code == 302
    assert mapping_of(last()).uses[2].field is Field.TAGS
    assert row.pk == last().pk


@pytest.mark.parametrize("seen", ["", "x", "2020-01-01T00:00:00+00:00"])
def test_what_names_no_version_changes_nothing(people: dict[str, Any], seen: str) -> None:
    mia = client_of(people, "manager")
    send(mia, people["brand"], LIST)
    before = last().mapping
    response = step(mia, "columns", {**columns_as_they_stand(last()), "field-2": "tags", "seen": seen})
    assert response.status_code == 409
    assert "Below they are as they stand now" in response.content.decode()
    for name, more in (("table", {"sheet": "", "header": "2"}), ("saved", {"saved": "1"})):
        assert step(mia, name, {**more, "seen": seen}).status_code == 302
        assert "Nothing of yours was done" in page(mia)
    assert last().mapping == before


def test_of_another_header_nothing_is_taken_over(people: dict[str, Any]) -> None:
    """Leo read another row as the header: Mia's choices are of columns that are there no more."""
    mia = client_of(people, "manager")
    send(mia, people["brand"], LIST)
    opened = {**columns_as_they_stand(last()), "field-2": "tags"}
    step(client_of(people, "other"), "table", {"sheet": "", "header": "2"})
    told = step(mia, "columns", opened).content.decode()
    assert "Leo Lund changed the columns of this list at" in told
    assert "Below they are as they stand now" in told
    assert '<option value="tags" selected>' not in told


def test_to_the_preview_and_back_is_no_change(people: dict[str, Any]) -> None:
    mia = client_of(people, "manager")
    row = staged(mia, people["brand"], LIST)
    step(mia, "back")
    opened = columns_as_they_stand(last())
    step(client_of(people, "other"), "columns", columns_as_they_stand(last()) | {"measured_on": opened["measured_on"]})
    step(client_of(people, "other"), "back")
    assert step(mia, "columns", opened).status_code == 302
    assert last().status == "ready"
    assert row.pk == last().pk


def test_the_second_of_two_at_the_same_moment_is_told(people: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Leo saves after Mia's request has looked, and before it writes."""
    saved = _kept(people, "notes")
    mia = client_of(people, "manager")
    send(mia, people["brand"], LIST)
    opened = {**columns_as_they_stand(last()), "field-2": "tags"}
    set_by_mia = mappings.set_mapping

    def meanwhile(record: CreatorImport, mapping: Any) -> None:
        monkeypatch.setattr(mappings, "set_mapping", set_by_mia)
        step(client_of(people, "other"), "saved", {"saved": saved.pk})
        set_by_mia(record, mapping)

    monkeypatch.setattr(mappings, "set_mapping", meanwhile)
    assert "Leo Lund changed the columns" in step(mia, "columns", opened).content.decode()
    assert mapping_of(last()).uses[2].field is Field.NOTES


def test_only_what_was_said_of_the_columns_is_written(people: dict[str, Any]) -> None:
    mia = client_of(people, "manager")
    paste(mia, people["brand"], "Handle\tName\n@ana\tAna\n")
    record = last()
    CreatorImport.objects.filter(pk=record.pk).update(progress_done=7, owner=people["other"])
    set_mapping(record, mapping_of(record))
    assert (last().progress_done, last().owner) == (7, people["other"])
    stale = last()
    set_mapping(record, mapping_of(record))
    with pytest.raises(Outdated):
        save_columns(stale, "mapping")
