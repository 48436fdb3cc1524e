"""Keeping in touch: who is written to, how, and how often."""

from datetime import date

from relationships.domain.collaborations import HistoryKind, Status
from relationships.domain.playbooks.advice import Advice, Code, Severity
from relationships.domain.playbooks.calendar import plus_days
from relationships.domain.playbooks.case import Case, advice
from relationships.domain.playbooks.facts import CollaborationFacts
from relationships.domain.playbooks.norms import MessageStyle
from relationships.domain.playbooks.words import counted, listed, said, sentence
from relationships.domain.relationships import MESSAGE_CHANNELS, Purpose, Through


def generic_message(case: Case) -> Advice | None:
    """Nano: the last message was a template without a line about where the creator lives and works."""
    last = case.last_outbound
    if last is None or not last.from_template or case.playbook.message_style != MessageStyle.LOCALISED:
        return None
    if last.channel is not None and last.channel not in MESSAGE_CHANNELS:
        return None
    if last.local_line is None:
        case.ask("whether the last message had a local line")
    if last.local_line is not False:
        return None
    return advice(
        Code.GENERIC_MESSAGE,
        Severity.INFO,
        "Localise the next message: name the place, a shop or an event near the creator.",
        f"The message of {said(last.on)} was made from a template and has no local line. Nano creators carry localised "
        "messages.",
        case.origin("message_style"),
        (last.on,),
    )


def _gift_step(case: Case, c: CollaborationFacts) -> int | None:
    """The number of the nudge that is due; 0 when it is time to close; None when nothing is due."""
    nudges = case.playbook.nudge_days
    waits = not c.is_gift and c.deadline_on is not None and c.deadline_on >= case.on
    if not c.has_products or c.delivered_on is None or c.delivered_on > case.on or waits:
        return None
    days, sent = (case.on - c.delivered_on).days, case.sent(Purpose.NUDGE, c.delivered_on)
    if sent >= len(nudges) or days > nudges[-1]:
        return 0
    return sent + 1 if days >= nudges[sent] else None


def _gift_told(case: Case, c: CollaborationFacts, step: int) -> str:
    if step:
        return f"Send a friendly reminder about {c.name}: number {step} of {len(case.playbook.nudge_days)}."
    return f"Close {c.name} and ask no more: a product is no order."


def gift_unposted(case: Case) -> Advice | None:
    """Nano, micro: products arrived and nothing was posted: three reminders, then the matter is closed."""
    if not case.playbook.nudge_days or not case.open:
        return None
    due = [(c, step) for c in case.open if (step := _gift_step(case, c)) is not None]
    if not due:
        return None
    delivered = listed([f"{c.name} on {said(c.delivered_on)}" for c, _ in due if c.delivered_on])
    days = listed([str(day) for day in case.playbook.nudge_days])
    return advice(
        Code.GIFT_UNPOSTED,
        Severity.INFO,
        " ".join(_gift_told(case, c, step) for c, step in due),
        f"The products arrived ({delivered}), and nothing is live. The playbook reminds after {days} days, then "
        "closes.",
        case.origin("nudge_days"),
        (f"{c.key}:{c.delivered_on}:{step}" for c, step in due),
        about=[c for c, _ in due],
    )


def thank_you(case: Case) -> Advice | None:
    """Nano, micro: content has been live for a while and nobody said thank you; later, an honest review is asked for.

    One thank-you is for everything that was live by then.
    """
    limit = case.playbook.thank_you_days
    if limit is None or not case.live:
        return None
    last = case.live[-1]
    if last.status == Status.LIVE and last.went_live_on(case.on) is None:
        case.ask(f"when {last.name} went live")
    dated = [(day, c) for c in case.live if (day := c.went_live_on(case.on)) is not None]
    if not dated:
        return None
    waiting = [found for found in dated if (case.on - found[0]).days >= limit]
    if not waiting:
        return None
    live_on, c = max(waiting, key=lambda found: found[0])
    if case.sent(Purpose.THANK_YOU, live_on):
        return _review_due(case, c, live_on)
    review = case.playbook.review_days
    review_on = plus_days(live_on, review) if review is not None else None
    later = f" Ask for an honest review from {said(review_on)} on." if review_on else ""
    return advice(
        Code.THANK_YOU,
        Severity.WARN,
        f"Say thank you for {c.name}.{later}",
        f"{sentence(f'{c.name} went live on {said(live_on)}, and no thank-you is on file since')} The playbook thanks "
        f"within {counted(limit, 'day')}.",
        case.origin("thank_you_days"),
        ("thanks", c.key, live_on),
        about=(c,),
    )


def _review_due(case: Case, c: CollaborationFacts, live_on: date) -> Advice | None:
    """Thanked, the product is known by now, and nobody asked what the creator honestly thinks of it.

    An offer while the memory is fresh, so twice the time that the playbook waits, and no drift.
    """
    days = case.playbook.review_days
    if days is None or not days <= (case.on - live_on).days <= 2 * days or case.sent(Purpose.REVIEW_REQUEST, live_on):
        return None
    return advice(
        Code.THANK_YOU,
        Severity.INFO,
        f"Ask for an honest review after {c.name}.",
        f"{sentence(f'{c.name} went live on {said(live_on)} and was thanked for; no review was asked for since')} The "
        f"playbook asks after {counted(days, 'day')}.",
        case.origin("review_days"),
        ("review", c.key, live_on),
        about=(c,),
    )


def touch_overdue(case: Case) -> Advice | None:
    """All tiers: more days without a touch than the playbook allows."""
    limit = case.touch_days()
    last = case.last_touch.on if case.last_touch else None
    since = last or case.facts.since
    if limit is None or since is None or (case.on - since).days <= limit:
        return None
    days = counted((case.on - since).days, "day")
    via_agent = case.facts.has_agent and case.playbook.contact_through == Through.AGENT
    return advice(
        Code.TOUCH_OVERDUE,
        Severity.WARN,
        f"Get in touch{' through the agent' if via_agent else ''}.",
        f"{f'The last touch was on {said(since)}' if last else f'On file since {said(since)} and never in touch'}: "
        f"{days} ago. The playbook lets {counted(limit, 'day')} pass here.",
        case.origin(case.touch_norm),
        (last, since, limit),
    )


def _last_activity(case: Case) -> date | None:
    """The later of the last touch and the last content that went live."""
    days = [day for c in case.standing if (day := c.went_live_on(case.on)) is not None]
    if case.last_touch:
        days.append(case.last_touch.on)
    return max(days, default=None)


def gone_quiet(case: Case) -> Advice | None:
    """All tiers, ongoing: active in the last period, nothing in this one."""
    period = case.playbook.quiet_days
    if period is None or case.facts.history != HistoryKind.AMBASSADOR:
        return None
    last = _last_activity(case)
    if last is None or not period < (case.on - last).days <= 2 * period:
        return None
    return advice(
        Code.GONE_QUIET,
        Severity.WARN,
        "Check in personally: ask how they are before asking for anything.",
        f"This ambassador was active until {said(last)} and has been quiet for "
        f"{counted((case.on - last).days, 'day')}; after {counted(period, 'day')} without a sign the playbook asks in "
        "person.",
        case.origin("quiet_days"),
        (last, period),
    )


def agent_bypassed(case: Case) -> Advice | None:
    """Macro, mega: somebody speaks for the creator, and the last message went past them."""
    last = case.last_outbound
    if not case.facts.has_agent or case.playbook.contact_through != Through.AGENT:
        return None
    if last is None:
        return None
    if last.through is None:
        case.ask("through whom the last message went")
    if last.through != Through.CREATOR:
        return None
    return advice(
        Code.AGENT_BYPASSED,
        Severity.WARN,
        "Route the next message through the agent.",
        f"An agent is on file, and the message of {said(last.on)} went straight to the creator.",
        case.origin("contact_through"),
        (last.on,),
    )
