"""What a brief is made of: facts of one collaboration, and phrases that carry them until somebody translates them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from relationships.domain.collaborations import Kind
from relationships.domain.compensation import Compensation
from relationships.domain.money import Money
from relationships.domain.playbooks.norms import Term


@dataclass(frozen=True, slots=True)
class Country:
    """ISO 3166-1 alpha-2; named in the language of the brief."""

    code: str


@dataclass(frozen=True, slots=True)
class Percent:
    """0 to 100."""

    number: Decimal


@dataclass(frozen=True, slots=True)
class Word:
    """A message inside another one."""

    message: str


#: What fills a placeholder; a tuple is told as "a, b and c". A str is somebody's own words and is never translated.
Value = str | int | date | Money | Country | Percent | Word | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """``message`` with ``values`` for its placeholders. Somebody's own words, as they are, have no message at all."""

    message: str
    values: Mapping[str, Value] = field(default_factory=dict)
    own: bool = False


#: A paragraph, or a list of lines.
Part = Phrase | tuple[Phrase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefFacts:
    """One collaboration as its brief sees it. Amounts exclude VAT; "" and None mean "not on file".

    ``settled``: the terms that somebody ticked as settled otherwise, each with their note. ``agent`` is the name of who
    is written to in the creator's place, "" when the creator is.
    """

    creator: str
    brand: str
    agent: str = ""
    network: str = ""
    network_label: str = ""
    handle: str = ""
    country: str = ""
    topics: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    market: str = ""
    competitors: tuple[str, ...] = ()
    kind: Kind = Kind.ONE_OFF
    is_gift: bool = False
    compensation: Compensation | None = None
    objective: str = ""
    products: str = ""
    delivered_on: date | None = None
    deliverables: str = ""
    cocreations: int | None = None
    reviews: int | None = None
    insights: int | None = None
    promises: str = ""
    label: str = ""
    approval_rounds: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    deadline_on: date | None = None
    live_on: date | None = None
    fee: Money | None = None
    product_value: Money | None = None
    commission: Decimal | None = None
    payment_terms_days: int | None = None
    payment_due_on: date | None = None
    rights: str = ""
    rights_until: date | None = None
    exclusive_from: date | None = None
    exclusive_until: date | None = None
    contact: str = ""
    contact_email: str = ""
    settled: Mapping[Term, str] = field(default_factory=dict)
