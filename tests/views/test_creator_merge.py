"""The pages of a merge: who is let in, what they cost, what is shown when somebody saved meanwhile, and old links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from relationships.models import Brand, Creator, CreatorMerge, Relationship, User
from relationships.services import creator_merge as service
from relationships.services.creator_merge_pair import pair_of, versions
from tests import factories
from tests.admin.forms import fields_of
from tests.kept import kept_rows

pytestmark = pytest.mark.django_db


@dataclass
class Twins:
    people: dict[str, User]
    kept: Creator
    absorbed: Creator
    mine: Relationship
    theirs: Relationship

    def client(self, role: str = "lead") -> Client:
        client = Client()
        client.force_login(self.people[role])
        return client

    @property
    def pair(self) -> str:
        return reverse("staff:creator_merge_pair", args=[self.kept.pk, self.absorbed.pk])

    @property
    def choose(self) -> str:
        return reverse("staff:creator_merge", args=[self.kept.pk])

    @property
    def order(self) -> str:
        return reverse("staff:creator_merge_order", args=[self.absorbed.pk, self.kept.pk])


@kept_rows
def twins() -> Twins:
    halden, foreign = factories.make_brand("Halden"), factories.make_brand("Zyxwoo")
    kept = factories.make_creator("Noor Haddad", followers=12_000, email="noor@example.org", notes="Met in Oslo.")
    absorbed = factories.make_creator("N. Haddad", followers=140_000, network="tiktok", email="n@example.org")
    some = factories.make_manager(halden)
    for name in ("delete_creator", "delete_relationship"):
        some.user_permissions.add(Permission.objects.get(codename=name))
    people = {
        "viewer": factories.make_viewer(halden),
        "manager": factories.make_manager(halden),
        "some": some,
        "lead": factories.make_lead(first_name="Lea"),
    }
    mine = factories.make_relationship(kept, halden, stage="contacted")
    theirs = factories.make_relationship(absorbed, halden, stage="active")
    factories.make_relationship(kept, foreign)
    return Twins(people, kept, absorbed, mine, theirs)


def _merged(twins: Twins) -> CreatorMerge:
    pair = pair_of(twins.kept.pk, twins.absorbed.pk, twins.people["lead"])
    return service.merge(twins.kept.pk, twins.absorbed.pk, service.Chosen(None), versions(pair), twins.people["lead"])


# --- Who --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["viewer", "manager"])
def test_who_may_not_delete_creators_is_not_let_in(twins: Twins, role: str) -> None:
    client, undo = twins.client(role), reverse("staff:creator_merge_undo", args=[_merged(twins).pk])
    for url in (twins.choose, twins.order, twins.pair):
        assert client.get(url).status_code == 403, url
    assert client.post(twins.pair).status_code == 403
    assert client.post(undo).status_code == 403
    assert (
        "Merge with another creator"
        not in client.get(reverse("admin:relationships_creator_change", args=[twins.kept.pk])).content.decode()
    )


def test_who_does_not_see_everything_that_moves_reads_why(twins: Twins) -> None:
    client, undo = twins.client("some"), reverse("staff:creator_merge_undo", args=[_merged(twins).pk])
    answers = [client.post(undo)]
    twins.client("lead").post(undo)
    answers += [client.get(twins.choose), client.get(twins.pair), client.post(twins.pair)]
    for answer in answers:
        assert answer.status_code == 403
        assert "brands that you do not see" in answer.content.decode()
        assert "Zyxwoo" not in answer.content.decode()
    assert Creator.objects.filter(pk=twins.absorbed.pk).exists()


@pytest.mark.parametrize("pks", [(999_999, 1), (1, 999_999)])
def test_who_is_not_on_file_is_not_there(twins: Twins, pks: tuple[int, int]) -> None:
    real = [twins.kept.pk if pk == 1 else pk for pk in pks]
    for name in ("staff:creator_merge_pair", "staff:creator_merge_order"):
        assert twins.client().get(reverse(name, args=real)).status_code == 404
    assert twins.client().get(reverse("staff:creator_merge_undo", args=[1])).status_code == 405
    assert twins.client().post(reverse("staff:creator_merge_undo", args=[999_999])).status_code == 404


def test_one_with_itself_is_asked_again(twins: Twins) -> None:
    answer = twins.client().get(reverse("staff:creator_merge_pair", args=[twins.kept.pk, twins.kept.pk]), follow=True)
    assert "one and the same" in answer.content.decode()


# --- Choosing ---------------------------------------------------------------------------------------------------------


def test_the_other_one_is_proposed_and_found(twins: Twins) -> None:
    factories.make_account(twins.absorbed, twins.kept.accounts.get().handle, network="youtube")
    page = twins.client().get(twins.choose).content.decode()
    assert "the same handle elsewhere" in page
    assert reverse("staff:creator_merge_order", args=[twins.kept.pk, twins.absorbed.pk]) in page
    assert "N. Haddad" in twins.client().get(twins.choose, {"q": "n. haddad\0"}).content.decode()
    assert "Nobody else matches" in twins.client().get(twins.choose, {"q": "zzz"}).content.decode()
    assert twins.client().get(twins.order).headers["Location"] == twins.pair, "the one with more relationships stays"


def test_two_of_the_list(twins: Twins) -> None:
    url = reverse("admin:relationships_creator_changelist")
    ids = [twins.kept.pk, twins.absorbed.pk]
    asked = {"action": "merge_two", "_selected_action": ids}
    assert twins.client().post(url, asked, follow=True).redirect_chain[-1][0] == twins.pair
    asked["_selected_action"] = ids[:1]
    assert "exactly two" in twins.client().post(url, asked, follow=True).content.decode()
    assert "Merge two creators" not in twins.client("manager").get(url).content.decode()


def test_the_warning_of_a_double_offers_it(twins: Twins) -> None:
    """For who is on file already, and to whom may do it."""
    asked = {"email": "n@example.org", "creator": twins.kept.pk}
    words = f"/creators/{twins.kept.pk}/merge/{twins.absorbed.pk}/"
    url = reverse("staff:creators_known")
    assert words in twins.client().post(url, asked).content.decode()
    assert words not in twins.client("manager").post(url, asked).content.decode()
    assert "/merge/" not in twins.client().post(url, {"email": "n@example.org"}).content.decode()


# --- Side by side -----------------------------------------------------------------------------------------------------

#: Session, user and their permissions (of their own, of their groups); both creators, their relationships and accounts;
#: whether all of these are seen (two); categories; the bands; tags of what is joined; what moves; and for each
#: brand that both work with, doubles of four kinds (the other side is asked only where this one has any).
COST = 4 + 3 + 2 + 1 + 1 + 1 + 1 + 4


def test_it_costs_this_however_much_hangs_on_them(twins: Twins) -> None:
    client = twins.client()
    for _more in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(twins.pair).status_code == 200
        assert len(queries) == COST, "\n".join(one["sql"] for one in queries)
        for _ in range(3):
            factories.make_touchpoint(twins.theirs)
            factories.make_collaboration(twins.theirs)
            factories.make_relationship(twins.absorbed, factories.make_brand())
            factories.make_category("", twins.absorbed)
            factories.make_tag("", twins.theirs)


def test_what_is_chosen_is_done_and_can_be_undone(twins: Twins) -> None:
    client = twins.client()
    sent = fields_of(client.get(twins.pair).content.decode())
    assert sent["creator-name"] == "kept"
    assert sent[f"relationship-{twins.theirs.pk}-stage"] == "absorbed", "the further one is proposed"
    answer = client.post(twins.pair, sent | {"creator-name": "absorbed"}, follow=True)
    kept = Creator.objects.get(pk=twins.kept.pk)
    assert (kept.name, kept.email, kept.tier) == ("N. Haddad", "noor@example.org", "macro")
    assert Relationship.objects.get(pk=twins.mine.pk).stage == "active"
    page = answer.content.decode()
    assert "was merged into N. Haddad; moved: 1 account, 1 reading of an account, 1 relationship" in page
    undo = re.search(r'class="merge-undo" method="post" action="([^"]+)"', page)
    assert undo is not None
    kept.phone = "+47 1"
    kept.save()
    back = client.post(undo.group(1), follow=True).content.decode()
    assert "are two again" in back
    assert Creator.objects.get(pk=twins.absorbed.pk).name == "N. Haddad"
    assert Creator.objects.get(pk=twins.kept.pk).name == "Noor Haddad"
    assert "taken back already" in client.post(undo.group(1), follow=True).content.decode()


def test_somebody_saved_meanwhile(twins: Twins) -> None:
    client = twins.client()
    sent = fields_of(client.get(twins.pair).content.decode()) | {"creator-email": "absorbed"}
    twins.kept.phone = "+47 1"
    twins.kept.save()
    answer = client.post(twins.pair, sent)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Phone" in page
    assert fields_of(page)["creator-email"] == "absorbed", "what was chosen is still chosen"
    assert client.post(twins.pair, fields_of(page)).status_code == 302


@pytest.mark.parametrize(
    "hostile",
    [
        {},
        {"seen": ["creator:1", "nobody:5=x", "creator:999999999999999999=x", "account:7=\0"]},
        {"primary": "999999", "creator-name": "both", "relationship-999-stage": "kept"},
        {"primary": ["none"], "creator-": "x", "relationship-x-stage": "kept", "creator-name": "\0"},
    ],
)
def test_bad_input_is_no_error(twins: Twins, hostile: dict[str, Any]) -> None:
    assert twins.client().post(twins.pair, hostile).status_code == 409
    assert Creator.objects.filter(pk=twins.absorbed.pk).exists()


@pytest.mark.parametrize(
    ("name", "choice", "says"),
    [
        ("creator-name", "banana", "Name: “banana” is no choice; choose what stays or what goes."),
        ("creator-name", "both", "Name: “both” is no choice; choose what stays or what goes."),
        ("creator-notes", "kept", "Notes: “kept” is no choice; there is nothing to choose"),
        ("creator-shoes", "kept", "“shoes” is no field of these records"),
        ("relationship-{theirs}-stage", "<b>", "Halden, Stage: “&lt;b&gt;” is no choice"),
        ("relationship-999-stage", "kept", "a relationship that is not joined"),
        ("primary", "999999", "no longer one of theirs"),
        ("primary", "x", "no longer one of theirs"),
    ],
)
def test_a_choice_that_is_none_is_named_and_nothing_is_merged(twins: Twins, name: str, choice: str, says: str) -> None:
    client = twins.client()
    sent = fields_of(client.get(twins.pair).content.decode())
    name = name.format(theirs=twins.theirs.pk)
    answer = client.post(twins.pair, sent | {name: choice, "creator-email": "absorbed"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert "Nothing was merged." in page
    assert Creator.objects.filter(pk=twins.absorbed.pk).exists()
    assert not CreatorMerge.objects.exists()
    shown = fields_of(page)
    assert shown["creator-email"] == "absorbed", "what can be chosen is still chosen"
    assert client.post(twins.pair, shown).status_code == 302, "and as it is shown it can be sent"


def test_nothing_chosen_is_what_is_proposed(twins: Twins) -> None:
    client = twins.client()
    sent = fields_of(client.get(twins.pair).content.decode())
    kept = {key: value for key, value in sent.items() if not key.startswith(("creator-", "relationship-", "primary"))}
    assert client.post(twins.pair, kept | {"creator-name": ""}).status_code == 302
    assert Creator.objects.get(pk=twins.kept.pk).name == "Noor Haddad"


# --- Old links, and the list of merges --------------------------------------------------------------------------------


def test_old_links_lead_to_the_one_that_stays(twins: Twins) -> None:
    _merged(twins)
    client = twins.client()
    for name in ("admin:relationships_creator_change", "admin:relationships_creator_history", "staff:creator_timeline"):
        answer = client.get(reverse(name, args=[twins.absorbed.pk]), {"part": "1"})
        assert answer.headers["Location"] == reverse(name, args=[twins.kept.pk]) + "?part=1", name
    old, new = (reverse("admin:relationships_relationship_change", args=[row.pk]) for row in (twins.theirs, twins.mine))
    answer = client.get(old, follow=True)
    assert answer.redirect_chain == [(new, 302)]
    assert "N. Haddad was merged into Noor Haddad" in answer.content.decode()
    assert client.post(old).status_code in {404, 409}, "what was typed into it is not sent elsewhere"
    other = Client()
    other.force_login(factories.make_manager(Brand.objects.get(name="Zyxwoo")))
    assert other.get(old).status_code == 404, "of a brand that they do not see"
    assert client.get(reverse("admin:relationships_creator_change", args=[999_999])).status_code == 404


#: Session, user and their permissions; how many, which ones, what is shown; people to filter by.
LIST_COST = 4 + 3 + 1


def test_the_list_of_merges_costs_this_however_long(twins: Twins) -> None:
    client, url, by = twins.client(), reverse("admin:relationships_creatormerge_changelist"), twins.people["lead"]
    for number in (1, 4):
        for _ in range(number):
            CreatorMerge.objects.create(
                by=by, undone_by=by, kept_number=1, kept_name="One", absorbed_number=2, absorbed_name="Other"
            )
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        assert len(queries) == LIST_COST, "\n".join(one["sql"] for one in queries)


def test_the_history_page_tells_both(twins: Twins) -> None:
    _merged(twins)
    for name, row in (("creator", twins.kept), ("relationship", twins.mine)):
        page = twins.client().get(reverse(f"admin:relationships_{name}_history", args=[row.pk])).content.decode()
        assert "Removed" in page, name
        assert "merged: N. Haddad into Noor Haddad" in page, name


def test_merges_are_listed_with_the_way_back(twins: Twins) -> None:
    merge = _merged(twins)
    url = reverse("admin:relationships_creatormerge_change", args=[merge.pk])
    page = twins.client().get(url).content.decode()
    assert "Undo the merge" in page
    assert "1 relationship" in page
    assert twins.client("manager").get(url).status_code == 403
    listed = reverse("admin:relationships_creatormerge_changelist")
    assert "N. Haddad" in twins.client().get(listed, {"q": "haddad"}).content.decode()
    assert "match" in twins.client().get(listed, {"q": "zzz"}).content.decode()
    Relationship.objects.filter(creator=twins.kept).delete()
    Creator.objects.filter(pk=twins.kept.pk).delete()
    page = twins.client().get(url).content.decode()
    assert "Undo the merge" not in page
    assert "Noor Haddad is no longer on file" in page


# --- Where people look for it -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["admin:relationships_creator_change", "staff:creator_timeline"])
def test_the_creator_tells_who_was_merged_in_and_offers_the_way_back(twins: Twins, name: str) -> None:
    def page(role: str) -> str:
        text: str = twins.client(role).get(reverse(name, args=[twins.kept.pk])).content.decode()
        return text

    assert "Merged into this record" not in page("lead")
    merge = _merged(twins)
    undo = reverse("staff:creator_merge_undo", args=[merge.pk])
    told = page("lead")
    assert "<strong>N. Haddad</strong>" in told
    assert ", by Lea" in told
    assert undo in told
    for role in ("viewer", "manager"):
        told = page(role)
        assert "<strong>N. Haddad</strong>" in told
        assert undo not in told
        assert "Cannot be undone" not in told
    told = page("some")
    assert "brands that you do not see" in told
    assert undo not in told
    factories.make_creator(pk=twins.absorbed.pk)
    told = page("lead")
    assert "N. Haddad is on file again already" in told
    assert undo not in told
    Creator.objects.filter(pk=twins.absorbed.pk).delete()
    twins.client().post(undo)
    assert "Merged into this record" not in page("lead")
