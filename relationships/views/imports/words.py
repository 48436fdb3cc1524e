"""What the pages of a list call things: the meanings of columns, how sure a guess is, where a list stands."""

from collections.abc import Mapping, Sequence

from relationships.domain.engagement import EngagementBasis
from relationships.domain.import_states import ImportStatus
from relationships.domain.imports import FIELD_LABELS, Field, Policy, Sureness, Unit

Options = Sequence[tuple[str, str]]

#: The meanings of a column in the order in which they are offered.
GROUPS: Sequence[tuple[str, Sequence[Field]]] = (
    ("Account", (Field.HANDLE, Field.URL, Field.CHANNEL_ID, Field.NETWORK, Field.OTHER_ACCOUNTS)),
    ("Audience", (Field.FOLLOWERS, Field.ENGAGEMENT_RATE, Field.ENGAGEMENT_BASIS, Field.MEASURED_ON)),
    (
        "Person",
        (
            Field.NAME,
            Field.FAMILY_NAME,
            Field.EMAIL,
            Field.PHONE,
            Field.COUNTRY,
            Field.LANGUAGE,
            Field.CATEGORIES,
            Field.NOTES,
        ),
    ),
    ("Relationship", (Field.STAGE, Field.COMPENSATION, Field.TAGS, Field.NEXT_ACTION, Field.NEXT_ACTION_ON)),
    ("From Rapport’s own exports", (Field.CREATOR_ID,)),
)


def label_of(field: Field) -> str:
    label = FIELD_LABELS[field]
    return label[:1].upper() + label[1:]


FIELDS: Sequence[tuple[str, Options]] = [
    (title, [(field.value, label_of(field)) for field in fields]) for title, fields in GROUPS
]

UNITS: Options = (("", "% or fraction?"), (Unit.PERCENT, "Percent (4.5)"), (Unit.FRACTION, "Fraction (0.045)"))
BASES: Options = (("", "By: not known"), *((basis.value, f"By {basis.value}") for basis in EngagementBasis))
POLICIES: Options = ((Policy.FILL, "Fill blanks only"), (Policy.NEWER, "Newer wins"))
#: Where there is nothing to choose: what becomes of a value for somebody on file.
SETTLED: Mapping[Field, str] = {
    Field.URL: "Fill blanks only",
    Field.CATEGORIES: "Fill blanks only",
    Field.TAGS: "Are added",
    Field.OTHER_ACCOUNTS: "Are added",
    Field.STAGE: "Of a new relationship only",
    Field.ENGAGEMENT_BASIS: "As the engagement",
    Field.NEXT_ACTION_ON: "As the next action",
}
DAY_ORDERS: Options = (("", "As the dates show"), ("day", "Day first (31/12)"), ("month", "Month first (12/31)"))

SURE: Mapping[Sureness | None, str] = {
    Sureness.SURE: "Sure",
    Sureness.LIKELY: "Likely",
    Sureness.GUESS: "A guess",
    None: "Not recognised",
}

#: Where a list stands, and the colour of it.
STATUS: Mapping[str, tuple[str, str]] = {
    ImportStatus.MAPPING: ("Columns to check", "accent"),
    ImportStatus.STAGING: ("Being read", "accent"),
    ImportStatus.READY: ("To be looked at", "accent"),
    ImportStatus.APPLYING: ("Being brought in", "accent"),
    ImportStatus.DONE: ("Brought in", "success"),
    ImportStatus.UNDOING: ("Being taken back", "accent"),
    ImportStatus.UNDONE: ("Taken back", "neutral"),
    ImportStatus.CANCELLED: ("Cancelled", "neutral"),
    ImportStatus.FAILED: ("Could not be", "danger"),
}
