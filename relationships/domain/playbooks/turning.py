"""On which day the advice can next differ, if nothing is edited."""

from collections.abc import Iterator
from datetime import date

from relationships.domain.playbooks.calendar import plus_days, plus_years
from relationships.domain.playbooks.case import Case
from relationships.domain.playbooks.facts import CollaborationFacts, Facts
from relationships.domain.playbooks.norms import Playbook


def changes_on(facts: Facts, playbook: Playbook, on: date) -> date | None:
    """The first day after ``on`` that is a turning day; None when there is none. Until then `advise` says the same."""
    return min((day for day in turning_days(facts, playbook, on) if day is not None and day > on), default=None)


def turning_days(facts: Facts, playbook: Playbook, on: date) -> Iterator[date | None]:
    """Every day after ``on`` on which a rule can speak up or fall silent, and some more; None where there is none."""
    case = Case(facts, playbook, on)
    for c in case.standing:
        yield from _of_collaboration(c, playbook, on)
    yield from _of_touches(case)
    yield facts.notice_given_on
    yield facts.basis_renewed_on
    yield facts.ladder_chosen_on
    if facts.on_file_since is not None:
        yield _past(facts.on_file_since, playbook.notice_days)
    if facts.fit is not None:
        yield facts.fit.medium_from
        yield facts.fit.low_from
    for day, _ in facts.audience.followers:
        yield day
    for rival in facts.rivals:
        yield _past(rival.exclusive_until, 0)
    if any(c.dated is None for c in case.standing) and on.year < date.max.year:
        yield date(on.year + 1, 1, 1)  # it is counted to the year that it is


def _past(day: date | None, days: int | None) -> date | None:
    """The first day on which more than so many days have passed."""
    return None if day is None or days is None else plus_days(day, days + 1)


def _of_collaboration(c: CollaborationFacts, playbook: Playbook, on: date) -> Iterator[date | None]:
    yield from (c.starts_on, c.delivered_on, c.live_on, c.accepted_on, c.contract_signed_on, c.paid_on, c.briefed_on)
    for last_day in (c.ends_on, c.deadline_on, c.exclusivity_until, c.payment_due_on, c.live_on, c.starts_on):
        if last_day is not None and last_day >= on:
            yield plus_days(last_day, 1)
    if c.accepted_on is not None:
        yield _past(c.accepted_on, c.payment_terms_days)
    if c.delivered_on is not None:
        yield from _after_delivery(c.delivered_on, playbook)
    if c.live_on is not None:
        yield from _after_going_live(c.live_on, playbook)
    if playbook.lead_warn_weeks is not None:
        for day in (c.live_on, c.deadline_on, c.starts_on):
            yield _past(day, -7 * playbook.lead_warn_weeks)


def _after_delivery(delivered_on: date, playbook: Playbook) -> Iterator[date | None]:
    for days in playbook.nudge_days:
        yield plus_days(delivered_on, days)
    if playbook.nudge_days:
        yield _past(delivered_on, playbook.nudge_days[-1])


def _after_going_live(live_on: date, playbook: Playbook) -> Iterator[date | None]:
    if playbook.thank_you_days is not None:
        yield plus_days(live_on, playbook.thank_you_days)
    if playbook.review_days is not None:
        yield plus_days(live_on, playbook.review_days)
        yield _past(live_on, 2 * playbook.review_days)
    if playbook.quiet_days is not None:
        yield _past(live_on, playbook.quiet_days)
        yield _past(live_on, 2 * playbook.quiet_days)


def _of_touches(case: Case) -> Iterator[date | None]:
    facts, playbook = case.facts, case.playbook
    for touch in reversed(facts.touches):
        if touch.on <= case.on:
            break
        yield touch.on
    last = case.last_touch.on if case.last_touch else facts.since
    if last is not None:
        yield _past(last, case.touch_days())
        if playbook.quiet_days is not None:
            yield _past(last, playbook.quiet_days)
            yield _past(last, 2 * playbook.quiet_days)
    if case.kept_since is not None and playbook.retention_years is not None:
        yield plus_years(case.kept_since, playbook.retention_years)
