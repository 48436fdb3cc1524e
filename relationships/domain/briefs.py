"""Briefs: which sections for which tier, and what is still lacking for them.

What the sections say stands in `brief_sections`, their words in `brief_words` and `brief_networks`. Translating, and
writing dates and amounts, is the services' work.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from relationships.domain.brief_facts import BriefFacts, Part
from relationships.domain.brief_networks import form_messages
from relationships.domain.brief_sections import WRITTEN, promised
from relationships.domain.brief_words import HEADINGS, word_messages
from relationships.domain.compensation import Compensation
from relationships.domain.playbooks.norms import BriefSection, Playbook, Term

#: What a brief has where the playbook names no sections, as for a creator whose tier is not known.
PLAIN = (
    BriefSection.GREETING, BriefSection.BRAND, BriefSection.VALUES, BriefSection.PRODUCT, BriefSection.FORMAT,
    BriefSection.DISCLOSURE, BriefSection.CONTACT,
)  # fmt: skip

#: Sections that tell what was agreed: a brief that says otherwise than the file does is looked at again.
TERMS = frozenset({
    BriefSection.PRODUCT, BriefSection.DELIVERABLES, BriefSection.DISCLOSURE, BriefSection.APPROVAL,
    BriefSection.SCHEDULE, BriefSection.COMPENSATION, BriefSection.USAGE_RIGHTS, BriefSection.EXCLUSIVITY,
})  # fmt: skip

_ORDER = {section: place for place, section in enumerate(BriefSection)}


@dataclass(frozen=True, slots=True)
class Section:
    """One section as it is first written; without parts where nothing for it is on file."""

    key: BriefSection
    parts: tuple[Part, ...] = ()

    @property
    def heading(self) -> str:
        """A message, "" for none."""
        return HEADINGS[self.key]


def sections_of(facts: BriefFacts, playbook: Playbook) -> tuple[Section, ...]:
    """The brief as it is first written, in reading order."""
    return tuple(section_of(key, facts, playbook) for key in section_keys(facts, playbook))


def section_of(key: BriefSection, facts: BriefFacts, playbook: Playbook) -> Section:
    return Section(key, tuple(part for part in WRITTEN[key](facts, playbook) if part))


def section_keys(facts: BriefFacts, playbook: Playbook) -> tuple[BriefSection, ...]:
    """The playbook's sections, and those of which something was agreed: an agreed term is never left out."""
    wanted = {*(playbook.brief_sections or PLAIN), *_agreed(facts)}
    if facts.is_gift:
        # With these it would be an exchange: a gift has no strings.
        wanted -= {BriefSection.DELIVERABLES, BriefSection.APPROVAL, BriefSection.SCHEDULE}
    return tuple(sorted(wanted, key=_ORDER.__getitem__))


def _agreed(facts: BriefFacts) -> Iterator[BriefSection]:
    if facts.deliverables or any(promised(facts)):
        yield BriefSection.DELIVERABLES
    if facts.deadline_on or facts.live_on:
        yield BriefSection.SCHEDULE
    if facts.approval_rounds:
        yield BriefSection.APPROVAL
    if facts.fee or facts.commission:
        yield BriefSection.COMPENSATION
    if facts.rights or facts.rights_until:
        yield BriefSection.USAGE_RIGHTS
    if facts.exclusive_until:
        yield BriefSection.EXCLUSIVITY


def lacks(key: BriefSection | str, facts: BriefFacts) -> tuple[str, ...]:
    """What is not on file for a section, each a sentence for whoever writes the brief."""
    return tuple(sentence for section, lacking, sentence in _lacking(facts) if lacking and section == key)


def _lacking(facts: BriefFacts) -> Iterator[tuple[BriefSection, bool, str]]:
    paid = facts.compensation in (Compensation.PAID, Compensation.MIXED)
    no_rights = facts.rights_until is None and Term.USAGE_RIGHTS not in facts.settled
    not_exclusive = facts.exclusive_until is None and Term.EXCLUSIVITY not in facts.settled
    no_terms = facts.payment_terms_days is None and facts.payment_due_on is None
    nothing_made = not facts.deliverables and Term.DELIVERABLES not in facts.settled
    no_product = not facts.products and facts.compensation != Compensation.PAID
    yield BriefSection.LOCAL_LINE, True, "Write one sentence that only this creator could get: their town, a post."
    yield BriefSection.WHY_YOU, not facts.handle, "The creator has no account on file: write why they were chosen."
    yield BriefSection.BRAND, True, "Only the brand’s name and market are on file: say in two sentences who it is."
    yield BriefSection.VALUES, not facts.values, "The brand has no values on file."
    yield BriefSection.OBJECTIVE, not facts.objective, "No objective is agreed."
    yield BriefSection.PRODUCT, no_product, "No product is chosen yet."
    yield BriefSection.DELIVERABLES, nothing_made, "No deliverables are agreed."
    yield BriefSection.FORMAT, not facts.network, "The creator’s network is not on file: this is the form of any place."
    yield BriefSection.DISCLOSURE, not facts.label, "No label is agreed: this is the usual one of the brand’s market."
    yield BriefSection.APPROVAL, facts.approval_rounds is None, "No rounds are agreed: this is the playbook’s number."
    yield BriefSection.SCHEDULE, not (facts.deadline_on or facts.live_on), "No day is agreed for the content."
    yield BriefSection.COMPENSATION, paid and not facts.fee, "No fee is agreed."
    yield BriefSection.COMPENSATION, paid and no_terms, "No payment terms are agreed."
    yield BriefSection.USAGE_RIGHTS, no_rights, "No term of usage rights is agreed."
    yield BriefSection.EXCLUSIVITY, not_exclusive, "No term of exclusivity is agreed."
    yield BriefSection.CONTACT, not facts.contact_email, "The contact has no e-mail address on file."


def messages() -> frozenset[str]:
    """Everything that a catalogue has to translate."""
    return word_messages() | form_messages()
