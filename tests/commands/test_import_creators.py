"""The import from the command line: figures for programs, a page for people, one clear line when it cannot be."""

from __future__ import annotations

import json
import shutil
import sys
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from relationships.models import Account, Brand, Creator, CreatorImport, Relationship, StagedRow
from relationships.services.clock import organisation_today
from relationships.services.derived import count_wrong
from relationships.services.imports import running
from tests.factories import make_brand, make_creator, make_manager, make_user
from tests.services.lists import as_workbook

pytestmark = pytest.mark.django_db

FIXTURES = Path(__file__).parent.parent / "fixtures"
GOLDEN = [("tiktok_ng", "tiktok"), ("youtube_es", "youtube")]


@pytest.fixture(autouse=True)
def _brand() -> Brand:
    return make_brand("Test", slug="test")


def run(file: Path | str, *options: str) -> str:
    out = StringIO()
    call_command("import_creators", str(file), "--brand", "test", *options, stdout=out)
    return out.getvalue()


def figures(file: Path | str, *options: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(run(file, "--format", "json", *options))
    return told


@pytest.mark.parametrize(("name", "network"), GOLDEN)
def test_golden_figures_and_the_same_again(name: str, network: str) -> None:
    file, golden = FIXTURES / f"{name}.csv", json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))
    assert figures(file, "--network", network, "--dry-run") == golden
    assert not Creator.objects.exists()
    told = figures(file, "--network", network)
    assert told == golden
    assert list(told) == ["rows", "created", "updated", "unchanged", "rejected", "tiers"]
    taken = golden["rows"] - len(golden["rejected"])
    again = {**golden, "created": 0, "updated": 0, "unchanged": taken}
    assert figures(file, "--network", network) == again
    assert sum(golden["tiers"].values()) == Creator.objects.count() == Relationship.objects.count()
    assert not any(count_wrong().values())


def test_the_tiktok_list_as_stored() -> None:
    run(FIXTURES / "tiktok_ng.csv", "--network", "TikTok")
    stored = {account.handle_key: account for account in Account.objects.select_related("creator")}
    assert stored["zainabcafe"].creator.name == "Zainab’s café", "Windows-1252"
    assert stored["chidi.cooks"].creator.name == "Chidi cooks – really"
    assert (stored["zainabcafe"].followers, stored["zainabcafe"].creator.tier) == (100_000, "macro")
    assert (stored["tolukemi"].followers, stored["tolukemi"].creator.tier) == (99_900, "micro")
    assert (stored["ifeoma.reads"].creator.tier, stored["segun__small"].creator.tier) == ("micro", "nano")
    assert (stored["nocountyet"].followers, stored["nocountyet"].creator.tier) == (None, "unknown")
    assert stored["moon_aka_me"].creator.name == "moon_aka_me", "question marks are no name"


def test_the_youtube_list_as_stored() -> None:
    run(FIXTURES / "youtube_es.csv")
    assert Account.objects.count() == 7, "its links tell which network the list is of, for the row without one, too"
    run(FIXTURES / "youtube_es.csv", "--network", "youtube")
    stored = {account.handle_key: account for account in Account.objects.select_related("creator")}
    assert stored["ritmoinventado"].followers == 249_600_000, "the later of two"
    names = sorted(stored["juegoalto"].creator.categories.values_list("name", flat=True))
    assert names == ["Humor", "Videojuegos"]
    assert stored["juegoalto"].creator.country == "US"
    assert stored["solocasa"].creator.country == "ES"
    assert {account.creator.country for key, account in stored.items() if key.startswith("UC")} == {"MX", "PE"}
    assert stored["sinenlace"].channel_id == ""


def test_a_workbook_and_its_page_for_people(tmp_path: Path) -> None:
    file = tmp_path / "our list.xlsx"
    rows: list[list[object]] = [["Username", "Followers", "Country", "Shoe size"], ["ana", 12400, "Narnia", 38]]
    rows += [["", 1, "France", ""] for _ in range(25)]
    file.write_bytes(as_workbook(rows, Notes=[["none"]]))
    told = run(file, "--network", "instagram", "--owner", make_manager(Brand.objects.get()).username, "--dry-run")
    for line in (
        "our list.xlsx: 26 rows, tried out, nothing is written",
        "  created           1",
        "  rejected         25",
        "New relationships: 1",
        "Creators in the list by tier: micro 1",
        "Columns not used: Shoe size",
        "Read from the sheet “List”, not from “Notes”.",
        "  row 3, Username: no handle: fill in the account's handle or address on Instagram",
        "  … and 5 more (--format json lists rejected rows)",
        "Cells left out of rows that were taken:",
        "  row 2, Country: “Narnia” is not a country we know: write its name in English or its code of two letters",
    ):
        assert line in told.splitlines()


WRONG: list[tuple[str, dict[str, bytes], list[str], str]] = [
    ("missing file", {}, ["nowhere.csv"], "No such file"),
    ("directory", {}, ["."], "Is a directory"),
    (
        "unknown network",
        {"a.csv": b"Username\na\n"},
        ["a.csv", "--network", "orkut"],
        "is not a network: choose one of",
    ),
    ("no such sheet", {"a.csv": b"Username\na\n"}, ["a.csv", "--network", "x", "--sheet", "May"], "no sheet “May”"),
    ("unknown owner", {"a.csv": b"Username\na\n"}, ["a.csv", "--owner", "nobody"], "nobody has the user name"),
    ("foreign owner", {"a.csv": b"Username\na\n"}, ["a.csv", "--owner", "stranger"], "does not see Test"),
    ("no network", {"a.csv": b"Username\na\n"}, ["a.csv"], "which network"),
    ("empty", {"a.csv": b""}, ["a.csv", "--network", "x"], "empty"),
    ("no header", {"a.csv": b"1,2\n3,4\n"}, ["a.csv", "--network", "x"], "No column tells the account"),
    ("picture", {"a.csv": b"\x89PNG\r\n\x1a\n\0\0\0"}, ["a.csv", "--network", "x"], "picture"),
    ("broken workbook", {"a.xlsx": b"PK\x03\x04 oh"}, ["a.xlsx", "--network", "x"], "damaged"),
]


@pytest.mark.parametrize(("files", "arguments", "says"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG])
def test_what_cannot_be_taken_ends_with_two_and_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, bytes], arguments: list[str], says: str
) -> None:
    make_user("stranger")
    monkeypatch.chdir(tmp_path)
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    with pytest.raises(CommandError, match=says) as refusal:
        run(*arguments)
    assert refusal.value.returncode == 2
    assert "\n" not in str(refusal.value)
    assert not Creator.objects.exists()


def test_an_unknown_brand_is_told_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no brand has the slug “nope”: there are test") as refusal:
        call_command("import_creators", str(FIXTURES / "tiktok_ng.csv"), "--brand", "nope")
    assert refusal.value.returncode == 2


def doubtful(tmp_path: Path) -> Path:
    """A list of one who may be on file: the same e-mail."""
    make_creator("Ana Sol", followers=9_000, email="ana@example.org")
    file = tmp_path / "doubts.csv"
    file.write_text(
        "Handle,Name,Followers,E-mail\n@newana,Ana S.,12K,ana@example.org\n@ben,Ben,9K,\n", encoding="utf-8"
    )
    return file


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_possible_duplicate_is_rejected(tmp_path: Path, dry_run: bool) -> None:
    file = doubtful(tmp_path)
    told = figures(file, "--network", "instagram", *(["--dry-run"] if dry_run else []))
    assert (told["rows"], told["created"], told["updated"], told["unchanged"]) == (2, 1, 0, 0)
    (rejected,) = told["rejected"]
    assert rejected["row"] == 2
    assert rejected["problem"].startswith("possible duplicate")
    assert Creator.objects.count() == (1 if dry_run else 2)
    assert CreatorImport.objects.count() == (0 if dry_run else 1)


def test_possible_duplicates_are_created_on_request(tmp_path: Path) -> None:
    told = figures(doubtful(tmp_path), "--network", "instagram", "--create-doubtful")
    assert (told["created"], told["rejected"]) == (2, [])


@pytest.mark.parametrize(("said", "stored"), [("2026-05-01", date(2026, 5, 1)), ("2999-01-01", organisation_today())])
def test_the_day_of_the_figures(tmp_path: Path, said: str, stored: date) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Handle,Followers\n@ana,12K\n", encoding="utf-8")
    run(file, "--network", "instagram", "--measured-on", said)
    assert Account.objects.get().measured_on == stored
    with pytest.raises(CommandError, match="is no day"):
        run(file, "--measured-on", "soon")


@pytest.mark.parametrize("at", ["stage", "apply"])
def test_whoever_interrupts_it_finds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Handle,Followers\n@ana,12K\n", encoding="utf-8")

    def interrupted(*_: Any) -> None:
        CreatorImport.objects.update(status="staging" if at == "stage" else "applying")
        raise KeyboardInterrupt

    monkeypatch.setattr(running, at, interrupted)
    with pytest.raises(KeyboardInterrupt):
        run(file, "--network", "instagram")
    assert not CreatorImport.objects.exists()
    assert not StagedRow.objects.exists()
    assert not Creator.objects.exists()


def test_how_far_it_is_stands_on_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    file = tmp_path / "list.csv"
    file.write_text("Handle,Followers\n@ana,12K\n", encoding="utf-8")
    assert figures(file, "--network", "instagram")["created"] == 1
    assert capsys.readouterr().err.endswith("\r\x1b[K"), "the line is taken away at the end"


def test_a_file_whose_name_is_no_text(tmp_path: Path) -> None:
    file = Path(str(tmp_path) + "/li\udcffst.csv")
    shutil.copy(FIXTURES / "tiktok_ng.csv", file)
    assert figures(file, "--network", "tiktok")["created"] == 9
    assert all(source.startswith("list.csv, ") for source in Creator.objects.values_list("data_source", flat=True))
