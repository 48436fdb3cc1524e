"""Files of a relationship over the wire: sent several at once, given back as downloads that no browser runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from relationships.domain.attachments import AT_ONCE, AttachmentKind
from relationships.models import Attachment, Collaboration, Relationship, User
from relationships.reports.attachments import SHOWN
from relationships.services.attachments import About, attach
from tests import factories
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 terms"
HTMX = {"HX-Request": "true"}


@dataclass
class Desk:
    relationship: Relationship
    collaboration: Collaboration
    people: dict[str, User]
    foreign: Relationship

    @property
    def address(self) -> str:
        return reverse("staff:attachments", args=[self.relationship.pk])

    @property
    def workplace(self) -> str:
        return reverse("admin:relationships_relationship_change", args=[self.relationship.pk])

    def client(self, role: str) -> Client:
        client = Client()
        client.force_login(self.people[role])
        return client

    def holds(self, name: str = "Deal.pdf", content: bytes = PDF, by: str = "manager") -> Attachment:
        about = About(AttachmentKind.CONTRACT, "signed", self.collaboration)
        return attach(self.relationship, ContentFile(content, name), about, self.people[by])


@kept_rows
def desk() -> Desk:
    brand = factories.make_brand("Halden")
    relationship = factories.make_relationship(brand=brand)
    people = {
        "manager": factories.make_manager(brand, first_name="Mia", last_name="Moor"),
        "viewer": factories.make_viewer(brand),
        "lead": factories.make_lead(),
    }
    return Desk(
        relationship,
        factories.make_collaboration(relationship, title="Spring"),
        people,
        factories.make_relationship(),
    )


def _file(name: str = "Deal.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_several_are_sent_at_once_and_one_that_is_refused_keeps_none_of_the_others(desk: Desk) -> None:
    files = [_file(), _file("mask.png"), _file("Brief.txt", b"Hello")]
    sent = {"files": files, "kind": "contract", "about": desk.collaboration.pk, "note": " two\nlines "}
    answer = desk.client("manager").post(desk.address, sent, follow=True)
    assert answer.redirect_chain == [(f"{desk.workplace}#attachments", 302)]
    page = answer.content.decode()
    assert "Not kept: mask.png: Its name says PNG picture, its content PDF." in page
    assert "2 files are kept." in page
    kept = Attachment.objects.order_by("name")
    assert [(one.name, one.kind, one.note, one.collaboration) for one in kept] == [
        ("Brief.txt", "contract", "two lines", desk.collaboration),
        ("Deal.pdf", "contract", "two lines", desk.collaboration),
    ]
    assert all(one.uploaded_by == desk.people["manager"] for one in kept)


def _refusals(desk: Desk) -> dict[str, tuple[dict[str, Any], str]]:
    foreign = factories.make_collaboration(desk.foreign)
    return {
        "no file": ({"kind": "brief"}, "Choose a file first"),
        "no kind": ({"files": [_file()]}, "Say what it is"),
        "wrong kind": ({"files": [_file()], "kind": "virus"}, "Select a valid choice"),
        "foreign collaboration": ({"files": [_file()], "kind": "brief", "about": foreign.pk}, "Select a valid choice"),
        "odd collaboration": ({"files": [_file()], "kind": "brief", "about": "9" * 40}, "Select a valid choice"),
        "long note": ({"files": [_file()], "kind": "brief", "note": "x" * 301}, "at most 300 characters"),
        "too many": ({"files": [_file(f"{n}.pdf") for n in range(AT_ONCE + 1)], "kind": "brief"}, "at most 10 files"),
        "program": ({"files": [_file("run.exe", b"MZ")], "kind": "brief"}, "run.exe: Programs and scripts"),
    }


def test_what_is_refused_as_a_whole_is_asked_again_with_what_was_typed(desk: Desk) -> None:
    client = desk.client("manager")
    for name, (sent, said) in _refusals(desk).items():
        answer = client.post(desk.address, {"note": "kept <note>", **sent})
        page = answer.content.decode()
        assert (answer.status_code, said in page) == (422, True), name
        assert "Nothing was kept." in page
        if "note" not in sent:
            assert "kept &lt;note&gt;" in page
    assert not Attachment.objects.exists()


def test_a_download_is_saved_and_never_run(desk: Desk) -> None:
    one = desk.holds("Verträge “neu”.pdf")
    answer = desk.client("viewer").get(reverse("staff:attachment_file", args=[one.pk]))
    assert answer.getvalue() == PDF
    assert {name: answer[name] for name in ("Content-Type", "Content-Length", "X-Content-Type-Options")} == {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(PDF)),
        "X-Content-Type-Options": "nosniff",
    }
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Vertr%C3%A4ge%20%E2%80%9Cneu%E2%80%9D.pdf"
    assert "no-store" in answer["Cache-Control"]


def test_a_file_that_the_disk_has_lost_is_told_of(desk: Desk) -> None:
    one = desk.holds()
    one.file.storage.delete(str(one.file.name))
    answer = desk.client("viewer").get(reverse("staff:attachment_file", args=[one.pk]), follow=True)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Not in its place on the server: Deal.pdf. Tell an administrator;" in page
    assert f"as number {one.pk}." in page


def test_who_belongs_to_another_team_finds_nothing(desk: Desk) -> None:
    one = desk.holds()
    stranger = Client()
    stranger.force_login(factories.make_manager(factories.make_brand()))
    for name in ("attachment_file", "attachment_describe", "attachment_remove"):
        assert stranger.get(reverse(f"staff:{name}", args=[one.pk])).status_code == 404
    assert stranger.post(desk.address, {"files": [_file()], "kind": "brief"}).status_code == 404


def test_a_viewer_sees_files_and_changes_none(desk: Desk) -> None:
    one, viewer = desk.holds(), desk.client("viewer")
    page = viewer.get(desk.workplace).content.decode()
    assert "Deal.pdf" in page
    for word in ("Add files", reverse("staff:attachment_describe", args=[one.pk])):
        assert word not in page
        assert word in desk.client("manager").get(desk.workplace).content.decode()
    assert viewer.post(desk.address, {"files": [_file()], "kind": "brief"}).status_code == 403
    assert viewer.post(reverse("staff:attachment_describe", args=[one.pk]), {"kind": "brief"}).status_code == 403
    assert viewer.post(reverse("staff:attachment_remove", args=[one.pk])).status_code == 403


def test_a_file_is_described_anew_and_deleted(desk: Desk) -> None:
    one, client = desk.holds(), desk.client("manager")
    describe, remove = (reverse(f"staff:attachment_{step}", args=[one.pk]) for step in ("describe", "remove"))
    assert 'value="signed"' in client.get(describe, headers=HTMX).content.decode()
    assert client.post(describe, {"kind": "", "note": "x"}, headers=HTMX).status_code == 200
    answer = client.post(describe, {"kind": "proof", "about": "", "note": "label shown"}, headers=HTMX)
    assert (answer.status_code, "rapport:done" in answer["HX-Trigger"]) == (204, True)
    one.refresh_from_db()
    assert (one.kind, one.note, one.collaboration) == ("proof", "label shown", None)
    assert "deleted for good" in client.get(remove).content.decode()
    assert Attachment.objects.exists(), "asking deletes nothing"
    assert client.post(remove)["Location"] == f"{desk.workplace}#attachments"
    assert not Attachment.objects.exists()


def test_the_panel_costs_the_same_for_any_number(desk: Desk) -> None:
    client, by = desk.client("manager"), desk.people["manager"]
    desk.holds()
    client.get(desk.address)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(desk.address)
        return len(queries)

    once = cost()
    Attachment.objects.bulk_create(
        Attachment(relationship=desk.relationship, kind="brief", name=f"{n}.pdf", size=1, uploaded_by=by)
        for n in range(SHOWN)
    )
    assert cost() == once
    page = client.get(desk.address).content.decode()
    assert page.count("attached__one") == SHOWN
    assert "All files" in page


def test_the_list_of_all_files_follows_the_team(desk: Desk) -> None:
    desk.holds()
    attach(desk.foreign, ContentFile(PDF, "Zyx.pdf"), About(AttachmentKind.BRIEF), desk.people["lead"])
    address = reverse("admin:relationships_attachment_changelist")
    own, every = (desk.client(role).get(address).content.decode() for role in ("manager", "lead"))
    assert ("Deal.pdf" in own, "Zyx.pdf" in own) == (True, False)
    assert ("Deal.pdf" in every, "Zyx.pdf" in every) == (True, True)
    one = Attachment.objects.get(name="Deal.pdf")
    page = desk.client("viewer").get(reverse("admin:relationships_attachment_change", args=[one.pk]))
    assert reverse("staff:attachment_file", args=[one.pk]) in page.content.decode()
    assert str(timezone.localdate().year) in page.content.decode()
