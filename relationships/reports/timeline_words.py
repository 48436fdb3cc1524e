"""What a version of a row says in a story: a touchpoint is a message, a change of status a step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst

from relationships.domain.collaborations import Kind, Status
from relationships.domain.money import minor_digits
from relationships.domain.networks import NETWORKS
from relationships.domain.playbooks.advice import Code
from relationships.domain.playbooks.labels import CODE_LABELS
from relationships.domain.relationships import Channel, Direction, Through
from relationships.domain.tiers import Tier
from relationships.models import (
    Account,
    Adjudication,
    AdviceDecision,
    Attachment,
    Brief,
    Category,
    ChecklistTick,
    Collaboration,
    Contribution,
    Creator,
    CreatorCategory,
    FitCriterion,
    GateOverride,
    LadderDecision,
    Rating,
    Relationship,
    RelationshipTag,
    Result,
    Tag,
    Touchpoint,
    User,
)
from relationships.models.results import COUNTS
from relationships.reports.timeline_changes import Names

_TEXT_MAX = 600
_HOW: Mapping[str, str] = {
    Channel.EMAIL: "E-mail",
    Channel.DIRECT_MESSAGE: "Direct message",
    Channel.PHONE: "Call",
    Channel.VIDEO_CALL: "Video call",
    Channel.MEETING: "Meeting",
    Channel.COMMENT: "Comment",
    Channel.OTHER: "Contact",
}
_TONES: Mapping[str, str] = {
    Status.AGREED: "accent",
    Status.LIVE: "success",
    Status.COMPLETED: "neutral",
    Status.CANCELLED: "danger",
}


@dataclass(frozen=True, slots=True)
class Words:
    """``badge``: one word beside the title, in ``tone`` (of the badges of components.css)."""

    title: str
    text: str = ""
    badge: str = ""
    tone: str = "neutral"


def _label(row: Any, name: str) -> str:
    return str(getattr(row, f"get_{name}_display")())


def _quoted(words: str) -> str:
    return f"“{words}”" if words else ""


# --- What is new ------------------------------------------------------------------------------------------------------


def _touchpoint(row: Any, names: Names) -> Words:
    return Words(_touch(row), row.summary, _label(row, "purpose") if row.purpose else "")


def _touch(row: Any) -> str:
    whom = "the agent" if row.through == Through.AGENT else "the creator"
    if row.channel == Channel.MEETING:
        return f"{_HOW[row.channel]} with {whom}"
    return f"{_HOW[row.channel]} {'to' if row.direction == Direction.OUTBOUND else 'from'} {whom}"


def _collaboration(row: Any, names: Names) -> Words:
    parts = (_terms(row), _term(row))
    return Words(_work(row), " · ".join(filter(None, parts)), _label(row, "status"), _TONES.get(row.status, "neutral"))


def _work(row: Any) -> str:
    kind = "Ambassadorship" if row.kind == Kind.AMBASSADOR else "One-off"
    return f"{kind} {_quoted(row.title)}".strip()


def _terms(row: Any) -> str:
    amounts = (("fee", row.fee), ("products worth", row.product_value))
    told = [f"{name} {_money(amount, row.currency)}" for name, amount in amounts if amount]
    return ", ".join([_label(row, "compensation"), *told])


def _money(amount: Decimal, currency: str) -> str:
    digits = min(minor_digits(currency), 2) if currency else 2
    return f"{amount:,.{digits}f} {currency}".strip()


def _term(row: Any) -> str:
    if row.starts_on is None:
        return f"until {date_format(row.ends_on)}" if row.ends_on else ""
    return f"{date_format(row.starts_on)} – {date_format(row.ends_on) if row.ends_on else 'open'}"


def _result(row: Any, names: Names) -> Words:
    figures = ", ".join(f"{name} {getattr(row, name):,}" for name in COUNTS if getattr(row, name) is not None)
    return Words(
        f"Result of {names.name(Collaboration, row.collaboration_id)}", " · ".join(filter(None, (figures, row.source)))
    )


def _contribution(row: Any, names: Names) -> Words:
    return Words(row.title, row.text, _label(row, "kind"), "accent")


def _rating(row: Any, names: Names) -> Words:
    tone = "danger" if row.value == 0 else "warning" if row.value < 3 else "success"
    return Words(f"Rated {names.name(FitCriterion, row.criterion_id)}", row.evidence, _label(row, "value"), tone)


def _adjudication(row: Any, names: Names) -> Words:
    return Words(f"Decided on {names.name(FitCriterion, row.criterion_id)}", row.reason, _label(row, "value"), "accent")


def _override(row: Any, names: Names) -> Words:
    gate = names.name(FitCriterion, row.criterion_id)
    return Words(f"Let the gate {_quoted(gate)} pass", row.reason, "Gate", "warning")


def _ladder(row: Any, names: Names) -> Words:
    return Words(f"Ladder: {_label(row, 'choice')}", row.reason)


def _advice(row: Any, names: Names) -> Words:
    known = row.code in set(Code)
    what = CODE_LABELS[Code(row.code)] if known else row.code
    until = f"until {date_format(row.until)}"
    if row.kind == AdviceDecision.Kind.OVERRIDDEN:
        return Words(f"Let pass: {what}", row.reason, until, "warning")
    return Words(f"Set aside: {what}", row.reason, until)


def _tick(row: Any, names: Names) -> Words:
    return Words(f"Ticked off: {_label(row, 'term')}", row.note)


def _attachment(row: Any, names: Names) -> Words:
    return Words(f"File {_quoted(row.name)}", row.note, _label(row, "kind"))


def _brief(row: Any, names: Names) -> Words:
    of = names.name(Collaboration, row.collaboration_id)
    return Words(f"Brief for {of}, version {row.version}", "", "Draft")


def _tag(row: Any, names: Names) -> Words:
    return Words(f"Tag {_quoted(names.name(Tag, row.tag_id))}")


def _category(row: Any, names: Names) -> Words:
    return Words(f"Category {_quoted(names.name(Category, row.category_id))}")


def _account(row: Any, names: Names) -> Words:
    network = NETWORKS[row.network].label if row.network in NETWORKS else row.network
    followers = f"{row.followers:,} followers" if row.followers is not None else "followers not known"
    return Words(f"Account {row.handle} on {network}", followers)


def _relationship(row: Any, names: Names) -> Words:
    owner = f"looked after by {names.name(User, row.owner_id)}" if row.owner_id else "looked after by nobody yet"
    return Words("The relationship begins", f"{_label(row, 'stage')}, {owner}")


def _creator(row: Any, names: Names) -> Words:
    return Words(f"{row.name} is put on file", f"Source: {row.data_source}" if row.data_source else "")


_NEW: Mapping[type[Model], Callable[[Any, Names], Words]] = {
    Touchpoint: _touchpoint,
    Collaboration: _collaboration,
    Result: _result,
    Contribution: _contribution,
    Rating: _rating,
    Adjudication: _adjudication,
    GateOverride: _override,
    LadderDecision: _ladder,
    AdviceDecision: _advice,
    ChecklistTick: _tick,
    Attachment: _attachment,
    Brief: _brief,
    RelationshipTag: _tag,
    CreatorCategory: _category,
    Account: _account,
    Relationship: _relationship,
    Creator: _creator,
}
#: What comes and goes, said after its name.
_ADDED: Mapping[type[Model], str] = {
    RelationshipTag: "added",
    CreatorCategory: "added",
    Account: "added",
    Attachment: "added",
}
#: Rows whose removal takes back what somebody said.
_TAKEN_BACK: frozenset[type[Model]] = frozenset(
    {AdviceDecision, ChecklistTick, LadderDecision, Adjudication, GateOverride}
)
#: The column of who said or did it, for rows that name somebody.
SIGNED: Mapping[type[Model], str] = {
    Touchpoint: "by_id",
    Rating: "reviewer_id",
    Adjudication: "decided_by_id",
    GateOverride: "decided_by_id",
    LadderDecision: "decided_by_id",
    AdviceDecision: "decided_by_id",
    ChecklistTick: "ticked_by_id",
    Contribution: "noted_by_id",
    Attachment: "uploaded_by_id",
    Brief: "made_by_id",
}


def of_new(model: type[Model], row: Any, names: Names) -> Words:
    told = _NEW[model](row, names)
    after = f" {_ADDED[model]}" if model in _ADDED else ""
    return Words(told.title + after, Truncator(told.text).chars(_TEXT_MAX), told.badge, told.tone)


def of_removed(model: type[Model], row: Any, names: Names) -> Words:
    told = _NEW[model](row, names)
    word = "taken back" if model in _TAKEN_BACK else "removed"
    return Words(f"{told.title}: {word}", Truncator(told.text).chars(_TEXT_MAX))


def of_returned(model: type[Model], row: Any, names: Names) -> Words:
    return Words(f"{_NEW[model](row, names).title}: put back")


def of_changed(model: type[Model], row: Any, before: Any, names: Names, labels: tuple[str, ...]) -> Words:
    """``labels``: the names of the fields that changed."""
    if model is Collaboration and row.status != before.status:
        step = f"{_label(before, 'status').lower()} → {_label(row, 'status').lower()}"
        return Words(f"{_work(row)}: {step}", "", _label(row, "status"), _TONES.get(row.status, "neutral"))
    if model is Brief and row.sent_at and not before.sent_at:
        return Words(f"{_brief(row, names).title}, is sent", "", "Sent", "success")
    what = _listed(labels)
    if model in (Relationship, Creator):
        return Words(f"{what} changed")
    return Words(f"{_NEW[model](row, names).title}: {what.lower()} changed")


def of_crossing(row: Any, before: Any, followers: tuple[int | None, int | None]) -> Words:
    """``followers``: of the main account before and after, as far as they are known."""
    was, now = Tier(before.tier), Tier(row.tier)
    known = followers if followers[1] is not None else ()
    told = " → ".join(f"{count:,}" for count in known if count is not None)
    return Words(
        f"{was.value.capitalize()} → {now.value.capitalize()}",
        f"{told} followers" if told else "",
        now.value.capitalize(),
        now.value,
    )


def of_contact(row: Any) -> Words:
    if row.do_not_contact:
        return Words("Must not be contacted", row.do_not_contact_reason, "Do not contact", "danger")
    return Words("May be contacted again")


def _listed(labels: tuple[str, ...]) -> str:
    """ "Stage", "Stage and owner", "Stage, owner and 2 more"."""
    first, *others = [capfirst(label) if position == 0 else label.lower() for position, label in enumerate(labels)]
    if not others:
        return first
    if len(others) == 1:
        return f"{first} and {others[0]}"
    return f"{first}, {others[0]} and {len(others) - 1} more"
