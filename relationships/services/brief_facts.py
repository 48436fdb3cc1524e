"""What is on file for a brief: one collaboration, its creator, its brand and the playbook in force."""

from dataclasses import dataclass
from decimal import Decimal

from relationships.domain.brief_facts import BriefFacts
from relationships.domain.collaborations import Kind
from relationships.domain.compensation import Compensation
from relationships.domain.money import Money
from relationships.domain.networks import NETWORKS
from relationships.domain.playbooks.entry import usual_through
from relationships.domain.playbooks.norms import Playbook, Term
from relationships.domain.relationships import Through
from relationships.models import Account, Collaboration, Creator, User
from relationships.services.playbooks import playbook_of

#: What has to be selected with a collaboration, or through a brief, to ask nothing more of the database.
WITH = ("relationship__creator__agent", "relationship__brand", "relationship__owner")


@dataclass(frozen=True, slots=True)
class Ground:
    """What a brief stands on. ``networks``: those on which the creator has an account, the main one first."""

    facts: BriefFacts
    playbook: Playbook
    networks: tuple[str, ...]


def ground_of(collaboration: Collaboration, by: User, network: str = "") -> Ground:
    """``network``: the one whose form is wanted; unless the creator is there, their main one is taken."""
    relationship = collaboration.relationship
    playbook = playbook_of(relationship)
    accounts = list(relationship.creator.accounts.all())
    networks = tuple(dict.fromkeys(account.network for account in accounts))
    chosen = network if network in networks else next(iter(networks), "")
    account = next((account for account in accounts if account.network == chosen), None)
    contact = relationship.owner or by
    creator, brand = relationship.creator, relationship.brand
    facts = BriefFacts(
        creator=str(creator),
        brand=str(brand),
        agent=creator.agent.name if goes_through(creator, playbook) == Through.AGENT and creator.agent else "",
        network=chosen,
        network_label=NETWORKS[chosen].label if chosen else "",
        handle=_handle(account),
        country=creator.country,
        topics=tuple(str(category) for category in creator.categories.all()),
        values=tuple(filter(None, (line.strip(" –-•*\t") for line in brand.values.splitlines()))),
        market=brand.market_country,
        competitors=tuple(brand.competitors.values_list("name", flat=True)),
        kind=Kind(collaboration.kind),
        is_gift=collaboration.is_gift,
        compensation=Compensation(collaboration.compensation),
        objective=collaboration.objective,
        products=collaboration.products,
        delivered_on=collaboration.delivered_on,
        deliverables=collaboration.deliverables,
        cocreations=collaboration.cocreations_promised,
        reviews=collaboration.reviews_promised,
        insights=collaboration.insights_promised,
        promises=collaboration.brand_promises,
        label=collaboration.disclosure_words,
        approval_rounds=collaboration.approval_rounds,
        starts_on=collaboration.starts_on,
        ends_on=collaboration.ends_on,
        deadline_on=collaboration.deadline_on,
        live_on=collaboration.live_on,
        fee=_money(collaboration.fee, collaboration.currency),
        product_value=_money(collaboration.product_value, collaboration.currency),
        commission=collaboration.commission_percent or None,
        payment_terms_days=collaboration.payment_terms_days,
        payment_due_on=collaboration.payment_due_on,
        rights=collaboration.usage_rights,
        rights_until=collaboration.usage_rights_until,
        exclusive_from=collaboration.exclusivity_from,
        exclusive_until=collaboration.exclusivity_until,
        contact=str(contact),
        contact_email=contact.email,
        settled={Term(tick.term): tick.note for tick in collaboration.ticks.all() if tick.note},
    )
    return Ground(facts, playbook, networks)


def goes_through(creator: Creator, playbook: Playbook) -> Through:
    """Whom a message to ``creator`` goes to: the agent where the playbook says so and one is on file."""
    return usual_through(playbook, has_agent=creator.agent_id is not None) or Through.CREATOR


def _handle(account: Account | None) -> str:
    if account is None:
        return ""
    return account.handle if "/" in account.handle else f"@{account.handle.lstrip('@')}"


def _money(amount: Decimal | None, currency: str) -> Money | None:
    return Money(amount, currency) if amount and currency else None
