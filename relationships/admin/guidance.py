"""What stands above the form on a relationship's page: what to do next, the playbook beside it, and what the page turns
on (a booking, or a bond). Everything rests on one reading of the facts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from relationships.admin.advice_panel import AdvicePanel, advice_panel
from relationships.admin.bond_panel import BondPanel, bond_panel
from relationships.admin.booking_panel import BookingPanel, booking_panel
from relationships.admin.contributions_panel import ContributionsPanel, contributions_panel
from relationships.admin.entry import playbook_for
from relationships.admin.ladder_panel import LadderPanel, ladder_panel, running_of
from relationships.admin.playbook_panel import PlaybookPanel, playbook_panel
from relationships.domain.ids import is_id
from relationships.domain.playbooks.facts import CollaborationFacts
from relationships.domain.playbooks.focus import Focus, at_hand, focus_of
from relationships.domain.relationships import Through
from relationships.models import Agent, Collaboration, Relationship
from relationships.services.advice import Decisions, Reading, decisions_of, reading_of
from relationships.services.clock import organisation_today
from relationships.services.facts import facts_of
from relationships.services.freshness import freshen_advice

#: The parameter that names the collaboration which the page is about.
AT_HAND = "collaboration"


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to speak with, as the playbook says. ``agent`` is None where there is none on file."""

    through_agent: bool
    agent: Agent | None


@dataclass(frozen=True, slots=True)
class Guidance:
    """``booking`` is set on a page that turns on one and has one; ``bond`` on one that turns on that.

    ``contributions`` belong to a bond, and to whoever is an ambassador.
    """

    focus: str
    advice: AdvicePanel
    playbook: PlaybookPanel
    ladder: LadderPanel
    contact: Contact
    contributions: ContributionsPanel | None
    booking: BookingPanel | None
    bond: BondPanel | None


def guidance_of(relationship: Relationship, user: Any, chosen: str = "") -> Guidance:
    """``chosen``: the id of one of the relationship's collaborations; anything else is the one at hand."""
    on = organisation_today()
    if relationship.drift_changes_on and relationship.drift_changes_on <= on:
        # What turned by itself is put right for the lists too by whoever reads it first.
        freshen_advice([relationship.pk])
    reading, decided = _read(relationship, on, user)
    focus = focus_of(reading.playbook)
    about = _chosen(reading, chosen) or at_hand(reading.facts.collaborations, reading.on)
    running = running_of(reading.facts.collaborations, reading.on)
    rows = _rows(one for one in (about, running) if one is not None)
    row = rows.get(about.id) if about else None
    may_add, is_bond = user.has_perm("relationships.add_contribution"), focus is Focus.BOND
    return Guidance(
        focus=focus.value,
        advice=advice_panel(relationship, reading, decided, user),
        playbook=playbook_panel(relationship, reading, about, user),
        ladder=ladder_panel(relationship, reading, rows.get(running.id) if running else None, user),
        contact=Contact(reading.playbook.contact_through == Through.AGENT, relationship.creator.agent),
        contributions=contributions_panel(relationship, may_add=may_add) if is_bond or running else None,
        booking=booking_panel(row, about, reading.on) if focus is Focus.BOOKING and about and row else None,
        bond=bond_panel(relationship) if is_bond else None,
    )


def _read(relationship: Relationship, on: date, user: Any) -> tuple[Reading, Decisions]:
    """As the lists and the commands read it, with the playbook that the forms on this page have read already."""
    facts = facts_of([relationship.pk], on, user)[relationship.pk]
    decided = decisions_of([relationship.pk], on).get(relationship.pk, {})
    return reading_of(facts, playbook_for(relationship), on, decided), decided


def _chosen(reading: Reading, chosen: str) -> CollaborationFacts | None:
    wanted = int(chosen) if is_id(chosen) else None
    return next((one for one in reading.facts.collaborations if one.id == wanted), None) if wanted else None


def _rows(collaborations: Iterable[CollaborationFacts]) -> dict[int | None, Collaboration]:
    """The rows themselves, each with its result."""
    ids = {one.id for one in collaborations if one.id is not None}
    return {row.pk: row for row in Collaboration.objects.filter(pk__in=ids).select_related("result")}
