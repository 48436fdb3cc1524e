"""Lines of the checklist that somebody vouches for."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from relationships.domain.playbooks.norms import Term
from relationships.models import ChecklistTick, Relationship, User
from relationships.services.clock import organisation_today
from relationships.services.facts import facts_of
from relationships.services.ticks import tick, untick
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def macro(db: None) -> tuple[Relationship, User]:
    brand = factories.make_brand()
    return factories.make_relationship(brand=brand, followers=400_000), factories.make_manager(brand)


def _settled(relationship: Relationship) -> list[frozenset[Term]]:
    facts = facts_of([relationship.pk], organisation_today())[relationship.pk]
    return [one.settled for one in facts.collaborations]


def test_a_tick_settles_a_term_of_one_collaboration_and_bears_name_and_day(macro: tuple[Relationship, User]) -> None:
    relationship, by = macro
    about, _other = (factories.make_collaboration(relationship, status="agreed") for _ in range(2))
    made = tick(relationship, about, Term.EXCLUSIVITY, "None agreed", by)
    assert (made.ticked_by, made.ticked_on, made.note) == (by, organisation_today(), "None agreed")
    assert _settled(relationship) == [frozenset({Term.EXCLUSIVITY}), frozenset()]


def test_a_second_tick_leaves_the_first_one_its_name(macro: tuple[Relationship, User]) -> None:
    relationship, by = macro
    first = tick(relationship, None, Term.ADDRESS, "", by)
    assert tick(relationship, None, Term.ADDRESS, "again", factories.make_lead()) == first
    assert ChecklistTick.objects.get().ticked_by == by


def test_a_foreign_collaboration_is_refused(macro: tuple[Relationship, User]) -> None:
    relationship, by = macro
    with pytest.raises(ValidationError, match="another relationship"):
        tick(relationship, factories.make_collaboration(), Term.CONTRACT, "", by)


def test_unticking_opens_the_line_and_history_keeps_who_ticked(macro: tuple[Relationship, User]) -> None:
    relationship, by = macro
    about = factories.make_collaboration(relationship, status="agreed")
    untick(tick(relationship, about, Term.CONTRACT, "", by))
    assert _settled(relationship) == [frozenset()]
    assert list(ChecklistTick.history.order_by("history_id").values_list("history_type", flat=True)) == ["+", "-"]
