"""Attached files: kept once, described anew, taken away; and the disk follows what is on file."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from relationships.domain.attachments import AttachmentKind
from relationships.models import Attachment, CreatorImport, Relationship, User
from relationships.services import attachments as service
from relationships.services.attachments import About, attach, describe, may_remove, remove, strays
from tests import factories
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 terms"
CONTRACT = About(AttachmentKind.CONTRACT, "signed")


@kept_rows
def desk() -> tuple[Relationship, User]:
    brand = factories.make_brand("Halden")
    return factories.make_relationship(brand=brand), factories.make_manager(brand, first_name="Mia", last_name="Moor")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A disk of the test's own."""
    storage = FileSystemStorage(location=tmp_path, base_url=None)
    monkeypatch.setattr(service, "attachment_storage", lambda: storage)
    monkeypatch.setattr(Attachment._meta.get_field("file"), "storage", storage)
    return tmp_path


def _on_disk(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _file(content: bytes = PDF, name: str = "Deal.pdf") -> ContentFile[bytes]:
    return ContentFile(content, name)


def test_a_file_is_kept_under_a_name_that_nobody_guesses(desk: tuple[Relationship, User], folder: Path) -> None:
    relationship, by = desk
    kept = attach(relationship, _file(name="../Deal\u202e.pdf"), CONTRACT, by)
    assert (kept.name, kept.kind, kept.note, kept.size) == ("Deal.pdf", "contract", "signed", len(PDF))
    assert (kept.content_type, kept.uploaded_by, len(kept.digest)) == ("application/pdf", by, 64)
    assert [path.read_bytes() for path in _on_disk(folder)] == [PDF]
    assert "Deal" not in str(kept.file.name)
    assert kept.file.name == _on_disk(folder)[0].relative_to(folder).as_posix()
    assert kept.history.get().history_type == "+"


def test_what_is_refused_leaves_nothing(desk: tuple[Relationship, User], folder: Path) -> None:
    relationship, by = desk
    with pytest.raises(ValidationError, match="holds nothing of the kind"):
        attach(relationship, _file(b"MZ"), CONTRACT, by)
    foreign = factories.make_collaboration(factories.make_relationship())
    with pytest.raises(ValidationError, match="belongs to another relationship"):
        attach(relationship, _file(), About(AttachmentKind.BRIEF, "", foreign), by)
    assert (_on_disk(folder), Attachment.objects.count()) == ([], 0)


def test_the_same_file_is_recognised_and_named(desk: tuple[Relationship, User], folder: Path) -> None:
    relationship, by = desk
    attach(relationship, _file(), CONTRACT, by)
    with pytest.raises(ValidationError, match=r"is here already: Deal\.pdf \(contract, Mia Moor, \d+ \w+ \d{4}\)"):
        attach(relationship, _file(name="Other name.pdf"), CONTRACT, by)
    assert len(_on_disk(folder)) == 1, "what was written before that was known is gone again"
    attach(factories.make_relationship(), _file(), CONTRACT, by)
    assert len(_on_disk(folder)) == 2


def test_a_row_that_cannot_be_written_leaves_no_file(
    desk: tuple[Relationship, User], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: Any) -> None:
        raise RuntimeError("no row")

    monkeypatch.setattr(Attachment.objects, "create", fail)
    with pytest.raises(RuntimeError, match="no row"):
        attach(*desk[:1], _file(), CONTRACT, desk[1])
    assert _on_disk(folder) == []


def test_a_disk_that_takes_nothing_is_said(desk: tuple[Relationship, User], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", full)
    with pytest.raises(ValidationError, match="could not keep the file"):
        attach(*desk[:1], _file(), CONTRACT, desk[1])
    assert not Attachment.objects.exists()


def test_describing_anew_is_kept_in_the_history(desk: tuple[Relationship, User]) -> None:
    relationship, by = desk
    kept, about = attach(relationship, _file(), CONTRACT, by), factories.make_collaboration(relationship)
    assert not describe(kept, CONTRACT)
    assert describe(kept, About(AttachmentKind.PROOF, "", about))
    kept.refresh_from_db()
    assert (kept.kind, kept.note, kept.collaboration) == ("proof", "", about)
    assert [one.kind for one in kept.history.all()] == ["proof", "contract"]


@pytest.mark.parametrize(
    ("who", "days", "may"),
    [("uploader", 0, True), ("uploader", 1, False), ("colleague", 0, False), ("lead", 400, True), ("viewer", 0, False)],
)
def test_who_may_delete(desk: tuple[Relationship, User], who: str, days: int, may: bool) -> None:
    relationship, by = desk
    kept = attach(relationship, _file(), CONTRACT, by)
    kept.created_at = timezone.now() - timedelta(days=days)
    made = {"lead": factories.make_lead, "colleague": factories.make_manager, "viewer": factories.make_viewer}
    user = by if who == "uploader" else made[who]()
    assert may_remove(kept, user) is may
    if not may:
        with pytest.raises(PermissionDenied):
            remove(kept, user)


def test_a_deleted_file_goes_from_the_disk_once_that_is_certain(
    desk: tuple[Relationship, User], folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    relationship, by = desk
    kept = attach(relationship, _file(), CONTRACT, by)
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        remove(kept, by)
        assert len(_on_disk(folder)) == 1
    assert _on_disk(folder) == []
    assert [one.history_type for one in Attachment.history.all()] == ["-", "+"]

    attach(relationship, _file(), CONTRACT, by)
    with django_capture_on_commit_callbacks(execute=True):
        relationship.delete()
    assert _on_disk(folder) == [], "files go with their relationship"


def test_the_disk_is_compared_with_what_is_on_file(
    desk: tuple[Relationship, User], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    relationship, by = desk
    assert strays() == service.Strays(0, (), ())
    lost, kept = (attach(relationship, _file(PDF + one), CONTRACT, by) for one in (b"1", b"2"))
    (folder / str(lost.file.name)).unlink()
    (folder / "zz").mkdir()
    for name, days in (("old", 2), ("new", 0), ("waits", 2)):
        stray = folder / "zz" / name
        stray.write_text("x")
        then = (timezone.now() - timedelta(days=days)).timestamp()
        os.utime(stray, (then, then))
    CreatorImport.objects.create(brand=relationship.brand, source_name="list.csv", file="zz/waits", size=1)
    assert strays() == service.Strays(3, (lost,), ("zz/old",)), "a list that waits to be brought in is no stray"
    with pytest.raises(CommandError, match="1 attached files are missing"):
        call_command("check_attachments", "--delete-unknown")
    said = capsys.readouterr().out
    assert f"missing  {lost.file.name}  Deal.pdf, relationship {relationship.pk}" in said
    assert "Deleted: 1" in said
    assert sorted(path.name for path in _on_disk(folder)) == sorted(["new", "waits", Path(str(kept.file.name)).name])
    lost.delete()
    call_command("check_attachments")
