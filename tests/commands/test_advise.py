"""What the command tells, filtered and in both formats, and how it answers what it does not know."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from relationships.models import Collaboration, Relationship
from relationships.services import derivations
from relationships.services.clock import organisation_today
from relationships.services.dismissals import dismiss
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = organisation_today()


def advise(*options: str) -> str:
    out = StringIO()
    call_command("advise", *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def row() -> Relationship:
    """A gift with strings that nobody rated: one block, one warning."""
    brand = factories.make_brand("Maison Test", slug="maison", market_country="GB")
    owner = factories.make_manager(brand, username="nadia")
    row = factories.make_relationship(factories.make_creator("Ana Ñ", followers=9_000), brand, owner=owner)
    Collaboration.objects.create(relationship=row, compensation="products", is_gift=True, deadline_on=TODAY)
    return row


def test_one_line_an_advice(row: Relationship) -> None:
    block, warning = advise().splitlines()
    assert block.startswith(f"block  gift-with-strings   {row.pk:>7}  Ana Ñ × Maison Test (nadia): Agree the gift as")
    assert warning.startswith("warn   low-fit  ")


def test_nothing_advised() -> None:
    assert advise() == "Nothing is advised today.\n"
    assert json.loads(advise("--format", "json")) == []


def test_json(row: Relationship) -> None:
    lead = factories.make_lead()
    dismiss(row, "low-fit", "Known.", TODAY + timedelta(days=3), lead)
    block, warning = json.loads(advise("--format", "json"))
    assert block == block | {
        "relationship": row.pk,
        "creator": "Ana Ñ",
        "brand": "Maison Test",
        "owner": "nadia",
        "tier": "micro",
        "code": "gift-with-strings",
        "severity": "block",
        "source": "House default",
        "year": None,
        "basis": "house_default",
        "about": [row.collaborations.get().pk],
        "missing": [],
        "stops": ["brief", "ship"],
        "decision": None,
    }
    assert block["what"].endswith(".")
    assert block["why"].endswith(".")
    until = (TODAY + timedelta(days=3)).isoformat()
    assert warning["decision"] == {
        "kind": "dismissed", "reason": "Known.", "by": lead.username, "on": TODAY.isoformat(), "until": until,
    }  # fmt: skip
    assert f"(dismissed until {until})" in advise()


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        (("--brand", "maison"), 2),
        (("--brand", "Maison Test"), 2),
        (("--brand", "other"), 0),
        (("--owner", "nadia"), 2),
        (("--owner", "nobody"), 0),
        (("--code", "low-fit"), 1),
        (("--code", "thank-you"), 0),
        (("--brand", "maison", "--owner", "nadia", "--code", "gift-with-strings"), 1),
    ],
)
def test_filters(row: Relationship, options: tuple[str, ...], lines: int) -> None:
    factories.make_brand("Other", slug="other")
    factories.make_manager(username="nobody")
    assert len(json.loads(advise("--format", "json", *options))) == lines


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--brand", "mason"), r"There is no brand called 'mason'. There are: maison\."),
        (("--brand", "mai\udcff"), r"There is no brand called"),
        (("--owner", "nadja"), r"There is no user called 'nadja'. There are: nadia\."),
        (("--code", "thank"), r"There is no rule called 'thank'. There are: do-not-contact, .*, find-out\."),
    ],
)
def test_what_is_not_known_is_told(row: Relationship, options: tuple[str, ...], message: str) -> None:
    with pytest.raises(CommandError, match=message) as refused:
        advise(*options)
    assert refused.value.returncode == 2


def test_several_chunks_are_one_list(row: Relationship, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(derivations, "CHUNK", 1)
    other: Any = factories.make_relationship(brand=row.brand)
    Collaboration.objects.create(relationship=other, compensation="products")
    told = json.loads(advise("--format", "json"))
    assert [line["relationship"] for line in told] == [row.pk, row.pk, other.pk]
