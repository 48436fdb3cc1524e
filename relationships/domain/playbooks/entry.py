"""What a form asks for at first sight: the facts that the tier's own playbook needs, and no others.

Everything else about an agreement or a contact stays one step away, whatever the tier.
"""

from collections.abc import Mapping
from itertools import chain

from relationships.domain.compensation import Compensation
from relationships.domain.playbooks.norms import MessageStyle, Playbook, Term
from relationships.domain.relationships import Through

#: Asked of every agreement. A form hides `ONLY_PAID` while products are chosen, `IN_PRODUCTS` while a fee alone is.
ONLY_PAID = ("fee",)
IN_PRODUCTS = ("products", "product_value", "is_gift", "delivered_on")
_ALWAYS = (
    "title", "kind", "status", "compensation", "currency", "starts_on", "ends_on", "deadline_on", "live_on",
    "disclosure_proof", *ONLY_PAID, *IN_PRODUCTS,
)  # fmt: skip
#: What a fee brings with it, beside its amount.
_WITH_FEE = ("objective", "accepted_on", "paid_on")
_BY_TERM: Mapping[Term, tuple[str, ...]] = {
    Term.CONTRACT: ("contract_signed_on",),
    Term.DELIVERABLES: ("deliverables",),
    Term.USAGE_RIGHTS: ("usage_rights", "usage_rights_until"),
    Term.EXCLUSIVITY: ("exclusivity_from", "exclusivity_until"),
    Term.PAYMENT_TERMS: ("payment_terms_days", "payment_due_on"),
    Term.APPROVAL: ("approval_rounds",),
    Term.PRODUCT_CHOICE: ("products",),
    Term.DISCLOSURE_WORDS: ("disclosure_words",),
}
#: What only an ambassador's agreement has.
AMBASSADOR = ("cocreations_promised", "reviews_promised", "insights_promised", "brand_promises")


def usual_compensation(playbook: Playbook, followers: int | None) -> Compensation | None:
    """How a creator of so many followers is usually compensated; None where the playbook does not say, or it depends
    on a number of followers that is not known."""
    edge = playbook.products_first_below
    if edge is None or playbook.usual_compensation_above is None:
        return playbook.usual_compensation
    if followers is None:
        return None
    return playbook.usual_compensation if followers < edge else playbook.usual_compensation_above


def of_collaboration(playbook: Playbook, followers: int | None) -> frozenset[str]:
    """The columns of a collaboration that this playbook's form asks for at once."""
    by_terms = chain.from_iterable(_BY_TERM.get(term, ()) for term in playbook.needed_before_start)
    with_fee = () if usual_compensation(playbook, followers) == Compensation.PRODUCTS else _WITH_FEE
    return frozenset((*_ALWAYS, *with_fee, *by_terms))


def of_touchpoint(playbook: Playbook, *, has_agent: bool, notice_given: bool) -> frozenset[str]:
    """The columns of a touchpoint that this playbook's form asks for at once."""
    asked = {"purpose", "channel", "direction", "happened_at", "by", "summary"}
    if playbook.message_style == MessageStyle.LOCALISED:
        asked |= {"from_template", "has_local_line"}
    if has_agent and playbook.contact_through == Through.AGENT:
        asked.add("through")
    if not notice_given:
        asked.add("carries_notice")
    return frozenset(asked)


def usual_through(playbook: Playbook, *, has_agent: bool) -> Through | None:
    """Whom a message goes to unless somebody says otherwise; None where that is not worth noting."""
    return Through.AGENT if has_agent and playbook.contact_through == Through.AGENT else None
