"""The first text of each section of a brief, made of facts alone: one function a section.

Nothing is made up. Where a fact is not on file its phrase is left out, and `briefs.lacks` tells whoever writes.
"""

from collections.abc import Callable, Iterator, Mapping

from relationships.domain.brief_facts import BriefFacts, Country, Part, Percent, Phrase, Value, Word
from relationships.domain.brief_networks import form_of
from relationships.domain.brief_words import ASKED_FOR, LABEL_BY_MARKET, Say
from relationships.domain.collaborations import Kind
from relationships.domain.compensation import Compensation
from relationships.domain.playbooks.norms import BriefSection, MessageStyle, Playbook, Term

Parts = Iterator[Part]


def _phrase(message: str, **values: Value) -> Phrase:
    return Phrase(message, values)


def _own(words: str) -> Phrase:
    return Phrase(words, own=True)


def _bare(words: str) -> str:
    """Without the full stop that the sentence around it brings."""
    return words.rstrip(" .")


def _greeting(facts: BriefFacts, playbook: Playbook) -> Parts:
    if facts.agent:
        yield _phrase(Say.HELLO_AGENT, agent=facts.agent, name=facts.creator)
    else:
        yield _phrase(Say.HELLO, name=facts.creator)
    yield _phrase(_GREETINGS[playbook.message_style or MessageStyle.PERSONAL], brand=facts.brand)


_GREETINGS = {
    MessageStyle.LOCALISED: Say.GREETING_LOCALISED,
    MessageStyle.PERSONAL: Say.GREETING_PERSONAL,
    MessageStyle.CONTRACTUAL: Say.GREETING_CONTRACTUAL,
}


def _local_line(facts: BriefFacts, playbook: Playbook) -> Parts:
    if facts.country:
        yield _phrase(Say.LOCAL_PLACE, country=Country(facts.country))


def _why_you(facts: BriefFacts, playbook: Playbook) -> Parts:
    if facts.handle and facts.topics:
        yield _phrase(Say.WHY_TOPICS, topics=facts.topics, network=facts.network_label, handle=facts.handle)
    elif facts.handle:
        yield _phrase(Say.WHY_ACCOUNT, network=facts.network_label, handle=facts.handle)
    if facts.handle and playbook.message_style == MessageStyle.LOCALISED:
        yield _phrase(Say.WHY_FEW)
    elif facts.handle and facts.values:
        yield _phrase(Say.WHY_VALUES, brand=facts.brand)


def _brand(facts: BriefFacts, playbook: Playbook) -> Parts:
    if facts.market:
        yield _phrase(Say.BRAND_MARKET, brand=facts.brand, country=Country(facts.market))
    else:
        yield _phrase(Say.BRAND_ALONE, brand=facts.brand)


def _values(facts: BriefFacts, playbook: Playbook) -> Parts:
    if facts.values:
        yield tuple(map(_own, facts.values))
        yield _phrase(Say.VALUES_OWN)


def _objective(facts: BriefFacts, playbook: Playbook) -> Parts:
    if facts.kind == Kind.AMBASSADOR:
        yield _phrase(Say.AMBASSADOR, brand=facts.brand)
    if facts.objective:
        yield _phrase(Say.OBJECTIVE, objective=_bare(facts.objective))


def _product(facts: BriefFacts, playbook: Playbook) -> Parts:
    if facts.products:
        yield _phrase(Say.PRODUCT_CHOSEN, products=_bare(facts.products))
    elif facts.compensation in (Compensation.PRODUCTS, Compensation.MIXED):
        yield _phrase(Say.PRODUCT_TO_CHOOSE)
    if facts.delivered_on:
        yield _phrase(Say.PRODUCT_DELIVERED, day=facts.delivered_on)
    if facts.is_gift:
        yield _phrase(Say.PRODUCT_GIFT)


def _ideas(facts: BriefFacts, playbook: Playbook) -> Parts:
    yield _phrase(Say.IDEAS_FREE)
    yield tuple(map(Phrase, form_of(facts.network).ideas))


def promised(facts: BriefFacts) -> Iterator[Phrase]:
    counts = (
        (Say.PROMISED_COCREATIONS, facts.cocreations),
        (Say.PROMISED_REVIEWS, facts.reviews),
        (Say.PROMISED_INSIGHTS, facts.insights),
    )
    yield from (_phrase(message, number=number) for message, number in counts if number)


def _deliverables(facts: BriefFacts, playbook: Playbook) -> Parts:
    if facts.deliverables:
        yield _own(facts.deliverables)
    elif Term.DELIVERABLES in facts.settled:
        yield _own(facts.settled[Term.DELIVERABLES])
    yield tuple(promised(facts))
    if facts.promises:
        yield _phrase(Say.BRAND_PROMISES, promises=facts.promises)


def _format(facts: BriefFacts, playbook: Playbook) -> Parts:
    if facts.network:
        full = playbook.message_style == MessageStyle.CONTRACTUAL
        yield _phrase(Say.FORMAT_FULL if full else Say.FORMAT_INTRO, network=facts.network_label)
    yield tuple(map(Phrase, form_of(facts.network).formats))


def _messages(facts: BriefFacts, playbook: Playbook) -> Parts:
    thoughts = tuple(filter(None, (facts.objective, *facts.values)))
    if thoughts:
        yield _phrase(Say.MESSAGES_INTRO)
        yield tuple(map(_own, thoughts))
    yield _phrase(Say.MESSAGES_AVOID)


def _disclosure(facts: BriefFacts, playbook: Playbook) -> Parts:
    label: Value = facts.label or LABEL_BY_MARKET.get(facts.market) or Word(Say.LABEL_ADVERTISING)
    yield _phrase(Say.LABEL_AGREED, label=label)
    yield _phrase(form_of(facts.network).label)
    if facts.compensation in (Compensation.PRODUCTS, Compensation.MIXED):
        yield _phrase(Say.LABEL_WHY)


def _approval(facts: BriefFacts, playbook: Playbook) -> Parts:
    rounds = playbook.approval_rounds if facts.approval_rounds is None else facts.approval_rounds
    if rounds is None:
        return
    if not rounds:
        yield _phrase(Say.APPROVAL_NONE)
        return
    yield _phrase(Say.APPROVAL_FIRST)
    yield _phrase(Say.APPROVAL_ONE) if rounds == 1 else _phrase(Say.APPROVAL_ROUNDS, number=rounds)


def _schedule(facts: BriefFacts, playbook: Playbook) -> Parts:
    days = (
        (Say.DATE_PRODUCTS, facts.delivered_on),
        (Say.DATE_CONTENT, facts.deadline_on),
        (Say.DATE_LIVE, facts.live_on),
    )
    lines = tuple(_phrase(message, day=day) for message, day in days if day) + tuple(_term(facts))
    yield lines
    if lines and not facts.deadline_on and not facts.live_on and facts.compensation == Compensation.PRODUCTS:
        yield _phrase(Say.DATE_NONE)


def _term(facts: BriefFacts) -> Iterator[Phrase]:
    if facts.starts_on and facts.ends_on:
        yield _phrase(Say.DATE_TERM, start=facts.starts_on, end=facts.ends_on)
    elif facts.starts_on:
        yield _phrase(Say.DATE_START, day=facts.starts_on)
    elif facts.ends_on:
        yield _phrase(Say.DATE_END, day=facts.ends_on)


def _compensation(facts: BriefFacts, playbook: Playbook) -> Parts:
    lines = []
    if facts.fee:
        lines.append(_phrase(Say.FEE, amount=facts.fee))
    if facts.product_value:
        lines.append(_phrase(Say.PRODUCTS_WORTH, amount=facts.product_value))
    if facts.commission:
        lines.append(_phrase(Say.COMMISSION, percent=Percent(facts.commission)))
    if facts.fee and facts.payment_due_on:
        lines.append(_phrase(Say.PAID_BY, day=facts.payment_due_on))
    elif facts.fee and facts.payment_terms_days is not None:
        lines.append(_phrase(Say.PAID_WITHIN, days=facts.payment_terms_days))
    yield tuple(lines)
    if facts.compensation == Compensation.PRODUCTS:
        yield _phrase(Say.PRODUCTS_KEPT)


def _usage_rights(facts: BriefFacts, playbook: Playbook) -> Parts:
    if facts.rights:
        yield _phrase(Say.RIGHTS, rights=_bare(facts.rights))
    elif facts.rights_until:
        yield _phrase(Say.RIGHTS_PLAIN)
    elif Term.USAGE_RIGHTS in facts.settled:
        yield _own(facts.settled[Term.USAGE_RIGHTS])
    if facts.rights_until:
        yield _phrase(Say.RIGHTS_UNTIL, day=facts.rights_until)


def _exclusivity(facts: BriefFacts, playbook: Playbook) -> Parts:
    if facts.exclusive_until is None:
        if Term.EXCLUSIVITY in facts.settled:
            yield _own(facts.settled[Term.EXCLUSIVITY])
        return
    if facts.exclusive_from:
        yield _phrase(Say.EXCLUSIVE_SPAN, start=facts.exclusive_from, end=facts.exclusive_until, brand=facts.brand)
    else:
        yield _phrase(Say.EXCLUSIVE_UNTIL, end=facts.exclusive_until, brand=facts.brand)
    if facts.competitors:
        yield _phrase(Say.COMPETITORS, names=facts.competitors)


def _measures(facts: BriefFacts, playbook: Playbook) -> Parts:
    asked = tuple(Phrase(ASKED_FOR[measure]) for measure in playbook.measures if measure in ASKED_FOR)
    if asked:
        yield _phrase(Say.MEASURES_ASK)
        yield asked


def _contact(facts: BriefFacts, playbook: Playbook) -> Parts:
    lines = []
    if facts.contact:
        lines.append(_phrase(Say.CONTACT, person=facts.contact, brand=facts.brand))
    if facts.contact_email:
        lines.append(_phrase(Say.CONTACT_MAIL, email=facts.contact_email))
    yield tuple(lines)
    if facts.agent:
        yield _phrase(Say.CONTACT_AGENT, agent=facts.agent)
    yield _phrase(Say.CONTACT_ASK)


WRITTEN: Mapping[BriefSection, Callable[[BriefFacts, Playbook], Parts]] = {
    BriefSection.GREETING: _greeting,
    BriefSection.WHY_YOU: _why_you,
    BriefSection.BRAND: _brand,
    BriefSection.VALUES: _values,
    BriefSection.LOCAL_LINE: _local_line,
    BriefSection.OBJECTIVE: _objective,
    BriefSection.PRODUCT: _product,
    BriefSection.IDEAS: _ideas,
    BriefSection.DELIVERABLES: _deliverables,
    BriefSection.FORMAT: _format,
    BriefSection.MESSAGES: _messages,
    BriefSection.DISCLOSURE: _disclosure,
    BriefSection.APPROVAL: _approval,
    BriefSection.SCHEDULE: _schedule,
    BriefSection.COMPENSATION: _compensation,
    BriefSection.USAGE_RIGHTS: _usage_rights,
    BriefSection.EXCLUSIVITY: _exclusivity,
    BriefSection.MEASURES: _measures,
    BriefSection.CONTACT: _contact,
}
