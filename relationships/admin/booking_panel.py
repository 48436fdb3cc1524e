"""A booking at the centre of the page: what was agreed, what may be done with it, when, and what it reached."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from relationships.admin import cells
from relationships.domain.kpis import Kpi, figure, shown
from relationships.domain.money import Money
from relationships.domain.playbooks.facts import CollaborationFacts
from relationships.models import Collaboration
from relationships.reports.measured import cost_of, measured_of, result_of


@dataclass(frozen=True, slots=True)
class Line:
    """``value`` "" is not known; then ``note`` may say why. ``tone``: "" or that of a due date."""

    label: str
    value: str
    note: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day of the schedule. ``state``: "done", "next" (the first to come) or "ahead"; "open" without a day."""

    label: str
    day: str
    state: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure in large; ``reason`` says why it is not known where ``value`` is ""."""

    label: str
    value: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BookingPanel:
    title: str
    status: str
    money: str
    schedule: tuple[Moment, ...]
    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    figures: tuple[Figure, ...]
    measured: str


def booking_panel(collaboration: Collaboration, facts: CollaborationFacts, on: date) -> BookingPanel:
    """No query where ``collaboration`` was read together with its result."""
    return BookingPanel(
        title=collaboration.title or collaboration.get_kind_display(),
        status=collaboration.get_status_display(),
        money=_money_words(collaboration),
        schedule=_schedule(collaboration, on),
        groups=(
            (_("Terms"), _terms(collaboration, facts)),
            (_("Contract and rights"), _rights(collaboration, on)),
            (_("Payment"), _payment(collaboration, facts, on)),
        ),
        figures=_figures(collaboration),
        measured=_measured(collaboration),
    )


def money_words(amount: object, currency: str) -> str:
    return f"{amount:,.2f} {currency}".replace(".00 ", " ") if amount is not None else ""


def _money_words(collaboration: Collaboration) -> str:
    return money_words(collaboration.fee, collaboration.currency)


def _terms(c: Collaboration, facts: CollaborationFacts) -> tuple[Line, ...]:
    rounds = "" if c.approval_rounds is None else str(c.approval_rounds)
    return tuple(
        _known(
            Line(_("Compensation"), c.get_compensation_display()),
            Line(_("Products worth"), money_words(c.product_value, c.currency)) if facts.has_products else None,
            Line(_("Objective"), c.objective),
            Line(_("Deliverables"), c.deliverables),
            Line(_("Approval rounds"), rounds),
            Line(_("Advertising label"), c.disclosure_words, _("proof on file") if c.disclosure_proof else ""),
        )
    )


def _rights(c: Collaboration, on: date) -> tuple[Line, ...]:
    signed = _("signed %s") % cells.day(c.contract_signed_on) if c.contract_signed_on else ""
    return (
        Line(_("Contract"), signed, "" if signed else _("not signed")),
        Line(_("Usage rights"), _until(c.usage_rights_until), c.usage_rights, _ended(c.usage_rights_until, on)),
        Line(_("Exclusivity"), _span(c.exclusivity_from, c.exclusivity_until), "", _ended(c.exclusivity_until, on)),
    )


def _payment(c: Collaboration, facts: CollaborationFacts, on: date) -> tuple[Line, ...]:
    terms = "" if c.payment_terms_days is None else _("%d days from acceptance") % c.payment_terms_days
    due = c.payment_due_on
    tone = cells.due_tone(due, on) if due and not c.paid_on else ""
    return (
        Line(_("Fee, excluding VAT"), _money_words(c)),
        Line(_("Terms"), terms),
        Line(_("Due"), _day(due), cells.due_word(due, on) if due and tone else "", tone),
        Line(_("Paid"), _day(c.paid_on), "" if facts.fee or c.paid_on else _("no fee agreed")),
    )


def _schedule(c: Collaboration, on: date) -> tuple[Moment, ...]:
    """The days of a booking in the order in which they are meant to come."""
    days = (
        (_("Agreed"), c.agreed_on),
        (_("Starts"), c.starts_on),
        (_("Content due"), c.deadline_on),
        (_("Live"), c.live_on),
        (_("Accepted"), c.accepted_on),
        (_("Paid"), c.paid_on),
    )
    ahead = min((day for _label, day in days if day and day > on), default=None)
    return tuple(Moment(label, _day(day), _state(day, on, ahead)) for label, day in days)


def _state(day: date | None, on: date, ahead: date | None) -> str:
    if day is None:
        return "open"
    if day <= on:
        return "done"
    return "next" if day == ahead else "ahead"


def _figures(c: Collaboration) -> tuple[Figure, ...]:
    measured, cost = measured_of(c), cost_of(c)
    per_thousand = figure(Kpi.CPM, measured)
    return (
        Figure(_("Reach"), "" if measured.reach is None else f"{measured.reach:,}", _("not measured yet")),
        Figure(
            _("Cost per thousand"),
            shown(per_thousand) if per_thousand.is_known else "",
            per_thousand.reason,
        ),
        Figure(_("Cost to the brand"), _of(cost.money), cost.reason),
    )


def _measured(c: Collaboration) -> str:
    result = result_of(c)
    return _("{source}, {day}").format(source=result.source, day=cells.day(result.measured_on)) if result else ""


def _of(money: Money | None) -> str:
    return money_words(money.amount, money.currency) if money else ""


def _known(*lines: Line | None) -> Iterable[Line]:
    return (line for line in lines if line is not None)


def _day(day: date | None) -> str:
    return cells.day(day) if day else ""


def _until(day: date | None) -> str:
    return _("until %s") % cells.day(day) if day else ""


def _span(first: date | None, last: date | None) -> str:
    if first and last:
        return f"{cells.day(first)} – {cells.day(last)}"
    return _until(last) or (_("from %s") % cells.day(first) if first else "")


def _ended(day: date | None, on: date) -> str:
    return "overdue" if day and day < on else ""
