"""Who is entered is looked up first: by handle, address and e-mail; never by name, and never refused for an e-mail."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from relationships.models import Creator, Relationship, User
from relationships.querysets.search import search_terms
from relationships.services.duplicates import Entered, find_known
from tests import factories
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db

CHANNEL = "UC" + "a" * 22


@kept_rows
def reader() -> User:
    ada = factories.make_creator("Ada Lind", email="ada@example.com")
    factories.make_account(ada, "@Ada.Lind")
    factories.make_account(ada, "adalind", network="youtube", channel_id=CHANNEL)
    factories.make_account(ada, "https://www.ada.example/life", network="blog")
    for number in range(6):
        factories.make_creator(f"Of the agency {number}", email="office@agency.example")
    factories.make_agent("Ann Agent", email="Office@agency.example")
    own, foreign = factories.make_brand("Homely"), factories.make_brand("Zyxwoo")
    factories.make_relationship(ada, own)
    factories.make_relationship(ada, foreign)
    return factories.make_manager(own)


ENTERED: list[tuple[Entered, list[str]]] = [
    (Entered(accounts=[("instagram", "@ada.lind")]), ["@Ada.Lind on Instagram"]),
    (Entered(accounts=[("instagram", "https://www.instagram.com/ADA.LIND/?igsh=1")]), ["@Ada.Lind on Instagram"]),
    (Entered(accounts=[("", "instagram.com/ada.lind")]), ["@Ada.Lind on Instagram"]),
    (Entered(accounts=[("tiktok", "@ada.lind")]), ["the same handle elsewhere: @Ada.Lind on Instagram"]),
    (Entered(accounts=[("youtube", CHANNEL)]), ["adalind on YouTube"]),
    (Entered(accounts=[("blog", "http://ada.example/life/")]), ["https://www.ada.example/life on Blog"]),
    (Entered(email="ADA@example.com"), ["the same e-mail, ADA@example.com"]),
    (
        Entered(email="ada@example.com", accounts=[("instagram", "ada.lind")]),
        ["@Ada.Lind on Instagram", "the same e-mail, ada@example.com"],
    ),
    (Entered(email="ada@example.co"), []),
    (Entered(email="ada"), []),
    (Entered(accounts=[("instagram", "ada.linde"), ("instagram", "Ada Lind"), ("", "ada.lind"), ("x", "")]), []),
]


@pytest.mark.parametrize(("entered", "why"), ENTERED)
def test_known_by(reader: User, entered: Entered, why: list[str]) -> None:
    found = find_known(entered, reader)
    assert [one.why for one in found.creators] == ([why] if why else [])
    for one in found.creators:
        assert one.name == "Ada Lind"
        assert [work.brand for work in one.work] == ["Homely"], "the reader's brands alone"
        assert "@Ada.Lind on Instagram" in one.handles


def test_the_creator_who_is_edited_is_nobody_else(reader: User) -> None:
    ada = Creator.objects.get(name="Ada Lind")
    entered = Entered("ada@example.com", [("instagram", "ada.lind")])
    assert not find_known(entered, reader, ada.pk).creators


def test_an_agencys_e_mail_is_said_to_be_one(reader: User) -> None:
    found = find_known(Entered("office@agency.example"), reader)
    assert (len(found.creators), found.has_more, found.agent) == (5, True, "Ann Agent")
    assert found.is_answered(found.ids + ",99")
    assert not found.is_answered(found.ids.rpartition(",")[0])


def test_it_is_told_while_typing(reader: User, client: Any) -> None:
    client.force_login(reader)
    url = reverse("staff:creators_known")
    answer = client.post(url, {"account": ["instagram:ada.lind", "x:\0", "nonsense"], "email": "\0", "creator": "x"})
    text = answer.content.decode()
    ada = Creator.objects.get(name="Ada Lind")
    assert reverse("admin:relationships_creator_change", args=[ada.pk]) in text
    assert f"{reverse('admin:relationships_relationship_add')}?creator={ada.pk}" in text
    assert "Zyxwoo" not in text
    assert client.post(url, {"email": "new@example.com"}).content.strip() == b""


@pytest.mark.parametrize(
    ("written", "terms"),
    [
        ("https://www.instagram.com/Ada.Lind/?igsh=1", ["ada.lind"]),
        ("tiktok.com/@ada lind", ["ada", "lind"]),
        ("https://www.Ada.example/Life/", ["ada.example/life"]),
        ("https://youtu.be/xyz", ["https://youtu.be/xyz"]),
        ("@ada Élodie", ["ada", "elodie"]),
    ],
)
def test_an_address_is_searched_as_its_handle(written: str, terms: list[str]) -> None:
    assert search_terms(written) == terms


def test_a_pasted_address_finds_its_creator(reader: User) -> None:
    for address in ("https://www.instagram.com/ada.lind/", "http://ada.example/life"):
        assert [str(row) for row in Creator.objects.search(address)] == ["Ada Lind"]
        assert Relationship.objects.search(address).count() == 2
