"""Two records that are one creator: which field becomes what, who is proposed to stay, and which account counts.

Everything here is a table or a pure function over values by column. Nothing that was written is dropped silently: what
is not chosen stays in the history, and an objection to being contacted outlives any choice (DOMAIN §6: it is absolute).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from relationships.domain.relationships import PLAN, Stage

#: Longest reason or source in one line (characters); as the columns have it.
LINE_MAX = 300

Values = Mapping[str, Any]


class Take(StrEnum):
    """Whose value counts."""

    KEPT = "kept"
    ABSORBED = "absorbed"
    BOTH = "both"


class Rule(StrEnum):
    """How two values become one."""

    CHOICE = "choice"
    #: One of both, or one below the other; and the same on one line, as long as there is room.
    PROSE = "prose"
    LINE = "line"
    EARLIEST = "earliest"
    LATEST = "latest"
    #: A flag with its reason: either's counts for the person.
    OBJECTION = "objection"
    CELEBRITY = "celebrity"


class Standing(StrEnum):
    """How the two sides stand to each other. RULED: the rule decides, there is nothing to choose."""

    EMPTY = "empty"
    SAME = "same"
    ONLY_KEPT = "only_kept"
    ONLY_ABSORBED = "only_absorbed"
    RULED = "ruled"
    OPEN = "open"


def _the_one_that_stays(kept: Any, absorbed: Any) -> Take:
    return Take.KEPT


#: How far a stage is, for a proposal: who is at work goes before who slept or ended, and these before who never began.
FURTHER: tuple[Stage, ...] = (
    Stage.PROSPECT,
    Stage.CONTACTED,
    Stage.NEGOTIATING,
    Stage.DORMANT,
    Stage.ENDED,
    Stage.ACTIVE,
)


def further(kept: str, absorbed: str) -> Take:
    """The stage that is further along; the one that stays among equals."""
    return Take.ABSORBED if FURTHER.index(Stage(absorbed)) > FURTHER.index(Stage(kept)) else Take.KEPT


def sooner(kept: Sequence[Any], absorbed: Sequence[Any]) -> Take:
    """Of two plans (what, of which kind, when) the one due first, so that none is missed; dated before undated."""
    mine, theirs = kept[2], absorbed[2]
    return Take.ABSORBED if theirs is not None and (mine is None or theirs < mine) else Take.KEPT


@dataclass(frozen=True, slots=True)
class Field:
    """What is decided as one. ``columns``: attnames; the first says whether there is anything at all.

    ``why``: said to who merges, where the rule decides or its proposal needs a reason. ``proposes``: the side proposed,
    from the two values (tuples of values where there are several columns).
    """

    key: str
    label: str
    columns: tuple[str, ...]
    rule: Rule = Rule.CHOICE
    why: str = ""
    proposes: Callable[[Any, Any], Take] = _the_one_that_stays


_JOINED = "Both are kept, one below the other, unless you choose."
_ON_FILE_SINCE = "The earlier day counts: the person is on file since then."

CREATOR: tuple[Field, ...] = (
    Field("name", "Name", ("name",)),
    Field("email", "E-mail", ("email",)),
    Field("phone", "Phone", ("phone",)),
    Field("agent", "Agent", ("agent_id",)),
    Field("country", "Country", ("country",)),
    Field("language", "Language", ("language",)),
    Field("motivation", "Motivation", ("motivation",)),
    Field("postal_address", "Postal address", ("postal_address",)),
    Field(
        "celebrity",
        "Celebrity",
        ("is_celebrity", "celebrity_reason"),
        Rule.CELEBRITY,
        "Who is one in either record is one; only the reason can be chosen.",
    ),
    Field(
        "contact",
        "Do not contact",
        ("do_not_contact", "do_not_contact_reason"),
        Rule.OBJECTION,
        "An objection is absolute: it is the person's, whichever record it was noted in. Every reason is kept.",
    ),
    Field("lawful_basis", "Lawful basis", ("lawful_basis",)),
    Field(
        "data_source",
        "Source of the data",
        ("data_source",),
        Rule.LINE,
        "The details come from both, so both sources are told unless you choose.",
    ),
    Field(
        "notice",
        "Privacy notice given on",
        ("notice_given_on",),
        Rule.EARLIEST,
        "The earliest day counts: the person has known since then, and it proves that the notice was in time.",
    ),
    Field(
        "renewed",
        "Basis renewed on",
        ("basis_renewed_on",),
        Rule.LATEST,
        "The latest day counts: it is when somebody last looked whether the ground still holds.",
    ),
    Field("since", "On file since", ("created_at",), Rule.EARLIEST, _ON_FILE_SINCE),
    Field("notes", "Notes", ("notes",), Rule.PROSE, _JOINED),
)

RELATIONSHIP: tuple[Field, ...] = (
    Field("stage", "Stage", ("stage",), why="The further one is proposed.", proposes=further),
    Field("owner", "Owner", ("owner_id",)),
    Field("compensation", "Compensation", ("compensation",)),
    Field(
        "plan", "Next action", PLAN, why="The sooner one is proposed; the other stays in the history.", proposes=sooner
    ),
    Field("since", "On file since", ("created_at",), Rule.EARLIEST, _ON_FILE_SINCE),
    Field("notes", "Notes", ("notes",), Rule.PROSE, _JOINED),
)


# --- One field --------------------------------------------------------------------------------------------------------


def standing(field: Field, kept: Values, absorbed: Values) -> Standing:
    """``kept`` and ``absorbed`` hold at least the columns of ``field``."""
    mine, theirs = _of(field, kept), _of(field, absorbed)
    there, here = _is_there(absorbed[field.columns[0]]), _is_there(kept[field.columns[0]])
    if not (here or there):
        return Standing.EMPTY
    if here and there and mine == theirs:
        return Standing.SAME
    if field.rule in (Rule.EARLIEST, Rule.LATEST, Rule.OBJECTION):
        return Standing.RULED
    if here and there:
        return Standing.OPEN
    return Standing.ONLY_KEPT if here else Standing.ONLY_ABSORBED


def options(field: Field, kept: Values, absorbed: Values) -> tuple[Take, ...]:
    """What can be chosen; nothing where the values or the rule decide."""
    if standing(field, kept, absorbed) is not Standing.OPEN:
        return ()
    return (
        (Take.KEPT, Take.ABSORBED, Take.BOTH) if _can_be_joined(field, kept, absorbed) else (Take.KEPT, Take.ABSORBED)
    )


def proposed(field: Field, kept: Values, absorbed: Values) -> Take:
    """The side that counts unless somebody chooses otherwise; where nothing is to choose, the one that is taken."""
    found = standing(field, kept, absorbed)
    if found is Standing.RULED:
        return _ruled(field, kept, absorbed)
    if found is not Standing.OPEN:
        return Take.ABSORBED if found is Standing.ONLY_ABSORBED else Take.KEPT
    if _can_be_joined(field, kept, absorbed):
        return Take.BOTH
    return field.proposes(_of(field, kept), _of(field, absorbed))


def outcome(field: Field, kept: Values, absorbed: Values, take: str = "") -> dict[str, Any]:
    """The values of the field's columns in the record that stays. A ``take`` that cannot be chosen counts as none."""
    wanted = Take(take) if take in options(field, kept, absorbed) else proposed(field, kept, absorbed)
    if wanted is Take.BOTH:
        return _joined(field, kept, absorbed)
    side = absorbed if wanted is Take.ABSORBED else kept
    return {column: side[column] for column in field.columns}


def merged(fields: Sequence[Field], kept: Values, absorbed: Values, takes: Mapping[str, str]) -> dict[str, Any]:
    """All columns of ``fields`` as they become; ``takes``: what was chosen, by the key of the field."""
    found: dict[str, Any] = {}
    for field in fields:
        found |= outcome(field, kept, absorbed, takes.get(field.key, ""))
    left = _reason_left_out(kept, absorbed) if "do_not_contact" in found else ""
    if left and left not in found["notes"]:
        found["notes"] = joined_prose(found["notes"], f"Must not be contacted: {left}")
    return found


def _of(field: Field, values: Values) -> Any:
    several = tuple(values[column] for column in field.columns)
    return several if len(several) > 1 else several[0]


def _is_there(value: Any) -> bool:
    return bool(value) or (value == 0 and value is not False)


def _can_be_joined(field: Field, kept: Values, absorbed: Values) -> bool:
    if field.rule is Rule.PROSE:
        return True
    column = field.columns[-1]
    return field.rule in (Rule.LINE, Rule.CELEBRITY) and len(joined_line(kept[column], absorbed[column])) <= LINE_MAX


def _ruled(field: Field, kept: Values, absorbed: Values) -> Take:
    mine, theirs = kept[field.columns[0]], absorbed[field.columns[0]]
    if field.rule is Rule.OBJECTION:
        return Take.BOTH if mine and theirs else Take.ABSORBED if theirs else Take.KEPT
    if mine is None or theirs is None:
        return Take.ABSORBED if mine is None else Take.KEPT
    later = theirs > mine
    return Take.ABSORBED if (later if field.rule is Rule.LATEST else theirs < mine) else Take.KEPT


def _joined(field: Field, kept: Values, absorbed: Values) -> dict[str, Any]:
    column = field.columns[-1]
    join = joined_prose if field.rule is Rule.PROSE else joined_line
    text = join(kept[column], absorbed[column])
    if field.rule is Rule.OBJECTION and len(text) > LINE_MAX:
        text = kept[column]
    return {**{name: kept[name] for name in field.columns}, column: text}


def _reason_left_out(kept: Values, absorbed: Values) -> str:
    """The second reason not to contact somebody, where one line has no room for two."""
    if not (kept["do_not_contact"] and absorbed["do_not_contact"]):
        return ""
    reasons = kept["do_not_contact_reason"], absorbed["do_not_contact_reason"]
    return reasons[1] if len(joined_line(*reasons)) > LINE_MAX else ""


def joined_prose(first: str, second: str) -> str:
    """One below the other; what the other one says already is not said twice."""
    return _unless_said(first, second, "\n\n")


def joined_line(first: str, second: str) -> str:
    return _unless_said(first, second, "; ")


def _unless_said(first: str, second: str, between: str) -> str:
    one, other = first.strip(), second.strip()
    if other in one:
        return first
    return second if one in other else f"{one}{between}{other}"


# --- Which stays ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Weight:
    """What decides which of two records is proposed to stay."""

    pk: int
    relationships: int
    since: datetime


def stays(one: Weight, other: Weight) -> Weight:
    """The one with more relationships; of equals the older; of twins the one with the lower number."""
    return min(one, other, key=lambda weight: (-weight.relationships, weight.since, weight.pk))


@dataclass(frozen=True, slots=True)
class Marked:
    """An account of one of the two. ``is_primary``: somebody marked it as the one that decides the tier."""

    pk: int
    is_primary: bool
    measured_on: date | None


def proposed_primary(accounts: Sequence[Marked]) -> int | None:
    """The account that is marked afterwards: of two marks the one measured last (the first named among equals); None
    where nobody marked any, for then the one with most followers decides."""
    marked = [account for account in accounts if account.is_primary]
    newest = max(marked, key=lambda account: account.measured_on or date.min, default=None)
    return newest.pk if newest else None
