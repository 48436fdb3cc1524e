"""What a column of a list can mean, and what goes with each meaning."""

from enum import StrEnum


class Field(StrEnum):
    """The meanings. From CREATOR_ID on they occur in files that came out of Rapport; OTHER_ACCOUNTS holds addresses of
    further accounts of the same person, whatever their networks; FAMILY_NAME is put behind the NAME of the same row."""

    HANDLE = "handle"
    NAME = "name"
    FAMILY_NAME = "family_name"
    NETWORK = "network"
    CHANNEL_ID = "channel_id"
    URL = "url"
    FOLLOWERS = "followers"
    ENGAGEMENT_RATE = "engagement_rate"
    ENGAGEMENT_BASIS = "engagement_basis"
    COUNTRY = "country"
    LANGUAGE = "language"
    CATEGORIES = "categories"
    EMAIL = "email"
    PHONE = "phone"
    NOTES = "notes"
    MEASURED_ON = "measured_on"
    OTHER_ACCOUNTS = "other_accounts"
    CREATOR_ID = "creator_id"
    STAGE = "stage"
    COMPENSATION = "compensation"
    TAGS = "tags"
    NEXT_ACTION = "next_action"
    NEXT_ACTION_ON = "next_action_on"


FIELD_LABELS: dict[Field, str] = {
    Field.HANDLE: "handle",
    Field.NAME: "name",
    Field.FAMILY_NAME: "family name",
    Field.NETWORK: "network",
    Field.CHANNEL_ID: "channel id",
    Field.URL: "profile address",
    Field.FOLLOWERS: "followers",
    Field.ENGAGEMENT_RATE: "engagement rate",
    Field.ENGAGEMENT_BASIS: "what engagement is measured by",
    Field.COUNTRY: "country",
    Field.LANGUAGE: "language",
    Field.CATEGORIES: "categories",
    Field.EMAIL: "e-mail",
    Field.PHONE: "phone",
    Field.NOTES: "notes",
    Field.MEASURED_ON: "day of the figures",
    Field.OTHER_ACCOUNTS: "other accounts",
    Field.CREATOR_ID: "creator number",
    Field.STAGE: "stage",
    Field.COMPENSATION: "compensation",
    Field.TAGS: "tags",
    Field.NEXT_ACTION: "next action",
    Field.NEXT_ACTION_ON: "day of the next action",
}
"""What each is called in a sentence."""

IDENTIFYING = frozenset((Field.HANDLE, Field.URL, Field.CHANNEL_ID, Field.OTHER_ACCOUNTS, Field.CREATOR_ID))
"""One of these has to be there: without it nobody can tell whom a row is about."""
ACCOUNT_FIELDS = frozenset(
    (
        Field.HANDLE,
        Field.URL,
        Field.CHANNEL_ID,
        Field.FOLLOWERS,
        Field.ENGAGEMENT_RATE,
        Field.ENGAGEMENT_BASIS,
    )
)
"""They speak of one account, so a list of several networks has them once for each."""
SEVERAL = frozenset((Field.URL, Field.OTHER_ACCOUNTS, Field.CATEGORIES, Field.NOTES, Field.TAGS))
"""A list may have several columns of these, which add up; of the others there is one for each network."""
DATES = frozenset((Field.MEASURED_ON, Field.NEXT_ACTION_ON))


class Policy(StrEnum):
    """What happens where a row on file says something else."""

    FILL = "fill"
    """Fill blanks only."""
    NEWER = "newer"
    """The newer one wins."""


def default_policy(field: Field) -> Policy:
    """Measurements are replaced by newer ones; what people wrote stays."""
    measured = (Field.FOLLOWERS, Field.ENGAGEMENT_RATE, Field.ENGAGEMENT_BASIS)
    return Policy.NEWER if field in measured else Policy.FILL


class Unit(StrEnum):
    """What the bare numbers of a column of rates are: 4.5 or 0.045."""

    PERCENT = "percent"
    FRACTION = "fraction"


class Sureness(StrEnum):
    """How sure a guess is."""

    SURE = "sure"
    LIKELY = "likely"
    GUESS = "guess"
