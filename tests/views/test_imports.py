"""A list's way through the pages: sent or pasted, told, looked at, decided about, brought in, taken back; and what is
refused on the way."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from relationships import tasks
from relationships.domain.imports import Field, Mapping, Policy
from relationships.middleware import BodyLimitMiddleware
from relationships.models import Account, Brand, Creator, CreatorImport, RefusedRow, Relationship, SavedMapping, User
from relationships.services.imports import running
from relationships.services.imports.arrival import FOLDER
from relationships.services.imports.tidying import REFUSED_DAYS, SETTLED, WAITS_DAYS, tidy
from relationships.services.imports.turns import save_columns
from relationships.views.imports import columns, common
from relationships.views.imports.arriving import PASTED_MAX
from relationships.views.imports.lines import FOLDED_FROM
from relationships.views.imports.work import LONG
from tests import factories
from tests.kept import kept_rows
from tests.views.importing import HTMX, LIST, columns_as_they_stand, last, page, paste, send, staged, step

pytestmark = pytest.mark.django_db


@kept_rows
def people() -> dict[str, Any]:
    brand, other = factories.make_brand("Halden"), factories.make_brand("Zyxwoo")
    return {"brand": brand, "other": other, "manager": factories.make_manager(brand), "lead": factories.make_lead()}


@pytest.fixture
def manager(people: dict[str, Any]) -> Client:
    client = Client()
    client.force_login(people["manager"])
    return client


# --- The whole way ----------------------------------------------------------------------------------------------------


def test_a_list_is_sent_looked_at_brought_in_and_taken_back(people: dict[str, Any], manager: Client) -> None:
    brand = people["brand"]
    response = send(manager, brand, owner=people["manager"].pk)
    assert (response.status_code, response["Location"]) == (302, reverse("staff:import", args=[last().pk]))
    told = page(manager)
    for words in ("list.csv", "Not brought in: Shoe size.", "Neither the file nor its name says it."):
        assert words in told
    step(manager, "columns", columns_as_they_stand(last()))
    told = page(manager)
    for words in (
        "2 creators are added to the directory.",
        f"2 relationships begin with Halden, looked after by {people['manager']}.",
        "1 refused row stays out",
        "Bring in 2 creators",
        "Columns not brought in: Shoe size.",
    ):
        assert words in told
    assert not Creator.objects.exists()
    refused = page(manager, "?show=refused")
    assert "3.4" in refused
    assert "Followers" in refused

    step(manager, "apply")
    assert last().status == "done"
    assert set(Relationship.objects.values_list("brand", "owner")) == {(brand.pk, people["manager"].pk)}
    assert Account.objects.get(handle_key="zoe").measured_on == date(2026, 5, 1)
    told = page(manager)
    assert "Refused rows" in told
    csv = manager.get(reverse("staff:import_refused", args=[last().pk]))
    assert csv["Content-Type"].startswith("text/csv")
    assert csv["Content-Disposition"].startswith("attachment")
    lines = b"".join(csv).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Handle,Name,Followers,Country,E-mail,Shoe size,What is wrong")
    assert "Row 3" in lines[1]
    assert not lines[1].startswith("@"), "a handle is no formula"

    assert "Take this list back?" in manager.get(reverse("staff:import_undo", args=[last().pk])).content.decode()
    assert last().status == "done", "asking takes nothing back"
    step(manager, "undo")
    assert last().status == "undone"
    assert not Creator.objects.exists()
    assert "Taken back" in page(manager)
    assert step(manager, "undo").status_code == 302


def test_the_same_again_changes_nothing_and_says_so(people: dict[str, Any], manager: Client) -> None:
    staged(manager, people["brand"])
    step(manager, "apply")
    before = list(Creator.objects.order_by("pk").values("pk", "updated_at"))
    staged(manager, people["brand"])
    told = page(manager)
    assert "The same file was brought in before" in told
    assert "This list changes nothing" in told
    assert "Bring in 0" not in told
    assert list(Creator.objects.order_by("pk").values("pk", "updated_at")) == before


def test_what_is_pasted_takes_the_same_way(people: dict[str, Any], manager: Client) -> None:
    assert paste(manager, people["brand"], "Handle\tFollowers\n@ana\t12400\n").status_code == 302
    step(manager, "columns", columns_as_they_stand(last()))
    step(manager, "apply")
    assert Account.objects.get().followers == 12_400
    assert "12.4K" in manager.get(reverse("staff:relationships")).content.decode()


def test_doubts_are_decided_one_by_one_or_all_at_once(people: dict[str, Any], manager: Client) -> None:
    names = ("Ana Sol", "Ben Ray")
    for name in names:
        factories.make_creator(name, followers=9_000, email=f"{name[:3].lower()}@example.org", country="PL")
    rows = "\n".join(
        f"@new{name[:3]};{name};9K;Poland;{name[:3].lower()}@example.org" for name in ("Ana Sol", "Ben Ray")
    )
    staged(manager, people["brand"], f"Handle;Name;Followers;Country;E-mail\n{rows}\n")
    told = page(manager, "?show=doubt")
    assert told.count("The same person<span") == 2
    assert "2 rows in doubt are left out" in told
    told = step(manager, "decide", {"number": "2", "decision": "join"}, headers=HTMX).content.decode()
    assert "1 row in doubt is left out" in told
    assert 'aria-pressed="true">The same person' in told
    assert "<html" not in told
    for wrong in ({"number": "99", "decision": "join"}, {"number": "x"}, {"number": "3", "decision": "marry"}):
        assert step(manager, "decide", wrong).status_code == 302
    step(manager, "decide", {"number": "all", "decision": "new"})
    assert "in doubt is" not in page(manager)
    step(manager, "apply")
    assert Creator.objects.filter(name="Ben Ray").count() == 2
    assert Creator.objects.get(name="Ana Sol").accounts.count() == 2


# --- Columns ----------------------------------------------------------------------------------------------------------


def test_a_choice_asks_anew_what_follows_from_it_and_keeps_nothing(people: dict[str, Any], manager: Client) -> None:
    send(manager, people["brand"], "Handle;Value\n@ana;4,5\n@ben;3,1\n")
    before = last().mapping
    sent = {**columns_as_they_stand(last()), "field-1": "engagement_rate", "again": "1"}
    told = step(manager, "columns", sent, headers=HTMX).content.decode()
    assert 'name="unit-1"' in told
    assert 'name="policy-1"' in told
    assert "You said so" in told
    assert "<html" not in told
    sent["field-0"] = ""
    assert "No column tells the account" in step(manager, "columns", sent).content.decode()
    assert last().mapping == before


@pytest.mark.parametrize(("unknown", "folds"), [(FOLDED_FROM - 1, False), (FOLDED_FROM, True)])
def test_many_columns_that_were_not_recognised_are_folded(
    people: dict[str, Any], manager: Client, unknown: int, folds: bool
) -> None:
    heads = ";".join(f"Xyzzy {n}" for n in range(unknown))
    send(manager, people["brand"], f"Handle;{heads}\n@ana;{';'.join('q' * unknown)}\n")
    told = page(manager)
    shown, _, folded = told.partition('<details class="import-folded"')
    assert bool(folded) == folds
    assert [f'name="field-{n}"' in shown for n in range(unknown + 1)] == [True, *[not folds] * unknown]
    if folds:
        assert f"{unknown} columns were not recognised" in folded
        sent = {**columns_as_they_stand(last()), "field-2": "notes", "again": "1"}
        shown, _, folded = step(manager, "columns", sent, headers=HTMX).content.decode().partition("<details")
        assert not folded, "four are few"
        assert 'name="policy-2"' in shown
        sent["field-2"] = "tags"
        shown, _, folded = step(manager, "columns", sent, headers=HTMX).content.decode().partition("<details")
        assert 'name="policy-2"' not in shown, "there is nothing to choose"
        assert "Are added" in shown


def test_columns_that_do_not_do_are_refused_beside_what_was_chosen(people: dict[str, Any], manager: Client) -> None:
    send(manager, people["brand"])
    sent = {**columns_as_they_stand(last()), "field-0": "", "field-5": "notes", "network": "orkut"}
    response = step(manager, "columns", sent)
    assert response.status_code == 422
    assert "No column tells the account" in response.content.decode()
    assert last().status == "mapping"


def test_policies_units_and_the_day_are_kept(people: dict[str, Any], manager: Client) -> None:
    send(manager, people["brand"], "Handle;Name;ER;Seen\n@ana;Ana;4,5;01/02/2026\n")
    sent = {
        "field-0": "handle", "network-0": "tiktok", "field-1": "name", "policy-1": "newer",
        "field-2": "engagement_rate", "unit-2": "percent", "basis-2": "reach", "network-2": "tiktok",
        "field-3": "measured_on", "days-3": "day", "measured_on": "2999-01-01", "network": "",
    }  # fmt: skip
    step(manager, "columns", sent)
    mapping = Mapping.from_json(last().mapping)
    uses = {use.field: use for use in mapping.uses}
    assert uses[Field.NAME].policy == Policy.NEWER
    assert (uses[Field.ENGAGEMENT_RATE].unit, uses[Field.ENGAGEMENT_RATE].basis) == ("percent", "reach")
    assert uses[Field.HANDLE].network == "tiktok"
    assert uses[Field.MEASURED_ON].day_first is True
    assert mapping.measured_on == timezone.localdate(), "no figure was read tomorrow"


def test_columns_are_kept_under_a_name_and_offered_again(people: dict[str, Any], manager: Client) -> None:
    send(manager, people["brand"])
    step(manager, "columns", {**columns_as_they_stand(last()), "field-5": "notes", "keep_as": "  Agency   list "})
    assert SavedMapping.objects.get().name == "Agency list"
    send(manager, people["brand"])
    assert "Agency list" in page(manager)
    step(manager, "saved", {"saved": SavedMapping.objects.get().pk})
    assert Mapping.from_json(last().mapping).uses[5].field == Field.NOTES
    assert step(manager, "saved", {"saved": "x"}).status_code == 404
    paste(manager, people["brand"], "Handle\tFollowers\n@ana\t12400\n")
    assert "Agency list" not in page(manager)


def test_another_row_is_the_header(people: dict[str, Any], manager: Client) -> None:
    send(manager, people["brand"], "Our list of May\n\n" + LIST)
    assert 'value="3"' in page(manager), "it was found"
    for wrong in ("0", "x", "99999999999"):
        assert step(manager, "table", {"sheet": "", "header": wrong}).status_code == 302
    assert step(manager, "table", {"sheet": "None of it", "header": "3"}).status_code == 302
    assert last().recognised["header_at"] == 2
    step(manager, "table", {"sheet": "", "header": "4"})
    assert last().recognised["header_at"] == 3


def test_back_to_the_columns_and_thrown_away(people: dict[str, Any], manager: Client) -> None:
    row = staged(manager, people["brand"])
    step(manager, "back")
    assert last().status == "mapping"
    step(manager, "throw_away")
    assert not CreatorImport.objects.filter(pk=row.pk).exists()
    staged(manager, people["brand"])
    step(manager, "apply")
    assert step(manager, "throw_away").status_code == 302
    assert last().status == "done"


# --- What is refused --------------------------------------------------------------------------------------------------

WRONG: list[tuple[str, Callable[[Client, Brand], Any], str]] = [
    ("nothing", lambda client, brand: client.post(reverse("staff:import_new"), {"brand": brand.pk}), "Choose a file"),
    ("both", lambda client, brand: send(client, brand, text="Handle\n@a"), "leave one of them out"),
    ("empty", lambda client, brand: send(client, brand, ""), "empty"),
    ("picture", lambda client, brand: send(client, brand, b"\x89PNG\r\n\x1a\n\0\0"), "picture"),
    ("broken workbook", lambda client, brand: send(client, brand, b"PK\x03\x04 oh", "a.xlsx"), "damaged"),
    ("no list", lambda client, brand: paste(client, brand, "\0"), "Choose a file first, drop one here"),
    ("too long", lambda client, brand: paste(client, brand, "a" * (PASTED_MAX + 1)), "save them as a file"),
    ("very wide", lambda client, brand: send(client, brand, ",".join("abc" * 40_000)), "more than 1,000 cells"),
    ("old workbook", lambda client, brand: send(client, brand, bytes.fromhex("d0cf11e0a1b11ae1") * 80), "no workbook"),
    ("no brand", lambda client, brand: paste(client, Brand(pk=0), "Handle\n@a"), "valid choice"),
    ("30 digits", lambda client, brand: paste(client, Brand(pk=int("9" * 30)), "Handle\n@a"), "valid choice"),
    ("no network", lambda client, brand: paste(client, brand, "Handle\n@a", network="orkut"), "valid choice"),
]


@pytest.mark.parametrize(("way", "says"), [one[1:] for one in WRONG], ids=[one[0] for one in WRONG])
def test_what_cannot_be_taken_is_said_and_nothing_stays(
    people: dict[str, Any], manager: Client, way: Callable[[Client, Brand], Any], says: str
) -> None:
    response = way(manager, people["brand"])
    assert response.status_code == 422
    assert says in response.content.decode()
    assert not CreatorImport.objects.exists()


#: What was sent once more, from a stale tab or by going back, by where the list stands; and what is said.
TOO_LATE = [
    ("done", "columns", "settled already: it is brought in already"),
    ("done", "apply", "does not wait to be brought in, for it is brought in already"),
    ("done", "decide", "does not wait to be brought in, for it is brought in already"),
    ("done", "back", "at another point by now: it is brought in already"),
    ("done", "throw_away", "at another point by now: it is brought in already"),
    ("undone", "throw_away", "at another point by now: it is taken back already"),
    ("undone", "go_on", "at another point by now: it is taken back already"),
    ("undone", "undo", "nothing of this list to take back"),
    ("ready", "saved", "settled already: it waits to be brought in"),
]


@pytest.mark.parametrize(("stands", "sent", "says"), TOO_LATE)
def test_what_comes_too_late_is_told_in_words_and_does_nothing(
    people: dict[str, Any], manager: Client, stands: str, sent: str, says: str
) -> None:
    staged(manager, people["brand"])
    for one in {"ready": (), "done": ("apply",), "undone": ("apply", "undo")}[stands]:
        step(manager, one)
    before, creators = last().updated_at, Creator.objects.count()
    assert step(manager, sent).status_code == 302
    assert says in page(manager)
    assert (last().status, last().updated_at, Creator.objects.count()) == (stands, before, creators)


def test_a_list_of_a_header_alone_says_so(people: dict[str, Any], manager: Client) -> None:
    staged(manager, people["brand"], "Handle;Followers\n")
    told = page(manager)
    assert "There is no row below its header." in told
    assert "on file already" not in told


def test_a_text_with_characters_that_no_list_holds_is_read_without_them(
    people: dict[str, Any], manager: Client
) -> None:
    assert paste(manager, people["brand"], "Handle\tName\n@a\0na\tAna\n").status_code == 302
    assert "@ana" in page(manager)


def test_only_brands_and_owners_that_see_each_other(people: dict[str, Any], manager: Client) -> None:
    foreign = paste(manager, people["other"], "Handle\n@a")
    assert "valid choice" in foreign.content.decode()
    lead = Client()
    lead.force_login(people["lead"])
    stranger = factories.make_manager(factories.make_brand())
    asked = paste(lead, people["brand"], "Handle\n@a", owner=stranger.pk)
    assert f"{stranger} does not see Halden" in asked.content.decode()
    assert not CreatorImport.objects.exists()


def test_the_names_of_files_are_cleaned(people: dict[str, Any], manager: Client) -> None:
    send(manager, people["brand"], name="..\\<b>li\u202est\x07</b>.csv")
    assert "<b>" not in page(manager)
    assert not set("\\/\u202e\x07") & set(last().source_name)


@pytest.mark.parametrize(
    ("address", "announced", "status"),
    [
        ("staff:import_new", 2 * 2**20 + 2**16, 200),
        ("staff:import_new", 2 * 2**20 + 2**16 + 1, 413),
        ("admin:login", 2**20, 200),
        ("admin:login", 2**20 + 1, 413),
    ],
)
def test_too_large_a_list_is_refused_unread(settings: Settings, address: str, announced: int, status: int) -> None:
    settings.REQUEST_MAX_BYTES, settings.IMPORT_MAX_BYTES = 2**20, 2 * 2**20
    request = RequestFactory().post(reverse(address), CONTENT_LENGTH=str(announced))
    response = BodyLimitMiddleware(lambda request: HttpResponse())(request)
    assert response.status_code == status
    assert (b"A list of creators may have 2 MB" in response.content) == (status == 413 and address != "admin:login")


class Unread(BytesIO):
    def read(self, *_: Any) -> bytes:
        raise AssertionError("somebody reads the body")

    readline = read


def test_a_body_without_a_length_is_not_read(manager: Client) -> None:
    """To Django it is empty, whatever a server hands over behind it."""
    bare: Any = {"CONTENT_LENGTH": "", "wsgi.input": Unread()}
    response = manager.generic("POST", reverse("staff:import_new"), b"", "multipart/form-data; boundary=x", **bare)
    assert response.status_code == 422
    assert "Choose a file first" in response.content.decode()


def test_too_long_a_text_is_told_to_be_sent_as_a_file(manager: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2**20
    response = manager.post(reverse("staff:import_new"), {"text": "x" * (2**20 + 1)})
    assert response.status_code == 413
    assert "Save it as a file" in response.content.decode()


# --- With a worker ----------------------------------------------------------------------------------------------------


@pytest.fixture
def worker(settings: Settings) -> None:
    settings.BACKGROUND_WORKER = True
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def wait(seconds: float) -> None:
    """As if the step had been waiting for so long."""
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(seconds=seconds))


@pytest.mark.usefixtures("worker")
def test_a_step_waits_for_the_worker_and_can_be_done_here(people: dict[str, Any], manager: Client) -> None:
    send(manager, people["brand"])
    for _ in range(2):  # pressed twice, it waits once
        step(manager, "columns", columns_as_they_stand(last()))
    assert DBTaskResult.objects.count() == 1
    progress = reverse("staff:import_progress", args=[last().pk])
    assert "Waiting to be read" in page(manager)
    assert "No worker has come" not in manager.get(progress, headers=HTMX).content.decode()
    wait(tasks.NOBODY_COMES.total_seconds() + 1)
    assert "No worker has come" in manager.get(progress, headers=HTMX).content.decode()
    step(manager, "run")
    assert last().status == "ready"
    assert manager.get(progress, headers=HTMX)["HX-Redirect"] == reverse("staff:import", args=[last().pk])
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"
    assert step(manager, "run").status_code == 302, "it is done already"

    step(manager, "apply")
    step(manager, "cancel")
    assert last().status == "ready"
    assert tasks.waiting_for(last().pk) is None
    assert tasks.prune(timezone.now() + timedelta(days=tasks.KEPT_DAYS + 1)) == 1


def test_how_far_it_is(people: dict[str, Any], manager: Client) -> None:
    send(manager, people["brand"])
    CreatorImport.objects.update(status="staging", progress_done=1_200, progress_total=10_000)
    told = page(manager)
    assert "1,200 of 10,000" in told
    assert '<meta http-equiv="refresh"' in told
    here = manager.get(reverse("staff:import_progress", args=[last().pk]) + "?here=1", headers=HTMX).content.decode()
    assert "hx-trigger" not in here.split("<form")[0], "whoever waits for the answer asks by themselves"
    step(manager, "cancel", headers=HTMX)
    assert last().cancel_asked
    CreatorImport.objects.update(status="applying", cancel_asked=False)
    told = page(manager)
    assert "Only the reading of a list can be cancelled" in told
    assert reverse("staff:import_cancel", args=[last().pk]) not in told
    CreatorImport.objects.update(status="done", progress_done=4, progress_total=10)
    assert "still being asked about 6 relationships" in page(manager)


@pytest.mark.parametrize(("at", "then"), [("staging", "ready"), ("applying", "done"), ("undoing", "undone")])
def test_what_was_stopped_in_the_middle_is_gone_on_with(
    people: dict[str, Any], manager: Client, at: str, then: str
) -> None:
    staged(manager, people["brand"])
    if at == "undoing":
        step(manager, "apply")
    CreatorImport.objects.update(status=at, updated_at=timezone.now() - LONG + timedelta(seconds=30))
    assert "Go on with it here" not in page(manager)
    step(manager, "run")
    assert last().status == at, "somebody may well be at it"
    CreatorImport.objects.update(updated_at=timezone.now() - LONG - timedelta(seconds=1))
    assert "Go on with it here" in page(manager)
    step(manager, "run")
    assert last().status == then
    assert Creator.objects.count() == (2 if then == "done" else 0)


def test_whoever_comes_second_finds_it_done(
    people: dict[str, Any], manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two at one step: before the second writes anything the first one ends."""
    staged(manager, people["brand"])

    def meanwhile(record: CreatorImport) -> CreatorImport:
        CreatorImport.objects.update(status="done")
        return copy(record)

    monkeypatch.setattr(running, "copy", meanwhile)
    step(manager, "apply")
    assert "Something went wrong" not in page(manager)
    assert (last().status, Creator.objects.count()) == ("done", 0)
    with pytest.raises(ValidationError, match="another point"):
        running.apply(last().pk)


@pytest.mark.parametrize("name", ["columns", "table"])
def test_columns_that_somebody_else_has_settled_meanwhile_stay(
    name: str, people: dict[str, Any], manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one sends the columns, or another row as the header, a colleague has gone on to the end."""
    send(manager, people["brand"])
    sent = {**columns_as_they_stand(last()), "sheet": "", "header": "2"}
    by_then: list[CreatorImport] = []

    def import_of(*arguments: Any) -> CreatorImport:
        row = common.import_of(*arguments)
        running.stage(row.pk)
        by_then.append(running.apply(row.pk))
        return row

    monkeypatch.setattr(columns, "import_of", import_of)
    if name == "table":  # it is read before the colleague is through, as far as this request knows
        monkeypatch.setattr(columns, "choose_table", lambda row, *_: save_columns(row, "mapping"))
    assert step(manager, name, sent).status_code == 302
    assert "settled already" in page(manager)
    assert CreatorImport.objects.values().get() == {
        field.attname: getattr(by_then[0], field.attname) for field in CreatorImport._meta.concrete_fields
    }


# --- What is thrown away by itself ------------------------------------------------------------------------------------


def test_lists_that_nobody_went_on_with_are_thrown_away(people: dict[str, Any], manager: Client) -> None:
    now = timezone.now()
    staged(manager, people["brand"])
    step(manager, "apply")
    done = last()
    send(manager, people["brand"])
    CreatorImport.objects.filter(pk=last().pk).update(updated_at=now - timedelta(days=WAITS_DAYS, seconds=-1))
    CreatorImport.objects.filter(pk=done.pk).update(applied_at=now - timedelta(days=REFUSED_DAYS, seconds=-1))
    assert tidy(now) == (0, 0)
    CreatorImport.objects.filter(pk=last().pk).update(updated_at=now - timedelta(days=WAITS_DAYS, seconds=1))
    CreatorImport.objects.filter(pk=done.pk).update(applied_at=now - timedelta(days=REFUSED_DAYS, seconds=1))
    CreatorImport.objects.filter(pk=last().pk).update(status="staging")
    assert tidy(now) == (1, 1)
    assert not RefusedRow.objects.exists()
    assert last() == done


def test_files_that_a_killed_process_left_behind_go_after_a_day(people: dict[str, Any], manager: Client) -> None:
    """Killed between the file and its import, or between the end of an import and its file."""
    send(manager, people["brand"])
    storage, known = last().file.storage, str(last().file.name)
    stray = storage.save(f"{FOLDER}/{'0' * 32}", SimpleUploadedFile("list.csv", LIST.encode()))
    now = timezone.now()
    for after, stays in ((SETTLED - timedelta(minutes=1), True), (SETTLED + timedelta(minutes=1), False)):
        tidy(now + after)
        assert (storage.exists(stray), storage.exists(known)) == (stays, True)


# --- The page of all --------------------------------------------------------------------------------------------------


def test_the_page_of_all_shows_those_of_ones_brands(people: dict[str, Any], manager: Client) -> None:
    assert "No list was brought in yet" in manager.get(reverse("staff:imports")).content.decode()
    staged(manager, people["brand"])
    step(manager, "apply")
    CreatorImport.objects.create(brand=people["other"], source_name="foreign.csv", sha256="a", size=1, kind="csv")
    told = manager.get(reverse("staff:imports") + "?page=99").content.decode()
    assert "list.csv" in told
    assert "Brought in" in told
    assert "foreign.csv" not in told


def test_whoever_may_not_is_not_offered_it(people: dict[str, Any]) -> None:
    viewer: User = factories.make_viewer(people["brand"])
    client = Client()
    client.force_login(viewer)
    assert "Import" not in client.get(reverse("staff:relationships")).content.decode()
    assert "Import a list" not in client.get(reverse("admin:relationships_creator_changelist")).content.decode()


def test_the_ways_in(manager: Client) -> None:
    way = reverse("staff:import_new")
    for address in (reverse("staff:relationships"), reverse("admin:relationships_creator_changelist")):
        assert f'href="{way}"' in manager.get(address).content.decode(), address
    assert way in manager.get(reverse("staff:palette") + "?q=upload").content.decode()
