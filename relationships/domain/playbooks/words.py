"""How dates, amounts, counts and lists are said inside the sentences of advice."""

from collections.abc import Sequence, Sized
from datetime import date
from decimal import Decimal

from relationships.domain.playbooks.norms import Term

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip

#: A line of the checklist.
TERM_TITLES: dict[Term, str] = {
    Term.CONTRACT: "Contract signed",
    Term.DELIVERABLES: "Deliverables agreed",
    Term.USAGE_RIGHTS: "Usage rights, with their term",
    Term.EXCLUSIVITY: "Exclusivity, with its term",
    Term.PAYMENT_TERMS: "Payment terms agreed",
    Term.APPROVAL: "Approval rounds agreed",
    Term.PRODUCT_CHOICE: "Product chosen",
    Term.ADDRESS: "Address to send to",
    Term.DISCLOSURE_WORDS: "Words of the disclosure agreed",
    Term.LIGHT_BRIEF: "Light brief sent",
}

#: Inside a sentence that says what is lacking.
TERM_WORDS: dict[Term, str] = {
    Term.CONTRACT: "a signed contract",
    Term.DELIVERABLES: "the deliverables",
    Term.USAGE_RIGHTS: "until when usage rights run",
    Term.EXCLUSIVITY: "until when exclusivity runs",
    Term.PAYMENT_TERMS: "the payment terms",
    Term.APPROVAL: "the approval rounds",
    Term.PRODUCT_CHOICE: "the product choice",
    Term.ADDRESS: "an address to send to",
    Term.DISCLOSURE_WORDS: "the words of the disclosure",
    Term.LIGHT_BRIEF: "a light brief",
}


def said(day: date) -> str:
    """ "3 March 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 day", "2 days"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def verb(subjects: Sized, one: str, many: str) -> str:
    """The form that agrees with so many subjects: "gives", "give"."""
    return one if len(subjects) == 1 else many


def listed(parts: Sequence[str]) -> str:
    """ "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def euros(amount: Decimal | int) -> str:
    """ "€1,000", "€999.50"."""
    return f"€{amount:,.0f}" if amount == int(amount) else f"€{amount:,.2f}"


def sentence(words: str) -> str:
    """With a capital letter in front and a full stop at the end."""
    return f"{words[:1].upper()}{words[1:]}."
