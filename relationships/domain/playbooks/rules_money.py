"""What creators are given: products first for small ones, a fee for large ones, and what is owed is paid."""

from datetime import date

from relationships.domain.collaborations import Status
from relationships.domain.compensation import Compensation
from relationships.domain.evidence import COMPENSATION_FIGURES, compensation_figure_for
from relationships.domain.playbooks.advice import Advice, Code, Severity
from relationships.domain.playbooks.case import HOUSE, Case, advice
from relationships.domain.playbooks.facts import WITH_CASH, CollaborationFacts
from relationships.domain.playbooks.words import counted, listed, said, sentence, verb


def product_for_rights(case: Case) -> Advice | None:
    """Nano, micro: whoever grants rights or turns others down is paid for that."""
    asked = [
        c
        for c in case.standing
        if c.is_products_only and c.status != Status.COMPLETED and (c.rights_asked or c.exclusivity_asked)
    ]
    if not asked:
        return None
    names = listed([c.name for c in asked])
    gives, asks = verb(asked, "gives", "give"), verb(asked, "asks", "ask")
    rights = [
        word
        for word, is_asked in (
            ("usage rights", any(c.rights_asked for c in asked)),
            ("exclusivity", any(c.exclusivity_asked for c in asked)),
        )
        if is_asked
    ]
    return advice(
        Code.PRODUCT_FOR_RIGHTS,
        Severity.WARN,
        f"Add a fee to {names}, or drop {listed(rights)}.",
        f"{sentence(f'{names} {gives} products only and {asks} for {listed(rights)}')} A product pays for a post, not "
        "for what the brand may do afterwards.",
        HOUSE,
        (f"{c.key}:{c.rights_asked}:{c.exclusivity_asked}" for c in asked),
        about=asked,
    )


def _figure_of(case: Case) -> str:
    """The published share for exactly such creators, or that there is none."""
    found = compensation_figure_for(case.facts.tier, case.facts.followers)
    if found is None:
        return "There is no published figure for creators of this size."
    figure = COMPENSATION_FIGURES[found]
    return f"{figure.percent:g}% of {figure.about} {figure.says} ({figure.origin})."


def product_only_macro(case: Case) -> Advice | None:
    """Macro, mega: a booking for products alone. What runs today decides; without any, what the relationship says."""
    if case.playbook.usual_compensation not in WITH_CASH:
        return None
    running = [c for c in case.standing if c.status != Status.COMPLETED]
    products_only = [c for c in running if c.is_products_only]
    if running and not products_only:
        return None
    if not running and case.facts.compensation != Compensation.PRODUCTS:
        return None
    names = listed([c.name for c in products_only]) or "this relationship"
    gives = verb(products_only or ("relationship",), "gives", "give")
    return advice(
        Code.PRODUCT_ONLY_MACRO,
        Severity.WARN,
        f"Budget a fee for {names}.",
        f"{sentence(f'{names} {gives} products only')} {_figure_of(case)}",
        case.origin("usual_compensation"),
        [c.key for c in products_only] or ("relationship",),
        about=products_only,
    )


def _first_booking(case: Case) -> CollaborationFacts | None:
    """The first collaboration of all, as long as nothing has come of any: what is agreed goes before proposals."""
    if case.live or not case.open:
        return None
    return next((c for c in case.open if c.status == Status.AGREED), case.open[0])


def paid_micro_first(case: Case) -> Advice | None:
    """Nano, micro under 50,000: the first collaboration costs a fee, though the brand itself would be an argument."""
    facts, playbook = case.facts, case.playbook
    below, high_fit = playbook.products_first_below, playbook.high_fit
    if below is None or high_fit is None or facts.followers is None or facts.followers >= below or facts.fit is None:
        return None
    first = _first_booking(case)
    if first is None or first.compensation != Compensation.PAID:
        return None
    if facts.fit.score is None:
        case.ask("the brand-value fit")
        return None
    if not facts.fit.reaches(high_fit):
        return None
    return advice(
        Code.PAID_MICRO_FIRST,
        Severity.INFO,
        f"Offer products first, before the fee of {first.name}.",
        f"This is the first collaboration, it is paid only, and the fit of {facts.fit.score:.0f} is high (from "
        f"{high_fit}). {_figure_of(case)}",
        case.origin("products_first_below"),
        (first.key, f"{facts.fit.score:.2f}"),
        about=(first,),
    )


def payment_overdue(case: Case) -> Advice | None:
    """All tiers: accepted work that is not paid after its terms."""
    overdue: list[tuple[CollaborationFacts, date]] = []
    for c in case.standing:
        accepted = c.status == Status.COMPLETED or (c.accepted_on is not None and c.accepted_on <= case.on)
        if not c.fee or not accepted or c.is_paid(case.on):
            continue
        due = c.fee_due_on
        if due is not None and due < case.on:
            overdue.append((c, due))
        elif due is None and c.payment_terms_days is None:
            case.ask(f"the payment terms of {c.name}")
        elif due is None and c.accepted_on is None:
            case.ask(f"when the work of {c.name} was accepted")
    if not overdue:
        return None
    told = listed([f"{c.name} since {said(due)}" for c, due in overdue])
    longest = max((case.on - due).days for _, due in overdue)
    return advice(
        Code.PAYMENT_OVERDUE,
        Severity.WARN,
        f"Pay {listed([c.name for c, _ in overdue])} before asking for more.",
        f"The work is accepted and its fee has been due: {told}, which makes {counted(longest, 'day')} today.",
        HOUSE,
        (f"{c.key}:{due}:{c.fee}" for c, due in overdue),
        about=[c for c, _ in overdue],
    )
