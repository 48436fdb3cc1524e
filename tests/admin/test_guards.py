"""A step that a block stops is told beside its field; nothing is saved and nothing fails."""

from __future__ import annotations

from typing import Any

import pytest

from relationships.models import Collaboration, Touchpoint
from relationships.services.clock import organisation_today
from tests import factories
from tests.admin.conftest import House, page
from tests.admin.forms import fields_of, submit

pytestmark = pytest.mark.django_db

TODAY = organisation_today()


def on_file(house: House, **values: Any) -> Collaboration:
    values = {"compensation": "products", "status": "live", **values}
    made = Collaboration(relationship=house.relationship, brand=house.own, **values)
    Collaboration.objects.bulk_create([made])
    return Collaboration.objects.get(pk=made.pk)


def test_a_collaboration_that_cannot_be_completed_yet(house: House) -> None:
    collaboration = on_file(house)
    url = page("collaboration", "change", collaboration.pk)
    answer = submit(house.client("manager"), url, status="completed")
    assert answer.status_code == 200
    assert "This stops completing the collaboration" in answer.content.decode()
    assert "A lead can let it pass" in answer.content.decode()
    assert answer.context["adminform"].form.errors.keys() == {"status"}
    assert submit(house.client("manager"), url, title="Box").status_code == 302
    assert submit(house.client("manager"), url, status="completed", disclosure_proof="Link").status_code == 302


def test_a_first_message_without_the_notice(house: House) -> None:
    creator = house.relationship.creator
    creator.notice_given_on = None
    creator.save()
    answer = submit(house.client("manager"), house.workplace, **{"touchpoints-0-summary": "Hello!"})
    assert answer.status_code == 200
    assert "privacy notice" in answer.content.decode()
    assert not Touchpoint.objects.exists()


def test_what_is_planned_for_one_who_objected(house: House) -> None:
    creator = house.relationship.creator
    creator.do_not_contact, creator.do_not_contact_reason = True, "Objected."
    creator.save()
    answer = submit(house.client("manager"), house.workplace, stage="contacted")
    assert answer.status_code == 200
    assert "An objection to marketing is absolute" in answer.content.decode()


def test_two_rows_that_only_together_are_stopped(house: House) -> None:
    """Each form alone passes; what the first one writes stops the second, and then neither is written."""
    shared = {"compensation": "paid", "status": "completed", "currency": "EUR", "objective": "spring",
              "agreed_on": TODAY, "starts_on": TODAY, "disclosure_proof": "Link"}  # fmt: skip
    # The page writes the newest row first.
    larger, smaller = on_file(house, fee=600, **shared), on_file(house, fee=100, **shared)
    client = house.client("manager")
    fields = fields_of(client.get(house.workplace).content.decode())
    changes = {}
    for name, value in fields.items():
        if name.startswith("collaborations-") and name.endswith("-id") and value:
            prefix = name.removesuffix("-id")
            if int(value) == smaller.pk:
                changes[f"{prefix}-fee"] = "600"
            elif int(value) == larger.pk:
                changes[f"{prefix}-paid_on"] = TODAY.isoformat()
    assert len(changes) == 2
    answer = client.post(house.workplace, fields | changes, follow=True)
    assert answer.redirect_chain, answer.content.decode()[:2000]
    assert "Nothing was saved" in answer.content.decode()
    assert "written contract" in answer.content.decode()
    assert not Collaboration.objects.exclude(paid_on=None).exists()
    smaller.refresh_from_db()
    assert smaller.fee == 100


def test_it_can_be_saved_once_the_contract_is_signed(house: House) -> None:
    collaboration = factories.make_collaboration(house.relationship, compensation="paid", fee=1200)
    url = page("collaboration", "change", collaboration.pk)
    day = TODAY.isoformat()
    assert submit(house.client("manager"), url, paid_on=day).status_code == 200
    assert submit(house.client("manager"), url, paid_on=day, contract_signed_on=day).status_code == 302
